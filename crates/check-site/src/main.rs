//! Holds a running site against what it promises ([`checks`]), asks it as fast as it answers ([`load`]), and tries the files
//! for servers on real ones ([`trial`]). `cargo xtask` calls it.

mod address;
mod checks;
mod finding;
mod http;
mod load;
mod markup;
mod options;
mod probe;
mod sample;
mod trial;

use std::collections::BTreeSet;
use std::process::ExitCode;

use address::Address;
use finding::Rule;
use options::Task;
use probe::{Host, Probe};
use trial::server::{Places, Site};

/// Where the site lies that was built for a path.
const SUB_PATH: &str = "/sub/path";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match Task::read(&words).and_then(run) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// Does the task. Returns whether all was as it should be.
fn run(task: Task) -> Result<bool, String> {
    match task {
        Task::Check(address, host) => Ok(check(address, host)),
        Task::Load(address, packages) => load::run(&address, &mut || load::wrk(&packages)),
        Task::Try { packages, deploy, scratch, dist, under_a_path } => {
            let places = Places { packages, deploy, scratch };
            let under_a_path = under_a_path.as_deref().map(|dist| Site { dist, base: SUB_PATH });
            Ok(trial::run(&places, Site { dist: &dist, base: "" }, under_a_path))
        }
    }
}

/// Looks at a running site and tells what is wrong with it, and how to mend that.
fn check(address: Address, host: Host) -> bool {
    let (place, is_secure) = (address.to_string(), address.is_secure);
    let mut probe = Probe::new(address, host);
    let seen = checks::run(&mut probe);
    for finding in &probe.findings {
        println!("{finding}");
    }
    println!(
        "{place}: {} requests; {} pages and {} files looked at, {} links followed.",
        probe.asked, seen.pages, seen.files, seen.links
    );
    let [raw, gzip, brotli] = seen.first_visit;
    println!("A first visit loads {raw} bytes as they are, {gzip} by gzip, {brotli} by brotli.");
    if !is_secure {
        println!("Not looked at: TLS, which this address is without.");
    } else if !seen.is_strict {
        let (name, value) = entente_hosting::headers::STRICT_TRANSPORT;
        println!("When TLS is there to stay, send `{name}: {value}`.");
    }
    if host == Host::Plain {
        println!("Not looked at: headers, caching and methods, which a plain host decides on.");
    }
    let rules: BTreeSet<Rule> = probe.findings.iter().map(|finding| finding.rule).collect();
    if rules.is_empty() {
        println!("All is as promised.");
        return true;
    }
    println!("\n{} findings. How to mend them:", probe.findings.len());
    for rule in &rules {
        println!("  {rule}: {}", rule.mend());
    }
    false
}
