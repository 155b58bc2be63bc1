//! The data files: reading, linting, compiling, importing.
//!
//! In goes a directory (`data/`), out come a [`Record`](crate::Record) with its [`Details`](crate::Details), or every
//! fault of every file as a [`Finding`] with file, line, field, what is wrong and how to mend it.
//!
//! ```text
//! read_dir ──> SourceTree ──> lint ──> Vec<Finding>
//!                  └────────> compile ──> (Record, Details)
//! import (facts as JSON) ──> files under data/, and a report of what changed
//! Own (tables of a reader's) ──> (Record, Details) of what is good, and findings
//! join (ours, a reader's) ──> (Record, Details) of both
//! ```
//!
//! | file | what it holds |
//! | --- | --- |
//! | `record.toml` | version and licence |
//! | `mechanisms/{id}.toml` | one mechanism with its events |
//! | `organisations.toml` | organisations, names in both languages, members |
//! | `parties.toml` | which country belongs to which region |
//! | `themes.toml` | themes and families, names in both languages |
//! | `tables.toml` | what stands in the tables of the downloads, in both languages |
//! | `exceptions.toml` | findings of the linter that stay, with the reason |
//! | `facts.toml` | how many facts of each class were imported, with checksums |

use std::collections::BTreeMap;
use std::path::Path;

use serde::de::DeserializeOwned;

mod changes;
mod compile;
mod document;
mod emit;
#[cfg(test)]
pub(crate) mod example;
mod facts;
mod finding;
mod import;
mod join;
mod lint;
mod own;
mod published;
mod schema;
mod sentence;
mod written;

use schema::Shape;

pub use changes::{Change, FileChange};
pub use compile::compile;
pub use document::Document;
pub use facts::{Facts, Tally};
pub use finding::Finding;
pub use import::{ImportError, ImportReport, import};
pub use join::{Whole, join};
pub use lint::lint;
pub use own::{Handle, MOST_EVENTS, MOST_FINDINGS, Outcome, Own, Told};
pub use published::{parties_schema, record_schema};
pub use sentence::Sentence;
pub use written::{About, FamilyText, InBoth, ThemeText, Themes};

/// A data file of the right shape.
#[derive(Clone, Debug)]
struct File<T> {
    document: Document,
    content: T,
}

/// All data files, as far as they could be read, and what was wrong with the rest.
#[derive(Clone, Debug)]
pub struct SourceTree {
    directory: String,
    about: Option<File<About>>,
    themes: Option<File<Themes>>,
    parties: Option<File<written::Parties>>,
    organisations: Option<File<BTreeMap<String, written::Organisation>>>,
    tables: Option<File<written::Tables>>,
    exceptions: Option<File<written::Exceptions>>,
    mechanisms: Vec<File<written::Mechanism>>,
    /// Names (without `.toml`) of mechanisms' files that could not be read: what they hold can't be judged missing.
    unreadable: Vec<String>,
    findings: Vec<Finding>,
}

/// Reads every data file below a directory. What can't be read is told by [`lint`] and keeps [`compile`] from working.
pub fn read_dir(directory: &Path) -> SourceTree {
    let mut findings = Vec::new();
    let mut texts = Vec::new();
    for name in ["record", "themes", "parties", "organisations", "tables", "exceptions"] {
        let relative = format!("{name}.toml");
        let path = directory.join(&relative);
        if path.exists() {
            read_text(&path, relative, &mut texts, &mut findings);
        }
    }
    let mechanisms = directory.join("mechanisms");
    match std::fs::read_dir(&mechanisms) {
        Err(error) => findings.push(unreadable(&mechanisms, &error)),
        Ok(entries) => {
            let mut names: Vec<_> = entries.flatten().map(|entry| entry.file_name()).collect();
            names.sort();
            for name in names {
                let relative = format!("mechanisms/{}", name.to_string_lossy());
                if relative.ends_with(".toml") {
                    read_text(&mechanisms.join(&name), relative, &mut texts, &mut findings);
                }
            }
        }
    }
    let mut tree = SourceTree::from_texts(&directory.to_string_lossy(), texts);
    tree.findings.extend(findings);
    tree
}

fn read_text(path: &Path, relative: String, texts: &mut Vec<(String, String)>, findings: &mut Vec<Finding>) {
    match std::fs::read_to_string(path) {
        Ok(text) => texts.push((relative, text)),
        Err(error) => findings.push(unreadable(path, &error)),
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Finding {
    Finding {
        file: path.to_string_lossy().into_owned(),
        line: None,
        field: String::new(),
        message: Sentence::Unreadable { error: error.to_string() },
        mend: Sentence::MakeReadable,
        rule: "file",
        about: None,
    }
}

impl SourceTree {
    /// Reads files that are in memory: (path below the directory, text). Any but the six that stand beside
    /// `mechanisms/` is taken as a mechanism's.
    pub fn from_texts(directory: &str, texts: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut tree = Self {
            directory: directory.trim_end_matches('/').into(),
            about: None,
            themes: None,
            parties: None,
            organisations: None,
            tables: None,
            exceptions: None,
            mechanisms: Vec::new(),
            unreadable: Vec::new(),
            findings: Vec::new(),
        };
        for (path, text) in texts {
            let shown = format!("{}/{path}", tree.directory);
            let document = Document::read(&shown, &text, &mut tree.findings);
            let findings = &mut tree.findings;
            match path.as_str() {
                "record.toml" => tree.about = shaped(document, &schema::RECORD, findings),
                "themes.toml" => tree.themes = shaped(document, &schema::THEMES, findings),
                "parties.toml" => tree.parties = shaped(document, &schema::PARTIES, findings),
                "organisations.toml" => {
                    tree.organisations = shaped(document, &schema::ORGANISATIONS, findings)
                }
                "tables.toml" => tree.tables = shaped(document, &schema::TABLES, findings),
                "exceptions.toml" => tree.exceptions = shaped(document, &schema::EXCEPTIONS, findings),
                _ => match shaped(document, &schema::MECHANISM, findings) {
                    Some(file) => tree.mechanisms.push(file),
                    None => tree.unreadable.push(stem(&path).into()),
                },
            }
        }
        tree.tell_missing_files();
        tree
    }

    fn tell_missing_files(&mut self) {
        let present = [
            ("record.toml", self.about.is_some()),
            ("themes.toml", self.themes.is_some()),
            ("parties.toml", self.parties.is_some()),
            ("organisations.toml", self.organisations.is_some()),
            ("tables.toml", self.tables.is_some()),
        ];
        for (name, present) in present {
            let file = format!("{}/{name}", self.directory);
            if !present && !self.findings.iter().any(|finding| finding.file == file) {
                self.findings.push(Finding {
                    file,
                    line: None,
                    field: String::new(),
                    message: Sentence::Missing,
                    mend: Sentence::RestoreFile,
                    rule: "file",
                    about: None,
                });
            }
        }
    }

    /// Version and licence, if `record.toml` could be read.
    pub fn about(&self) -> Option<&About> {
        self.about.as_ref().map(|file| &file.content)
    }

    /// The texts of themes and families, if `themes.toml` could be read.
    pub fn themes(&self) -> Option<&Themes> {
        self.themes.as_ref().map(|file| &file.content)
    }

    /// How many facts of each class the mechanisms' files hold.
    pub fn facts(&self) -> Facts {
        let version = self.about().map_or("", |about| &about.version);
        Facts::of(version, self.mechanisms.iter().map(|file| &file.document.value))
    }
}

/// The file's content, if it has the right shape; all faults of shape otherwise.
fn shaped<T: DeserializeOwned>(
    document: Document,
    shape: &Shape,
    findings: &mut Vec<Finding>,
) -> Option<File<T>> {
    let before = findings.len();
    schema::check(&document, shape, findings);
    let broken = findings.iter().any(|finding| finding.file == document.path);
    if broken || findings.len() > before {
        return None;
    }
    match T::deserialize(&document.value) {
        Ok(content) => Some(File { document, content }),
        Err(error) => {
            findings.push(document.finding(
                "schema",
                "",
                Sentence::ParserSays { words: error.to_string() },
                Sentence::MendFile,
            ));
            None
        }
    }
}

/// The name of a file without directories and `.toml`.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".toml").unwrap_or(name)
}
