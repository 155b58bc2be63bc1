//! npm, and the packages that linked data and pages are held against (`tests/readers/package-lock.json`).

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

/// The script of axe-core, in the folder of the packages.
pub const AXE: &str = "axe-core/axe.min.js";

/// The folder `node_modules` that holds the packages.
pub fn ensure(cache: &Cache) -> Result<PathBuf, Failure> {
    let readers = root::folder().join("tests/readers");
    let lock = readers.join("package-lock.json");
    let version = pack::fingerprint(&fs::read(&lock).map_err(Failure::file("reading", &lock))?);
    // npm writes the first of these when all is there; the others are what is asked of the packages.
    let parts = [".package-lock.json", "typescript/lib/tsc.js", "schema-dts/dist/schema.d.ts", AXE];
    let version_in = &|folder: &Path| {
        let modules = folder.join("node_modules");
        parts.iter().all(|part| modules.join(part).is_file()).then(|| version.clone())
    };
    let tool =
        Tool { name: "packages-of-the-readers", version: &version, usual_wait: "10 seconds", version_in };
    let home = cache.ensure(&tool, |folder| {
        for name in ["package.json", "package-lock.json"] {
            let from = readers.join(name);
            fs::copy(&from, folder.join(name)).map_err(Failure::file("copying", &from))?;
        }
        run(npm(folder, "linked data and pages are checked with")?.args(["ci", "--ignore-scripts"]))
    })?;
    Ok(home.join("node_modules"))
}
