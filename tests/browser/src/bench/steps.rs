//! What a page costs its main thread while it is used: steps of the wheel, steps of a drag, clicks on filters.
//!
//! Input is the browser's own, as from a hand, not events made by a script. A step's work is the time for which the main
//! thread ran from before the input until two frames after it, whatever it ran; waiting for a frame is no work. Where a
//! step glides, the glide belongs to it. An empty page is measured in the same way, and shows what of that is measuring.

use serde_json::{Value, json};

use super::candidates::{Candidate, Shown, Zoom};
use super::probe::Probe;
use crate::driver::Driver;
use crate::fault::Fault;
use crate::host::Host;

/// Notches in and out, and how often.
const NOTCHES: usize = 10;
const ROUNDS: usize = 3;
/// A notch of the wheel, in pixels: nearer when turned away.
const NOTCH: i32 = 100;
/// Notches nearer before panning, so that there is something to pan to.
const BEFORE_PANNING: usize = 6;
/// Moves of a drag to the left and as many back, and pixels of each.
const MOVES: usize = 20;
const MOVE: f64 = 12.0;
/// Themes that are ticked one after the other and unticked in the same order.
const THEMES: [&str; 2] = ["cybercrime", "capacity-building"];
/// How often.
const CLICK_ROUNDS: usize = 4;

/// Notes when a click is heard, and when the frame after it is through.
const HEAR_CLICKS: &str = "addEventListener('click', async () => {
    if (bench.heard) return;
    bench.heard = performance.now();
    bench.click = (await bench.afterFrame()) - bench.heard;
}, true)";

/// Notes when a file is chosen, and when the frame after it is shown is through.
const HEAR_FILES: &str = "addEventListener('change', () => {
    const heard = performance.now();
    const look = async () => {
        if (document.querySelector('#own-bar') && document.querySelector('#timeline')) {
            bench.file = (await bench.afterFrame()) - heard;
        } else {
            requestAnimationFrame(look);
        }
    };
    look();
}, true)";

/// Measures a page with a record into `found`: part by part, so that what a page answers before it hangs is kept.
pub async fn measure(
    driver: &Driver,
    candidate: &Candidate,
    host: &Host,
    shown: &Shown,
    found: &mut Value,
) -> Result<(), Fault> {
    let probe = Probe::start(driver).await?;
    let outcome = parts(&probe, candidate, host, shown, found).await;
    probe.end().await;
    outcome
}

async fn parts(
    probe: &Probe,
    candidate: &Candidate,
    host: &Host,
    shown: &Shown,
    found: &mut Value,
) -> Result<(), Fault> {
    found["load"] = json!(show(probe, candidate, host, shown).await?);
    probe.rest().await?;
    let memory = probe.memory().await?;
    found["memory"] = json!({ "heap": memory.heap, "wasm": memory.wasm, "nodes": memory.nodes });
    probe.value("bench.longest = 0").await?;
    let (zooms, scripts) = zoom(probe, candidate).await?;
    (found["zoom"], found["zoom_scripts"]) = (json!(zooms), json!(scripts));
    let (before, ()) = (probe.work().await?, probe.rest().await?);
    found["rest"] = json!(probe.work().await? - before);
    if let Zoom::Wheel = candidate.zoom {
        let (pans, scripts) = pan(probe).await?;
        (found["pan"], found["pan_scripts"]) = (json!(pans), json!(scripts));
        probe.rest().await?;
    }
    if candidate.filters {
        let (work, wait) = filter(probe).await?;
        found["filter"] = json!(work);
        found["wait"] = json!(wait);
    }
    found["longest"] = probe.value("bench.longest").await?;
    println!("{} with {}: {}", candidate.name, shown.spoken(), told(found));
    Ok(())
}

/// Shows the record. Returns the milliseconds that it took: of the app from choosing the file, of the others from the
/// start of the page, which fetches it.
async fn show(probe: &Probe, candidate: &Candidate, host: &Host, shown: &Shown) -> Result<f64, Fault> {
    let took = match shown {
        Shown::MadeUp { file, .. } if candidate.is_own() => {
            probe.open(&host.address("/data")).await?;
            probe.until("document.documentElement.dataset.ready === 'full' && !!document.querySelector('#own-file')").await?;
            probe.value(HEAR_FILES).await?;
            probe.choose("#own-file", &file.to_string_lossy()).await?;
            probe.until("bench.file").await?
        }
        _ => {
            let query = shown.events().map_or_else(String::new, |events| format!("?record=made-{events}"));
            probe.open(&host.address(&format!("{}{query}", candidate.path))).await?;
            probe.until("globalThis.bench?.firstMark").await?
        }
    };
    probe.until("document.documentElement.dataset.ready === 'full'").await?;
    took.as_f64().ok_or_else(|| Fault::new("it is never ready"))
}

/// The work of an act and of the two frames after it, and how much of it was scripts.
async fn work_of(probe: &Probe, act: impl Future<Output = Result<(), Fault>>) -> Result<(f64, f64), Fault> {
    let before = (probe.work().await?, probe.scripts().await?);
    act.await?;
    probe.settle().await?;
    Ok((probe.work().await? - before.0, probe.scripts().await? - before.1))
}

/// A place on the lanes, right of their names.
async fn lanes(probe: &Probe) -> Result<(f64, f64), Fault> {
    let [x, y, width, height] = probe.place("#timeline").await?;
    Ok(((x + width * 0.6).round(), (y + height * 0.5).min(880.0).round()))
}

async fn zoom(probe: &Probe, candidate: &Candidate) -> Result<(Vec<f64>, Vec<f64>), Fault> {
    let at = lanes(probe).await?;
    let mut works = Vec::new();
    for step in 0..NOTCHES * 2 * ROUNDS {
        let nearer = step % (NOTCHES * 2) < NOTCHES;
        works.push(match candidate.zoom {
            Zoom::Wheel => work_of(probe, probe.wheel(at, if nearer { -NOTCH } else { NOTCH })).await?,
            Zoom::Buttons(near, far) => {
                let [x, y, width, height] = probe.place(if nearer { near } else { far }).await?;
                let at = (x + width / 2.0, y + height / 2.0);
                work_of(probe, async {
                    probe.click(at).await?;
                    probe.rest().await
                })
                .await?
            }
        });
    }
    Ok(works.into_iter().unzip())
}

async fn pan(probe: &Probe) -> Result<(Vec<f64>, Vec<f64>), Fault> {
    let from = lanes(probe).await?;
    for _ in 0..BEFORE_PANNING {
        probe.wheel(from, -NOTCH).await?;
        probe.settle().await?;
    }
    probe.rest().await?;
    probe.mouse("mousePressed", from).await?;
    let mut works = Vec::new();
    let (mut x, y) = from;
    for step in 0..MOVES * 2 {
        x += if step < MOVES { -MOVE } else { MOVE };
        works.push(work_of(probe, probe.mouse("mouseMoved", (x, y))).await?);
    }
    probe.mouse("mouseReleased", (x, y)).await?;
    Ok(works.into_iter().unzip())
}

/// The work of each click, and the milliseconds from hearing it to the end of the frame after it.
async fn filter(probe: &Probe) -> Result<(Vec<f64>, Vec<f64>), Fault> {
    probe.value(HEAR_CLICKS).await?;
    let (mut works, mut waits) = (Vec::new(), Vec::new());
    for _ in 0..CLICK_ROUNDS {
        for theme in THEMES.iter().chain(&THEMES) {
            let row = format!("label:has(input[type=checkbox][name=theme][value={theme}])");
            let [x, y, width, height] = probe.place(&row).await?;
            probe.value("bench.heard = bench.click = 0").await?;
            probe.settle().await?;
            let (work, _) = work_of(probe, probe.click((x + width / 3.0, y + height / 2.0))).await?;
            works.push(work);
            let wait = probe.until("bench.click").await?;
            waits.push(wait.as_f64().ok_or_else(|| Fault::new("a click was not heard"))?);
        }
    }
    Ok((works, waits))
}

/// Medians, for who looks on.
fn told(found: &Value) -> String {
    let median = |part: &str| {
        let mut values: Vec<f64> =
            found[part].as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
    };
    let bytes = |part: &str| found["memory"][part].as_f64().unwrap_or(f64::NAN) / 1e6;
    format!(
        "load {:.0} ms, {:.1} + {:.1} MB, zoom {:.1} ms, pan {:.1} ms, filter {:.1} ms of work, {:.1} ms to see it",
        found["load"].as_f64().unwrap_or(f64::NAN),
        bytes("heap"),
        bytes("wasm"),
        median("zoom"),
        median("pan"),
        median("filter"),
        median("wait"),
    )
}
