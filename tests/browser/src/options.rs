//! The command line, as `cargo xtask` writes it.

use std::path::{Path, PathBuf};

use crate::driver::Engine;
use crate::fault::Fault;

/// What to do with the site.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Task {
    Test,
    Shots,
    Looks,
    Accept,
    Bench,
}

/// All that a task needs to know.
#[derive(Debug)]
pub struct Options {
    pub task: Task,
    /// What kind of browser it is.
    pub engine: Engine,
    /// The browser.
    pub browser: PathBuf,
    /// The WebDriver server for it.
    pub driver: PathBuf,
    /// The site, built for the top of a host.
    pub dist: PathBuf,
    /// The same site, built for [`crate::host::SUB_PATH`].
    pub under_a_path: Option<PathBuf>,
    /// The rules for accessible pages, as a script (axe-core).
    pub axe: Option<PathBuf>,
    /// Where pictures go.
    pub pictures: PathBuf,
    /// The pages that the app is measured beside, ready to be served.
    pub peers: Option<PathBuf>,
    /// Where what was measured is written.
    pub results: Option<PathBuf>,
    /// Events of the made-up records that are measured.
    pub sizes: Vec<usize>,
    /// The accepted pictures.
    references: Option<PathBuf>,
    /// What bare words say: addresses to take pictures of, or parts of the names of the tests to run.
    pub words: Vec<String>,
}

impl Options {
    pub fn read(mut arguments: impl Iterator<Item = String>) -> Result<Options, Fault> {
        let task = match arguments.next().as_deref() {
            Some("test") => Task::Test,
            Some("shots") => Task::Shots,
            Some("looks") => Task::Looks,
            Some("accept") => Task::Accept,
            Some("bench") => Task::Bench,
            other => {
                let other = other.unwrap_or("nothing");
                return Err(Fault::new(format!(
                    "the task is test, shots, looks, accept or bench, not {other}"
                )));
            }
        };
        let (mut engine, mut browser, mut driver, mut dist, mut pictures) =
            (Engine::Chromium, None, None, None, None);
        let (mut under_a_path, mut references, mut axe) = (None, None, None);
        let (mut peers, mut results, mut sizes) = (None, None, Vec::new());
        let mut words = Vec::new();
        while let Some(argument) = arguments.next() {
            if argument == "--sizes" {
                sizes = numbers(&arguments.next().unwrap_or_default())?;
                continue;
            }
            if argument == "--engine" {
                let name = arguments.next().unwrap_or_default();
                engine =
                    Engine::named(&name).ok_or_else(|| Fault::new(format!("\"{name}\" is no engine")))?;
                continue;
            }
            let place = match argument.as_str() {
                "--browser" => &mut browser,
                "--driver" => &mut driver,
                "--dist" => &mut dist,
                "--pictures" => &mut pictures,
                "--under-a-path" => &mut under_a_path,
                "--references" => &mut references,
                "--axe" => &mut axe,
                "--peers" => &mut peers,
                "--results" => &mut results,
                _ => {
                    words.push(argument);
                    continue;
                }
            };
            *place = arguments.next().map(PathBuf::from);
        }
        let needed =
            |value: Option<PathBuf>, name| value.ok_or_else(|| Fault::new(format!("{name} is missing")));
        Ok(Options {
            task,
            engine,
            browser: needed(browser, "--browser")?,
            driver: needed(driver, "--driver")?,
            dist: needed(dist, "--dist")?,
            pictures: needed(pictures, "--pictures")?,
            under_a_path,
            references,
            axe,
            peers,
            results,
            sizes,
            words,
        })
    }

    /// Where the accepted pictures are, which looks are held against.
    pub fn references(&self) -> Result<&Path, Fault> {
        self.references.as_deref().ok_or_else(|| Fault::new("--references is missing"))
    }
}

/// "1000,10000" is two numbers.
fn numbers(list: &str) -> Result<Vec<usize>, Fault> {
    let number = |text: &str| text.trim().parse();
    let numbers: Result<Vec<usize>, _> =
        list.split(',').filter(|text| !text.is_empty()).map(number).collect();
    numbers.map_err(|_| Fault::new(format!("\"{list}\" is no list of numbers")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Options, Fault> {
        Options::read(line.split(' ').map(str::to_owned))
    }

    #[test]
    fn bare_words_are_kept_apart_from_the_named_places() {
        let options = read("shots --browser c --driver d / --dist e --pictures f /about").expect("is whole");
        assert_eq!(options.words, ["/", "/about"]);
        assert_eq!(options.dist, PathBuf::from("e"));
    }

    #[test]
    fn sizes_are_numbers_between_commas() {
        let options = read("bench --browser c --driver d --dist e --pictures f --sizes 1000,20 index");
        let options = options.expect("is whole");
        assert_eq!((options.sizes, options.words), (vec![1000, 20], vec!["index".to_owned()]));
        assert!(read("bench --browser c --driver d --dist e --pictures f --sizes many").is_err());
    }

    #[test]
    fn a_missing_place_is_named() {
        let fault = read("test --browser c --driver d --dist e").expect_err("lacks one");
        assert_eq!(fault.to_string(), "--pictures is missing");
    }
}
