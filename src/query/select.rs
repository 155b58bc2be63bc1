//! Record and view to selection.
//!
//! Events are handled sixty-four at a time where sets meet, and one by one only to look up their cast and latest day;
//! all else is counted once a cast (see [`super::casts`]).

use crate::order;
use std::cmp::Reverse;

use entente_record::{Day, Kind, MechanismIndex, PartyIndex, Record};

use super::{
    Bits, Facets, Index, PairCount, PartyCount, Selection,
    narrowing::{Facet, Narrowing},
};
use crate::view::View;

/// The events that pass a view, counted. The index is the record's.
///
/// An event passes the window if any day that it can have been on lies within. A party of a view that the record does
/// not have matches nothing; an organisation does not stand for its members.
pub fn select(record: &Record, index: &Index, view: &View) -> Selection {
    let narrowing = Narrowing::new(record, index, view);
    let events = narrowing.all();
    let tally = Tally::new(index, events);
    let mechanisms = tally.by_mechanism(record, index);

    Selection {
        mechanisms: mechanisms_with_events(&mechanisms),
        mechanism_events: mechanisms.iter().map(|count| count.events).collect(),
        parties: tally.by_party(record, index),
        pairs: pairs(index, &mechanisms),
        facets: facets(record, index, &narrowing, &tally),
        any_time: narrowing.except(Facet::Window).into_owned(),
        events: events.clone(),
    }
}

/// How many events something has, how many are meetings, and the latest day of its last one.
#[derive(Clone, Copy, Default)]
struct Count {
    events: u32,
    meetings: u32,
    last: Option<Day>,
}

impl Count {
    fn add(&mut self, other: Self) {
        self.events += other.events;
        self.meetings += other.meetings;
        self.last = self.last.max(other.last);
    }
}

/// What each cast has in the selection.
struct Tally(Vec<Count>);

impl Tally {
    fn new(index: &Index, events: &Bits) -> Self {
        let mut casts = vec![Count::default(); index.casts.len()];
        let meetings = &index.kinds[Kind::Meeting.index()];
        events.for_each(|event| {
            let meeting = u32::from(meetings.contains(event));
            casts[index.casts.of(event)].add(Count {
                events: 1,
                meetings: meeting,
                last: Some(index.latest(event)),
            });
        });
        Self(casts)
    }

    /// Casts with events in the selection.
    fn seen(&self) -> impl Iterator<Item = (usize, Count)> + '_ {
        self.0.iter().copied().enumerate().filter(|(_, count)| count.events > 0)
    }

    fn by_mechanism(&self, record: &Record, index: &Index) -> Vec<Count> {
        let mut mechanisms = vec![Count::default(); record.mechanisms.len()];
        for (cast, count) in self.seen() {
            mechanisms[index.casts.mechanism(cast).index()].add(count);
        }
        mechanisms
    }

    fn by_party(&self, record: &Record, index: &Index) -> Vec<PartyCount> {
        let casts = &index.casts;
        let mut parties = vec![PartyCount::default(); record.parties.len()];
        let mut seen_in = Once::new(record.parties.len());
        for (cast, count) in self.seen() {
            let mechanism = casts.mechanism(cast);
            for party in casts.parties(cast) {
                let total = &mut parties[party.index()];
                total.events += count.events;
                total.last = total.last.max(count.last);
                let belongs = record.mechanism(mechanism).parties.binary_search(party).is_ok();
                total.mechanisms += u32::from(seen_in.is_new(party.index(), mechanism.0) && belongs);
            }
        }
        for (party, partners) in parties.iter_mut().zip(self.partners(record, index)) {
            party.partners = partners;
        }
        parties
    }

    /// For each party, how many others share an event with it.
    fn partners(&self, record: &Record, index: &Index) -> Vec<u32> {
        let mut cast_of: Vec<(PartyIndex, u32)> = self
            .seen()
            .flat_map(|(cast, _)| index.casts.parties(cast).iter().map(move |party| (*party, cast as u32)))
            .collect();
        order::sort(&mut cast_of);
        let mut partners = vec![0; record.parties.len()];
        let mut met = Once::new(record.parties.len());
        for (party, cast) in cast_of {
            for other in index.casts.parties(cast as usize) {
                let is_new = *other != party && met.is_new(other.index(), party.0);
                partners[party.index()] += u32::from(is_new);
            }
        }
        partners
    }
}

/// Tells, for values that come grouped, whether a place is met for the first time with a value.
struct Once(Vec<u32>);

impl Once {
    fn new(places: usize) -> Self {
        Self(vec![u32::MAX; places])
    }

    fn is_new(&mut self, place: usize, value: u32) -> bool {
        std::mem::replace(&mut self.0[place], value) != value
    }
}

fn mechanisms_with_events(counts: &[Count]) -> Bits {
    let mut mechanisms = Bits::none(counts.len());
    for (at, count) in counts.iter().enumerate() {
        if count.events > 0 {
            mechanisms.insert(at);
        }
    }
    mechanisms
}

fn pairs(index: &Index, mechanisms: &[Count]) -> Vec<PairCount> {
    let mut pairs: Vec<PairCount> = Vec::new();
    for (a, b, mechanism) in &index.pairs {
        let count = mechanisms[mechanism.index()];
        if count.events == 0 {
            continue;
        }
        if pairs.last().is_none_or(|pair| (pair.a, pair.b) != (*a, *b)) {
            pairs.push(PairCount { a: *a, b: *b, mechanisms: 0, events: 0, meetings: 0, last: None });
        }
        if let Some(pair) = pairs.last_mut() {
            pair.mechanisms += 1;
            pair.events += count.events;
            pair.meetings += count.meetings;
            pair.last = pair.last.max(count.last);
        }
    }
    order::sort_by_key(&mut pairs, |pair| Reverse(pair.meetings));
    pairs
}

fn facets(record: &Record, index: &Index, narrowing: &Narrowing, tally: &Tally) -> Facets {
    let mut facets = Facets::default();
    let themes = narrowing.except(Facet::Themes);
    count_events(&mut facets.themes, &index.themes, &themes);
    count_events(&mut facets.families, &index.families, &themes);
    count_events(&mut facets.kinds, &index.kinds, &narrowing.except(Facet::Kinds));
    facets.primary = narrowing.except(Facet::Primary).count_common(&index.primary) as u32;

    // Facets that count mechanisms do so over the same casts, save those that narrow themselves.
    let mut all = Bits::none(index.casts.len());
    tally.seen().for_each(|(cast, _)| all.insert(cast));
    let casts = |facet| match narrowing.narrows(facet) {
        true => index.casts.seen(&narrowing.except(facet)),
        false => all.clone(),
    };
    each_mechanism(index, &casts(Facet::Forms), |at| {
        facets.forms[record.mechanism(at).form.index()] += 1;
    });
    each_mechanism(index, &casts(Facet::Statuses), |at| {
        facets.statuses[record.mechanism(at).status.index()] += 1;
    });
    each_mechanism(index, &casts(Facet::Standing), |at| {
        facets.standing += u32::from(record.mechanism(at).standing);
    });
    facets.parties = vec![0; record.parties.len()];
    let mut seen_in = Once::new(record.parties.len());
    for cast in casts(Facet::Parties).iter() {
        for party in index.casts.parties(cast) {
            let is_new = seen_in.is_new(party.index(), index.casts.mechanism(cast).0);
            facets.parties[party.index()] += u32::from(is_new);
        }
    }
    facets
}

fn count_events(counts: &mut [u32], values: &[Bits], events: &Bits) {
    for (count, value) in counts.iter_mut().zip(values) {
        *count = value.count_common(events) as u32;
    }
}

/// Calls for each mechanism of the casts once.
fn each_mechanism(index: &Index, casts: &Bits, mut call: impl FnMut(MechanismIndex)) {
    let mut before = None;
    for cast in casts.iter() {
        let mechanism = index.casts.mechanism(cast);
        if before.replace(mechanism) != Some(mechanism) {
            call(mechanism);
        }
    }
}
