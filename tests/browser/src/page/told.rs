//! What a page and its browser tell besides what stands on the page: errors, requests, pictures, paper.

use std::fs;
use std::path::PathBuf;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use super::Page;
use crate::devtools;
use crate::driver::{Engine, firefox};
use crate::fault::{Fault, check};

/// Has the page keep what goes wrong in it, for engines whose drivers do not tell.
pub(super) const LISTEN: &str = "
    window.heard = [];
    const say = console.error;
    console.error = (...all) => { window.heard.push(all.join(' ')); say.apply(console, all); };
    addEventListener('error', ({ message, filename }) => {
        // Not a fault: what was observed late is told with the next frame.
        if (!message?.startsWith('ResizeObserver loop')) window.heard.push(`${filename} ${message}`);
    });
    addEventListener('unhandledrejection', ({ reason }) => window.heard.push(`unhandled: ${reason}`));";

/// What went wrong since somebody asked.
const HEARD: &str = "return (window.heard ?? []).splice(0)";

/// What the page asked other hosts for.
const FOREIGN: &str = "
    return performance.getEntriesByType('resource').map((it) => it.name)
        .filter((address) => /^(https?|wss?):/.test(address) && new URL(address).hostname !== '127.0.0.1')";

impl Page<'_> {
    /// From now on, console errors with this in them are what the test itself brings about.
    pub fn expect_error(&self, part: &'static str) {
        self.expected_errors.borrow_mut().push(part);
    }

    /// Fails if the console holds an error that is not expected, or if another host was asked for anything.
    pub async fn check_quiet(&self) -> Result<(), Fault> {
        let errors = self.console_errors().await?;
        check(errors.is_empty(), || format!("errors on the console:\n{}", errors.join("\n")))?;
        let foreign = self.foreign_requests().await?;
        check(foreign.is_empty(), || format!("requests to other hosts:\n{}", foreign.join("\n")))
    }

    /// What the console holds of errors that are not expected, since the last time it was asked for.
    pub async fn console_errors(&self) -> Result<Vec<String>, Fault> {
        let messages: Vec<String> = match self.engine {
            Engine::Chromium => {
                let entries = devtools::log(&self.client, "browser").await?;
                let errors = entries.iter().filter(|entry| entry["level"] == "SEVERE");
                errors.map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect()
            }
            Engine::Firefox | Engine::WebKit => {
                let told = self.said.take();
                let told = told.iter().filter_map(|line| firefox::error_in(line)).map(str::to_owned);
                told.chain(texts(&self.script(HEARD).await?)).collect()
            }
        };
        let expected = self.expected_errors.borrow();
        let is_expected = |message: &String| expected.iter().any(|part| message.contains(part));
        Ok(messages.into_iter().filter(|message| !is_expected(message)).collect())
    }

    async fn foreign_requests(&self) -> Result<Vec<String>, Fault> {
        if self.engine != Engine::Chromium {
            return Ok(texts(&self.script(FOREIGN).await?).collect());
        }
        let entries = devtools::log(&self.client, "performance").await?;
        Ok(entries.iter().filter_map(requested).filter(|address| is_foreign(address)).collect())
    }

    /// Puts the page on paper.
    pub async fn print(&self) -> Result<(), Fault> {
        Ok(devtools::print(&self.client).await?)
    }

    /// A picture of what the reader sees, as a PNG file.
    pub async fn seen(&self) -> Result<Vec<u8>, Fault> {
        if self.engine != Engine::Chromium {
            return Ok(self.client.screenshot().await?);
        }
        let shot = devtools::call(&self.client, "Page.captureScreenshot", json!({ "format": "png" })).await?;
        BASE64_STANDARD
            .decode(shot["data"].as_str().unwrap_or_default())
            .map_err(|reason| Fault::new(format!("the picture can't be read ({reason})")))
    }

    /// Saves a picture of what the reader sees and says where.
    pub async fn picture(&self, name: &str) -> Result<PathBuf, Fault> {
        let bytes = self.seen().await?;
        let path = self.pictures.join(format!("{name}.png"));
        fs::create_dir_all(self.pictures)
            .and_then(|()| fs::write(&path, bytes))
            .map_err(|reason| Fault::new(format!("{} can't be written ({reason})", path.display())))?;
        Ok(path)
    }
}

/// The texts in a list.
fn texts(list: &Value) -> impl Iterator<Item = String> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned)
}

/// The address that an entry of the performance log says was asked for.
fn requested(entry: &Value) -> Option<String> {
    let message: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
    let event = &message["message"];
    let is_request = event["method"] == "Network.requestWillBeSent";
    is_request.then(|| event["params"]["request"]["url"].as_str().map(str::to_owned)).flatten()
}

/// Whether an address names a host other than the one of the tests.
fn is_foreign(address: &str) -> bool {
    let names_a_host = ["http:", "https:", "ws:", "wss:"].iter().any(|scheme| address.starts_with(scheme));
    names_a_host && !address.starts_with("http://127.0.0.1:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_in_the_log_is_told_from_other_entries() {
        let entry = |method: &str| {
            let message =
                json!({ "message": { "method": method, "params": { "request": { "url": "http://a/" } } } });
            json!({ "message": message.to_string() })
        };
        assert_eq!(requested(&entry("Network.requestWillBeSent")).as_deref(), Some("http://a/"));
        assert_eq!(requested(&entry("Network.dataReceived")), None);
    }

    #[test]
    fn only_addresses_of_other_hosts_are_foreign() {
        assert!(is_foreign("https://fonts.example/x.woff2"));
        assert!(!is_foreign("http://127.0.0.1:8080/x"));
        assert!(!is_foreign("data:,"));
    }
}
