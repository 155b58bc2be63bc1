//! A reader's own record: handed in, told of, kept, and taken away again.

use serde_json::json;

use crate::fault::{Fault, check, same};
use crate::page::Page;

/// Three good rows and two bad ones.
const TABLE: &str = "date;title;kind;parties;themes;mechanism\n\
    2020-05-03;They met;meeting;DE,FR;cybercrime;Border group\n\
    2021-05;They met again;meeting;DE,FR;deterrence;Border group\n\
    2021-02-30;Never;meeting;DE,FR;;Border group\n\
    2022;Signed;agreement;US,MX;cybercrime;Pact\n\
    2023;Signed by nobody;agreement;QQ;cybercrime;Pact\n";

const TREE: &str = r#"[{ "name": "Border group", "parties": ["DE", "FR"], "events": [
    { "date": "2020", "title": "They met", "kind": "meeting" },
    { "date": "2021", "kind": "meeting" },
    { "date": "soon", "title": "They will meet", "kind": "meeting" }] }]"#;

/// Chooses a file with this text and name.
async fn choose(page: &Page<'_>, name: &str, text: &str) -> Result<(), Fault> {
    page.find("#own-file").await?;
    let script = format!(
        "const files = new DataTransfer();
         files.items.add(new File([{}], {}));
         const input = document.querySelector('#own-file');
         input.files = files.files;
         input.dispatchEvent(new Event('change', {{ bubbles: true }}));",
        json!(text),
        json!(name)
    );
    page.script(&script).await.map(drop)
}

/// Goes to the page of data without leaving the app.
async fn to_data(page: &Page<'_>) -> Result<(), Fault> {
    page.script("entente.open('/data')").await?;
    page.find("#own-file").await.map(drop)
}

pub async fn a_table_is_chosen_and_shown(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/data").await?;
    page.full().await?;
    choose(page, "mine.csv", TABLE).await?;
    page.until_says("#own-bar", "mine.csv").await?;
    page.until_counts("n === 3").await?;
    page.tick("theme", "cybercrime").await?;
    page.until_counts("n === 2").await?;
    page.click("#own-bar a").await?;
    page.until_says("#own-outcome", "2 events were left out").await?;
    let lines =
        "return [...document.querySelectorAll('.findings tbody tr')].map((row) => row.cells[0].textContent)";
    same("lines with faults", page.script(lines).await?, json!(["4", "6"]))
}

pub async fn pasted_text_is_read_and_its_bad_events_are_told(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/es/data").await?;
    page.full().await?;
    page.click("#own details summary").await?;
    page.script(&format!("document.querySelector('#own-text').value = {}", json!(TREE))).await?;
    page.click("[data-act=load-pasted]").await?;
    page.until_says("#own-bar", "Registro pegado").await?;
    page.until_counts("n === 1").await?;
    page.click("#own-bar a").await?;
    page.until_says("#own-outcome", "Se omitieron 2 eventos").await?;
    same("findings", page.count(".findings tbody tr").await?, 2)
}

pub async fn what_is_dropped_is_read_and_removing_it_gives_ours_back(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/data").await?;
    page.full().await?;
    let ours = page.first_number("#result").await?;
    let drop = format!(
        "const files = new DataTransfer();
         files.items.add(new File([{}], 'mine.csv'));
         const at = document.querySelector('#own-title');
         at.dispatchEvent(new DragEvent('drop', {{ dataTransfer: files, bubbles: true, cancelable: true }}));",
        json!(TABLE)
    );
    page.script(&drop).await?;
    page.until_counts("n === 3").await?;
    page.click("#own-bar [data-act=remove-own]").await?;
    page.until_counts(&format!("n === {ours}")).await?;
    page.full().await?;
    same("bars", page.count("#own-bar").await?, 0)?;
    // The timeline is ours again, and it reacts.
    page.tick("theme", "cybercrime").await?;
    page.until_counts(&format!("n > 3 && n < {ours}")).await
}

pub async fn a_record_that_is_kept_is_there_after_a_reload(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/data").await?;
    page.full().await?;
    page.click("#own-keep").await?;
    choose(page, "mine.csv", TABLE).await?;
    page.until_counts("n === 3").await?;
    page.until("it is kept", "return localStorage.getItem('entente-own') === '1'").await?;
    page.open("/?theme=cybercrime").await?;
    page.until_says("#own-bar", "mine.csv").await?;
    page.until_counts("n === 2").await?;
    page.click("#own-bar [data-act=remove-own]").await?;
    page.until_counts("n > 3").await?;
    page.open("/").await?;
    page.full().await?;
    same("bars", page.count("#own-bar").await?, 0)
}

pub async fn a_bad_file_leaves_what_is_shown(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/data").await?;
    page.full().await?;
    choose(page, "mine.csv", TABLE).await?;
    page.until_counts("n === 3").await?;
    to_data(page).await?;
    for (name, text, says) in [
        ("broken.json", "{ \"mechanisms\": [", "line 1"),
        ("none.csv", "when,what\n2020,x\n", "date, title, kind, parties"),
        ("empty.toml", "", "nothing in it"),
        ("bad.csv", "date,title,kind,parties\n2020,x,spam,AR\n", "what you saw before"),
        ("wide.csv", "d\0a\0t\0e\0", "UTF-16"),
    ] {
        choose(page, name, text).await?;
        page.until_says("#own-outcome [role=alert]", says).await?;
        page.until_says("#own-bar", "mine.csv").await?;
        same("events", page.first_number("#result").await?, 3)?;
    }
    Ok(())
}

pub async fn a_long_load_is_cancelled(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/data").await?;
    page.full().await?;
    let ours = page.first_number("#result").await?;
    // It is begun and ended in one go: no reader is faster.
    page.script(
        "new MutationObserver((_, watch) => {
             const cancel = document.querySelector('[data-act=cancel-load]');
             if (!cancel) return;
             watch.disconnect();
             cancel.click();
             window.cancelled = true;
         }).observe(document.body, { childList: true, subtree: true });",
    )
    .await?;
    let rows = "2020-05-03,They met,meeting,AR; US\n".repeat(20_000);
    choose(page, "long.csv", &format!("date,title,kind,parties\n{rows}")).await?;
    page.until(
        "it is cancelled",
        "return window.cancelled && !document.querySelector('#own-outcome progress')",
    )
    .await?;
    same(
        "words on the outcome",
        page.script("return document.querySelector('#own-outcome').innerText").await?,
        json!(""),
    )?;
    // What is handed in next is read as if nothing had been.
    choose(page, "mine.csv", TABLE).await?;
    page.until_says("#own-bar", "mine.csv").await?;
    page.until_counts("n === 3").await?;
    check(ours > 900, || format!("{ours} events before"))
}

pub async fn a_worker_that_can_not_be_fetched_is_told(page: &Page<'_>) -> Result<(), Fault> {
    page.expect_error("503 (Service Unavailable)");
    page.open("/data").await?;
    page.full().await?;
    let ours = page.first_number("#result").await?;
    page.host.refuse("loader");
    choose(page, "mine.csv", TABLE).await?;
    page.until_says("#own-outcome [role=alert]", "Try again").await?;
    page.host.relent();
    choose(page, "mine.csv", TABLE).await?;
    page.until_counts("n === 3").await?;
    check(ours > 900, || format!("{ours} events before"))
}
