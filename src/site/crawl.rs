//! A reader without JavaScript who looks at every page and follows every link: what of the site they would find broken.
//!
//! It reads the files that were written, not what they were written from.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use super::{
    Error, on_all_cores,
    place::Place,
    tags::{Tag, plain, tags},
};

/// What was seen.
#[derive(Debug, Default)]
pub struct Crawl {
    /// Pages read.
    pub pages: usize,
    /// Links of theirs that lead to a file of the site.
    pub links: usize,
    /// Addresses in sitemaps and feeds.
    pub listed: usize,
    /// Page, and what is wrong with it.
    pub faults: Vec<(String, String)>,
}

/// Reads every page, sitemap and feed below a directory.
///
/// # Errors
/// [`Error::File`] if a file can't be read; what is wrong with its content is a fault of the [`Crawl`].
pub fn crawl(dist: &Path, place: &Place) -> Result<Crawl, Error> {
    let mut files = BTreeSet::new();
    walk(dist, "", &mut files)?;
    let all: Vec<&String> = files.iter().collect();
    let site = Site { place, files: &files };
    let look = |files: &[&String]| {
        let mut seen = Crawl::default();
        for file in files {
            let path = dist.join(file.trim_start_matches('/'));
            if file.ends_with(".html") {
                site.page(file, &read(&path)?, &mut seen);
            } else if file.ends_with(".xml") {
                site.list(file, &read(&path)?, &mut seen);
            }
        }
        Ok(seen)
    };
    let mut whole = Crawl::default();
    for part in on_all_cores(&all, look) {
        let part = part?;
        whole.pages += part.pages;
        whole.links += part.links;
        whole.listed += part.listed;
        whole.faults.extend(part.faults);
    }
    Ok(whole)
}

fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|error| Error::File(path.to_path_buf(), error))
}

/// The paths of all files below a folder, as addresses have them.
fn walk(folder: &Path, path: &str, files: &mut BTreeSet<String>) -> Result<(), Error> {
    let failed = |error| Error::File(PathBuf::from(folder), error);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let here = [path, "/", &entry.file_name().to_string_lossy()].concat();
        if entry.file_type().map_err(failed)?.is_dir() {
            walk(&entry.path(), &here, files)?;
        } else {
            files.insert(here);
        }
    }
    Ok(())
}

struct Site<'a> {
    place: &'a Place,
    files: &'a BTreeSet<String>,
}

impl Site<'_> {
    /// Whether a static host has something for a path.
    fn answers(&self, path: &str) -> bool {
        self.files.contains(path)
            || self.files.contains(&[path.trim_end_matches('/'), "/index.html"].concat())
    }

    fn page(&self, file: &str, html: &str, seen: &mut Crawl) {
        seen.pages += 1;
        let mut look = Look::default();
        for tag in tags(html).filter(|tag| !tag.is_end) {
            look.at(&tag, html);
        }
        let mut faults = look.faults(html);
        let path = file
            .strip_suffix("index.html")
            .map(|path| if path == "/" { path } else { path.trim_end_matches('/') });
        if let Some(path) = path {
            faults.extend(self.addresses(path, &look));
        }
        for href in &look.links {
            let Some(path) = self.place.within(href) else {
                if href.starts_with('/') {
                    faults.push(format!("{href} leads out of the site"));
                }
                continue;
            };
            if self.answers(path) {
                seen.links += 1;
            } else {
                faults.push(format!("{href} leads nowhere"));
            }
        }
        seen.faults.extend(faults.into_iter().map(|fault| (file.to_string(), fault)));
    }

    /// What is wrong with what a page says of its own address and of its other language.
    fn addresses(&self, path: &str, look: &Look) -> Vec<String> {
        let mut faults = Vec::new();
        let english = match path.strip_prefix("/es") {
            Some("") => "/",
            Some(rest) if rest.starts_with('/') => rest,
            _ => path,
        };
        let language = if english == path { "en" } else { "es" };
        let spanish = if english == "/" { "/es".to_string() } else { ["/es", english].concat() };
        if look.language.as_deref() != Some(language) {
            faults.push(format!("its language is {:?}", look.language));
        }
        let address = |path: &str| self.place.address(path);
        if look.canonical != [address(path)] {
            faults.push(format!("its canonical address is {:?}", look.canonical));
        }
        let wanted = [("en", english), ("es", &spanish), ("x-default", english)];
        for (language, path) in wanted {
            let given: Vec<&str> =
                look.languages.iter().filter(|it| it.0 == language).map(|it| it.1.as_str()).collect();
            if given != [address(path)] {
                faults.push(format!("its address in {language} is {given:?}"));
            }
        }
        faults
    }

    /// A sitemap or feed: every address of the site in it leads somewhere.
    fn list(&self, file: &str, xml: &str, seen: &mut Crawl) {
        let locations =
            xml.split("<loc>").skip(1).filter_map(|rest| rest.split_once("</loc>")).map(|it| plain(it.0));
        let links = tags(xml).filter(|tag| tag.starts("link")).filter_map(|tag| tag.get("href"));
        for address in locations.chain(links) {
            seen.listed += 1;
            if !self.place.within(&address).is_some_and(|path| self.answers(path)) {
                seen.faults.push((file.to_string(), format!("{address} leads nowhere")));
            }
        }
    }
}

/// What a page says, as its tags go by.
#[derive(Default)]
struct Look {
    /// Whether the head is over: titles of drawings are none of the page.
    in_body: bool,
    language: Option<String>,
    titles: Vec<String>,
    descriptions: Vec<String>,
    canonical: Vec<String>,
    /// Language and address.
    languages: Vec<(String, String)>,
    links: Vec<String>,
    ids: BTreeSet<String>,
    twice: Vec<String>,
    linked: Vec<String>,
}

impl Look {
    fn at(&mut self, tag: &Tag, html: &str) {
        let content = |closing: &str| {
            let rest = &html[tag.place.end..];
            rest.split_once(closing).map_or(String::new(), |(text, _)| text.to_string())
        };
        let get = |name: &str| tag.get(name).unwrap_or_default();
        if let Some(id) = tag.get("id")
            && !self.ids.insert(id.clone())
        {
            self.twice.push(id);
        }
        if tag.starts("html") {
            self.language = tag.get("lang");
        } else if tag.starts("body") {
            self.in_body = true;
        } else if tag.starts("title") && !self.in_body {
            self.titles.push(plain(&content("</title>")));
        } else if tag.starts("meta") && get("name") == "description" {
            self.descriptions.push(get("content"));
        } else if tag.starts("meta") && get("property") == "og:image" {
            self.links.push(get("content"));
        } else if tag.starts("a") {
            self.links.extend(tag.get("href"));
        } else if tag.starts("script") {
            self.links.extend(tag.get("src"));
            if get("type") == "application/ld+json" {
                self.linked.push(content("</script>"));
            }
        } else if tag.starts("link") {
            match get("rel").as_str() {
                "canonical" => self.canonical.push(get("href")),
                "alternate" if tag.get("hreflang").is_some() => {
                    self.languages.push((get("hreflang"), get("href")));
                }
                _ => {}
            }
            self.links.extend(tag.get("href"));
        }
    }

    /// What is wrong with the page by itself.
    fn faults(&self, html: &str) -> Vec<String> {
        let mut faults = Vec::new();
        let one = |values: &[String]| matches!(values, [value] if !value.trim().is_empty());
        if !one(&self.titles) {
            faults.push(format!("its titles are {:?}", self.titles));
        }
        if !one(&self.descriptions) {
            faults.push(format!("its descriptions are {:?}", self.descriptions));
        }
        faults.extend(self.twice.iter().map(|id| format!("its id {id:?} stands twice")));
        for linked in &self.linked {
            if let Err(error) = serde_json::from_str::<serde_json::Value>(linked) {
                faults.push(format!("its linked data: {error}"));
            }
        }
        if tags(html).filter(|tag| tag.starts("h1")).count() != 1 {
            faults.push("it has not one heading".to_string());
        }
        faults
    }
}
