//! What is wrong with a data file, where, and how to mend it.

use std::fmt;

use super::Sentence;

/// One fault. It prints as `data/mechanisms/x.toml:12: events[2].date: what is wrong; what to do [rule]`.
///
/// Positions in lists are counted from 0, as in `events[2]`, the third event; the line says where that is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Path of the file, as it was given.
    pub file: String,
    /// Line, counted from 1; `None` if the fault is the file as a whole.
    pub line: Option<usize>,
    /// Path of the field, such as `events[2].sources[0].url`; empty for the file as a whole.
    pub field: String,
    /// What is wrong.
    pub message: Sentence,
    /// What to do about it.
    pub mend: Sentence,
    /// The rule that found it.
    pub rule: &'static str,
    /// The mechanism or event that it is about: what an exception in `data/exceptions.toml` names.
    pub about: Option<String>,
}

/// Rules about how a record is written: what they find is shown as it is.
const HABITS: [&str; 8] =
    ["id-beginning", "languages", "lengths", "ordinals", "sources", "spelling", "text", "unknown-field"];

/// Rules about what leads from one event to another.
const LINKS: [&str; 2] = ["follows", "fulfilment"];

impl Finding {
    /// Whether it is about a habit: what it finds can be shown as it is. Our own record keeps to all of them.
    pub fn is_habit(&self) -> bool {
        HABITS.contains(&self.rule)
    }

    /// Whether it is about what leads from one event to another: without that, the event can be shown.
    pub fn is_link(&self) -> bool {
        LINKS.contains(&self.rule)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        f.write_str(": ")?;
        if !self.field.is_empty() {
            write!(f, "{}: ", self.field)?;
        }
        write!(f, "{}; {} [{}]", self.message, self.mend, self.rule)
    }
}

impl std::error::Error for Finding {}
