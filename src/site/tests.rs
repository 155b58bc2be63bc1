//! The static pages of small records, as their readers and machines take them.

use std::fs;

use entente_record::{Day, Details, EventDetail, MechanismDetail, Record};
use serde_json::Value;

use super::*;
use crate::testing::{event, mechanism, record};

/// Text that ends whatever holds it, where it is not escaped.
const HOSTILE: &str = "</script><script>alert(1)</script> \"'&<b>]]> \u{2028}\u{0}";

/// The details of a record that says of each event and mechanism the same.
fn details(record: &Record, text: &str) -> Details {
    let event = EventDetail {
        summary: text.into(),
        note: Some(text.into()),
        instruments: vec![text.into()],
        delegations: Vec::new(),
        commitments: Vec::new(),
        sources: Vec::new(),
    };
    let mechanism = MechanismDetail {
        summary: text.into(),
        parent: Some(text.into()),
        name_local: vec![("es".into(), text.into())],
        sources: Vec::new(),
    };
    Details {
        mechanisms: vec![mechanism; record.mechanisms.len()],
        events: vec![event; record.events.len()],
        tables: Vec::new(),
    }
}

/// One mechanism of two countries with two events whose every text is this one.
fn facts(text: &str, base: &str, origin: Option<&str>) -> Facts {
    let events = vec![
        event("2017-05-23/2017-05-24").title(text).at("US", text).primary(),
        event("2019-04").title(text),
    ];
    let record = record(vec![mechanism("ar-us", &["AR", "US"]).name(text).events(events)]);
    let details = details(&record, text);
    let place = Place::new(base, origin).expect("is a place");
    Facts::new(record, details, place, Day(20_779)).expect("the tables of names are whole")
}

fn shell(base: &str) -> Shell {
    let loads = "<link rel=modulepreload href=#><link rel=preload as=fetch href=a.wasm integrity=sha384-a>";
    Shell::cut(&format!("<html><head><base href={base}>{loads}</head><body>")).expect("is a page of Trunk's")
}

/// Every page with its path.
fn all_pages(facts: &Facts, base: &str) -> Vec<(String, String)> {
    let views = Language::ALL.into_iter().flat_map(|language| {
        let pages = pages::all(&facts.record).into_iter();
        pages.map(move |(_, page)| View { language, page, ..View::default() })
    });
    views.map(|view| (link::write(&view), page(facts, &shell(base), &view).expect("is a page"))).collect()
}

/// The linked data of a page.
fn linked_data(html: &str) -> Value {
    let (_, after) = html.split_once("<script type=\"application/ld+json\">").expect("has linked data");
    let (json, _) = after.split_once("</script>").expect("ends");
    serde_json::from_str(json).expect("is JSON")
}

/// The node of a type in the linked data of a page.
fn node(facts: &Facts, page_of: Page, kind: &str) -> Value {
    let view = View { page: page_of, ..View::default() };
    let html = page(facts, &shell("/"), &view).expect("is a page");
    let graph = linked_data(&html)["@graph"].take();
    let mut nodes = graph.as_array().cloned().unwrap_or_default().into_iter();
    nodes.find(|node| node["@type"] == kind).unwrap_or_else(|| panic!("no {kind} in {html}"))
}

#[test]
fn hostile_names_are_text_in_every_page() {
    let facts = facts(HOSTILE, "/", Some("https://example.org"));
    for (path, html) in all_pages(&facts, "/") {
        let scripts = tags::tags(&html).filter(|tag| tag.starts("script")).count();
        assert_eq!(scripts, 2, "{path} has the app's script and its linked data");
        assert!(!html.contains("<b>]"), "{path}");
        let graph = linked_data(&html);
        assert!(!graph["@graph"][0]["itemListElement"].is_null(), "{path}");
    }
}

#[test]
fn hostile_names_are_text_in_linked_data() {
    let facts = facts(HOSTILE, "/", None);
    let event = facts.record.events[0].id.clone();
    assert_eq!(node(&facts, Page::Event(event), "Event")["name"], HOSTILE);
}

#[test]
fn hostile_names_are_text_in_feeds() {
    let facts = facts(HOSTILE, "/", Some("https://example.org"));
    let view = View::default();
    let feed = feed::of_page(&facts, &view).expect("the start page has a feed");
    let xml = feed::write(&facts, &view, &feed);
    assert!(!xml.contains("<script") && !xml.contains("<b>") && !xml.contains('\u{0}'), "{xml}");
    assert_eq!(xml.matches("<entry>").count(), 2);
    assert_eq!(xml.matches("&lt;/script&gt;").count(), 8, "in title and summary of each entry, twice");
}

#[test]
fn an_events_date_stands_as_far_as_it_is_known() {
    let facts = facts("Talks", "/", None);
    let dates = |at: usize| {
        let node = node(&facts, Page::Event(facts.record.events[at].id.clone()), "Event");
        (node["startDate"].clone(), node["endDate"].clone())
    };
    assert_eq!(dates(0), ("2017-05-23".into(), "2017-05-24".into()));
    assert_eq!(dates(1), ("2019-04".into(), Value::Null));
}

#[test]
fn every_address_of_a_page_is_full_where_the_host_is_known() {
    let facts = facts("Talks", "/sub/", Some("https://example.org"));
    let view = View { language: Language::Spanish, page: Page::About, ..View::default() };
    let html = page(&facts, &shell("/sub/"), &view).expect("is a page");
    for wanted in [
        "<link rel=\"canonical\" href=\"https://example.org/sub/es/about\">",
        "<link rel=\"alternate\" hreflang=\"en\" href=\"https://example.org/sub/about\">",
        "<link rel=\"alternate\" hreflang=\"es\" href=\"https://example.org/sub/es/about\">",
        "<link rel=\"alternate\" hreflang=\"x-default\" href=\"https://example.org/sub/about\">",
        "<meta property=\"og:url\" content=\"https://example.org/sub/es/about\">",
        "<html lang=\"es\">",
    ] {
        assert!(html.contains(wanted), "{wanted} is not in {html}");
    }
}

#[test]
fn without_a_host_nothing_claims_a_full_address() {
    let facts = facts("Talks", "/", None);
    for (path, html) in all_pages(&facts, "/") {
        assert!(!html.contains("og:url") && !html.contains("application/atom+xml"), "{path}");
    }
}

/// What schema.org lets each type say that we use (version 29, properties of its parents with them).
const VOCABULARY: [(&str, &[&str]); 10] = [
    ("BreadcrumbList", &["itemListElement"]),
    ("ListItem", &["position", "name", "item"]),
    (
        "Event",
        &[
            "url",
            "name",
            "description",
            "startDate",
            "endDate",
            "organizer",
            "superEvent",
            "location",
            "eventAttendanceMode",
            "keywords",
        ],
    ),
    ("EventSeries", &["name", "url"]),
    ("Place", &["name", "address"]),
    ("PostalAddress", &["addressLocality", "addressCountry"]),
    ("VirtualLocation", &["url"]),
    ("Organization", &["url", "name", "description", "alternateName", "legalName", "member"]),
    ("GovernmentOrganization", &["url", "name", "description", "alternateName", "legalName", "member"]),
    (
        "Dataset",
        &[
            "url",
            "name",
            "description",
            "license",
            "version",
            "isAccessibleForFree",
            "temporalCoverage",
            "keywords",
        ],
    ),
];

fn check_vocabulary(value: &Value) {
    match value {
        Value::Array(values) => values.iter().for_each(check_vocabulary),
        Value::Object(object) if object.contains_key("@graph") => check_vocabulary(&object["@graph"]),
        Value::Object(object) => {
            let kind = object["@type"].as_str().unwrap_or_default();
            let (_, allowed) = VOCABULARY.iter().find(|(name, _)| *name == kind).expect(kind);
            for (name, value) in object.iter().filter(|(name, _)| !name.starts_with('@')) {
                assert!(allowed.contains(&name.as_str()), "{kind} has no {name}");
                check_vocabulary(value);
            }
        }
        _ => {}
    }
}

#[test]
fn linked_data_speaks_the_vocabulary_of_schema_org() {
    let facts = facts("Talks", "/", Some("https://example.org"));
    for (_, html) in all_pages(&facts, "/") {
        check_vocabulary(&linked_data(&html));
    }
}

/// A folder for a test, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("entente-site-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("can be made");
        Self(path)
    }

    fn with_pages(name: &str, facts: &Facts) -> Self {
        let folder = Self::new(name);
        let out = Out { dist: &folder.0, bytes: AtomicU64::new(0) };
        for (path, html) in all_pages(facts, "/sub/") {
            out.page(&path, &html).expect("is written");
        }
        write_downloads(facts, &out).expect("are written");
        write_start(&shell("/sub/"), &out).expect("is written");
        write_dress(facts, &out).expect("is written");
        folder
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_whole_site_has_no_faults_and_every_link_is_followed() {
    let facts = facts(HOSTILE, "/sub/", None);
    let folder = Folder::with_pages("whole", &facts);
    let seen = crawl(&folder.0, &facts.place).expect("can be read");
    assert_eq!(seen.faults, []);
    assert_eq!(seen.pages, 2 * pages::all(&facts.record).len());
    assert!(seen.links > 10 * seen.pages, "{} links", seen.links);
}

#[test]
fn a_page_that_is_gone_is_missed_where_it_is_linked() {
    let facts = facts("Talks", "/sub/", None);
    let folder = Folder::with_pages("gone", &facts);
    fs::remove_file(folder.0.join("party/AR/index.html")).expect("was there");
    let seen = crawl(&folder.0, &facts.place).expect("can be read");
    let fault = ("/index.html".to_string(), "/sub/party/AR leads nowhere".to_string());
    assert!(seen.faults.contains(&fault), "{:?}", seen.faults);
}

#[test]
fn what_a_page_lacks_is_found() {
    let facts = facts("Talks", "/sub/", None);
    let folder = Folder::with_pages("lacks", &facts);
    let file = folder.0.join("about/index.html");
    let html = fs::read_to_string(&file).expect("was written");
    for (from, to, fault) in [
        ("<title>", "<title></title><title>", "titles"),
        ("name=\"description\"", "name=\"other\"", "descriptions"),
        ("rel=\"canonical\"", "rel=\"other\"", "canonical"),
        ("hreflang=\"x-default\"", "hreflang=\"fr\"", "x-default"),
        ("<article", "<p id=\"static\"></p><article", "stands twice"),
        ("<html lang=\"en\"", "<html lang=\"es\"", "language"),
        ("{\"@context\"", "{@context", "linked data"),
        ("<h1", "<h2", "heading"),
        ("href=\"/sub/data\"", "href=\"/data\"", "out of the site"),
    ] {
        assert!(html.contains(from), "{from} is not in {html}");
        fs::write(&file, html.replacen(from, to, 1)).expect("is written");
        let seen = crawl(&folder.0, &facts.place).expect("can be read");
        let told = seen.faults.iter().any(|(page, what)| page == "/about/index.html" && what.contains(fault));
        assert!(told, "{fault}: {:?}", seen.faults);
    }
}

#[test]
fn the_sitemap_lists_every_page_once_by_its_full_address() {
    let facts = facts("Talks", "/sub/", Some("https://example.org"));
    let addresses: Vec<(Section, String)> = pages::all(&facts.record)
        .into_iter()
        .map(|(section, page)| {
            (section, facts.place.address(&link::write(&View { page, ..View::default() })))
        })
        .collect();
    let files = sitemap::files(&facts, &addresses);
    let (index, parts): (Vec<_>, Vec<_>) = files.iter().partition(|(path, _)| path == "/sitemap.xml");
    assert_eq!(index[0].1.matches("<loc>https://example.org/sub/sitemap-").count(), parts.len());
    let listed: usize =
        parts.iter().map(|(_, xml)| xml.matches("<loc>https://example.org/sub/").count()).sum();
    assert_eq!(listed, addresses.len());
    assert!(sitemap::robots(&facts).contains("Sitemap: https://example.org/sub/sitemap.xml"));
}

#[test]
fn a_party_without_events_offers_no_feed() {
    let record = record(vec![mechanism("ar-us", &["AR", "US"]).events(vec![event("2017").parties(&["US"])])]);
    let details = details(&record, "");
    let place = Place::new("/", Some("https://example.org")).expect("is a place");
    let facts = Facts::new(record, details, place, Day(20_779)).expect("the tables are whole");
    let has_feed = |code: &str| {
        let code = entente_record::PartyCode::new(code).expect("is a code");
        feed::of_page(&facts, &View { page: Page::Party(code), ..View::default() }).is_some()
    };
    assert!(has_feed("US") && !has_feed("AR"));
}
