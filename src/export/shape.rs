//! The record in the shape of its data files, as JSON: the same fields, names and order.
//!
//! What is not known is left out. One thing is spelled out that a file may leave to its mechanism: who took part in an
//! event stands in each event. The schema of all this is [`super::dataset`]'s.

use entente_record::{
    Commitment, Delegation, EventIndex, MechanismIndex, Outcome, PartyIndex, Person, Place, Record, Source,
    Theme,
};

use super::{Export, json::Json};

/// The record with the events that pass, and the mechanisms that have any: every mechanism of the data has.
pub(super) fn record(json: &mut Json, export: &Export, passes: &dyn Fn(EventIndex) -> bool) {
    json.object();
    json.field("version", &export.record.version);
    json.known("licence", export.licence);
    json.key("mechanisms");
    json.list();
    for (at, mechanism) in (0u32..).zip(&export.record.mechanisms) {
        let events: Vec<EventIndex> =
            mechanism.events.iter().copied().filter(|index| passes(*index)).collect();
        if !events.is_empty() {
            self::mechanism(json, export, MechanismIndex(at), &events);
        }
    }
    json.end_list();
    json.end_object();
}

fn mechanism(json: &mut Json, export: &Export, index: MechanismIndex, events: &[EventIndex]) {
    let mechanism = export.record.mechanism(index);
    let detail = export.mechanism_detail(index.index());
    json.object();
    json.field("id", mechanism.id.as_str());
    json.field("name", &mechanism.name);
    json.field("short", &mechanism.short);
    if let Some(names) = detail.map(|it| &it.name_local).filter(|names| !names.is_empty()) {
        json.key("name_local");
        json.object();
        for (tag, name) in names {
            json.field(tag, name);
        }
        json.end_object();
    }
    json.field("kind", mechanism.form.word());
    json.texts("parties", &codes(export.record, &mechanism.parties));
    json.known_texts("members", &codes(export.record, &mechanism.members));
    json.field("status", mechanism.status.word());
    json.key("standing");
    json.flag(mechanism.standing);
    json.known("parent", detail.and_then(|it| it.parent.as_deref()));
    json.texts("themes", &words(&mechanism.themes));
    if let Some(detail) = detail {
        json.field("summary", &detail.summary);
        objects(json, "sources", &detail.sources, source);
    }
    json.key("events");
    json.list();
    for index in events {
        event(json, export, *index);
    }
    json.end_list();
    json.end_object();
}

fn event(json: &mut Json, export: &Export, index: EventIndex) {
    let record = export.record;
    let event = record.event(index);
    json.object();
    json.field("id", event.id.as_str());
    json.field("kind", event.kind.word());
    json.field("date", &event.date.to_string());
    json.field("title", &event.title);
    if let Some(ordinal) = event.ordinal {
        json.key("ordinal");
        json.number(u32::from(ordinal));
    }
    if let Some(place) = &event.place {
        self::place(json, record, place);
    }
    json.texts("parties", &codes(record, &event.parties));
    json.texts("themes", &words(&event.themes));
    json.known("follows", event.follows.map(|index| record.event(index).id.as_str()));
    if let Some(detail) = export.event_detail(index) {
        json.field("summary", &detail.summary);
        json.known("note", detail.note.as_deref());
        json.known_texts("instruments", &borrowed(&detail.instruments));
        objects(json, "delegations", &detail.delegations, |json, it| delegation(json, record, it));
        objects(json, "commitments", &detail.commitments, |json, it| commitment(json, record, it));
        objects(json, "sources", &detail.sources, source);
    }
    json.end_object();
}

fn place(json: &mut Json, record: &Record, place: &Place) {
    json.key("place");
    json.object();
    json.known("city", place.city.as_deref());
    json.known("country", place.country.map(|index| record.party(index).code.as_str()));
    if place.online {
        json.key("virtual");
        json.flag(true);
    }
    json.end_object();
}

fn delegation(json: &mut Json, record: &Record, delegation: &Delegation) {
    json.object();
    json.field("party", record.party(delegation.party).code.as_str());
    if let Some(lead) = &delegation.lead {
        json.key("lead");
        person(json, lead);
    }
    objects(json, "co_leads", &delegation.co_leads, person);
    json.known_texts("agencies", &borrowed(&delegation.agencies));
    json.end_object();
}

fn person(json: &mut Json, person: &Person) {
    json.object();
    json.field("name", &person.name);
    json.known("title", person.title.as_deref());
    json.end_object();
}

fn commitment(json: &mut Json, record: &Record, commitment: &Commitment) {
    json.object();
    json.field("text", &commitment.text);
    json.known("due", commitment.due.map(|date| date.to_string()).as_deref());
    json.field("status", commitment.outcome.kind().word());
    json.known("fulfilled_by", fulfilled_by(record, commitment.outcome));
    json.end_object();
}

fn source(json: &mut Json, source: &Source) {
    json.object();
    json.field("url", &source.url);
    json.field("title", &source.title);
    json.field("publisher", &source.publisher);
    json.field("lang", &source.lang);
    json.field("kind", source.kind.word());
    json.known("date", source.date.map(|date| date.to_string()).as_deref());
    json.end_object();
}

/// A list of objects under a key, unless it is empty.
fn objects<T>(json: &mut Json, key: &str, items: &[T], item: impl Fn(&mut Json, &T)) {
    if items.is_empty() {
        return;
    }
    json.key(key);
    json.list();
    for it in items {
        item(json, it);
    }
    json.end_list();
}

/// Id of the event that kept a commitment.
pub(super) fn fulfilled_by(record: &Record, outcome: Outcome) -> Option<&str> {
    match outcome {
        Outcome::Fulfilled(Some(index)) => Some(record.event(index).id.as_str()),
        _ => None,
    }
}

/// The codes of parties.
pub(super) fn codes<'a>(record: &'a Record, parties: &[PartyIndex]) -> Vec<&'a str> {
    parties.iter().map(|index| record.party(*index).code.as_str()).collect()
}

/// The words of themes.
pub(super) fn words(themes: &[Theme]) -> Vec<&'static str> {
    themes.iter().map(|theme| theme.word()).collect()
}

/// The texts without their boxes.
pub(super) fn borrowed(texts: &[Box<str>]) -> Vec<&str> {
    texts.iter().map(|text| &**text).collect()
}
