//! A reader's own record, from the bytes of a file to what the app shows.
//!
//! In go bytes, their name and a function that hears how far the work has come; out comes the packed record of what is
//! good with everything that was wrong ([`Loaded`]), or the one reason for which nothing was looked at ([`Refusal`]).
//!
//! ```text
//! bytes --text--> text --Form--> json | toml | table --> Own (entente_record: the linter's rules) --> pack
//! ```
//!
//! It runs in a worker (`main.rs`), beside the page: the app fetches it when a reader hands in a file, so that neither
//! its parsers nor its work are in the way of anybody else. It knows no browser.
//!
//! Browsers run a wasm in a slow form first, and a function that is running stays in it to its end. So what is done for every
//! event is a function of its own (`#[inline(never)]`, here and in `entente_record`), not a part of the loop that is entered
//! once.
//!
//! No input makes it panic, and it takes memory in proportion to the input, of which there is a [most](MOST_BYTES).

mod forms;
mod text;

use entente_record::pack;
use entente_record::source::{MOST_EVENTS, Own, Told, Whole, join};

pub use forms::Form;

/// The largest file that is read, in bytes.
pub const MOST_BYTES: usize = 256 << 20;

/// The largest file of TOML that is read, in bytes.
pub const MOST_TOML: usize = 16 << 20;

/// What was good, packed, and what was not.
#[derive(Debug)]
pub struct Loaded {
    /// The packed index and the packed details; `None` if nothing was good.
    pub packed: Option<(Vec<u8>, Vec<u8>)>,
    /// Mechanisms that are in it.
    pub mechanisms: usize,
    /// Events that are in it.
    pub events: usize,
    /// Mechanisms that were left out.
    pub mechanisms_left_out: usize,
    /// Events that were left out.
    pub events_left_out: usize,
    /// What was wrong.
    pub told: Told,
}

/// Why a file was not looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is nothing in it.
    Empty,
    /// It has more bytes than its form may have; how many it may.
    TooLarge(usize),
    /// It has more than [`MOST_EVENTS`] events, mechanisms or rows, or more than 200,000 tables of TOML.
    TooMany,
    /// It is UTF-16, as spreadsheets write "Unicode text".
    Utf16,
    /// It is no text in UTF-8; the first line that is not.
    Encoding(usize),
    /// It is not the JSON or TOML that it seems to be: form, line and what the parser says.
    Malformed(Form, usize, String),
    /// It is JSON or TOML, but holds no mechanisms.
    Shapeless(Form),
    /// The table lacks columns; which.
    Columns(Vec<&'static str>),
}

/// How far the work has come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Progress {
    /// Reading; the part of the bytes that is done, from 0 to 1.
    Reading(f64),
    /// Judging what was read beside each other.
    Judging,
    /// Packing what is good.
    Packing,
}

/// Reads, judges and packs a reader's own record: by itself, or beside ours. Counted is what is the reader's.
///
/// # Errors
/// [`Refusal`] if it can't be looked at. What is wrong with single rows is in [`Loaded`].
pub fn load(
    bytes: &[u8],
    name: &str,
    ours: Option<Whole>,
    heard: &mut dyn FnMut(Progress),
) -> Result<Loaded, Refusal> {
    let text = text::decoded(bytes)?;
    let form = Form::of(text, name);
    let mut intake = Intake { own: Own::new(name, reference()), heard, told_at: 0 };
    if let Some((record, _)) = &ours {
        intake.own.beside(record);
    }
    match form {
        Form::Json => forms::json::read(text, &mut intake)?,
        // Its parser keeps the whole text as a tree.
        Form::Toml if text.len() > MOST_TOML => return Err(Refusal::TooLarge(MOST_TOML)),
        Form::Toml => forms::toml::read(text, &mut intake)?,
        Form::Table => forms::table::read(text, name, &mut intake)?,
    }
    (intake.heard)(Progress::Judging);
    let outcome = intake.own.finish();
    let (mechanisms_left_out, events_left_out) = (outcome.mechanisms_left_out, outcome.events_left_out);
    let counts = outcome.record.as_ref().map(|(record, _)| (record.mechanisms.len(), record.events.len()));
    let (mechanisms, events) = counts.unwrap_or_default();
    (intake.heard)(Progress::Packing);
    let record = match (ours, outcome.record) {
        (Some(ours), Some(brought)) => join(ours, brought),
        (_, record) => record,
    };
    let packed =
        record.map(|(record, details)| (pack::pack_index(&record), pack::pack_details(&record, &details)));
    Ok(Loaded { packed, mechanisms, events, mechanisms_left_out, events_left_out, told: outcome.told })
}

/// The names of themes, parties and organisations are ours: a reader's record is judged and shown by them.
fn reference() -> impl Iterator<Item = (String, String)> {
    [
        ("record.toml", include_str!("../../../data/record.toml")),
        ("themes.toml", include_str!("../../../data/themes.toml")),
        ("parties.toml", include_str!("../../../data/parties.toml")),
        ("organisations.toml", include_str!("../../../data/organisations.toml")),
        ("tables.toml", include_str!("../../../data/tables.toml")),
    ]
    .into_iter()
    .map(|(path, text)| (path.into(), text.into()))
}

/// A record that is being read, and who hears of it.
struct Intake<'a> {
    own: Own,
    heard: &'a mut dyn FnMut(Progress),
    /// Of how many bytes was told last.
    told_at: usize,
}

/// After how many bytes progress is told again, at the soonest.
const STEP: usize = 1 << 18;

/// How often it is told at most: each time the page says it, which takes its turn from the work.
const TOLD: usize = 25;

impl Intake<'_> {
    /// Tells how far reading has come, now and then, and ends it where there is too much.
    fn at(&mut self, offset: usize, all: usize) -> Result<(), Refusal> {
        if offset >= self.told_at + STEP.max(all / TOLD) {
            self.told_at = offset;
            (self.heard)(Progress::Reading(offset as f64 / all.max(1) as f64));
        }
        let most = self.own.events().max(self.own.mechanisms());
        if most > MOST_EVENTS { Err(Refusal::TooMany) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests;
