//! Trunk, wasm-bindgen, cargo-deny and geckodriver, built from their published sources by Cargo.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::cache::{self, Cache, Tool};
use crate::failure::Failure;
use crate::{process, root};

/// 0.22 asks for a newer rustc than the project does.
const TRUNK: &str = "0.21.14";

/// The folder that holds Trunk.
pub fn trunk(cache: &Cache) -> Result<PathBuf, Failure> {
    built(cache, "trunk", "trunk", TRUNK, "8 minutes on 2 cores")
}

/// Of the time of the packages that it judges.
const CARGO_DENY: &str = "0.20.2";

/// The folder that holds cargo-deny.
pub fn cargo_deny(cache: &Cache) -> Result<PathBuf, Failure> {
    built(cache, "cargo-deny", "cargo-deny", CARGO_DENY, "4 minutes on 2 cores")
}

/// Knows every Firefox from 128 on.
const GECKODRIVER: &str = "0.37.1";

/// The folder that holds geckodriver.
pub fn geckodriver(cache: &Cache) -> Result<PathBuf, Failure> {
    built(cache, "geckodriver", "geckodriver", GECKODRIVER, "2 minutes on 2 cores")
}

/// The folder that holds wasm-bindgen, in the one version that understands what the app is built with.
pub fn wasm_bindgen(cache: &Cache) -> Result<PathBuf, Failure> {
    let path = root::folder().join("Cargo.lock");
    let lock = fs::read_to_string(&path).map_err(Failure::file("reading", &path))?;
    let version = locked_version(&lock, "wasm-bindgen").ok_or_else(|| Failure::Input {
        what: "Cargo.lock does not name a version of wasm-bindgen".to_owned(),
        mend: "restore Cargo.lock from the repository (`git checkout Cargo.lock`).".to_owned(),
    })?;
    built(cache, "wasm-bindgen-cli", "wasm-bindgen", version, "3 minutes on 2 cores")
}

/// The version of a package that a Cargo.lock settles on.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let wanted = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != wanted);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

/// "trunk 0.21.14" is version "0.21.14".
fn version_of(program: &Path) -> Option<String> {
    let said = process::ask(program, &["--version"])?;
    said.split_whitespace().nth(1).map(str::to_owned)
}

fn built(
    cache: &Cache,
    package: &str,
    program: &str,
    version: &str,
    usual_wait: &str,
) -> Result<PathBuf, Failure> {
    let on_path = process::find(program).filter(|found| version_of(found).as_deref() == Some(version));
    if let Some(folder) = on_path.as_deref().and_then(Path::parent) {
        return Ok(folder.to_owned());
    }
    let version_in = &|folder: &Path| version_of(&folder.join("bin").join(program));
    let tool = Tool { name: package, version, usual_wait, version_in };
    let home = cache.ensure(&tool, |folder| {
        let workshop = cache.workshop(&format!("{package}-{version}"));
        let mend = format!(
            "see what Cargo says above; it needs the crate registry and a C compiler (Debian: `apt-get install build-essential`). \
             {package} {version} on PATH is as good."
        );
        // With the versions its authors tested, or, where the registry's mirror lags behind, with others.
        let install = |locked: bool| {
            let mut cargo = Command::new("cargo");
            cargo.args(["install", package, "--version", &format!("={version}"), "--root"]).arg(folder);
            // Away from the checkout, whose settings are not meant for the tool.
            cargo.current_dir(folder).env("CARGO_TARGET_DIR", &workshop).args(locked.then_some("--locked"));
            process::run(&mut cargo, &mend)
        };
        install(true).or_else(|_| {
            println!("Trying again without --locked…");
            install(false)
        })?;
        cache::clear(&workshop)
    })?;
    Ok(home.join("bin"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_names_the_version_of_a_package_and_not_of_its_namesakes() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.1.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.126\"\nsource = \"x\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.126"));
        assert_eq!(locked_version(lock, "wasm"), None);
    }
}
