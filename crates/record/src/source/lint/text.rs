//! Texts hold no stray blanks and no control characters, which readers don't see and searches stumble over.

use serde_json::Value;

use super::{Finding, Sentence, SourceTree};
use crate::source::document::{Document, join};

const RULE: &str = "text";

pub(super) fn check(tree: &SourceTree) -> Vec<Finding> {
    let mechanisms = tree.mechanisms.iter().map(|file| &file.document);
    let organisations = tree.organisations.iter().map(|file| &file.document);
    let themes = tree.themes.iter().map(|file| &file.document);
    mechanisms.chain(organisations).chain(themes).flat_map(check_document).collect()
}

/// What is wrong with the texts of one file or table.
pub(in crate::source) fn check_document(document: &Document) -> Vec<Finding> {
    let mut findings = Vec::new();
    // Most have no fault, and then nobody asks for their paths.
    if !is_clean(&document.value) {
        walk(document, &document.value, String::new(), &mut findings);
    }
    findings
}

fn is_clean(value: &Value) -> bool {
    match value {
        Value::String(text) => fault(text).is_none(),
        Value::Array(items) => items.iter().all(is_clean),
        Value::Object(table) => table.values().all(is_clean),
        _ => true,
    }
}

fn walk(document: &Document, value: &Value, path: String, findings: &mut Vec<Finding>) {
    match value {
        Value::String(text) => {
            if let Some((fault, mend)) = fault(text) {
                findings.push(document.finding(RULE, &path, fault, mend));
            }
        }
        Value::Array(items) => {
            items
                .iter()
                .enumerate()
                .for_each(|(at, item)| walk(document, item, format!("{path}[{at}]"), findings));
        }
        Value::Object(table) => {
            table.iter().for_each(|(key, value)| walk(document, value, join(&path, key), findings));
        }
        _ => {}
    }
}

#[inline(never)]
fn fault(text: &str) -> Option<(Sentence, Sentence)> {
    // Most texts are plain, and then one look is enough.
    let bytes = text.as_bytes();
    let is_plain = bytes.iter().all(|byte| matches!(byte, b' '..=b'~'));
    let edges = [bytes.first(), bytes.last()];
    if is_plain && !edges.contains(&Some(&b' ')) && !bytes.windows(2).any(|pair| pair == b"  ") {
        return None;
    }
    if text
        .chars()
        .any(|letter| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}'))
    {
        Some((Sentence::HoldsControl, Sentence::WriteOneLine))
    } else if text != text.trim() {
        Some((Sentence::OuterBlank, Sentence::RemoveBlank))
    } else if text.contains("  ") {
        Some((Sentence::TwoBlanks, Sentence::WriteOneBlank))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::spoiled;
    use super::RULE;

    #[test]
    fn stray_blanks_and_controls_are_found() {
        assert_eq!(spoiled(RULE, "\"They met.\"", "\"\"\"\\\n  They \\\n  met.\"\"\""), Vec::<String>::new());
        assert_eq!(
            spoiled(RULE, "They met.", "They met. "),
            ["events[1].summary: begins or ends with a blank"]
        );
        assert_eq!(
            spoiled(RULE, "They met.", "They  met."),
            ["events[1].summary: holds two blanks in a row"]
        );
        assert_eq!(
            spoiled(RULE, "They met.", "They\\nmet."),
            ["events[1].summary: holds a line break or control character"]
        );
    }
}
