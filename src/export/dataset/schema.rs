//! JSON Schemas (draft 2020-12) of `record.json` and `parties.json`.
//!
//! Vocabularies come from the model's types. Every object is closed: a property that is written but not described here
//! fails the tests, and so does one that is described but never written.

use entente_record::{Form, Kind, OrganisationKind, Region, SourceKind, Status, Theme};

use super::{FOLDER, tables::OUTCOMES};
use crate::export::json::Json;

/// A date as `Edtf::parse` reads it.
const DATE: &str = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?\\??(/[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?\\??)?$";
const ID: &str = "^[a-z0-9]([a-z0-9-]{0,94}[a-z0-9])?$";
const CODE: &str = "^[A-Z0-9][A-Z0-9-]{0,22}[A-Z0-9]$";

/// What a property holds.
enum Shape {
    Text,
    /// A text of this form.
    Pattern(&'static str),
    Address,
    Word(Vec<&'static str>),
    Ordinal,
    Flag,
    /// An object that is described in `$defs`.
    Of(&'static str),
    List(Box<Shape>),
    /// An object with any keys of this form.
    Keyed(&'static str, Box<Shape>),
}

struct Property {
    name: &'static str,
    required: bool,
    shape: Shape,
    about: &'static str,
}

const fn must(name: &'static str, shape: Shape, about: &'static str) -> Property {
    Property { name, required: true, shape, about }
}

const fn may(name: &'static str, shape: Shape, about: &'static str) -> Property {
    Property { name, required: false, shape, about }
}

fn list(shape: Shape) -> Shape {
    Shape::List(Box::new(shape))
}

fn words<T: Copy>(all: &[T], word: fn(T) -> &'static str) -> Shape {
    Shape::Word(all.iter().map(|it| word(*it)).collect())
}

fn themes() -> Shape {
    list(words(Theme::ALL, Theme::word))
}

/// The schema of `record.json`.
pub(super) fn record(site: &str) -> String {
    let root = vec![
        must("version", Shape::Text, "Version of the facts."),
        must("licence", Shape::Text, "Licence of the facts, an SPDX identifier."),
        must("mechanisms", list(Shape::Of("mechanism")), "In order of id."),
    ];
    let objects = [
        ("mechanism", mechanism()),
        ("event", event()),
        ("place", place()),
        ("delegation", delegation()),
        ("person", person()),
        ("commitment", commitment()),
        ("source", source()),
    ];
    schema(
        site,
        "record",
        "How governments meet about cyberspace: mechanisms and their events",
        &root,
        &objects,
    )
}

/// The schema of `parties.json`.
pub(super) fn parties(site: &str) -> String {
    let root = vec![
        must("version", Shape::Text, "Version of the facts."),
        must("licence", Shape::Text, "Licence of the facts, an SPDX identifier."),
        must(
            "countries",
            Shape::Keyed("^[A-Z]{2}$", Box::new(Shape::Of("country"))),
            "By ISO 3166-1 alpha-2 code.",
        ),
        must("organisations", Shape::Keyed(CODE, Box::new(Shape::Of("organisation"))), "By code."),
    ];
    let objects = [("country", country()), ("organisation", organisation()), ("name", name())];
    schema(site, "parties", "Parties to mechanisms and events", &root, &objects)
}

fn mechanism() -> Vec<Property> {
    vec![
        must("id", Shape::Pattern(ID), "Its id; it stays from version to version."),
        must("name", Shape::Text, "Full name in English."),
        must("short", Shape::Text, "Short name, at most 28 characters."),
        may(
            "name_local",
            Shape::Keyed("^[a-z]{2,3}(-[A-Za-z0-9]+)*$", Box::new(Shape::Text)),
            "Names in other languages, by BCP 47 tag.",
        ),
        must("kind", words(Form::ALL, Form::word), "What sort of mechanism."),
        must("parties", list(Shape::Pattern(CODE)), "Its parties in order of code."),
        may("members", list(Shape::Pattern(CODE)), "States that take part without being counted as parties."),
        must("status", words(Status::ALL, Status::word), "What sources say of its present."),
        must("standing", Shape::Flag, "Whether it is meant to meet again and again."),
        may("parent", Shape::Text, "The framework that it belongs to."),
        must("themes", themes(), "What it is about."),
        must("summary", Shape::Text, "What it is, in the record's words."),
        may("sources", list(Shape::Of("source")), "Sources on the mechanism as a whole."),
        must("events", list(Shape::Of("event")), "In order of date."),
    ]
}

fn event() -> Vec<Property> {
    vec![
        must("id", Shape::Pattern(ID), "Its id; it stays from version to version."),
        must("kind", words(Kind::ALL, Kind::word), "What sort of event."),
        must("date", Shape::Pattern(DATE), "When, as far as the sources know (EDTF)."),
        must("title", Shape::Text, "Title in English."),
        may("ordinal", Shape::Ordinal, "Which meeting of its series, where a source says."),
        may("place", Shape::Of("place"), "Where."),
        must("parties", list(Shape::Pattern(CODE)), "Who took part, in order of code."),
        must("themes", themes(), "Themes that its sources name, the leading one first; may be empty."),
        may("follows", Shape::Pattern(ID), "The earlier event that it follows up."),
        must("summary", Shape::Text, "What happened, in the record's words."),
        may("note", Shape::Text, "What is doubtful about it, and why."),
        may("instruments", list(Shape::Text), "Agreements, statements and documents by name."),
        may("delegations", list(Shape::Of("delegation")), "Who sent whom."),
        may("commitments", list(Shape::Of("commitment")), "What was promised."),
        must("sources", list(Shape::Of("source")), "Where it is told."),
    ]
}

fn place() -> Vec<Property> {
    vec![
        may("city", Shape::Text, "City."),
        may("country", Shape::Pattern(CODE), "Country."),
        may("virtual", Shape::Flag, "Whether it was held online."),
    ]
}

fn delegation() -> Vec<Property> {
    vec![
        must("party", Shape::Pattern(CODE), "Whose."),
        may("lead", Shape::Of("person"), "Who led it."),
        may("co_leads", list(Shape::Of("person")), "Who led it together with the lead."),
        may("agencies", list(Shape::Text), "Ministries and agencies that took part."),
    ]
}

fn person() -> Vec<Property> {
    vec![must("name", Shape::Text, "Name."), may("title", Shape::Text, "Office held at the time.")]
}

fn commitment() -> Vec<Property> {
    vec![
        must("text", Shape::Text, "What, in the record's words."),
        may("due", Shape::Pattern(DATE), "By when (EDTF)."),
        must("status", Shape::Word(OUTCOMES.to_vec()), "What sources say became of it."),
        may("fulfilled_by", Shape::Pattern(ID), "The event that kept it."),
    ]
}

fn source() -> Vec<Property> {
    vec![
        must("url", Shape::Address, "Its address."),
        must("title", Shape::Text, "Title, in its language."),
        must("publisher", Shape::Text, "Who published it."),
        must("lang", Shape::Text, "Its language (BCP 47)."),
        must(
            "kind",
            words(SourceKind::ALL, SourceKind::word),
            "Primary: published by a party or the mechanism itself.",
        ),
        may("date", Shape::Pattern(DATE), "When it was published (EDTF)."),
    ]
}

fn country() -> Vec<Property> {
    vec![
        must("name", Shape::Of("name"), "Its name."),
        may("region", words(Region::ALL, Region::word), "Its region (UN M49)."),
    ]
}

fn organisation() -> Vec<Property> {
    vec![
        must("name", Shape::Of("name"), "Its full name."),
        must("short", Shape::Text, "Short name in English."),
        may("short_es", Shape::Text, "Short name in Spanish, if another."),
        must("kind", words(OrganisationKind::ALL, OrganisationKind::word), "What sort of organisation."),
        may(
            "members",
            list(Shape::Pattern(CODE)),
            "Members in order of code; none for open processes and the UN.",
        ),
        may("as_of", Shape::Pattern(DATE), "The date of the list of members (EDTF)."),
    ]
}

fn name() -> Vec<Property> {
    vec![must("en", Shape::Text, "In English."), must("es", Shape::Text, "In Spanish.")]
}

fn schema(
    site: &str,
    name: &str,
    title: &str,
    root: &[Property],
    objects: &[(&str, Vec<Property>)],
) -> String {
    let mut json = Json::default();
    json.object();
    json.field("$schema", "https://json-schema.org/draft/2020-12/schema");
    json.field("$id", &format!("{site}/{FOLDER}/{name}.schema.json"));
    json.field("title", title);
    object(&mut json, root);
    json.key("$defs");
    json.object();
    for (name, properties) in objects {
        json.key(name);
        json.object();
        object(&mut json, properties);
        json.end_object();
    }
    json.end_object();
    json.end_object();
    json.finish()
}

/// The keywords of a closed object.
fn object(json: &mut Json, properties: &[Property]) {
    json.field("type", "object");
    json.key("properties");
    json.object();
    for property in properties {
        json.key(property.name);
        json.object();
        shape(json, &property.shape);
        json.field("description", property.about);
        json.end_object();
    }
    json.end_object();
    let required = properties.iter().filter(|it| it.required).map(|it| it.name);
    json.known_texts("required", &required.collect::<Vec<_>>());
    json.key("additionalProperties");
    json.flag(false);
}

/// The keywords of a shape.
fn shape(json: &mut Json, shape: &Shape) {
    match shape {
        Shape::Text => json.field("type", "string"),
        Shape::Pattern(pattern) => {
            json.field("type", "string");
            json.field("pattern", pattern);
        }
        Shape::Address => {
            json.field("type", "string");
            json.field("pattern", "^https?://");
        }
        Shape::Word(words) => {
            json.field("type", "string");
            json.texts("enum", words);
        }
        Shape::Ordinal => {
            json.field("type", "integer");
            json.key("minimum");
            json.number(1);
        }
        Shape::Flag => json.field("type", "boolean"),
        Shape::Of(name) => json.field("$ref", &format!("#/$defs/{name}")),
        Shape::List(item) => {
            json.field("type", "array");
            json.key("items");
            json.object();
            self::shape(json, item);
            json.end_object();
        }
        Shape::Keyed(pattern, value) => {
            json.field("type", "object");
            json.key("patternProperties");
            json.object();
            json.key(pattern);
            json.object();
            self::shape(json, value);
            json.end_object();
            json.end_object();
            json.key("additionalProperties");
            json.flag(false);
        }
    }
}
