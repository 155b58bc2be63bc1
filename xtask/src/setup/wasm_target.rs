//! The standard library for wasm32: from rustup, or where its download server can't be reached, from Debian's sources.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::cache::Cache;
use super::debian;
use crate::failure::Failure;
use crate::{process, root, tell};

/// The target that the app is built for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Which Rust toolchain builds for the browser.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Toolchain {
    /// The one that runs this command.
    Current,
    /// Debian's, which rustup knows by the name that [`debian::TOOLCHAIN`] gives it.
    Debian,
}

impl Toolchain {
    /// Makes a command, and all that it starts, use this toolchain.
    pub fn choose(self, command: &mut Command) {
        if self == Toolchain::Debian {
            command.env("RUSTUP_TOOLCHAIN", debian::TOOLCHAIN);
        }
    }

    /// Where the toolchain lies.
    pub fn sysroot(self) -> Option<PathBuf> {
        self.ask("--print=sysroot").map(PathBuf::from)
    }

    /// Which release it is, such as `1.90.0`.
    pub fn release(self) -> Option<String> {
        self.ask("--version")?.split(' ').nth(1).map(str::to_owned)
    }

    fn ask(self, question: &str) -> Option<String> {
        match self {
            Toolchain::Current => process::ask("rustc", &[question]),
            Toolchain::Debian => process::ask("rustc", &[&format!("+{}", debian::TOOLCHAIN), question]),
        }
    }
}

/// A toolchain that can build for the browser.
pub fn ensure(cache: &Cache) -> Result<Toolchain, Failure> {
    if has_target("rustc") {
        return Ok(Toolchain::Current);
    }
    if debian::is_ready() {
        return Ok(Toolchain::Debian);
    }
    let _lock = cache.lock()?;
    let what = format!("Adding the target {TARGET}");
    let start = tell::begin(&what, "20 seconds, once per toolchain");
    let mut rustup = Command::new("rustup");
    rustup.args(["target", "add", TARGET]).current_dir(root::folder()).env("RUST_BACKTRACE", "0");
    let added = rustup.status();
    if added.is_ok_and(|status| status.success()) && has_target("rustc") {
        tell::end(&what, start);
        return Ok(Toolchain::Current);
    }
    println!(
        "rustup could not bring the target; building its standard library from Debian's sources instead."
    );
    debian::install(cache)?;
    Ok(Toolchain::Debian)
}

/// Whether a compiler has the wasm32 standard library beside it.
pub fn has_target(rustc: &str) -> bool {
    process::ask(rustc, &["--print", "target-libdir", "--target", TARGET])
        .is_some_and(|folder| has_core(Path::new(&folder)))
}

fn has_core(folder: &Path) -> bool {
    let is_core = |name: &str| name.starts_with("libcore-") && name.ends_with(".rlib");
    folder
        .read_dir()
        .is_ok_and(|entries| entries.flatten().any(|entry| is_core(&entry.file_name().to_string_lossy())))
}
