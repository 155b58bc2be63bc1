//! Import: facts that come as JSON become data files, and a report says what changed.
//!
//! In go the record (`{ version, licence, mechanisms: [...] }`) and, if they came too, the organisations; out come the
//! files under the data directory. A file is written only if what it says changes, so that importing again changes
//! nothing and comments by hand outlive it. A field that the schema does not know stops the import: nothing is lost in
//! silence. Facts are taken as they are; judging them is the linter's part.

use std::fmt;
use std::path::Path;
use std::{fs, io};

use serde_json::{Map, Value};

use super::changes::{Change, FileChange, differences};
use super::document::Document;
use super::schema::{self, Shape};
use super::{Facts, Finding, Sentence, emit, stem};
use crate::{MechanismId, PartyCode};

/// What an import did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportReport {
    /// Files that changed, in order of path.
    pub changes: Vec<FileChange>,
    /// The facts that came, counted.
    pub facts: Facts,
}

impl fmt::Display for ImportReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for change in &self.changes {
            writeln!(f, "{change}")?;
        }
        let count = |wanted: fn(&Change) -> bool| self.changes.iter().filter(|it| wanted(&it.change)).count();
        write!(
            f,
            "facts {}: {} files added, {} changed, {} removed",
            self.facts.version,
            count(|change| matches!(change, Change::Added)),
            count(|change| matches!(change, Change::Changed(_))),
            count(|change| matches!(change, Change::Removed)),
        )
    }
}

/// Why facts were not imported. Nothing was written, except where a file could not be.
#[derive(Debug)]
pub enum ImportError {
    /// The text is not JSON; of which file, and where.
    Json(&'static str, serde_json::Error),
    /// The facts do not have the shape of a record.
    Shape(Vec<Finding>),
    /// A file could not be read, written or removed.
    File(String, io::Error),
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(what, error) => write!(f, "{what}: not JSON: {error}"),
            Self::Shape(findings) => {
                findings.iter().try_for_each(|finding| writeln!(f, "{finding}"))?;
                f.write_str("nothing was imported")
            }
            Self::File(path, error) => write!(f, "{path}: {error}"),
        }
    }
}

impl std::error::Error for ImportError {}

/// What heads `organisations.toml`.
const ORGANISATIONS_HEADER: &str = "\
# Organisations that take part, by the code that the record uses for them. `short` is for pills and lanes, `short_es` is
# there where Spanish has a short name of its own. `members` are ISO 3166-1 alpha-2 codes as of the date given; they are
# left out for the UN and for open processes. Where a membership is disputed or changed lately, the list is that of the date.

";

/// What heads `record.toml`.
const RECORD_HEADER: &str =
    "# What holds for the record as a whole: the version of its facts and their licence.\n\n";

/// Imports facts into a data directory.
///
/// # Errors
/// [`ImportError`] if the facts are not a record, or a file can't be written.
pub fn import(record: &str, organisations: Option<&str>, data: &Path) -> Result<ImportReport, ImportError> {
    let record = parsed("record", record)?;
    let organisations = organisations.map(|text| parsed("organisations", text)).transpose()?;
    let mut findings = Vec::new();
    let (about, mechanisms) = taken_apart(record, &mut findings);
    let organisations = organisations.map(|value| with_spanish_shorts(value, data));
    if let Some(organisations) = &organisations {
        check_organisations(organisations, &mut findings);
    }
    if !findings.is_empty() {
        return Err(ImportError::Shape(findings));
    }

    let facts = Facts::of(about["version"].as_str().unwrap_or_default(), mechanisms.iter().map(|(_, it)| it));
    let mut writing = Writing { data, changes: Vec::new() };
    writing.file("record.toml", RECORD_HEADER, &about, &schema::RECORD)?;
    if let Some(organisations) = organisations {
        writing.file("organisations.toml", ORGANISATIONS_HEADER, &organisations, &schema::ORGANISATIONS)?;
    }
    for (id, mechanism) in &mechanisms {
        writing.file(&format!("mechanisms/{id}.toml"), "", mechanism, &schema::MECHANISM)?;
    }
    writing.remove_all_but(&mechanisms)?;
    writing.facts(&facts)?;
    writing.changes.sort_by(|a, b| a.file.cmp(&b.file));
    Ok(ImportReport { changes: writing.changes, facts })
}

/// The JSON text as a value without nulls: what is null is not known, and what is not known is left out.
fn parsed(what: &'static str, text: &str) -> Result<Value, ImportError> {
    let mut value = serde_json::from_str(text).map_err(|error| ImportError::Json(what, error))?;
    drop_nulls(&mut value);
    Ok(value)
}

fn drop_nulls(value: &mut Value) {
    match value {
        Value::Object(table) => {
            table.retain(|_, value| !value.is_null());
            table.values_mut().for_each(drop_nulls);
        }
        Value::Array(items) => {
            items.retain(|item| !item.is_null());
            items.iter_mut().for_each(drop_nulls);
        }
        _ => {}
    }
}

/// What holds for the record as a whole, and its mechanisms by id, in order of id.
fn taken_apart(mut record: Value, findings: &mut Vec<Finding>) -> (Value, Vec<(MechanismId, Value)>) {
    let mechanisms = record.as_object_mut().and_then(|record| record.remove("mechanisms"));
    schema::check(&Document::of("record", record.clone()), &schema::RECORD, findings);
    let Some(Value::Array(mechanisms)) = mechanisms else {
        let document = Document::of("record", Value::Null);
        findings.push(document.finding("schema", "mechanisms", Sentence::NoList, Sentence::WriteBrackets));
        return (record, Vec::new());
    };
    let mut taken: Vec<(MechanismId, Value)> = Vec::new();
    for (at, mechanism) in mechanisms.into_iter().enumerate() {
        let id = mechanism["id"].as_str().unwrap_or_default().to_owned();
        let document = Document::of(&format!("record, mechanisms[{at}] \"{id}\""), mechanism);
        schema::check(&document, &schema::MECHANISM, findings);
        match MechanismId::new(&id) {
            // The id becomes the name of a file: nothing but a slug may.
            None => findings.push(document.finding("schema", "id", Sentence::NoId { id }, Sentence::WriteId)),
            Some(id) => taken.push((id, document.value)),
        }
    }
    taken.sort_by(|(a, _), (b, _)| a.cmp(b));
    for pair in taken.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        let id = pair[0].0.to_string();
        let document = Document::of(&format!("record, \"{id}\""), Value::Null);
        findings.push(document.finding(
            "schema",
            "id",
            Sentence::Twice { text: id },
            Sentence::GiveEachItsOwn,
        ));
    }
    (record, taken)
}

fn check_organisations(organisations: &Value, findings: &mut Vec<Finding>) {
    let document = Document::of("organisations", organisations.clone());
    schema::check(&document, &schema::ORGANISATIONS, findings);
    for code in organisations.as_object().into_iter().flat_map(Map::keys) {
        if PartyCode::new(code).is_none() {
            let message = Sentence::NoOrganisationCode { code: code.clone() };
            findings.push(document.finding("schema", code, message, Sentence::WriteOrganisationCode));
        }
    }
}

/// Facts give short names in English only; Spanish ones were added by hand and stay while the English one does.
fn with_spanish_shorts(mut organisations: Value, data: &Path) -> Value {
    let before = read(&data.join("organisations.toml")).ok().flatten();
    let before = before.map(|text| Document::read("", &text, &mut Vec::new()).value);
    let (Some(Value::Object(before)), Some(after)) = (before, organisations.as_object_mut()) else {
        return organisations;
    };
    for (code, organisation) in after {
        let Some(old) = before.get(code).filter(|old| old["short"] == organisation["short"]) else {
            continue;
        };
        if let (Some(short), Some(table)) = (old.get("short_es"), organisation.as_object_mut()) {
            table.entry("short_es").or_insert_with(|| short.clone());
        }
    }
    organisations
}

struct Writing<'a> {
    data: &'a Path,
    changes: Vec<FileChange>,
}

impl Writing<'_> {
    /// Writes a file if what it says changes.
    fn file(&mut self, file: &str, header: &str, value: &Value, shape: &Shape) -> Result<(), ImportError> {
        let path = self.data.join(file);
        let before = read(&path)?;
        let mut findings = Vec::new();
        let old = before.map(|text| Document::read(file, &text, &mut findings).value);
        let change = match old {
            Some(old) if old == *value && findings.is_empty() => return Ok(()),
            Some(old) => Change::Changed(differences(&old, value)),
            None => Change::Added,
        };
        self.write(file, &format!("{header}{}", emit::file(value, shape)), change)
    }

    fn facts(&mut self, facts: &Facts) -> Result<(), ImportError> {
        let text = facts.to_string();
        let change = match read(&self.data.join("facts.toml"))? {
            Some(before) if before == text => return Ok(()),
            Some(before) => {
                let value = |text: &str| Document::read("", text, &mut Vec::new()).value;
                Change::Changed(differences(&value(&before), &value(&text)))
            }
            None => Change::Added,
        };
        self.write("facts.toml", &text, change)
    }

    fn write(&mut self, file: &str, text: &str, change: Change) -> Result<(), ImportError> {
        let path = self.data.join(file);
        let failed = |error| ImportError::File(path.to_string_lossy().into_owned(), error);
        if let Some(directory) = path.parent() {
            fs::create_dir_all(directory).map_err(failed)?;
        }
        fs::write(&path, text).map_err(failed)?;
        self.changes.push(FileChange { file: file.into(), change });
        Ok(())
    }

    /// Removes the files of mechanisms that are no longer among the facts.
    fn remove_all_but(&mut self, mechanisms: &[(MechanismId, Value)]) -> Result<(), ImportError> {
        let directory = self.data.join("mechanisms");
        let failed = |error| ImportError::File(directory.to_string_lossy().into_owned(), error);
        if !directory.exists() {
            return Ok(());
        }
        for entry in fs::read_dir(&directory).map_err(failed)? {
            let name = entry.map_err(failed)?.file_name().to_string_lossy().into_owned();
            let kept = mechanisms.binary_search_by(|(id, _)| id.as_str().cmp(stem(&name))).is_ok();
            if name.ends_with(".toml") && !kept {
                fs::remove_file(directory.join(&name)).map_err(failed)?;
                let file = format!("mechanisms/{name}");
                self.changes.push(FileChange { file, change: Change::Removed });
            }
        }
        Ok(())
    }
}

/// The text of a file, if there is one.
fn read(path: &Path) -> Result<Option<String>, ImportError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(ImportError::File(path.to_string_lossy().into_owned(), error)),
    }
}
