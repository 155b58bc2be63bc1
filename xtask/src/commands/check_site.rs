//! `check-site`: a running site held against what it promises, and under load.

use std::path::Path;
use std::process::Command;

use crate::failure::Failure;
use crate::{process, root, setup};

/// Looks at the site at an address; with `--load` asks it as fast as it answers.
pub fn run(words: &[&str]) -> Result<(), Failure> {
    let (is_load, rest): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| **word == "--load");
    let mut checker = checker(if is_load.is_empty() { "check" } else { "load" });
    checker.args(&rest);
    if !is_load.is_empty() {
        let servers = setup::servers()?.ok_or_else(|| Failure::Missing {
            what: "wrk, which puts a site under load".to_owned(),
            mend: "run this on Debian or Ubuntu, which have it as a package.".to_owned(),
        })?;
        checker.arg("--packages").arg(servers);
    }
    if process::watch(&mut checker, |_| ())? {
        return Ok(());
    }
    Err(Failure::Checks("The site is not as it should be.".to_owned()))
}

/// The program that starts servers with the files of `deploy/`, told what to serve.
pub fn trial(packages: &Path, at_the_top: &Path, under_a_path: &Path) -> Command {
    let mut checker = checker("try");
    checker.arg("--packages").arg(packages);
    checker.arg("--deploy").arg(root::folder().join("deploy"));
    checker.arg("--scratch").arg(root::target().join("servers"));
    checker.arg("--dist").arg(at_the_top).arg("--under-a-path").arg(under_a_path);
    checker
}

fn checker(task: &str) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.args(["run", "--quiet", "--package", "entente-check-site", "--", task]).current_dir(root::folder());
    cargo
}
