//! Small records for the tests of this room.

use entente_record::{
    Day, Edtf, Event, EventId, EventIndex, Form, Kind, Mechanism, MechanismId, MechanismIndex, Party,
    PartyCode, PartyIndex, PartyKind, Record, Region, Status, Theme,
};

use crate::query::{Bits, Facets, Selection};

/// The first day of an EDTF date.
pub(super) fn day(text: &str) -> Day {
    Edtf::parse(text).unwrap().earliest()
}

/// Mechanisms between Japan (0) and the United States (1), each with meetings on the dates given, on cyber policy.
/// Ids and short names are the names given, which are in order.
pub(super) fn record(mechanisms: &[(&str, &[&str])]) -> Record {
    let dates: Vec<(usize, Edtf)> = mechanisms
        .iter()
        .enumerate()
        .flat_map(|(at, (_, dates))| dates.iter().map(move |date| (at, Edtf::parse(date).unwrap())))
        .collect();
    meetings(&mechanisms.iter().map(|(name, _)| *name).collect::<Vec<_>>(), dates)
}

/// As [`record`], from (mechanism, date).
pub(super) fn meetings(names: &[&str], mut dates: Vec<(usize, Edtf)>) -> Record {
    dates.sort_by_key(|(_, date)| (date.earliest(), date.latest()));
    let events: Vec<Event> = dates
        .iter()
        .enumerate()
        .map(|(at, &(mechanism, date))| Event {
            id: EventId::new(&format!("event-{at}")).unwrap(),
            mechanism: MechanismIndex(mechanism as u32),
            kind: Kind::Meeting,
            date,
            title: "A meeting".into(),
            ordinal: None,
            place: None,
            parties: [PartyIndex(0), PartyIndex(1)].into(),
            themes: [Theme::CyberPolicy].into(),
            primary: true,
            follows: None,
        })
        .collect();
    let mechanisms = names
        .iter()
        .enumerate()
        .map(|(at, name)| Mechanism {
            id: MechanismId::new(name).unwrap(),
            name: (*name).into(),
            short: (*name).into(),
            form: Form::Dialogue,
            parties: [PartyIndex(0), PartyIndex(1)].into(),
            members: [].into(),
            status: Status::Active,
            standing: true,
            brought: false,
            themes: [Theme::CyberPolicy].into(),
            events: dates
                .iter()
                .enumerate()
                .filter(|(_, (mechanism, _))| *mechanism == at)
                .map(|(event, _)| EventIndex(event as u32))
                .collect(),
        })
        .collect();
    let country = |code: &str, region| Party {
        code: PartyCode::new(code).unwrap(),
        kind: PartyKind::Country { region: Some(region) },
    };
    let parties = vec![country("JP", Region::Asia), country("US", Region::Americas)];
    Record { version: "test".into(), mechanisms, events, parties }
}

/// The selection of the events for which `pass` holds, out of those for which `any_time` does.
pub(super) fn selection(record: &Record, pass: impl Fn(&Event) -> bool) -> Selection {
    let mut events = Bits::none(record.events.len());
    let mut mechanisms = Bits::none(record.mechanisms.len());
    let mut mechanism_events = vec![0; record.mechanisms.len()];
    for (at, event) in record.events_with_index().filter(|(_, event)| pass(event)) {
        events.insert(at.index());
        mechanisms.insert(event.mechanism.index());
        mechanism_events[event.mechanism.index()] += 1;
    }
    Selection {
        events,
        any_time: Bits::all(record.events.len()),
        mechanisms,
        mechanism_events,
        parties: Vec::new(),
        pairs: Vec::new(),
        facets: Facets::default(),
    }
}
