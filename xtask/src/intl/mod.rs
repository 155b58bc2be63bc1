//! `intl`: `data/locale/intl.json`, the names of countries and languages and the formats of dates and numbers.
//!
//! In the browser the app asks `Intl`, so that the wasm holds no such tables. The static pages are written without a
//! browser and read this file. It comes from Chromium and not from Node: Chromium's names are shorter in places
//! ("Palestine", "Hong Kong") and its ranges have plain spaces, so only then do both show the same.

use std::fs;

use crate::failure::Failure;
use crate::setup::{self, Browser};
use crate::{process, root};

/// What the browser is asked.
const NAMES: &str = include_str!("names.js");

/// Asks the browser and writes the file.
pub fn make() -> Result<(), Failure> {
    let json = ask(&setup::browser::ensure()?)?;
    let path = root::folder().join("data/locale/intl.json");
    fs::write(&path, &json).map_err(Failure::file("writing", &path))?;
    println!("Wrote {} ({} bytes).", path.display(), json.len());
    Ok(())
}

/// The answer of a page that runs the script.
fn ask(browser: &Browser) -> Result<String, Failure> {
    let page = root::target().join("intl.html");
    let html = format!("<!doctype html><meta charset=utf-8><body><script type=module>{NAMES}</script>");
    fs::write(&page, html).map_err(Failure::file("writing", &page))?;
    let address = format!("file://{}", page.display());
    let dom = process::ask(&browser.program, &["--headless", "--no-sandbox", "--dump-dom", &address]);
    dom.as_deref().and_then(body).ok_or_else(|| Failure::Failed {
        what: format!("{} gave no names for {}", browser.program.display(), page.display()),
        mend: "open that page in Chromium; its console says what is wrong.".to_owned(),
    })
}

/// The text of a document's body, which has no elements.
fn body(dom: &str) -> Option<String> {
    let (_, after) = dom.split_once("<body>{")?;
    let (text, _) = after.split_once("</body>")?;
    let plain =
        text.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", "\u{a0}").replace("&amp;", "&");
    Some(format!("{{{}\n", plain.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_the_body_is_read_as_it_was_written() {
        let dom = "<html><head></head><body>{\"BA\": \"Bosnia &amp; Herzegovina\"}</body></html>";
        assert_eq!(body(dom).as_deref(), Some("{\"BA\": \"Bosnia & Herzegovina\"}\n"));
        assert_eq!(body("<html><body><script>throw 1</script></body></html>"), None);
    }
}
