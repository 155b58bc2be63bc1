//! `window.entente`: what scripts ask and do.

use serde_json::json;

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
    page.client.back().await?;
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
        ("entente.query({ theme: [Symbol('x')] })", "Symbol"),
        ("entente.query({ get theme() { throw new Error('of the caller') } })", "of the caller"),
        ("entente.event('never-held')", "never-held"),
        ("entente.event(null)", "is a string"),
        ("entente.open('https://evil.example/')", "not of this site"),
        ("entente.open('//evil.example/')", "not of this site"),
        ("entente.open('javascript:alert(1)')", "not of this site"),
    ];
    for (call, words) in calls {
        let told = page
            .script(&format!(
                "try {{ {call}; return 'nothing'; }} catch (error) {{ return error instanceof Error && error.message; }}"
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

pub async fn a_page_drives_a_view_in_a_frame(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/data").await?;
    page.full().await?;
    // The example of the page itself.
    let example = page.script("return [...document.querySelectorAll('pre.code')].at(-1).textContent").await?;
    let build = "const parts = new DOMParser().parseFromString(arguments[0], 'text/html');
         document.body.replaceChildren(parts.querySelector('iframe'));
         const script = document.createElement('script');
         script.textContent = parts.querySelector('script').textContent;
         document.body.append(script);";
    page.client.execute(build, vec![example]).await?;
    page.until(
        "the frame shows what the script opened",
        "return document.querySelector('iframe').contentWindow.location.search === '?theme=cybercrime&embed=1'",
    )
    .await
    .map(drop)
}
