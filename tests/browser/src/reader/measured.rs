//! Every kind of page held against the rules for accessible pages (WCAG 2.2 AA and good practice), by axe-core.

use std::fs;

use serde_json::{Value, json};

use crate::fault::Fault;
use crate::page::{Page, Screen};

use super::EVENT;
use super::kinds::{self, EMPTY, Findings};

/// The rules, by their tags.
const RULES: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/// The rules that another colour scheme can break: those about colour.
const RULES_OF_COLOUR: [&str; 2] = ["color-contrast", "link-in-text-block"];
/// The script that runs them.
const SCRIPT: &str = include_str!("measures/axe.js");

/// A reader whose page is held against the rules wherever they are.
struct Measured<'a> {
    page: &'a Page<'a>,
    light: Screen,
    axe: String,
    findings: Findings,
}

impl<'a> Measured<'a> {
    fn of(page: &'a Page<'a>) -> Result<Measured<'a>, Fault> {
        let path = page.axe.ok_or_else(|| Fault::new("--axe is missing"))?;
        let axe = fs::read_to_string(path)
            .map_err(|reason| Fault::new(format!("{} can't be read ({reason})", path.display())))?;
        Ok(Measured { page, light: page.screen(), axe, findings: Findings::default() })
    }

    /// Opens an address anew, where axe-core is not yet.
    async fn open(&self, path: &str) -> Result<(), Fault> {
        self.page.go_to(&self.page.host.address(path)).await?;
        self.page.script(&self.axe).await.map(drop)
    }

    /// Opens an address in the app, summaries and sources included.
    async fn open_app(&self, path: &str) -> Result<(), Fault> {
        self.open(path).await?;
        self.page.full().await?;
        self.page.settle().await
    }

    /// Holds what is shown against the rules, in both colour schemes.
    async fn look(&mut self, place: &str) -> Result<(), Fault> {
        self.run(place, "tag", json!(RULES)).await?;
        self.page.show_on(Screen { dark: true, ..self.light }).await?;
        self.run(&format!("{place} in the dark"), "rule", json!(RULES_OF_COLOUR)).await?;
        self.page.show_on(self.light).await
    }

    async fn run(&mut self, place: &str, by: &str, rules: Value) -> Result<(), Fault> {
        let found = self.page.client.execute_async(SCRIPT, vec![json!(by), rules]).await?;
        let lines = found.as_array().into_iter().flatten().filter_map(Value::as_str);
        self.findings.add(place, lines.map(str::to_owned));
        Ok(())
    }
}

/// How many pages one test looks at: more of them take longer than a test may.
const AT_ONCE: usize = 6;

pub async fn axe_finds_nothing_on_map_and_timeline(page: &Page<'_>) -> Result<(), Fault> {
    look_at(page, kinds::all("").take(AT_ONCE)).await
}

pub async fn axe_finds_nothing_on_pages_of_the_record(page: &Page<'_>) -> Result<(), Fault> {
    look_at(page, kinds::all("").skip(AT_ONCE).take(AT_ONCE)).await
}

pub async fn axe_finds_nothing_on_any_other_page(page: &Page<'_>) -> Result<(), Fault> {
    look_at(page, kinds::all("").skip(2 * AT_ONCE)).await
}

async fn look_at(page: &Page<'_>, paths: impl Iterator<Item = String>) -> Result<(), Fault> {
    let mut measured = Measured::of(page)?;
    measured.open_app("/").await?;
    for path in paths {
        page.go(&path).await?;
        measured.look(&path).await?;
    }
    measured.findings.none()
}

pub async fn axe_finds_nothing_in_what_opens_over_a_page(page: &Page<'_>) -> Result<(), Fault> {
    let mut measured = Measured::of(page)?;
    measured.open_app(EMPTY).await?;
    if measured.light.width < 600 {
        page.click(".filters-button").await?;
        page.settle().await?;
        measured.look("the filters over the page").await?;
        page.script("document.querySelector('#rail .sheet-head button').click()").await?;
        page.script("document.querySelector('#more-tools').open = true").await?;
        measured.look("the menu").await?;
        page.script("document.querySelector('#more-tools').open = false").await?;
    }
    page.script("document.querySelector('#download').open = true").await?;
    measured.look("the downloads").await?;
    page.script("document.querySelector('#download').open = false").await?;
    for (sheet, opener) in [("help", "#help"), ("sharing", "#share-more")] {
        page.script(&format!("document.querySelector('{opener}').click()")).await?;
        page.find("dialog[open] #sheet-title").await?;
        page.settle().await?;
        measured.look(&format!("the sheet of {sheet}")).await?;
        page.script("document.querySelector('dialog[open] [data-act=close-sheet]').click()").await?;
        page.until("the sheet is gone", "return !document.querySelector('dialog[open]')").await?;
    }
    page.click("#search").await?;
    page.press("cyber").await?;
    page.find("#search-list a").await?;
    measured.look("the results of a search").await?;
    measured.open_app("/?embed=1&party=AR").await?;
    measured.look("a frame for another page").await?;
    measured.findings.none()
}

pub async fn axe_finds_nothing_on_pages_without_the_app(page: &Page<'_>) -> Result<(), Fault> {
    page.expect_error("404 (Not Found)");
    page.expect_error("503 (Service Unavailable)");
    for error in ["Failed to fetch", "imported module", "module script failed"] {
        page.expect_error(error);
    }
    // The style sheet comes, what moves does not.
    page.host.refuse("snippets/");
    let mut measured = Measured::of(page)?;
    let event = [EVENT, "/"].concat();
    for path in ["/", &event, "/mechanism/jp-us-cyber-dialogue/", "/party/MX/", "/es/data/", "/nowhere"] {
        measured.open(path).await?;
        page.find("#static").await?;
        measured.look(path).await?;
    }
    measured.findings.none()
}
