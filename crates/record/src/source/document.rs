//! A TOML file as a tree of plain values, with the line of every field.
//!
//! In goes the text of a file, out comes a [`Document`] and every fault of syntax. The tree is that of JSON (texts,
//! whole numbers, flags, lists, tables), because the record needs no more and facts to be imported come as JSON: what
//! checks, lays out, counts or compares values serves both.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Finding, Sentence};

/// The rule that all faults of syntax belong to.
const SYNTAX: &str = "syntax";

/// A data file, read but not yet checked.
#[derive(Clone, Debug)]
pub struct Document {
    /// Path of the file, as it was given.
    pub(crate) path: String,
    /// What it says.
    pub value: Value,
    lines: BTreeMap<String, usize>,
}

impl Document {
    /// Reads a file, as far as it can be read.
    pub fn read(path: &str, text: &str, findings: &mut Vec<Finding>) -> Self {
        let (table, errors) = DeTable::parse_recoverable(text);
        let reading = Reading::new(text);
        findings.extend(errors.iter().map(|error| reading.fault(path, error)));
        reading.document(path, table.get_ref(), &mut |finding| findings.push(finding))
    }

    /// Reads a file that is as long as somebody else likes. What the record has no use for is told one by one.
    ///
    /// # Errors
    /// The first fault of syntax. Text that is no TOML has as many as it has bytes, so the others are not looked for.
    pub fn read_sound(path: &str, text: &str, odd: &mut dyn FnMut(Finding)) -> Result<Self, Box<Finding>> {
        let reading = Reading::new(text);
        match DeTable::parse(text) {
            Ok(table) => Ok(reading.document(path, table.get_ref(), odd)),
            Err(error) => Err(Box::new(reading.fault(path, &error))),
        }
    }

    /// A value that comes from elsewhere, without lines.
    pub(crate) fn of(path: &str, value: Value) -> Self {
        Self { path: path.into(), value, lines: BTreeMap::new() }
    }

    /// A fault of one of its fields. A field that is missing is shown at what should hold it.
    pub(crate) fn finding(
        &self,
        rule: &'static str,
        field: &str,
        message: Sentence,
        mend: Sentence,
    ) -> Finding {
        Finding {
            file: self.path.clone(),
            line: self.line(field),
            field: field.into(),
            message,
            mend,
            rule,
            about: None,
        }
    }

    /// The line of a field, or of what should hold it.
    pub fn line(&self, field: &str) -> Option<usize> {
        let mut field = field;
        loop {
            if let Some(&line) = self.lines.get(field) {
                return Some(line);
            }
            let holder = field.rfind(['.', '['])?;
            field = &field[..holder];
        }
    }
}

/// The path of a field within a table.
pub(crate) fn join(table: &str, field: &str) -> String {
    if table.is_empty() { field.into() } else { format!("{table}.{field}") }
}

/// The path of a value within a document, in pieces: it is only written where something is wrong.
#[derive(Clone, Copy)]
pub(crate) struct Trail<'a>(Option<(&'a Trail<'a>, Step<'a>)>);

#[derive(Clone, Copy)]
enum Step<'a> {
    Field(&'a str),
    Item(usize),
}

impl<'a> Trail<'a> {
    /// The document itself.
    pub(crate) const START: Self = Self(None);

    /// A field of what is here.
    pub(crate) const fn field(&'a self, name: &'a str) -> Self {
        Self(Some((self, Step::Field(name))))
    }

    /// An item of the list that is here.
    pub(crate) const fn item(&'a self, at: usize) -> Self {
        Self(Some((self, Step::Item(at))))
    }

    /// The name of the field that this is.
    pub(crate) const fn name(&self) -> Option<&str> {
        match self.0 {
            Some((_, Step::Field(name))) => Some(name),
            _ => None,
        }
    }

    /// Whether this is the document itself.
    pub(crate) const fn is_start(&self) -> bool {
        self.0.is_none()
    }

    /// The path, as `events[2].title`.
    pub(crate) fn path(&self) -> String {
        match self.0 {
            None => String::new(),
            Some((before, Step::Field(name))) => join(&before.path(), name),
            Some((before, Step::Item(at))) => format!("{}[{at}]", before.path()),
        }
    }
}

struct Reading {
    newlines: Vec<usize>,
    lines: BTreeMap<String, usize>,
    odd: Vec<String>,
}

impl Reading {
    fn new(text: &str) -> Self {
        Self { newlines: newlines(text), lines: BTreeMap::new(), odd: Vec::new() }
    }

    fn fault(&self, path: &str, error: &toml::de::Error) -> Finding {
        Finding {
            file: path.into(),
            line: error.span().map(|span| self.line(span.start)),
            field: String::new(),
            message: Sentence::ParserSays { words: error.message().replace('\n', ", ") },
            mend: Sentence::MendToml,
            rule: SYNTAX,
            about: None,
        }
    }

    fn document(mut self, path: &str, table: &DeTable<'_>, odd: &mut dyn FnMut(Finding)) -> Document {
        let value = self.table(table, "");
        let document = Document { path: path.into(), value, lines: self.lines };
        for field in self.odd {
            odd(document.finding(SYNTAX, &field, Sentence::Odd, Sentence::WriteQuotes));
        }
        document
    }

    fn line(&self, offset: usize) -> usize {
        1 + self.newlines.partition_point(|&newline| newline < offset)
    }

    fn table(&mut self, table: &DeTable<'_>, path: &str) -> Value {
        let mut fields = Map::new();
        for (key, value) in table {
            let path = join(path, key.get_ref());
            self.lines.insert(path.clone(), self.line(key.span().start));
            fields.insert(key.get_ref().to_string(), self.value(value, &path));
        }
        Value::Object(fields)
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>, path: &str) -> Value {
        match value.get_ref() {
            DeValue::String(text) => Value::from(text.as_ref()),
            DeValue::Boolean(flag) => Value::from(*flag),
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
                .map_or_else(|_| self.odd(path), Value::from),
            DeValue::Float(_) | DeValue::Datetime(_) => self.odd(path),
            DeValue::Array(items) => Value::Array(
                items
                    .iter()
                    .enumerate()
                    .map(|(at, item)| {
                        let path = format!("{path}[{at}]");
                        self.lines.insert(path.clone(), self.line(item.span().start));
                        self.value(item, &path)
                    })
                    .collect(),
            ),
            DeValue::Table(table) => self.table(table, path),
        }
    }

    /// A value that the record has no use for. It is noted, and read as nothing.
    fn odd(&mut self, path: &str) -> Value {
        self.odd.push(path.into());
        Value::Null
    }
}

fn newlines(text: &str) -> Vec<usize> {
    text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "id = \"x\"\nplace = { city = \"Bonn\" }\n\n[[events]]\nid = \"x-1\"\n\n[[events]]\nid = \"x-2\"\n  [[events.sources]]\n  url = \"\"\n";

    #[test]
    fn every_field_has_its_line() {
        let mut findings = Vec::new();
        let document = Document::read("x.toml", TEXT, &mut findings);
        assert_eq!(findings, []);
        for (field, line) in [
            ("id", 1),
            ("place.city", 2),
            ("events[0]", 4),
            ("events[1].id", 8),
            ("events[1].sources[0].url", 10),
        ] {
            assert_eq!(document.line(field), Some(line), "{field}");
        }
    }

    #[test]
    fn a_missing_field_is_shown_at_what_should_hold_it() {
        let document = Document::read("x.toml", TEXT, &mut Vec::new());
        assert_eq!(document.line("events[1].sources[0].title"), Some(9));
        assert_eq!(document.line("parties"), None);
    }

    #[test]
    fn all_faults_of_syntax_are_told() {
        let mut findings = Vec::new();
        Document::read("x.toml", "a = \nb = 2017-04-27\nc = 1.5\n= 3\n", &mut findings);
        let lines: Vec<_> = findings.iter().map(|finding| finding.line).collect();
        for line in 1..=4 {
            assert!(lines.contains(&Some(line)), "line {line}: {findings:?}");
        }
    }

    #[test]
    fn what_is_not_sound_is_told_by_its_first_fault() {
        let told = Document::read_sound("x.toml", "a = 1\nb = \nc = \n", &mut |_| ()).unwrap_err();
        assert_eq!((told.line, told.field.as_str()), (Some(2), ""));
        let mut odd = Vec::new();
        let document = Document::read_sound("x.toml", TEXT, &mut |finding| odd.push(finding));
        let mut findings = Vec::new();
        assert_eq!(document.unwrap().value, Document::read("x.toml", TEXT, &mut findings).value);
        assert_eq!(odd, findings);
    }

    proptest::proptest! {
        #[test]
        fn reading_never_panics(text in "\\PC*|[a-c=\\[\\]{}\"'.0-9\\-#\n]*") {
            let mut findings = Vec::new();
            Document::read("x.toml", &text, &mut findings);
            let sound = Document::read_sound("x.toml", &text, &mut |_| ());
            let fault = findings.iter().find(|finding| finding.field.is_empty());
            proptest::prop_assert_eq!(sound.err().as_deref().cloned(), fault.cloned());
        }
    }
}
