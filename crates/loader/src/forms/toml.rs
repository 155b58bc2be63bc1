//! TOML: the file of one mechanism, as they lie under `data/mechanisms/`, or several under `[[mechanisms]]`.

use entente_record::source::{Document, Finding, MOST_EVENTS, Sentence};
use serde_json::Value;
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use super::Form;
use crate::{Intake, Refusal};

/// Reads mechanisms.
pub fn read(text: &str, intake: &mut Intake) -> Result<(), Refusal> {
    if tables_within(text) > MOST_EVENTS {
        return Err(Refusal::TooMany);
    }
    let odd = &mut |it: Finding| intake.own.tell(it.line.unwrap_or(1), &it.field, it.message, it.mend);
    let mut document = Document::read_sound("", text, odd).map_err(|broken| {
        Refusal::Malformed(Form::Toml, broken.line.unwrap_or(1), broken.message.to_string())
    })?;
    let Value::Object(mut whole) = std::mem::take(&mut document.value) else {
        return Err(Refusal::Shapeless(Form::Toml));
    };
    let (mechanisms, prefix) = match whole.remove("mechanisms") {
        Some(Value::Array(mechanisms)) => (mechanisms, "mechanisms"),
        None if whole.contains_key("events") => (vec![Value::Object(whole)], ""),
        _ => return Err(Refusal::Shapeless(Form::Toml)),
    };
    for (at, mechanism) in mechanisms.into_iter().enumerate() {
        let path = if prefix.is_empty() { String::new() } else { format!("{prefix}[{at}]") };
        let line = document.line(&path).unwrap_or(1);
        let Value::Object(mut head) = mechanism else {
            intake.own.tell(line, &path, Sentence::NoMechanism, Sentence::WriteAsSample);
            continue;
        };
        intake.at(0, text.len())?;
        let events = head.remove("events");
        let of = intake.own.add_mechanism(head, line);
        let Some(Value::Array(events)) = events else { continue };
        for (place, event) in events.into_iter().enumerate() {
            intake.at(0, text.len())?;
            let path = if path.is_empty() { String::new() } else { format!("{path}.") };
            let line = document.line(&format!("{path}events[{place}]")).unwrap_or(line);
            match event {
                Value::Object(event) => intake.own.add_event(of, event, line),
                _ => intake.own.tell_event(line, Sentence::NoEvent, Sentence::WriteAsSample),
            }
        }
    }
    Ok(())
}

/// How many tables stand within others, inline or by a name with full stops. Each of these few bytes takes thousands of the
/// tree that the parser makes.
fn tables_within(text: &str) -> usize {
    let opens = |kind| matches!(kind, TokenKind::Dot | TokenKind::LeftCurlyBracket);
    Source::new(text).lex().filter(|token| opens(token.kind())).count()
}
