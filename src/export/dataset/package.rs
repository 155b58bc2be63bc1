//! `datapackage.json`: a Frictionless data package (version 1 of the specification) that says what each file, column
//! and key is.

use super::{
    Dataset, File, LICENCE,
    table::{Field, Finished, Kind},
};
use crate::export::json::Json;

/// Where the licence can be read, and its name.
const LICENCE_TEXT: (&str, &str) =
    ("https://creativecommons.org/licenses/by/4.0/", "Creative Commons Attribution 4.0 International");

const ABOUT: &str = "The public record of how governments meet about cyberspace: working groups, dialogues, \
consultations and committees, their meetings, who came, what was said and promised, and where it is told. Dates say \
as much as a source knows, in EDTF (ISO 8601-2): a day, a month, a year, an interval of two, with a question mark if \
uncertain. A cell that a spreadsheet would take for a formula has an apostrophe before it.";

/// A file that is no table, described.
pub(super) struct Described {
    pub(super) file: File,
    pub(super) about: &'static str,
    pub(super) media_type: &'static str,
    /// Name of its JSON Schema.
    pub(super) schema: Option<&'static str>,
}

/// The descriptor of the tables and of the other files.
pub(super) fn descriptor(data: &Dataset, tables: &[Finished], files: &[Described]) -> String {
    let mut json = Json::default();
    json.object();
    json.field("profile", "data-package");
    json.field("name", "entente");
    json.field("title", "Entente");
    json.field("description", ABOUT);
    json.field("version", &data.record.version);
    json.field("homepage", data.site);
    json.texts("keywords", &["cyber diplomacy", "international relations", "cybersecurity"]);
    json.key("licenses");
    json.list();
    json.object();
    json.field("name", LICENCE);
    json.field("path", LICENCE_TEXT.0);
    json.field("title", LICENCE_TEXT.1);
    json.end_object();
    json.end_list();
    json.key("resources");
    json.list();
    for table in tables {
        self::table(&mut json, table);
    }
    for file in files {
        self::file(&mut json, file);
    }
    json.end_list();
    json.end_object();
    json.finish()
}

fn table(json: &mut Json, table: &Finished) {
    json.object();
    json.field("profile", "tabular-data-resource");
    json.field("name", table.name);
    json.field("path", &table.file());
    json.field("description", &table.about);
    json.field("format", "csv");
    json.field("mediatype", "text/csv");
    json.field("encoding", "utf-8");
    bytes(json, &table.text());
    json.key("schema");
    json.object();
    json.key("fields");
    json.list();
    for field in &table.fields {
        self::field(json, field);
    }
    json.end_list();
    json.texts("missingValues", &[""]);
    json.texts("primaryKey", table.key);
    if !table.links.is_empty() {
        json.key("foreignKeys");
        json.list();
        for link in &table.links {
            json.object();
            json.texts("fields", link.fields);
            json.key("reference");
            json.object();
            // An empty name is the table itself.
            json.field("resource", link.table);
            json.texts("fields", link.to);
            json.end_object();
            json.end_object();
        }
        json.end_list();
    }
    json.end_object();
    json.end_object();
}

fn field(json: &mut Json, field: &Field) {
    json.object();
    json.field("name", field.name);
    json.field(
        "type",
        match field.kind {
            Kind::Text | Kind::Date | Kind::Address | Kind::Word(_) => "string",
            Kind::Day => "date",
            Kind::Number => "integer",
            Kind::Flag => "boolean",
        },
    );
    if field.kind == Kind::Address {
        json.field("format", "uri");
    }
    json.field("description", &field.about);
    json.key("constraints");
    json.object();
    json.key("required");
    json.flag(field.required);
    if let Kind::Word(words) = &field.kind {
        json.texts("enum", words);
    }
    json.end_object();
    json.end_object();
}

fn file(json: &mut Json, file: &Described) {
    json.object();
    json.field("profile", "data-resource");
    json.field("name", &file.file.name.replace('.', "-"));
    json.field("path", &file.file.name);
    json.field("description", file.about);
    json.field("mediatype", file.media_type);
    json.field("encoding", "utf-8");
    bytes(json, &file.file.text);
    // A property of our own: `schema` would have to be that of a table.
    json.known("jsonSchema", file.schema);
    json.end_object();
}

fn bytes(json: &mut Json, text: &str) {
    json.key("bytes");
    json.number(u32::try_from(text.len()).unwrap_or(u32::MAX));
}
