//! Chromium and chromedriver.

use std::path::Path;
use std::process::Command;

use fantoccini::wd::Capabilities;
use serde_json::json;

/// Quiet, headless, reaching nothing but this machine. As root, Chromium runs only without its sandbox.
const ARGUMENTS: [&str; 11] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=en-US",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/// Letters and colours by no setting of the machine.
const UNIFORM: [&str; 4] =
    ["--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb", "--hide-scrollbars"];

/// With a configuration of fontconfig its browsers know no fonts but those.
pub fn command(driver: &Path, fonts: Option<&Path>) -> Command {
    let mut command = Command::new(driver);
    command.arg("--port=0");
    if let Some(fonts) = fonts {
        command.env("FONTCONFIG_FILE", fonts);
    }
    command
}

/// "ChromeDriver was started successfully on port 41211." says 41211.
pub fn port_in(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("started successfully on port ")?;
    rest.trim_end_matches('.').parse().ok()
}

/// What browsers are asked to be: with `is_uniform`, such that they draw the same on every machine.
pub fn capabilities(browser: &Path, is_uniform: bool) -> Capabilities {
    let mut arguments = ARGUMENTS.to_vec();
    if is_uniform {
        arguments.extend(UNIFORM);
    }
    let mut capabilities = Capabilities::new();
    capabilities.insert(
        "goog:chromeOptions".to_owned(),
        json!({ "binary": browser, "args": arguments, "prefs": { "intl.accept_languages": "en-US,en" } }),
    );
    capabilities.insert("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL", "performance": "ALL" }));
    capabilities
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_driver_says_which_port_it_took() {
        assert_eq!(port_in("ChromeDriver was started successfully on port 41211."), Some(41211));
        assert_eq!(port_in("Starting ChromeDriver 156.0 on port 0"), None);
    }
}
