//! What is cited: a document on the web, or a page of Entente.
//!
//! A government or organisation that publishes on its own behalf is the author of what it publishes; a newspaper is
//! where somebody else's text stands. The record tells them apart as primary and secondary sources, and so do the
//! styles. Titles stand as their publishers wrote them: whether a title's capitals are a style's or a name's can't be
//! told from outside.

use entente_record::{Day, Edtf, Source, SourceKind};

use super::{Export, version_date};
use crate::view::Page;

/// A document to be cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// A key for programs: ASCII letters, digits and hyphens; the same document always has the same.
    pub key: String,
    /// Title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Whether the publisher is its author too.
    pub by_publisher: bool,
    /// When it was published, if it says.
    pub date: Option<Edtf>,
    /// Its address.
    pub url: String,
    /// BCP 47 tag of its language.
    pub language: String,
    /// Its version, if it has several.
    pub version: Option<String>,
    /// The day on which the reader saw it; styles ask for it where there is no date.
    pub accessed: Option<Day>,
}

impl Reference {
    /// A source of the record.
    pub fn of_source(source: &Source, accessed: Option<Day>) -> Self {
        Self {
            key: key(source),
            title: one_line(&source.title),
            publisher: one_line(&source.publisher),
            by_publisher: source.kind == SourceKind::Primary,
            date: source.date,
            url: address(&source.url),
            language: one_line(&source.lang),
            version: None,
            accessed,
        }
    }

    /// A page of the record under its title. Its date is that of the facts' version.
    pub fn of_page(export: &Export, page: Page, title: &str) -> Self {
        let version = &export.record.version;
        let name = match &page {
            Page::Event(id) => id.to_string(),
            Page::Mechanism(id) => id.to_string(),
            Page::Party(code) => code.to_string(),
            Page::Theme(theme) => theme.word().into(),
            Page::Pair(a, b) => [a.as_str(), "-", b.as_str()].concat(),
            Page::Compare(codes) => codes.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join("-"),
            Page::Commitments => "commitments".into(),
            Page::Quiet => "quiet".into(),
            Page::Network => "network".into(),
            Page::Explore | Page::About | Page::Data | Page::Missing(_) => "record".into(),
        };
        let url = export.address(page.clone());
        Self {
            key: ["entente-", &name].concat(),
            title: one_line(title),
            publisher: "Entente".into(),
            by_publisher: true,
            date: version_date(version),
            url: address(&url),
            language: export.language.tag().into(),
            version: Some(one_line(version)),
            accessed: None,
        }
    }
}

/// First word of the publisher, year, and a digest of the address: `state2017-1f0c3b9a2e`.
fn key(source: &Source) -> String {
    let word = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let says_who = |word: &String| word.len() > 2 && !word.eq_ignore_ascii_case("the");
    let first = source.publisher.split_whitespace().map(word).find(says_who);
    let mut key = first.unwrap_or_else(|| "source".into()).to_ascii_lowercase();
    key.truncate(16);
    if let Some(date) = source.date {
        key.push_str(&date.earliest().year().to_string());
    }
    key.push('-');
    let digest = digest(&source.url);
    for shift in (0..10).rev() {
        key.extend(char::from_digit((digest >> (shift * 4)) as u32 & 15, 16));
    }
    key
}

/// FNV-1a, folded to 40 bits: different enough for the addresses of a record.
fn digest(text: &str) -> u64 {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    hash ^ (hash >> 40)
}

/// The text on one line: what breaks a line or controls a terminal is a blank, and blanks do not repeat.
pub(super) fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// An address that can't end a field of any format early: what is no part of an address anyway is written as percent
/// escapes.
pub(super) fn address(url: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        if c.is_control()
            || c.is_whitespace()
            || matches!(c, '{' | '}' | '\\' | '"' | '<' | '>' | '^' | '`' | '|')
        {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                out.push('%');
                out.push(char::from(HEX[usize::from(byte >> 4)]));
                out.push(char::from(HEX[usize::from(byte & 15)]));
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::testing::{hostile, sample};
    use entente_record::PartyCode;
    use proptest::prelude::*;

    #[test]
    fn a_primary_source_is_by_its_publisher_and_a_secondary_one_is_not() {
        let sample = sample();
        let sources = &sample.details.events[0].sources;
        let of = |at: usize| Reference::of_source(&sources[at], None);
        assert!(of(0).by_publisher);
        assert!(!of(1).by_publisher);
    }

    #[test]
    fn a_key_is_made_of_publisher_year_and_address() {
        let sample = sample();
        let mut source = sample.details.events[0].sources[0].clone();
        let key = Reference::of_source(&source, None).key;
        assert!(key.starts_with("department2017-"), "{key}");
        source.url = "https://www.state.gov/another".into();
        assert_ne!(Reference::of_source(&source, None).key, key);
        source.publisher = "外務省".into();
        source.date = None;
        assert!(Reference::of_source(&source, None).key.starts_with("source-"));
    }

    #[test]
    fn a_page_is_cited_with_the_version_of_the_facts() {
        let sample = sample();
        let id = sample.record.events[1].id.clone();
        let reference = Reference::of_page(&sample.export(), Page::Event(id), "First\nmeeting");
        assert_eq!(reference.title, "First meeting");
        assert_eq!(reference.url, "https://example.org/entente/event/ar-us-group-2017-05-23");
        assert_eq!(reference.date, Edtf::parse("2026-11").ok());
        assert_eq!(reference.version.as_deref(), Some("2026.11"));
        assert_eq!(reference.key, "entente-ar-us-group-2017-05-23");
        let code = |text: &str| PartyCode::new(text).unwrap();
        let pair = Reference::of_page(&sample.export(), Page::pair(code("US"), code("AR")), "Both");
        assert_eq!(pair.key, "entente-AR-US");
    }

    proptest! {
        #[test]
        fn what_is_cited_stands_on_one_line(text in hostile()) {
            let line = one_line(&text);
            prop_assert_eq!(line.find(['\n', '\r', '\t', '\u{2028}']), None);
            prop_assert_eq!(one_line(&line), line.clone());
            prop_assert_eq!(address(&text).find(['{', '}', '\\', ' ', '\n', '"']), None);
        }
    }
}
