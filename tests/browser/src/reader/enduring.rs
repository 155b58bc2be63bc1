//! Faults on the way from server to screen, and browsers that refuse what they usually give.

use serde_json::json;

use crate::another::Another;
use crate::fault::{Fault, check, same};
use crate::host::Spoil;
use crate::page::Page;

use super::EVENT;
use super::failing::{told_and_read, told_and_tried_again};

/// A wasm that is spoiled is held against what it should be, told, and fetched again.
async fn a_spoiled_wasm_is_told(page: &Page<'_>, spoil: Spoil) -> Result<(), Fault> {
    for error in ["integrity", "Failed to fetch"] {
        page.expect_error(error);
    }
    page.host.spoil("_bg.wasm", spoil);
    told_and_tried_again(page).await
}

pub async fn a_wasm_that_is_cut_off_is_told(page: &Page<'_>) -> Result<(), Fault> {
    a_spoiled_wasm_is_told(page, Spoil::Cut).await
}

pub async fn a_wasm_that_is_garbled_is_told(page: &Page<'_>) -> Result<(), Fault> {
    a_spoiled_wasm_is_told(page, Spoil::Garbled).await
}

pub async fn a_wasm_of_another_type_is_read_all_the_same(page: &Page<'_>) -> Result<(), Fault> {
    page.host.spoil("_bg.wasm", Spoil::Mislabelled);
    page.open("/").await?;
    page.full().await?;
    page.find("#lanes .mark").await.map(drop)
}

pub async fn scripts_of_another_type_are_told(page: &Page<'_>) -> Result<(), Fault> {
    for error in ["MIME type", "Failed to fetch dynamically imported module"] {
        page.expect_error(error);
    }
    page.host.spoil("/patch.js", Spoil::Mislabelled);
    told_and_tried_again(page).await
}

pub async fn a_policy_without_webassembly_is_told(page: &Page<'_>) -> Result<(), Fault> {
    for error in ["Content Security Policy", "wasm", "WebAssembly"] {
        page.expect_error(error);
    }
    page.host.send("Content-Security-Policy: script-src 'self'");
    told_and_read(page).await
}

async fn details_are_tried_again(page: &Page<'_>, spoil: Spoil) -> Result<(), Fault> {
    page.expect_error("record/details-");
    page.host.spoil(".bin", spoil);
    page.open(EVENT).await?;
    page.find("#detail [role=alert] button").await?;
    // Everything else works.
    let all = page.first_number("#result").await?;
    page.tick("theme", "cybercrime").await?;
    page.until_counts(&format!("n > 0 && n < {all}")).await?;
    page.host.relent();
    page.click("#detail [role=alert] button").await?;
    page.full().await?;
    page.find("#detail a[href^='https://']").await.map(drop)
}

pub async fn details_that_are_cut_off_are_tried_again(page: &Page<'_>) -> Result<(), Fault> {
    details_are_tried_again(page, Spoil::Cut).await
}

pub async fn details_that_are_garbled_are_tried_again(page: &Page<'_>) -> Result<(), Fault> {
    details_are_tried_again(page, Spoil::Garbled).await
}

pub async fn details_that_come_late_keep_nobody_waiting(page: &Page<'_>) -> Result<(), Fault> {
    page.host.hold(".bin");
    page.open("/").await?;
    let all = page.first_number("#result").await?;
    page.tick("theme", "cybercrime").await?;
    page.until_counts(&format!("n > 0 && n < {all}")).await?;
    page.go(EVENT).await?;
    page.until_says("#detail h1", "Working Group").await?;
    check(page.count("#detail a[href^='https://']").await? == 0, || "sources came early".to_owned())?;
    page.host.relent();
    page.full().await?;
    page.find("#detail a[href^='https://']").await.map(drop)
}

/// Does what is kept on a device where that is allowed.
async fn keeps_what_it_can(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/").await?;
    page.full().await?;
    let all = page.first_number("#result").await?;
    page.press("m").await?;
    page.until("the map is folded", "return !document.querySelector('#map')").await?;
    page.click("[data-act=colours]").await?;
    page.tick("theme", "cybercrime").await?;
    page.until_counts(&format!("n > 0 && n < {all}")).await?;
    page.click("#lanes .mark").await?;
    page.find("#detail h1").await.map(drop)
}

pub async fn a_browser_that_keeps_nothing_shows_all(page: &Page<'_>) -> Result<(), Fault> {
    page.begin_with(
        "for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
             const get = () => { throw new DOMException('denied', 'SecurityError'); };
             Object.defineProperty(window, name, { get });
         }",
    )
    .await?;
    keeps_what_it_can(page).await
}

pub async fn a_browser_that_is_full_shows_all(page: &Page<'_>) -> Result<(), Fault> {
    page.begin_with(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
    )
    .await?;
    keeps_what_it_can(page).await
}

pub async fn a_browser_that_draws_nothing_has_links_and_tables(page: &Page<'_>) -> Result<(), Fault> {
    page.begin_with("HTMLCanvasElement.prototype.getContext = () => null;").await?;
    page.open("/").await?;
    page.full().await?;
    page.find("#map a[data-code]").await?;
    page.click("#lanes .mark:not(.cluster)").await?;
    page.find("#detail h1").await?;
    page.press("t").await?;
    page.find("#table table").await.map(drop)
}

/// Sets the clock off by some years.
async fn a_clock_is_off(page: &Page<'_>, years: i32) -> Result<(), Fault> {
    page.begin_with(&format!(
        "const Real = Date, off = {years} * 31557600000;
             globalThis.Date = class extends Real {{
                 constructor(...all) {{ all.length ? super(...all) : super(Real.now() + off); }}
                 static now() {{ return Real.now() + off; }}
             }};"
    ))
    .await?;
    page.open("/").await?;
    page.full().await?;
    check(page.first_number("#result").await? > 900, || "the record is not whole".to_owned())?;
    page.find("#lanes .mark").await?;
    page.go("/quiet").await?;
    page.find("#detail h1").await?;
    page.go("/party/MX").await?;
    page.find("#detail h1").await.map(drop)
}

pub async fn a_clock_that_is_a_generation_late_stops_nothing(page: &Page<'_>) -> Result<(), Fault> {
    a_clock_is_off(page, -40).await
}

pub async fn a_clock_that_is_a_lifetime_early_stops_nothing(page: &Page<'_>) -> Result<(), Fault> {
    a_clock_is_off(page, 70).await
}

pub async fn a_tab_that_comes_back_goes_on(page: &Page<'_>) -> Result<(), Fault> {
    // A text has no icon of its own, so the browser looks for the host's.
    page.expect_error("favicon.ico");
    page.open("/?theme=cybercrime").await?;
    page.full().await?;
    let before = page.first_number("#result").await?;
    page.go_to(&page.host.address("/robots.txt")).await?;
    page.client.back().await?;
    page.full().await?;
    page.until_at("/?theme=cybercrime").await?;
    page.until_counts(&format!("n === {before}")).await?;
    page.press("m").await?;
    page.until("the map is folded", "return !document.querySelector('#map')").await?;
    page.tick("theme", "capacity-building").await?;
    page.until_counts(&format!("n > {before}")).await
}

pub async fn canvases_that_were_lost_are_drawn_again(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/?theme=cybercrime").await?;
    page.full().await?;
    page.settle().await?;
    for canvas in ["#map canvas", "#lanes canvas", "#overview canvas"] {
        let before = page.drawing(canvas).await?;
        // What a browser does that has lost a canvas: nothing is left on it, and nothing of what it was set to.
        let lose = format!(
            "const canvas = document.querySelector('{canvas}');
             canvas.dispatchEvent(new Event('contextlost', {{ cancelable: true }}));
             canvas.width = canvas.width;"
        );
        page.script(&lose).await?;
        check(page.drawing(canvas).await? != before, || format!("{canvas} is drawn still"))?;
        let restored =
            format!("document.querySelector('{canvas}').dispatchEvent(new Event('contextrestored'))");
        page.script(&restored).await?;
        let same = format!("return document.querySelector('{canvas}').toDataURL() === {}", json!(before));
        page.until(&format!("{canvas} is as it was"), &same).await?;
    }
    Ok(())
}

pub async fn a_frozen_tab_in_the_background_goes_on(page: &Page<'_>) -> Result<(), Fault> {
    // A text has no icon of its own, so the browser looks for the host's.
    page.expect_error("favicon.ico");
    page.open("/?theme=cybercrime").await?;
    page.full().await?;
    let before = page.first_number("#result").await?;
    let here = page.client.window().await?;
    // What it is told to show while nobody looks, and no frame is drawn.
    page.script(
        "window.told = new BroadcastChannel('told');
         told.onmessage = ({ data }) => { entente.open(data); told.postMessage(document.visibilityState); };",
    )
    .await?;
    page.new_tab().await?;
    page.go_to(&page.host.address("/robots.txt")).await?;
    page.script(
        "window.told = new BroadcastChannel('told');
         told.onmessage = ({ data }) => { window.answered = data; };
         told.postMessage('/party/MX?theme=cybercrime');",
    )
    .await?;
    let state = page.until("the tab behind has heard", "return window.answered").await?;
    same("how the tab behind is seen", state, json!("hidden"))?;
    page.client.switch_to_window(here).await?;
    page.until_says("#detail h1", "Mexico").await?;
    page.freeze(true).await?;
    page.freeze(false).await?;
    page.script("entente.open('/?theme=cybercrime')").await?;
    page.until_counts(&format!("n === {before}")).await?;
    page.tick("theme", "capacity-building").await?;
    page.until_counts(&format!("n > {before}")).await
}

pub async fn details_of_another_version_are_told(page: &Page<'_>) -> Result<(), Fault> {
    page.expect_error("record/details-");
    let another = Another::with_other_details(page.host.folder(), "details")?;
    page.host.lay_over(Some(another.folder()));
    page.open(EVENT).await?;
    page.find("#detail [role=alert] button").await?;
    page.host.lay_over(None);
    page.click("#detail [role=alert] button").await?;
    page.full().await?;
    page.find("#detail a[href^='https://']").await.map(drop)
}
