//! Firefox and geckodriver.

use std::path::Path;
use std::process::Command;

use fantoccini::Client;
use fantoccini::wd::Capabilities;
use serde_json::json;

use crate::devtools;
use crate::fault::Fault;

/// The tests may reach beyond pages: only so does a window become as narrow as a phone's.
pub fn command(driver: &Path) -> Command {
    let mut command = Command::new(driver);
    command.args(["--port", "0", "--allow-system-access"]);
    command
}

/// "... INFO Listening on 127.0.0.1:36127" says 36127.
pub fn port_in(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("Listening on 127.0.0.1:")?;
    rest.trim().parse().ok()
}

/// What browsers are asked to be: headless, in English, telling what the console says, asking nobody about studies.
pub fn capabilities(browser: &Path) -> Capabilities {
    let preferences = json!({
        "intl.accept_languages": "en-US,en",
        "app.shield.optoutstudies.enabled": false,
        "browser.translations.automaticallyPopup": false,
    });
    let mut capabilities = Capabilities::new();
    capabilities.insert(
        "moz:firefoxOptions".to_owned(),
        json!({ "binary": browser, "args": ["-headless"], "prefs": preferences }),
    );
    capabilities
}

/// The error of a page that a line of the browser's tells: "JavaScript error: http://..., line 1: Error: why".
pub fn error_in(line: &str) -> Option<&str> {
    line.strip_prefix("JavaScript error: ").filter(|error| error.starts_with("http"))
}

/// Sets the reader's colour scheme, and lets the window become narrower than a toolbar.
pub async fn prepare(client: &Client, dark: bool) -> Result<(), Fault> {
    let scheme = if dark { 0 } else { 1 };
    beyond_pages(
        client,
        &format!(
            "document.documentElement.style.setProperty('min-width', '0', 'important');
             Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', {scheme});"
        ),
    )
    .await
}

/// From now on, pages are told of fingers.
pub async fn touch_screen(client: &Client) -> Result<(), Fault> {
    // Coarse, and without hovering.
    beyond_pages(
        client,
        "Services.prefs.setIntPref('ui.primaryPointerCapabilities', 1);
         Services.prefs.setIntPref('ui.allPointerCapabilities', 1);",
    )
    .await
}

/// Runs a script in the window of the browser itself.
async fn beyond_pages(client: &Client, script: &str) -> Result<(), Fault> {
    devtools::enter_firefox(client, true).await?;
    let outcome = client.execute(script, vec![]).await;
    devtools::enter_firefox(client, false).await?;
    outcome?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_driver_says_which_port_it_took() {
        assert_eq!(port_in("1795380249360\tgeckodriver\tINFO\tListening on 127.0.0.1:36127"), Some(36127));
        assert_eq!(port_in("1795380251716\tMarionette\tINFO\tListening on port 43425"), None);
    }

    #[test]
    fn errors_of_pages_are_told_from_those_of_the_browser() {
        let page = "JavaScript error: http://127.0.0.1:8123/t.html, line 1: Error: later";
        let browser = "JavaScript error: resource://gre/modules/Window.sys.mjs, line 50: TypeError: null";
        assert_eq!(error_in(page), Some("http://127.0.0.1:8123/t.html, line 1: Error: later"));
        assert_eq!(error_in(browser), None);
    }
}
