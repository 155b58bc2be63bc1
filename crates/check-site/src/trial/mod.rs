//! The files of `deploy/` tried on real servers: that they load, that a site served by them is as promised, and that it
//! shows when a rule of theirs is broken.

mod breaks;
pub mod server;

use std::fmt;
use std::io;
use std::path::Path;
use std::time::Instant;

use crate::checks;
use crate::finding::{Finding, Rule};
use crate::probe::{Host, Probe};
use breaks::Break;
use server::{Places, Running, Site, Text};

/// Why a trial could not be made.
#[derive(Debug)]
pub struct Trouble(pub String);

impl Trouble {
    fn file(path: &Path) -> impl FnOnce(io::Error) -> Trouble {
        let path = path.to_owned();
        move |reason| Trouble(format!("{} ({reason})", path.display()))
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

type Start = fn(&Places, Site, &Text) -> Result<Running, Trouble>;

/// The servers, with what is tried to break in their files.
const SERVERS: [(&str, Start, &[Break]); 2] =
    [("nginx", server::nginx, &breaks::NGINX), ("Caddy", server::caddy, &breaks::CADDY)];

/// How many findings of a trial are worth reading.
const SHOWN: usize = 20;

/// Tries all servers. Returns whether all was as it should be.
pub fn run(places: &Places, at_the_top: Site, under_a_path: Option<Site>) -> bool {
    let begun = Instant::now();
    let (mut passed, mut failed) = (0, 0);
    let mut tell = |name: String, outcome: Result<(), Trouble>| match outcome {
        Ok(()) => {
            passed += 1;
            println!("test {name} ... ok");
        }
        Err(trouble) => {
            failed += 1;
            println!("test {name} ... FAILED\n{trouble}");
        }
    };
    for (name, start, breaks) in SERVERS {
        let whole = Text { change: None };
        let clean = |site, pardoned: &[Rule]| {
            let findings: Vec<Finding> = findings(start(places, site, &whole)?)
                .into_iter()
                .filter(|finding| !pardoned.contains(&finding.rule))
                .collect();
            if findings.is_empty() { Ok(()) } else { Err(told(&findings)) }
        };
        tell(format!("{name} serves the site as promised"), clean(at_the_top, &[]));
        if let Some(site) = under_a_path {
            // That one is built without the compressed files beside it.
            let pardoned = [Rule::Compression, Rule::Vary];
            tell(format!("{name} serves the site under a path as promised"), clean(site, &pardoned));
        }
        for one in breaks {
            tell(format!("{name}: {} shows", one.what), shows(start, places, at_the_top, one));
        }
    }
    let word = if failed == 0 { "ok" } else { "FAILED" };
    let time = begun.elapsed().as_secs_f64();
    println!("\ntest result: {word}. {passed} passed; {failed} failed; finished in {time:.1}s");
    failed == 0
}

fn findings(server: Running) -> Vec<Finding> {
    let mut probe = Probe::new(server.address.clone(), Host::Ours);
    checks::run(&mut probe);
    probe.findings
}

/// Fails unless a broken rule is among the findings.
fn shows(start: Start, places: &Places, site: Site, one: &Break) -> Result<(), Trouble> {
    let findings = findings(start(places, site, &Text { change: Some((one.from, one.to)) })?);
    if findings.iter().any(|finding| finding.rule == one.rule) {
        return Ok(());
    }
    Err(Trouble(format!("no finding on {}; instead:\n{}", one.rule, told(&findings))))
}

fn told(findings: &[Finding]) -> Trouble {
    let lines: Vec<String> = findings.iter().take(SHOWN).map(Finding::to_string).collect();
    Trouble(format!("{}\n{} findings", lines.join("\n"), findings.len()))
}
