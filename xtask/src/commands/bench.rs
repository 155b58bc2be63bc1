//! `bench`: what a production build weighs and how fast it answers, natively and beside pages of other makes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::record::{self, Packed};
use crate::site::{self, Target};
use crate::{compress, peers, process, root, setup};

/// Events of made-up records, where the command line says nothing; the app takes a million.
const SIZES: &str = "1000,10000,100000,1000000";

/// What to measure.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parts {
    native: bool,
    browser: bool,
    /// Whether to make the site anew first.
    build: bool,
    /// Events of made-up records in the browser, with commas between them.
    sizes: String,
}

impl Parts {
    /// No option means all.
    pub fn read(options: &[&str]) -> Result<Parts, Failure> {
        let mut parts = Parts { native: true, browser: true, build: true, sizes: SIZES.to_owned() };
        let mut rest = options.iter();
        while let Some(option) = rest.next() {
            match *option {
                "--native" => parts.browser = false,
                "--browser" => parts.native = false,
                "--no-build" => parts.build = false,
                "--sizes" => parts.sizes = rest.next().copied().unwrap_or_default().to_owned(),
                _ => return Err(Failure::Usage(format!("bench does not know \"{option}\"."))),
            }
        }
        let is_list = parts.sizes.split(',').all(|size| size.parse::<usize>().is_ok());
        if !is_list || !(parts.native || parts.browser) {
            return Err(Failure::Usage(format!("\"{}\" is nothing to measure.", options.join(" "))));
        }
        Ok(parts)
    }
}

/// Measures, and writes the report once there are results of both parts.
pub fn run(parts: &Parts) -> Result<(), Failure> {
    let folder = root::target().join("bench");
    fs::create_dir_all(&folder).map_err(Failure::file("making the folder", &folder))?;
    let (native, browser) = (folder.join("native"), folder.join("browser.json"));
    if parts.browser {
        in_the_browser(parts, &browser)?;
    }
    if parts.native {
        let mut cargo = Command::new("cargo");
        cargo.args(["bench", "--quiet", "--package", "entente-benches", "--bench", "native"]);
        cargo.current_dir(root::folder()).env("CRITERION_HOME", &native);
        process::run(&mut cargo, "see what criterion says above.")?;
    }
    if !native.is_dir() || !browser.is_file() {
        println!("The report needs both parts: run `cargo xtask bench` without --native or --browser once.");
        return Ok(());
    }
    let mut report = Command::new("cargo");
    report.args(["run", "--quiet", "--package", "entente-benches", "--bin", "report", "--"]);
    report.arg(&native).arg(&browser).arg(root::folder()).current_dir(root::folder());
    process::run(&mut report, "see what it says above; a part may have to be measured again.")
}

fn in_the_browser(parts: &Parts, results: &Path) -> Result<(), Failure> {
    let browser = setup::browser::ensure()?;
    let modules = setup::peers()?;
    let dist = root::dist();
    if parts.build {
        site::build(&setup::production()?, &Target::top(), &dist)?;
        compress::site(&dist)?;
    }
    let peers = peers::make(&modules, &dist)?;
    let mut reader = super::reader(&browser, "bench", &dist);
    reader.arg("--peers").arg(peers).arg("--results").arg(results).args(["--sizes", &parts.sizes]);
    reader.args(embedded_parts()?);
    process::run(&mut reader, "see what the browser says above.")
}

/// Has Lighthouse judge three pages of a production build, and says what costs points. Nothing fails: its scores
/// follow the machine.
pub fn lighthouse(build_first: bool) -> Result<(), Failure> {
    let browser = setup::browser::ensure()?;
    let modules = setup::lighthouse()?;
    if build_first {
        // Addresses in full, as they would be on a host.
        let target = Target::read(&["--origin=https://example.org"])?;
        site::build(&setup::production()?, &target, &root::dist())?;
    }
    let mut node = Command::new("node");
    node.arg(root::folder().join("tests/lighthouse/scores.mjs")).arg(root::dist()).arg(modules);
    node.arg(root::target().join("lighthouse")).env("CHROME_PATH", &browser.program);
    process::run(&mut node, "see what Lighthouse says above.")
}

/// What the wasm embeds, as files of their own, so that each can be weighed.
fn embedded_parts() -> Result<[PathBuf; 2], Failure> {
    let folder = root::target().join("bench");
    fs::create_dir_all(&folder).map_err(Failure::file("making the folder", &folder))?;
    let parts = [folder.join("index"), folder.join("geometry")];
    for (path, bytes) in parts.iter().zip([Packed::read()?.index, record::packed_outlines()?]) {
        fs::write(path, bytes).map_err(Failure::file("writing", path))?;
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_leaves_out_the_other() {
        let parts = Parts::read(&["--browser", "--sizes", "1000,20", "--no-build"]).expect("is understood");
        assert!(parts.browser && !parts.native && !parts.build);
        assert_eq!(parts.sizes, "1000,20");
        assert_eq!(Parts::read(&[]).map(|parts| parts.sizes).ok().as_deref(), Some(SIZES));
    }

    #[test]
    fn what_leaves_nothing_to_measure_is_refused() {
        for odd in [&["--native", "--browser"][..], &["--sizes"], &["--sizes", "many"], &["--fast"]] {
            assert!(Parts::read(odd).is_err(), "{odd:?}");
        }
    }
}
