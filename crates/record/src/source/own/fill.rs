//! What a reader may leave out, and how large what they write may be.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Map, Value};

use crate::source::document::{Document, join};
use crate::source::written::Mechanism;
use crate::source::{Finding, Sentence};
use crate::{Edtf, Form, MechanismId, SourceKind, Status};

/// The longest text, in bytes: eight times the longest summary of our own.
const LONGEST_TEXT: usize = 4_000;

/// The longest list: more than there are parties.
const LONGEST_LIST: usize = 400;

/// Letters of a lane's label (`lengths`).
const LABEL: usize = 28;

/// Ids that events of a mechanism were given, and those that they brought.
#[derive(Default)]
pub(super) struct Named {
    used: HashSet<String>,
    /// How often each was asked for.
    asked: HashMap<String, usize>,
}

/// Takes off blanks around texts, and fields that say nothing: `null`, empty texts and empty lists.
pub(super) fn tidy(fields: &mut Map<String, Value>) {
    fields.retain(|_, value| {
        tidy_value(value);
        !says_nothing(value)
    });
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

fn tidy_value(value: &mut Value) {
    match value {
        Value::String(text) => {
            let trimmed = text.trim();
            if trimmed.len() < text.len() {
                *text = trimmed.to_string();
            }
        }
        Value::Array(items) => {
            items.iter_mut().for_each(tidy_value);
            items.retain(|item| !says_nothing(item));
        }
        Value::Object(fields) => tidy(fields),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Every text and list that is too long.
pub(super) fn measure(document: &Document, findings: &mut Vec<Finding>) {
    // Most fit, and then nobody asks for their paths.
    if !fits(&document.value) {
        measure_value(document, &document.value, "", findings);
    }
}

fn fits(value: &Value) -> bool {
    match value {
        Value::String(text) => text.len() <= LONGEST_TEXT,
        Value::Array(items) => items.len() <= LONGEST_LIST && items.iter().all(fits),
        Value::Object(fields) => {
            fields.len() <= LONGEST_LIST
                && fields.iter().all(|(key, field)| key.len() <= LONGEST_TEXT && fits(field))
        }
        _ => true,
    }
}

fn measure_value(document: &Document, value: &Value, path: &str, findings: &mut Vec<Finding>) {
    let mut too_long = |message: Sentence, most: usize| {
        findings.push(document.finding("limit", path, message, Sentence::WriteAtMost { most }));
    };
    match value {
        Value::String(text) if text.len() > LONGEST_TEXT => {
            too_long(Sentence::HoldsBytes { length: text.len() }, LONGEST_TEXT)
        }
        Value::Array(items) if items.len() > LONGEST_LIST => {
            too_long(Sentence::HoldsEntries { length: items.len() }, LONGEST_LIST)
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                measure_value(document, item, &format!("{path}[{at}]"), findings);
            }
        }
        Value::Object(fields) if fields.len() > LONGEST_LIST => {
            too_long(Sentence::HoldsFields { length: fields.len() }, LONGEST_LIST);
        }
        Value::Object(fields) => {
            for (key, field) in fields {
                if key.len() > LONGEST_TEXT {
                    findings.push(document.finding(
                        "limit",
                        path,
                        Sentence::HoldsLongName { length: key.len() },
                        Sentence::LeaveOut,
                    ));
                } else {
                    measure_value(document, field, &join(path, key), findings);
                }
            }
        }
        _ => {}
    }
}

fn default(fields: &mut Map<String, Value>, name: &str, value: impl FnOnce() -> Value) {
    if !fields.contains_key(name) {
        fields.insert(name.into(), value());
    }
}

/// Fills in what a mechanism left out; `at` is its place in the file.
pub(super) fn mechanism(fields: &mut Map<String, Value>, at: usize) {
    let name = text(fields, "name").to_string();
    default(fields, "id", || slug(&name).unwrap_or_else(|| format!("mechanism-{}", at + 1)).into());
    default(fields, "short", || label(&name).into());
    default(fields, "kind", || Form::Initiative.word().into());
    default(fields, "status", || Status::Unknown.word().into());
    default(fields, "standing", || false.into());
    default(fields, "themes", || Value::Array(Vec::new()));
    default(fields, "summary", || "".into());
    sources(fields);
    // Events come one by one.
    fields.insert("events".into(), Value::Array(Vec::new()));
}

/// Fills in what an event of a mechanism left out.
pub(super) fn event(fields: &mut Map<String, Value>, mechanism: &str, named: &mut Named) {
    let id = match fields.get("id") {
        Some(Value::String(id)) => id.clone(),
        _ => named.next(mechanism, text(fields, "date")),
    };
    named.used.insert(id.clone());
    fields.insert("id".into(), id.into());
    default(fields, "themes", || Value::Array(Vec::new()));
    default(fields, "summary", || "".into());
    default(fields, "sources", || Value::Array(Vec::new()));
    sources(fields);
}

impl Named {
    /// An id that no event of the mechanism has: the mechanism's and the date, with a number from the second on.
    fn next(&mut self, mechanism: &str, date: &str) -> String {
        // Room for a date and a number, in what is at most 96 letters.
        let mechanism = mechanism.get(..72).unwrap_or(mechanism).trim_end_matches('-');
        let start = Edtf::parse(date).map(|date| crate::Moment { uncertain: false, ..date.start });
        let first = match start {
            Ok(start) => format!("{mechanism}-{start}"),
            Err(_) => format!("{mechanism}-undated"),
        };
        let asked = self.asked.entry(first.clone()).or_default();
        loop {
            *asked += 1;
            let id = if *asked == 1 { first.clone() } else { format!("{first}-{asked}") };
            if !self.used.contains(&id) {
                return id;
            }
        }
    }
}

fn sources(fields: &mut Map<String, Value>) {
    let Some(Value::Array(sources)) = fields.get_mut("sources") else { return };
    for source in sources {
        let Value::Object(source) = source else { continue };
        let url = text(source, "url").to_string();
        let host = url.split('/').nth(2).unwrap_or(&url).to_string();
        default(source, "title", || url.clone().into());
        default(source, "publisher", || host.into());
        default(source, "lang", || "und".into());
        default(source, "kind", || SourceKind::Secondary.word().into());
    }
}

fn text<'a>(fields: &'a Map<String, Value>, name: &str) -> &'a str {
    fields.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// A mechanism that holds nothing but events.
pub(super) fn nameless() -> Mechanism {
    Mechanism {
        id: String::new(),
        name: String::new(),
        short: String::new(),
        name_local: BTreeMap::new(),
        kind: String::new(),
        parties: Vec::new(),
        members: Vec::new(),
        status: String::new(),
        standing: false,
        parent: None,
        themes: Vec::new(),
        summary: String::new(),
        sources: Vec::new(),
        events: Vec::new(),
    }
}

/// A name as an id: its Latin letters and digits, with hyphens between; short enough to leave room for a date.
pub(crate) fn slug(name: &str) -> Option<String> {
    const LONGEST: usize = 64;
    let mut slug = String::new();
    for letter in name.chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() >= LONGEST {
            break;
        }
    }
    let slug = slug.trim_matches('-');
    MechanismId::new(slug).map(|_| slug.to_string())
}

/// A name as a lane's label.
fn label(name: &str) -> String {
    if name.chars().count() <= LABEL {
        return name.to_string();
    }
    let cut: String = name.chars().take(LABEL - 1).collect();
    format!("{}…", cut.trim_end())
}
