//! Handing a view on: by link, as a frame in another page; and the sheets that lie over the page.

use std::fs;

use fantoccini::key::Key;
use serde_json::json;

use crate::fault::{Fault, check, same};
use crate::host::Host;
use crate::page::Page;

/// Goes to a page of another site with this markup in it, and waits for its frame. Keep the host: it serves the page.
pub async fn stand_in(page: &Page<'_>, name: &str, markup: &str) -> Result<Host, Fault> {
    let around = std::env::temp_dir().join(format!("entente-{name}-{}", std::process::id()));
    let unwritten = |reason: std::io::Error| Fault::new(format!("{} ({reason})", around.display()));
    fs::create_dir_all(&around).map_err(unwritten)?;
    let html = format!("<!doctype html><title>A page</title><link rel=icon href=data:,>{markup}");
    fs::write(around.join("index.html"), html).map_err(unwritten)?;
    let host = Host::serve(&around, "/")?;
    page.go_to(&host.address("/")).await?;
    page.find("iframe").await?;
    page.script("document.querySelector('iframe').scrollIntoView()").await?;
    fs::remove_dir_all(&around).map_err(unwritten)?;
    Ok(host)
}

pub async fn the_site_works_in_a_frame_of_another_page(page: &Page<'_>) -> Result<(), Fault> {
    let inner = json!(page.host.address("/?theme=cybercrime"));
    let _host =
        stand_in(page, "frame", &format!("<iframe src={inner} width=1300 height=700></iframe>")).await?;
    page.client.enter_frame(0).await?;
    page.ready().await?;
    let found = page.first_number("#result").await?;
    check(found > 0 && found < 900, || format!("in a frame, {found} events are about cybercrime"))?;
    page.tick("theme", "capacity-building").await?;
    page.until("the frame's address has both themes", "return location.search.includes('capacity-building')")
        .await?;
    page.client.enter_parent_frame().await.map_err(Fault::from)
}

pub async fn the_offered_frame_stands_in_another_page(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/?theme=cybercrime").await?;
    page.full().await?;
    page.click("#share-more").await?;
    page.find("#sheet[open]").await?;
    page.settle().await?;
    page.click("#sheet .segmented button:nth-child(3)").await?;
    page.until(
        "the code has the chosen size",
        "return document.querySelector('#share-frame').value.includes('width=\"1080\"')",
    )
    .await?;
    let code = page.script("return document.querySelector('#share-frame').value").await?;
    let code = code.as_str().unwrap_or_default().to_owned();

    let listen = "<script>
        window.heights = [];
        addEventListener('message', (event) => {
            if (event.data.type === 'entente:height') window.heights.push(event.data.height);
        });</script>";
    let _host = stand_in(page, "embed", &format!("{listen}{code}")).await?;
    page.client.enter_frame(0).await?;
    page.full().await?;
    page.settle().await?;
    page.client.enter_parent_frame().await?;
    let told = page.until("the frame tells its height", "return window.heights.at(-1)").await?;
    // A page that gives the frame the room that it asks for is not asked for more, and not for less.
    page.script(
        "document.querySelector('iframe').height = window.heights.at(-1);
         return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))",
    )
    .await?;
    same("the height that is told", page.script("return window.heights.at(-1)").await?, told)?;

    page.client.enter_frame(0).await?;
    page.full().await?;
    same("bars and filters", page.count(".topbar, .rail").await?, 0)?;
    page.find(".frame-foot a[target=_blank][href$='/?theme=cybercrime']").await?;
    // An event opens inside, has an address inside, and Back leads out of it.
    page.click("#lanes a[href*='/event/']").await?;
    page.find("#detail h1").await?;
    page.until(
        "the frame stays one",
        "return location.search.includes('embed=1') && location.pathname.includes('/event/')",
    )
    .await?;
    page.script("history.back()").await?;
    page.until("the event is closed", "return !document.querySelector('#detail')").await?;
    page.client.enter_parent_frame().await.map_err(Fault::from)
}

pub async fn the_help_lies_over_the_page_and_gives_the_focus_back(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/event/ar-us-cyber-policy-working-group-2017-05-23").await?;
    page.script("document.querySelector('#help').focus()").await?;
    page.press(&char::from(Key::Enter).to_string()).await?;
    page.until("the sheet is open", "return document.querySelector('#sheet').open").await?;
    page.until_says("#sheet", "Keys").await?;
    page.until("the heading has the focus", "return document.activeElement.id === 'sheet-title'").await?;
    page.press(&char::from(Key::Escape).to_string()).await?;
    page.until("the sheet is closed", "return !document.querySelector('#sheet').open").await?;
    page.until("the button has the focus again", "return document.activeElement.id === 'help'").await?;
    // Escape put away the sheet alone.
    page.find("#detail").await?;
    page.press("?").await?;
    page.until("the sheet is open again", "return document.querySelector('#sheet').open").await?;
    page.press("?").await?;
    page.until("the sheet is closed again", "return !document.querySelector('#sheet').open").await.map(drop)
}

pub async fn hints_are_put_away_for_good(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/").await?;
    page.until_says(".hint-card", "1 of 3").await?;
    page.click(".hint-card .link").await?;
    page.until_says(".hint-card", "2 of 3").await?;
    page.click(".hint-card .tool").await?;
    page.until("the hint is gone", "return !document.querySelector('.hint-card')").await?;
    page.open("/?theme=cybercrime").await?;
    same("hints", page.count(".hint-card").await?, 0)
}

pub async fn what_was_found_is_offered_again(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/").await?;
    page.press("/").await?;
    page.until_says("#search-list", "Go to").await?;
    page.press("capacity").await?;
    // Themes are found by name, and a result is a link.
    page.find("#search-list a[href$='/theme/capacity-building']").await?;
    page.script("document.querySelector('#search-list a[href$=\"/theme/capacity-building\"]').click()")
        .await?;
    page.until_at("/theme/capacity-building").await?;
    page.open("/").await?;
    page.press("/").await?;
    page.until_says("#search-list .group", "Recent").await?;
    page.press(&char::from(Key::Down).to_string()).await?;
    page.press(&char::from(Key::Enter).to_string()).await?;
    page.until_at("/theme/capacity-building").await?;
    // What somebody else wrote into the store is no more than left out.
    page.script("localStorage.setItem('entente-recent', '/event/never\\n//evil.example\\n<b>\\n\\u0000')")
        .await?;
    page.open("/").await?;
    page.press("/").await?;
    page.until_says("#search-list .group", "Go to").await
}
