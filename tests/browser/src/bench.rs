//! What the site weighs, what a reader's browser loads until it can be used, and how long a step of the timeline takes.
//!
//! Weights are in bytes, as they lie on the disk and after brotli at its highest level, which is what a host sends.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::devtools;
use crate::driver::Driver;
use crate::fault::Fault;
use crate::host::Host;
use crate::options::Options;
use crate::page::{DESK, Page};

/// Brotli bytes until timeline, map and filters react.
const BUDGET_UNTIL_READY: usize = 200_000;
/// Brotli bytes of everything.
const BUDGET_IN_ALL: usize = 420_000;
/// Milliseconds of script for a step of zoom, at the median. It is reported and not enforced: machines differ.
const BUDGET_ZOOM_STEP: f64 = 4.0;

/// Notes when `data-ready` first says that the page reacts.
const NOTE_READY: &str = "
    new MutationObserver((_, observer) => {
        if (!document.documentElement.dataset.ready) return;
        window.readyAt = performance.now();
        observer.disconnect();
    }).observe(document, { attributes: true, childList: true, subtree: true });";

/// What was asked for, and whether before the page was ready. The page itself comes first.
const REQUESTS: &str = "
    const early = (entry) => entry.startTime <= window.readyAt;
    const entries = performance.getEntriesByType('resource');
    return [[location.href, true], ...entries.map((entry) => [entry.name, early(entry)])];";

/// Zooms in and out over the middle of the timeline and returns the milliseconds of script of each step:
/// from the wheel's event to the end of what it set off, and the work of the frame after it.
const ZOOM_STEPS: &str = "
    const done = arguments[arguments.length - 1];
    const box = document.querySelector('#timeline').getBoundingClientRect();
    const at = { clientX: box.x + box.width * 0.6, clientY: box.y + Math.min(box.height, innerHeight - box.y) / 2 };
    const target = document.elementFromPoint(at.clientX, at.clientY);
    const frame = () => new Promise(requestAnimationFrame);
    const settle = async () => { for (let i = 0; i < 20; i += 1) await null; };
    const step = async (deltaY) => {
        let frameBegan = 0;
        requestAnimationFrame(() => { frameBegan = performance.now(); });
        const began = performance.now();
        const wheel = { ...at, deltaY, ctrlKey: true, bubbles: true, cancelable: true };
        target.dispatchEvent(new WheelEvent('wheel', wheel));
        await settle();
        const handled = performance.now();
        await frame();
        await settle();
        return handled - began + performance.now() - frameBegan;
    };
    (async () => {
        const times = [];
        for (let i = 0; i < 160; i += 1) {
            await frame();
            times.push(await step(i % 40 < 20 ? -60 : 60));
        }
        done(times);
    })();";

/// Bytes on the disk and after brotli.
#[derive(Clone, Copy, Default)]
struct Weight {
    raw: usize,
    brotli: usize,
}

/// Measures and prints. Returns whether the sizes are within their budgets.
pub async fn run(driver: &Driver, options: &Options) -> Result<bool, Fault> {
    let mut scale = Scale::default();
    println!("{:<28}{:>12}{:>12}", "bytes", "raw", "brotli-11");
    for path in site_files(&options.dist)? {
        let weight = scale.weigh(&path)?;
        print_weight(&path.strip_prefix(&options.dist).unwrap_or(&path).to_string_lossy(), weight);
    }
    for part in options.words.iter().map(Path::new) {
        let name = part.file_stem().unwrap_or_default().to_string_lossy();
        print_weight(&format!("{name} (in the wasm)"), scale.weigh(part)?);
    }

    let host = Host::serve(&options.dist, "/")?;
    let page = Page::start(driver, &host, &options.pictures, DESK).await?;
    let note = json!({ "source": NOTE_READY });
    devtools::call(&page.client, "Page.addScriptToEvaluateOnNewDocument", note).await?;
    page.open("/").await?;
    page.full().await?;

    let requests = page.script(REQUESTS).await?;
    let (mut until_ready, mut in_all) = (0, 0);
    for request in requests.as_array().into_iter().flatten() {
        let Some(path) = request[0].as_str().and_then(|address| host.path_of(address)) else { continue };
        let weight = scale.weigh(&file_of(&options.dist, path))?;
        in_all += weight.brotli;
        if request[1] == Value::Bool(true) {
            until_ready += weight.brotli;
        }
    }
    let fits = [
        print_budget("loaded until data-ready=\"index\"", until_ready, BUDGET_UNTIL_READY),
        print_budget("loaded in all", in_all, BUDGET_IN_ALL),
    ];

    let steps = page.client.execute_async(ZOOM_STEPS, vec![]).await?;
    let mut times: Vec<f64> = steps.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times.get((times.len() as f64 * share) as usize).copied().unwrap_or(f64::NAN);
    println!(
        "zoom step: {:.1} ms of script at the median of {} (aim: {BUDGET_ZOOM_STEP} ms), {:.1} ms at the 95th percentile",
        at(0.5),
        times.len(),
        at(0.95)
    );
    page.client.close().await?;
    Ok(fits.iter().all(|fit| *fit))
}

fn print_weight(name: &str, weight: Weight) {
    println!("{name:<42}{:>12}{:>12}", weight.raw, weight.brotli);
}

fn print_budget(what: &str, bytes: usize, budget: usize) -> bool {
    let verdict = if bytes <= budget { "within" } else { "OVER" };
    println!("{what}: {bytes} bytes, {verdict} the budget of {budget}");
    bytes <= budget
}

/// The files of the site that a page is made of, without the copies of the page under other addresses.
fn site_files(dist: &Path) -> Result<Vec<PathBuf>, Fault> {
    let mut files = vec![];
    for folder in [dist.to_owned(), dist.join("record")] {
        let entries = folder.read_dir().map_err(|reason| unreadable(&folder, reason))?;
        files.extend(entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()));
    }
    files.retain(|path| !path.ends_with("404.html"));
    files.sort();
    Ok(files)
}

/// The file that a host sends for a path.
fn file_of(dist: &Path, path: &str) -> PathBuf {
    let path = path.split('?').next().unwrap_or_default().trim_start_matches('/');
    let file = dist.join(path);
    if file.is_dir() { file.join("index.html") } else { file }
}

fn unreadable(path: &Path, reason: std::io::Error) -> Fault {
    Fault::new(format!("{} can't be read ({reason})", path.display()))
}

/// Weighs each file once: the highest level of brotli takes its time.
#[derive(Default)]
struct Scale {
    known: BTreeMap<PathBuf, Weight>,
}

impl Scale {
    fn weigh(&mut self, path: &Path) -> Result<Weight, Fault> {
        if let Some(weight) = self.known.get(path) {
            return Ok(*weight);
        }
        let bytes = fs::read(path).map_err(|reason| unreadable(path, reason))?;
        let mut packed = Vec::new();
        brotli::BrotliCompress(&mut bytes.as_slice(), &mut packed, &Default::default())
            .map_err(|reason| unreadable(path, reason))?;
        let weight = Weight { raw: bytes.len(), brotli: packed.len() };
        self.known.insert(path.to_owned(), weight);
        Ok(weight)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_weighs_what_its_page_weighs_and_the_query_weighs_nothing() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert_eq!(file_of(here, "/src/main.rs?x"), here.join("src/main.rs"));
        assert_eq!(file_of(here, "/"), here.join("index.html"));
    }

    #[test]
    fn brotli_makes_text_lighter() {
        let weight = Scale::default().weigh(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/bench.rs"));
        let weight = weight.expect("is there");
        assert!(weight.brotli * 2 < weight.raw, "{} of {}", weight.brotli, weight.raw);
    }
}
