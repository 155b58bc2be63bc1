//! The commands, one file each where there is more to one than a call.

mod bench;
mod check_site;
mod fuzz;
mod serve;
mod shots;
mod test;

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::setup::Browser;
use crate::site::{self, Target};
use crate::{compress, intl, record, reproduce, root, setup, tell};

/// Does what the command line says.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["serve"] => serve::run(),
        ["test", options @ ..] => test::run(test::Parts::read(options)?),
        ["build", options @ ..] => build(&Target::read(options)?),
        ["reproduce", options @ ..] => reproduce::run(&setup::production()?, &Target::read(options)?),
        ["check-site", words @ ..] if !words.is_empty() => check_site::run(words),
        ["lint"] => record::lint(),
        ["import", facts] => record::import(Path::new(facts), None),
        ["import", facts, organisations] => record::import(Path::new(facts), Some(Path::new(organisations))),
        ["intl"] => intl::make(),
        ["geometry", topojson] => record::outlines(Path::new(topojson)),
        ["bench", "--lighthouse"] => bench::lighthouse(true),
        ["bench", "--lighthouse", "--no-build"] => bench::lighthouse(false),
        ["bench", options @ ..] => bench::run(&bench::Parts::read(options)?),
        ["fuzz", words @ ..] => fuzz::run(&fuzz::Plan::read(words)?),
        ["shots", "--accept", "--no-build", names @ ..] => shots::accept(names, false),
        ["shots", "--accept", names @ ..] => shots::accept(names, true),
        ["shots", "--no-build", addresses @ ..] => shots::run(addresses, false),
        ["shots", addresses @ ..] => shots::run(addresses, true),
        ["setup"] => set_up(),
        // Not for people: Trunk calls this before each build.
        ["stage"] => site::stage(),
        ["help" | "--help" | "-h"] => {
            print!("{}", crate::USAGE);
            Ok(())
        }
        [] => Err(Failure::Usage("Which command?".to_owned())),
        _ => Err(Failure::Usage(format!("\"{}\" is not a command.", words.join(" ")))),
    }
}

fn build(target: &Target) -> Result<(), Failure> {
    let dist = root::dist();
    site::build(&setup::production()?, target, &dist)?;
    compress::site(&dist)?;
    println!("The site is in {}. Any static host can serve it.", dist.display());
    Ok(())
}

fn set_up() -> Result<(), Failure> {
    let start = std::time::Instant::now();
    setup::lints()?;
    setup::cargo_deny()?;
    setup::production()?;
    setup::browser::ensure()?;
    setup::other_engines()?;
    setup::readers()?;
    setup::servers()?;
    setup::lighthouse()?;
    setup::peers()?;
    println!("Everything is there ({}).", tell::elapsed(start.elapsed()));
    Ok(())
}

/// The pictures that pages are held against.
fn references() -> PathBuf {
    root::folder().join("tests/browser/references")
}

/// The program under `tests/browser` that opens a built site as a reader does, told which task to do.
fn reader(browser: &Browser, task: &str, dist: &Path) -> Command {
    let mut cargo = Command::new("cargo");
    cargo
        .args(["run", "--quiet", "--package", "entente-browser-tests", "--", task])
        .current_dir(root::folder());
    cargo
        .args(["--engine", browser.engine])
        .arg("--browser")
        .arg(&browser.program)
        .arg("--driver")
        .arg(&browser.driver);
    cargo.arg("--pictures").arg(root::target().join("screenshots")).arg("--dist").arg(dist);
    cargo
}
