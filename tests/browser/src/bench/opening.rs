//! Opening a page cold: what it loads, and how long it takes until it can be used.

use std::path::Path;

use serde_json::{Value, json};

use super::candidates::Candidate;
use super::probe::Probe;
use super::weights::{Scale, file_of};
use crate::driver::Driver;
use crate::fault::Fault;
use crate::host::Host;

/// How often a page is opened at full speed, and on a slow machine and network.
const RUNS: usize = 9;
const SLOW_RUNS: usize = 5;

/// All that was asked for: the page, then everything else.
const REQUESTS: &str = "[location.href, ...performance.getEntriesByType('resource').map(({ name }) => name)]";

/// What was asked for before the page was ready.
const EARLY: &str = "[location.href, ...performance.getEntriesByType('resource')
    .filter(({ startTime }) => startTime <= bench.readyAt).map(({ name }) => name)]";

/// Opens a page again and again, each time with a browser that has never seen it.
pub async fn measure(
    driver: &Driver,
    candidate: &Candidate,
    host: &Host,
    folder: &Path,
    scale: &mut Scale,
) -> Result<Value, Fault> {
    let address = host.address(candidate.path);
    let mut fast = Vec::new();
    let (mut early, mut all) = (0, 0);
    for _ in 0..RUNS {
        let probe = Probe::start(driver).await?;
        fast.push(open(&probe, candidate, &address).await?);
        probe.until("document.documentElement.dataset.ready === 'full'").await?;
        let mut weigh = async |requests: &str| -> Result<usize, Fault> {
            let requests = probe.value(requests).await?;
            let paths = requests.as_array().into_iter().flatten().filter_map(Value::as_str);
            let paths = paths.filter_map(|address| host.path_of(address));
            paths.map(|path| Ok(scale.weigh(&file_of(folder, path))?.brotli)).sum()
        };
        (early, all) = (weigh(EARLY).await?, weigh(REQUESTS).await?);
        probe.end().await;
    }
    let mut slow = Vec::new();
    for _ in 0..SLOW_RUNS {
        let probe = Probe::start(driver).await?;
        probe.slow_down().await?;
        slow.push(open(&probe, candidate, &address).await?);
        probe.end().await;
    }
    println!(
        "{}: {early} bytes until ready, {all} in all, ready after {fast:.0?} ms, slow {slow:.0?} ms",
        candidate.name
    );
    Ok(json!({
        "page": candidate.key, "name": candidate.name,
        "early": early, "all": all, "ready": fast, "slow": slow,
    }))
}

/// Milliseconds until the page is ready.
async fn open(probe: &Probe, candidate: &Candidate, address: &str) -> Result<f64, Fault> {
    probe.open(address).await?;
    let ready = probe.until("globalThis.bench?.firstMark").await?;
    ready.as_f64().ok_or_else(|| Fault::new(format!("{} is never ready", candidate.name)))
}
