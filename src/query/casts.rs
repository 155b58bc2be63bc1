//! Casts: which parties took part in which mechanism.
//!
//! Most events of a mechanism have the same parties. A *cast* is a mechanism with one such set of parties; each event has
//! one. A few hundred casts stand for a thousand events, so whatever is counted by mechanism, party or pair is counted
//! once a cast, and the only work done for each event is to look up its cast.

use crate::order;
use entente_record::{EventIndex, MechanismIndex, PartyIndex, Record};

use super::Bits;

/// The casts of a record, those of a mechanism side by side.
#[derive(Clone, Debug, Default)]
pub(super) struct Casts {
    /// Of each event, its cast.
    of_event: Vec<u32>,
    /// Of each cast, its mechanism.
    mechanisms: Vec<MechanismIndex>,
    /// Of each cast, where its parties end in `parties`.
    ends: Vec<u32>,
    parties: Vec<PartyIndex>,
}

impl Casts {
    pub(super) fn new(record: &Record) -> Self {
        let key = |at: &u32| {
            let event = record.event(EventIndex(*at));
            (event.mechanism, &event.parties)
        };
        let mut order: Vec<u32> = (0u32..).zip(&record.events).map(|(at, _)| at).collect();
        order::sort_by(&mut order, |a, b| key(a).cmp(&key(b)));

        let mut casts = Self { of_event: vec![0; order.len()], ..Self::default() };
        for same in order.chunk_by(|a, b| key(a) == key(b)) {
            let cast = casts.len() as u32;
            let (mechanism, parties) = key(&same[0]);
            casts.mechanisms.push(mechanism);
            casts.parties.extend(parties);
            casts.ends.push(casts.parties.len() as u32);
            for at in same {
                casts.of_event[*at as usize] = cast;
            }
        }
        casts
    }

    /// How many there are.
    pub(super) const fn len(&self) -> usize {
        self.mechanisms.len()
    }

    /// The cast of an event.
    pub(super) fn of(&self, event: usize) -> usize {
        self.of_event[event] as usize
    }

    pub(super) fn mechanism(&self, cast: usize) -> MechanismIndex {
        self.mechanisms[cast]
    }

    /// Who took part, in order of code.
    pub(super) fn parties(&self, cast: usize) -> &[PartyIndex] {
        let start = cast.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.parties[start..self.ends[cast] as usize]
    }

    /// The events of the casts that pass.
    pub(super) fn events(&self, mut pass: impl FnMut(usize) -> bool) -> Bits {
        let passing: Vec<bool> = (0..self.len()).map(&mut pass).collect();
        let mut events = Bits::none(self.of_event.len());
        for (event, cast) in self.of_event.iter().enumerate() {
            if passing[*cast as usize] {
                events.insert(event);
            }
        }
        events
    }

    /// The casts with an event in the set.
    pub(super) fn seen(&self, events: &Bits) -> Bits {
        let mut seen = Bits::none(self.len());
        events.for_each(|event| seen.insert(self.of(event)));
        seen
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{event, mechanism, record};

    #[test]
    fn events_of_one_mechanism_with_the_same_parties_share_a_cast() {
        let record = record(vec![
            mechanism("a", &["DE", "US"]).events(vec![
                event("2013"),
                event("2014").parties(&["DE", "FR", "US"]),
                event("2015"),
            ]),
            mechanism("b", &["DE", "US"]).events(vec![event("2016")]),
        ]);
        let casts = Casts::new(&record);
        assert_eq!(casts.len(), 3);
        assert_eq!(casts.of(0), casts.of(2));
        assert_eq!(casts.parties(casts.of(1)).len(), 3);
        assert_eq!(casts.mechanism(casts.of(3)), MechanismIndex(1));
        assert_eq!(casts.events(|cast| cast == casts.of(0)).iter().collect::<Vec<_>>(), [0, 2]);
        assert_eq!(casts.seen(&Bits::all(4)).count(), 3);
    }
}
