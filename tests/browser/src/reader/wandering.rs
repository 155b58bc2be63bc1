//! A reader who does anything, for as long as it takes: nothing fails, the link always says what is shown, and the page
//! does not grow.

use std::time::Duration;

use serde_json::{Value, json};

use crate::devtools;
use crate::fault::{Fault, check};
use crate::page::Page;

const WANDER: &str = include_str!("measures/wander.js");
/// Acts of one call: a browser gives a script some seconds.
const AT_ONCE: usize = 40;
/// Acts until all has been opened once that is remembered afterwards: names, formats, searches.
const ACTS_BEFORE: usize = 160;
/// Acts after that; `ENTENTE_ACTS` asks for more.
const ACTS: usize = 320;
/// The most that the page may have grown by, in shares of what it held.
const GROWTH: f64 = 0.1;

/// Acts at random from a seed. Returns the next seed.
async fn wander(page: &Page<'_>, mut seed: u64, acts: usize) -> Result<u64, Fault> {
    for _ in 0..acts.div_ceil(AT_ONCE) {
        let script = format!("return (async function () {{ {WANDER} }})({seed}, {AT_ONCE});");
        let answer = page.script(&script).await?;
        let faults = answer[1].as_array().cloned().unwrap_or_default();
        check(faults.is_empty(), || {
            let lines: Vec<&str> = faults.iter().filter_map(Value::as_str).collect();
            format!("from seed {seed}:\n{}", lines.join("\n"))
        })?;
        seed = answer[0].as_u64().ok_or_else(|| Fault::new("the script gave no seed"))?;
    }
    Ok(seed)
}

/// Bytes that the page's scripts hold on the start page, after all that nobody holds was collected.
async fn held(page: &Page<'_>) -> Result<f64, Fault> {
    page.script("entente.open('/')").await?;
    page.until_at("/").await?;
    page.settle().await?;
    devtools::call(&page.client, "HeapProfiler.collectGarbage", json!({})).await?;
    let usage = devtools::call(&page.client, "Runtime.getHeapUsage", json!({})).await?;
    usage["usedSize"].as_f64().ok_or_else(|| Fault::new(format!("no size in {usage}")))
}

/// How many acts are asked for.
fn acts() -> usize {
    std::env::var("ENTENTE_ACTS").ok().and_then(|acts| acts.parse().ok()).unwrap_or(ACTS)
}

/// What so many acts may take: browsers take no more than some addresses a second.
pub fn patience() -> Duration {
    Duration::from_millis(90_000 + 250 * acts() as u64)
}

pub async fn acts_at_random_break_nothing_and_leave_nothing_behind(page: &Page<'_>) -> Result<(), Fault> {
    page.expect_error("404 (Not Found)");
    let acts = acts();
    page.open("/").await?;
    page.full().await?;
    let seed = wander(page, 20_261_122, ACTS_BEFORE).await?;
    let before = held(page).await?;
    wander(page, seed, acts).await?;
    let after = held(page).await?;
    println!("     {acts} acts: {:.2} MB before, {:.2} MB after", before / 1e6, after / 1e6);
    check(after <= before * (1.0 + GROWTH), || {
        format!("the page held {before} bytes and holds {after} after {acts} acts")
    })
}
