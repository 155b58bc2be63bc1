//! Two records as one: ours and a reader's beside it.
//!
//! In go two records with their details, each whole by itself, without an id in common; out comes one that holds all of
//! both. Parties are shared by their codes. What came from the second is [brought](Mechanism::brought).
//!
//! Everything keeps its order (parties and mechanisms by code and id, events by date and id), so positions only move up,
//! and lists of positions stay sorted. Work is linear in both.

use crate::{
    Commitment, Delegation, Details, Edtf, Event, EventDetail, EventId, EventIndex, Mechanism,
    MechanismIndex, Organisation, Outcome, Party, PartyIndex, PartyKind, Place, Record,
};

/// A record with its details.
pub type Whole = (Record, Details);

/// All of two records; `None` if they have a mechanism or an event in common.
pub fn join(ours: Whole, brought: Whole) -> Option<Whole> {
    let parties = places(&ours.0.parties, &brought.0.parties, |party| &party.code);
    let mechanisms = places(&ours.0.mechanisms, &brought.0.mechanisms, |it| &it.id);
    let events = places(&ours.0.events, &brought.0.events, in_time);
    let all_mechanisms = ours.0.mechanisms.len() + brought.0.mechanisms.len();
    let all_events = ours.0.events.len() + brought.0.events.len();
    if (mechanisms.count, events.count) != (all_mechanisms, all_events) {
        return None;
    }
    let version = format!("{} + {}", ours.0.version, brought.0.version).into();
    let tables = ours.1.tables.clone();
    let mut joined = Joined::default();
    for (at, (record, details)) in [ours, brought].into_iter().enumerate() {
        let moved = Moved {
            parties: &parties.of[at],
            mechanisms: &mechanisms.of[at],
            events: &events.of[at],
            brought: at == 1,
        };
        joined.add(record, details, &moved);
    }
    let (mechanisms, of_mechanisms) = joined.mechanisms.in_order().into_iter().unzip();
    let (events, of_events) = joined.events.in_order().into_iter().unzip();
    let mut parties = joined.parties;
    parties.0.sort_by_key(|(place, _)| *place);
    parties.0.dedup_by_key(|(place, _)| *place);
    let record = Record { version, mechanisms, events, parties: parties.in_order() };
    Some((record, Details { mechanisms: of_mechanisms, events: of_events, tables }))
}

/// The order of events in a record.
fn in_time(event: &Event) -> (crate::Day, crate::Day, &EventId) {
    let date: &Edtf = &event.date;
    (date.earliest(), date.latest(), &event.id)
}

/// Where the items of two sorted lists stand in one; the same item of both stands in one place.
struct Places {
    of: [Vec<u32>; 2],
    count: usize,
}

fn places<'a, T, K: Ord>(first: &'a [T], second: &'a [T], key: impl Fn(&'a T) -> K) -> Places {
    let mut of = [Vec::with_capacity(first.len()), Vec::with_capacity(second.len())];
    let (mut first, mut second) = (first.iter().peekable(), second.iter().peekable());
    let mut count = 0;
    loop {
        let (takes_first, takes_second) = match (first.peek(), second.peek()) {
            (None, None) => return Places { of, count: count as usize },
            (Some(_), None) => (true, false),
            (None, Some(_)) => (false, true),
            (Some(a), Some(b)) => (key(a) <= key(b), key(b) <= key(a)),
        };
        if takes_first {
            first.next();
            of[0].push(count);
        }
        if takes_second {
            second.next();
            of[1].push(count);
        }
        count += 1;
    }
}

/// Items with their places, in any order.
struct Placed<T>(Vec<(u32, T)>);

impl<T> Default for Placed<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Placed<T> {
    fn in_order(mut self) -> Vec<T> {
        self.0.sort_by_key(|(place, _)| *place);
        self.0.into_iter().map(|(_, item)| item).collect()
    }
}

/// What was taken of the two records.
#[derive(Default)]
struct Joined {
    parties: Placed<Party>,
    mechanisms: Placed<(Mechanism, crate::MechanismDetail)>,
    events: Placed<(Event, EventDetail)>,
}

impl Joined {
    fn add(&mut self, record: Record, details: Details, moved: &Moved) {
        let parties = record.parties.into_iter().zip(moved.parties);
        self.parties.0.extend(parties.map(|(party, &place)| (place, moved.party_itself(party))));
        let mechanisms = record.mechanisms.into_iter().zip(details.mechanisms).zip(moved.mechanisms);
        self.mechanisms.0.extend(
            mechanisms.map(|((mechanism, detail), &place)| (place, (moved.mechanism(mechanism), detail))),
        );
        let events = record.events.into_iter().zip(details.events).zip(moved.events);
        self.events.0.extend(
            events.map(|((event, detail), &place)| (place, (moved.event(event), moved.event_detail(detail)))),
        );
    }
}

/// Where the parties, mechanisms and events of a record stand in the one that holds both.
struct Moved<'a> {
    parties: &'a [u32],
    mechanisms: &'a [u32],
    events: &'a [u32],
    brought: bool,
}

impl Moved<'_> {
    fn party(&self, at: PartyIndex) -> PartyIndex {
        PartyIndex(self.parties[at.index()])
    }

    fn event_at(&self, at: EventIndex) -> EventIndex {
        EventIndex(self.events[at.index()])
    }

    fn party_list(&self, list: &[PartyIndex]) -> Box<[PartyIndex]> {
        list.iter().map(|at| self.party(*at)).collect()
    }

    fn party_itself(&self, party: Party) -> Party {
        let kind = match party.kind {
            PartyKind::Organisation(it) => {
                let members = it.members.as_deref().map(|members| self.party_list(members));
                PartyKind::Organisation(Organisation { members, ..it })
            }
            country => country,
        };
        Party { kind, ..party }
    }

    fn mechanism(&self, it: Mechanism) -> Mechanism {
        Mechanism {
            parties: self.party_list(&it.parties),
            members: self.party_list(&it.members),
            events: it.events.iter().map(|at| self.event_at(*at)).collect(),
            brought: self.brought,
            ..it
        }
    }

    fn event(&self, it: Event) -> Event {
        Event {
            mechanism: MechanismIndex(self.mechanisms[it.mechanism.index()]),
            place: it.place.map(|place| Place { country: place.country.map(|at| self.party(at)), ..place }),
            parties: self.party_list(&it.parties),
            follows: it.follows.map(|at| self.event_at(at)),
            ..it
        }
    }

    fn event_detail(&self, it: EventDetail) -> EventDetail {
        let delegation = |it: Delegation| Delegation { party: self.party(it.party), ..it };
        let commitment = |it: Commitment| Commitment {
            outcome: match it.outcome {
                Outcome::Fulfilled(by) => Outcome::Fulfilled(by.map(|at| self.event_at(at))),
                other => other,
            },
            ..it
        };
        EventDetail {
            delegations: it.delegations.into_iter().map(delegation).collect(),
            commitments: it.commitments.into_iter().map(commitment).collect(),
            ..it
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack;
    use crate::source::example::{MECHANISM, reference, tree};
    use crate::source::{SourceTree, compile};

    fn ours() -> Whole {
        compile(&tree(&[])).unwrap()
    }

    /// The example under another id, with another country among its parties and later events.
    fn brought() -> Whole {
        let text = MECHANISM
            .replace("ar-us-cyber", "aa-mine")
            .replace("\"AR\"", "\"DE\"")
            .replace("2018-06/2018-07", "2019-06/2019-07");
        let file = ("mechanisms/aa-mine.toml".to_string(), text);
        compile(&SourceTree::from_texts("data", reference().chain([file]))).unwrap()
    }

    /// Everything that a record says of an event, by names instead of positions.
    fn said(whole: &Whole, id: &str) -> String {
        let (record, details) = whole;
        let at = record.find_event(&EventId::new(id).unwrap()).unwrap();
        let (event, detail) = (record.event(at), &details.events[at.index()]);
        let code = |at: PartyIndex| record.party(at).code.to_string();
        let name = |at: EventIndex| record.event(at).id.to_string();
        let kept = detail.commitments.iter().map(|it| match it.outcome {
            Outcome::Fulfilled(Some(by)) => name(by),
            other => format!("{other:?}"),
        });
        format!(
            "{} {} {:?} {:?} {:?} {:?} {:?} {}",
            record.mechanism(event.mechanism).id,
            event.title,
            event.parties.iter().map(|at| code(*at)).collect::<Vec<_>>(),
            event.place.as_ref().and_then(|it| it.country).map(code),
            event.follows.map(name),
            kept.collect::<Vec<_>>(),
            detail.delegations.iter().map(|it| code(it.party)).collect::<Vec<_>>(),
            detail.summary,
        )
    }

    #[test]
    fn both_say_together_what_each_said_alone() {
        let (ours, brought) = (ours(), brought());
        let joined = join(ours.clone(), brought.clone()).unwrap();
        for alone in [&ours, &brought] {
            for event in &alone.0.events {
                assert_eq!(said(&joined, event.id.as_str()), said(alone, event.id.as_str()));
            }
            for mechanism in &alone.0.mechanisms {
                let at = joined.0.find_mechanism(&mechanism.id).unwrap();
                let events = joined.0.mechanism(at).events.iter().map(|it| &joined.0.event(*it).id);
                assert!(events.eq(mechanism.events.iter().map(|it| &alone.0.event(*it).id)));
            }
        }
        assert_eq!(joined.0.events.len(), ours.0.events.len() + brought.0.events.len());
        assert!(joined.0.events.is_sorted_by(|a, b| in_time(a) < in_time(b)));
        assert!(joined.0.parties.is_sorted_by(|a, b| a.code < b.code));
        let brought: Vec<bool> = joined.0.mechanisms.iter().map(|it| it.brought).collect();
        assert_eq!(brought, [true, false]);
    }

    #[test]
    fn what_is_joined_can_be_packed() {
        let (record, details) = join(ours(), brought()).unwrap();
        let (index, rest) = (pack::pack_index(&record), pack::pack_details(&record, &details));
        assert_eq!(pack::unpack_index(&index).as_ref(), Ok(&record));
        assert_eq!(pack::unpack_details(&rest, &record), Ok(details));
    }

    #[test]
    fn records_that_share_an_id_are_not_joined() {
        assert!(join(ours(), ours()).is_none());
    }
}
