//! The search box: the best few of each sort of thing.

use entente_record::{EventIndex, MechanismIndex, PartyIndex, Record};

use super::{
    Index, fold,
    text::{Found, SearchText},
};

/// What a search finds, the best of each sort first.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Hits {
    /// Events, newest first among equals.
    pub events: Vec<EventIndex>,
    /// Mechanisms, that with the newest event first among equals.
    pub mechanisms: Vec<MechanismIndex>,
    /// Parties, that with most events first among equals.
    pub parties: Vec<PartyIndex>,
    /// People who led delegations, those with most events first among equals; none before the details are there.
    pub people: Vec<PersonHit>,
    /// Cities, those with most events first among equals.
    pub places: Vec<PlaceHit>,
}

/// A person that a search finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonHit {
    /// Name.
    pub name: Box<str>,
    /// Events whose delegations the person led, in order of date.
    pub events: Vec<EventIndex>,
}

/// A city that a search finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceHit {
    /// Name of the city.
    pub city: Box<str>,
    /// Its country, where known.
    pub country: Option<PartyIndex>,
    /// Events held there, in order of date.
    pub events: Vec<EventIndex>,
}

/// The best `limit` of each sort of thing that every word of a text fits as the beginning of a word.
///
/// A word that stands whole in the title or name counts most, one that begins a word of it less, one found elsewhere (in
/// a summary, in the name of a party or country) least.
pub fn search(record: &Record, index: &Index, text: &str, limit: usize) -> Hits {
    let words = fold::word_list(text);
    if words.is_empty() {
        return Hits::default();
    }
    let text = index.text(record);
    let found: Vec<Found> = words.iter().map(|word| text.find(word)).collect();
    let mut people = Best::new(limit);
    for (at, person) in text.people().iter().enumerate() {
        people.offer(total(&found, |it| text.person_score(it, at)), person.events.len(), at);
    }
    let mut places = Best::new(limit);
    for (at, city) in text.cities().iter().enumerate() {
        // A country alone finds the party, not each of its cities.
        let elsewhere = super::text::ELSEWHERE * found.len() as u32;
        let score = total(&found, |it| text.city_score(it, at)).filter(|score| *score > elsewhere);
        places.offer(score, city.events.len(), at);
    }
    Hits {
        events: events(index, text, &found, limit),
        mechanisms: mechanisms(record, text, &found, limit),
        parties: parties(record, index, text, &found, limit),
        people: people.take(|at| {
            let person = &text.people()[at];
            PersonHit { name: person.name.clone(), events: person.events.clone() }
        }),
        places: places.take(|at| {
            let city = &text.cities()[at];
            PlaceHit { city: city.name.clone(), country: city.country, events: city.events.clone() }
        }),
    }
}

fn events(index: &Index, text: SearchText<'_>, found: &[Found], limit: usize) -> Vec<EventIndex> {
    let sets = found.iter().map(|it| text.events_with(&index.casts, it));
    let matching = sets.reduce(|mut all, set| {
        all.intersect(&set);
        all
    });
    let mut best = Best::new(limit);
    for at in matching.iter().flat_map(|events| events.iter()) {
        best.offer(total(found, |it| Some(text.event_score(it, at))), at, at);
    }
    best.take(|at| EventIndex(at as u32))
}

fn mechanisms(record: &Record, text: SearchText<'_>, found: &[Found], limit: usize) -> Vec<MechanismIndex> {
    let mut best = Best::new(limit);
    for (at, mechanism) in record.mechanisms.iter().enumerate() {
        let score = total(found, |it| text.mechanism_score(it, at, &mechanism.parties));
        best.offer(score, mechanism.events.last().map_or(0, |event| event.index() + 1), at);
    }
    best.take(|at| MechanismIndex(at as u32))
}

/// Parties whose names every word fits.
fn parties(
    record: &Record,
    index: &Index,
    text: SearchText<'_>,
    found: &[Found],
    limit: usize,
) -> Vec<PartyIndex> {
    let mut best = Best::new(limit);
    for at in 0..record.parties.len() {
        let score = total(found, |it| text.party_score(it, at));
        best.offer(score, index.party_events[at] as usize, at);
    }
    best.take(|at| PartyIndex(at as u32))
}

/// The sum over all words, if each of them fits.
fn total(found: &[Found], score: impl Fn(&Found) -> Option<u32>) -> Option<u32> {
    found.iter().map(score).sum()
}

/// The best few of many: highest score first, then highest rank, then as they came.
pub(super) struct Best {
    limit: usize,
    kept: Vec<(u32, usize, usize)>,
}

impl Best {
    pub(super) const fn new(limit: usize) -> Self {
        Self { limit, kept: Vec::new() }
    }

    /// Takes in what has a score, if it is among the best so far.
    pub(super) fn offer(&mut self, score: Option<u32>, rank: usize, at: usize) {
        let Some(score) = score else { return };
        let place = self.kept.partition_point(|kept| (kept.0, kept.1) >= (score, rank));
        if place < self.limit {
            self.kept.truncate(self.limit - 1);
            self.kept.insert(place, (score, rank, at));
        }
    }

    /// The best, in order.
    pub(super) fn take<T>(self, thing: impl Fn(usize) -> T) -> Vec<T> {
        self.kept.into_iter().map(|(_, _, at)| thing(at)).collect()
    }
}
