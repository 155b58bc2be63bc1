//! WebKit as GTK's MiniBrowser, and WebKitWebDriver.

use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::wd::Capabilities;
use serde_json::json;

use super::{Ended, cannot_start};
use crate::fault::Fault;

/// When a driver that does not answer counts as broken.
const PATIENCE: Duration = Duration::from_secs(20);

/// A screen that nobody sees, for a browser that has no headless mode. Returns it with its name.
pub fn screen() -> Result<(Ended, String), Fault> {
    let program = Path::new("Xvfb");
    let mut process = Command::new(program)
        // It says its number once it can be used. Its mouse stands in the middle: out of the way of every window.
        .args(["-displayfd", "1", "-screen", "0", "3800x2400x24", "-nolisten", "tcp"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|reason| cannot_start(program, &reason))?;
    let mut number = String::new();
    if let Some(output) = process.stdout.take() {
        BufReader::new(output).read_line(&mut number).map_err(|reason| cannot_start(program, &reason))?;
    }
    let number = number.trim();
    if number.is_empty() {
        return Err(Fault::new("Xvfb ended before it was ready"));
    }
    Ok((Ended(process), format!(":{number}")))
}

/// Gives windows the focus: without a window manager none has it, and pages act as if nobody looked at them.
pub fn window_manager(screen: &str) -> Result<Ended, Fault> {
    let program = Path::new("openbox");
    let mut command = Command::new(program);
    command.env("DISPLAY", screen).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().map(Ended).map_err(|reason| cannot_start(program, &reason))
}

/// A port that is free now. The driver takes none by itself.
pub fn free_port() -> Result<u16, Fault> {
    let address = TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr());
    address.map(|it| it.port()).map_err(|reason| Fault::new(format!("no port ({reason})")))
}

pub fn command(driver: &Path, port: u16, screen: &str) -> Command {
    let mut command = Command::new(driver);
    command.arg(format!("--port={port}"));
    // It takes its language from where texts of programs come from.
    command.env("DISPLAY", screen).env("LANG", "en_US.UTF-8").env_remove("LC_ALL").env_remove("LANGUAGE");
    command
}

/// Waits until the driver takes connections; it says nothing when it does.
pub fn wait_for(driver: &mut Child, port: u16) -> Result<(), Fault> {
    let began = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        let has_ended = driver.try_wait().is_ok_and(|status| status.is_some());
        if has_ended || began.elapsed() > PATIENCE {
            return Err(Fault::new("WebKitWebDriver takes no connections"));
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    Ok(())
}

/// What browsers are asked to be. Their colour scheme stays what it is from the start.
pub fn capabilities(browser: &Path, dark: bool) -> Capabilities {
    let mut arguments = vec!["--automation"];
    if dark {
        arguments.push("--dark-mode");
    }
    let mut capabilities = Capabilities::new();
    capabilities.insert("browserName".to_owned(), json!("MiniBrowser"));
    capabilities
        .insert("webkitgtk:browserOptions".to_owned(), json!({ "binary": browser, "args": arguments }));
    capabilities
}
