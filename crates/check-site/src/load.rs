//! A running site under load, by wrk: bounded, for a figure and not to break anything.

use std::fmt;
use std::path::Path;
use std::process::Command;

use crate::address::Address;
use crate::http::Request;
use crate::probe::{Host, Probe};
use crate::sample::Sample;

/// For each file.
const SECONDS: u32 = 10;
const CONNECTIONS: u32 = 64;
const THREADS: u32 = 2;

/// What wrk says.
#[derive(Clone, PartialEq, Debug)]
pub struct Figures {
    pub requests_per_second: f64,
    /// As wrk writes it, with its unit.
    pub slowest_in_a_hundred: String,
    /// How much came, as wrk writes it.
    pub transfer_per_second: String,
    /// Answers other than 2xx and 3xx, connections that broke, reads that failed, waits that were given up.
    pub errors: u64,
}

impl Figures {
    /// Reads what wrk prints with `--latency`.
    fn read(said: &str) -> Option<Figures> {
        let value = |name: &str| {
            said.lines().find_map(|line| Some(line.trim().strip_prefix(name)?.trim().to_owned()))
        };
        let sockets = value("Socket errors:").unwrap_or_default();
        let numbers =
            |text: &str| text.split([' ', ',']).filter_map(|word| word.parse::<u64>().ok()).sum::<u64>();
        let answers = value("Non-2xx or 3xx responses:").unwrap_or_default();
        Some(Figures {
            requests_per_second: value("Requests/sec:")?.parse().ok()?,
            slowest_in_a_hundred: value("99%")?,
            transfer_per_second: value("Transfer/sec:")?,
            errors: numbers(&sockets) + numbers(&answers),
        })
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{:>9.0} requests/s  p99 {:>9}  {:>10}/s  {} errors",
            self.requests_per_second, self.slowest_in_a_hundred, self.transfer_per_second, self.errors
        )
    }
}

/// Asks for the start page, an event, and the wasm, each as fast as can be. Returns whether there was no error.
pub fn run(address: &Address, wrk: &mut dyn FnMut() -> Command) -> Result<bool, String> {
    let mut probe = Probe::new(address.clone(), Host::Ours);
    let sample = Sample::take(&mut probe).ok_or_else(|| format!("no start page at {address}"))?;
    let event = sample.pages.iter().find(|page| page.contains("/event/"));
    let wasm = sample.files.iter().find(|file| file.ends_with("_bg.wasm") && file.contains("/entente-"));
    let start = probe.target("/");
    let targets = [Some(&start), event, wasm].into_iter().flatten();
    let origin = address.origin();
    println!("{CONNECTIONS} connections, {SECONDS} s each, Accept-Encoding: br");
    let mut is_well = true;
    for target in targets {
        let request = Request::get(target).header("Accept-Encoding", "br");
        let bytes = probe.ask(&request).map_or(0, |answer| answer.body.len());
        let mut command = wrk();
        command.args(["--latency", "-H", "Accept-Encoding: br"]);
        command.arg(format!("-t{THREADS}")).arg(format!("-c{CONNECTIONS}")).arg(format!("-d{SECONDS}s"));
        command.arg(format!("{origin}{target}"));
        let output = command.output().map_err(|reason| format!("wrk could not be started ({reason})"))?;
        let said = String::from_utf8_lossy(&output.stdout);
        let figures = Figures::read(&said).ok_or_else(|| format!("wrk said:\n{said}"))?;
        println!("{figures}  {bytes:>7} bytes  {target}");
        is_well &= figures.errors == 0;
    }
    Ok(is_well)
}

/// wrk of the unpacked packages.
pub fn wrk(packages: &Path) -> Command {
    crate::trial::server::program(packages, "usr/bin/wrk")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_from_what_wrk_says() {
        let said = "  Latency Distribution\n     50%    1.00ms\n     99%   12.34ms\n  100 requests in 10.00s, 1.00MB read\n\
                      Socket errors: connect 1, read 2, write 0, timeout 3\n  Non-2xx or 3xx responses: 4\n\
                    Requests/sec:  12345.67\nTransfer/sec:    123.45MB\n";
        let figures = Figures::read(said).expect("is what wrk says");
        assert_eq!((figures.errors, figures.slowest_in_a_hundred.as_str()), (10, "12.34ms"));
        assert_eq!(figures.requests_per_second, 12345.67);
        assert_eq!(Figures::read("unable to connect"), None);
    }
}
