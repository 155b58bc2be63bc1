//! Opening the site, before anything is done with it.

use crate::fault::{Fault, check, same};
use crate::page::Page;

pub async fn the_front_page_becomes_ready(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/").await?;
    page.full().await?;
    for part in ["#overview", "#timeline", "#map"] {
        let [_, _, width, height] = page.place(part).await?;
        check(width > 300.0 && height > 40.0, || format!("{part} is only {width} by {height}"))?;
    }
    check(page.first_number("#result").await? > 900, || "the sentence counts too few events".to_owned())
}

pub async fn the_front_page_fits_a_phone(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/").await?;
    page.check_no_overhang().await
}

pub async fn the_site_works_under_a_path(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/").await?;
    page.full().await?;
    page.tick("theme", "cybercrime").await?;
    page.until_at("/?theme=cybercrime").await
}

pub async fn spanish_has_addresses_of_its_own(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/es/?theme=cybercrime").await?;
    page.until_says("#result", "eventos").await?;
    let language = page.script("return document.documentElement.lang").await?;
    same("the language of the page", language.as_str(), Some("es"))?;
    let in_spanish = page.first_number("#result").await?;
    page.click("header a[hreflang=en]").await?;
    page.until_at("/?theme=cybercrime").await?;
    page.until_says("#result", "events").await?;
    same("the count in English", page.first_number("#result").await?, in_spanish)
}

/// Most that a page may jump while the app takes over, as browsers measure it (cumulative layout shift).
const MOST_SHIFT: f64 = 0.02;

pub async fn the_app_takes_over_without_a_jump(page: &Page<'_>) -> Result<(), Fault> {
    for address in ["/", super::EVENT, "/mechanism/jp-us-cyber-dialogue", "/party/MX", "/network", "/data"] {
        page.open(address).await?;
        page.full().await?;
        page.until(
            "the page for readers without the app is gone",
            "return !document.querySelector('#static')",
        )
        .await?;
        page.script(
            "window.shift = 0;
             new PerformanceObserver((list, observer) => {
                 for (const entry of list.getEntries()) window.shift += entry.value;
             }).observe({ type: 'layout-shift', buffered: true });
             requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => window.observed = true)));",
        )
        .await?;
        page.until("the shifts are counted", "return window.observed").await?;
        let shift = page.script("return window.shift").await?.as_f64().unwrap_or(1.0);
        check(shift <= MOST_SHIFT, || format!("{address} jumps by {shift}"))?;
        // Who did not scroll is at the top.
        let tops = "return ['page', 'detail'].map((id) => document.getElementById(id)?.scrollTop ?? 0)";
        same("how far it is scrolled", page.script(tops).await?, serde_json::json!([0, 0]))?;
    }
    Ok(())
}

pub async fn the_app_takes_over_where_the_reader_was(page: &Page<'_>) -> Result<(), Fault> {
    // The app is kept waiting while somebody reads on: down to a heading, then on to a link below it.
    page.host.hold(".wasm");
    page.go_to(&page.host.address("/mechanism/jp-us-cyber-dialogue/")).await?;
    let was = page
        .script(
            "const heading = [...document.querySelectorAll('#static h2')].at(3);
             heading.scrollIntoView();
             const link = [...document.querySelectorAll('#static a')].find(
                 (it) => heading.compareDocumentPosition(it) & Node.DOCUMENT_POSITION_FOLLOWING);
             link.focus({ preventScroll: true });
             return [heading.innerText, link.href];",
        )
        .await?;
    page.host.relent();
    page.full().await?;
    page.until("the page for readers without the app is gone", "return !document.querySelector('#static')")
        .await?;
    page.until("a link of the page has the focus", "return document.activeElement.closest('#detail a')")
        .await?;
    // The heading is the first to be seen below the bar, the link has the focus, and nothing else was moved.
    let is = page
        .script(
            "const bar = document.querySelector('#detail .detail-bar').getBoundingClientRect().bottom;
             const headings = [...document.querySelectorAll('#detail h2')];
             const heading = headings.find((it) => it.getBoundingClientRect().top >= bar);
             return [heading?.innerText, document.activeElement.href];",
        )
        .await?;
    same("the heading and the link", is, was)?;
    same("how far the whole page was moved", page.script("return scrollY").await?, 0.into())
}
