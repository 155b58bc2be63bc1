//! The tab key: what it comes to, in which order, and that the reader sees where they are.

use fantoccini::key::Key;
use serde_json::Value;

use crate::fault::{Fault, check, same};
use crate::page::Page;

use super::EVENT;
use super::keyboard::key;
use super::kinds::Findings;

/// How the element that has the focus is seen.
const FOCUS: &str = include_str!("measures/focus.js");
/// What the tab key did not come to.
const UNREACHED: &str = include_str!("measures/unreached.js");
/// More stops than any page has.
const MOST: usize = 400;

/// Goes through a page with the tab key, from its beginning to its end and back again. The parts of the page must come in this
/// order, and nothing may be left out.
async fn tab_through(page: &Page<'_>, path: &str, parts: &[&str]) -> Result<(), Fault> {
    page.open(path).await?;
    page.full().await?;
    page.settle().await?;
    page.script("document.querySelector('.skip').focus()").await?;
    let mut findings = Findings::default();
    let forward = stops(page, &mut findings, false).await?;
    findings.look(path, page, UNREACHED).await?;
    findings.none()?;
    same("the parts of the page, in order", forward, parts.iter().map(|it| (*it).to_owned()).collect())?;
    // Backwards, what sticks to the top may come to lie over the focus.
    let mut findings = Findings::default();
    // The last key may have led out of the page, into the browser.
    page.open(path).await?;
    page.full().await?;
    page.settle().await?;
    page.script("[...document.querySelectorAll('a[href]')].at(-1).focus()").await?;
    page.press_with(Key::Shift, Key::Tab).await?;
    stops(page, &mut findings, true).await?;
    findings.none()
}

/// Presses the tab key until it comes to where it has been, or out of the page. Returns the parts of the page on the way.
async fn stops(page: &Page<'_>, findings: &mut Findings, back: bool) -> Result<Vec<String>, Fault> {
    let mut parts: Vec<String> = Vec::new();
    for _ in 0..MOST {
        let seen = page.script(FOCUS).await?;
        if seen.is_null() || seen["isBack"] == true {
            return Ok(parts);
        }
        let wrong = seen["wrong"].as_array().into_iter().flatten().filter_map(Value::as_str);
        findings.add(if back { "backwards" } else { "forwards" }, wrong.map(str::to_owned));
        let part = seen["part"].as_str().unwrap_or_default();
        if parts.last().is_none_or(|last| last != part) {
            parts.push(part.to_owned());
        }
        if back {
            page.press_with(Key::Shift, Key::Tab).await?;
        } else {
            page.press(&key(Key::Tab)).await?;
        }
    }
    Err(Fault::new(format!("the tab key came to no end, at last in {:?}", parts.last())))
}

pub async fn tab_goes_through_the_start_page(page: &Page<'_>) -> Result<(), Fault> {
    let desk = ["skip", "topbar", "rail", "query-bar", "map-section", "timeline", "hint-card"];
    let phone = ["skip", "topbar", "filters-button", "query-bar", "map-section", "timeline", "hint-card"];
    let (path, parts): (_, &[&str]) = match page.screen().width {
        // The list by year goes on as one comes to its end.
        ..600 => ("/?party=MX", &phone),
        _ => ("/", &desk),
    };
    tab_through(page, path, parts).await
}

pub async fn tab_goes_through_an_event(page: &Page<'_>) -> Result<(), Fault> {
    tab_through(page, EVENT, &["skip", "topbar", "strip", "map-section", "timeline", "detail"]).await
}

pub async fn arrows_go_from_lane_to_lane_and_into_one(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/").await?;
    page.full().await?;
    page.settle().await?;
    page.script("document.querySelector(\".lane-label[tabindex='0']\").focus()").await?;
    page.press(&key(Key::End)).await?;
    page.until(
        "the last lane has the focus",
        "return document.activeElement.matches('.lane-label:last-child')",
    )
    .await?;
    same("stops among the lanes", page.count(".lane-label[tabindex='0']").await?, 1)?;
    page.press(&key(Key::Up)).await?;
    page.until(
        "the lane above has it",
        "return document.activeElement.matches('.lane-label:nth-last-child(2)')",
    )
    .await?;
    page.press(&key(Key::Right)).await?;
    page.until("a mark has it", "return document.activeElement.matches('.mark')").await.map(drop)
}

pub async fn forced_colours_leave_the_drawings_legible(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/?theme=cybercrime").await?;
    page.full().await?;
    page.force_colours().await?;
    page.settle().await?;
    // Land of several shades, borders and lines: how many colours cover more than a few dots.
    let colours = "
        const { width, height } = canvas;
        const dots = canvas.getContext('2d').getImageData(0, 0, width, height).data;
        const counts = new Map();
        for (let at = 0; at < dots.length; at += 4) {
            const colour = dots.slice(at, at + 4).join();
            counts.set(colour, (counts.get(colour) ?? 0) + 1);
        }
        return [...counts.values()].filter((count) => count > 200).length;";
    for (drawing, least) in [("#map canvas", 6), ("#lanes canvas", 2)] {
        let script = format!("const canvas = document.querySelector('{drawing}'); {colours}");
        let found = page.script(&script).await?.as_i64().unwrap_or(0);
        check(found >= least, || format!("{drawing} has only {found} colours"))?;
    }
    // A tick is drawn on its box in another colour than the box's.
    let box_and_tick = page
        .script(
            "const box = document.querySelector('input[value=cybercrime]');
             return [getComputedStyle(box), getComputedStyle(box, '::after')].map((it) => it.backgroundColor);",
        )
        .await?;
    check(box_and_tick[0] != box_and_tick[1], || format!("box and tick are both {}", box_and_tick[0]))
}

pub async fn tab_goes_through_a_party(page: &Page<'_>) -> Result<(), Fault> {
    let strip = if page.screen().width < 600 { "filters-button" } else { "strip" };
    tab_through(page, "/party/MX?from=2020", &["skip", "topbar", strip, "query-bar", "detail", "page-map"])
        .await
}
