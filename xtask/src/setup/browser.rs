//! Chromium and the driver that steers it, for the browser tests, the pictures and the measurements.

use std::path::PathBuf;

use super::debian;
use crate::failure::Failure;
use crate::process;

/// A browser and its driver.
pub struct Browser {
    /// What shows pages in it, as the browser tests name it.
    pub engine: &'static str,
    /// The browser itself.
    pub program: PathBuf,
    /// The WebDriver server for it.
    pub driver: PathBuf,
}

const CHROMES: [&str; 6] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const DRIVERS: [&str; 3] =
    ["chromedriver", "/usr/lib/chromium/chromedriver", "/usr/lib/chromium-browser/chromedriver"];

const MEND: &str = "install Chromium and its driver (Debian: `apt-get install chromium chromium-driver`), \
                    or name them in the variables CHROME and CHROMEDRIVER.";

/// The Chromium of this machine, of the same release as its driver, installed if need be.
pub fn ensure() -> Result<Browser, Failure> {
    if find().is_none() {
        debian::apt_install(&["chromium", "chromium-driver"], "1 minute").map_err(
            |failure| match failure {
                Failure::Missing { .. } => missing(),
                other => other,
            },
        )?;
    }
    let browser = find().ok_or_else(missing)?;
    let (chrome, driver) = (major(&browser.program), major(&browser.driver));
    if chrome.is_none() || chrome != driver {
        let told = |version: Option<String>| version.unwrap_or_else(|| "no version".to_owned());
        return Err(Failure::Missing {
            what: format!(
                "a driver of the browser's release ({} is {}, {} is {})",
                browser.program.display(),
                told(chrome),
                browser.driver.display(),
                told(driver)
            ),
            mend: MEND.to_owned(),
        });
    }
    Ok(browser)
}

fn missing() -> Failure {
    Failure::Missing { what: "Chromium or its driver".to_owned(), mend: MEND.to_owned() }
}

fn find() -> Option<Browser> {
    let (program, driver) = (one_of("CHROME", &CHROMES)?, one_of("CHROMEDRIVER", &DRIVERS)?);
    Some(Browser { engine: "chromium", program, driver })
}

/// What the variable names, else the first of the usual ones that is there.
pub fn one_of(variable: &str, usual: &[&str]) -> Option<PathBuf> {
    let named = std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file());
    // An absolute path joined to a folder of PATH stays what it is.
    named.or_else(|| usual.iter().find_map(|program| process::find(program)))
}

/// "Chromium 156.0.8078.79 built on Debian" is of release "156".
fn major(program: &PathBuf) -> Option<String> {
    release(&process::ask(program, &["--version"])?).map(str::to_owned)
}

fn release(said: &str) -> Option<&str> {
    let is_version = |word: &&str| word.starts_with(|first: char| first.is_ascii_digit());
    said.split_whitespace().find(is_version)?.split('.').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_release_is_read_from_what_browser_and_driver_say() {
        assert_eq!(release("Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)"), Some("156"));
        assert_eq!(
            release("ChromeDriver 156.0.8078.79 (5ab03a3e-refs/branch-heads/8078@{#12})"),
            Some("156")
        );
        assert_eq!(release("no version"), None);
    }
}
