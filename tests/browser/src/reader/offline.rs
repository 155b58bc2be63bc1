//! Without a connection, and from one version of the site to another.

use serde_json::json;

use crate::another::Another;
use crate::devtools;
use crate::fault::{Fault, check, same};
use crate::page::Page;

use super::{EVENT, sharing};

/// Waits until the site is kept on the device.
async fn kept(page: &Page<'_>) -> Result<(), Fault> {
    page.full().await?;
    page.script("return navigator.serviceWorker.ready.then(() => true)").await.map(drop)
}

/// The version that the page says it is of.
async fn version(page: &Page<'_>) -> Result<String, Fault> {
    let version = page.script("return document.querySelector('meta[name=version]').content").await?;
    Ok(version.as_str().unwrap_or_default().to_owned())
}

async fn until_of(page: &Page<'_>, version: &str) -> Result<(), Fault> {
    let condition =
        format!("return document.querySelector('meta[name=version]').content === {}", json!(version));
    page.until(&format!("the page is of version {version}"), &condition).await.map(drop)
}

/// Has the browser look for another version, as it does from time to time.
async fn look_for_another(page: &Page<'_>) -> Result<(), Fault> {
    page.script(
        "return navigator.serviceWorker.getRegistration().then((site) => site.update()).then(() => true)",
    )
    .await
    .map(drop)
}

/// The icons of the manifest that a page names, each with the size that it is said to have and the one that it has.
const ICONS: &str = "
    const manifest = await (await fetch(document.querySelector('link[rel=manifest]').href)).json();
    const size = async (src) => {
        const image = new Image();
        image.src = src;
        await image.decode();
        return [image.naturalWidth, image.naturalHeight].join('x');
    };
    const icons = await Promise.all(manifest.icons.map(async ({ src, sizes }) => [src, sizes, await size(src)]));
    return [manifest.lang, icons.filter(([, said, is]) => said !== is && said !== 'any')];";

pub async fn the_site_can_be_installed(page: &Page<'_>) -> Result<(), Fault> {
    for (address, language) in [("/", "en"), ("/es/party/MX", "es")] {
        page.open(address).await?;
        kept(page).await?;
        let manifest = devtools::call(&page.client, "Page.getAppManifest", json!({})).await?;
        same("faults of the manifest", &manifest["errors"], &json!([]))?;
        check(manifest["url"].as_str().is_some_and(|url| url.ends_with(".webmanifest")), || {
            format!("{manifest}")
        })?;
        let script = format!("return (async () => {{ {ICONS} }})()");
        same("language, and icons of another size", page.script(&script).await?, json!([language, []]))?;
        let errors = devtools::call(&page.client, "Page.getInstallabilityErrors", json!({})).await?;
        same("what keeps it from being installed", &errors["installabilityErrors"], &json!([]))?;
    }
    Ok(())
}

pub async fn every_page_is_there_without_a_connection(page: &Page<'_>) -> Result<(), Fault> {
    page.expect_error("net::ERR_");
    page.open("/").await?;
    kept(page).await?;
    page.host.fall_silent();
    for (address, words, says) in [
        ("/", "", "No connection"),
        ("/?theme=cybercrime", "", "No connection"),
        (EVENT, "23 May 2017", "No connection"),
        ("/party/MX", "Mexico", "No connection"),
        ("/es/party/MX", "México", "Sin conexión"),
        ("/es/theme/cybercrime", "Ciberdelincuencia", "Sin conexión"),
        ("/mechanism/jp-us-cyber-dialogue", "Cadence every", "No connection"),
    ] {
        page.open(address).await?;
        page.full().await?;
        page.until_at(address).await?;
        page.until_says("#news-offline", says).await?;
        if !words.is_empty() {
            page.until_says("#detail", words).await?;
        }
    }
    // A record of one's own is read too.
    let load =
        "return entente.load('date,title,kind,parties\\n2020,They met,meeting,DE').then((it) => it.events)";
    same("events of one's own", page.script(load).await?, json!(1))?;
    // What is no page is not answered with one.
    let file = "return fetch('data/record.json').then(() => 'there', () => 'not there')";
    same("a file", page.script(file).await?, json!("not there"))?;
    page.host.relent();
    page.script("dispatchEvent(new Event('online'))").await?;
    page.until("the line is gone", "return !document.querySelector('#news-offline')").await.map(drop)
}

pub async fn a_page_that_the_host_keeps_waiting_is_shown(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/").await?;
    kept(page).await?;
    page.host.hold("party/MX");
    page.go_to(&page.host.address("/party/MX")).await?;
    page.ready().await?;
    page.until_says("#detail h1", "Mexico").await?;
    // It does answer.
    page.host.relent();
    same("lines", page.count("#news-offline").await?, 0)
}

pub async fn a_cut_connection_is_told_while_it_lasts(page: &Page<'_>) -> Result<(), Fault> {
    page.expect_error("net::ERR_");
    page.open("/party/MX").await?;
    kept(page).await?;
    same("lines", page.count("#news-offline").await?, 0)?;
    let cut = |offline| json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    devtools::call(&page.client, "Network.emulateNetworkConditions", cut(true)).await?;
    page.until_says("[role=status] #news-offline", "No connection").await?;
    // Everything else works.
    page.script("entente.open('/event/ar-us-cyber-policy-working-group-2017-05-23')").await?;
    page.until_says("#detail", "23 May 2017").await?;
    devtools::call(&page.client, "Network.emulateNetworkConditions", cut(false)).await?;
    page.until("the line is gone", "return !document.querySelector('#news-offline')").await.map(drop)
}

pub async fn another_version_is_told_and_loaded_where_the_reader_is(page: &Page<'_>) -> Result<(), Fault> {
    let here = "/?theme=cybercrime&from=2015";
    page.open(here).await?;
    kept(page).await?;
    page.open(here).await?;
    page.full().await?;
    let ours = version(page).await?;
    let another = Another::of(page.host.folder(), "told", &["index.html"])?;
    page.script("window.stays = true").await?;
    // Forth, and back again.
    for (over, next) in [(Some(another.folder()), &another.version), (None, &ours)] {
        page.host.lay_over(over);
        look_for_another(page).await?;
        page.until_says("[role=status] #news-renewed", "new version of the record").await?;
        check(version(page).await? != *next, || "the page was loaded anew by itself".to_owned())?;
        let before = page.first_number("#result").await?;
        page.click("[data-act=renew]").await?;
        until_of(page, next).await?;
        kept(page).await?;
        page.until_at(here).await?;
        same("events", page.first_number("#result").await?, before)?;
        same("lines", page.count("#news-renewed").await?, 0)?;
    }
    // What the other version left is gone when no page can ask for it any more.
    page.go_to("about:blank").await?;
    page.open("/").await?;
    page.full().await?;
    page.until(
        "one version is left",
        "caches.keys().then((names) => window.names = names.length); return window.names === 1",
    )
    .await
    .map(drop)
}

pub async fn a_page_never_gets_files_of_another_version(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/").await?;
    kept(page).await?;
    let ours = version(page).await?;
    let another = Another::of(page.host.folder(), "mixed", &["index.html", "es/index.html"])?;
    page.host.lay_over(Some(another.folder()));
    // The page comes from the host, the worker between is still of before.
    page.open("/").await?;
    page.full().await?;
    check(version(page).await? == another.version, || format!("the page is of {ours} still"))?;
    // It holds its scripts against what they are to be, and says nothing of a version that it is of.
    page.until(
        "the worker is of the page's version",
        "caches.keys().then((names) => window.names = names);
         const version = document.querySelector('meta[name=version]').content;
         return window.names?.some((name) => name.endsWith(version)) && navigator.serviceWorker.controller",
    )
    .await?;
    same("lines", page.count("#news-renewed").await?, 0)?;
    page.open("/es/").await?;
    page.full().await?;
    same("lines", page.count("#news-renewed").await?, 0)
}

/// Goes on once the browser has begun to keep the site and cannot end it.
async fn until_begun(page: &Page<'_>) -> Result<(), Fault> {
    page.host.hold("loader_bg.wasm");
    page.open("/").await?;
    page.full().await?;
    page.until(
        "it is being kept",
        "navigator.serviceWorker.getRegistration().then((site) => window.site = site); return window.site?.installing",
    )
    .await
    .map(drop)
}

/// Waits until nothing is kept, and sees that the page works all the same.
async fn until_left_alone(page: &Page<'_>) -> Result<(), Fault> {
    page.until(
        "nothing is kept",
        "Promise.all([navigator.serviceWorker.getRegistrations(), caches.keys()]).then((all) => window.left = all.flat().length);
         return window.left === 0",
    )
    .await?;
    let all = page.first_number("#result").await?;
    page.tick("theme", "cybercrime").await?;
    page.until_counts(&format!("n > 0 && n < {all}")).await?;
    same("lines", page.count(".news p").await?, 0)
}

pub async fn a_site_that_can_not_be_kept_whole_works(page: &Page<'_>) -> Result<(), Fault> {
    page.expect_error("404 (Not Found)");
    until_begun(page).await?;
    page.host.lose("loader_bg.wasm");
    until_left_alone(page).await?;
    // The next visit tries again.
    page.host.relent();
    page.open("/").await?;
    kept(page).await
}

pub async fn a_device_without_room_leaves_the_site_working(page: &Page<'_>) -> Result<(), Fault> {
    let origin = page.host.address("");
    let room = json!({ "origin": origin, "quotaSize": 100_000 });
    devtools::call(&page.client, "Storage.overrideQuotaForOrigin", room).await?;
    until_begun(page).await?;
    page.host.relent();
    until_left_alone(page).await
}

pub async fn a_site_without_its_worker_works(page: &Page<'_>) -> Result<(), Fault> {
    page.expect_error("404 (Not Found)");
    page.open("/").await?;
    kept(page).await?;
    // The host has lost it: what is kept stays, pages come from the host.
    page.host.lose("sw.js");
    page.open("/party/MX").await?;
    page.full().await?;
    page.until_says("#detail", "Mexico").await?;
    page.host.relent();
    // The host takes it away: one that ends itself.
    let ended = Another::with(
        "ended",
        "sw.js",
        "addEventListener('install', () => skipWaiting());
         addEventListener('activate', (event) => event.waitUntil(registration.unregister()));",
    )?;
    page.host.lay_over(Some(ended.folder()));
    page.script("navigator.serviceWorker.getRegistration().then((site) => site.update()).catch(() => {})")
        .await?;
    page.until(
        "it is gone",
        "navigator.serviceWorker.getRegistrations().then((all) => window.left = all.length); return window.left === 0",
    )
    .await?;
    page.open("/?theme=cybercrime").await?;
    page.full().await?;
    same("lines", page.count(".news p").await?, 0)
}

pub async fn a_frame_keeps_nothing_of_the_site(page: &Page<'_>) -> Result<(), Fault> {
    let inner = json!(page.host.address("/?embed=1"));
    let _host =
        sharing::stand_in(page, "kept", &format!("<iframe src={inner} width=900 height=700></iframe>"))
            .await?;
    page.client.enter_frame(0).await?;
    page.full().await?;
    page.script("return new Promise((done) => requestAnimationFrame(() => setTimeout(done)))").await?;
    let left = "return Promise.all([navigator.serviceWorker.getRegistrations(), caches.keys()]).then((all) => all.flat().length)";
    same("what is kept", page.script(left).await?, json!(0))?;
    page.client.enter_parent_frame().await.map_err(Fault::from)
}
