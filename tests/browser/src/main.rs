//! What a reader does with the built site, in a real browser: tests, pictures and measurements.
//!
//! `cargo xtask` builds the site, finds the browser and calls this program with a task:
//!
//! - `test`: every test of [`reader`], each in a fresh browser against a server of its own ([`host`]).
//! - `shots`: pictures of some addresses, at two sizes and in both colour schemes ([`shots`]).
//! - `looks`: how each kind of page looks, held against accepted pictures, which `accept` takes anew ([`looks`]).
//! - `bench`: what this app and pages of other makes load, how much work a step of theirs is, what they hold ([`bench`]).

mod another;
mod bench;
mod devtools;
mod driver;
mod fault;
mod host;
mod looks;
mod options;
mod page;
mod reader;
mod runner;
mod shots;
mod tree;

use std::process::ExitCode;

use fault::Fault;
use options::{Options, Task};

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}

/// Does the task. Returns whether all was as it should be.
fn run() -> Result<bool, Fault> {
    let options = Options::read(std::env::args().skip(1))?;
    let fonts = match options.task {
        Task::Looks | Task::Accept => Some(looks::fonts::lay_out(&options.pictures.with_file_name("fonts"))?),
        _ => None,
    };
    let mut driver =
        driver::Driver::start(options.engine, &options.browser, &options.driver, fonts.as_deref())?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|reason| Fault::new(format!("no runtime ({reason})")))?;
    runtime.block_on(async {
        match options.task {
            Task::Test => runner::run(&mut driver, &options).await,
            Task::Shots => shots::run(&driver, &options).await.map(|()| true),
            Task::Looks => looks::run(&driver, &options, false).await,
            Task::Accept => looks::run(&driver, &options, true).await,
            Task::Bench => bench::run(&driver, &options).await,
        }
    })
}
