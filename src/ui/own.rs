//! A reader's own record in the place of ours, or beside it: what is shown of it, and how it comes and goes.
//!
//! A file goes to a worker ([`browser::own`]); what comes back takes the place of ours only when it is whole. Everything
//! that is made from a record (search index, atlas, chronology, names) is made anew, and the parts of the page with it.

use std::{cell::RefCell, rc::Rc, sync::Arc};

use entente_record::{Details, Record, pack};
use leptos::prelude::*;
use web_sys::Blob;

use super::{
    Site,
    browser::{
        Step, address, fault,
        own::{self, Kept, Ours},
        page, slices,
    },
    left_out::Part,
    site::{Embedded, Prepared},
};
use crate::{
    link,
    text::{Texts, fill},
    view::View,
};

/// Where it is kept that a record is kept.
const KEEP_KEY: &str = "entente-own";

/// The largest file that is handed on, in bytes; the worker refuses less of some forms.
const MOST_BYTES: f64 = 256.0 * 1024.0 * 1024.0;

/// A reader's own record, as far as the page says anything of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Own {
    /// Name of the record that is shown in the place of ours.
    pub shown: Option<Arc<str>>,
    /// What became of the file that was handed in last.
    pub intake: Intake,
    /// Whether the reader wants it kept on the device.
    pub keep: bool,
    /// Whether the reader wants it beside ours, not in the place of it.
    pub join: bool,
    /// Whether what is shown stands beside ours.
    pub joined: bool,
}

/// On which terms a record is taken.
#[derive(Clone, Copy, Debug, Default)]
pub struct Terms {
    /// Whether it is kept on the device; `None` if that is as the reader chose on the page.
    pub keep: Option<bool>,
    /// Whether the address stays, not the start page is opened.
    pub stays: bool,
    /// Whether it is shown beside ours; `None` if that is as the reader chose on the page.
    pub join: Option<bool>,
}

/// What became of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Intake {
    /// None was handed in, or the work on it was ended.
    #[default]
    Idle,
    /// It is being read.
    Busy {
        /// Its name.
        name: Arc<str>,
        /// How much of the work is done, from 0 to 100.
        percent: u32,
    },
    /// It was not looked at.
    Refused {
        /// Its name.
        name: Arc<str>,
        /// Why.
        why: Refusal,
        /// What belongs to the reason: a line, a limit, names.
        detail: String,
    },
    /// It was read; something of it is shown, or nothing was good.
    Done(Arc<Report>),
}

impl Intake {
    /// A file that was read.
    pub fn done(report: Report) -> Self {
        Self::Done(Arc::new(report))
    }
}

/// What was taken of a file, and what was wrong with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Name of the file.
    pub name: String,
    /// Mechanisms that are shown.
    pub mechanisms: usize,
    /// Events that are shown.
    pub events: usize,
    /// Mechanisms that were left out.
    pub mechanisms_left_out: usize,
    /// Events that were left out.
    pub events_left_out: usize,
    /// How many findings left something out.
    pub faults: usize,
    /// How many did not.
    pub warnings: usize,
    /// The first of them, faults before warnings.
    pub findings: Vec<Finding>,
}

/// Something that was wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finding {
    /// Whether something was left out for it.
    pub left_out: bool,
    /// Line in the file; empty if it has none.
    pub line: String,
    /// Field or column.
    pub field: String,
    /// What the linter says of it, in each language.
    pub said: [Said; 2],
}

/// Words about something that was wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// What is wrong.
    pub fault: String,
    /// What to do.
    pub mend: String,
}

/// Why a file was not looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is nothing in it.
    Empty,
    /// Too many bytes.
    Large,
    /// Too many rows.
    Many,
    /// UTF-16.
    Utf16,
    /// Another encoding than UTF-8.
    Encoding,
    /// Not the JSON or TOML that it seems to be.
    Malformed,
    /// JSON or TOML without mechanisms.
    Shapeless,
    /// A table without the columns that must be there.
    Columns,
    /// The worker could not be fetched, or broke.
    Failed,
}

impl Refusal {
    const WORDS: [(&str, Self); 8] = [
        ("empty", Self::Empty),
        ("large", Self::Large),
        ("many", Self::Many),
        ("utf16", Self::Utf16),
        ("encoding", Self::Encoding),
        ("malformed", Self::Malformed),
        ("shapeless", Self::Shapeless),
        ("columns", Self::Columns),
    ];

    /// The reason that the worker names by a word.
    pub fn read(word: &str) -> Option<Self> {
        Self::WORDS.into_iter().find(|(known, _)| *known == word).map(|(_, refusal)| refusal)
    }

    /// The reason for the reader.
    pub fn text(self, texts: &Texts, detail: &str) -> String {
        let text = match self {
            Self::Empty => texts.own_refused_empty,
            Self::Large => texts.own_refused_large,
            Self::Many => texts.own_refused_many,
            Self::Utf16 => texts.own_refused_utf16,
            Self::Encoding => texts.own_refused_encoding,
            Self::Malformed => texts.own_refused_malformed,
            Self::Shapeless => texts.own_refused_shapeless,
            Self::Columns => texts.own_refused_columns,
            Self::Failed => texts.own_refused_failed,
        };
        fill(text, &[("detail", detail)])
    }
}

/// A record as the worker packs it.
pub struct Packed {
    /// The index.
    pub index: Vec<u8>,
    /// The details.
    pub details: Vec<u8>,
}

impl Packed {
    fn unpacked(&self) -> Option<(Record, Details)> {
        let record = pack::unpack_index(&self.index).ok()?;
        let details = pack::unpack_details(&self.details, &record).ok()?;
        Some((record, details))
    }
}

/// What a reader kept on this device.
pub enum Brought {
    /// Nothing, or nothing that is shown here.
    Nothing,
    /// A record.
    Whole {
        /// Its name.
        name: String,
        /// What belongs to it beside its index.
        details: Arc<Details>,
    },
    /// A file that stood beside another version of ours, and its name.
    File(Blob, String),
    /// What another version packed, or the browser threw away.
    Lost,
}

impl Brought {
    /// The record that the page begins with, ours or what is kept: known before anything is drawn, so that nothing is
    /// drawn that goes a moment later.
    pub(super) async fn or(ours: Record) -> (Record, Self) {
        // What a frame shows is what its page meant.
        let is_kept = page::stored(KEEP_KEY).is_some_and(|kept| !kept.is_empty());
        let is_left_out = fault::part_left_out() == Some(Part::Own);
        if !is_kept || is_left_out || read_address(&ours).embedded {
            return (ours, Self::Nothing);
        }
        let base = address::base();
        match own::kept_on_device(&base, &Embedded::details_path(&base)).await {
            Some(Kept::File(file, name)) => (ours, Self::File(file, name)),
            Some(Kept::Late) => (ours, Self::Nothing),
            Some(Kept::Packed(name, packed)) => match packed.unpacked() {
                Some((record, details)) => (record, Self::Whole { name, details: Arc::new(details) }),
                None => (ours, Self::Lost),
            },
            None => (ours, Self::Lost),
        }
    }
}

impl Own {
    /// What the page says of what is kept.
    pub(super) fn of(kept: &Brought, record: &Record) -> Self {
        match kept {
            Brought::Whole { name, .. } => Self {
                shown: Some(name.as_str().into()),
                keep: true,
                join: is_joined(record),
                joined: is_joined(record),
                ..Self::default()
            },
            _ => Self::default(),
        }
    }
}

/// Whether a reader's record stands beside ours in this one.
fn is_joined(record: &Record) -> bool {
    record.mechanisms.iter().any(|it| it.brought)
}

impl Site {
    /// Takes what readers hand in, and goes on with what was kept on this device.
    pub(super) fn listen_for_own(self, kept: Brought) {
        own::on_file(move |file, name| self.load(&file, name, Terms::default(), |_| ()));
        match kept {
            Brought::Nothing | Brought::Whole { .. } => {}
            Brought::File(file, name) => {
                self.folds.update(|folds| (folds.own.keep, folds.own.join) = (true, true));
                let terms = Terms { keep: Some(true), stays: true, join: Some(true) };
                self.load(&file, name, terms, |_| ());
            }
            Brought::Lost => {
                self.forget();
                self.say(self.texts_now().own_kept_lost.to_string());
            }
        }
    }

    /// Reads a file in a worker and shows what is good of it in the place of ours, or beside it. What is shown stays as it is until
    /// then, and if nothing is good. Calls back with what became of it: [`Intake::Idle`] if another file came in between,
    /// or the work was ended.
    pub fn load(self, file: &Blob, name: String, terms: Terms, done: impl FnOnce(&Intake) + 'static) {
        // Of two files the later one counts, even if it is refused.
        own::cancel();
        let mut done = Some(done);
        let mut end = move |intake: Intake| {
            let is_busy = matches!(intake, Intake::Busy { .. });
            if let Some(done) = done.take_if(|_| !is_busy) {
                done(&intake);
            }
            // Who ended the work says what the page shows of it.
            if intake != Intake::Idle {
                self.folds.update(|folds| folds.own.intake = intake);
            }
        };
        if file.size() > MOST_BYTES {
            let (why, detail) = (Refusal::Large, (MOST_BYTES as u32 >> 20).to_string());
            return end(Intake::Refused { name: name.into(), why, detail });
        }
        end(Intake::Busy { name: name.as_str().into(), percent: 0 });
        let join = terms.join.unwrap_or_else(|| self.folds.with_untracked(|folds| folds.own.join));
        let ours =
            join.then(|| Ours { index: Embedded::INDEX, details: Embedded::details_path(&self.base()) });
        let number = self.loads.with_value(|(begun, _)| begun + 1);
        self.loads.update_value(|(begun, _)| *begun = number);
        let end = Rc::new(RefCell::new(end));
        own::read(&self.base(), file, &name.clone(), ours, move |intake, packed| {
            let end = Rc::clone(&end);
            let Some(packed) = packed else { return end.borrow_mut()(intake) };
            let name = name.clone();
            leptos::task::spawn_local(async move {
                let outcome = self.take_in(packed, &name, terms, number).await;
                end.borrow_mut()(match outcome {
                    Some(true) => intake,
                    Some(false) => Intake::Idle,
                    None => {
                        let (why, detail) = (Refusal::Failed, String::new());
                        Intake::Refused { name: name.as_str().into(), why, detail }
                    }
                });
            });
        });
    }

    /// Shows a record that came packed. It is unpacked in turns, so that the page answers in between. `None` if it can't be,
    /// and false if what was handed in later, or our own record again, came before it.
    async fn take_in(self, packed: Packed, name: &str, terms: Terms, number: u32) -> Option<bool> {
        let _slices = slices::gently();
        slices::breathe().await;
        let Packed { index, details } = packed;
        let record = pack::unpack_index(&index).ok()?;
        // A wasm gives back no memory: what is not needed any more is to make room for what comes.
        drop(index);
        slices::breathe().await;
        let unpacked = pack::unpack_details(&details, &record).ok()?;
        drop(details);
        slices::breathe().await;
        let prepared = self.prepare(record, unpacked).await;
        if self.loads.with_value(|(_, shown)| *shown >= number) {
            return Some(false);
        }
        self.loads.update_value(|(_, shown)| *shown = number);
        let (view, step) = match terms.stays {
            true => (read_address(prepared.record()), Step::Replace),
            false => (self.start_page(), Step::Push),
        };
        self.show_prepared(prepared, Some(name.into()), view, step);
        page::set_root("data-ready", "full");
        if let Some(keep) = terms.keep {
            self.folds.update(|folds| folds.own.keep = keep);
        }
        self.keep_if_wanted();
        Some(true)
    }

    /// Reads what stands in the field for pasting.
    pub(super) fn load_pasted(self) {
        let text = page::value_of("#own-text").unwrap_or_default();
        if let Some(file) = own::handed_in(&text.into()).file() {
            self.load(&file, self.texts_now().own_pasted.to_string(), Terms::default(), |_| ());
        }
    }

    /// Ends the work on a file; what is shown stays.
    pub(super) fn cancel_load(self) {
        own::cancel();
        self.folds.update(|folds| folds.own.intake = Intake::Idle);
    }

    /// Keeps the record on this device from now on, or no more.
    pub(super) fn toggle_keep(self) {
        self.folds.update(|folds| folds.own.keep ^= true);
        if self.folds.with_untracked(|folds| folds.own.keep) {
            self.keep_if_wanted();
        } else {
            self.forget();
        }
    }

    fn keep_if_wanted(self) {
        if !self.folds.with_untracked(|folds| folds.own.keep && folds.own.shown.is_some()) {
            return;
        }
        leptos::task::spawn_local(async move {
            if own::keep_on_device(&self.base()).await {
                page::store(KEEP_KEY, "1");
            } else {
                self.folds.update(|folds| folds.own.keep = false);
                self.say(self.texts_now().own_keep_failed.to_string());
            }
        });
    }

    fn forget(self) {
        self.folds.update(|folds| folds.own.keep = false);
        if page::stored(KEEP_KEY).is_some_and(|kept| !kept.is_empty()) {
            page::store(KEEP_KEY, "");
            leptos::task::spawn_local(async move { own::forget_on_device(&self.base()).await });
        }
    }

    /// Takes the reader's record away for good: shows ours again, and keeps what was shown no more.
    pub(super) fn remove_own(self) {
        // What a script showed was not kept; what the reader keeps beside it is none of its matter.
        if self.folds.with_untracked(|folds| folds.own.keep) {
            self.forget();
        }
        self.reset();
    }

    /// Shows our record again. What is kept on the device stays.
    pub fn reset(self) {
        self.cancel_load();
        self.loads.update_value(|(begun, shown)| *shown = *begun);
        if self.folds.with_untracked(|folds| folds.own.shown.is_none()) {
            return;
        }
        // It was unpacked before the first picture.
        let Ok(record) = pack::unpack_index(Embedded::INDEX) else { return };
        self.show_prepared(self.prepared(record), None, self.start_page(), Step::Push);
        self.read_details(std::future::ready(()));
    }

    /// Where another record begins: in the present language, and in its frame.
    fn start_page(self) -> View {
        let View { language, embedded, .. } = self.view_now();
        View { language, embedded, ..View::default() }
    }

    fn show_prepared(self, prepared: Prepared, shown: Option<Arc<str>>, view: View, step: Step) {
        address::write(&link::write(&view), step);
        let joined = is_joined(prepared.record());
        self.set_record(prepared, view);
        self.folds.update(|folds| {
            folds.own.shown = shown;
            folds.own.joined = joined;
        });
    }

    pub(super) fn texts_now(self) -> &'static Texts {
        Texts::of(self.language.get_untracked())
    }
}

/// What the address says of a record.
fn read_address(record: &Record) -> View {
    let (path, query) = address::current();
    link::read(&path, &query, record).view
}
