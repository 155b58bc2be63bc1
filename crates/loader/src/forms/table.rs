//! A table: one event a row, separated by commas, semicolons or tabs (whichever the first line has most of).
//!
//! The columns are those of the app's own downloads of a selection, so that one of these can be changed and loaded again.
//! Four must be there; the order is free, and what the record has no use for is read over.
//!
//! | column | what stands in it |
//! | --- | --- |
//! | `date` | EDTF: `2017-04-27`, `2017-04`, `2017`, `2013-05-09/2013-05-10`, "?" for uncertain |
//! | `title` | what happened |
//! | `kind` | `meeting`, `agreement`, ... |
//! | `parties` | codes, separated by semicolons or commas |
//! | `id` | of the event; else its mechanism's and the date |
//! | `mechanism` | id or name of what it belongs to; else all events belong to one that is named after the file |
//! | `mechanism_name`, `form` | the mechanism's name and form; the first row that has one counts |
//! | `themes` | words of themes, separated like parties |
//! | `city`, `country`, `online` | where it was; `online` is `true` or `false` |
//! | `ordinal`, `follows`, `summary`, `note` | as in the data files |
//! | `instruments` | separated by semicolons |
//! | `sources` | addresses, separated by blanks |

use std::collections::{BTreeSet, HashMap};

use csv::{ReaderBuilder, StringRecord};
use entente_record::source::{Handle, MOST_EVENTS, Sentence};
use serde_json::{Map, Value};

use crate::{Intake, Refusal};

/// A column that is read.
#[derive(Clone, Copy)]
enum Column {
    Date,
    Title,
    Kind,
    Parties,
    Id,
    Mechanism,
    MechanismName,
    Form,
    Themes,
    City,
    Country,
    Online,
    Ordinal,
    Follows,
    Summary,
    Note,
    Instruments,
    Sources,
}

/// Names of the columns, in the order of [`Column`]. The first four must be there.
const NAMES: [&str; 18] = [
    "date",
    "title",
    "kind",
    "parties",
    "id",
    "mechanism",
    "mechanism_name",
    "form",
    "themes",
    "city",
    "country",
    "online",
    "ordinal",
    "follows",
    "summary",
    "note",
    "instruments",
    "sources",
];

/// How many of them must be there.
const NEEDED: usize = 4;

/// Columns of our downloads that say again what others say.
const REPEATED: [&str; 5] = ["earliest", "latest", "party_names", "primary", "address"];

/// Parts of a cell that are looked at: more than a list may have, so that what is too long is told.
const MOST_PARTS: usize = 1_000;

/// Reads events.
pub fn read(text: &str, name: &str, intake: &mut Intake) -> Result<(), Refusal> {
    let columns = Columns::read(text)?;
    for unknown in &columns.unknown {
        intake.own.warn(1, unknown, Sentence::UnknownColumn, Sentence::SeeColumns);
    }
    // Which mechanisms there are, and who takes part in them, is known only at the end: the rows are gone over twice.
    let mut mechanisms: HashMap<String, Mechanism> = HashMap::new();
    let fallback = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut rows = 0;
    for row in columns.rows(text) {
        rows += 1;
        if rows > MOST_EVENTS {
            return Err(Refusal::TooMany);
        }
        let Ok(row) = row else { continue };
        let mechanism =
            mechanisms.entry(columns.mechanism(&row, fallback).to_string()).or_insert_with(|| Mechanism {
                line: line(text, &row),
                first: codes(columns.cell(&row, Column::Parties)),
                ..Mechanism::default()
            });
        mechanism.learn(&columns, &row, intake);
    }
    let mut in_order: Vec<(&str, &Mechanism)> =
        mechanisms.iter().map(|(key, mechanism)| (key.as_str(), mechanism)).collect();
    in_order.sort_by_key(|(_, mechanism)| mechanism.line);
    let mut handles: HashMap<&str, Handle> = HashMap::new();
    for (key, mechanism) in in_order {
        handles.insert(key, intake.own.add_mechanism(mechanism.fields(key), mechanism.line));
    }
    for row in columns.rows(text) {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                let line = error.position().map_or(1, |it| it.line() as usize);
                intake.own.tell_event(line, Sentence::UnreadableRow, Sentence::LookForQuote);
                continue;
            }
        };
        let offset = row.position().map_or(0, |it| it.byte() as usize);
        intake.at(offset, text.len())?;
        if let Some(&of) = handles.get(columns.mechanism(&row, fallback)) {
            intake.own.add_event(of, columns.event(&row), line(text, &row));
        }
    }
    Ok(())
}

/// The line on which a row begins. The reader notes where it stood before the empty lines above the row.
fn line(text: &str, row: &StringRecord) -> usize {
    let Some(position) = row.position() else { return 1 };
    let rest = text.as_bytes().get(position.byte() as usize..).unwrap_or_default();
    let above = rest.iter().take_while(|byte| matches!(byte, b'\n' | b'\r'));
    position.line() as usize + above.filter(|&&byte| byte == b'\n').count()
}

/// What rows say of the mechanism that they belong to.
#[derive(Default)]
struct Mechanism {
    line: usize,
    name: String,
    form: String,
    parties: BTreeSet<String>,
    /// Codes of the first row: they are told if no row has a good one.
    first: Vec<String>,
    /// In the order in which they come.
    themes: Vec<String>,
}

impl Mechanism {
    fn learn(&mut self, columns: &Columns, row: &StringRecord, intake: &Intake) {
        for (field, column) in [(&mut self.name, Column::MechanismName), (&mut self.form, Column::Form)] {
            if field.is_empty() {
                *field = columns.cell(row, column).to_string();
            }
        }
        // A code that nobody knows is a fault of its row, not of all rows.
        for code in codes(columns.cell(row, Column::Parties)) {
            if !self.parties.contains(&code) && intake.own.is_party(&code) {
                self.parties.insert(code);
            }
        }
        for theme in words(columns.cell(row, Column::Themes)) {
            if !self.themes.contains(&theme) && intake.own.is_theme(&theme) {
                self.themes.push(theme);
            }
        }
    }

    fn fields(&self, key: &str) -> Map<String, Value> {
        let name = if self.name.is_empty() { key } else { &self.name };
        let mut fields = Map::new();
        if is_id(key) {
            fields.insert("id".into(), key.into());
        }
        fields.insert("name".into(), name.into());
        fields.insert("kind".into(), self.form.to_lowercase().into());
        let parties: Vec<_> = self.parties.iter().cloned().collect();
        fields.insert("parties".into(), if parties.is_empty() { self.first.clone() } else { parties }.into());
        fields.insert("themes".into(), self.themes.clone().into());
        fields
    }
}

fn is_id(text: &str) -> bool {
    entente_record::MechanismId::new(text).is_some()
}

/// Which column stands where.
struct Columns {
    separator: u8,
    /// In the order of [`Column`].
    places: [Option<usize>; NAMES.len()],
    unknown: Vec<String>,
}

impl Columns {
    fn read(text: &str) -> Result<Self, Refusal> {
        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let count = |separator: &u8| first.bytes().filter(|byte| byte == separator).count();
        let separator = [b',', b';', b'\t'].into_iter().rev().max_by_key(count).unwrap_or(b',');
        let mut columns = Self { separator, places: [None; NAMES.len()], unknown: Vec::new() };
        let mut reader = columns.reader(text, false);
        let mut heads = StringRecord::new();
        let read = reader.read_record(&mut heads);
        if read.is_err() {
            return Err(Refusal::Columns(NAMES[..NEEDED].to_vec()));
        }
        for (at, head) in heads.iter().enumerate() {
            let head = head.trim().to_lowercase();
            match NAMES.iter().position(|known| *known == head) {
                Some(known) => {
                    columns.places[known].get_or_insert(at);
                }
                None if head.is_empty() || REPEATED.contains(&head.as_str()) => {}
                None => columns.unknown.push(head.chars().take(60).collect()),
            }
        }
        let needed = NAMES.into_iter().zip(columns.places).take(NEEDED);
        let lacking: Vec<_> = needed.filter(|(_, place)| place.is_none()).map(|(name, _)| name).collect();
        if lacking.is_empty() { Ok(columns) } else { Err(Refusal::Columns(lacking)) }
    }

    fn reader<'a>(&self, text: &'a str, has_heads: bool) -> csv::Reader<&'a [u8]> {
        ReaderBuilder::new()
            .delimiter(self.separator)
            .flexible(true)
            .has_headers(has_heads)
            .from_reader(text.as_bytes())
    }

    /// The rows below the heads, without empty ones.
    fn rows<'a>(&self, text: &'a str) -> impl Iterator<Item = csv::Result<StringRecord>> + 'a {
        let rows = self.reader(text, true).into_records();
        rows.filter(|row| row.as_ref().map_or(true, |row| row.iter().any(|cell| !cell.trim().is_empty())))
    }

    fn cell<'a>(&self, row: &'a StringRecord, column: Column) -> &'a str {
        let cell = self.places[column as usize].and_then(|at| row.get(at)).unwrap_or_default().trim();
        // Our downloads put an apostrophe before what a spreadsheet would take for a formula.
        match cell.strip_prefix('\'') {
            Some(formula) if formula.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) => formula,
            _ => cell,
        }
    }

    fn mechanism<'a>(&self, row: &'a StringRecord, fallback: &'a str) -> &'a str {
        let cell = self.cell(row, Column::Mechanism);
        if cell.is_empty() { fallback } else { cell }
    }

    fn event(&self, row: &StringRecord) -> Map<String, Value> {
        let mut event = Map::new();
        for column in
            [Column::Id, Column::Date, Column::Title, Column::Follows, Column::Summary, Column::Note]
        {
            event.insert(NAMES[column as usize].into(), self.cell(row, column).into());
        }
        event.insert("kind".into(), self.cell(row, Column::Kind).to_lowercase().into());
        event.insert("parties".into(), codes(self.cell(row, Column::Parties)).into());
        event.insert("themes".into(), words(self.cell(row, Column::Themes)).into());
        event.insert("instruments".into(), split(self.cell(row, Column::Instruments), &[';']).into());
        let ordinal = self.cell(row, Column::Ordinal);
        event.insert("ordinal".into(), ordinal.parse::<u16>().map_or_else(|_| ordinal.into(), Value::from));
        let mut place = Map::new();
        place.insert("city".into(), self.cell(row, Column::City).into());
        place.insert("country".into(), self.cell(row, Column::Country).to_uppercase().into());
        if self.cell(row, Column::Online).eq_ignore_ascii_case("true") {
            place.insert("virtual".into(), true.into());
        }
        event.insert("place".into(), place.into());
        let source = |url: &str| Value::Object(Map::from_iter([("url".to_string(), url.into())]));
        let sources = self.cell(row, Column::Sources).split_whitespace().take(MOST_PARTS);
        let sources: Vec<Value> = sources.map(source).collect();
        event.insert("sources".into(), sources.into());
        event
    }
}

fn codes(cell: &str) -> Vec<String> {
    split(cell, &[';', ',']).into_iter().map(|code| code.to_uppercase()).collect()
}

fn words(cell: &str) -> Vec<String> {
    split(cell, &[';', ',']).into_iter().map(|word| word.to_lowercase()).collect()
}

fn split(cell: &str, separators: &[char]) -> Vec<String> {
    let parts = cell.split(separators).map(str::trim).filter(|part| !part.is_empty());
    parts.take(MOST_PARTS).map(str::to_string).collect()
}
