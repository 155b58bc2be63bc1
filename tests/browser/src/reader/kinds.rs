//! Every kind of page, for what must hold on all of them.

use crate::fault::Fault;
use crate::page::Page;

use super::EVENT;

/// A search that nothing matches: the lightest page with everything around it.
pub const EMPTY: &str = "/?party=AR&theme=disinformation&kind=suspension";

/// Pages that need no address of their own in the record, and one or two of each of the others.
pub const KINDS: [&str; 17] = [
    "/",
    "/?view=table&theme=deterrence",
    "/?group=theme",
    EMPTY,
    "/?theme=nonsense&from=soon",
    EVENT,
    "/mechanism/jp-us-cyber-dialogue",
    "/party/MX",
    "/party/NATO",
    "/pair/AR/US",
    "/theme/cybercrime",
    "/compare/AR,MX,US",
    "/commitments",
    "/quiet",
    "/network",
    "/about",
    "/data",
];

/// An address that nothing lies under.
pub const MISSING: &str = "/nowhere/at/all";

/// Every kind of page in English, or in Spanish.
pub fn all(prefix: &'static str) -> impl Iterator<Item = String> {
    KINDS.into_iter().chain([MISSING]).map(move |path| [prefix, path].concat())
}

/// What was found, with where.
#[derive(Default)]
pub struct Findings(Vec<String>);

/// How many findings are told; the rest is counted.
const TOLD: usize = 40;

impl Findings {
    /// Adds what was found at a place, each thing once.
    pub fn add(&mut self, place: &str, found: impl IntoIterator<Item = String>) {
        for line in found {
            let line = format!("{place}: {line}");
            if !self.0.contains(&line) {
                self.0.push(line);
            }
        }
    }

    /// Adds the lines that a script, given as the body of a function, returns for the page as it is.
    pub async fn look(&mut self, place: &str, page: &Page<'_>, script: &str) -> Result<(), Fault> {
        let found = page.script(script).await?;
        let lines = found.as_array().into_iter().flatten().filter_map(|line| line.as_str());
        self.add(place, lines.map(str::to_owned));
        Ok(())
    }

    /// Fails if anything was found.
    pub fn none(self) -> Result<(), Fault> {
        if self.0.is_empty() {
            return Ok(());
        }
        let told = self.0.iter().take(TOLD).map(String::as_str).collect::<Vec<_>>().join("\n");
        Err(Fault::new(format!("{} findings:\n{told}", self.0.len())))
    }
}
