//! Seeing to the tools that a command needs, and installing only what is missing.
//!
//! Tools live in a per-user cache, keyed by version and shared by every checkout ([`cache`]).

mod binaryen;
pub mod browser;
mod cache;
mod cargo_tools;
mod debian;
mod engines;
mod npm;
mod python;
mod servers;
mod wasm_target;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::{process, root};
pub use browser::Browser;
use cache::Cache;
pub use wasm_target::{TARGET, Toolchain};

/// What it takes to build the app for the browser.
pub struct BuildTools {
    /// The Rust toolchain that has the wasm32 standard library.
    pub toolchain: Toolchain,
    /// Folders that hold Trunk, wasm-bindgen and (for production builds) wasm-opt.
    folders: Vec<PathBuf>,
}

impl BuildTools {
    /// Trunk, ready to be given its arguments, with the tools it calls on its PATH.
    pub fn trunk(&self) -> Result<Command, Failure> {
        let mut trunk = Command::new(self.folders[0].join("trunk"));
        trunk.current_dir(root::folder()).env("PATH", self.path()?);
        // Where the caller's is set to 1, as is the custom, Trunk would refuse it.
        trunk.env("NO_COLOR", "true");
        // Its errors are readable; where in Trunk they arose is of no use to who reads them.
        trunk.env("RUST_BACKTRACE", "0").env("TRUNK_SKIP_VERSION_CHECK", "true");
        self.toolchain.choose(&mut trunk);
        Ok(trunk)
    }

    fn path(&self) -> Result<OsString, Failure> {
        let inherited = std::env::var_os("PATH").unwrap_or_default();
        let folders = self.folders.iter().cloned().chain(std::env::split_paths(&inherited));
        std::env::join_paths(folders).map_err(|reason| Failure::Input {
            what: format!("the tools' folders can't be put on PATH ({reason})"),
            mend: "set XDG_CACHE_HOME to a folder without a colon in its name.".to_owned(),
        })
    }
}

/// The tools of a quick build: the wasm32 target, Trunk and wasm-bindgen.
pub fn development() -> Result<BuildTools, Failure> {
    let cache = Cache::of_the_user()?;
    let toolchain = wasm_target::ensure(&cache)?;
    let folders = vec![cargo_tools::trunk(&cache)?, cargo_tools::wasm_bindgen(&cache)?];
    Ok(BuildTools { toolchain, folders })
}

/// The tools of a production build: those of a quick one and wasm-opt.
pub fn production() -> Result<BuildTools, Failure> {
    let mut tools = development()?;
    tools.folders.push(binaryen::ensure(&Cache::of_the_user()?)?);
    Ok(tools)
}

/// Programs of others that read what the site offers to programs.
pub struct Readers {
    /// The Python that reads the downloads.
    pub python: PathBuf,
    /// The folder `node_modules` with the vocabulary that linked data is held against.
    pub node_modules: PathBuf,
}

impl Readers {
    /// The script that holds a page against the rules for accessible ones.
    pub fn axe(&self) -> PathBuf {
        self.node_modules.join(npm::AXE)
    }
}

/// The readers of downloads and linked data.
pub fn readers() -> Result<Readers, Failure> {
    let cache = Cache::of_the_user()?;
    Ok(Readers { python: python::ensure(&cache)?, node_modules: npm::ensure(&cache, &npm::READERS)? })
}

/// The folder `node_modules` that holds Lighthouse.
pub fn lighthouse() -> Result<PathBuf, Failure> {
    npm::ensure(&Cache::of_the_user()?, &npm::LIGHTHOUSE)
}

/// The folder `node_modules` that holds what the pages are made of that the app is measured beside.
pub fn peers() -> Result<PathBuf, Failure> {
    npm::ensure(&Cache::of_the_user()?, &npm::PEERS)
}

/// The folder with the servers that the files of `deploy/` are tried on; `None` where there are no packages of them.
pub fn servers() -> Result<Option<PathBuf>, Failure> {
    servers::ensure(&Cache::of_the_user()?)
}

/// The browsers of the other engines that this machine can have, each with its name for people.
pub fn other_engines() -> Result<[(&'static str, Option<Browser>); 2], Failure> {
    let firefox = engines::firefox(&Cache::of_the_user()?)?;
    Ok([("Firefox", firefox), ("WebKit", engines::webkit()?)])
}

/// What holds the packages of Cargo against `deny.toml`.
pub fn cargo_deny() -> Result<PathBuf, Failure> {
    Ok(cargo_tools::cargo_deny(&Cache::of_the_user()?)?.join("cargo-deny"))
}

/// npm in one of the folders of [`npm_locks`].
pub fn npm(folder: &Path) -> Result<Command, Failure> {
    npm::npm(folder, "the packages of tests and measurements come by")
}

/// The folders that have a lock of npm's.
pub fn npm_locks() -> [PathBuf; 3] {
    [npm::READERS, npm::LIGHTHOUSE, npm::PEERS]
        .map(|packages| root::folder().join("tests").join(packages.folder))
}

/// Formatter and lints of the Rust toolchain, which a minimal rustup profile leaves out.
pub fn lints() -> Result<(), Failure> {
    for (program, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if process::ask("cargo", &[program, "--version"]).is_some() {
            continue;
        }
        process::run(
            Command::new("rustup").args(["component", "add", component]),
            &format!("install `cargo {program}` ({component}) for the toolchain in use."),
        )?;
    }
    Ok(())
}
