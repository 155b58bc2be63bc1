//! What each data file may hold: its fields in the order in which they are written, and the shape of each.
//!
//! One description serves the check of files ([`check`]), the check of facts to be imported, and the layout
//! ([`super::emit`]).

use serde_json::Value;

use super::document::{Document, Trail};
use super::{Finding, Sentence};
use crate::{Form, Kind, OrganisationKind, OutcomeKind, Region, SourceKind, Status};

/// The rule that all faults of shape belong to.
const SCHEMA: &str = "schema";

/// The rule of fields that nothing reads.
const UNKNOWN: &str = "unknown-field";

/// A field of a table.
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) shape: Shape,
    need: Need,
}

/// Whether a field must be there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    /// Always.
    Must,
    /// In our data files; a reader's own record may leave it out.
    Ours,
    /// Never.
    May,
}

/// Whose data are checked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// Our data files.
    Ours,
    /// A reader's own record.
    Readers,
}

/// What a field holds.
pub(crate) enum Shape {
    /// A text on one line.
    Text,
    /// A text that may be long: wrapped if it is.
    Prose,
    /// A word of a closed vocabulary.
    Word(&'static [&'static str]),
    /// A whole number from 1 to 65535.
    Ordinal,
    /// `true` or `false`.
    Flag,
    /// A list of texts.
    Texts,
    /// A small table on one line.
    Inline(&'static [Field]),
    /// A table on one line, from anything (languages) to texts.
    Names,
    /// A list of small tables, one a line.
    InlineList(&'static [Field]),
    /// A list of tables with headings of their own.
    Tables(&'static [Field]),
    /// Tables by any key, each with a heading of its own.
    Dictionary(&'static [Field]),
    /// A table with these fields: a file.
    File(&'static [Field]),
}

const fn must(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, need: Need::Must }
}

const fn ours(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, need: Need::Ours }
}

const fn may(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, need: Need::May }
}

/// The words of a vocabulary.
macro_rules! words {
    ($vocabulary:ident) => {{
        const WORDS: [&str; $vocabulary::ALL.len()] = {
            let mut words = [""; $vocabulary::ALL.len()];
            let mut at = 0;
            while at < words.len() {
                words[at] = $vocabulary::ALL[at].word();
                at += 1;
            }
            words
        };
        Shape::Word(&WORDS)
    }};
}

/// `data/mechanisms/{id}.toml`
pub(crate) const MECHANISM: Shape = Shape::File(&[
    ours("id", Shape::Text),
    must("name", Shape::Text),
    ours("short", Shape::Text),
    may("name_local", Shape::Names),
    ours("kind", words!(Form)),
    must("parties", Shape::Texts),
    may("members", Shape::Texts),
    ours("status", words!(Status)),
    ours("standing", Shape::Flag),
    may("parent", Shape::Text),
    ours("themes", Shape::Texts),
    ours("summary", Shape::Prose),
    may("sources", Shape::Tables(SOURCE)),
    ours("events", Shape::Tables(EVENT)),
]);

/// One of a mechanism's events.
pub(crate) const ONE_EVENT: Shape = Shape::File(EVENT);

const EVENT: &[Field] = &[
    ours("id", Shape::Text),
    must("kind", words!(Kind)),
    must("date", Shape::Text),
    must("title", Shape::Text),
    may("ordinal", Shape::Ordinal),
    may("place", Shape::Inline(PLACE)),
    may("parties", Shape::Texts),
    ours("themes", Shape::Texts),
    may("follows", Shape::Text),
    ours("summary", Shape::Prose),
    may("note", Shape::Prose),
    may("instruments", Shape::Texts),
    may("delegations", Shape::Tables(DELEGATION)),
    may("commitments", Shape::Tables(COMMITMENT)),
    ours("sources", Shape::Tables(SOURCE)),
];

const PLACE: &[Field] = &[may("city", Shape::Text), may("country", Shape::Text), may("virtual", Shape::Flag)];

const DELEGATION: &[Field] = &[
    must("party", Shape::Text),
    may("lead", Shape::Inline(PERSON)),
    may("co_leads", Shape::InlineList(PERSON)),
    may("agencies", Shape::Texts),
];

const PERSON: &[Field] = &[must("name", Shape::Text), may("title", Shape::Text)];

const COMMITMENT: &[Field] = &[
    must("text", Shape::Prose),
    may("due", Shape::Text),
    must("status", words!(OutcomeKind)),
    may("fulfilled_by", Shape::Text),
];

const SOURCE: &[Field] = &[
    must("url", Shape::Text),
    ours("title", Shape::Text),
    ours("publisher", Shape::Text),
    ours("lang", Shape::Text),
    ours("kind", words!(SourceKind)),
    may("date", Shape::Text),
];

const BOTH_LANGUAGES: &[Field] = &[must("en", Shape::Text), must("es", Shape::Text)];

/// `data/organisations.toml`
pub(crate) const ORGANISATIONS: Shape = Shape::Dictionary(&[
    must("name", Shape::Inline(BOTH_LANGUAGES)),
    must("short", Shape::Text),
    may("short_es", Shape::Text),
    must("kind", words!(OrganisationKind)),
    may("members", Shape::Texts),
    may("as_of", Shape::Text),
]);

/// `data/themes.toml`
pub(crate) const THEMES: Shape = Shape::File(&[must("families", Shape::Tables(FAMILY))]);

const FAMILY: &[Field] = &[
    must("id", Shape::Text),
    must("name", Shape::Inline(BOTH_LANGUAGES)),
    must("themes", Shape::Tables(THEME)),
];

const THEME: &[Field] = &[
    must("id", Shape::Text),
    must("name", Shape::Inline(BOTH_LANGUAGES)),
    must("text", Shape::Inline(BOTH_LANGUAGES)),
];

/// `data/tables.toml`
pub(crate) const TABLES: Shape = Shape::File(&[must("tables", Shape::Tables(TABLE))]);

const TABLE: &[Field] = &[
    must("name", Shape::Text),
    must("en", Shape::Text),
    must("es", Shape::Text),
    must("columns", Shape::InlineList(COLUMN)),
];

const COLUMN: &[Field] = &[must("name", Shape::Text), must("en", Shape::Text), must("es", Shape::Text)];

/// `data/parties.toml`
pub(crate) const PARTIES: Shape = Shape::File(&[must("regions", Shape::Tables(REGION))]);

const REGION: &[Field] = &[must("m49", words!(Region)), must("countries", Shape::Texts)];

/// `data/record.toml`
pub(crate) const RECORD: Shape = Shape::File(&[must("version", Shape::Text), must("licence", Shape::Text)]);

/// `data/exceptions.toml`
pub(crate) const EXCEPTIONS: Shape = Shape::File(&[may("exceptions", Shape::Tables(EXCEPTION))]);

const EXCEPTION: &[Field] =
    &[must("rule", Shape::Text), must("about", Shape::Text), must("reason", Shape::Prose)];

/// Every place where a file departs from its shape: fields missing, unknown or of another type, empty texts and lists
/// (what is not known is left out; only `themes` may be an empty list: the source names none).
pub(crate) fn check(document: &Document, shape: &Shape, findings: &mut Vec<Finding>) {
    Check { document, whose: Whose::Ours, findings }.value(&document.value, shape, Trail::START);
}

/// As [`check`], of a part of a reader's own record.
pub(crate) fn check_readers(document: &Document, shape: &Shape, findings: &mut Vec<Finding>) {
    Check { document, whose: Whose::Readers, findings }.value(&document.value, shape, Trail::START);
}

struct Check<'a> {
    document: &'a Document,
    whose: Whose,
    findings: &'a mut Vec<Finding>,
}

impl Check<'_> {
    fn value(&mut self, value: &Value, shape: &Shape, path: Trail) {
        match (shape, value) {
            // Already told as a fault of syntax.
            (_, Value::Null) => {}
            (Shape::Text | Shape::Prose, Value::String(text)) => {
                if text.trim().is_empty() {
                    self.fault(path, Sentence::Empty, Sentence::LeaveOutUnknown);
                }
            }
            (Shape::Word(words), Value::String(word)) => {
                if !words.contains(&word.as_str()) {
                    self.fault(
                        path,
                        Sentence::NotInVocabulary { word: word.clone() },
                        Sentence::WriteOneOf { words: words.join(", ") },
                    );
                }
            }
            (Shape::Ordinal, Value::Number(number)) => {
                if !number.as_u64().is_some_and(|number| (1..=u64::from(u16::MAX)).contains(&number)) {
                    self.fault(
                        path,
                        Sentence::NoOrdinal { number: number.to_string() },
                        Sentence::CountFromOne,
                    );
                }
            }
            (Shape::Flag, Value::Bool(_)) => {}
            (Shape::Texts, Value::Array(items)) => {
                self.filled(items.is_empty(), path);
                self.items(items, &Shape::Text, path);
            }
            (Shape::InlineList(fields) | Shape::Tables(fields), Value::Array(items)) => {
                self.filled(items.is_empty(), path);
                self.items(items, &Shape::File(fields), path);
            }
            (Shape::Names, Value::Object(names)) => {
                self.filled(names.is_empty(), path);
                for (key, name) in names {
                    self.value(name, &Shape::Text, path.field(key));
                }
            }
            (Shape::Dictionary(fields), Value::Object(tables)) => {
                for (key, table) in tables {
                    self.value(table, &Shape::File(fields), path.field(key));
                }
            }
            (Shape::File(fields) | Shape::Inline(fields), Value::Object(table)) => {
                self.table(table, fields, path);
            }
            _ => self.fault(
                path,
                Sentence::Is { what: described(value).into() },
                Sentence::Write { what: shape.described().into() },
            ),
        }
    }

    fn items(&mut self, items: &[Value], shape: &Shape, path: Trail) {
        for (at, item) in items.iter().enumerate() {
            self.value(item, shape, path.item(at));
        }
    }

    fn table(&mut self, table: &serde_json::Map<String, Value>, fields: &[Field], path: Trail) {
        for field in fields {
            match table.get(field.name) {
                Some(value) => self.value(value, &field.shape, path.field(field.name)),
                None if field.need == Need::Must || field.need == Need::Ours && self.whose == Whose::Ours => {
                    self.fault(
                        path.field(field.name),
                        Sentence::Missing,
                        Sentence::Add { name: field.name, what: field.shape.described().into() },
                    )
                }
                None => {}
            }
        }
        if table.is_empty() {
            self.filled(true, path);
        }
        for key in table.keys().filter(|key| !fields.iter().any(|field| field.name == key.as_str())) {
            let known: Vec<_> = fields.iter().map(|field| field.name).collect();
            let mend = Sentence::RemoveOrWrite { known: known.join(", ") };
            let message = Sentence::UnknownField;
            self.findings.push(self.document.finding(UNKNOWN, &path.field(key).path(), message, mend));
        }
    }

    fn filled(&mut self, empty: bool, path: Trail) {
        if empty && path.name() != Some("themes") && !path.is_start() {
            self.fault(path, Sentence::Empty, Sentence::LeaveOutUnknown);
        }
    }

    fn fault(&mut self, path: Trail, message: Sentence, mend: Sentence) {
        self.findings.push(self.document.finding(SCHEMA, &path.path(), message, mend));
    }
}

fn described(value: &Value) -> Sentence {
    match value {
        Value::Null => Sentence::ANothing,
        Value::Bool(_) => Sentence::AFlag,
        Value::Number(_) => Sentence::ANumber,
        Value::String(_) => Sentence::AText,
        Value::Array(_) => Sentence::AList,
        Value::Object(_) => Sentence::ATable,
    }
}

impl Shape {
    fn described(&self) -> Sentence {
        match self {
            Self::Text | Self::Prose => Sentence::AQuotedText,
            Self::Word(_) => Sentence::AQuotedWord,
            Self::Ordinal => Sentence::AWhole,
            Self::Flag => Sentence::AFlag,
            Self::Texts => Sentence::Texts,
            Self::InlineList(_) | Self::Tables(_) => Sentence::Tables,
            Self::Inline(_) | Self::Names | Self::Dictionary(_) | Self::File(_) => Sentence::ATable,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str, shape: &Shape) -> Vec<String> {
        let mut findings = Vec::new();
        let document = Document::read("x.toml", text, &mut findings);
        check(&document, shape, &mut findings);
        findings.iter().map(|finding| format!("{} {}", finding.field, finding.message)).collect()
    }

    #[test]
    fn a_file_of_the_right_shape_passes() {
        let text = "[EU]\nname = { en = \"European Union\", es = \"Unión Europea\" }\nshort = \"EU\"\nkind = \"union\"\n";
        assert_eq!(faults(text, &ORGANISATIONS), Vec::<String>::new());
    }

    #[test]
    fn every_departure_from_the_shape_is_told() {
        let text = "[EU]\nname = \"European Union\"\nkind = \"club\"\nseat = \"Brussels\"\nmembers = []\nas_of = 2025\n";
        assert_eq!(
            faults(text, &ORGANISATIONS),
            [
                "EU.name is a text",
                "EU.short is missing",
                "EU.kind \"club\" is not in the vocabulary",
                "EU.members is empty",
                "EU.as_of is a number",
                "EU.seat is no field that the record knows",
            ]
        );
    }

    #[test]
    fn themes_may_be_an_empty_list_and_parties_may_not() {
        let text = "[[regions]]\nm49 = \"150\"\ncountries = []\n";
        assert_eq!(faults(text, &PARTIES), ["regions[0].countries is empty"]);
        let empty = "families = []\n";
        assert_eq!(faults(empty, &THEMES), ["families is empty"]);
    }
}
