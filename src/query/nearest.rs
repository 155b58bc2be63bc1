//! The ids nearest to one that the record does not have.
//!
//! First by how many pairs of neighbouring characters two ids share (cheap, and blind to the order of their words), then,
//! among the best of these, by how many characters must change.

use entente_record::{EventIndex, MechanismIndex, PartyIndex, Record};

use super::{
    Index, fold,
    search::{self, Best},
    text::Found,
};

/// How many of the best by shared pairs are compared character by character.
const COMPARED: usize = 32;
/// No more of a text than this is looked at; ids are shorter.
const READ: usize = 96;
/// Ids that share less than this percentage of pairs are not near.
const NEAR: u32 = 40;

/// The events whose ids are nearest to a text, the nearest first; none if none is near.
pub fn nearest_events(record: &Record, text: &str, limit: usize) -> Vec<EventIndex> {
    let ids = record.events.iter().map(|event| event.id.as_str());
    nearest(ids, text, limit).into_iter().map(|at| EventIndex(at as u32)).collect()
}

/// The mechanisms whose ids are nearest to a text, the nearest first; none if none is near.
pub fn nearest_mechanisms(record: &Record, text: &str, limit: usize) -> Vec<MechanismIndex> {
    let ids = record.mechanisms.iter().map(|mechanism| mechanism.id.as_str());
    nearest(ids, text, limit).into_iter().map(|at| MechanismIndex(at as u32)).collect()
}

/// The parties whose names fit a text, or else whose codes are nearest to it; none if none is.
pub fn nearest_parties(record: &Record, index: &Index, text: &str, limit: usize) -> Vec<PartyIndex> {
    let found: Vec<Found> = fold::word_list(text).iter().map(|word| index.text.find(word)).collect();
    if found.is_empty() {
        return Vec::new();
    }
    let mut parties = search::parties(record, index, &found, limit);
    let codes = record.parties.iter().map(|party| party.code.as_str());
    for at in nearest(codes, text, limit) {
        let party = PartyIndex(at as u32);
        if parties.len() < limit && !parties.contains(&party) {
            parties.push(party);
        }
    }
    parties
}

/// Positions of the nearest of some ids. Case does not count.
fn nearest<'a>(ids: impl Iterator<Item = &'a str>, text: &str, limit: usize) -> Vec<usize> {
    let text: String = text.chars().take(READ).map(|letter| letter.to_ascii_lowercase()).collect();
    let wanted = Pairs::of(text.as_bytes());
    let ids: Vec<&str> = ids.collect();
    let mut best = Best::new(COMPARED);
    for (at, id) in ids.iter().enumerate() {
        let shared = wanted.likeness(id.as_bytes());
        best.offer((shared >= NEAR).then_some(shared), 0, at);
    }
    let mut near: Vec<(usize, usize)> =
        best.take(|at| (distance(text.as_bytes(), ids[at].as_bytes()), at)).into_iter().collect();
    near.sort_by_key(|(distance, _)| *distance);
    near.into_iter().take(limit).map(|(_, at)| at).collect()
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
        200 * shared / (self.count + count)
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

/// How many bytes must be put in, left out or exchanged to make one text of the other (Levenshtein), case aside.
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (at, from) in a.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], at + 1);
        for (to_at, to) in b.iter().enumerate() {
            let exchanged = diagonal + usize::from(!from.eq_ignore_ascii_case(to));
            diagonal = row[to_at + 1];
            row[to_at + 1] = exchanged.min(diagonal + 1).min(row[to_at] + 1);
        }
    }
    row[b.len()]
}
