//! Passing an address on: what it shows where nothing was open before.

use std::time::Duration;

use fantoccini::actions::{Actions, InputSource, KeyAction, KeyActions, MouseActions, PointerAction};
use fantoccini::key::Key;

use crate::fault::{Fault, check, same};
use crate::page::Page;

use super::EVENT;

pub async fn an_event_opened_cold_shows_the_same(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/").await?;
    page.full().await?;
    page.click("#timeline a[href*='/event/']").await?;
    page.find("#detail").await?;
    let (address, seen) = (page.address().await?, page.text("#detail").await?);
    page.new_tab().await?;
    page.open(&address).await?;
    page.full().await?;
    page.until_says("#detail", seen.lines().next().unwrap_or_default()).await?;
    same("what the link shows", page.text("#detail").await?, seen)
}

pub async fn an_event_opens_cold_under_a_path(page: &Page<'_>) -> Result<(), Fault> {
    page.open(EVENT).await?;
    page.full().await?;
    page.until_says("#detail", "23 May 2017").await
}

pub async fn every_kind_of_page_opens_cold(page: &Page<'_>) -> Result<(), Fault> {
    // Addresses that no file lies under are answered with the page for those, and the status that goes with it.
    page.expect_error("404 (Not Found)");
    for (address, words) in [
        ("/mechanism/mx-us-cyber-affairs-working-group", "U.S.-Mexico Cyber Affairs Working Group"),
        ("/party/MX", "Mexico"),
        ("/party/NATO", "NATO"),
        ("/pair/AR/US", "Argentina"),
        ("/theme/cybercrime", "Cybercrime"),
        ("/compare/AR,MX,US", "Mexico"),
        ("/compare/MX,US", "Mexico"),
        ("/commitments", "promises on record"),
        ("/quiet", "Gone quiet"),
        ("/network", "Network"),
        ("/about", "Entente"),
        ("/es/party/MX", "México"),
    ] {
        page.open(address).await?;
        page.full().await?;
        page.until_says("#detail", words).await?;
        same("alerts", page.count("#ignored, #detail .error").await?, 0)?;
    }
    Ok(())
}

pub async fn a_pair_in_the_other_order_is_the_same_pair(page: &Page<'_>) -> Result<(), Fault> {
    page.expect_error("404 (Not Found)");
    page.open("/pair/AR/US").await?;
    page.full().await?;
    let title = page.text("#detail-title").await?;
    page.open("/pair/US/AR").await?;
    page.full().await?;
    same("the title", page.text("#detail-title").await?, title)
}

pub async fn a_link_opens_in_a_new_tab(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/").await?;
    let [x, y, width, height] = page.place("#timeline a[href*='/event/']").await?;
    let (x, y) = (x + width / 2.0, y + height / 2.0);
    let control = Key::Control.into();
    let wait = || KeyAction::Pause { duration: Duration::ZERO };
    let keys = KeyActions::new("keyboard".to_owned()).then(KeyAction::Down { value: control });
    let keys = keys.then(wait()).then(wait()).then(wait()).then(KeyAction::Up { value: control });
    let mouse = MouseActions::new("mouse".to_owned())
        .then(PointerAction::Pause { duration: Duration::ZERO })
        .then(PointerAction::MoveTo { duration: None, x, y })
        .then(PointerAction::Down { button: 0 })
        .then(PointerAction::Up { button: 0 });
    page.client.perform_actions(Actions::from(keys).and(mouse)).await?;
    same("the address of the first tab", page.address().await?.as_str(), "/")?;
    let tabs = page.client.windows().await?;
    check(tabs.len() == 2, || format!("{} tabs are open", tabs.len()))?;
    for tab in tabs.into_iter().skip(1) {
        page.client.switch_to_window(tab).await?;
    }
    page.ready().await?;
    page.find("#detail").await.map(drop)
}
