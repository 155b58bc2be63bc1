//! `serve`: a development build on a local port, rebuilt and reloaded on change.

use std::net::{Ipv4Addr, TcpListener};

use crate::failure::Failure;
use crate::{process, setup, tell};

const PREFERRED_PORT: u16 = 8080;
const PORTS_TRIED: u16 = 100;

/// Serves until interrupted.
pub fn run() -> Result<(), Failure> {
    let tools = setup::development()?;
    let port = free_port().ok_or_else(|| Failure::Missing {
        what: format!("a free port from {PREFERRED_PORT} on"),
        mend: "end one of the servers that use them.".to_owned(),
    })?;
    tell::begin("Building Entente", "20 seconds, 3 minutes the first time on 2 cores");
    println!("\n    Entente will be at http://127.0.0.1:{port}/ (Ctrl+C ends it)\n");
    let mut trunk = tools.trunk()?;
    trunk.args(["serve", "--address", "127.0.0.1", "--port", &port.to_string()]);
    process::run(&mut trunk, "see what Trunk says above.")
}

/// The first port from the preferred one on that nobody listens on.
fn free_port() -> Option<u16> {
    let is_free = |port: &u16| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok();
    (PREFERRED_PORT..PREFERRED_PORT + PORTS_TRIED).find(is_free)
}
