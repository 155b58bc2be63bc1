//! What searches find: which words stand in the texts of events, mechanisms, parties, places and people.
//!
//! Texts that many events share (names of mechanisms, parties and places) are held once; what matches is spread to
//! the events afterwards.

use crate::order;
use entente_record::{Details, EventDetail, EventIndex, PartyIndex, Person, Record};

use super::{
    Bits,
    casts::Casts,
    fold,
    word_index::{WordIndex, WordIndexBuilder},
};

/// A city with its events.
#[derive(Clone, Debug)]
pub(super) struct City {
    pub(super) name: Box<str>,
    pub(super) country: Option<PartyIndex>,
    pub(super) events: Vec<EventIndex>,
}

/// A person with the events whose delegations they led.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) name: Box<str>,
    pub(super) events: Vec<EventIndex>,
}

/// The texts of a record by their words: those of its index, and those of its details once they are there.
#[derive(Clone, Copy, Debug)]
pub(super) struct SearchText<'a> {
    pub(super) names: &'a NameText,
    pub(super) details: Option<&'a DetailText>,
}

/// What the index of a record names.
#[derive(Clone, Debug)]
pub(super) struct NameText {
    events: usize,
    mechanisms: usize,
    parties: usize,
    /// Documents: titles of events, names of mechanisms, names of parties, names of cities.
    words: WordIndex,
    cities: Vec<City>,
    /// Events in a country whose city no source names, by country.
    countries: Vec<(PartyIndex, EventIndex)>,
}

/// What its details tell.
#[derive(Clone, Debug)]
pub(super) struct DetailText {
    /// Documents: what else is told of events, of mechanisms, names of people, their offices.
    words: WordIndex,
    people: Vec<Known>,
}

/// Where one word of a search was found.
pub(super) struct Found {
    /// Documents of the names with a word that begins so.
    names: Bits,
    /// Those with the word whole.
    whole: Bits,
    /// The same for the details; empty while there are none.
    details: Bits,
    details_whole: Bits,
}

impl Found {
    /// Only where the word stands whole.
    pub(super) fn whole_only(self) -> Self {
        let (names, details) = (self.whole.clone(), self.details_whole.clone());
        Self { names, details, ..self }
    }
}

/// What a word counts that stands whole in a name.
pub(super) const WHOLE: u32 = 4;
/// What a word counts that begins a word of a name.
pub(super) const PREFIX: u32 = 2;
/// What a word counts that is found, but not in the name.
pub(super) const ELSEWHERE: u32 = 1;

impl NameText {
    pub(super) fn new(record: &Record, party_names: &[Vec<String>]) -> Self {
        let (cities, countries) = places(record);
        let mut text = Self {
            events: record.events.len(),
            mechanisms: record.mechanisms.len(),
            parties: record.parties.len(),
            words: WordIndex::default(),
            cities,
            countries,
        };
        let mut words = WordIndexBuilder::default();
        for (at, event) in record.events.iter().enumerate() {
            words.add(at, &event.title);
        }
        for (at, mechanism) in record.mechanisms.iter().enumerate() {
            words.add(text.mechanism(at), &mechanism.name);
            words.add(text.mechanism(at), &mechanism.short);
        }
        for (at, party) in record.parties.iter().enumerate() {
            words.add(text.party(at), party.code.as_str());
            for name in party_names.get(at).into_iter().flatten() {
                words.add(text.party(at), name);
            }
        }
        for (at, city) in text.cities.iter().enumerate() {
            words.add(text.city(at), &city.name);
        }
        text.words = words.finish(text.city(text.cities.len()));
        text
    }

    // Places of documents.

    const fn mechanism(&self, at: usize) -> usize {
        self.events + at
    }

    const fn party(&self, at: usize) -> usize {
        self.events + self.mechanisms + at
    }

    const fn city(&self, at: usize) -> usize {
        self.events + self.mechanisms + self.parties + at
    }
}

impl DetailText {
    /// The documents begin like those of the names.
    pub(super) fn new(record: &Record, names: &NameText, details: &Details) -> Self {
        let people = people(details);
        let mut words = WordIndexBuilder::default();
        for (at, event) in details.events.iter().enumerate().take(names.events) {
            each_text(event, &mut |text| words.add(at, text));
        }
        for (at, mechanism) in details.mechanisms.iter().enumerate().take(record.mechanisms.len()) {
            let at = names.mechanism(at);
            words.add(at, &mechanism.summary);
            mechanism.parent.iter().for_each(|parent| words.add(at, parent));
            mechanism.name_local.iter().for_each(|(_, name)| words.add(at, name));
        }
        for (at, person) in people.iter().enumerate() {
            words.add(person_place(names, at), &person.name);
        }
        for person in details.events.iter().flat_map(persons) {
            if let (Some(office), Ok(at)) =
                (&person.title, people.binary_search_by(|known| known.name.cmp(&person.name)))
            {
                words.add(office_place(names, people.len(), at), office);
            }
        }
        let words = words.finish(office_place(names, people.len(), people.len()));
        Self { words, people }
    }
}

/// Where a person's name stands among the documents of the details.
const fn person_place(names: &NameText, at: usize) -> usize {
    names.events + names.mechanisms + at
}

/// Where the offices of one of so many people stand.
const fn office_place(names: &NameText, people: usize, at: usize) -> usize {
    person_place(names, people + at)
}

impl<'a> SearchText<'a> {
    /// The people of the details, in order of name; none before they are there.
    pub(super) fn people(self) -> &'a [Known] {
        self.details.map_or(&[], |details| &details.people)
    }

    /// The cities that something was held in.
    pub(super) fn cities(self) -> &'a [City] {
        &self.names.cities
    }

    /// Events in which every word of the search begins some word of their own text, or of the names of their
    /// mechanism, parties or place; `None` if the search has no words.
    pub(super) fn events(self, casts: &Casts, search: &str) -> Option<Bits> {
        let words = fold::word_list(search);
        words.iter().map(|word| self.events_with(casts, &self.find(word))).reduce(|mut all, events| {
            all.intersect(&events);
            all
        })
    }

    /// Where a folded word is found, whole or as the beginning of a word.
    pub(super) fn find(self, word: &str) -> Found {
        let details = self.details.map(|details| &details.words);
        Found {
            names: self.names.words.beginning(word),
            whole: self.names.words.holding(word),
            details: details.map(|words| words.beginning(word)).unwrap_or_default(),
            details_whole: details.map(|words| words.holding(word)).unwrap_or_default(),
        }
    }

    /// The events that the word is found in.
    pub(super) fn events_with(self, casts: &Casts, found: &Found) -> Bits {
        let mut events = casts.events(|cast| {
            self.in_mechanism(found, casts.mechanism(cast).index())
                || casts.parties(cast).iter().any(|party| self.in_party(found, *party))
        });
        events.union(&found.names.head(self.names.events));
        events.union(&found.details.head(self.names.events));
        for (at, city) in self.names.cities.iter().enumerate() {
            if found.names.contains(self.names.city(at)) || self.in_country(found, city.country) {
                city.events.iter().for_each(|event| events.insert(event.index()));
            }
        }
        for (country, event) in &self.names.countries {
            if self.in_party(found, *country) {
                events.insert(event.index());
            }
        }
        events
    }

    fn in_mechanism(self, found: &Found, at: usize) -> bool {
        found.names.contains(self.names.mechanism(at)) || found.details.contains(self.names.mechanism(at))
    }

    fn in_party(self, found: &Found, party: PartyIndex) -> bool {
        found.names.contains(self.names.party(party.index()))
    }

    fn in_country(self, found: &Found, country: Option<PartyIndex>) -> bool {
        country.is_some_and(|country| self.in_party(found, country))
    }

    /// How well the word fits an event in which it is found.
    pub(super) fn event_score(self, found: &Found, at: usize) -> u32 {
        score(&found.names, &found.whole, at).unwrap_or(ELSEWHERE)
    }

    /// How well the word fits a mechanism, if it does.
    pub(super) fn mechanism_score(self, found: &Found, at: usize, parties: &[PartyIndex]) -> Option<u32> {
        let elsewhere =
            || self.in_mechanism(found, at) || parties.iter().any(|party| self.in_party(found, *party));
        score(&found.names, &found.whole, self.names.mechanism(at))
            .or_else(|| elsewhere().then_some(ELSEWHERE))
    }

    /// How well the word fits a party, if it does.
    pub(super) fn party_score(self, found: &Found, at: usize) -> Option<u32> {
        score(&found.names, &found.whole, self.names.party(at))
    }

    /// How well the word fits a city, if it or its country does.
    pub(super) fn city_score(self, found: &Found, at: usize) -> Option<u32> {
        let in_country = || self.in_country(found, self.names.cities.get(at)?.country).then_some(ELSEWHERE);
        score(&found.names, &found.whole, self.names.city(at)).or_else(in_country)
    }

    /// How well the word fits a person, if it or an office does.
    pub(super) fn person_score(self, found: &Found, at: usize) -> Option<u32> {
        let office = office_place(self.names, self.people().len(), at);
        let in_office = || found.details.contains(office).then_some(ELSEWHERE);
        score(&found.details, &found.details_whole, person_place(self.names, at)).or_else(in_office)
    }
}

fn score(begins: &Bits, whole: &Bits, document: usize) -> Option<u32> {
    if whole.contains(document) { Some(WHOLE) } else { begins.contains(document).then_some(PREFIX) }
}

/// Cities with their events, and the events of which only the country is known.
fn places(record: &Record) -> (Vec<City>, Vec<(PartyIndex, EventIndex)>) {
    let mut in_city: Vec<(&str, Option<PartyIndex>, EventIndex)> = Vec::new();
    let mut in_country = Vec::new();
    for (at, event) in record.events_with_index() {
        if let Some(place) = &event.place {
            match (&place.city, place.country) {
                (Some(city), country) => in_city.push((city, country, at)),
                (None, Some(country)) => in_country.push((country, at)),
                (None, None) => {}
            }
        }
    }
    order::sort(&mut in_city);
    let cities = in_city.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).map(|same| City {
        name: same[0].0.into(),
        country: same[0].1,
        events: same.iter().map(|(_, _, event)| *event).collect(),
    });
    (cities.collect(), in_country)
}

/// Everybody who led or co-led a delegation, in order of name.
fn people(details: &Details) -> Vec<Known> {
    let mut named: Vec<(&str, EventIndex)> = (0u32..)
        .zip(&details.events)
        .flat_map(|(at, event)| persons(event).map(move |person| (&*person.name, EventIndex(at))))
        .collect();
    order::sort(&mut named);
    named.dedup();
    let known = named
        .chunk_by(|a, b| a.0 == b.0)
        .map(|same| Known { name: same[0].0.into(), events: same.iter().map(|(_, event)| *event).collect() });
    known.collect()
}

fn persons(event: &EventDetail) -> impl Iterator<Item = &Person> {
    event.delegations.iter().flat_map(|delegation| delegation.lead.iter().chain(&delegation.co_leads))
}

/// All texts of an event's details that a search looks into.
fn each_text(event: &EventDetail, call: &mut dyn FnMut(&str)) {
    call(&event.summary);
    event.note.iter().for_each(|note| call(note));
    event.instruments.iter().for_each(|instrument| call(instrument));
    event.commitments.iter().for_each(|commitment| call(&commitment.text));
    for agency in event.delegations.iter().flat_map(|delegation| &delegation.agencies) {
        call(agency);
    }
    for person in persons(event) {
        call(&person.name);
        person.title.iter().for_each(|title| call(title));
    }
}
