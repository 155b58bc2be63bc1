//! The project's commands: `cargo xtask serve | test | build | reproduce | check-site | lint | bench | fuzz | shots | import | intl | geometry | setup`.
//!
//! Each command first sees to the tools it needs ([`setup`]), then does its work ([`commands`]).
//! A command that fails says what failed and how to mend it, and leaves with exit code 1.

mod bom;
mod commands;
mod compress;
mod failure;
mod intl;
mod peers;
mod process;
mod record;
mod remap;
mod reproduce;
mod root;
mod setup;
mod site;
mod sizes;
mod supply;
mod tell;

use std::process::ExitCode;

const USAGE: &str = "\
Usage: cargo xtask COMMAND

  serve                       build, serve on a local port, rebuild on change
  test [--native|--browser|--engines]
                              check format, lints and the record; test natively and in a browser
  build [--public-url /sub/] [--origin https://HOST] [--frame-ancestors SOURCES]
                              leave a production site in dist/: the app, and a page for everything that has a
                              name. Without the origin of the host there are no sitemap, feeds and previews.
  reproduce [options of build] build twice from nothing and compare every file
  check-site [--plain] URL    hold a running site against what it promises: headers, types, compression, caching, pages,
                              links, policy, ways out. --plain: its host lets nobody set headers.
  check-site --load URL       put it under load for half a minute (wrk): requests per second, p99, errors
  lint                        check the record, print every finding
  bench [--native|--browser] [--sizes 1000,10000] [--no-build]
                              measure the app natively, and in Chromium beside pages of other makes, with records of
                              so many events; write BENCHMARKS.md and docs/benchmarks.svg
  bench --lighthouse [--no-build]
                              have Lighthouse judge the start page, an event and a party on a phone
  fuzz [TARGET...] [--minutes 10] [--keep]
                              give hostile input to what reads the texts of others (fuzz/README.md); keep what was
                              learnt as the corpus
  shots [--no-build] [ADDRESS...]
                              take pictures of a production build into target/screenshots/
  shots --accept [--no-build] [NAME...]
                              accept how each kind of page looks now (tests/browser/references/)
  import FILE [ORGANISATIONS] bring the facts of research files (JSON) into data/, say what changed
  intl                        ask Chromium for the names of countries and languages and the forms of dates
  geometry FILE               make the map's outlines from world-atlas' countries-50m.json
  setup                       install what the other commands need, and nothing else
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match commands::run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}
