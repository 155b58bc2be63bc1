//! `bench`: what a production build weighs and how fast it answers, against the budgets.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::failure::Failure;
use crate::record::{self, Packed};
use crate::site::{self, Target};
use crate::{process, root, setup};

/// Builds, measures, and fails if a size is over its budget.
pub fn run() -> Result<(), Failure> {
    let tools = setup::production()?;
    let browser = setup::browser::ensure()?;
    site::build(&tools, &Target::top(), &root::dist())?;
    let mut reader = super::reader(&browser, "bench", &root::dist());
    reader.args(embedded_parts()?);
    process::run(&mut reader, "make smaller what grew, or see what the browser says above.")
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
    node.arg(root::target().join("lighthouse")).env("CHROME_PATH", &browser.chrome);
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
