//! Parties as JSON: countries by code with names and region, organisations by code in the shape of
//! `data/organisations.toml`.

use entente_record::PartyKind;

use super::{Dataset, LICENCE};
use crate::export::{json::Json, shape};

/// The text of `parties.json`.
pub(super) fn parties(data: &Dataset) -> String {
    let mut json = Json::default();
    json.object();
    json.field("version", &data.record.version);
    json.field("licence", LICENCE);
    json.key("countries");
    json.object();
    for party in &data.record.parties {
        if let PartyKind::Country { region } = &party.kind {
            json.key(party.code.as_str());
            json.object();
            names(&mut json, &data.english.party(party), &data.spanish.party(party));
            json.known("region", region.map(|region| region.word()));
            json.end_object();
        }
    }
    json.end_object();
    json.key("organisations");
    json.object();
    for party in &data.record.parties {
        if let PartyKind::Organisation(organisation) = &party.kind {
            json.key(party.code.as_str());
            json.object();
            names(&mut json, &organisation.name_en, &organisation.name_es);
            json.field("short", &organisation.short);
            let spanish = Some(&*organisation.short_es).filter(|short| *short != &*organisation.short);
            json.known("short_es", spanish);
            json.field("kind", organisation.kind.word());
            let members = organisation.members.as_deref().unwrap_or_default();
            json.known_texts("members", &shape::codes(data.record, members));
            json.known("as_of", organisation.as_of.map(|date| date.to_string()).as_deref());
            json.end_object();
        }
    }
    json.end_object();
    json.end_object();
    json.finish()
}

fn names(json: &mut Json, english: &str, spanish: &str) {
    json.key("name");
    json.object();
    json.field("en", english);
    json.field("es", spanish);
    json.end_object();
}
