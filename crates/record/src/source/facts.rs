//! Counting facts: how many of each class there are, and a checksum of each class.
//!
//! In go mechanisms as trees of values, whether they come from the facts handed over for import or from the TOML files
//! made of them. The import writes the result to `data/facts.toml`; a test counts the files anew and compares, so that
//! nothing can be lost on the way, whatever the importer does.

use std::collections::BTreeSet;
use std::fmt::{self, Write};

use serde_json::Value;

use crate::pack::fingerprint;

/// How many facts there are in a class, and which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The class: `events`, `leads`, ...
    pub class: &'static str,
    /// How many.
    pub count: usize,
    /// 64-bit FNV-1a of all facts of the class, sorted.
    pub checksum: String,
}

/// The tallies of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Version of the facts.
    pub version: String,
    /// One for each class, in a fixed order.
    pub tallies: Vec<Tally>,
}

/// Fields of a mechanism and of an event that are classes of their own and not part of the mechanism or event.
const APART: [&str; 7] =
    ["events", "sources", "name_local", "delegations", "commitments", "instruments", "note"];

#[derive(Default)]
struct Collected {
    mechanisms: Vec<String>,
    local_names: Vec<String>,
    mechanism_sources: Vec<String>,
    events: Vec<String>,
    notes: Vec<String>,
    instruments: Vec<String>,
    delegations: Vec<String>,
    leads: Vec<String>,
    co_leads: Vec<String>,
    agencies: Vec<String>,
    commitments: Vec<String>,
    sources: Vec<String>,
    addresses: BTreeSet<String>,
}

impl Facts {
    /// Counts the facts of mechanisms.
    pub(crate) fn of<'a>(version: &str, mechanisms: impl Iterator<Item = &'a Value>) -> Self {
        let mut all = Collected::default();
        mechanisms.for_each(|mechanism| all.mechanism(mechanism));
        let tallies = vec![
            tally("mechanisms", all.mechanisms),
            tally("local_names", all.local_names),
            tally("mechanism_sources", all.mechanism_sources),
            tally("events", all.events),
            tally("notes", all.notes),
            tally("instruments", all.instruments),
            tally("delegations", all.delegations),
            tally("leads", all.leads),
            tally("co_leads", all.co_leads),
            tally("agencies", all.agencies),
            tally("commitments", all.commitments),
            tally("sources", all.sources),
            tally("addresses", all.addresses.into_iter().collect()),
        ];
        Self { version: version.into(), tallies }
    }

    /// The count of a class.
    pub fn count(&self, class: &str) -> Option<usize> {
        self.tallies.iter().find(|tally| tally.class == class).map(|tally| tally.count)
    }
}

impl fmt::Display for Facts {
    /// The text of `data/facts.toml`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HEADER)?;
        writeln!(f, "version = \"{}\"", self.version)?;
        for tally in &self.tallies {
            writeln!(f, "\n[{}]\ncount = {}\nchecksum = \"{}\"", tally.class, tally.count, tally.checksum)?;
        }
        Ok(())
    }
}

const HEADER: &str = "\
# How many facts were handed over for import, class by class, each with the 64-bit FNV-1a checksum of its sorted facts.
# The import writes this file from the facts as they came; a test counts the files under mechanisms/ and compares, so that
# no field is lost on the way. Who changes a fact by hand writes here what that test prints.
#
# `sources` are those of events and `addresses` their distinct addresses; those of mechanisms are `mechanism_sources`.

";

impl Collected {
    fn mechanism(&mut self, mechanism: &Value) {
        let id = text(&mechanism["id"]);
        self.mechanisms.push(own_fields(mechanism));
        if let Some(names) = mechanism["name_local"].as_object() {
            self.local_names.extend(names.iter().map(|(tag, name)| format!("{id} {tag} {name}")));
        }
        self.mechanism_sources
            .extend(items(&mechanism["sources"]).map(|it| format!("{id} {}", canonical(it))));
        for event in items(&mechanism["events"]) {
            self.events.push(format!("{id} {}", own_fields(event)));
            self.event(event);
        }
    }

    fn event(&mut self, event: &Value) {
        let id = text(&event["id"]);
        let about = |value: &Value| format!("{id} {}", canonical(value));
        self.notes.extend(event.get("note").map(about));
        self.instruments.extend(items(&event["instruments"]).map(about));
        self.commitments.extend(items(&event["commitments"]).map(about));
        self.sources.extend(items(&event["sources"]).map(about));
        self.addresses.extend(items(&event["sources"]).map(|source| text(&source["url"]).into()));
        for delegation in items(&event["delegations"]) {
            let party = text(&delegation["party"]);
            let of_party = |value: &Value| format!("{id} {party} {}", canonical(value));
            self.delegations.push(format!("{id} {party}"));
            self.leads.extend(delegation.get("lead").map(of_party));
            self.co_leads.extend(items(&delegation["co_leads"]).map(of_party));
            self.agencies.extend(items(&delegation["agencies"]).map(of_party));
        }
    }
}

fn tally(class: &'static str, mut facts: Vec<String>) -> Tally {
    facts.sort_unstable();
    let joined = facts.iter().fold(String::new(), |mut joined, fact| {
        joined.push_str(fact);
        joined.push('\n');
        joined
    });
    Tally { class, count: facts.len(), checksum: fingerprint(joined.as_bytes()) }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

/// The table without the fields that are classes of their own.
fn own_fields(table: &Value) -> String {
    let own = table.as_object().into_iter().flatten().filter(|(key, _)| !APART.contains(&key.as_str()));
    let mut fields: Vec<String> = own.map(|(key, value)| format!("{key}={}", canonical(value))).collect();
    fields.sort_unstable();
    fields.join(" ")
}

/// The value with the fields of every table in order of name.
fn canonical(value: &Value) -> String {
    let mut out = String::new();
    match value {
        Value::Object(table) => {
            let mut fields: Vec<_> = table.iter().collect();
            fields.sort_unstable_by_key(|(key, _)| *key);
            for (key, value) in fields {
                let _ = write!(out, "{key}={},", canonical(value));
            }
            format!("{{{out}}}")
        }
        Value::Array(list) => {
            for value in list {
                let _ = write!(out, "{},", canonical(value));
            }
            format!("[{out}]")
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn mechanism() -> Value {
        json!({
            "id": "x", "name": "X", "parties": ["AR", "US"],
            "name_local": { "es": "Equis" },
            "sources": [{ "url": "https://a.example" }],
            "events": [{
                "id": "x-2017", "date": "2017", "note": "Doubtful.", "instruments": ["Convention"],
                "delegations": [{ "party": "US", "lead": { "name": "A" }, "co_leads": [{ "name": "B" }], "agencies": ["C", "D"] }],
                "commitments": [{ "text": "Meet again" }],
                "sources": [{ "url": "https://a.example" }, { "url": "https://b.example" }],
            }],
        })
    }

    #[test]
    fn each_class_is_counted() {
        let facts = Facts::of("1", [mechanism()].iter());
        for (class, count) in [
            ("mechanisms", 1),
            ("local_names", 1),
            ("mechanism_sources", 1),
            ("events", 1),
            ("notes", 1),
            ("instruments", 1),
            ("delegations", 1),
            ("leads", 1),
            ("co_leads", 1),
            ("agencies", 2),
            ("commitments", 1),
            ("sources", 2),
            ("addresses", 2),
        ] {
            assert_eq!(facts.count(class), Some(count), "{class}");
        }
    }

    #[test]
    fn any_change_of_a_fact_changes_the_checksum_of_its_class() {
        let before = Facts::of("1", [mechanism()].iter());
        for (pointer, class) in [
            ("/name", "mechanisms"),
            ("/events/0/date", "events"),
            ("/events/0/delegations/0/lead/name", "leads"),
            ("/events/0/commitments/0/text", "commitments"),
            ("/events/0/sources/1/url", "sources"),
        ] {
            let mut changed = mechanism();
            *changed.pointer_mut(pointer).unwrap() = json!("other");
            let after = Facts::of("1", [changed].iter());
            let differing: Vec<_> = before
                .tallies
                .iter()
                .zip(&after.tallies)
                .filter(|(before, after)| before.checksum != after.checksum)
                .map(|(before, _)| before.class)
                .collect();
            assert!(differing.contains(&class), "{pointer}: {differing:?}");
        }
    }
}
