//! TOML: the file of one mechanism, as they lie under `data/mechanisms/`, or several under `[[mechanisms]]`.

use entente_record::source::{Document, Finding, Sentence};
use serde_json::Value;
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use super::Form;
use crate::{Intake, Refusal};

/// Tables, inner ones too: the parser keeps the whole text as a tree, in which each is some hundred bytes.
const MOST_TABLES: usize = 200_000;

/// Reads mechanisms.
pub fn read(text: &str, intake: &mut Intake) -> Result<(), Refusal> {
    look_ahead(text)?;
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

/// Levels of tables and lists within each other; the record has four. The parser ends at eighty, but counts a name with
/// eighty full stops in it as one.
const DEEPEST: usize = 64;

/// Refuses what would take too much of the memory or the stack as a tree: each table within another, inline or by a name with
/// full stops, is a few bytes of the text and thousands of the tree.
fn look_ahead(text: &str) -> Result<(), Refusal> {
    let (mut tables, mut stops, mut depth) = (0, 0, 0);
    // How many levels each open bracket stands for.
    let mut open = Vec::new();
    for token in Source::new(text).lex() {
        match token.kind() {
            TokenKind::Dot => {
                tables += 1;
                stops += 1;
            }
            kind @ (TokenKind::LeftCurlyBracket | TokenKind::LeftSquareBracket) => {
                tables += usize::from(kind == TokenKind::LeftCurlyBracket);
                depth += stops + 1;
                open.push(stops + 1);
                stops = 0;
            }
            TokenKind::RightCurlyBracket | TokenKind::RightSquareBracket => {
                depth -= open.pop().unwrap_or(0);
                stops = 0;
            }
            TokenKind::Comma | TokenKind::Newline => stops = 0,
            _ => {}
        }
        if tables > MOST_TABLES {
            return Err(Refusal::TooMany);
        }
        if depth + stops > DEEPEST {
            let before = text.as_bytes().get(..token.span().start()).unwrap_or_default();
            let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
            return Err(Refusal::Malformed(Form::Toml, line, "tables nested too deeply".to_owned()));
        }
    }
    Ok(())
}
