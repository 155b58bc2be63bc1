//! Looking closer at what the timeline holds.

use fantoccini::key::Key;
use serde_json::json;

use crate::fault::{Fault, check, same};
use crate::page::Page;

use super::EVENT;

pub async fn a_mark_opens_its_event(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/").await?;
    let link = page.find("#timeline a[href*='/event/']").await?;
    let to = link.attr("href").await?.unwrap_or_default();
    page.click("#timeline a[href*='/event/']").await?;
    page.find("#detail").await?;
    let address = page.address().await?;
    check(address.starts_with("/event/"), || format!("the address is {address} after a click on {to}"))?;
    page.until_says("#detail", "Source").await
}

pub async fn an_event_shows_what_is_known_of_it(page: &Page<'_>) -> Result<(), Fault> {
    page.open(EVENT).await?;
    page.full().await?;
    for words in [
        "First meeting",
        "23 May 2017",
        "Argentina",
        "United States",
        "U.S.-Argentina Cyber Policy Working Group",
    ] {
        page.until_says("#detail", words).await?;
    }
    let sources = page.count("#detail a[href^='http']:not([href^='http://127.0.0.1'])").await?;
    check(sources >= 3, || format!("{sources} sources are linked"))
}

pub async fn the_wheel_zooms_and_leaves_no_trail_in_the_history(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/").await?;
    let all = page.first_number("#result").await?;
    let entries = page.script("return history.length").await?;
    // Over the overview the plain wheel zooms.
    let [x, y, width, height] = page.place("#overview").await?;
    page.wheel((x + width * 0.7) as i64, (y + height / 2.0) as i64, 0, -600).await?;
    page.until_counts(&format!("n > 0 && n < {all}")).await?;
    page.until("the address names the window", "return /[?&]from=.*&to=/.test(location.search)").await?;
    same("entries in the history", page.script("return history.length").await?, entries)
}

pub async fn the_table_shows_the_same_selection_and_sorts(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/?party=AR").await?;
    let events = page.first_number("#result").await?;
    page.open("/?party=AR&view=table").await?;
    same("the count over the table", page.first_number("#result").await?, events)?;
    same("rows", page.count("#table tbody tr:has(td.title)").await? as i64, events.min(100))?;
    let first = page.text("#table tbody tr:has(td.title)").await?;
    page.click("#table th:nth-child(3) [data-act=sort-2]").await?;
    page.find("#table th:nth-child(3)[aria-sort=ascending]").await?;
    let titles =
        "const t = [...document.querySelectorAll('#table tbody td.title')].map((it) => it.innerText);
                  return t.every((title, at) => at === 0 || t[at - 1].localeCompare(title, 'en') <= 0)";
    page.until("the titles are in order", titles).await?;
    check(page.text("#table tbody tr:has(td.title)").await? != first, || {
        "sorting by title changed nothing".to_owned()
    })
}

pub async fn a_phone_opens_an_event_from_the_list(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/?party=AR").await?;
    page.click(".hint-card .tool").await?;
    page.click("#timeline a[href*='/event/']").await?;
    page.find("#detail").await?;
    page.check_no_overhang().await?;
    page.client.back().await?;
    page.until_at("/?party=AR").await
}

pub async fn dragging_the_window_in_the_overview_moves_it(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/?from=2010&to=2015").await?;
    let [x, y, width, height] = page.place("#overview").await?;
    // The record begins in 1997 and ends in 2026, so this is about the middle of the window.
    page.drag(x + width * 0.52, y + height / 2.0, width / 6.0, 0.0).await?;
    page.until("the window begins later", "return /[?&]from=201[3-7]/.test(location.search)").await.map(drop)
}

pub async fn lanes_are_arranged_anew_and_the_link_says_so(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/").await?;
    let lanes = page.script("return document.querySelector('#lanes').innerText").await?;
    let say =
        |same: &str| format!("return document.querySelector('#lanes').innerText {same} {}", json!(lanes));
    page.click("#timeline .lanes-only button:nth-child(2)").await?;
    page.until_at("/?group=party").await?;
    page.until("the lanes are others", &say("!==")).await?;
    page.client.back().await?;
    page.until_at("/").await?;
    page.until("the lanes are those of before", &say("===")).await.map(drop)
}

pub async fn a_finger_that_rests_on_a_mark_sees_what_it_is(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/?theme=deterrence").await?;
    page.touch_screen().await?;
    page.until("lanes are for fingers", "return document.querySelector('.mark').offsetHeight >= 44").await?;
    page.settle().await?;
    let [left, top, width, height] = page.place(".mark:not(.cluster)").await?;
    let (x, y) = (left + width / 2.0, top + height / 2.0);
    page.touch(x, y).await?;
    page.find(".mark-tip").await?;
    page.let_go().await?;
    page.until_at("/?theme=deterrence").await?;
    // A tap opens.
    page.touch(x, y).await?;
    page.let_go().await?;
    page.find("#detail h1").await.map(drop)
}

pub async fn a_mark_that_is_reached_by_keyboard_says_what_it_is(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/").await?;
    page.script("const mark = document.querySelector('#lanes .mark'); mark.focus(); window.left = mark.href")
        .await?;
    page.press(&char::from(Key::Right).to_string()).await?;
    // It moves with the next frame, and says what it is there.
    let moved = "return document.activeElement.matches('.mark') && document.activeElement.href !== left";
    page.until("the next mark has the focus", moved).await?;
    page.find(".mark-tip").await?;
    page.press(&char::from(Key::Escape).to_string()).await?;
    page.until("the tooltip is gone", "return !document.querySelector('.mark-tip')").await?;
    page.until("the mark keeps the focus", "return document.activeElement.matches('.mark')").await.map(drop)
}
