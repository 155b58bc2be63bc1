//! Taking away: files, citations, corrections.

use serde_json::json;

use crate::fault::{Fault, check, same};
use crate::page::Page;

use super::EVENT;

/// Keeps the text of each file that the page hands out.
const LISTEN: &str = "
    window.saved = [];
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => { blob.text().then((text) => saved.push(text)); return make.call(URL, blob); };";

pub async fn the_selection_is_saved_as_a_file(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/?theme=deterrence").await?;
    page.full().await?;
    let events = page.first_number("#result").await?;
    page.script(LISTEN).await?;
    for format in 0..6 {
        page.click("#download summary").await?;
        page.click(&format!("[data-act=save-{format}]")).await?;
        page.until("a file is saved", &format!("return saved.length === {}", format + 1)).await?;
        page.until("the menu is folded", "return !document.querySelector('#download[open]')").await?;
    }
    let counted =
        page.script("return JSON.parse(saved[1]).mechanisms.flatMap((it) => it.events).length").await?;
    same("events in the JSON file", counted, json!(events))?;
    // Every event of the table stands under its head; an event's id is the first cell of its row.
    let rows = "JSON.parse(saved[1]).mechanisms.flatMap((it) => it.events).filter((it) => saved[0].includes('\\n' + it.id + ',')).length";
    same("events in the table", page.script(&format!("return {rows}")).await?, json!(events))?;
    let heads = ["BEGIN:VCALENDAR", "@", "TY  - ", "["];
    for (at, head) in heads.into_iter().enumerate() {
        let starts = page.script(&format!("return saved[{}].startsWith({})", at + 2, json!(head))).await?;
        check(starts == json!(true), || format!("file {} does not begin with {head}", at + 2))?;
    }
    Ok(())
}

pub async fn map_and_timeline_are_saved_as_a_picture(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/?theme=deterrence&from=2012").await?;
    page.full().await?;
    page.script(LISTEN).await?;
    page.click("#download summary").await?;
    page.click("[data-act=picture-0]").await?;
    page.until("a file is saved", "return saved.length === 1").await?;
    // Read by the browser's own XML parser: one fault anywhere would leave an error in the place of the picture.
    let drawn = "const svg = new DOMParser().parseFromString(given.saved, 'image/svg+xml');
        const says = (part) => [...svg.querySelectorAll('text')].some((it) => it.textContent.includes(part));
        return svg.documentElement.nodeName === 'svg' && says('/?theme=deterrence&from=2012') && says('CC-BY-4.0')
            && says(given.result)";
    let picture = page
        .script("return { saved: saved[0], result: document.querySelector('#result').innerText }")
        .await?;
    same("what the picture says", page.apart(drawn, &picture).await?, json!(true))?;
    // The other pictures are dots, twice as many across at two a pixel.
    page.script(
        "window.dots = [];
         HTMLAnchorElement.prototype.click = function () {
             const image = new Image();
             image.onload = () => dots.push(image.width);
             image.src = this.href;
         };",
    )
    .await?;
    for picture in 1..=2 {
        page.click("#download summary").await?;
        page.click(&format!("[data-act=picture-{picture}]")).await?;
        page.until("dots are saved", &format!("return dots.length === {picture}")).await?;
    }
    same("the double picture", page.script("return dots[1] === 2 * dots[0]").await?, json!(true))?;
    page.open("/").await?;
    page.click("#download summary").await?;
    page.click("[data-act=picture-0]").await?;
    page.until_says(".toast", "too many for a picture").await
}

pub async fn a_page_and_its_sources_are_cited(page: &Page<'_>) -> Result<(), Fault> {
    page.open(EVENT).await?;
    page.full().await?;
    let sources = page.count(".source").await?;
    page.click(".cite summary").await?;
    let field = page.script("return document.querySelector('#cite-0').value").await?;
    let cited = field.as_str().unwrap_or_default();
    same("lines", cited.lines().count(), sources + 1)?;
    check(cited.contains(EVENT), || format!("the page's address is not in {cited}"))?;
    page.click(".cite .cite-head button").await?;
    page.find(".toast").await.map(drop)
}

pub async fn a_correction_names_the_file(page: &Page<'_>) -> Result<(), Fault> {
    page.open(EVENT).await?;
    page.full().await?;
    page.click(".correction summary").await?;
    let text = page.script("return document.querySelector('#correction').value").await?;
    let text = text.as_str().unwrap_or_default();
    for part in ["data/mechanisms/ar-us-cyber-policy-working-group.toml", "2017-05-23?", "What is wrong:"] {
        check(text.contains(part), || format!("\"{part}\" is not in {text}"))?;
    }
    Ok(())
}

pub async fn a_view_is_put_on_paper(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/?theme=cybercrime&from=2019").await?;
    page.full().await?;
    let colours = "const root = document.documentElement; return [root.getAttribute('data-scheme'), getComputedStyle(root).colorScheme]";
    let before = page.script(colours).await?;
    page.print().await?;
    let events = page.first_number("#result").await?;
    let rows = page.count("#paper tbody tr").await?;
    same("rows of the list", i64::try_from(rows).ok(), Some(events))?;
    same("pictures", page.count("#paper > svg").await?, 1)?;
    let foot = page.script("return document.querySelector('.print-foot').textContent").await?;
    let address = page.host.address("/?theme=cybercrime&from=2019");
    check(foot.as_str().is_some_and(|foot| foot.contains(&address)), || {
        format!("the address is not in {foot}")
    })?;
    // What is on paper is light, and what is on the screen stays as it was.
    same("the colours of the screen", page.script(colours).await?, before)?;
    // A page is its own report, without a picture of something else.
    page.open(super::EVENT).await?;
    page.full().await?;
    page.print().await?;
    same("pictures beside an event", page.count("#paper > svg").await?, 0)?;
    page.find(".print-foot").await.map(drop)
}
