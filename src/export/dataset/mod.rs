//! The whole record as files to be taken away, for those who count, compare and build on it. Written by the native
//! build; the app only links to them.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `record.json`, `record.schema.json` | mechanisms with their events, in the shape of the data files; its JSON Schema |
//! | `parties.json`, `parties.schema.json` | countries and organisations with their names; its JSON Schema |
//! | `*.csv` | the same as tables that refer to each other by keys ([`tables`]) |
//! | `datapackage.json` | what stands in each file, column and key: a Frictionless data package, version 1 |
//! | `events.ics` | every event whose day is known |
//! | `sources.bib` | every document once |
//! | `sample.csv`, `sample.toml`, `template.csv` | how a reader's own record is written ([`samples`]) |
//! | `entente.sqlite` | the tables as a database, by [`sqlite`] alone: it is no text |

mod package;
mod parties;
mod samples;
mod sqlite;
mod table;
mod tables;

use entente_record::{
    Details, EventIndex, Record,
    source::{parties_schema, record_schema},
};

use self::{package::Described, table::Table};
pub use samples::samples;

use super::{Export, FOLDER, LICENCE, Reference, bibtex, ics, json::Json, once_each, shape};
use crate::{view::Language, words::Words};

/// What the files are made from.
#[derive(Clone, Copy)]
pub struct Dataset<'a> {
    /// The record.
    pub record: &'a Record,
    /// Its details.
    pub details: &'a Details,
    /// Names in English.
    pub english: &'a dyn Words,
    /// Names in Spanish.
    pub spanish: &'a dyn Words,
    /// Where the site is, without a slash at the end.
    pub site: &'a str,
}

/// A file to be written below [`FOLDER`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// All files, in order of name.
pub fn files(data: &Dataset) -> Vec<File> {
    let tables = tables::all(data);
    let others = others(data);
    let mut files = vec![
        file("datapackage.json", package::descriptor(data, &tables, &others)),
        file("record.schema.json", record_schema(&data.file_address("record.schema.json"))),
        file("parties.schema.json", parties_schema(&data.file_address("parties.schema.json"))),
    ];
    files.extend(tables.iter().map(|table| File { name: table.file(), text: table.text() }));
    files.extend(others.into_iter().map(|other| other.file));
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

fn file(name: &str, text: String) -> File {
    File { name: name.into(), text }
}

/// The files that are no tables.
fn others(data: &Dataset) -> [Described; 4] {
    [
        Described {
            file: file("record.json", record(data)),
            about: "The record: mechanisms with their events.",
            media_type: "application/json",
            schema: Some("record.schema.json"),
        },
        Described {
            file: file("parties.json", parties::parties(data)),
            about: "Countries and organisations with their names.",
            media_type: "application/json",
            schema: Some("parties.schema.json"),
        },
        Described {
            file: file("events.ics", calendar(data)),
            about: "Every event whose day is known, as a calendar.",
            media_type: "text/calendar",
            schema: None,
        },
        Described {
            file: file("sources.bib", bibliography(data)),
            about: "Every document once, as BibTeX.",
            media_type: "application/x-bibtex",
            schema: None,
        },
    ]
}

/// The tables as a SQLite database: the bytes of its file, to be written as `entente.sqlite`.
///
/// # Errors
/// What SQLite says if the tables contradict their keys.
pub fn sqlite(data: &Dataset) -> rusqlite::Result<Vec<u8>> {
    sqlite::database(&data.record.version, &tables::all(data))
}

impl<'a> Dataset<'a> {
    /// A table without columns, described by the text of its name.
    fn table<R>(
        &self,
        name: &'static str,
        key: &'static [&'static str],
        rows: impl IntoIterator<Item = R>,
    ) -> Table<'a, R> {
        Table::new(&self.details.tables, name, key, rows)
    }

    fn file_address(&self, name: &str) -> String {
        [self.site, "/", FOLDER, "/", name].concat()
    }

    fn export(&self) -> Export<'a> {
        Export {
            record: self.record,
            details: Some(self.details),
            names: self.english,
            language: Language::English,
            site: self.site,
            licence: Some(LICENCE),
        }
    }
}

fn record(data: &Dataset) -> String {
    let mut json = Json::default();
    shape::record(&mut json, &data.export(), &|_| true);
    json.finish()
}

fn calendar(data: &Dataset) -> String {
    let events: Vec<EventIndex> = data.record.events_with_index().map(|(index, _)| index).collect();
    // Nothing is too large for no limit.
    ics::calendar(&data.export(), &events, usize::MAX)
        .map_or_else(|_| String::new(), |calendar| calendar.text)
}

/// Every document once: those of mechanisms, then those of events in order of date.
fn bibliography(data: &Dataset) -> String {
    let of_mechanisms = data.details.mechanisms.iter().flat_map(|detail| &detail.sources);
    let of_events = data.details.events.iter().flat_map(|detail| &detail.sources);
    let documents = once_each(of_mechanisms.chain(of_events));
    let references: Vec<Reference> =
        documents.into_iter().map(|source| Reference::of_source(source, None)).collect();
    bibtex::bibliography(&references)
}
