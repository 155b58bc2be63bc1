//! JSON Schemas (draft 2020-12) of the record as it is published, made from the types that its files are read into.
//!
//! Published files have the shape of the data files. They differ in three ways, which the schemas say: what is not
//! known is left out and never `null`; each event says who took part, even where its file leaves that to the
//! mechanism; countries have their names beside them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use schemars::transform::transform_subschemas;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use super::written::{InBoth, Mechanism, Organisation};
use crate::{Edtf, EventId, MechanismId, PartyCode, Region};

/// A type whose values are texts of a form.
macro_rules! patterned {
    ($(#[$doc:meta])* $type:ty, $name:literal, $about:literal, $pattern:literal) => {
        $(#[$doc])*
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "description": $about, "pattern": $pattern })
            }
        }
    };
}

/// The address of a document on the web.
pub(super) struct Address;

/// A language.
pub(super) struct LanguageTag;

patterned!(EventId, "EventId", "Id of an event.", "^[a-z0-9]([a-z0-9-]{0,94}[a-z0-9])?$");
patterned!(MechanismId, "MechanismId", "Id of a mechanism.", "^[a-z0-9]([a-z0-9-]{0,94}[a-z0-9])?$");
patterned!(
    PartyCode,
    "PartyCode",
    "ISO 3166-1 alpha-2, or an organisation's code.",
    "^[A-Z0-9][A-Z0-9-]{0,22}[A-Z0-9]$"
);
patterned!(
    Edtf,
    "Edtf",
    "A date as far as it is known (EDTF, ISO 8601-2): a day, a month, a year, or an interval of two; \"?\" if uncertain.",
    r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?\??(/[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?\??)?$"
);
patterned!(Address, "Address", "An address on the web.", "^https?://");
patterned!(LanguageTag, "LanguageTag", "A language (BCP 47).", "^[a-z]{2,3}(-[A-Za-z0-9]+)*$");

/// A country's code, as a key.
struct CountryCode;

patterned!(CountryCode, "CountryCode", "ISO 3166-1 alpha-2.", "^[A-Z]{2}$");

/// The schema of all mechanisms with their events in one file (`record.json`). The address is its own.
pub fn record_schema(address: &str) -> String {
    file(address, "How governments meet about cyberspace: mechanisms and their events", |generator| {
        let mut mechanisms = generator.subschema_for::<Vec<Mechanism>>();
        describe(&mut mechanisms, "In order of id.");
        vec![("mechanisms", mechanisms)]
    })
}

/// The schema of all countries and organisations in one file (`parties.json`). The address is its own.
pub fn parties_schema(address: &str) -> String {
    file(address, "Parties to mechanisms and events", |generator| {
        let mut countries = generator.subschema_for::<BTreeMap<CountryCode, Country>>();
        describe(&mut countries, "By code.");
        let mut organisations = generator.subschema_for::<BTreeMap<PartyCode, Organisation>>();
        describe(&mut organisations, "By code.");
        vec![("countries", countries), ("organisations", organisations)]
    })
}

/// A country as it is published: its data file has only its region, its name is `Intl`'s.
struct Country;

impl JsonSchema for Country {
    fn schema_name() -> Cow<'static, str> {
        "Country".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut region = generator.subschema_for::<Region>();
        describe(&mut region, "Its region (UN M49).");
        json_schema!({
            "type": "object",
            "properties": { "name": generator.subschema_for::<InBoth>(), "region": region },
            "required": ["name"],
            "additionalProperties": false,
        })
    }
}

/// A published event names its parties.
pub(super) fn says_who_took_part(event: &mut Schema) {
    if let Some(Value::Array(required)) = event.get_mut("required") {
        required.push("parties".into());
    }
}

/// A file's schema: what every file says of itself, and its own properties.
fn file(
    address: &str,
    title: &str,
    own: impl FnOnce(&mut SchemaGenerator) -> Vec<(&'static str, Schema)>,
) -> String {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let mut properties = serde_json::Map::new();
    let text = |about: &str| json_schema!({ "type": "string", "description": about });
    properties.insert("version".into(), text("Version of the facts.").into());
    properties.insert("licence".into(), text("Licence of the facts, an SPDX identifier.").into());
    for (name, schema) in own(&mut generator) {
        properties.insert(name.into(), schema.into());
    }
    let required: Vec<&String> = properties.keys().collect();
    let mut schema = json_schema!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "title": title,
        "type": "object",
        "required": required,
        "properties": properties,
        "additionalProperties": false,
        "$defs": generator.take_definitions(true),
    });
    as_published(&mut schema);
    format!("{:#}\n", schema.as_value())
}

fn describe(schema: &mut Schema, about: &str) {
    schema.insert("description".into(), about.into());
}

/// Takes out what holds for reading only: `null` for what is not known, and what is assumed where nothing is written.
fn as_published(schema: &mut Schema) {
    schema.remove("default");
    let is_null = |value: &Value| value.is_null() || value["type"] == "null" || value == "null";
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|it| !is_null(it));
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema.insert("type".into(), only);
        }
    }
    if let Some(Value::Array(words)) = schema.get_mut("enum") {
        words.retain(|it| !is_null(it));
    }
    if let Some(Value::Array(choices)) = schema.get_mut("anyOf") {
        choices.retain(|it| !is_null(it));
        if let [Value::Object(only)] = choices.as_slice() {
            let only = only.clone();
            schema.remove("anyOf");
            only.into_iter().for_each(|(key, value)| drop(schema.insert(key, value)));
        }
    }
    transform_subschemas(&mut as_published, schema);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Value {
        serde_json::from_str(&record_schema("https://example.org/record.schema.json")).expect("is JSON")
    }

    #[test]
    fn nothing_may_be_null_and_nothing_is_assumed() {
        let text = record_schema("https://example.org/record.schema.json");
        assert!(!text.contains("null") && !text.contains("\"default\""), "{text}");
    }

    #[test]
    fn an_event_must_say_who_took_part_and_may_leave_out_its_place() {
        let event = &record()["$defs"]["Event"];
        let required = event["required"].as_array().expect("is a list");
        assert!(required.contains(&"parties".into()) && !required.contains(&"place".into()), "{required:?}");
        assert_eq!(event["properties"]["place"]["$ref"], "#/$defs/Place");
        assert_eq!(event["additionalProperties"], false);
    }

    #[test]
    fn words_and_forms_are_those_of_the_model() {
        let definitions = &record()["$defs"];
        let words: Vec<&str> = crate::Kind::ALL.iter().map(|it| it.word()).collect();
        assert_eq!(definitions["Kind"]["enum"], serde_json::json!(words));
        assert!(
            definitions["Edtf"]["pattern"].is_string() && definitions["PartyCode"]["pattern"].is_string()
        );
    }
}
