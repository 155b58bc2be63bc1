//! Addresses that make no sense, and a connection that fails half way.

use crate::fault::{Fault, check};
use crate::page::Page;

use super::EVENT;

pub async fn a_malformed_address_is_read_as_far_as_it_goes(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/?theme=cybercrime,nonsense&from=soon&party=%F0%28%8C%28&at=1,2&color=red").await?;
    page.until_says("#ignored", "nonsense").await?;
    page.until_says("#ignored", "soon").await?;
    let found = page.first_number("#result").await?;
    check(found > 0 && found < 900, || format!("{found} events pass where cybercrime was asked for"))
}

pub async fn an_unknown_event_is_told_with_the_nearest(page: &Page<'_>) -> Result<(), Fault> {
    page.expect_error("404 (Not Found)");
    page.open(&EVENT.replace("-05-23", "-05-24")).await?;
    page.until_says("#detail", "not in the record").await?;
    page.click(&format!("#detail a[href*='{EVENT}']")).await?;
    page.until_says("#detail", "23 May 2017").await
}

pub async fn an_unknown_address_is_told(page: &Page<'_>) -> Result<(), Fault> {
    page.expect_error("404 (Not Found)");
    page.open("/nowhere/at/all").await?;
    page.find("#detail .missing, #ignored").await?;
    check(page.first_number("#result").await? > 900, || "the rest of the page is not whole".to_owned())
}

pub async fn details_that_fail_to_load_can_be_tried_again(page: &Page<'_>) -> Result<(), Fault> {
    page.expect_error("503 (Service Unavailable)");
    page.host.refuse("record/");
    page.open(EVENT).await?;
    page.find("#detail [role=alert] button").await?;
    // Everything else works.
    let all = page.first_number("#result").await?;
    page.tick("theme", "cybercrime").await?;
    page.until_counts(&format!("n > 0 && n < {all}")).await?;
    page.host.relent();
    page.click("#detail [role=alert] button").await?;
    page.full().await?;
    page.until("the alert is gone", "return !document.querySelector('#detail [role=alert]')").await?;
    page.find("#detail a[href^='https://']").await.map(drop)
}

pub async fn an_app_that_can_not_come_is_told_and_tried_again(page: &Page<'_>) -> Result<(), Fault> {
    expect_no_app(page);
    page.host.refuse("entente-");
    told_and_tried_again(page).await
}

/// Opens a page of which the app can't come, and reads it.
pub async fn told_and_read(page: &Page<'_>) -> Result<(), Fault> {
    page.go_to(&page.host.address("/party/MX/")).await?;
    page.until("the notice is seen", "return document.querySelector('#start-failed')?.checkVisibility()")
        .await?;
    page.until_says("#static h1", "Mexico").await
}

/// The same, and tries again once the host is as it should be.
pub async fn told_and_tried_again(page: &Page<'_>) -> Result<(), Fault> {
    told_and_read(page).await?;
    page.host.relent();
    page.click("#start-failed a").await?;
    page.full().await?;
    page.until_says("#detail h1", "Mexico").await
}

pub async fn a_part_that_fails_is_told_and_left_out(page: &Page<'_>) -> Result<(), Fault> {
    for error in ["Entente failed (map): ", "unreachable"] {
        page.expect_error(error);
    }
    page.open("/?theme=cybercrime&view=table").await?;
    page.full().await?;
    // A browser that makes no canvas: the map is the first part that asks for one.
    page.script(
        "const make = document.createElement;
         document.createElement = function (name, ...rest) {
             if (name === 'canvas') throw new Error('no canvas');
             return make.call(this, name, ...rest);
         };",
    )
    .await?;
    page.press("t").await?;
    page.until_says(".failure", "The map failed. Reload to go on without it.").await?;
    // What lies below it is out of reach, and nothing reaches an app that is no more.
    page.press("t").await?;
    page.until("the button has the focus", "return document.activeElement.matches('.failure button')")
        .await?;
    page.press("\u{e007}").await?;
    page.full().await?;
    page.until_at("/?theme=cybercrime").await?;
    page.until_says(".left-out", "The map failed. It is left out in this tab.").await?;
    page.find("#lanes .mark").await?;
    check(page.count("#map").await? == 0, || "the map is there".to_owned())?;
    page.click(".left-out button").await?;
    page.find("#map").await?;
    page.client.refresh().await?;
    page.full().await?;
    page.find("#map").await.map(drop)
}

/// The files of the app are refused.
fn expect_no_app(page: &Page<'_>) {
    for error in [
        "503 (Service Unavailable)",
        "integrity",
        "Failed to fetch",
        "imported module",
        "module script failed",
    ] {
        page.expect_error(error);
    }
}

pub async fn without_the_app_pages_are_read_and_lead_on(page: &Page<'_>) -> Result<(), Fault> {
    expect_no_app(page);
    // Script, wasm and style sheet: what is left is what a crawler sees.
    page.host.refuse("entente-");
    page.go_to(&page.host.address("/party/MX/")).await?;
    page.until_says("#static h1", "Mexico").await?;
    page.click("#static .partners a").await?;
    page.until_says("#static h1", "–").await?;
    page.click("#static .event-lines a").await?;
    page.find("#static .summary").await.map(drop)
}
