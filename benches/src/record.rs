//! A made-up record as the app holds it.

use entente_record::{
    Day, Edtf, Event, EventId, EventIndex, Mechanism, MechanismId, MechanismIndex, Party, PartyCode,
    PartyIndex, PartyKind, Place, Record,
};

use crate::plan::{COUNTRIES, Lane, Moment, lanes};

/// A made-up record of so many events over so many lanes (see [`plan`](crate::plan)).
pub fn record(events: usize, lane_count: usize) -> Record {
    let lanes = lanes(events, lane_count);
    let mut events: Vec<Event> =
        lanes.iter().flat_map(|lane| lane.events.iter().filter_map(|moment| event(lane, moment))).collect();
    events.sort_by(|a, b| {
        let key = |event: &Event| (event.date.earliest(), event.date.latest());
        key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
    });
    let mut of_lane: Vec<Vec<EventIndex>> = vec![Vec::new(); lanes.len()];
    for (at, event) in (0..).zip(&events) {
        of_lane[event.mechanism.index()].push(EventIndex(at));
    }
    let mechanisms = lanes.iter().zip(of_lane).filter_map(|(lane, events)| mechanism(lane, events)).collect();
    let parties = COUNTRIES.iter().filter_map(|(code, region)| {
        let kind = PartyKind::Country { region: Some(*region) };
        Some(Party { code: PartyCode::new(code)?, kind })
    });
    Record { version: "made-up".into(), mechanisms, events, parties: parties.collect() }
}

/// Id of an event: no two of a lane are on the same day.
pub(crate) fn event_id(lane: &Lane, moment: &Moment) -> String {
    format!("{}-{}", lane.id(), written(moment.day))
}

/// A day as data files write it.
pub(crate) fn written(day: Day) -> String {
    let moment = day.moment();
    format!("{:04}-{:02}-{:02}", moment.year, moment.month, moment.day)
}

fn event(lane: &Lane, moment: &Moment) -> Option<Event> {
    Some(Event {
        id: EventId::new(&event_id(lane, moment))?,
        mechanism: MechanismIndex(lane.number as u32),
        kind: moment.kind,
        date: Edtf { start: moment.day.moment(), end: None },
        title: moment.title.as_str().into(),
        ordinal: None,
        place: Some(Place { country: Some(PartyIndex(moment.country as u32)), city: None, online: false }),
        parties: parties(lane),
        themes: moment.themes.clone().into(),
        primary: false,
        follows: None,
    })
}

fn mechanism(lane: &Lane, events: Vec<EventIndex>) -> Option<Mechanism> {
    let name = lane.name();
    Some(Mechanism {
        id: MechanismId::new(&lane.id())?,
        short: name.chars().take(28).collect::<String>().into(),
        name: name.into(),
        form: lane.form,
        parties: parties(lane),
        members: Box::default(),
        status: lane.status,
        standing: true,
        brought: false,
        themes: Box::default(),
        events: events.into(),
    })
}

fn parties(lane: &Lane) -> Box<[PartyIndex]> {
    lane.parties.iter().map(|&party| PartyIndex(party as u32)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_in_the_order_that_records_are_in() {
        let record = record(3_000, 30);
        let in_order = |pair: &[Event]| {
            let key = |event: &Event| (event.date.earliest(), event.date.latest(), event.id.clone());
            key(&pair[0]) < key(&pair[1])
        };
        assert_eq!((record.events.len(), record.mechanisms.len()), (3_000, 30));
        assert!(record.events.windows(2).all(in_order));
        assert!(record.mechanisms.is_sorted_by(|a, b| a.id < b.id));
        assert!(record.parties.is_sorted_by(|a, b| a.code < b.code));
        assert_eq!(record.parties.len(), COUNTRIES.len());
    }
}
