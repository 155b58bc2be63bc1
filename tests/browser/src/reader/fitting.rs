//! Text fits its place, whatever the size of the screen, the language and the size of the type.

use serde_json::json;

use crate::devtools;
use crate::fault::Fault;
use crate::page::{Page, Screen};

use super::kinds::{self, Findings};

/// Width and height of screens, from narrower than what pages must reflow to (WCAG 1.4.10) to a wall; 288 by 180 is a desk of
/// 1440 by 900 at five times the size, 640 by 512 one of 1280 by 1024 at twice the size.
const SCREENS: [(u32, u32); 7] =
    [(288, 180), (320, 640), (390, 844), (640, 512), (768, 1024), (1440, 900), (2560, 1440)];
/// A line for each piece of text that does not fit.
const OVERFLOW: &str = include_str!("measures/overflow.js");
/// A line for each two parts of a page that lie over one another.
const OVERLAP: &str = include_str!("measures/overlap.js");
/// Pages with a map of their own beside what they say.
const WITH_MAP: [&str; 4] =
    ["/party/MX", "/pair/AR/US", "/mechanism/jp-us-cyber-dialogue", "/compare/AR,MX,US"];
/// Widths at both sides of every one where the arrangement of a page changes.
const WIDTHS: [u32; 12] = [320, 599, 600, 899, 900, 1024, 1099, 1100, 1199, 1200, 1599, 1600];

async fn every_text_fits(page: &Page<'_>, prefix: &'static str) -> Result<(), Fault> {
    let mut findings = Findings::default();
    page.open(&[prefix, "/"].concat()).await?;
    page.full().await?;
    for path in kinds::all(prefix) {
        page.go(&path).await?;
        for (width, height) in SCREENS {
            page.show_on(Screen { width, height, dark: false }).await?;
            findings.look(&format!("{path} at {width} px"), page, OVERFLOW).await?;
        }
    }
    findings.none()
}

pub async fn every_text_fits_in_english(page: &Page<'_>) -> Result<(), Fault> {
    every_text_fits(page, "").await
}

pub async fn every_text_fits_in_spanish(page: &Page<'_>) -> Result<(), Fault> {
    every_text_fits(page, "/es").await
}

pub async fn every_text_fits_in_type_of_twice_the_size(page: &Page<'_>) -> Result<(), Fault> {
    let mut findings = Findings::default();
    // A reader who asked the browser for letters of 32 px, where 16 are usual.
    let sizes = json!({ "fontSizes": { "standard": 32 } });
    devtools::call(&page.client, "Page.setFontSizes", sizes).await?;
    page.open("/es/").await?;
    page.full().await?;
    for path in kinds::all("/es") {
        page.go(&path).await?;
        findings.look(&path, page, OVERFLOW).await?;
    }
    findings.none()
}

pub async fn a_page_and_its_map_stand_beside_each_other(page: &Page<'_>) -> Result<(), Fault> {
    let mut findings = Findings::default();
    page.open("/").await?;
    page.full().await?;
    for path in WITH_MAP {
        page.go(path).await?;
        page.find(".paged .page-map").await?;
        for width in WIDTHS {
            page.show_on(Screen { width, height: 800, dark: false }).await?;
            findings.look(&format!("{path} at {width} px"), page, OVERLAP).await?;
        }
    }
    findings.none()
}
