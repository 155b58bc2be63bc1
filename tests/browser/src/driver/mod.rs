//! The WebDriver server, and fresh browsers from it.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;

use crate::fault::Fault;

/// A running chromedriver, ended when this is dropped.
pub struct Driver {
    process: Child,
    address: String,
    chrome: PathBuf,
    /// Whether browsers draw the same on every machine.
    is_uniform: bool,
}

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

impl Driver {
    /// Starts the driver on a port of its own choice and waits until it says that it is ready. With a configuration of
    /// fontconfig its browsers know no fonts but those, and draw the same on every machine.
    pub fn start(chrome: &Path, driver: &Path, fonts: Option<&Path>) -> Result<Driver, Fault> {
        let mut command = Command::new(driver);
        if let Some(fonts) = fonts {
            command.env("FONTCONFIG_FILE", fonts);
        }
        let mut process =
            command.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(
                |reason| Fault::new(format!("{} could not be started ({reason})", driver.display())),
            )?;
        let output = process.stdout.take();
        let mut lines =
            output.into_iter().flat_map(|output| BufReader::new(output).lines()).map_while(Result::ok);
        let Some(port) = lines.find_map(|line| port_in(&line)) else {
            return Err(Fault::new(format!("{} ended before it was ready", driver.display())));
        };
        // The driver must never wait for somebody to read what it says.
        std::thread::spawn(move || lines.for_each(drop));
        let address = format!("http://127.0.0.1:{port}");
        Ok(Driver { process, address, chrome: chrome.to_owned(), is_uniform: fonts.is_some() })
    }

    /// A browser that nobody has used before.
    pub async fn browser(&self) -> Result<Client, Fault> {
        let mut arguments = ARGUMENTS.to_vec();
        if self.is_uniform {
            arguments.extend(UNIFORM);
        }
        let mut capabilities = Capabilities::new();
        capabilities.insert(
            "goog:chromeOptions".to_owned(),
            json!({ "binary": self.chrome, "args": arguments, "prefs": { "intl.accept_languages": "en-US,en" } }),
        );
        capabilities
            .insert("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL", "performance": "ALL" }));
        // A page may be read before all that it asks for is there; tests await what they need.
        capabilities.insert("pageLoadStrategy".to_owned(), json!("eager"));
        let mut builder = ClientBuilder::new(HttpConnector::new());
        Ok(builder.capabilities(capabilities).connect(&self.address).await?)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // If it has already ended there is nothing left to end.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// "ChromeDriver was started successfully on port 41211." says 41211.
fn port_in(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("started successfully on port ")?;
    rest.trim_end_matches('.').parse().ok()
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
