//! This app beside what a developer would make of the same record today (`tests/peers`), in one run.
//!
//! Each page is opened cold, by a browser of its own, with the real record, with and without a slow machine on a slow
//! network ([`opening`]); then its timeline is zoomed and panned and its filters are clicked, with the real record and
//! with made-up ones ([`steps`]). What was found is written as JSON; making tables of it is another program's work
//! (`benches`).

mod candidates;
mod opening;
mod probe;
mod steps;
mod weights;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::driver::Driver;
use crate::fault::Fault;
use crate::host::Host;
use crate::options::Options;
use candidates::{CANDIDATES, Candidate, Shown};
use probe::Probe;
use weights::Scale;

/// Lanes of made-up records.
const LANES: usize = 300;

/// Sizes with which the pages of others are measured.
const PEER_SIZES: [usize; 2] = [10_000, 100_000];

/// Measures, prints as it goes, and writes what it found. Nothing fails for a figure: machines differ.
pub async fn run(driver: &Driver, options: &Options) -> Result<bool, Fault> {
    let peers = options.peers.as_deref().ok_or_else(|| Fault::new("--peers is missing"))?;
    let results = options.results.as_deref().ok_or_else(|| Fault::new("--results is missing"))?;
    let files = made_up(peers, &options.sizes)?;
    let hosts = Hosts { own: Host::serve(&options.dist, "/")?, peers: Host::serve(peers, "/")? };
    let mut scale = Scale::default();

    let mut opened = Vec::new();
    let mut stepped = Vec::new();
    for candidate in CANDIDATES {
        let host = hosts.of(candidate);
        let folder = if candidate.is_own() { &options.dist } else { peers };
        opened.push(opening::measure(driver, candidate, host, folder, &mut scale).await?);
        stepped.push(patiently(driver, candidate, host, &Shown::Real).await);
        for (size, file) in &files {
            if candidate.is_own() || (candidate.takes_any_record && PEER_SIZES.contains(size)) {
                let shown = Shown::MadeUp { events: *size, file: file.clone() };
                stepped.push(patiently(driver, candidate, host, &shown).await);
            }
        }
    }
    let found = json!({
        "browser": version(driver).await?,
        "weights": own_weights(options, &mut scale)?,
        "opened": opened,
        "stepped": stepped,
    });
    write(results, &found)?;
    Ok(true)
}

/// What the browser calls itself.
async fn version(driver: &Driver) -> Result<Value, Fault> {
    let probe = Probe::start(driver).await?;
    let version = probe.call("Browser.getVersion", json!({})).await?;
    probe.end().await;
    Ok(version["product"].clone())
}

/// The servers of the app and of the other pages.
struct Hosts {
    own: Host,
    peers: Host,
}

impl Hosts {
    fn of(&self, candidate: &Candidate) -> &Host {
        if candidate.is_own() { &self.own } else { &self.peers }
    }
}

/// Measures the steps of a page with a record; where it does not answer in time, that is what was found.
async fn patiently(driver: &Driver, candidate: &Candidate, host: &Host, shown: &Shown) -> Value {
    let mut found = json!({ "page": candidate.key, "events": shown.events() });
    // What came of the parts before one that hangs is kept.
    let outcome = steps::measure(driver, candidate, host, shown, &mut found).await;
    if let Err(fault) = outcome {
        println!("{} with {}: {fault}", candidate.name, shown.spoken());
        found["fault"] = json!(fault.to_string());
    }
    found
}

/// Made-up records beside the pages of others, which fetch them; the app is handed the same files.
fn made_up(folder: &Path, sizes: &[usize]) -> Result<Vec<(usize, PathBuf)>, Fault> {
    let mut files = Vec::new();
    // The browser reads a chosen file by its full path.
    let folder = folder
        .canonicalize()
        .map_err(|reason| Fault::new(format!("{} can't be found ({reason})", folder.display())))?;
    for &size in sizes {
        let path = folder.join(format!("made-{size}.json"));
        fs::write(&path, entente_benches::json(size, LANES))
            .map_err(|reason| Fault::new(format!("{} can't be written ({reason})", path.display())))?;
        files.push((size, path));
    }
    Ok(files)
}

/// What the files of the app weigh, and the parts that its wasm embeds.
fn own_weights(options: &Options, scale: &mut Scale) -> Result<Vec<Value>, Fault> {
    let mut found = Vec::new();
    let mut add = |name: String, weight: weights::Weight| {
        found.push(json!({ "name": name, "raw": weight.raw, "brotli": weight.brotli }));
    };
    for path in weights::site_files(&options.dist)? {
        let name = path.strip_prefix(&options.dist).unwrap_or(&path).to_string_lossy().into_owned();
        add(name, scale.weigh(&path)?);
    }
    for part in options.words.iter().map(Path::new) {
        let name = part.file_stem().unwrap_or_default().to_string_lossy();
        add(format!("{name} (in the wasm)"), scale.weigh(part)?);
    }
    Ok(found)
}

fn write(path: &Path, found: &Value) -> Result<(), Fault> {
    fs::write(path, format!("{found:#}\n"))
        .map_err(|reason| Fault::new(format!("{} can't be written ({reason})", path.display())))
}
