//! Back, Forward, and coming back later.

use crate::fault::{Fault, same};
use crate::page::Page;

pub async fn back_and_forward_restore_filters_and_pages(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/").await?;
    let all = page.first_number("#result").await?;
    page.tick("theme", "cybercrime").await?;
    page.until_at("/?theme=cybercrime").await?;
    page.until_counts(&format!("n < {all}")).await?;
    let fewer = page.first_number("#result").await?;
    page.click("#timeline a[href*='/event/']").await?;
    page.find("#detail").await?;
    let event = page.address().await?;
    let title = page.text("#detail-title").await?;

    page.client.back().await?;
    page.until_at("/?theme=cybercrime").await?;
    page.until("the event is closed", "return document.querySelector('#detail') === null").await?;
    page.client.back().await?;
    page.until_at("/").await?;
    page.until_counts(&format!("n === {all}")).await?;
    let ticked = "input[name=theme]:checked";
    page.until("no theme is ticked", &format!("return !document.querySelector('{ticked}')")).await?;

    page.client.forward().await?;
    page.until_counts(&format!("n === {fewer}")).await?;
    page.client.forward().await?;
    page.until_at(&event).await?;
    page.until_says("#detail-title", &title).await
}

pub async fn a_new_tab_shows_the_same_view(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/?theme=cybercrime,capacity-building&party=US&from=2013&to=2019-06").await?;
    let (address, result) = (page.address().await?, page.text("#result").await?);
    let chips = page.count(".chip").await?;
    page.new_tab().await?;
    page.open(&address).await?;
    same("the sentence", page.text("#result").await?, result)?;
    same("the chips", page.count(".chip").await?, chips)
}
