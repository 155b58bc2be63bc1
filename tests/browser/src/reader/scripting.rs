//! `window.entente`: what scripts ask and do.

use serde_json::{Value, json};

use crate::another::Another;
use crate::devtools;
use crate::fault::{Fault, check, same};
use crate::page::Page;

pub async fn a_script_asks_the_record_what_the_page_shows(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/?theme=cybercrime&from=2019").await?;
    let shown = page.first_number("#result").await?;
    let found = page
        .script(
            "return entente.ready.then(() => {
             const found = entente.query(entente.view());
             return [found.length, entente.query(location.href).length, entente.query({ theme: 'cybercrime', from: 2019 }).length,
                     found.every((event) => event.themes.includes('cybercrime') && event.sources.length > 0)]; })",
        )
        .await?;
    same("what is found", found, json!([shown, shown, shown, true]))?;
    let one = page.script("return entente.event('ar-us-cyber-policy-working-group-2017-05-23')").await?;
    same("who sent a delegation", &one["delegations"][0]["party"], &json!("US"))
}

pub async fn a_script_opens_what_a_link_would(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/").await?;
    page.script("entente.open({ path: '/es/party/MX', kind: ['meeting'], standing: true })").await?;
    page.until_at("/es/party/MX?kind=meeting&standing=1").await?;
    // What is shown can be changed and opened again, and Back leads through it.
    page.script("const view = entente.view(); view.kind = []; entente.open(view)").await?;
    page.until_at("/es/party/MX?standing=1").await?;
    // Safari's own way back leaves out what no hand asked for.
    page.script("history.back()").await?;
    page.until_at("/es/party/MX?kind=meeting&standing=1").await
}

pub async fn a_script_is_told_what_was_wrong(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/").await?;
    let calls = [
        ("entente.query({ theme: 'hacking', colour: 1 })", "theme “hacking” (unknown), colour “1” (unknown)"),
        ("entente.query({ from: 2020, to: 2019 })", "the window would end before it starts"),
        ("entente.query([1])", "an address or an object"),
        ("entente.query(7)", "an address or an object"),
        ("entente.query({ party: { code: 'MX' } })", "“party” is neither"),
        ("entente.query({ theme: [Symbol('x')] })", "ymbol"),
        ("entente.query({ get theme() { throw new window.Error('of the caller') } })", "of the caller"),
        ("entente.event('never-held')", "never-held"),
        ("entente.event(null)", "is a string"),
        ("entente.open('https://evil.example/')", "not of this site"),
        ("entente.open('//evil.example/')", "not of this site"),
        ("entente.open('javascript:alert(1)')", "not of this site"),
    ];
    for (call, words) in calls {
        let told = page
            .script(&format!(
                "try {{ {call}; return 'nothing'; }} catch (error) {{ return (error instanceof window.Error || error instanceof Error) && error.message; }}"
            ))
            .await?;
        check(told.as_str().is_some_and(|told| told.contains(words)), || format!("{call} says {told}"))?;
    }
    // Nothing of it moved the page, and it still answers.
    page.until_at("/").await?;
    let count = page.script("return entente.query().length").await?;
    check(count.as_i64() > Some(0), || "the record is gone".to_owned())
}

/// The properties that the types name of something.
pub fn declared(name: &str) -> Vec<&'static str> {
    let types = include_str!("../../../../src/entente.d.ts");
    let body =
        types.split_once(name).and_then(|(_, rest)| rest.split_once("\n}")).map_or("", |(body, _)| body);
    let names = body.lines().filter_map(|line| line.strip_prefix("  ")?.split_once(':'));
    let mut names: Vec<&str> = names
        .map(|(name, _)| name.trim_end_matches('?'))
        .filter(|name| name.bytes().all(|it| it.is_ascii_lowercase() || it == b'_'))
        .collect();
    names.sort_unstable();
    names
}

pub async fn the_types_name_what_a_view_has(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/?theme=cybercrime&from=2019&to=2020&at=10,20,3").await?;
    let view = page.script("return entente.view()").await?;
    let mut named = [declared("interface ViewLike"), declared("interface View extends")].concat();
    named.sort_unstable();
    named.dedup();
    let keys: Vec<&str> =
        view.as_object().map(|it| it.keys().map(String::as_str).collect()).unwrap_or_default();
    same("properties of a view", keys, named)
}

/// The code that the page of data shows under an id.
async fn shown_code(page: &Page<'_>, id: &str) -> Result<String, Fault> {
    let code = page.script(&format!("return document.querySelector('#code-{id}').textContent")).await?;
    code.as_str().map(str::to_owned).ok_or_else(|| Fault::new(format!("#code-{id} is no code")))
}

/// What the console of the page prints after that code, typed as it stands.
async fn typed(page: &Page<'_>, id: &str) -> Result<Value, Fault> {
    let code = shown_code(page, id).await?;
    let typed = json!({ "expression": code, "replMode": true, "awaitPromise": true, "returnByValue": true });
    let answer = devtools::call(&page.client, "Runtime.evaluate", typed).await?;
    match answer.get("exceptionDetails") {
        Some(thrown) => Err(Fault::new(format!("{code}\nthrows {thrown}"))),
        None => Ok(answer["result"]["value"].clone()),
    }
}

pub async fn the_examples_for_the_console_run_as_they_stand(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/data").await?;
    page.full().await?;
    let ours = page.script("return entente.query().length").await?;
    let to_data = "entente.open('/data')";
    typed(page, "ask").await?;
    page.until_at("/party/MX?kind=meeting").await?;
    page.script(to_data).await?;
    page.find("#code-load").await?;
    let told = typed(page, "load").await?;
    check(told[0].as_str().is_some_and(|it| it.starts_with("3: \"2024-02-30\" is no date")), || {
        format!("{told}")
    })?;
    page.until_says("#own-bar", "mine.csv").await?;
    same("events", page.script(&format!("return entente.query().length - {ours}")).await?, json!(1))?;
    page.script(to_data).await?;
    page.find("#code-reset").await?;
    typed(page, "reset").await?;
    same("bars", page.count("#own-bar").await?, 0)?;
    same("events of ours", page.script("return entente.query().length").await?, ours)
}

/// Opens the page that the code is, beside the site: it stands there as long as what comes back.
async fn show_page(page: &Page<'_>, code: &str) -> Result<Another, Fault> {
    let beside = Another::with("example", "example/index.html", code)?;
    page.host.lay_over(Some(beside.folder()));
    page.go_to(&page.host.address("/example/")).await?;
    Ok(beside)
}

pub async fn the_examples_of_pages_run_as_they_stand(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/data").await?;
    page.full().await?;
    let (anywhere, beside) = (shown_code(page, "anywhere").await?, shown_code(page, "beside").await?);
    same("lines", [anywhere.lines().count(), beside.lines().count()], [3, 3])?;
    let shown = "return frame.contentWindow.location.search === '?theme=cybercrime&embed=1'
         && frame.contentWindow.entente.view().theme[0] === 'cybercrime'";
    // The page of the example names no icon.
    page.expect_error("favicon.ico");
    let _shown = show_page(page, &anywhere).await?;
    page.until("the frame has the height of its content", "return frame.height !== '640'").await?;
    page.script("document.querySelector('button').click()").await?;
    page.until("the frame shows what the button opens", shown).await?;
    let _shown = show_page(page, &beside).await?;
    page.until("the frame shows what the script opened", shown).await.map(drop)
}
