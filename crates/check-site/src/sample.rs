//! What of a site is looked at: the start page and what it loads, the downloads, and some pages of each kind.

use std::collections::BTreeSet;

use entente_hosting::caching;

use crate::finding::Rule;
use crate::http::{Answer, Request};
use crate::markup::{self, Tag};
use crate::probe::{Host, Probe};

/// Pages that every edition has.
const ALWAYS: [&str; 6] = ["", "/about", "/data", "/commitments", "/es", "/es/about"];
/// What lies at the root whatever the record says; the last two only with some builds.
const AT_THE_ROOT: [&str; 6] =
    ["/robots.txt", "/entente.d.ts", "/load.js", "/loader.js", "/loader_bg.wasm", "/404.html"];
const PERHAPS: [&str; 5] =
    ["/sw.js", "/manifest.webmanifest", "/bom.cdx.json", "/sitemap.xml", "/preview.png"];
/// Kinds of pages by the first part of their address.
const KINDS: [&str; 5] = ["event", "mechanism", "party", "pair", "theme"];
/// How many pages of a kind and language are looked at.
const OF_A_KIND: usize = 2;

/// What is looked at, as targets of requests.
#[derive(Debug, Default)]
pub struct Sample {
    /// Pages, the start page first.
    pub pages: Vec<String>,
    /// Files with an extension.
    pub files: Vec<String>,
    /// Where the links of the sample lead, within the site.
    pub links: BTreeSet<String>,
}

impl Sample {
    /// Goes through the site from its start page on. `None` if it has none.
    pub fn take(probe: &mut Probe) -> Option<Sample> {
        let start = Request::get(&probe.target("/"));
        let answer = probe.ask(&start)?;
        let html = answer.text();
        let tags = markup::tags(&html);
        let base = tags.iter().find(|tag| tag.name == "base").and_then(|tag| tag.get("href"));
        let Some(base) = base.filter(|_| answer.status == 200) else {
            probe.find(
                Rule::Page,
                &start,
                format!("status {}, and no start page of this site", answer.status),
            );
            return None;
        };
        let wanted = probe.target("/");
        probe.hold(base.ends_with(&wanted), Rule::Page, &start, || {
            format!("the site was built for {base} and lies at {wanted}: build it with --public-url {wanted}")
        });
        let own = own_origin(&tags).map(str::to_owned);
        let mut sample = Sample::default();
        let paths = ALWAYS.iter().map(|path| probe.target(if path.is_empty() { "/" } else { path }));
        sample.pages.extend(paths);
        sample.files.extend(AT_THE_ROOT.iter().map(|path| probe.target(path)));
        for path in PERHAPS {
            let target = probe.target(path);
            let is_there = probe.ask(&Request::get(&target).method("HEAD"))?.status == 200;
            sample.files.extend(is_there.then_some(target));
        }
        let mut at = 0;
        while let Some(target) = sample.pages.get(at).cloned() {
            at += 1;
            let Some(answer) = probe.ask(&Request::get(&target)) else { continue };
            let Some(answer) = sample.led_on(probe, at - 1, answer) else { continue };
            let html = answer.text();
            for tag in markup::tags(&html) {
                let link = tag.get("href").or_else(|| tag.get("src"));
                let link = link.and_then(|link| probe.address.within(link, own.as_deref()));
                if let Some(link) = link {
                    sample.add(probe, link);
                }
            }
        }
        sample.add_what_files_name(probe);
        Some(sample)
    }

    /// The answer for a page. A plain host may lead from a folder's name to the same with a slash behind it; then that is the
    /// page's address from here on.
    fn led_on(&mut self, probe: &mut Probe, at: usize, answer: Answer) -> Option<Answer> {
        let location = answer.header("Location").filter(|_| probe.host == Host::Plain);
        let own = probe.address.origin();
        let to = location.and_then(|location| probe.address.within(&location, Some(&own)));
        let answer = match to.filter(|to| *to == format!("{}/", self.pages[at])) {
            Some(to) => {
                self.pages[at].clone_from(&to);
                probe.ask(&Request::get(&to))?
            }
            None => answer,
        };
        (answer.status == 200).then_some(answer)
    }

    /// A link of a page: to follow, and perhaps to look at closely.
    fn add(&mut self, probe: &Probe, link: String) {
        let path = link.split('?').next().unwrap_or_default();
        let within = &path[probe.address.base.len()..];
        let name = within.rsplit('/').next().unwrap_or_default();
        let is_file = name.contains('.');
        if is_file && !self.files.iter().any(|file| file == path) && !name.ends_with(".xml") {
            self.files.push(path.to_owned());
        }
        if let Some(kind) = kind(within).filter(|_| !is_file && link == path) {
            let base = &probe.address.base;
            let so_far =
                self.pages.iter().filter(|page| crate::sample::kind(&page[base.len()..]) == Some(kind));
            if so_far.count() < OF_A_KIND && !self.pages.contains(&link) {
                self.pages.push(link.clone());
            }
        }
        self.links.insert(link);
    }

    /// Scripts and wasm name files that no page does: those named by their content.
    fn add_what_files_name(&mut self, probe: &mut Probe) {
        let mut at = 0;
        while let Some(file) = self.files.get(at).cloned() {
            at += 1;
            let is_code = file.ends_with(".js") || file.ends_with(".wasm");
            if !is_code || !caching::is_forever(&file) {
                continue;
            }
            let Some(answer) = probe.ask(&Request::get(&file)) else { continue };
            for name in names_in(&answer.decoded().unwrap_or_default()) {
                let folder = if name.starts_with("details-") { "/record/" } else { "/" };
                let target = probe.target(&[folder, &name].concat());
                if !self.files.contains(&target) {
                    self.files.push(target);
                }
            }
        }
    }
}

/// The origin that a site takes for its own: that of its canonical address.
fn own_origin(tags: &[Tag]) -> Option<&str> {
    let canonical = tags.iter().find(|tag| tag.name == "link" && tag.get("rel") == Some("canonical"))?;
    let href = canonical.get("href")?;
    let after = href.find("://")? + 3;
    let end = href[after..].find('/').map_or(href.len(), |end| after + end);
    Some(&href[..end])
}

/// The kind of page that a path within the site leads to, with its language: `es/event`.
fn kind(path: &str) -> Option<&str> {
    let path = path.strip_prefix('/')?;
    let bare = path.strip_prefix("es/").unwrap_or(path);
    let first = bare.split('/').next().filter(|first| KINDS.contains(first))?;
    let has_name = bare.len() > first.len() + 1;
    has_name.then(|| &path[..path.len() - bare.len() + first.len()])
}

/// Names of files that are named by their content, in the text or code of another.
fn names_in(bytes: &[u8]) -> BTreeSet<String> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
    let words = bytes.split(|byte| !is_part(byte)).filter(|word| word.len() > 16);
    let mut names = BTreeSet::new();
    for word in words {
        let Ok(word) = std::str::from_utf8(word) else { continue };
        // In wasm, texts stand one after the other without anything between them.
        for beginning in ["details-", "entente-", "start-"] {
            for (at, _) in word.match_indices(beginning) {
                let ends = [".bin", ".css", ".js", ".wasm"];
                let name = ends.iter().find_map(|end| {
                    let length = word[at..].find(end)? + end.len();
                    Some(&word[at..at + length]).filter(|name| caching::is_forever(name))
                });
                names.extend(name.map(str::to_owned));
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_between_other_texts() {
        let code = b"\0abcrecord/details-0a00389705fb2c5d.binMore import(\"./entente-a4b582ab86a95002.js\") entente-x.js";
        let found: Vec<String> = names_in(code).into_iter().collect();
        assert_eq!(found, ["details-0a00389705fb2c5d.bin", "entente-a4b582ab86a95002.js"]);
    }

    #[test]
    fn pages_are_told_apart_by_kind_and_language() {
        assert_eq!(kind("/event/x"), Some("event"));
        assert_eq!(kind("/es/pair/AR/US"), Some("es/pair"));
        assert_eq!([kind("/about"), kind("/event/"), kind("/es"), kind("")], [None; 4]);
    }

    #[test]
    fn the_site_takes_the_origin_of_its_canonical_address_for_its_own() {
        let origin = |html: &str| own_origin(&markup::tags(html)).map(str::to_owned);
        assert_eq!(origin("<link rel=canonical href=https://a.org/sub/>").as_deref(), Some("https://a.org"));
        assert_eq!(origin("<link rel=canonical href=/sub/>"), None);
    }
}
