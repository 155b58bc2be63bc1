//! npm, and the packages of others that tests and measurements run (`tests/*/package-lock.json`).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use entente_record::pack;

use super::cache::{Cache, Tool};
use crate::failure::Failure;
use crate::{process, root};

/// npm, to be told what to install into the folder; `what` says what needs node.
pub fn npm(folder: &Path, what: &str) -> Result<Command, Failure> {
    if process::find("node").is_none() || process::find("npm").is_none() {
        return Err(Failure::Missing {
            what: format!("node and npm, which {what}"),
            mend: "install Node.js 18 or newer (Debian: `apt-get install nodejs npm`).".to_owned(),
        });
    }
    let mut npm = Command::new("npm");
    npm.current_dir(folder);
    Ok(npm)
}

/// Runs npm, to the end or to a failure that says what it needs.
pub fn run(npm: &mut Command) -> Result<(), Failure> {
    npm.args(["--no-audit", "--no-fund"]);
    process::run(npm, "see what npm says above; it needs a connection to the npm registry.")
}

/// A `package.json` below `tests` with its lock, and how to tell that what it lists is there.
pub struct Packages {
    /// The folder below `tests`.
    pub folder: &'static str,
    /// The name in the cache.
    pub name: &'static str,
    /// What needs them, for the message where there is no npm.
    pub what: &'static str,
    /// Files below `node_modules` that are asked of the packages.
    pub parts: &'static [&'static str],
    /// How long an installation usually takes, in words.
    pub usual_wait: &'static str,
}

/// What linked data and pages are held against.
pub const READERS: Packages = Packages {
    folder: "readers",
    name: "packages-of-the-readers",
    what: "linked data and pages are checked with",
    parts: &["typescript/lib/tsc.js", "schema-dts/dist/schema.d.ts", AXE],
    usual_wait: "10 seconds",
};

/// What judges how pages load.
pub const LIGHTHOUSE: Packages = Packages {
    folder: "lighthouse",
    name: "lighthouse",
    what: "Lighthouse runs on",
    parts: &["lighthouse/core/index.js", "chrome-launcher/dist/index.js"],
    usual_wait: "30 seconds",
};

/// What the pages that the app is measured beside are made of.
pub const PEERS: Packages = Packages {
    folder: "peers",
    name: "peers",
    what: "the pages that the app is measured beside are bundled with",
    parts: &["esbuild/bin/esbuild", "world-atlas/countries-110m.json", "vis-timeline/package.json"],
    usual_wait: "20 seconds",
};

/// The script of axe-core, in the folder of the packages.
pub const AXE: &str = "axe-core/axe.min.js";

/// The folder `node_modules` that holds the packages.
pub fn ensure(cache: &Cache, packages: &Packages) -> Result<PathBuf, Failure> {
    let source = root::folder().join("tests").join(packages.folder);
    let lock = source.join("package-lock.json");
    let version = pack::fingerprint(&fs::read(&lock).map_err(Failure::file("reading", &lock))?);
    // npm writes this one when all is there.
    let parts = || packages.parts.iter().chain(&[".package-lock.json"]);
    let version_in = &|folder: &Path| {
        let modules = folder.join("node_modules");
        parts().all(|part| modules.join(part).is_file()).then(|| version.clone())
    };
    let tool = Tool { name: packages.name, version: &version, usual_wait: packages.usual_wait, version_in };
    let home = cache.ensure(&tool, |folder| {
        for name in ["package.json", "package-lock.json"] {
            let from = source.join(name);
            fs::copy(&from, folder.join(name)).map_err(Failure::file("copying", &from))?;
        }
        run(npm(folder, packages.what)?.args(["ci", "--ignore-scripts"]))
    })?;
    Ok(home.join("node_modules"))
}
