//! A reader who does anything, for as long as it takes: nothing fails, the link always says what is shown, and the page
//! does not grow.

use std::fmt;
use std::time::Duration;

use serde_json::{Value, json};

use crate::devtools;
use crate::fault::{Fault, check};
use crate::page::Page;

use super::EVENT;

const WANDER: &str = include_str!("measures/wander.js");
/// Acts of one call: a browser gives a script some seconds.
const AT_ONCE: usize = 40;
/// Acts until all has been opened once that is remembered afterwards: names, formats, searches.
const ACTS_BEFORE: usize = 160;
/// Acts after that; `ENTENTE_ACTS` asks for more.
const ACTS: usize = 320;
/// So many that every page has been made.
const MANY_ACTS: usize = 5_000;
/// Of so many, one part comes before: the engine compiles and remembers as it sees more.
const PARTS: usize = 4;
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

/// Has the page keep the memory of each wasm that it begins.
const WATCH: &str = "
    window.memories = [];
    for (const name of ['instantiate', 'instantiateStreaming']) {
        const begin = WebAssembly[name];
        WebAssembly[name] = async (...all) => {
            const made = await begin.apply(WebAssembly, all);
            memories.push((made.instance ?? made).exports.memory);
            return made;
        };
    }";

/// What a page holds, in bytes.
#[derive(Clone, Copy)]
struct Held {
    scripts: f64,
    /// The memory of the wasm, which never shrinks.
    wasm: f64,
}

impl fmt::Display for Held {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:.2} MB, its wasm {:.2} MB", self.scripts / 1e6, self.wasm / 1e6)
    }
}

/// What is held on the start page, after all that nobody holds was collected.
async fn held(page: &Page<'_>) -> Result<Held, Fault> {
    page.script("entente.open('/')").await?;
    page.until_at("/").await?;
    page.settle().await?;
    devtools::call(&page.client, "HeapProfiler.collectGarbage", json!({})).await?;
    let usage = devtools::call(&page.client, "Runtime.getHeapUsage", json!({})).await?;
    let scripts = usage["usedSize"].as_f64().ok_or_else(|| Fault::new(format!("no size in {usage}")))?;
    let wasm = page.script("return Math.max(...memories.map(({ buffer }) => buffer.byteLength))").await?;
    let wasm = wasm.as_f64().filter(|bytes| *bytes > 0.0).ok_or_else(|| Fault::new("no memory of a wasm"))?;
    Ok(Held { scripts, wasm })
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
    page.begin_with(WATCH).await?;
    page.open("/").await?;
    page.full().await?;
    let mut seed = wander(page, 20_261_122, ACTS_BEFORE.max(acts / PARTS)).await?;
    let before = held(page).await?;
    println!("     before: {before}");
    let mut after = before;
    for part in 1..=PARTS {
        seed = wander(page, seed, acts / PARTS).await?;
        after = held(page).await?;
        println!("     {} acts: {after}", part * acts / PARTS);
    }
    // A wasm takes a megabyte or two at once for the largest page that it ever made, which after a few hundred acts says
    // nothing. After thousands everything counts: what scripts still grow by then is code that the engine compiled.
    let weight = |held: Held| held.scripts + if acts < MANY_ACTS { 0.0 } else { held.wasm };
    check(weight(after) <= weight(before) * (1.0 + GROWTH), || {
        format!("the page held {before} and holds {after} after {acts} acts")
    })
}

/// How often a page is opened and closed in one call, and in how many calls after the first one.
const ROUNDS: usize = 15;
const CALLS: usize = 5;
/// The most that a wasm may hold more after that, in bytes: a fifth of what it was when who had read a signal stayed in its
/// lists (21 kB for an event).
const LEFT: f64 = 300_000.0;

pub async fn what_is_opened_and_closed_leaves_no_memory_behind(page: &Page<'_>) -> Result<(), Fault> {
    let script = format!(
        "const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        return (async () => {{
            for (const path of Array({ROUNDS}).fill(['{EVENT}', '/']).flat()) {{
                entente.open(path);
                for (let frames = 0; frames < 3; frames++) await frame();
            }}
        }})();"
    );
    page.begin_with(WATCH).await?;
    page.open("/").await?;
    page.full().await?;
    page.script(&script).await?;
    let before = held(page).await?;
    for _ in 0..CALLS {
        page.script(&script).await?;
    }
    let after = held(page).await?;
    check(after.wasm <= before.wasm + LEFT, || {
        format!("the page held {before} and holds {after} after {} events", ROUNDS * CALLS)
    })
}
