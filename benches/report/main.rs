//! Writes `BENCHMARKS.md` and `docs/benchmarks.svg` from what was measured.
//!
//! ```text
//! report NATIVE BROWSER CHECKOUT
//!   NATIVE    the folder that criterion left
//!   BROWSER   the file that tests/browser left
//! ```

mod browser;
mod curve;
mod machine;
mod native;
mod samples;
mod text;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let outcome = match arguments.as_slice() {
        [native, browser, checkout] => write(native, browser, checkout),
        _ => Err("report NATIVE BROWSER CHECKOUT".to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

fn write(native: &Path, browser: &Path, checkout: &Path) -> Result<(), String> {
    let native = native::read(native)?;
    let browser = browser::read(browser)?;
    let plot = curve::draw(&browser, &native)?;
    let text = text::report(&machine::describe(&browser.version), &browser, &native);
    for (name, content) in [("BENCHMARKS.md", text), ("docs/benchmarks.svg", plot)] {
        let path = checkout.join(name);
        fs::write(&path, content)
            .map_err(|reason| format!("{} can't be written ({reason})", path.display()))?;
        println!("Wrote {}.", path.display());
    }
    Ok(())
}
