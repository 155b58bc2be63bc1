//! JSON in the shape of `record.json`: `{ "mechanisms": [...] }`, a list of mechanisms, or one of them.
//!
//! The text is cut into events before any of them is read, so that one that makes no sense is left out alone, and no more
//! than one is ever held as a tree.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use entente_record::source::{MOST_EVENTS, Sentence};

use super::Form;
use crate::{Intake, Refusal};

/// The longest event, and the longest mechanism without its events, in bytes.
const LONGEST: usize = 1 << 20;

/// A value, cut one level deep and for one of its fields two: the text is long, and walked as seldom as can be.
enum Cut<'a> {
    List(Vec<&'a RawValue>),
    /// Its fields, and the one that was asked for, cut too.
    Table(BTreeMap<String, &'a RawValue>, Option<Box<Cut<'a>>>),
    Other,
    /// A list or a table of more than anybody may hand in: what `{},` millions of times would take is not kept.
    TooLong,
}

impl<'a> Cut<'a> {
    fn of(text: &'a str, field: &'static str) -> serde_json::Result<Self> {
        let mut from = serde_json::Deserializer::from_str(text);
        let cut = Cutter(Some(field)).deserialize(&mut from)?;
        from.end()?;
        Ok(cut)
    }
}

/// Cuts a value; the field that is cut too, if any is.
struct Cutter(Option<&'static str>);

impl<'a> DeserializeSeed<'a> for Cutter {
    type Value = Cut<'a>;

    fn deserialize<D: Deserializer<'a>>(self, from: D) -> Result<Cut<'a>, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'a> Visitor<'a> for Cutter {
    type Value = Cut<'a>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut items: A) -> Result<Cut<'a>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
            if list.len() > MOST_EVENTS {
                while items.next_element::<IgnoredAny>()?.is_some() {}
                return Ok(Cut::TooLong);
            }
        }
        Ok(Cut::List(list))
    }

    fn visit_map<A: MapAccess<'a>>(self, mut fields: A) -> Result<Cut<'a>, A::Error> {
        let (mut parts, mut cut) = (BTreeMap::new(), None);
        while let Some(name) = fields.next_key::<String>()? {
            if self.0 == Some(&*name) {
                cut = Some(Box::new(fields.next_value_seed(Cutter(None))?));
            } else {
                parts.insert(name, fields.next_value()?);
            }
            if parts.len() > MOST_EVENTS {
                while fields.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                return Ok(Cut::TooLong);
            }
        }
        Ok(Cut::Table(parts, cut))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Cut<'a>, E> {
        Ok(Cut::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Cut<'a>, E> {
        Ok(Cut::Other)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Cut<'a>, E> {
        Ok(Cut::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Cut<'a>, E> {
        Ok(Cut::Other)
    }

    fn visit_str<E>(self, _: &str) -> Result<Cut<'a>, E> {
        Ok(Cut::Other)
    }

    fn visit_unit<E>(self) -> Result<Cut<'a>, E> {
        Ok(Cut::Other)
    }
}

/// Reads mechanisms.
pub fn read(text: &str, intake: &mut Intake) -> Result<(), Refusal> {
    let malformed =
        |error: serde_json::Error| Refusal::Malformed(Form::Json, error.line(), error.to_string());
    // Nothing but syntax is looked at here: what follows can't fail for it.
    let mechanisms = match Cut::of(text, "mechanisms").map_err(malformed)? {
        Cut::List(mechanisms) => mechanisms,
        Cut::Table(_, Some(cut)) => match *cut {
            Cut::List(mechanisms) => mechanisms,
            Cut::TooLong => return Err(Refusal::TooMany),
            _ => return Err(Refusal::Shapeless(Form::Json)),
        },
        Cut::TooLong => return Err(Refusal::TooMany),
        Cut::Table(parts, None) if parts.contains_key("events") => {
            vec![serde_json::from_str(text).map_err(malformed)?]
        }
        _ => return Err(Refusal::Shapeless(Form::Json)),
    };
    let mut lines = Lines { text, offset: 0, line: 1 };
    mechanisms.into_iter().try_for_each(|mechanism| self::mechanism(mechanism, &mut lines, intake))
}

#[inline(never)]
fn mechanism(raw: &RawValue, lines: &mut Lines, intake: &mut Intake) -> Result<(), Refusal> {
    let line = lines.of(raw);
    intake.at(lines.offset, lines.text.len())?;
    let (parts, events) = match Cut::of(raw.get(), "events") {
        Ok(Cut::Table(parts, events)) => (parts, events),
        Ok(Cut::TooLong) => return Err(Refusal::TooMany),
        _ => {
            intake.own.tell(line, "", Sentence::NoMechanism, Sentence::WriteBraces);
            return Ok(());
        }
    };
    let mut head = Map::new();
    let mut room = LONGEST;
    for (name, part) in &parts {
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
    let events = match events.map(|events| *events) {
        None => return Ok(()),
        Some(Cut::List(events)) => events,
        Some(Cut::TooLong) => return Err(Refusal::TooMany),
        Some(_) => {
            intake.own.tell(line, "events", Sentence::NoList, Sentence::WriteBrackets);
            return Ok(());
        }
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

#[inline(never)]
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
    #[inline(never)]
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
