//! The page that Trunk builds, as the mould of every static page: its head loads the app, its body is ours.

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use entente_hosting::policy::policy;
use maud::{Markup, PreEscaped, html};
use sha2::{Digest as _, Sha384};

use crate::view::Language;

use super::{
    Error, offline,
    tags::{Tag, tags},
};

/// Trunk's page cut into what is kept. What is particular to a page (language, title, description, body) is not.
#[derive(Debug)]
pub struct Shell {
    /// What the head loads and declares for every page.
    head: String,
    /// The site's own address, as `<base>` has it: it ends with a slash.
    base: String,
    /// What begins the app.
    start: Start,
    /// The version of the build, and the colour of the page, light and dark.
    version: String,
    papers: [String; 2],
}

/// The script that begins the app: a file, so that a policy need allow no script that stands in a page. It takes the place
/// of Trunk's, which fetches the wasm before the page is painted and says nothing if that fails.
#[derive(Debug)]
pub struct Start {
    /// Name of the file, at the site's root; it changes with what is in it.
    pub name: String,
    /// What is in it.
    pub text: String,
    /// What a browser holds the file against: subresource integrity.
    integrity: String,
}

impl Start {
    fn new(js: &str, wasm: &str, wasm_integrity: &str) -> Self {
        let text = include_str!("start.js")
            .replace("{js}", file_name(js))
            .replace("{wasm}", file_name(wasm))
            .replace("{integrity}", wasm_integrity);
        let digest = Sha384::digest(text.as_bytes());
        let hash: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        Self {
            name: format!("start-{hash}.js"),
            integrity: format!("sha384-{}", BASE64.encode(digest)),
            text,
        }
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// What of Trunk's head is told to nobody as it is.
enum Part {
    /// A page has its own, or every page has it before all else.
    Particular,
    /// The script that begins the app.
    Script,
    /// What fetches the wasm ahead, and what it is held against.
    Wasm(String, String),
    /// What fetches the app's script ahead.
    Js(String),
    /// What fetches one of the scripts ahead that wasm-bindgen cut out of our sources. Trunk tells them in another order with
    /// each build; ours is the same.
    Snippet,
}

fn part(tag: &Tag<'_>) -> Option<Part> {
    let is = |name: &str, value: &str| tag.get(name).as_deref() == Some(value);
    let is_meta = tag.starts("meta") && (tag.get("charset").is_some() || is("name", "description"));
    let is_icon = tag.starts("link") && is("rel", "icon");
    if tag.starts("head") || tag.starts("title") || is_meta || is_icon {
        Some(Part::Particular)
    } else if tag.starts("script") && is("type", "module") {
        Some(Part::Script)
    } else if tag.starts("link") && is("rel", "preload") && is("as", "fetch") {
        Some(Part::Wasm(tag.get("href")?, tag.get("integrity").unwrap_or_default()))
    } else if tag.starts("link") && is("rel", "modulepreload") {
        // They stand in a folder of their own.
        tag.get("href").map(|href| if href.contains("/snippets/") { Part::Snippet } else { Part::Js(href) })
    } else {
        None
    }
}

impl Shell {
    /// Cuts a page.
    ///
    /// # Errors
    /// [`Error::Shell`] if it is none that Trunk builds from the project's `index.html`.
    pub fn cut(page: &str) -> Result<Self, Error> {
        let mut all = tags(page);
        let root = all.find(|tag| tag.starts("html")).ok_or(Error::Shell("no <html>"))?;
        // An optimised page leaves <head> out and begins with what stands in it.
        let (mut head, mut from, mut base) = (String::new(), root.place.end, None);
        let (mut js, mut wasm): (Option<String>, Option<(String, String)>) = (None, None);
        let mut snippets = Vec::new();
        while let Some(tag) = all.next() {
            if tag.starts("base") {
                base = tag.get("href");
            }
            if tag.ends("head") || tag.starts("body") {
                head.push_str(page[from..tag.place.start].trim());
                snippets.sort_unstable();
                head.extend(snippets);
                let base = base.filter(|base| base.ends_with('/'));
                let base = base.ok_or(Error::Shell("no <base> that ends with a slash"))?;
                let (Some(js), Some((wasm, integrity))) = (js, wasm) else {
                    return Err(Error::Shell("nothing that loads the app"));
                };
                let start = Start::new(&js, &wasm, &integrity);
                return Ok(Self { head, base, start, version: String::new(), papers: Default::default() });
            }
            let Some(part) = part(&tag) else { continue };
            if let Part::Js(href) = part {
                js = Some(href);
                continue;
            }
            head.push_str(page[from..tag.place.start].trim());
            from = tag.place.end;
            match part {
                Part::Wasm(href, integrity) => wasm = Some((href, integrity)),
                Part::Snippet => snippets.push(&page[tag.place.clone()]),
                // What stands in it goes with it.
                Part::Script | Part::Particular if tag.starts("script") || tag.starts("title") => {
                    from = all.next().map_or(page.len(), |end| end.place.end);
                }
                _ => {}
            }
        }
        Err(Error::Shell("no end of the head"))
    }

    /// The same for the pages of a version of the site, with the colour of the page, light and dark.
    pub fn of_version(self, version: String, papers: [String; 2]) -> Self {
        Self { version, papers, ..self }
    }

    /// What begins the app.
    pub const fn start(&self) -> &Start {
        &self.start
    }

    /// The site's own address: a path, or a host with a path; it ends with a slash.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// A whole page.
    pub fn page(&self, language: Language, title: &str, head: &Markup, body: &Markup) -> String {
        html! {
            (PreEscaped("<!doctype html>"))
            html lang=(language.tag()) {
                head {
                    meta charset="utf-8";
                    // It holds for what comes after it.
                    meta http-equiv="Content-Security-Policy" content=(policy());
                    (PreEscaped(&self.head))
                    script type="module" src={ (self.base) (self.start.name) } integrity=(self.start.integrity) {}
                    (offline::head(language, &self.base, &self.version, &self.papers))
                    title { (title) }
                    (head)
                }
                body { (body) }
            }
        }
        .into_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As Trunk 0.21 minifies it.
    const PAGE: &str = "<!doctype html><html lang=en><meta charset=utf-8><base href=/sub/><title>Old <i></title>\
        <meta content=\"x\" name=viewport><meta content=\"Old.\" name=description><script type=module>'</head>'</script>\
        <link href=data:, rel=icon><link href=/a.css rel=stylesheet><link crossorigin href=/sub/snippets/b/b.js rel=modulepreload>\
        <link crossorigin href=/sub/snippets/b/a.js rel=modulepreload><link crossorigin href=/sub/a-1.js integrity=sha384-j rel=modulepreload>\
        <link as=fetch crossorigin href=/sub/a-1_bg.wasm integrity=sha384-w rel=preload type=application/wasm>\
        </head><body><noscript><p>Old</noscript></body></html>";

    #[test]
    fn what_loads_the_app_is_kept_and_what_is_particular_is_not() {
        let shell = Shell::cut(PAGE).expect("is a page of Trunk's");
        let page =
            shell.page(Language::Spanish, "Uno & <dos>", &html! { meta name="x"; }, &html! { p { "Nuevo" } });
        let Start { name, integrity, .. } = shell.start();
        let policy = policy();
        let worn = offline::head(Language::Spanish, "/sub/", "", &Default::default()).into_string();
        assert_eq!(
            page,
            format!(
                "<!doctype html><html lang=\"es\"><head><meta charset=\"utf-8\">\
                 <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\"><base href=/sub/>\
                 <meta content=\"x\" name=viewport><link href=/a.css rel=stylesheet>\
                 <link crossorigin href=/sub/a-1.js integrity=sha384-j rel=modulepreload>\
                 <link crossorigin href=/sub/snippets/b/a.js rel=modulepreload>\
                 <link crossorigin href=/sub/snippets/b/b.js rel=modulepreload>\
                 <script type=\"module\" src=\"/sub/{name}\" integrity=\"{integrity}\"></script>\
                 {worn}<title>Uno &amp; &lt;dos&gt;</title><meta name=\"x\"></head><body><p>Nuevo</p></body></html>"
            )
        );
        assert_eq!(shell.base(), "/sub/");
    }

    #[test]
    fn every_page_says_of_which_version_it_is() {
        let shell = Shell::cut(PAGE).expect("is a page of Trunk's");
        let shell = shell.of_version("0f".into(), ["#fff".into(), "#000".into()]);
        let page = shell.page(Language::Spanish, "", &html! {}, &html! {});
        assert!(page.contains("<meta name=\"version\" content=\"0f\">"), "{page}");
        assert!(page.contains("href=\"/sub/manifest.es.webmanifest\""), "{page}");
    }

    #[test]
    fn the_app_begins_with_the_files_that_trunk_named_and_what_they_are_held_against() {
        let shell = Shell::cut(PAGE).expect("is a page of Trunk's");
        let Start { name, text, integrity } = shell.start();
        for expected in ["import(\"./a-1.js\")", "URL(\"a-1_bg.wasm\"", "integrity: \"sha384-w\""] {
            assert!(text.contains(expected), "{expected} in {text}");
        }
        assert!(integrity.starts_with("sha384-") && integrity.len() == 7 + 64, "{integrity}");
        let other = Shell::cut(&PAGE.replace("sha384-w", "sha384-v")).expect("is a page of Trunk's");
        assert_ne!(*name, other.start().name, "its name changes with what is in it");
    }

    #[test]
    fn a_page_that_is_not_minified_is_cut_too() {
        let page = PAGE
            .replace("<meta charset", "\n<head>\n  <meta charset")
            .replace("type=module", "type=\"module\"")
            .replace("rel=preload", "rel=\"preload\"");
        assert!(Shell::cut(&page).expect("is a page").head.starts_with("<base"));
    }

    #[test]
    fn another_page_is_refused_with_what_it_lacks() {
        for (page, lacks) in [
            ("", "no <html>"),
            ("<html><base href=/>", "no end of the head"),
            ("<html><body>", "no <base> that ends with a slash"),
            ("<html><base href=/><body>", "nothing that loads the app"),
        ] {
            let error = Shell::cut(page).expect_err("is refused").to_string();
            assert!(error.contains(lacks), "{error}");
        }
    }
}
