//! What packages of others are in here: their licences, where they come from, and what is known against them. What can't be
//! asked on this machine is told as not asked.

use std::path::Path;
use std::process::Command;

use crate::failure::Failure;
use crate::{process, root, setup};

/// Holds the packages of Cargo against `deny.toml`, and those of npm against its registry. Returns whether all was well.
pub fn check() -> Result<bool, Failure> {
    let deny = setup::cargo_deny()?;
    let mut is_well = process::watch(deny_for(&deny).args(["check", "bans", "licenses", "sources"]), |_| ())?;
    // The database first, so that one that is out of reach is not taken for a finding.
    if process::watch(deny_for(&deny).args(["fetch", "db"]), |_| ())? {
        is_well &= process::watch(deny_for(&deny).args(["check", "advisories"]), |_| ())?;
    } else {
        println!("NOT RUN: advisories on packages of Cargo. Their database is out of reach (see above).");
    }
    for folder in setup::npm_locks() {
        is_well &= audit(&folder)?;
    }
    Ok(is_well)
}

fn deny_for(deny: &Path) -> Command {
    let mut command = Command::new(deny);
    // Warnings on second versions of packages are many and known.
    command.args(["--workspace", "--log-level", "error"]).current_dir(root::folder());
    command
}

/// What a registry says of a lock of npm's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Audit {
    Clean,
    Findings,
    NotAnswered,
}

impl Audit {
    /// Reads what `npm audit --json` prints, and whether it took that for success.
    fn read(said: &str, is_success: bool) -> Audit {
        match (said.contains("\"auditReportVersion\""), is_success) {
            (false, _) => Audit::NotAnswered,
            (true, true) => Audit::Clean,
            (true, false) => Audit::Findings,
        }
    }
}

/// Asks npm's registry what it knows against the packages of a folder's lock. They are in no file that a reader gets.
fn audit(folder: &Path) -> Result<bool, Failure> {
    let mut npm = setup::npm(folder)?;
    npm.args(["audit", "--package-lock-only", "--audit-level=high", "--json"]);
    let output = npm.output().map_err(|reason| Failure::NotStarted {
        program: "npm".to_owned(),
        reason,
        mend: "install Node.js 18 or newer with npm.".to_owned(),
    })?;
    let said = String::from_utf8_lossy(&output.stdout);
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    match Audit::read(&said, output.status.success()) {
        Audit::Clean => println!("npm knows nothing grave against the packages of tests/{name}."),
        Audit::Findings => {
            println!("{said}\nnpm knows of something grave in the packages of tests/{name} (see above).");
            return Ok(false);
        }
        Audit::NotAnswered => {
            println!("NOT RUN: npm audit of tests/{name}. Its registry does not answer that question here.");
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_registry_that_gives_no_report_is_not_taken_for_one_that_knows_nothing() {
        assert_eq!(Audit::read("{ \"auditReportVersion\": 2 }", true), Audit::Clean);
        assert_eq!(Audit::read("{ \"auditReportVersion\": 2 }", false), Audit::Findings);
        assert_eq!(Audit::read("{ \"message\": \"405 Method Not Allowed\" }", false), Audit::NotAnswered);
        assert_eq!(Audit::read("", true), Audit::NotAnswered);
    }
}
