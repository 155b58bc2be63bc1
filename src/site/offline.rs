//! What has the site work without a connection and be installed: the files that are kept, the service worker that keeps
//! them (`sw.js`), the page that shows every other from them (`app.html`), and manifests.
//!
//! The version is a hash over the names and contents of all files that a page runs with. Each page carries it, so that a
//! page and a worker know whether they are of the same build.

use std::{collections::BTreeMap, fs, path::Path};

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use maud::{Markup, html};
use sha2::{Digest as _, Sha384};

use super::{Error, icons};
use crate::{
    text::Texts,
    view::{Language, Page, View},
};

/// The page that the service worker answers with where the host does not.
pub const APP: &str = "/app.html";
/// The service worker.
pub const WORKER: &str = "/sw.js";
/// The worker that reads a reader's own record is asked for with what its files are made from.
const LOADER: [&str; 3] = ["load.js", "loader.js", "loader_bg.wasm"];

/// The files that are kept, by name from the site's root, each with what it is held against.
#[derive(Debug)]
pub struct Kept(BTreeMap<String, String>);

impl Kept {
    /// What a built site has of them; pages, downloads and pictures are none.
    ///
    /// # Errors
    /// [`Error::File`] if one can't be read.
    pub fn of(dist: &Path) -> Result<Self, Error> {
        let mut kept = Self(BTreeMap::new());
        kept.add(dist, "")?;
        Ok(kept)
    }

    fn add(&mut self, dist: &Path, folder: &str) -> Result<(), Error> {
        let path = dist.join(folder);
        let failed = |error| Error::File(path.clone(), error);
        for entry in fs::read_dir(&path).map_err(failed)?.flatten() {
            let name = [folder, &entry.file_name().to_string_lossy()].concat();
            if entry.path().is_dir() {
                if name == "record" || name.starts_with("snippets") {
                    self.add(dist, &[&name, "/"].concat())?;
                }
            } else if is_kept(&name) {
                let file = entry.path();
                let bytes = fs::read(&file).map_err(|error| Error::File(file.clone(), error))?;
                self.insert(&name, &bytes);
            }
        }
        Ok(())
    }

    fn insert(&mut self, name: &str, content: &[u8]) {
        let asked =
            if LOADER.contains(&name) { [name, "?", env!("ENTENTE_LOADER")].concat() } else { name.into() };
        self.0.insert(asked, ["sha384-", &BASE64.encode(Sha384::digest(content))].concat());
    }

    /// The version of the build.
    pub fn version(&self) -> String {
        let mut all = Sha384::new();
        for (name, integrity) in &self.0 {
            all.update([name, "\n", integrity, "\n"].concat());
        }
        all.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }

    /// The service worker, which keeps the page for all pages too.
    ///
    /// # Errors
    /// [`Error::Json`] if the list can't be written.
    pub fn worker(mut self, app: &str) -> Result<String, Error> {
        let version = self.version();
        self.insert(APP.trim_start_matches('/'), app.as_bytes());
        let files = serde_json::to_string_pretty(&self.0).map_err(Error::Json)?;
        Ok(include_str!("sw.js").replace("{version}", &version).replace("{files}", &files))
    }
}

/// Whether a file is one that a page runs with.
fn is_kept(name: &str) -> bool {
    let extension = name.rsplit('.').next().unwrap_or_default();
    matches!(extension, "js" | "wasm" | "css" | "bin" | "webmanifest") && !WORKER.ends_with(name)
        || icons::TAB.ends_with(name)
}

/// Where the manifest in a language lies within the site.
pub fn manifest_path(language: Language) -> &'static str {
    match language {
        Language::English => "/manifest.webmanifest",
        Language::Spanish => "/manifest.es.webmanifest",
    }
}

/// The manifest in a language: what an installed site is called and looks like. `base` is the path of the site's root.
///
/// # Errors
/// [`Error::Json`] if it can't be written.
pub fn manifest(language: Language, base: &str, paper: &str) -> Result<String, Error> {
    let texts = Texts::of(language);
    let address = |path: &str| [base, path].concat();
    let start = crate::link::write(&View { language, page: Page::Explore, ..View::default() });
    let icons: Vec<serde_json::Value> = icons::ICONS
        .iter()
        .map(|icon| {
            serde_json::json!({
                "src": address(icon.path),
                "sizes": icon.size.map_or_else(|| "any".to_string(), |size| format!("{size}x{size}")),
                "type": if icon.size.is_some() { "image/png" } else { "image/svg+xml" },
                "purpose": if icon.is_maskable { "maskable" } else { "any" },
            })
        })
        .collect();
    let manifest = serde_json::json!({
        "id": address("/"),
        "name": texts.brand_name,
        "description": texts.brand_description,
        "lang": language.tag(),
        "dir": "ltr",
        "start_url": address(&start),
        "scope": address("/"),
        "display": "minimal-ui",
        "background_color": paper,
        "theme_color": paper,
        "icons": icons,
    });
    serde_json::to_string_pretty(&manifest).map_err(Error::Json)
}

/// What the head of every page says of all this. `papers` are the colours of the page, light and dark.
pub fn head(language: Language, base: &str, version: &str, papers: &[String; 2]) -> Markup {
    let address = |path: &str| [base.trim_end_matches('/'), path].concat();
    html! {
        meta name="version" content=(version);
        @for (scheme, paper) in ["light", "dark"].into_iter().zip(papers) {
            meta name="theme-color" media={ "(prefers-color-scheme: " (scheme) ")" } content=(paper);
        }
        link rel="icon" type="image/svg+xml" href=(address(icons::TAB));
        link rel="apple-touch-icon" href=(address(icons::TOUCH));
        link rel="manifest" href=(address(manifest_path(language)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(content: &str) -> Kept {
        let mut kept = Kept(BTreeMap::new());
        kept.insert("a-0123456789abcdef.js", content.as_bytes());
        kept.insert("load.js", b"");
        kept
    }

    #[test]
    fn a_version_changes_with_any_content_and_with_nothing_else() {
        assert_eq!(kept("a").version(), kept("a").version());
        assert_ne!(kept("a").version(), kept("b").version());
    }

    #[test]
    fn the_worker_keeps_the_page_for_all_pages_too_and_the_version_is_that_of_the_pages() {
        let version = kept("a").version();
        let worker = kept("a").worker("<!doctype html>").expect("is written");
        assert!(worker.contains(&format!("VERSION = \"{version}\"")), "{worker}");
        assert!(worker.contains("\"app.html\": \"sha384-") && worker.contains("\"load.js?"), "{worker}");
        assert!(!worker.contains("{files}"));
    }

    #[test]
    fn pages_downloads_and_the_worker_itself_are_not_kept() {
        for name in ["index.html", "sw.js", "preview.png", "a.js.br", "icon-192.png", "robots.txt"] {
            assert!(!is_kept(name), "{name}");
        }
        for name in ["start-1.js", "a_bg.wasm", "record/details-1.bin", "icon.svg", "manifest.webmanifest"] {
            assert!(is_kept(name), "{name}");
        }
    }
}
