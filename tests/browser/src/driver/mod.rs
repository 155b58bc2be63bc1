//! The WebDriver servers of the engines, and fresh browsers from them.

mod chromium;
pub mod firefox;
mod webkit;

use std::fmt;
use std::io::{BufRead, BufReader, Error, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;

use crate::fault::Fault;

/// What shows pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

impl Engine {
    /// The engine that the command line names.
    pub fn named(name: &str) -> Option<Engine> {
        [Engine::Chromium, Engine::Firefox, Engine::WebKit]
            .into_iter()
            .find(|engine| engine.to_string().eq_ignore_ascii_case(name))
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Engine::Chromium => "Chromium",
            Engine::Firefox => "Firefox",
            Engine::WebKit => "WebKit",
        })
    }
}

/// A process that ends when this is dropped.
pub struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        // If it has already ended there is nothing left to end.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// What a driver and its browsers have said since somebody last asked.
#[derive(Clone, Default)]
pub struct Said(Arc<Mutex<Vec<String>>>);

impl Said {
    fn add(&self, line: String) {
        if let Ok(mut lines) = self.0.lock() {
            lines.push(line);
        }
    }

    /// Takes what was said.
    pub fn take(&self) -> Vec<String> {
        self.0.lock().map(|mut lines| std::mem::take(&mut *lines)).unwrap_or_default()
    }
}

/// A running driver.
pub struct Driver {
    pub engine: Engine,
    pub said: Said,
    browser: PathBuf,
    driver: PathBuf,
    address: String,
    /// A configuration of fontconfig with which browsers draw the same on every machine.
    fonts: Option<PathBuf>,
    /// Ended in this order.
    _processes: Vec<Ended>,
}

impl Driver {
    /// Starts the driver on a port that nobody uses and waits until it is ready. With a configuration of fontconfig,
    /// browsers of Chromium's know no fonts but those, and draw the same on every machine.
    pub fn start(
        engine: Engine,
        browser: &Path,
        driver: &Path,
        fonts: Option<&Path>,
    ) -> Result<Driver, Fault> {
        let said = Said::default();
        let (port, processes) = match engine {
            Engine::Chromium => listen(chromium::command(driver, fonts), driver, &said, chromium::port_in)?,
            Engine::Firefox => listen(firefox::command(driver), driver, &said, firefox::port_in)?,
            Engine::WebKit => {
                let (screen, name) = webkit::screen()?;
                let manager = webkit::window_manager(&name)?;
                let port = webkit::free_port()?;
                let mut process = webkit::command(driver, port, &name)
                    .stdout(Stdio::null())
                    .stderr(Stdio::null())
                    .spawn()
                    .map_err(|reason| cannot_start(driver, &reason))?;
                let ready = webkit::wait_for(&mut process, port);
                let processes = vec![Ended(process), manager, screen];
                ready?;
                (port, processes)
            }
        };
        Ok(Driver {
            engine,
            said,
            browser: browser.to_owned(),
            driver: driver.to_owned(),
            address: format!("http://127.0.0.1:{port}"),
            fonts: fonts.map(Path::to_owned),
            _processes: processes,
        })
    }

    /// As it is after a browser that did not end: WebKit's has one at a time, and then no other.
    pub fn start_anew(&mut self) -> Result<(), Fault> {
        *self = Driver::start(self.engine, &self.browser, &self.driver, self.fonts.as_deref())?;
        Ok(())
    }

    /// A browser that nobody has used before, of a reader whose system is dark or light.
    pub async fn browser(&self, dark: bool) -> Result<Client, Fault> {
        let mut capabilities: Capabilities = match self.engine {
            Engine::Chromium => chromium::capabilities(&self.browser, self.fonts.is_some()),
            Engine::Firefox => firefox::capabilities(&self.browser),
            Engine::WebKit => webkit::capabilities(&self.browser, dark),
        };
        // A page may be read before all that it asks for is there; tests await what they need.
        let strategy = if self.engine == Engine::WebKit { "none" } else { "eager" };
        capabilities.insert("pageLoadStrategy".to_owned(), json!(strategy));
        let mut builder = ClientBuilder::new(HttpConnector::new());
        Ok(builder.capabilities(capabilities).connect(&self.address).await?)
    }
}

fn cannot_start(program: &Path, reason: &Error) -> Fault {
    Fault::new(format!("{} could not be started ({reason})", program.display()))
}

/// Starts a driver that says which port it took.
fn listen(
    mut command: Command,
    driver: &Path,
    said: &Said,
    port_in: impl Fn(&str) -> Option<u16>,
) -> Result<(u16, Vec<Ended>), Fault> {
    let mut process = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|reason| cannot_start(driver, &reason))?;
    let (output, errors) = (process.stdout.take(), process.stderr.take());
    let process = Ended(process);
    let lines_of = |output: Box<dyn Read + Send>| BufReader::new(output).lines().map_while(Result::ok);
    if let Some(errors) = errors {
        hear(lines_of(Box::new(errors)), said.clone());
    }
    let output: Box<dyn Read + Send> =
        output.map_or_else(|| Box::new(std::io::empty()) as _, |it| Box::new(it) as _);
    let mut lines = lines_of(output);
    let Some(port) = lines.find_map(|line| port_in(&line)) else {
        return Err(Fault::new(format!("{} ended before it was ready", driver.display())));
    };
    hear(lines, said.clone());
    Ok((port, vec![process]))
}

/// A driver must never wait for somebody to read what it says.
fn hear(lines: impl Iterator<Item = String> + Send + 'static, said: Said) {
    std::thread::spawn(move || lines.for_each(|line| said.add(line)));
}
