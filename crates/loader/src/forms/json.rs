//! JSON in the shape of `record.json`: `{ "mechanisms": [...] }`, a list of mechanisms, or one of them.
//!
//! The text is cut into events before any of them is read, so that one that makes no sense is left out alone, and no more
//! than one is ever held as a tree.

use std::collections::BTreeMap;

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use entente_record::source::Sentence;

use super::Form;
use crate::{Intake, Refusal};

/// The longest event, and the longest mechanism without its events, in bytes.
const LONGEST: usize = 1 << 20;

type Parts<'a> = BTreeMap<String, &'a RawValue>;

/// Reads mechanisms.
pub fn read(text: &str, intake: &mut Intake) -> Result<(), Refusal> {
    // Nothing but syntax is looked at here: what follows can't fail for it.
    let whole: &RawValue = serde_json::from_str(text)
        .map_err(|error| Refusal::Malformed(Form::Json, error.line(), error.to_string()))?;
    let mut lines = Lines { text, offset: 0, line: 1 };
    for mechanism in mechanisms(whole).ok_or(Refusal::Shapeless(Form::Json))? {
        self::mechanism(mechanism, &mut lines, intake)?;
    }
    Ok(())
}

fn mechanisms(whole: &RawValue) -> Option<Vec<&RawValue>> {
    if whole.get().starts_with('[') {
        return serde_json::from_str(whole.get()).ok();
    }
    let parts: Parts = serde_json::from_str(whole.get()).ok()?;
    match parts.get("mechanisms") {
        Some(mechanisms) => serde_json::from_str(mechanisms.get()).ok(),
        None => parts.contains_key("events").then(|| vec![whole]),
    }
}

fn mechanism(raw: &RawValue, lines: &mut Lines, intake: &mut Intake) -> Result<(), Refusal> {
    let line = lines.of(raw);
    intake.at(lines.offset, lines.text.len())?;
    let Ok(parts) = serde_json::from_str::<Parts>(raw.get()) else {
        intake.own.tell(line, "", Sentence::NoMechanism, Sentence::WriteBraces);
        return Ok(());
    };
    let mut head = Map::new();
    let mut room = LONGEST;
    for (name, part) in parts.iter().filter(|(name, _)| *name != "events") {
        let length = name.len() + part.get().len();
        let fits = length <= room;
        room -= if fits { length } else { 0 };
        let too_long = || Sentence::HoldsMore { length, most: LONGEST };
        match value(part).and_then(|value| if fits { Ok(value) } else { Err(too_long()) }) {
            Ok(value) => {
                head.insert(name.clone(), value);
            }
            Err(message) => intake.own.warn(line, name, message, Sentence::LeaveOut),
        }
    }
    let of = intake.own.add_mechanism(head, line);
    let Some(events) = parts.get("events") else { return Ok(()) };
    let Ok(events) = serde_json::from_str::<Vec<&RawValue>>(events.get()) else {
        intake.own.tell(line, "events", Sentence::NoList, Sentence::WriteBrackets);
        return Ok(());
    };
    for event in events {
        let line = lines.of(event);
        intake.at(lines.offset, lines.text.len())?;
        match value(event) {
            Ok(Value::Object(event)) => intake.own.add_event(of, event, line),
            Ok(_) => intake.own.tell_event(line, Sentence::NoEvent, Sentence::WriteBraces),
            Err(message) => intake.own.tell_event(line, message, Sentence::WriteAsSample),
        }
    }
    Ok(())
}

fn value(raw: &RawValue) -> Result<Value, Sentence> {
    let length = raw.get().len();
    if length > LONGEST {
        return Err(Sentence::HoldsMore { length, most: LONGEST });
    }
    serde_json::from_str(raw.get()).map_err(|error| Sentence::ParserSays { words: error.to_string() })
}

/// Counts lines as the parts of a text are come to, in their order.
struct Lines<'a> {
    text: &'a str,
    offset: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line on which a part of the text begins.
    fn of(&mut self, part: &RawValue) -> usize {
        // Both are the same bytes: a raw value borrows the text that it was read from.
        let offset = (part.get().as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        if let Some(passed) = self.text.as_bytes().get(self.offset..offset) {
            self.line += passed.iter().filter(|&&byte| byte == b'\n').count();
            self.offset = offset;
        }
        self.line
    }
}
