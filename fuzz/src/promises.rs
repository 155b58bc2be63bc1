//! What holds of every record that the app is given.

use entente_record::{Details, EventIndex, MechanismIndex, Outcome, PartyIndex, Record};

/// Every position in it points at something, and both ways between mechanisms and events agree.
pub(crate) fn positions(record: &Record) {
    let is_party = |at: &PartyIndex| at.index() < record.parties.len();
    assert!(record.parties.is_sorted_by(|a, b| a.code < b.code));
    assert!(record.mechanisms.is_sorted_by(|a, b| a.id < b.id));
    let day = |at: usize| (record.events[at].date.earliest(), record.events[at].date.latest());
    assert!((1..record.events.len()).all(|at| day(at - 1) <= day(at)));
    for party in &record.parties {
        let members = party.organisation().and_then(|it| it.members.as_deref());
        assert!(members.unwrap_or_default().iter().all(is_party));
    }
    let mut held = vec![false; record.events.len()];
    for (at, mechanism) in (0u32..).zip(&record.mechanisms) {
        assert!(mechanism.parties.iter().chain(&mechanism.members).all(is_party));
        for event in &mechanism.events {
            assert_eq!(record.event(*event).mechanism, MechanismIndex(at));
            assert!(!std::mem::replace(&mut held[event.index()], true));
        }
    }
    assert!(held.into_iter().all(|held| held), "each event is of a mechanism");
    for event in &record.events {
        assert!(event.parties.iter().all(is_party));
        assert!(event.place.iter().filter_map(|it| it.country).all(|it| is_party(&it)));
        assert!(event.follows.is_none_or(|at| at.index() < record.events.len()));
    }
}

/// They run parallel to the record and point into it.
pub(crate) fn details(record: &Record, details: &Details) {
    assert_eq!(details.mechanisms.len(), record.mechanisms.len());
    assert_eq!(details.events.len(), record.events.len());
    let is_event = |at: EventIndex| at.index() < record.events.len();
    for event in &details.events {
        assert!(event.delegations.iter().all(|it| it.party.index() < record.parties.len()));
        assert!(event.commitments.iter().all(|it| match it.outcome {
            Outcome::Fulfilled(Some(by)) => is_event(by),
            _ => true,
        }));
    }
}
