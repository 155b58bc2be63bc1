//! What an import changes: which files, and in each which fields.

use std::fmt;

use serde_json::Value;

/// What became of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileChange {
    /// Its path below the data directory.
    pub file: String,
    /// What became of it.
    pub change: Change,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    Added,
    /// What it held is no longer among the facts.
    Removed,
    /// These fields differ, one line each: `events[x-2017].date: "2017" -> "2017-05"`.
    Changed(Vec<String>),
}

impl fmt::Display for FileChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.change {
            Change::Added => write!(f, "+ {}", self.file),
            Change::Removed => write!(f, "- {}", self.file),
            Change::Changed(fields) => {
                write!(f, "~ {}", self.file)?;
                fields.iter().try_for_each(|field| write!(f, "\n    {field}"))
            }
        }
    }
}

/// Every field that differs, one line each. Items of lists are told apart by what names them, not by their place.
pub(crate) fn differences(before: &Value, after: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    compare("", Some(before), Some(after), &mut lines);
    lines
}

fn compare(path: &str, before: Option<&Value>, after: Option<&Value>, lines: &mut Vec<String>) {
    match (before, after) {
        (Some(before), Some(after)) if before == after => {}
        (Some(Value::Object(old)), Some(Value::Object(new))) => {
            let mut keys: Vec<_> = old.keys().chain(new.keys()).collect();
            keys.sort_unstable();
            keys.dedup();
            for key in keys {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                compare(&path, old.get(key), new.get(key), lines);
            }
        }
        (Some(Value::Array(old)), Some(Value::Array(new))) if named(old) && named(new) => {
            compare_lists(path, old, new, lines);
        }
        (before, after) => lines.push(format!("{path}: {} -> {}", shown(before), shown(after))),
    }
}

fn compare_lists(path: &str, old: &[Value], new: &[Value], lines: &mut Vec<String>) {
    let count = lines.len();
    for item in old {
        let name = name(item).unwrap_or_default();
        compare(&format!("{path}[{name}]"), Some(item), find(new, name), lines);
    }
    for item in new {
        let name = name(item).unwrap_or_default();
        if find(old, name).is_none() {
            compare(&format!("{path}[{name}]"), None, Some(item), lines);
        }
    }
    if lines.len() == count {
        lines.push(format!("{path}: in another order"));
    }
}

fn find<'a>(list: &'a [Value], wanted: &str) -> Option<&'a Value> {
    list.iter().find(|item| name(item) == Some(wanted))
}

/// Whether every item of a list has a name, and each another.
fn named(list: &[Value]) -> bool {
    let mut names: Vec<_> = list.iter().map(name).collect();
    names.sort_unstable();
    names.windows(2).all(|pair| pair[0] != pair[1]) && names.first().is_none_or(Option::is_some)
}

/// What names an item of a list.
fn name(item: &Value) -> Option<&str> {
    ["id", "url", "party", "name", "text"].iter().find_map(|&key| item.get(key)?.as_str())
}

fn shown(value: Option<&Value>) -> String {
    let Some(value) = value else { return "nothing".into() };
    let text = value.to_string();
    if text.chars().count() <= 120 {
        return text;
    }
    let start: String = text.chars().take(117).collect();
    format!("{start}...")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_changed_field_is_named_by_the_ids_above_it() {
        let before = json!({ "events": [{ "id": "a", "date": "2017" }, { "id": "b", "date": "2018" }] });
        let after =
            json!({ "events": [{ "id": "c" }, { "id": "b", "date": "2018-05", "note": "Doubtful." }] });
        assert_eq!(
            differences(&before, &after),
            [
                r#"events[a]: {"date":"2017","id":"a"} -> nothing"#,
                r#"events[b].date: "2018" -> "2018-05""#,
                r#"events[b].note: nothing -> "Doubtful.""#,
                r#"events[c]: nothing -> {"id":"c"}"#,
            ]
        );
    }

    #[test]
    fn equal_values_have_no_differences_and_order_is_one() {
        let list = json!([{ "id": "a" }, { "id": "b" }]);
        assert_eq!(differences(&list, &list), Vec::<String>::new());
        let before = json!({ "events": list });
        let after = json!({ "events": [{ "id": "b" }, { "id": "a" }] });
        assert_eq!(differences(&before, &after), ["events: in another order"]);
    }
}
