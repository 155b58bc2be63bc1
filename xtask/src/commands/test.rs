//! `test`: everything that can be checked: natively, by programs of others, and in a real browser.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use crate::failure::Failure;
use crate::setup::{Browser, BuildTools, Readers};
use crate::site::{self, Target};
use crate::{compress, process, record, root, setup, sizes, supply, tell};

/// Which parts to run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Parts {
    All,
    Native,
    Browser,
    /// All in browsers, in other engines than Chromium too.
    Engines,
}

impl Parts {
    /// No option means all.
    pub fn read(options: &[&str]) -> Result<Parts, Failure> {
        match options {
            [] => Ok(Parts::All),
            ["--native"] => Ok(Parts::Native),
            ["--browser"] => Ok(Parts::Browser),
            ["--engines"] => Ok(Parts::Engines),
            _ => Err(Failure::Usage(format!("test does not know \"{}\".", options.join(" ")))),
        }
    }
}

/// How many tests there were.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
struct Count {
    passed: usize,
    failed: usize,
}

impl Count {
    /// Adds what a line "test result: ok. 12 passed; 0 failed; ..." says.
    fn add(&mut self, line: &str) {
        let Some(result) = line.trim().strip_prefix("test result: ") else { return };
        let number_before = |word: &str| {
            let words: Vec<&str> = result.split([' ', ';', '.']).collect();
            let at = words.iter().position(|found| *found == word)?;
            words.get(at.checked_sub(1)?)?.parse::<usize>().ok()
        };
        self.passed += number_before("passed").unwrap_or(0);
        self.failed += number_before("failed").unwrap_or(0);
    }
}

/// A run of all stages: one that fails does not keep the next from running.
#[derive(Default)]
struct Run {
    count: Count,
    failed_stages: Vec<&'static str>,
}

impl Run {
    /// Runs one stage under its heading. It returns whether all was well.
    fn stage(&mut self, title: &'static str, work: impl FnOnce(&mut Count) -> Result<bool, Failure>) -> bool {
        tell::heading(title);
        let start = Instant::now();
        let passed = work(&mut self.count).unwrap_or_else(|failure| {
            println!("{failure}");
            false
        });
        let outcome = if passed { "passed" } else { "failed" };
        println!("-- {title}: {outcome} in {}", tell::elapsed(start.elapsed()));
        if !passed {
            self.failed_stages.push(title);
        }
        passed
    }

    fn cargo(&mut self, title: &'static str, arguments: &[&str]) -> bool {
        self.stage(title, |count| {
            let mut cargo = Command::new("cargo");
            cargo.args(arguments).current_dir(root::folder());
            process::watch(&mut cargo, |line| count.add(line))
        })
    }
}

/// What readers come for: filtering, looking, links, the way back, the keyboard. The rest takes other engines three times as long
/// as Chromium.
const ERRANDS: [&str; 5] = ["filtering::", "looking::", "linking::", "returning::", "keyboard::"];

/// The static pages are native only, and so behind a feature.
const SITE: &str = "--features=entente/site";

/// Runs the parts, then says how many tests passed and which stages did not.
pub fn run(parts: Parts) -> Result<(), Failure> {
    let start = Instant::now();
    let mut run = Run::default();
    if matches!(parts, Parts::All | Parts::Native) {
        native(&mut run);
    }
    if parts != Parts::Native {
        browser(&mut run, parts == Parts::Engines)?;
    }
    tell::heading("Result");
    println!(
        "{} passed, {} failed in {}",
        run.count.passed,
        run.count.failed,
        tell::elapsed(start.elapsed())
    );
    if run.failed_stages.is_empty() {
        return Ok(());
    }
    Err(Failure::Checks(format!("Stages that failed: {}.", run.failed_stages.join(", "))))
}

fn native(run: &mut Run) {
    if !run.stage("Set-up of the lints", |_| setup::lints().map(|()| true)) {
        return;
    }
    run.cargo("Format", &["fmt", "--all", "--check"]);
    run.cargo("Lints", &["clippy", "--workspace", "--all-targets", SITE, "--", "-D", "warnings"]);
    run.stage("Lint of the record", |_| record::lint().map(|()| true));
    run.stage("Packages of others", |_| supply::check());
    run.cargo("Tests", &["test", "--workspace", SITE, "--no-fail-fast"]);
}

/// `whole`: other engines run every test, not only what readers come for.
fn browser(run: &mut Run, whole: bool) -> Result<(), Failure> {
    let mut set_up = None;
    run.stage("Set-up of the browser tests", |_| {
        set_up = Some((setup::production()?, setup::browser::ensure()?));
        Ok(true)
    });
    let Some((tools, browser)) = set_up else { return Ok(()) };
    let mut readers = None;
    run.stage("Set-up of other readers", |_| {
        readers = Some(setup::readers()?);
        Ok(true)
    });
    run.stage("Lints for the browser", |_| clippy_for_the_browser(&tools));

    let at_the_top = root::dist();
    let under_a_path = root::target().join("site-under-a-path");
    let built = run.stage("Production build", |_| {
        site::build(&tools, &Target::top(), &at_the_top)?;
        // As it is handed to a host, so that the browser meets what readers will.
        compress::site(&at_the_top)?;
        // With all that needs a host too.
        let elsewhere = ["--public-url=/sub/path/", "--origin=https://example.org"];
        site::build(&tools, &Target::read(&elsewhere)?, &under_a_path)?;
        Ok(true)
    });
    if built {
        run.stage("Sizes", |_| sizes::check(&at_the_top));
    }
    if let (true, Some(readers)) = (built, &readers) {
        read_by_others(run, readers, &under_a_path);
    }
    if built {
        run.stage("Servers", |count| {
            let Some(servers) = setup::servers()? else {
                println!(
                    "Not tried: this machine has no packages of Debian's, with nginx and Caddy among them."
                );
                return Ok(true);
            };
            let mut trial = super::check_site::trial(&servers, &at_the_top, &under_a_path);
            process::watch(&mut trial, |line| count.add(line))
        });
        let readers_act = |browser: &Browser, rooms: &[&str], count: &mut Count| {
            let mut reader = super::reader(browser, "test", &at_the_top);
            reader.arg("--under-a-path").arg(&under_a_path);
            if let Some(readers) = &readers {
                reader.arg("--axe").arg(readers.axe());
            }
            reader.args(rooms);
            process::watch(&mut reader, |line| count.add(line))
        };
        run.stage("Browser tests", |count| readers_act(&browser, &[], count));
        let mut engines = [("Firefox", None), ("WebKit", None)];
        run.stage("Set-up of other engines", |_| {
            engines = setup::other_engines()?;
            Ok(true)
        });
        for (stage, (name, browser)) in
            ["Browser tests in Firefox", "Browser tests in WebKit"].into_iter().zip(&engines)
        {
            run.stage(stage, |count| match browser {
                Some(browser) => readers_act(browser, if whole { &[] } else { &ERRANDS }, count),
                None => {
                    println!(
                        "Not tried: this machine has neither {name} with its driver nor packages of Debian's."
                    );
                    Ok(true)
                }
            });
        }
        run.stage("Looks", |count| {
            let mut reader = super::reader(&browser, "looks", &at_the_top);
            reader.arg("--references").arg(super::references());
            process::watch(&mut reader, |line| count.add(line))
        });
    }
    Ok(())
}

/// What the site offers to programs, read by programs that others wrote. `site` was built with an origin.
fn read_by_others(run: &mut Run, readers: &Readers, site: &Path) {
    let scripts = root::folder().join("tests/readers");
    run.stage("Downloads read by others", |count| {
        let mut python = Command::new(&readers.python);
        // Isolated from packages that the caller may have elsewhere.
        python
            .arg("-I")
            .arg(scripts.join("downloads.py"))
            .args([site.join("data"), root::folder().join("data")]);
        process::watch(&mut python, |line| count.add(line))
    });
    run.stage("Bill of materials against CycloneDX", |count| {
        let mut python = Command::new(&readers.python);
        python.arg("-I").arg(scripts.join("bom.py")).arg(site.join("bom.cdx.json"));
        process::watch(&mut python, |line| count.add(line))
    });
    run.stage("JSON-LD against schema.org", |count| {
        let mut node = Command::new("node");
        node.arg(scripts.join("linked-data.mjs")).arg(site).arg(&readers.node_modules);
        node.arg(root::target().join("linked-data"));
        process::watch(&mut node, |line| count.add(line))
    });
    run.stage("Types of window.entente", |count| {
        let mut node = Command::new("node");
        node.arg(scripts.join("types.mjs")).arg(site).arg(&readers.node_modules);
        node.arg(root::target().join("types"));
        process::watch(&mut node, |line| count.add(line))
    });
}

fn clippy_for_the_browser(tools: &BuildTools) -> Result<bool, Failure> {
    let mut clippy = Command::new("cargo");
    clippy.args(["clippy", "--package", "entente", "--package", "entente-loader"]);
    clippy.args(["--target", "wasm32-unknown-unknown"]);
    clippy.args(["--", "-D", "warnings"]).current_dir(root::folder());
    tools.toolchain.choose(&mut clippy);
    process::watch(&mut clippy, |_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_counts_of_several_results_are_summed() {
        let mut count = Count::default();
        count.add(
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
        );
        count.add("running 3 tests");
        count.add("test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out");
        assert_eq!(count, Count { passed: 13, failed: 2 });
    }

    #[test]
    fn an_unknown_part_is_refused() {
        assert_eq!(Parts::read(&["--native"]).expect("is known"), Parts::Native);
        assert!(Parts::read(&["--all"]).is_err());
    }
}
