//! What is worked out once for a record, so that selecting touches no event's text and no pointer.

use std::{
    fmt,
    sync::{Arc, OnceLock},
};

use crate::order;
use entente_record::{Day, Details, Family, Form, Kind, MechanismIndex, PartyIndex, Record, Status, Theme};

use super::{
    Bits,
    casts::Casts,
    text::{DetailText, NameText, SearchText},
};
use crate::view::Window;

/// Gives, for each of [`Record::parties`], the names by which a reader may look for it, in every language; the code is one
/// without being named. Asked when somebody searches first.
pub type PartyNames = Arc<dyn Fn(&Record) -> Vec<Vec<String>> + Send + Sync>;

/// A record prepared for selecting, counting and searching. It belongs to the record that it was made from: positions
/// are that record's.
///
/// Facets of few values hold a set of events for each value; facets of parties are worked out from the [`Casts`], for
/// sets of events for each of some 250 parties would cost megabytes where there are many events.
///
/// Reading all texts for their words takes longer than all the rest, and a page shows much before anybody searches: it is
/// done by the first search, or by [`Self::prepare`].
#[derive(Clone)]
pub struct Index {
    pub(super) themes: Vec<Bits>,
    pub(super) families: Vec<Bits>,
    pub(super) kinds: Vec<Bits>,
    pub(super) forms: Vec<Bits>,
    pub(super) statuses: Vec<Bits>,
    pub(super) standing: Bits,
    pub(super) primary: Bits,
    pub(super) casts: Casts,
    /// Two-party mechanisms in order of their parties.
    pub(super) pairs: Vec<(PartyIndex, PartyIndex, MechanismIndex)>,
    party_names: PartyNames,
    details: Option<Arc<Details>>,
    name_text: OnceLock<NameText>,
    detail_text: OnceLock<DetailText>,
    /// How many events each party has in the whole record.
    pub(super) party_events: Vec<u32>,
    /// First and last day that each event can have been on; the first days rise.
    spans: Vec<(Day, Day)>,
}

impl Index {
    /// Prepares a record.
    pub fn new(record: &Record, party_names: PartyNames) -> Self {
        let len = record.events.len();
        let sets = |values: usize| vec![Bits::none(len); values];
        let mut index = Self {
            themes: sets(Theme::ALL.len()),
            families: sets(Family::ALL.len()),
            kinds: sets(Kind::ALL.len()),
            forms: sets(Form::ALL.len()),
            statuses: sets(Status::ALL.len()),
            standing: Bits::none(len),
            primary: Bits::none(len),
            party_names,
            details: None,
            name_text: OnceLock::new(),
            detail_text: OnceLock::new(),
            party_events: vec![0; record.parties.len()],
            casts: Casts::new(record),
            pairs: two_party_mechanisms(record),
            spans: record.events.iter().map(|event| (event.date.earliest(), event.date.latest())).collect(),
        };
        for (at, event) in record.events.iter().enumerate() {
            let mechanism = record.mechanism(event.mechanism);
            for theme in &event.themes {
                index.themes[theme.index()].insert(at);
                index.families[theme.family().index()].insert(at);
            }
            index.kinds[event.kind.index()].insert(at);
            index.forms[mechanism.form.index()].insert(at);
            index.statuses[mechanism.status.index()].insert(at);
            if mechanism.standing {
                index.standing.insert(at);
            }
            if event.primary {
                index.primary.insert(at);
            }
            for party in &event.parties {
                index.party_events[party.index()] += 1;
            }
        }
        index
    }

    /// Lets searches find people, offices, agencies, instruments and summaries too.
    pub fn add_details(&mut self, details: Arc<Details>) {
        self.details = Some(details);
        self.detail_text = OnceLock::new();
    }

    /// Reads a part of the texts that searches look into and that none has read yet; false if all are read.
    pub fn prepare(&self, record: &Record) -> bool {
        if self.name_text.get().is_none() {
            self.names(record);
            return true;
        }
        let unread = self.details.is_some() && self.detail_text.get().is_none();
        if unread {
            self.text(record);
        }
        unread
    }

    fn names(&self, record: &Record) -> &NameText {
        self.name_text.get_or_init(|| NameText::new(record, &(self.party_names)(record)))
    }

    /// The texts that searches look into.
    pub(super) fn text(&self, record: &Record) -> SearchText<'_> {
        let names = self.names(record);
        let read = |details| self.detail_text.get_or_init(|| DetailText::new(record, names, details));
        SearchText { names, details: self.details.as_deref().map(read) }
    }

    /// How many events the record has.
    pub(super) const fn len(&self) -> usize {
        self.spans.len()
    }

    /// Latest day of an event.
    pub(super) fn latest(&self, event: usize) -> Day {
        self.spans[event].1
    }

    /// Events that touch the window.
    pub(super) fn touching(&self, window: Window) -> Bits {
        // First days rise, so none from here on started in time.
        let beyond = window.to.map_or(self.len(), |to| self.spans.partition_point(|span| span.0 <= to));
        let mut touching = Bits::none(self.len());
        for (at, (_, latest)) in self.spans.iter().enumerate().take(beyond) {
            if window.from.is_none_or(|from| *latest >= from) {
                touching.insert(at);
            }
        }
        touching
    }
}

impl fmt::Debug for Index {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Index").field("events", &self.len()).finish_non_exhaustive()
    }
}

fn two_party_mechanisms(record: &Record) -> Vec<(PartyIndex, PartyIndex, MechanismIndex)> {
    let mut pairs: Vec<_> = (0u32..)
        .zip(&record.mechanisms)
        .filter_map(|(at, mechanism)| match *mechanism.parties {
            [a, b] => Some((a.min(b), a.max(b), MechanismIndex(at))),
            _ => None,
        })
        .collect();
    order::sort(&mut pairs);
    pairs
}
