//! Who meets whom, ordered so that those who meet stand together.

use entente_record::PartyIndex;

use crate::{order, query::PairCount};

/// Meetings between parties: a symmetric table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meetings {
    /// Rows and columns.
    pub parties: Vec<PartyIndex>,
    /// Meetings of each two, row by row; 0 on the diagonal.
    counts: Vec<u32>,
}

impl Meetings {
    /// Meetings of two rows.
    pub fn of(&self, row: usize, column: usize) -> u32 {
        self.counts[row * self.parties.len() + column]
    }

    /// The most that any two have.
    pub fn most(&self) -> u32 {
        self.counts.iter().copied().max().unwrap_or(0)
    }
}

/// The parties with the most meetings in two-party mechanisms, at most `limit`, in an order in which neighbours meet:
/// from the busiest one on, always the party that met those just before it the most.
pub fn clustered(pairs: &[PairCount], limit: usize) -> Meetings {
    let mut totals: Vec<(PartyIndex, u32)> = Vec::new();
    for pair in pairs.iter().filter(|pair| pair.meetings > 0) {
        for party in [pair.a, pair.b] {
            match totals.iter_mut().find(|(known, _)| *known == party) {
                Some((_, total)) => *total += pair.meetings,
                None => totals.push((party, pair.meetings)),
            }
        }
    }
    order::sort_by(&mut totals, |a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    totals.truncate(limit);
    let between = |a: PartyIndex, b: PartyIndex| {
        let (a, b) = (a.min(b), a.max(b));
        pairs.iter().find(|pair| (pair.a, pair.b) == (a, b)).map_or(0, |pair| pair.meetings)
    };
    let mut parties: Vec<PartyIndex> = Vec::new();
    while !totals.is_empty() {
        // Nearer neighbours count for more; ties go to the busier party, which stands first.
        let closeness = |party: PartyIndex| -> u32 {
            parties
                .iter()
                .rev()
                .take(3)
                .zip([4, 2, 1])
                .map(|(near, weight)| weight * between(party, *near))
                .sum()
        };
        let mut next = 0;
        for at in 1..totals.len() {
            if closeness(totals[at].0) > closeness(totals[next].0) {
                next = at;
            }
        }
        parties.push(totals.remove(next).0);
    }
    let counts = parties.iter().flat_map(|a| parties.iter().map(move |b| (*a, *b)));
    let counts = counts.map(|(a, b)| between(a, b)).collect();
    Meetings { parties, counts }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(a: u32, b: u32, meetings: u32) -> PairCount {
        PairCount {
            a: PartyIndex(a),
            b: PartyIndex(b),
            mechanisms: 1,
            events: meetings,
            meetings,
            last: None,
        }
    }

    #[test]
    fn those_who_meet_stand_together() {
        // Two groups, 0-2-4 and 1-3-5, that met among themselves; 0 is the busiest.
        let pairs =
            [pair(0, 2, 9), pair(2, 4, 5), pair(0, 4, 2), pair(1, 3, 4), pair(3, 5, 3), pair(1, 5, 1)];
        let table = clustered(&pairs, 10);
        assert_eq!(table.parties.iter().map(|it| it.0).collect::<Vec<_>>(), [2, 0, 4, 3, 1, 5]);
        assert_eq!((table.of(0, 1), table.of(1, 0), table.of(0, 0), table.of(0, 3)), (9, 9, 0, 0));
        assert_eq!(table.most(), 9);
    }

    #[test]
    fn the_limit_keeps_the_busiest_and_pairs_without_meetings_count_for_nothing() {
        let table = clustered(&[pair(0, 1, 3), pair(0, 2, 2), pair(3, 4, 0)], 2);
        assert_eq!(table.parties, [PartyIndex(0), PartyIndex(1)]);
        assert_eq!(clustered(&[], 5).parties, []);
        assert_eq!(clustered(&[], 5).most(), 0);
    }
}
