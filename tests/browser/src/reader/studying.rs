//! Pages: what they work out from the record, and that the filters narrow them.

use crate::fault::{Fault, check, same};
use crate::page::Page;

/// A dialogue with a series of meetings that sources number.
const SERIES: &str = "/mechanism/jp-us-cyber-dialogue";

pub async fn a_page_follows_the_filters(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/party/JP").await?;
    page.full().await?;
    let all = page.first_number("#detail .lead").await?;
    page.open("/party/JP?theme=cybercrime").await?;
    page.full().await?;
    let fewer = page.first_number("#detail .lead").await?;
    check(0 < fewer && fewer < all, || format!("{fewer} events on cybercrime of {all}"))
}

pub async fn a_series_shows_its_rhythm(page: &Page<'_>) -> Result<(), Fault> {
    page.open(SERIES).await?;
    page.full().await?;
    let events = page.count("#detail .event-lines a").await?;
    // The one on the line, not the names of the marks inside it.
    let marks = page.count("#detail header + section svg.dots > svg").await?;
    same("marks on the line", marks, events)?;
    page.until_says("#detail .facts", "Cadence every").await?;
    page.until_says("#detail .facts", "times its cadence").await
}

pub async fn the_network_grows_with_the_years(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/network").await?;
    let sum =
        "[...document.querySelectorAll('.network td a')].reduce((sum, a) => sum + Number(a.innerText), 0)";
    let all = page.script(&format!("return {sum}")).await?.as_i64().unwrap_or(0);
    check(all > 0, || "nobody met".to_owned())?;
    let year = page.first_number(".stepper output").await?;
    for back in 1..=3 {
        page.click(".stepper button:first-child").await?;
        page.until_at(&format!("/network?to={}", year - back)).await?;
    }
    page.until("fewer meetings are counted", &format!("return {sum} < {all}")).await?;
    page.client.back().await?;
    page.until_at(&format!("/network?to={}", year - 2)).await
}

pub async fn the_network_plays_its_years(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/network").await?;
    let last = page.first_number(".stepper output").await?;
    page.open(&format!("/network?to={}", last - 3)).await?;
    page.script(
        "const shown = document.querySelector('.stepper output');
         window.years = [];
         new MutationObserver(() => window.years.push(Number(shown.innerText.match(/\\d{4}/)[0])))
             .observe(shown, { characterData: true, childList: true, subtree: true });",
    )
    .await?;
    page.click(".play").await?;
    page.until("it plays", "return document.querySelector('.play[aria-pressed=true]')").await?;
    page.until("it ends", "return document.querySelector('.play[aria-pressed=false]')").await?;
    page.until_at("/network").await?;
    let years = page.script("return [...new Set(window.years)]").await?;
    same("the years shown", years, serde_json::json!([last - 2, last - 1, last]))?;
    // The years that went by are not what the way back leads through.
    page.client.back().await?;
    page.until_at("/network").await
}

pub async fn pages_are_reached_from_the_top(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/").await?;
    page.click(".pages a[href$='/quiet']").await?;
    page.until_at("/quiet").await?;
    page.find(".series-table tbody tr").await?;
    page.click(".close").await?;
    page.until_at("/").await?;
    page.find("#lanes").await.map(drop)
}
