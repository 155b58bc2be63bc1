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

pub async fn back_restores_the_scroll_of_the_lanes(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/").await?;
    page.find("#lanes .mark").await?;
    page.script("document.querySelector('#lanes').scrollTop = 960").await?;
    // A link to a mechanism in view: following it puts a page in the place of the lanes.
    let here = "const top = document.querySelector('#lanes').getBoundingClientRect().top;
        return [...document.querySelectorAll('a.lane-label')].find((it) => it.getBoundingClientRect().top > top + 100)";
    page.until("labels are in view", here).await?;
    // By hand: what a script followed, Safari's way back leaves out.
    page.script(&format!("(() => {{ {here} }})().dataset.test = 'here'")).await?;
    page.click_at("a.lane-label[data-test=here]").await?;
    page.find("#page").await?;
    page.client.back().await?;
    page.until("the lanes are where they were", "return document.querySelector('#lanes')?.scrollTop === 960")
        .await
        .map(drop)
}
