//! What the parts of a production build weigh after brotli, held against `sizes.toml`.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use crate::compress;
use crate::failure::Failure;
use crate::root;

/// What the app loads before it reacts.
const EARLY: [&str; 4] = ["wasm", "script", "style", "page"];
/// What it loads right after.
const LATE: &str = "details";
/// What it loads when a reader hands in a record of their own, and what then keeps all of it on the device.
const ON_DEMAND: [&str; 3] = ["worker-wasm", "worker-script", "service-worker"];

/// A line of the report.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Line {
    name: String,
    bytes: usize,
    /// What may not be passed; sums have none.
    ceiling: Option<usize>,
    /// What the product asks for; only sums have one.
    budget: Option<usize>,
}

impl Line {
    fn is_over(&self) -> bool {
        self.ceiling.is_some_and(|ceiling| self.bytes > ceiling)
    }
}

impl fmt::Display for Line {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Line { name, bytes, .. } = self;
        write!(out, "{name:<18}{bytes:>9}")?;
        match (self.ceiling, self.budget) {
            (Some(ceiling), _) if self.is_over() => {
                write!(out, "{ceiling:>10}  OVER the ceiling by {}", bytes - ceiling)
            }
            (Some(ceiling), _) => write!(out, "{ceiling:>10}"),
            (None, Some(budget)) if *bytes > budget => {
                let over = bytes - budget;
                write!(out, "{:>10}  the product's budget of {budget} is NOT MET: {over} too many", "")
            }
            (None, Some(budget)) => write!(out, "{:>10}  within the product's budget of {budget}", ""),
            (None, None) => Ok(()),
        }
    }
}

/// Prints what the site weighs. Returns whether every part is below its ceiling.
pub fn check(dist: &Path) -> Result<bool, Failure> {
    let path = root::folder().join("xtask/sizes.toml");
    let limits = Limits::read(&fs::read_to_string(&path).map_err(Failure::file("reading", &path))?)?;
    let mut weights = Vec::new();
    for (part, file) in parts(dist)? {
        weights.push((part, compress::weigh(&file)?));
    }
    let lines = report(&weights, &limits)?;
    println!("{:<18}{:>9}{:>10}", "brotli-11", "bytes", "ceiling");
    for line in &lines {
        println!("{line}");
    }
    Ok(!lines.iter().any(Line::is_over))
}

/// What `sizes.toml` says.
struct Limits(toml::Table);

impl Limits {
    fn read(text: &str) -> Result<Limits, Failure> {
        text.parse().map(Limits).map_err(|error| Failure::Input {
            what: format!("xtask/sizes.toml can't be read: {error}"),
            mend: "write it as TOML.".to_owned(),
        })
    }

    fn of(&self, table: &str, name: &str) -> Result<usize, Failure> {
        let bytes = self.0.get(table).and_then(|table| table.get(name)).and_then(toml::Value::as_integer);
        bytes.and_then(|bytes| usize::try_from(bytes).ok()).ok_or_else(|| Failure::Input {
            what: format!("xtask/sizes.toml has no number of bytes for {name} in [{table}]"),
            mend: "add it.".to_owned(),
        })
    }
}

/// Every part with its ceiling, and after them the sums with their budgets.
fn report(weights: &[(&'static str, usize)], limits: &Limits) -> Result<Vec<Line>, Failure> {
    let weight = |part: &str| weights.iter().filter(|(of, _)| *of == part).map(|(_, bytes)| bytes).sum();
    let mut lines = Vec::new();
    for part in EARLY.into_iter().chain([LATE]).chain(ON_DEMAND) {
        let ceiling = Some(limits.of("ceilings", part)?);
        lines.push(Line { name: part.to_owned(), bytes: weight(part), ceiling, budget: None });
    }
    let early: usize = EARLY.into_iter().map(weight).sum();
    for (name, bytes) in [("until-it-reacts", early), ("in-all", early + weight(LATE))] {
        let budget = Some(limits.of("budgets", name)?);
        lines.push(Line { name: name.to_owned(), bytes, ceiling: None, budget });
    }
    Ok(lines)
}

/// The files that a browser loads, each with the part that it belongs to.
fn parts(dist: &Path) -> Result<Vec<(&'static str, PathBuf)>, Failure> {
    let mut found = Vec::new();
    let mut folders = vec![dist.to_owned(), dist.join("record")];
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir().map_err(Failure::file("reading", &folder))?.flatten() {
            let path = entry.path();
            let within = path.strip_prefix(dist).unwrap_or(&path).to_string_lossy().into_owned();
            if path.is_dir() && within.starts_with("snippets") {
                folders.push(path);
            } else if let Some(part) = part_of(&within) {
                found.push((part, path));
            }
        }
    }
    Ok(found)
}

/// The part that a file belongs to, by its path within the site.
fn part_of(path: &str) -> Option<&'static str> {
    let (_, extension) = path.rsplit_once('.')?;
    match (path, extension) {
        ("index.html", _) => Some("page"),
        ("sw.js", _) => Some("service-worker"),
        ("loader_bg.wasm", _) => Some("worker-wasm"),
        ("loader.js" | "load.js", _) => Some("worker-script"),
        (_, "wasm") => Some("wasm"),
        (_, "js") => Some("script"),
        (_, "css") => Some("style"),
        (_, "bin") => Some("details"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: &str = "
        [ceilings]
        wasm = 100
        script = 100
        style = 100
        page = 100
        details = 100
        worker-wasm = 100
        worker-script = 100
        service-worker = 100
        [budgets]
        until-it-reacts = 50
        in-all = 420";

    fn told(weights: &[(&'static str, usize)]) -> Vec<Line> {
        report(weights, &Limits::read(LIMITS).expect("is TOML")).expect("is whole")
    }

    #[test]
    fn a_part_over_its_ceiling_fails_and_is_told() {
        let lines = told(&[("wasm", 90), ("script", 60), ("script", 41)]);
        let over: Vec<&str> = lines.iter().filter(|line| line.is_over()).map(|line| &*line.name).collect();
        assert_eq!(over, ["script"]);
        assert!(lines[1].to_string().ends_with("OVER the ceiling by 1"), "{}", lines[1]);
    }

    #[test]
    fn a_budget_that_is_not_met_is_told_and_fails_nothing() {
        let lines = told(&[("wasm", 90), ("details", 100), ("worker-wasm", 100)]);
        let sums: Vec<String> = lines[8..].iter().map(Line::to_string).collect();
        assert!(sums[0].contains("NOT MET: 40 too many"), "{}", sums[0]);
        assert!(sums[1].contains("190") && sums[1].contains("within"), "{}", sums[1]);
        assert!(!lines.iter().any(Line::is_over));
    }

    #[test]
    fn files_are_told_by_their_names() {
        let part = |path| part_of(path);
        assert_eq!(part("entente-ec3c8e44a6086df4_bg.wasm"), Some("wasm"));
        assert_eq!(part("snippets/entente/patch.js"), Some("script"));
        assert_eq!(part("record/details-0a00389705fb2c5d.bin"), Some("details"));
        assert_eq!(part("loader_bg.wasm"), Some("worker-wasm"));
        assert_eq!(part("sw.js"), Some("service-worker"));
        assert_eq!([part("entente.d.ts"), part("entente.js.br"), part("404.html")], [None; 3]);
    }

    #[test]
    fn the_limits_of_the_project_are_whole() {
        let limits = Limits::read(include_str!("../sizes.toml")).expect("is TOML");
        assert!(report(&[], &limits).is_ok());
    }
}
