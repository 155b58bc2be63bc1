//! Reading without a mouse.

use fantoccini::key::Key;

use crate::fault::Fault;
use crate::page::Page;

use super::EVENT;

/// A key without a letter, as something to press.
pub fn key(key: Key) -> String {
    char::from(key).to_string()
}

pub async fn slash_searches_and_escape_closes_the_event(page: &Page<'_>) -> Result<(), Fault> {
    page.open(EVENT).await?;
    page.press("/").await?;
    page.until("the search box has the focus", "return document.activeElement.id === 'search'").await?;
    page.press(&key(Key::Escape)).await?;
    page.script("document.activeElement.blur()").await?;
    page.press(&key(Key::Escape)).await?;
    page.until_at("/").await?;
    page.until("the event is closed", "return !document.querySelector('#detail')").await.map(drop)
}

pub async fn a_theme_is_chosen_with_the_space_bar(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/").await?;
    page.script("document.querySelector('input[name=theme][value=cybercrime]').focus()").await?;
    page.press(" ").await?;
    page.until_at("/?theme=cybercrime").await?;
    // What is shown anew keeps the focus where it was.
    page.until("the box keeps the focus", "return document.activeElement.value === 'cybercrime'")
        .await
        .map(drop)
}

pub async fn the_window_of_time_moves_with_the_arrows(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/?from=2010&to=2020").await?;
    let before = page.first_number("#result").await?;
    page.find("[role=slider]").await?;
    page.script("document.querySelector('[role=slider]').focus()").await?;
    for _ in 0..8 {
        page.press(&key(Key::Right)).await?;
    }
    page.until("the address names a later start", "return /from=201[12]/.test(location.search)").await?;
    page.until_counts(&format!("n < {before}")).await
}
