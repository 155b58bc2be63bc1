//! The site's policy: every page and every feature keeps to it, what it forbids is refused, nothing goes to another host,
//! and what is kept on the device can be cleared.

use serde_json::json;

use crate::fault::{Fault, check, same};
use crate::page::Page;

use super::{EVENT, kinds};

/// Has every document say on the console what its policy refuses, from before anything of it is loaded.
const WATCH: &str = "addEventListener('securitypolicyviolation', (refused) =>
    console.error('policy violated:', refused.effectiveDirective, refused.blockedURI, refused.sample, refused.sourceFile, refused.lineNumber));";

/// What a page did that no page of the site does, a line each: requests elsewhere, cookies, foreign names in the storage.
const STRAY: &str = "
    const site = new URL(document.baseURI);
    const entries = performance.getEntriesByType('resource').map((entry) => new URL(entry.name, site));
    const elsewhere = entries.filter((url) => url.protocol.startsWith('http') && url.origin !== site.origin);
    const keys = [...Object.keys(localStorage), ...Object.keys(sessionStorage)];
    return [
        ...elsewhere.map((url) => 'asks for ' + url),
        ...keys.filter((key) => !key.startsWith('entente')).map((key) => 'keeps ' + key),
        ...(document.cookie ? ['has a cookie: ' + document.cookie] : []),
        ...(entries.length > 0 ? [] : ['asks for nothing at all']),
    ];";

/// From now on, what a policy refuses is an error on the console, which fails the test.
pub async fn watch(page: &Page<'_>) -> Result<(), Fault> {
    page.begin_with(WATCH).await
}

async fn every_page_keeps_to_the_policy(page: &Page<'_>, prefix: &'static str) -> Result<(), Fault> {
    page.expect_error("404 (Not Found)");
    watch(page).await?;
    let mut findings = kinds::Findings::default();
    for address in kinds::all(prefix) {
        page.open(&address).await?;
        page.full().await?;
        findings.look(&address, page, STRAY).await?;
        findings.add(&address, page.console_errors().await?);
    }
    findings.none()
}

pub async fn every_page_in_english_keeps_to_the_policy(page: &Page<'_>) -> Result<(), Fault> {
    every_page_keeps_to_the_policy(page, "").await
}

pub async fn every_page_in_spanish_keeps_to_the_policy(page: &Page<'_>) -> Result<(), Fault> {
    every_page_keeps_to_the_policy(page, "/es").await
}

pub async fn every_feature_keeps_to_the_policy(page: &Page<'_>) -> Result<(), Fault> {
    watch(page).await?;
    page.host.send_policy()?;
    page.open("/?from=2012").await?;
    page.full().await?;
    // Searching, filtering, zooming, folding, colours, hints.
    page.press("/").await?;
    page.until_says("#search-list", "Go to").await?;
    page.press("capacity").await?;
    page.find("#search-list a[href*='/theme/capacity-building']").await?;
    page.script("document.querySelector('#search').blur()").await?;
    page.tick("theme", "deterrence").await?;
    for drawing in ["#lanes", "#map"] {
        let [x, y, width, height] = page.place(drawing).await?;
        page.wheel((x + width / 2.0) as i64, (y + height / 2.0) as i64, 0, -240).await?;
        page.settle().await?;
    }
    page.script("document.querySelector('.splitter').focus()").await?;
    page.press(&char::from(fantoccini::key::Key::Up).to_string()).await?;
    for act in
        ["colours", "colours", "colours", "next-hint", "close-hints", "fold-map", "fold-map", "fold-rail"]
    {
        page.script(&format!("document.querySelector('[data-act={act}]').click()")).await?;
        page.settle().await?;
    }
    // What lies over the page, with a frame of the site in it.
    page.click("#help").await?;
    page.find("#sheet[open]").await?;
    page.script("document.querySelector('#sheet [data-act=close-sheet]').click()").await?;
    page.click("#share-more").await?;
    page.script("document.querySelector('#sheet iframe').scrollIntoView()").await?;
    page.until(
        "the preview is up",
        "return document.querySelector('#sheet iframe').contentDocument?.documentElement.dataset.ready",
    )
    .await?;
    page.script("document.querySelector('#sheet [data-act=close-sheet]').click()").await?;
    // Files and pictures.
    page.script(
        "window.made = 0;
         HTMLAnchorElement.prototype.click = function () { window.made += 1; };",
    )
    .await?;
    let files =
        ["save-0", "save-1", "save-2", "save-3", "save-4", "save-5", "picture-0", "picture-1", "picture-2"];
    for (at, act) in files.into_iter().enumerate() {
        page.script(&format!("document.querySelector('#download [data-act={act}]').click()")).await?;
        page.until("it is made", &format!("return window.made === {}", at + 1)).await?;
    }
    page.print().await?;
    page.script("entente.open({ view: 'table' })").await?;
    page.find("#table").await?;
    page.go(EVENT).await?;
    page.click(".cite summary").await?;
    page.click(".correction summary").await?;
    page.go("/network").await?;
    page.click("[data-act=play]").await?;
    page.settle().await?;
    // A reader's own record, by the worker, beside ours and kept.
    let load = "return entente.load('date,title,kind,parties\\n2020,They met,meeting,DE', { name: 'mine.csv', join: true, keep: true })";
    page.script(load).await?;
    page.until_says("#own-bar", "mine.csv").await?;
    page.until("it is kept", "return localStorage.getItem('entente-own') === '1'").await?;
    page.open("/?embed=1").await?;
    page.full().await?;
    page.open("/about").await?;
    page.full().await?;
    page.script("document.querySelector('[data-act=clear-device]').click()").await?;
    page.find(".toast").await?;
    let mut findings = kinds::Findings::default();
    findings.look("in the end", page, STRAY).await?;
    findings.none()
}

/// What refuses texts where only what the site's own policy made is taken.
const TRUSTED: &str = "require-trusted-types-for";

pub async fn what_the_policy_forbids_is_refused_and_told(page: &Page<'_>) -> Result<(), Fault> {
    watch(page).await?;
    page.open("/about").await?;
    page.full().await?;
    // By a script of the page's own world, as what was brought in would be.
    let acts = [
        ("script-src", "import('http://127.0.0.1:8008/x.js').catch(() => {})"),
        (
            TRUSTED,
            "const it = document.createElement('script'); it.text = 'window.ran = 1'; document.body.append(it)",
        ),
        (TRUSTED, "document.body.setAttribute('onclick', 'window.ran = 1'); document.body.click()"),
        (TRUSTED, "setTimeout('window.ran = 1')"),
        // Not at once: what a debugger has run may do this.
        (TRUSTED, "setTimeout(() => { try { window.eval('window.ran = 1') } catch {} })"),
        (TRUSTED, "document.body.insertAdjacentHTML('beforeend', '<b id=ran></b>')"),
        (TRUSTED, "document.querySelector('h1').innerHTML = '<b id=ran></b>'"),
        (TRUSTED, "new Worker('/load.js')"),
        ("trusted-types", "trustedTypes.createPolicy('another', {})"),
        ("trusted-types", "trustedTypes.createPolicy('entente', {})"),
        ("style-src", "document.querySelector('h1').setAttribute('style', 'color: red')"),
        ("img-src", "new Image().src = 'http://127.0.0.1:8008/x.png'"),
        ("connect-src", "fetch('http://127.0.0.1:8008/').catch(() => {})"),
        (
            "frame-src",
            "const it = document.createElement('iframe'); it.src = 'http://127.0.0.1:8008/'; document.body.append(it)",
        ),
        (
            "form-action",
            "const it = document.createElement('form'); it.action = 'http://127.0.0.1:8008/'; document.body.append(it); it.submit()",
        ),
        (
            "base-uri",
            "const it = document.createElement('base'); it.href = 'http://127.0.0.1:8008/'; document.head.prepend(it)",
        ),
    ];
    for (directive, act) in acts {
        page.script(
            "window.refused = [];
             addEventListener('securitypolicyviolation', (it) => refused.push(it.effectiveDirective), { once: true });",
        )
        .await?;
        page.script(&format!("try {{ {act} }} catch {{}}")).await?;
        let told = page.until(&format!("{act} is refused"), "return window.refused[0]").await?;
        let told = told.as_str().unwrap_or_default();
        check(told.starts_with(directive), || format!("{act} is refused by {told}, not by {directive}"))?;
    }
    same(
        "what ran all the same",
        page.script("return [window.ran ?? 0, document.querySelectorAll('#ran').length]").await?,
        json!([0, 0]),
    )?;
    // And each of them would have failed another test.
    let errors = page.console_errors().await?;
    let told = errors.iter().filter(|error| error.contains("policy violated:")).count();
    check(told >= acts.len(), || format!("{told} of {} were told:\n{}", acts.len(), errors.join("\n")))
}

pub async fn one_button_clears_what_is_kept(page: &Page<'_>) -> Result<(), Fault> {
    for (prefix, cleared) in [("", "Nothing of this site is kept"), ("/es", "ya no se guarda nada")] {
        page.open(&[prefix, "/data"].concat()).await?;
        page.full().await?;
        page.script("return navigator.serviceWorker.ready.then(() => true)").await?;
        page.script("localStorage.setItem('of-another-site', '1')").await?;
        page.script(
            "return entente.load('date,title,kind,parties\\n2020,They met,meeting,DE', { keep: true })",
        )
        .await?;
        page.until("it is kept", "return localStorage.getItem('entente-own') === '1'").await?;
        for act in ["colours", "close-hints"] {
            page.script(&format!("document.querySelector('[data-act={act}]')?.click()")).await?;
        }
        page.script(&format!("entente.open('{prefix}/about')")).await?;
        page.find("[data-act=clear-device]").await?;
        page.script("document.querySelector('[data-act=clear-device]').click()").await?;
        page.until_says("[role=status] .toast", cleared).await?;
        let left = "return Promise.all([indexedDB.databases(), caches.keys(), navigator.serviceWorker.getRegistrations()])
            .then((kept) => [...kept.flat().length ? [kept] : [], ...Object.keys(localStorage)])";
        same("what is left", page.script(left).await?, json!(["of-another-site"]))?;
        same("records of one's own", page.count("#own-bar").await?, 0)?;
        let scheme = page.script("return document.documentElement.dataset.scheme ?? 'none'").await?;
        same("colours that were chosen", scheme, json!("none"))?;
    }
    Ok(())
}
