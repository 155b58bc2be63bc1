//! A compiler for wasm32 out of Debian's packages, for machines that rustup's download server is out of reach of.
//!
//! Debian packages a current rustc (`rustc-web`) with the sources of its standard library, but not that library
//! built for wasm32. It is built here once and put beside the compiler, which from then on builds for the browser
//! as if rustup had added the target.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::cache::{self, Cache};
use super::wasm_target::{self, TARGET};
use crate::failure::Failure;
use crate::{process, tell};

/// The name under which rustup knows Debian's toolchain.
pub const TOOLCHAIN: &str = "debian";

/// `lld-22` brings the program behind `rust-lld`; the lints must come from the same release as the compiler.
const PACKAGES: [&str; 6] =
    ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "lld-22", "rust-web-clippy"];

const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";

/// The crate that the library is built for. It has no code of its own.
const CRATE: &str = "carrier";

/// Whether all is in place, from an earlier set-up.
pub fn is_ready() -> bool {
    Path::new(RUSTC).exists()
        && wasm_target::has_target(RUSTC)
        && is_of_this_compiler()
        && process::ask("rustc", &[&format!("+{TOOLCHAIN}"), "--version"]).is_some()
}

/// Installs the packages, builds the library and tells rustup of the toolchain.
pub fn install(cache: &Cache) -> Result<(), Failure> {
    apt_install(&PACKAGES, "1 minute")?;
    if !(wasm_target::has_target(RUSTC) && is_of_this_compiler()) {
        build_library(&cache.workshop("wasm32-std"))?;
    }
    process::run(
        Command::new("rustup").args(["toolchain", "link", TOOLCHAIN, "/usr"]),
        "see what rustup says above.",
    )
}

/// Builds the library in the workshop and moves it beside the compiler.
fn build_library(workshop: &Path) -> Result<(), Failure> {
    let what = format!("Building the standard library for {TARGET}");
    let start = tell::begin(&what, "1 minute on 2 cores, once per machine");
    cache::clear(workshop)?;
    write_carrier(workshop)?;
    let mut cargo = Command::new(CARGO);
    cargo.args(["build", "--release", "-Zbuild-std=std,panic_abort,proc_macro,test", "--target", TARGET]);
    cargo.current_dir(workshop).env("RUSTC", RUSTC).env("RUSTC_BOOTSTRAP", "1");
    // Without the bitcode, a later build with fat LTO can't read the library.
    cargo.env("RUSTFLAGS", "-Cembed-bitcode=yes").env("CARGO_TARGET_DIR", workshop.join("target"));
    process::run(&mut cargo, "see what Cargo says above; it needs a connection to the crate registry.")?;
    let built = library_files(&workshop.join("target").join(TARGET).join("release/deps"))?;
    place(&built)?;
    if !wasm_target::has_target(RUSTC) {
        return Err(Failure::NotAsExpected {
            what: format!("the standard library for {TARGET}"),
            expected: format!("libcore beside {RUSTC}"),
            found: "nothing".to_owned(),
        });
    }
    cache::clear(workshop)?;
    tell::end(&what, start);
    Ok(())
}

fn write_carrier(folder: &Path) -> Result<(), Failure> {
    let source = folder.join("src");
    fs::create_dir_all(&source).map_err(Failure::file("making the folder", &source))?;
    let manifest = format!(
        "[package]\nname = \"{CRATE}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [profile.release]\npanic = \"abort\"\n\n[workspace]\n"
    );
    for (path, text) in [(folder.join("Cargo.toml"), manifest.as_str()), (source.join("lib.rs"), "")] {
        fs::write(&path, text).map_err(Failure::file("writing", &path))?;
    }
    Ok(())
}

/// The built library, without the crate that it was built for.
fn library_files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = folder.read_dir().map_err(Failure::file("reading", folder))?;
    let own = format!("lib{CRATE}-");
    let is_of_the_library = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(".rlib") && !name.starts_with(&own)
    };
    let mut files: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(is_of_the_library).collect();
    files.sort();
    Ok(files)
}

/// Copies the files into a folder beside their place, then renames it, so that the compiler
/// never sees half a library.
fn place(files: &[PathBuf]) -> Result<(), Failure> {
    let home = home();
    let partial = home.with_extension("partial");
    let mend = "you may need to be root, or allowed to use sudo without a password.";
    let marker = partial.join("built-with");
    let library = partial.join("lib");
    let version = process::ask(RUSTC, &["--version"]).unwrap_or_default();
    process::run(elevated("rm").arg("-rf").arg(&partial), mend)?;
    process::run(elevated("mkdir").arg("-p").arg(&library), mend)?;
    process::run(elevated("cp").args(files).arg(&library), mend)?;
    process::run(
        elevated("sh").args(["-c", "printf %s \"$1\" > \"$2\"", "sh", &version]).arg(&marker),
        mend,
    )?;
    process::run(elevated("rm").arg("-rf").arg(&home), mend)?;
    process::run(elevated("mv").arg(&partial).arg(&home), mend)
}

/// Where the compiler looks for what belongs to the target.
fn home() -> PathBuf {
    let library = process::ask(RUSTC, &["--print", "target-libdir", "--target", TARGET]);
    let library = library.map(PathBuf::from);
    let parent = library.as_deref().and_then(Path::parent);
    parent.map(PathBuf::from).unwrap_or_else(|| Path::new("/usr/lib/rustlib").join(TARGET))
}

/// An update of the compiler leaves a library behind that the new one refuses. One that was put there
/// by other means than this module is trusted.
fn is_of_this_compiler() -> bool {
    match fs::read_to_string(home().join("built-with")) {
        Ok(version) => process::ask(RUSTC, &["--version"]).is_some_and(|current| current == version),
        Err(_) => true,
    }
}

/// Installs what is missing of these packages.
pub fn apt_install(packages: &[&str], usual_wait: &str) -> Result<(), Failure> {
    let is_missing = |package: &&&str| {
        let status = process::ask("dpkg-query", &["-W", "-f=${Status}", package]);
        status.as_deref() != Some("install ok installed")
    };
    let missing: Vec<&str> = packages.iter().filter(is_missing).copied().collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    if process::find("apt-get").is_none() {
        return Err(Failure::Missing {
            what: format!("{list} (and there is no apt-get on this machine to bring it)"),
            mend: "install it with the package manager of this machine.".to_owned(),
        });
    }
    let mend = format!("run `apt-get update && apt-get install {list}` as root, then this command again.");
    let what = format!("Installing {list}");
    let start = tell::begin(&what, &format!("{usual_wait}, once per machine"));
    apt_update();
    let mut install = elevated("apt-get");
    install.args(["install", "-y", "-qq", "--no-install-recommends"]).args(&missing);
    process::run(&mut install, &mend)?;
    tell::end(&what, start);
    Ok(())
}

/// Refreshes the lists of packages. What is known of them may be good enough where a source can't be reached.
pub fn apt_update() {
    let updated = elevated("apt-get").args(["update", "-qq"]).status();
    if !updated.is_ok_and(|status| status.success()) {
        println!("The lists of packages could not be refreshed; trying with what is known.");
    }
}

/// A command that runs with the rights to change the system, or fails; it never asks for a password.
fn elevated(program: &str) -> Command {
    let is_root = process::ask("id", &["-u"]).as_deref() == Some("0");
    if is_root {
        let mut command = Command::new(program);
        command.env("DEBIAN_FRONTEND", "noninteractive");
        return command;
    }
    let mut command = Command::new("sudo");
    command.args(["-n", "env", "DEBIAN_FRONTEND=noninteractive", program]);
    command
}
