//! What WebDriver itself can't do: Chromium's DevTools protocol and the logs of its driver, and Firefox's own window.

use fantoccini::Client;
use fantoccini::error::CmdError;
use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

/// A command of a driver's own: an endpoint below the session, and what is posted there.
#[derive(Debug)]
struct Post {
    endpoint: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Post {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.endpoint))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

/// Calls a method of the DevTools protocol.
pub async fn call(client: &Client, method: &str, parameters: Value) -> Result<Value, CmdError> {
    let body = json!({ "cmd": method, "params": parameters });
    client.issue_cmd(Post { endpoint: "goog/cdp/execute", body }).await
}

/// The entries of one of the driver's logs since the last time it was asked for.
pub async fn log(client: &Client, kind: &str) -> Result<Vec<Value>, CmdError> {
    let entries = client.issue_cmd(Post { endpoint: "se/log", body: json!({ "type": kind }) }).await?;
    Ok(match entries {
        Value::Array(entries) => entries,
        _ => Vec::new(),
    })
}

/// From now on, scripts run in the window of Firefox itself, or in its page again.
pub async fn enter_firefox(client: &Client, itself: bool) -> Result<(), CmdError> {
    let body = json!({ "context": if itself { "chrome" } else { "content" } });
    client.issue_cmd(Post { endpoint: "moz/context", body }).await.map(drop)
}

/// Prints the page, which WebDriver knows and the client does not.
pub async fn print(client: &Client) -> Result<(), CmdError> {
    client.issue_cmd(Post { endpoint: "print", body: json!({}) }).await.map(drop)
}
