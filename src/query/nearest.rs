//! What an id that the record does not have may have meant.
//!
//! Likeness has two halves: how many pairs of neighbouring characters two ids share (which forgives slips of the pen), and
//! how many of the words asked for stand in the id or in what can be searched (which forgives another order of words, and
//! finds `us-argentina-2017` under `ar-us-cyber-policy-working-group-2017-04-27`).

use entente_record::{EventIndex, MechanismIndex, PartyIndex, Record};

use super::{
    Bits, Index, fold,
    search::Best,
    text::{Found, SearchText},
};

/// No more characters of a text than this are looked at; ids are no longer.
const READ: usize = 96;
/// What is less like than this is not near; the same id would be 200.
const NEAR: u32 = 50;

/// The events most like an id or a few words, the best first and the newest first among equals; none if none is near.
pub fn nearest_events(record: &Record, index: &Index, text: &str, limit: usize) -> Vec<EventIndex> {
    let searched = index.text(record);
    let wanted = Wanted::new(text, searched);
    let sets: Vec<Bits> =
        wanted.words.iter().map(|(_, found)| searched.events_with(&index.casts, found)).collect();
    let mut best = Best::new(limit);
    for (at, event) in record.events.iter().enumerate() {
        best.offer(wanted.likeness(event.id.as_str(), |word, _| sets[word].contains(at)), at, at);
    }
    best.take(|at| EventIndex(at as u32))
}

/// The mechanisms most like an id or a few words, the best first; none if none is near.
pub fn nearest_mechanisms(record: &Record, index: &Index, text: &str, limit: usize) -> Vec<MechanismIndex> {
    let searched = index.text(record);
    let wanted = Wanted::new(text, searched);
    let mut best = Best::new(limit);
    for (at, mechanism) in record.mechanisms.iter().enumerate() {
        let fits = |_, found: &_| searched.mechanism_score(found, at, &mechanism.parties).is_some();
        best.offer(wanted.likeness(mechanism.id.as_str(), fits), mechanism.events.len(), at);
    }
    best.take(|at| MechanismIndex(at as u32))
}

/// The parties most like a code or a name, the best first; none if none is near.
pub fn nearest_parties(record: &Record, index: &Index, text: &str, limit: usize) -> Vec<PartyIndex> {
    let searched = index.text(record);
    let wanted = Wanted::new(text, searched);
    let mut best = Best::new(limit);
    for (at, party) in record.parties.iter().enumerate() {
        let fits = |_, found: &_| searched.party_score(found, at).is_some();
        best.offer(wanted.likeness(party.code.as_str(), fits), index.party_events[at] as usize, at);
    }
    best.take(|at| PartyIndex(at as u32))
}

/// What was asked for.
struct Wanted {
    pairs: Pairs,
    /// Its words, each with where it stands whole.
    words: Vec<(String, Found)>,
}

impl Wanted {
    fn new(text: &str, searched: SearchText<'_>) -> Self {
        let text: String = text.chars().take(READ).collect();
        let words = fold::word_list(&text).into_iter().map(|word| {
            let found = searched.find(&word).whole_only();
            (word, found)
        });
        Self { words: words.collect(), pairs: Pairs::of(text.as_bytes()) }
    }

    /// How like what was asked for something is, 0 to 200, if it is near. `fits` tells whether a word, by number and by
    /// where it is found, stands in what can be searched of it.
    fn likeness(&self, id: &str, fits: impl Fn(usize, &Found) -> bool) -> Option<u32> {
        let in_id = |word: &str| id.split('-').any(|part| part.eq_ignore_ascii_case(word));
        let fitting =
            self.words.iter().enumerate().filter(|(at, (word, found))| in_id(word) || fits(*at, found));
        let share = 100 * fitting.count() / self.words.len().max(1);
        let likeness = self.pairs.likeness(id.as_bytes()) + share as u32;
        (likeness >= NEAR).then_some(likeness)
    }
}

/// The pairs of neighbouring characters of a text, its edges being characters too.
struct Pairs {
    /// For each first character, its second ones; both in classes of 64.
    seconds: [u64; 64],
    count: u32,
}

impl Pairs {
    fn of(text: &[u8]) -> Self {
        let mut pairs = Self { seconds: [0; 64], count: 0 };
        each_pair(text, |first, second| {
            pairs.seconds[first] |= 1 << second;
            pairs.count += 1;
        });
        pairs
    }

    /// The share of pairs of both texts that the other has too, in percent (Dice's coefficient).
    fn likeness(&self, other: &[u8]) -> u32 {
        let (mut shared, mut count) = (0, 0);
        each_pair(other, |first, second| {
            shared += (self.seconds[first] >> second & 1) as u32;
            count += 1;
        });
        (200 * shared / (self.count + count)).min(100)
    }
}

fn each_pair(text: &[u8], mut call: impl FnMut(usize, usize)) {
    let mut first = EDGE;
    for byte in text {
        let second = class(*byte);
        call(first, second);
        first = second;
    }
    call(first, EDGE);
}

const EDGE: usize = 0;

/// Letters without case, digits, the rest.
const fn class(byte: u8) -> usize {
    match byte {
        b'a'..=b'z' => (byte - b'a') as usize + 1,
        b'A'..=b'Z' => (byte - b'A') as usize + 1,
        b'0'..=b'9' => (byte - b'0') as usize + 27,
        b'-' => 37,
        _ => 38,
    }
}
