//! What a reader takes away: the selection, or the whole record, as text that other tools read.
//!
//! In go the record, its details and positions of events; out comes the text of a file. Nothing here asks for the day or
//! the time: the same record gives the same bytes.
//!
//! ```text
//! events --csv, json, ics-------------------------> what happened
//!    └──> sources --Reference--bibtex, ris, csl---> where it is told
//! a page or a source --Reference--apa, chicago----> one citation
//! an event --plain--------------------------------> the same as values, for scripts
//! record, details --dataset-----------------------> all of it as files, described (natively)
//! ```
//!
//! Each format escapes what could end a field early: quotes and formulas in [`csv`], control characters in [`json`],
//! separators and long lines in [`ics`], braces and commands in [`bibtex`], line ends in [`ris`].

pub mod apa;
pub mod bibtex;
pub mod chicago;
pub mod csl;
pub mod csv;
#[cfg(not(target_arch = "wasm32"))]
pub mod dataset;
mod format;
pub mod ics;
pub mod json;
mod month;
pub mod plain;
mod reference;
pub mod ris;
mod shape;
#[cfg(test)]
mod testing;

use entente_record::{Details, Edtf, EventDetail, EventIndex, MechanismDetail, Record, Source};

use crate::{
    link, order,
    view::{Language, Page, View},
    words::Words,
};

pub use format::Format;
pub use ics::TooLarge;
pub use reference::Reference;

/// Licence of the facts, an SPDX identifier, as `data/record.toml` says.
pub const LICENCE: &str = "CC-BY-4.0";

/// Where the files of the whole record stand below the site's base.
pub const FOLDER: &str = "data";

/// The files of the whole record below [`FOLDER`], in the order of the page of downloads.
pub const FILES: [&str; 24] = [
    "record.json",
    "record.schema.json",
    "parties.json",
    "parties.schema.json",
    "datapackage.json",
    "entente.sqlite",
    "mechanisms.csv",
    "mechanism_names.csv",
    "mechanism_parties.csv",
    "mechanism_themes.csv",
    "events.csv",
    "event_parties.csv",
    "event_themes.csv",
    "delegations.csv",
    "people.csv",
    "agencies.csv",
    "commitments.csv",
    "instruments.csv",
    "sources.csv",
    "parties.csv",
    "memberships.csv",
    "themes.csv",
    "events.ics",
    "sources.bib",
];

/// What an export is made from.
#[derive(Clone, Copy)]
pub struct Export<'a> {
    /// The record.
    pub record: &'a Record,
    /// Its details; what they hold is left out while they are not there.
    pub details: Option<&'a Details>,
    /// Names of parties in the reader's language.
    pub names: &'a dyn Words,
    /// The reader's language.
    pub language: Language,
    /// Where the site is, without a slash at the end: `https://example.org/entente`.
    pub site: &'a str,
    /// The facts' licence, an SPDX identifier: [`LICENCE`], or none where they are a reader's own.
    pub licence: Option<&'a str>,
}

impl<'a> Export<'a> {
    /// The address of a page, without filters.
    pub fn address(&self, page: Page) -> String {
        let view = View { language: self.language, page, ..View::default() };
        [self.site, &link::write(&view)].concat()
    }

    /// What is known of an event beyond the index.
    fn event_detail(&self, index: EventIndex) -> Option<&'a EventDetail> {
        self.details?.events.get(index.index())
    }

    /// What is known of a mechanism beyond the index.
    fn mechanism_detail(&self, index: usize) -> Option<&'a MechanismDetail> {
        self.details?.mechanisms.get(index)
    }

    /// The sources of these events in the order in which they are first named; a document that tells of several events
    /// stands once.
    fn sources(&self, events: &[EventIndex]) -> Vec<&'a Source> {
        let of_events = events.iter().filter_map(|index| self.event_detail(*index));
        once_each(of_events.flat_map(|detail| &detail.sources))
    }
}

/// The sources in their order, those of the same address once.
fn once_each<'a>(sources: impl Iterator<Item = &'a Source>) -> Vec<&'a Source> {
    let mut placed: Vec<(&str, usize, &Source)> =
        sources.zip(0..).map(|(it, at)| (&*it.url, at, it)).collect();
    order::sort_by(&mut placed, |a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    placed.dedup_by(|later, first| later.0 == first.0);
    order::sort_by(&mut placed, |a, b| a.1.cmp(&b.1));
    placed.into_iter().map(|(_, _, source)| source).collect()
}

/// When the facts of a version were put together: `2026.11` is November 2026.
fn version_date(version: &str) -> Option<Edtf> {
    Edtf::parse_single(&version.replace('.', "-"))
}
