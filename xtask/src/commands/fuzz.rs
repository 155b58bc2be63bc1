//! `fuzz`: hostile input for what reads the texts and bytes of others, found by libFuzzer, which follows what code it
//! comes to.
//!
//! The programs are those of the package `entente-fuzz`. They are built here rather than by cargo-fuzz, which would have
//! to be installed first; its flags for the compiler are the same.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::{process, root, tell};

/// Minutes for each target, unless told otherwise.
const MINUTES: u64 = 10;

/// What has the compiler count which branches are taken and note what is compared, as cargo-fuzz does.
const FLAGS: [&str; 7] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Cllvm-args=-simplifycfg-branch-fold-threshold=0",
    "--cfg=fuzzing",
];

/// What to fuzz, for how long, and whether to keep what was learnt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plan {
    targets: Vec<String>,
    minutes: u64,
    keep: bool,
}

impl Plan {
    /// No target means all.
    pub fn read(words: &[&str]) -> Result<Plan, Failure> {
        let mut plan = Plan { targets: Vec::new(), minutes: MINUTES, keep: false };
        let mut words = words.iter();
        while let Some(&word) = words.next() {
            match word {
                "--keep" => plan.keep = true,
                "--minutes" => {
                    let minutes = words.next().and_then(|it| it.parse().ok()).filter(|it| *it > 0);
                    plan.minutes = minutes
                        .ok_or_else(|| Failure::Usage("--minutes needs a whole number.".to_owned()))?;
                }
                option if option.starts_with('-') => {
                    return Err(Failure::Usage(format!("fuzz does not know \"{option}\".")));
                }
                target => plan.targets.push(target.to_owned()),
            }
        }
        Ok(plan)
    }
}

/// Builds the programs, runs one after the other, and ends with the first fault.
pub fn run(plan: &Plan) -> Result<(), Failure> {
    let all = targets()?;
    if let Some(unknown) = plan.targets.iter().find(|target| !all.contains(target)) {
        return Err(Failure::Usage(format!(
            "There is no target \"{unknown}\"; there are {}.",
            all.join(", ")
        )));
    }
    let programs = build()?;
    for target in if plan.targets.is_empty() { &all } else { &plan.targets } {
        tell::heading(target);
        let program = programs.join(target);
        let (kept, working) = (corpus(target), working(target)?);
        search(&program, &[&working, &kept], plan.minutes)?;
        if plan.keep {
            minimise(&program, &[&working, &kept], &kept)?;
        }
    }
    Ok(())
}

/// The programs' names, which their files have too.
fn targets() -> Result<Vec<String>, Failure> {
    let folder = root::folder().join("fuzz/targets");
    let entries = folder.read_dir().map_err(Failure::file("reading", &folder))?;
    let name = |path: PathBuf| path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let mut names: Vec<String> = entries.flatten().filter_map(|entry| name(entry.path())).collect();
    names.sort();
    Ok(names)
}

/// The folder with the built programs.
fn build() -> Result<PathBuf, Failure> {
    let told = process::ask("rustc", &["-vV"]).unwrap_or_default();
    let host = told.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default();
    let start = tell::begin("Building the targets", "4 minutes the first time on 2 cores");
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--package", "entente-fuzz", "--features=libfuzzer", "--bins", "--profile=fuzz"]);
    // With a target of their own, build scripts and macros are built without the flags.
    cargo.args(["--target", host]).env("RUSTFLAGS", FLAGS.join(" ")).current_dir(root::folder());
    process::run(&mut cargo, "see what Cargo says above; it needs a C++ compiler (Debian: `g++`).")?;
    tell::end("Building the targets", start);
    Ok(root::target().join(host).join("fuzz"))
}

/// The committed corpus of a target.
fn corpus(target: &str) -> PathBuf {
    root::folder().join("fuzz/corpus").join(target)
}

/// Where a target's inputs gather from run to run.
fn working(target: &str) -> Result<PathBuf, Failure> {
    let folder = root::target().join("fuzz").join(target);
    fs::create_dir_all(&folder).map_err(Failure::file("making the folder", &folder))?;
    Ok(folder)
}

fn search(program: &Path, corpora: &[&Path], minutes: u64) -> Result<(), Failure> {
    let faults = root::target().join("fuzz").join("faults-");
    let mut fuzzer = Command::new(program);
    fuzzer.arg(format!("-max_total_time={}", minutes * 60));
    fuzzer.args(["-timeout=20", "-max_len=6000", "-print_final_stats=1"]);
    fuzzer.arg(format!("-artifact_prefix={}", faults.display())).args(corpora);
    process::run(
        &mut fuzzer,
        "mend what the input named above breaks, and keep it as a test beside that code.",
    )
}

/// Puts the fewest inputs in the place of a corpus that come to all the code that these come to.
fn minimise(program: &Path, corpora: &[&Path], kept: &Path) -> Result<(), Failure> {
    let fewest = kept.with_extension("new");
    fs::create_dir_all(&fewest).map_err(Failure::file("making the folder", &fewest))?;
    let mut merge = Command::new(program);
    merge.args(["-set_cover_merge=1", "-use_counters=0", "-max_len=6000"]).arg(&fewest).args(corpora);
    process::run(&mut merge, "see what libFuzzer says above.")?;
    fs::remove_dir_all(kept).map_err(Failure::file("clearing", kept))?;
    fs::rename(&fewest, kept).map_err(Failure::file("moving into place", kept))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_and_minutes_are_read_in_any_order() {
        let plan = Plan::read(&["search", "--minutes", "3", "--keep"]).expect("is a plan");
        assert_eq!(plan, Plan { targets: vec!["search".to_owned()], minutes: 3, keep: true });
        assert_eq!(Plan::read(&[]).expect("is a plan").minutes, MINUTES);
        assert!(Plan::read(&["--minutes", "x"]).is_err() && Plan::read(&["--hours", "3"]).is_err());
    }

    #[test]
    fn there_is_a_target_for_each_corpus() {
        let targets = targets().expect("can be read");
        assert!(targets.len() >= 10);
        assert!(targets.iter().all(|target| corpus(target).is_dir()), "{targets:?}");
    }
}
