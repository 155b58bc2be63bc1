//! wasm-opt, as the npm package `binaryen` carries it: it runs on node, and is current where a
//! distribution's own is too old for what rustc emits.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::cache::{Cache, Tool};
use super::npm;
use crate::failure::Failure;
use crate::process;

/// The release of Binaryen. `Trunk.toml` names the same one as `version_132`.
const RELEASE: &str = "132.0.0";

/// The folder that holds wasm-opt.
pub fn ensure(cache: &Cache) -> Result<PathBuf, Failure> {
    let version_in = &|folder: &Path| {
        // Asking the program itself takes node a second; the package says what it is at once.
        let modules = folder.join("node_modules");
        let package = fs::read_to_string(modules.join("binaryen/package.json")).ok()?;
        let version = package.split("\"version\":").nth(1)?.split('"').nth(1)?;
        modules.join(".bin/wasm-opt").is_file().then(|| version.to_owned())
    };
    let tool = Tool { name: "binaryen", version: RELEASE, usual_wait: "20 seconds", version_in };
    let home = cache.ensure(&tool, |folder| {
        let mut npm = npm::npm(folder, "wasm-opt runs on")?;
        npm.args(["install", "--no-save", "--prefix"]).arg(folder).arg(format!("binaryen@{RELEASE}"));
        npm::run(&mut npm)?;
        let wasm_opt = folder.join("node_modules/.bin/wasm-opt");
        process::run(Command::new(wasm_opt).arg("--version"), "wasm-opt needs Node.js 18 or newer.")
    })?;
    Ok(home.join("node_modules").join(".bin"))
}
