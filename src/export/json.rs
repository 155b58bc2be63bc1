//! JSON text, and the selection as JSON.
//!
//! The selection has the shape of the record itself: mechanisms with those of their events that were selected, with
//! the field names of the data files ([`super::shape`]). So it can be loaded and imported as the record is.
//!
//! Writing JSON takes a few dozen lines; the app holds no `serde_json` for it.

use entente_record::EventIndex;

use super::{Export, shape};

/// JSON in the making: commas and line ends come by themselves. Lists of texts stand on one line, all else is indented.
#[derive(Default)]
pub struct Json {
    out: String,
    depth: usize,
    /// Whether the innermost object or list holds nothing yet.
    empty: bool,
    /// Whether a key was written whose value is to come.
    keyed: bool,
}

impl Json {
    /// Begins an object as the next value.
    pub fn object(&mut self) {
        self.open('{');
    }

    /// Ends the innermost object.
    pub fn end_object(&mut self) {
        self.close('}');
    }

    /// Begins a list as the next value.
    pub fn list(&mut self) {
        self.open('[');
    }

    /// Ends the innermost list.
    pub fn end_list(&mut self) {
        self.close(']');
    }

    /// The key of the next value.
    pub fn key(&mut self, key: &str) {
        self.next();
        quote(&mut self.out, key);
        self.out.push_str(": ");
        self.keyed = true;
    }

    /// A text as the next value.
    pub fn text(&mut self, text: &str) {
        self.next();
        quote(&mut self.out, text);
    }

    /// A number, or `true` or `false`, as the next value: whatever is JSON as Rust displays it.
    fn literal(&mut self, literal: &str) {
        self.next();
        self.out.push_str(literal);
    }

    /// A whole number as the next value.
    pub fn number(&mut self, number: u32) {
        self.literal(&number.to_string());
    }

    /// `true` or `false` as the next value.
    pub fn flag(&mut self, flag: bool) {
        self.literal(if flag { "true" } else { "false" });
    }

    /// A text under a key.
    pub fn field(&mut self, key: &str, text: &str) {
        self.key(key);
        self.text(text);
    }

    /// A text under a key, if there is one.
    pub fn known(&mut self, key: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.field(key, text);
        }
    }

    /// A list of texts under a key.
    pub fn texts(&mut self, key: &str, texts: &[&str]) {
        self.key(key);
        self.next();
        self.out.push('[');
        for (at, text) in texts.iter().enumerate() {
            if at > 0 {
                self.out.push_str(", ");
            }
            quote(&mut self.out, text);
        }
        self.out.push(']');
    }

    /// A list of texts under a key, unless it is empty: what is not known is left out.
    pub fn known_texts(&mut self, key: &str, texts: &[&str]) {
        if !texts.is_empty() {
            self.texts(key, texts);
        }
    }

    /// The text, with a line end.
    pub fn finish(mut self) -> String {
        self.out.push('\n');
        self.out
    }

    fn open(&mut self, bracket: char) {
        self.next();
        self.out.push(bracket);
        self.depth += 1;
        self.empty = true;
    }

    fn close(&mut self, bracket: char) {
        self.depth = self.depth.saturating_sub(1);
        if !self.empty {
            self.line();
        }
        self.out.push(bracket);
        self.empty = false;
    }

    /// What must stand before the next key or value.
    fn next(&mut self) {
        if self.keyed {
            self.keyed = false;
        } else if self.depth > 0 {
            if !self.empty {
                self.out.push(',');
            }
            self.line();
        }
        self.empty = false;
    }

    fn line(&mut self) {
        self.out.push('\n');
        for _ in 0..self.depth {
            self.out.push(' ');
        }
    }
}

/// A text as a JSON string. Beside what must be escaped, U+2028 and U+2029 are, which end a line in older JavaScript.
fn quote(out: &mut String, text: &str) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{0}'..='\u{1f}' | '\u{7f}' | '\u{2028}' | '\u{2029}' => {
                out.push_str("\\u");
                for shift in [12, 8, 4, 0] {
                    out.push(char::from(HEX[(c as usize >> shift) & 15]));
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// The selection in the shape of the record.
pub fn events(export: &Export, events: &[EventIndex]) -> String {
    let mut json = Json::default();
    let mut chosen = vec![false; export.record.events.len()];
    for index in events {
        chosen[index.index()] = true;
    }
    shape::record(&mut json, export, &|index| chosen[index.index()]);
    json.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::testing::{hostile, sample};
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn read(text: &str) -> Value {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn objects_and_lists_nest_and_empty_ones_are_closed() {
        let mut json = Json::default();
        json.object();
        json.field("a", "1");
        json.key("b");
        json.list();
        json.object();
        json.end_object();
        json.object();
        json.key("c");
        json.number(3);
        json.key("d");
        json.flag(true);
        json.end_object();
        json.list();
        json.end_list();
        json.end_list();
        json.texts("e", &["x", "y"]);
        json.known_texts("f", &[]);
        json.known("g", None);
        json.end_object();
        let expected = json!({ "a": "1", "b": [{}, { "c": 3, "d": true }, []], "e": ["x", "y"] });
        assert_eq!(read(&json.finish()), expected);
    }

    #[test]
    fn a_selection_has_the_shape_of_the_record_with_only_its_events() {
        let sample = sample();
        let all = read(&events(&sample.export(), &sample.all()));
        let one = read(&events(&sample.export(), &sample.all()[..1]));
        let count = |value: &Value| {
            let mechanisms = value["mechanisms"].as_array().unwrap();
            mechanisms.iter().map(|it| it["events"].as_array().unwrap().len()).sum::<usize>()
        };
        assert_eq!((count(&all), count(&one)), (sample.record.events.len(), 1));
        assert_eq!(
            one["mechanisms"][0]["events"][0]["delegations"][0]["lead"]["name"],
            "José \"Pepe\" Hirschson"
        );
        assert_eq!(one["mechanisms"][0]["events"][0]["place"]["city"], "Washington, D.C.");
        assert_eq!(one["licence"], "CC-BY-4.0");
    }

    #[test]
    fn without_details_what_they_hold_is_left_out() {
        let sample = sample();
        let export = Export { details: None, ..sample.export() };
        let event = &read(&events(&export, &sample.all()))["mechanisms"][0]["events"][0];
        assert_eq!(event["kind"], "announcement");
        assert_eq!(event.get("summary"), None);
        assert_eq!(event.get("sources"), None);
    }

    proptest! {
        #[test]
        fn any_text_reads_back(text in hostile()) {
            let mut json = Json::default();
            json.text(&text);
            prop_assert_eq!(read(&json.finish()), Value::String(text));
        }
    }
}
