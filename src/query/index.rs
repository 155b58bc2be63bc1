//! What is worked out once for a record, so that selecting touches no event's text and no pointer.

use crate::order;
use entente_record::{Day, Details, Family, Form, Kind, MechanismIndex, PartyIndex, Record, Status, Theme};

use super::{Bits, casts::Casts, text::SearchText};
use crate::view::Window;

/// A record prepared for selecting, counting and searching. It belongs to the record that it was made from: positions
/// are that record's.
///
/// Facets of few values hold a set of events for each value; facets of parties are worked out from the [`Casts`], for
/// sets of events for each of some 250 parties would cost megabytes where there are many events.
#[derive(Clone, Debug)]
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
    pub(super) text: SearchText,
    /// How many events each party has in the whole record.
    pub(super) party_events: Vec<u32>,
    /// First and last day that each event can have been on; the first days rise.
    spans: Vec<(Day, Day)>,
}

impl Index {
    /// Prepares a record. `names` are, for each of [`Record::parties`], the names by which a reader may look for it, in
    /// every language; the code is one without being named.
    pub fn new(record: &Record, names: &[Vec<String>]) -> Self {
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
            text: SearchText::new(record, names),
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
    pub fn add_details(&mut self, record: &Record, details: &Details) {
        self.text.add_details(record, details);
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
