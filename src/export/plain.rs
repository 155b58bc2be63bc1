//! Events and mechanisms as plain values with the field names of the data files: what scripts get.
//!
//! What is not known is left out, as in the files. The same facts as [`super::json`] writes, which a test holds them to.

use entente_record::{Commitment, Delegation, EventIndex, Person, Place, Record, Source};
use serde::Serialize;

use super::{
    Export,
    shape::{borrowed, codes, fulfilled_by, words},
};

/// An event. Its details are there once the second load is.
#[derive(Serialize)]
pub struct PlainEvent<'a> {
    id: &'a str,
    /// Id of the mechanism that it belongs to; in a file it stands inside of it.
    mechanism: &'a str,
    kind: &'a str,
    date: String,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    ordinal: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<PlainPlace<'a>>,
    parties: Vec<&'a str>,
    themes: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    follows: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    instruments: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    delegations: Vec<PlainDelegation<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    commitments: Vec<PlainCommitment<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<PlainSource<'a>>,
}

#[derive(Serialize)]
struct PlainPlace<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    city: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<&'a str>,
    #[serde(rename = "virtual", skip_serializing_if = "Option::is_none")]
    online: Option<bool>,
}

#[derive(Serialize)]
struct PlainDelegation<'a> {
    party: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    lead: Option<PlainPerson<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    co_leads: Vec<PlainPerson<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    agencies: Vec<&'a str>,
}

#[derive(Serialize)]
struct PlainPerson<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
}

#[derive(Serialize)]
struct PlainCommitment<'a> {
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    status: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    fulfilled_by: Option<&'a str>,
}

#[derive(Serialize)]
struct PlainSource<'a> {
    url: &'a str,
    title: &'a str,
    publisher: &'a str,
    lang: &'a str,
    kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
}

/// An event as plain values.
pub fn event<'a>(export: &Export<'a>, index: EventIndex) -> PlainEvent<'a> {
    let record = export.record;
    let event = record.event(index);
    let detail = export.event_detail(index);
    PlainEvent {
        id: event.id.as_str(),
        mechanism: record.mechanism(event.mechanism).id.as_str(),
        kind: event.kind.word(),
        date: event.date.to_string(),
        title: &event.title,
        ordinal: event.ordinal,
        place: event.place.as_ref().map(|it| place(record, it)),
        parties: codes(record, &event.parties),
        themes: words(&event.themes),
        follows: event.follows.map(|index| record.event(index).id.as_str()),
        summary: detail.map(|it| &*it.summary),
        note: detail.and_then(|it| it.note.as_deref()),
        instruments: detail.map(|it| borrowed(&it.instruments)).unwrap_or_default(),
        delegations: each(detail.map(|it| &it.delegations[..]), |it| delegation(record, it)),
        commitments: each(detail.map(|it| &it.commitments[..]), |it| commitment(record, it)),
        sources: each(detail.map(|it| &it.sources[..]), source),
    }
}

fn each<'a, T, P>(all: Option<&'a [T]>, plain: impl Fn(&'a T) -> P) -> Vec<P> {
    all.unwrap_or_default().iter().map(plain).collect()
}

fn place<'a>(record: &'a Record, place: &'a Place) -> PlainPlace<'a> {
    PlainPlace {
        city: place.city.as_deref(),
        country: place.country.map(|index| record.party(index).code.as_str()),
        online: place.online.then_some(true),
    }
}

fn delegation<'a>(record: &'a Record, delegation: &'a Delegation) -> PlainDelegation<'a> {
    PlainDelegation {
        party: record.party(delegation.party).code.as_str(),
        lead: delegation.lead.as_ref().map(person),
        co_leads: delegation.co_leads.iter().map(person).collect(),
        agencies: borrowed(&delegation.agencies),
    }
}

fn person(person: &Person) -> PlainPerson<'_> {
    PlainPerson { name: &person.name, title: person.title.as_deref() }
}

fn commitment<'a>(record: &'a Record, commitment: &'a Commitment) -> PlainCommitment<'a> {
    PlainCommitment {
        text: &commitment.text,
        due: commitment.due.map(|date| date.to_string()),
        status: commitment.outcome.kind().word(),
        fulfilled_by: fulfilled_by(record, commitment.outcome),
    }
}

fn source(source: &Source) -> PlainSource<'_> {
    PlainSource {
        url: &source.url,
        title: &source.title,
        publisher: &source.publisher,
        lang: &source.lang,
        kind: source.kind.word(),
        date: source.date.map(|date| date.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use entente_record::EventIndex;
    use serde_json::Value;

    use super::*;
    use crate::export::{Format, testing::sample};

    #[test]
    fn a_plain_event_says_what_the_file_says() {
        let sample = sample();
        let export = sample.export();
        let all: Vec<EventIndex> = sample.record.events_with_index().map(|(index, _)| index).collect();
        let text = Format::Json.write(&export, &all).expect("fits");
        let file: Value = serde_json::from_str(&text).expect("is JSON");
        let mut compared = 0;
        for mechanism in file["mechanisms"].as_array().expect("is a list") {
            for written in mechanism["events"].as_array().expect("is a list") {
                let id = entente_record::EventId::new(written["id"].as_str().expect("has an id"));
                let index = sample.record.find_event(&id.expect("is one")).expect("is in the record");
                let mut plain = serde_json::to_value(event(&export, index)).expect("is JSON");
                let of = plain.as_object_mut().expect("is an object").remove("mechanism");
                assert_eq!(of.as_ref(), Some(&mechanism["id"]));
                assert_eq!(&plain, written);
                compared += 1;
            }
        }
        assert_eq!(compared, all.len());
    }
}
