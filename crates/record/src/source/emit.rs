//! Laying out a data file for people: fields in the schema's order, long texts wrapped, short lists on one line.
//!
//! In goes a tree of values of the right shape, out comes TOML that reads back to the same tree.

use std::fmt::Write;

use serde_json::{Map, Value};

use super::schema::{Field, Shape};

/// Lines are wrapped before this column.
const WIDTH: usize = 100;

/// Lays out a file.
pub(crate) fn file(value: &Value, shape: &Shape) -> String {
    let mut out = String::new();
    match (shape, value) {
        (Shape::File(fields), Value::Object(table)) => fields_of(&mut out, table, fields, "", 0),
        (Shape::Dictionary(fields), Value::Object(tables)) => {
            for (key, table) in tables {
                let Value::Object(table) = table else { continue };
                let blank = if out.is_empty() { "" } else { "\n" };
                let _ = writeln!(out, "{blank}[{}]", bare(key));
                fields_of(&mut out, table, fields, key, 0);
            }
        }
        _ => {}
    }
    out
}

/// The fields of a table: first those that stand on lines of their own, then those with headings.
fn fields_of(out: &mut String, table: &Map<String, Value>, fields: &[Field], path: &str, depth: usize) {
    let present = || fields.iter().filter_map(|field| Some((field, table.get(field.name)?)));
    for (field, value) in present().filter(|(field, _)| !matches!(field.shape, Shape::Tables(_))) {
        let indent = "  ".repeat(depth);
        let _ = write!(out, "{indent}{} = ", field.name);
        let column = indent.len() + field.name.len() + 3;
        one(out, value, &field.shape, column, &indent);
        out.push('\n');
    }
    for (field, value) in present() {
        let (Shape::Tables(inner), Value::Array(items)) = (&field.shape, value) else { continue };
        let heading = if path.is_empty() { field.name.into() } else { format!("{path}.{}", field.name) };
        // Tables of the file itself are indented as the file is; tables within them are set in.
        let depth = if path.is_empty() { 0 } else { depth + 1 };
        for item in items {
            let Value::Object(item) = item else { continue };
            let _ = writeln!(out, "\n{}[[{heading}]]", "  ".repeat(depth));
            fields_of(out, item, inner, &heading, depth);
        }
    }
}

/// A value after its `name = `.
fn one(out: &mut String, value: &Value, shape: &Shape, column: usize, indent: &str) {
    match (shape, value) {
        (Shape::Prose, Value::String(text)) => prose(out, text, column, indent),
        (Shape::InlineList(fields), Value::Array(items)) => {
            let items = items.iter().map(|item| inline(item, fields)).collect();
            list(out, items, true, column, indent);
        }
        (_, Value::Array(items)) => list(out, items.iter().map(plain).collect(), false, column, indent),
        (Shape::Inline(fields), value) => out.push_str(&inline(value, fields)),
        (_, value) => out.push_str(&plain(value)),
    }
}

/// `{ city = "Washington", country = "US" }`, in the schema's order.
fn inline(value: &Value, fields: &[Field]) -> String {
    let parts: Vec<String> = fields
        .iter()
        .filter_map(|field| Some(format!("{} = {}", field.name, plain(value.get(field.name)?))))
        .collect();
    format!("{{ {} }}", parts.join(", "))
}

/// A value on one line.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => quoted(text),
        Value::Object(table) => {
            let parts: Vec<String> =
                table.iter().map(|(key, value)| format!("{} = {}", bare(key), plain(value))).collect();
            format!("{{ {} }}", parts.join(", "))
        }
        // Lists within lists do not occur; numbers and flags are written alike in JSON and TOML.
        other => other.to_string(),
    }
}

/// `["AR", "US"]` if it fits, else items filled into lines, or one a line.
fn list(out: &mut String, items: Vec<String>, one_a_line: bool, column: usize, indent: &str) {
    let line = format!("[{}]", items.join(", "));
    if column + line.chars().count() <= WIDTH && !(one_a_line && items.len() > 1) {
        out.push_str(&line);
        return;
    }
    out.push('[');
    let mut room = 0;
    for item in items {
        let length = item.chars().count() + 2;
        if one_a_line || room < length {
            let _ = write!(out, "\n{indent}  {item},");
            room = (WIDTH - 2 - indent.len()).saturating_sub(length);
        } else {
            let _ = write!(out, " {item},");
            room -= length;
        }
    }
    let _ = write!(out, "\n{indent}]");
}

/// A long text over several lines, which read back as one.
fn prose(out: &mut String, text: &str, column: usize, indent: &str) {
    let line = quoted(text);
    let words: Vec<&str> = text.split(' ').collect();
    // A line that begins with a blank, or a blank before the end of a line, would not read back.
    if column + line.chars().count() <= WIDTH || words.iter().any(|word| word.is_empty()) {
        out.push_str(&line);
        return;
    }
    let _ = write!(out, "\"\"\"\\\n{indent}");
    let mut used = indent.len();
    for (at, word) in words.into_iter().enumerate() {
        let word = escaped(word);
        let length = word.chars().count();
        // Room for the blank before the word and for ` \` after it.
        if at > 0 && used + 1 + length + 2 > WIDTH {
            let _ = write!(out, " \\\n{indent}");
            used = indent.len();
        } else if at > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(&word);
        used += length;
    }
    out.push_str("\"\"\"");
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            // Controls, and what would look like a line's end or like nothing.
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

/// A key, in quotes if it needs them.
fn bare(key: &str) -> String {
    let plain = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if plain { key.into() } else { quoted(key) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::document::Document;
    use crate::source::schema;
    use proptest::prelude::*;
    use serde_json::json;

    fn laid_out(value: &Value) -> String {
        file(value, &schema::MECHANISM)
    }

    fn read_back(text: &str) -> Value {
        let mut findings = Vec::new();
        let document = Document::read("x.toml", text, &mut findings);
        assert_eq!(findings, [], "{text}");
        document.value
    }

    #[test]
    fn fields_stand_in_the_order_of_the_schema_and_tables_come_last() {
        let value = json!({
            "events": [{
                "sources": [{ "url": "https://a.example", "title": "A \"quoted\" title" }],
                "place": { "country": "US", "city": "Washington" },
                "id": "x-2017",
                "delegations": [{ "co_leads": [{ "name": "A" }, { "title": "Minister", "name": "B" }], "party": "US" }],
            }],
            "parties": ["AR", "US"],
            "id": "x",
        });
        let expected = r#"id = "x"
parties = ["AR", "US"]

[[events]]
id = "x-2017"
place = { city = "Washington", country = "US" }

  [[events.delegations]]
  party = "US"
  co_leads = [
    { name = "A" },
    { name = "B", title = "Minister" },
  ]

  [[events.sources]]
  url = "https://a.example"
  title = "A \"quoted\" title"
"#;
        assert_eq!(laid_out(&value), expected);
        assert_eq!(read_back(expected), value);
    }

    #[test]
    fn no_line_of_a_long_text_or_list_is_too_long() {
        let words = "deterrence and assistance ".repeat(40);
        let parties: Vec<String> = (0..90).map(|at| format!("P{at}")).collect();
        let value = json!({ "parties": parties, "summary": words.trim() });
        let text = laid_out(&value);
        assert!(text.lines().count() > 15, "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH), "{text}");
        assert_eq!(read_back(&text), value);
    }

    proptest! {
        #[test]
        fn whatever_is_laid_out_reads_back(
            summary in "(\\PC|[ \"\\\\\n\t\r\u{7f}\u{0}\u{2028}]){0,300}", item in "\\PC{0,80}", language in "\\PC{0,8}",
        ) {
            let value = json!({
                "name_local": { language: item.clone() },
                "parties": [item.clone(), item],
                "summary": summary,
            });
            prop_assert_eq!(read_back(&laid_out(&value)), value);
        }
    }
}
