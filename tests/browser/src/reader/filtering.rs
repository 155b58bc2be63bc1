//! Narrowing what is shown.

use crate::fault::{Fault, check, same};
use crate::page::Page;

pub async fn a_theme_narrows_everything_at_once(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/").await?;
    let all = page.first_number("#result").await?;
    let map_before = page.drawing("#map canvas").await?;
    let overview_before = page.drawing("#overview").await?;
    page.tick("theme", "capacity-building").await?;
    page.until_at("/?theme=capacity-building").await?;
    page.until_counts(&format!("n > 0 && n < {all}")).await?;
    page.until_drawn_anew("#map canvas", &map_before).await?;
    page.until_drawn_anew("#overview", &overview_before).await?;
    page.tick("theme", "capacity-building").await?;
    page.until_at("/").await?;
    page.until_counts(&format!("n === {all}")).await
}

pub async fn capacity_building_since_2019_is_a_link(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/?theme=capacity-building").await?;
    let ever = page.first_number("#result").await?;
    page.open("/?theme=capacity-building&from=2019").await?;
    let since = page.first_number("#result").await?;
    check(0 < since && since < ever, || format!("{since} events since 2019, {ever} ever"))?;
    let box_of_theme = "input[type=checkbox][name=theme][value=capacity-building]:checked";
    same("ticked boxes", page.count(box_of_theme).await?, 1)
}

pub async fn a_country_on_the_map_filters(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/").await?;
    let all = page.first_number("#result").await?;
    page.click_at("#map a[href*='party=BR']").await?;
    page.until_at("/?party=BR").await?;
    page.until_counts(&format!("n > 0 && n < {all}")).await
}

pub async fn typing_a_word_searches_and_the_link_keeps_it(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/").await?;
    page.full().await?;
    let all = page.first_number("#result").await?;
    page.click("#search").await?;
    page.press("ransomware").await?;
    page.find("#search-list a").await?;
    page.open("/?q=ransomware").await?;
    page.full().await?;
    page.until_counts(&format!("n > 0 && n < {all}")).await?;
    let typed = page.script("return document.querySelector('#search').value").await?;
    same("the search box", typed.as_str(), Some("ransomware"))
}

pub async fn filters_that_match_nothing_say_which_to_loosen(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/?theme=deterrence&party=UY&kind=suspension").await?;
    page.until_says("#result", "No events").await?;
    page.click(".advice a").await?;
    page.until_counts("n > 0").await
}

pub async fn a_phone_filters_in_a_sheet(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/").await?;
    let all = page.first_number("#result").await?;
    page.click(".filters-button").await?;
    page.tick("theme", "cybercrime").await?;
    page.until_at("/?theme=cybercrime").await?;
    page.click("#rail .sheet-foot button").await?;
    page.until_counts(&format!("n > 0 && n < {all}")).await?;
    page.check_no_overhang().await
}
