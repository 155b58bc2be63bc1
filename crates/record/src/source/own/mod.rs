//! A reader's own record: mechanisms and events come one by one, what is good is kept, what is not is told.
//!
//! In go tables of plain values, each with the line where it stands; out come a [`Record`](crate::Record) with its
//! [`Details`](crate::Details), and findings. The rules are the linter's, with three differences:
//! - What our data files must hold and nothing needs to be shown (ids, short names, summaries, sources) may be left out.
//! - A fault leaves out its event, or its mechanism with all events, and nothing else. What is only a habit of ours
//!   ([`Finding::is_habit`]) leaves out nothing; of what leads to another event ([`Finding::is_link`]) only the link goes.
//! - There are limits, so that no input takes more memory than a small multiple of its own size.
//!
//! Work is linear in what comes in, save for sorting.

mod fill;

use std::collections::{BTreeSet, HashSet};

use serde::Deserialize;
use serde_json::{Map, Value};

use super::document::Document;
use super::schema::{self, Shape};
use super::written::{Event, Mechanism};
use super::{File, Finding, Sentence, SourceTree, compile, lint};
use crate::{Details, Edtf, Record, Theme};

/// Events that a record of a reader's may have.
pub const MOST_EVENTS: usize = 1_000_000;

/// Findings that are kept of each sort; the rest is counted.
pub const MOST_FINDINGS: usize = 200;

/// Mechanisms and events that are judged at a time: few, so that their findings are few too.
const BATCH: usize = 256;

/// Rounds of judging events beside each other. Each leaves out what the one before it found; the second finds nothing
/// but what the first uncovered, and the third is there to see that nothing is left.
const ROUNDS: usize = 4;

/// A mechanism that was handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handle(usize);

/// A reader's own record in the making.
pub struct Own {
    /// What rules need beside the mechanisms: the names of parties and themes. Its mechanisms are those being judged.
    tree: SourceTree,
    /// Codes of all countries and organisations.
    parties: BTreeSet<String>,
    mechanisms: Vec<Taken>,
    /// What waits to be judged, in the order of `tree.mechanisms`.
    batch: Vec<Batch>,
    waiting: usize,
    /// Events that were handed in, good or bad.
    events: usize,
    told: Told,
    /// Ids of the record that it is to stand beside.
    present: HashSet<String>,
}

/// A mechanism with its events that passed, and the lines where they stand.
struct Taken {
    content: Mechanism,
    line: usize,
    lines: Vec<usize>,
    refused: bool,
    /// Events without an id that were given one.
    named: fill::Named,
}

/// Mechanism and events that are judged together.
struct Batch {
    of: usize,
    is_new: bool,
    lines: Vec<usize>,
}

/// What a reader is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// What left out an event or a mechanism; the first [`MOST_FINDINGS`].
    pub faults: Vec<Finding>,
    /// What left out nothing, or only a link; the first [`MOST_FINDINGS`].
    pub warnings: Vec<Finding>,
    /// How many faults there were.
    pub fault_count: usize,
    /// How many warnings there were.
    pub warning_count: usize,
}

/// What became of all that was handed in.
pub struct Outcome {
    /// What is good; `None` if nothing is.
    pub record: Option<(Record, Details)>,
    /// Mechanisms that were left out.
    pub mechanisms_left_out: usize,
    /// Events that were left out.
    pub events_left_out: usize,
    /// What was wrong.
    pub told: Told,
}

impl Told {
    fn fault(&mut self, finding: Finding) {
        self.fault_count += 1;
        if self.faults.len() < MOST_FINDINGS {
            self.faults.push(finding);
        }
    }

    fn warning(&mut self, finding: Finding) {
        self.warning_count += 1;
        if self.warnings.len() < MOST_FINDINGS {
            self.warnings.push(finding);
        }
    }
}

impl Own {
    /// An empty record under a name, which is its version too. The texts are those of the data files beside
    /// `mechanisms/`: (name, text).
    pub fn new(name: &str, reference: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut tree = SourceTree::from_texts("data", reference);
        if let Some(about) = &mut tree.about {
            about.content.version = name.into();
        }
        let countries = tree.parties.iter().flat_map(|file| &file.content.regions);
        let mut parties: BTreeSet<String> = countries.flat_map(|region| &region.countries).cloned().collect();
        parties.extend(tree.organisations.iter().flat_map(|file| file.content.keys().cloned()));
        let (mechanisms, batch) = (Vec::new(), Vec::new());
        let (told, present) = (Told::default(), HashSet::new());
        Self { tree, parties, mechanisms, batch, waiting: 0, events: 0, told, present }
    }

    /// It is to stand beside another record: what has an id of that one is left out.
    pub fn beside(&mut self, other: &Record) {
        self.present.extend(other.mechanisms.iter().map(|it| it.id.to_string()));
        self.present.extend(other.events.iter().map(|it| it.id.to_string()));
    }

    /// Whether a code is one of a country or organisation.
    pub fn is_party(&self, code: &str) -> bool {
        self.parties.contains(code)
    }

    /// Whether a word is that of a theme.
    pub fn is_theme(&self, word: &str) -> bool {
        Theme::from_word(word).is_some()
    }

    /// How many events were handed in.
    pub fn events(&self) -> usize {
        self.events
    }

    /// How many mechanisms were handed in.
    pub fn mechanisms(&self) -> usize {
        self.mechanisms.len()
    }

    /// Tells of what could not be read as a table at all.
    pub fn tell(&mut self, line: usize, field: &str, message: Sentence, mend: Sentence) {
        let finding = Document::of("", Value::Null).finding("form", field, message, mend);
        self.told.fault(Finding { line: Some(line), ..finding });
    }

    /// Tells of what is read over.
    pub fn warn(&mut self, line: usize, field: &str, message: Sentence, mend: Sentence) {
        let finding = Document::of("", Value::Null).finding("form", field, message, mend);
        self.told.warning(Finding { line: Some(line), ..finding });
    }

    /// Tells of an event that could not be read as a table at all, and counts it.
    pub fn tell_event(&mut self, line: usize, message: Sentence, mend: Sentence) {
        self.events += 1;
        self.tell(line, "", message, mend);
    }

    /// Adds a mechanism without its events.
    pub fn add_mechanism(&mut self, mut fields: Map<String, Value>, line: usize) -> Handle {
        let at = self.mechanisms.len();
        fill::tidy(&mut fields);
        let content = self.shaped(fields, &schema::MECHANISM, line, |it| fill::mechanism(it, at));
        let (refused, content) = (content.is_none(), content.unwrap_or_else(fill::nameless));
        let named = fill::Named::default();
        self.mechanisms.push(Taken { content, line, lines: Vec::new(), refused, named });
        if !refused {
            self.queue(at, true);
            self.wait();
        }
        Handle(at)
    }

    /// Adds an event of a mechanism.
    #[inline(never)]
    pub fn add_event(&mut self, of: Handle, mut fields: Map<String, Value>, line: usize) {
        self.events += 1;
        let Handle(at) = of;
        if self.mechanisms[at].refused {
            return;
        }
        fill::tidy(&mut fields);
        let Taken { content, named, .. } = &mut self.mechanisms[at];
        let (id, mut name) = (content.id.clone(), std::mem::take(named));
        let event: Option<Event> =
            self.shaped(fields, &schema::ONE_EVENT, line, |it| fill::event(it, &id, &mut name));
        self.mechanisms[at].named = name;
        let Some(event) = event else { return };
        if self.batch.last().is_none_or(|batch| batch.of != at) {
            self.queue(at, false);
        }
        if let (Some(file), Some(batch)) = (self.tree.mechanisms.last_mut(), self.batch.last_mut()) {
            file.content.events.push(event);
            batch.lines.push(line);
        }
        self.wait();
    }

    /// A table as what it should be, or every fault of its shape.
    #[inline(never)]
    fn shaped<T: for<'a> Deserialize<'a>>(
        &mut self,
        fields: Map<String, Value>,
        shape: &Shape,
        line: usize,
        fill: impl FnOnce(&mut Map<String, Value>),
    ) -> Option<T> {
        let document = Document::of("", Value::Object(fields));
        let mut findings = Vec::new();
        fill::measure(&document, &mut findings);
        if findings.is_empty() {
            schema::check_readers(&document, shape, &mut findings);
            findings.extend(lint::check_texts(&document));
        }
        let mut passes = true;
        for finding in findings {
            let finding = at_line(finding, line);
            if finding.is_habit() {
                self.told.warning(finding);
            } else {
                passes = false;
                self.told.fault(finding);
            }
        }
        let Value::Object(mut fields) = document.value else { return None };
        if !passes {
            return None;
        }
        fill(&mut fields);
        match T::deserialize(Value::Object(fields)) {
            Ok(content) => Some(content),
            Err(error) => {
                self.tell(
                    line,
                    "",
                    Sentence::ParserSays { words: error.to_string() },
                    Sentence::WriteAsSample,
                );
                None
            }
        }
    }

    /// A file that waits to be judged; without a mechanism of its own it holds events only.
    fn queue(&mut self, of: usize, is_new: bool) {
        let path = path(self.batch.len(), self.mechanisms[of].line);
        let content = match is_new {
            true => self.mechanisms[of].content.clone(),
            false => fill::nameless(),
        };
        self.batch.push(Batch { of, is_new, lines: Vec::new() });
        self.tree.mechanisms.push(File { document: Document::of(&path, Value::Null), content });
    }

    fn wait(&mut self) {
        self.waiting += 1;
        if self.waiting >= BATCH {
            self.judge();
        }
    }

    /// Judges what waits by itself and takes what passes.
    #[inline(never)]
    fn judge(&mut self) {
        self.waiting = 0;
        let mut bad = BTreeSet::new();
        for finding in lint::alone(&self.tree) {
            let Some((at, event)) = place(&finding) else { continue };
            let batch = &self.batch[at];
            let line = match event {
                Some(event) => batch.lines[event],
                None => self.mechanisms[batch.of].line,
            };
            let of_source = event.is_none() && finding.field.starts_with("sources");
            let finding = at_line(finding, line);
            if finding.is_habit() {
                self.told.warning(finding);
            } else if of_source {
                // Not worth the mechanism and all its events.
                self.mechanisms[batch.of].content.sources.clear();
                self.told.warning(finding);
            } else {
                bad.insert((at, event));
                self.told.fault(finding);
            }
        }
        let files = std::mem::take(&mut self.tree.mechanisms);
        for ((at, batch), file) in std::mem::take(&mut self.batch).into_iter().enumerate().zip(files) {
            let taken = &mut self.mechanisms[batch.of];
            taken.refused |= batch.is_new && bad.contains(&(at, None));
            if taken.refused {
                continue;
            }
            for (place, (event, line)) in file.content.events.into_iter().zip(batch.lines).enumerate() {
                if !bad.contains(&(at, Some(place))) {
                    taken.content.events.push(event);
                    taken.lines.push(line);
                }
            }
        }
    }

    /// Judges all that passed beside each other and makes the record of it.
    pub fn finish(mut self) -> Outcome {
        self.judge();
        let mechanisms = self.mechanisms.len();
        for mut taken in std::mem::take(&mut self.mechanisms) {
            if taken.refused || self.is_present(&taken.content.id, taken.line) {
                continue;
            }
            if !self.present.is_empty() {
                let events = taken.content.events.into_iter().zip(taken.lines);
                (taken.content.events, taken.lines) =
                    events.filter(|(event, line)| !self.is_present(&event.id, *line)).unzip();
            }
            if taken.content.events.is_empty() && taken.lines.is_empty() {
                let message = Sentence::NothingToShow { id: taken.content.id };
                self.tell(taken.line, "events", message, Sentence::AddEvent);
                continue;
            }
            self.mechanisms.push(in_order(taken));
        }
        self.put_beside_each_other();
        let events: usize = self.tree.mechanisms.iter().map(|file| file.content.events.len()).sum();
        let record = if self.tree.mechanisms.is_empty() { None } else { compile::compile_judged(&self.tree) };
        let (mechanisms_left_out, events_left_out) = match record {
            Some(_) => (mechanisms - self.tree.mechanisms.len(), self.events - events),
            None => (mechanisms, self.events),
        };
        Outcome { record, mechanisms_left_out, events_left_out, told: self.told }
    }

    /// Whether the record that it is to stand beside has an id; tells so.
    fn is_present(&mut self, id: &str, line: usize) -> bool {
        let is_present = self.present.contains(id);
        if is_present {
            let message = Sentence::AlreadyThere { id: id.into() };
            self.tell(line, "id", message, Sentence::GiveOtherId);
        }
        is_present
    }

    fn put_beside_each_other(&mut self) {
        let mut lines = Vec::new();
        for (at, taken) in std::mem::take(&mut self.mechanisms).into_iter().enumerate() {
            let document = Document::of(&path(at, taken.line), Value::Null);
            self.tree.mechanisms.push(File { document, content: taken.content });
            lines.push((taken.line, taken.lines));
        }
        for round in 0..ROUNDS {
            let mut bad = BTreeSet::new();
            let mut unlinked = false;
            let mut habits = Vec::new();
            for finding in lint::together(&self.tree) {
                let Some((at, event)) = place(&finding) else { continue };
                let line = event.map_or(lines[at].0, |event| lines[at].1[event]);
                let finding = at_line(finding, line);
                if finding.is_habit() {
                    habits.push(finding);
                } else if let (Some(event), true) = (event, finding.is_link()) {
                    let event = &mut self.tree.mechanisms[at].content.events[event];
                    unlink(event, &finding);
                    unlinked = true;
                    self.told.warning(finding);
                } else {
                    bad.insert((at, event));
                    self.told.fault(finding);
                }
            }
            if (bad.is_empty() && !unlinked) || round + 1 == ROUNDS {
                habits.into_iter().for_each(|finding| self.told.warning(finding));
                return;
            }
            self.leave_out(&bad, &mut lines);
        }
    }

    fn leave_out(&mut self, bad: &BTreeSet<(usize, Option<usize>)>, lines: &mut Vec<(usize, Vec<usize>)>) {
        let files = std::mem::take(&mut self.tree.mechanisms);
        let before = std::mem::take(lines);
        for ((at, mut file), (line, of_events)) in files.into_iter().enumerate().zip(before) {
            let events = std::mem::take(&mut file.content.events).into_iter().zip(of_events).enumerate();
            let kept = events.filter(|(event, _)| !bad.contains(&(at, Some(*event)))).map(|(_, it)| it);
            let (events, of_events): (Vec<_>, Vec<_>) = kept.unzip();
            if events.is_empty() || bad.contains(&(at, None)) {
                continue;
            }
            file.content.events = events;
            file.document.path = path(self.tree.mechanisms.len(), line);
            self.tree.mechanisms.push(file);
            lines.push((line, of_events));
        }
    }
}

/// A mechanism's events in order of date: in a reader's file they stand as they like.
#[inline(never)]
fn in_order(mut taken: Taken) -> Taken {
    let dated = |event: &Event| Edtf::parse(&event.date).ok().map(|date| (date.earliest(), date.latest()));
    if taken.content.events.is_sorted_by_key(dated) {
        return taken;
    }
    let events = std::mem::take(&mut taken.content.events);
    let mut all: Vec<_> =
        events.into_iter().zip(taken.lines).map(|(event, line)| (dated(&event), event, line)).collect();
    all.sort_by_key(|(date, _, _)| *date);
    (taken.content.events, taken.lines) = all.into_iter().map(|(_, event, line)| (event, line)).unzip();
    taken
}

/// What stands for the path of a file: which mechanism it is. Some findings name it.
fn path(at: usize, line: usize) -> String {
    format!("mechanism {} (line {line})", at + 1)
}

/// The mechanism (see [`path`]) and the event that a finding is about; `None` for what is no mechanism's.
fn place(finding: &Finding) -> Option<(usize, Option<usize>)> {
    let file =
        finding.file.strip_prefix("mechanism ")?.split(' ').next()?.parse::<usize>().ok()?.checked_sub(1)?;
    let event = finding.field.strip_prefix("events[").and_then(|rest| rest.split(']').next()?.parse().ok());
    Some((file, event))
}

/// A finding with the line of its mechanism or event, and its field within that.
fn at_line(finding: Finding, line: usize) -> Finding {
    let field = match finding.field.strip_prefix("events[").and_then(|rest| rest.split_once("].")) {
        Some((_, field)) => field.to_string(),
        None => finding.field,
    };
    Finding { line: Some(line), field, ..finding }
}

/// Takes away the link that a finding is about.
fn unlink(event: &mut Event, finding: &Finding) {
    if finding.rule == "follows" {
        event.follows = None;
        return;
    }
    let promise = finding.field.split("commitments[").nth(1).and_then(|rest| rest.split(']').next());
    let promise = promise.and_then(|at| at.parse::<usize>().ok());
    if let Some(promise) = promise.and_then(|at| event.commitments.get_mut(at)) {
        promise.fulfilled_by = None;
    }
}

#[cfg(test)]
mod tests;
