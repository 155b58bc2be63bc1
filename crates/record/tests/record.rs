//! The record itself: it passes every rule, nothing was lost on its way from the facts, and it packs.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use entente_record::pack::{pack_details, pack_index, unpack_details, unpack_index};
use entente_record::source::{Facts, SourceTree, compile, lint, read_dir};
use entente_record::{Details, PartyKind, Record};

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data")
}

static TREE: LazyLock<SourceTree> = LazyLock::new(|| read_dir(&data()));

static COMPILED: LazyLock<(Record, Details)> = LazyLock::new(|| {
    compile(&TREE).unwrap_or_else(|findings| {
        let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
        panic!("{}", lines.join("\n"))
    })
});

fn count(facts: &Facts, class: &str) -> usize {
    facts.count(class).unwrap_or_else(|| panic!("no class {class}"))
}

#[test]
fn it_passes_every_rule() {
    let findings: Vec<String> = lint(&TREE).iter().map(ToString::to_string).collect();
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

#[test]
fn no_fact_was_lost_between_the_facts_and_the_files() {
    let written = fs::read_to_string(data().join("facts.toml")).unwrap();
    let counted = TREE.facts().to_string();
    assert!(
        counted == written,
        "data/facts.toml says something else than the files under data/mechanisms/. \
         If facts were changed on purpose, make it say:\n\n{counted}"
    );
}

#[test]
fn no_fact_was_lost_between_the_files_and_the_model() {
    let (facts, (record, details)) = (TREE.facts(), &*COMPILED);
    let events = &details.events;
    let delegations = || events.iter().flat_map(|it| &it.delegations);
    let counted = [
        ("mechanisms", record.mechanisms.len()),
        ("local_names", details.mechanisms.iter().map(|it| it.name_local.len()).sum()),
        ("mechanism_sources", details.mechanisms.iter().map(|it| it.sources.len()).sum()),
        ("events", record.events.len()),
        ("notes", events.iter().filter(|it| it.note.is_some()).count()),
        ("instruments", events.iter().map(|it| it.instruments.len()).sum()),
        ("delegations", delegations().count()),
        ("leads", delegations().filter(|it| it.lead.is_some()).count()),
        ("co_leads", delegations().map(|it| it.co_leads.len()).sum()),
        ("agencies", delegations().map(|it| it.agencies.len()).sum()),
        ("commitments", events.iter().map(|it| it.commitments.len()).sum()),
        ("sources", events.iter().map(|it| it.sources.len()).sum()),
    ];
    for (class, counted) in counted {
        assert_eq!(counted, count(&facts, class), "{class}");
    }
    assert_eq!(details.mechanisms.len(), record.mechanisms.len());
    assert_eq!(details.events.len(), record.events.len());
}

#[test]
fn it_comes_out_of_its_packs_as_it_went_in() {
    let (record, details) = &*COMPILED;
    let (index, rest) = (pack_index(record), pack_details(record, details));
    assert_eq!(unpack_index(&index).as_ref(), Ok(record));
    assert_eq!(unpack_details(&rest, record).as_ref(), Ok(details));
}

#[test]
fn every_country_has_a_region() {
    for party in &COMPILED.0.parties {
        assert_ne!(party.kind, PartyKind::Country { region: None }, "{}", party.code);
    }
}

#[test]
fn the_two_notes_it_began_with_are_in_it() {
    let (record, details) = &*COMPILED;
    let find = |id: &str| {
        let at = record.events.iter().position(|event| event.id.as_str() == id);
        at.unwrap_or_else(|| panic!("no event {id}"))
    };
    let announced = find("ar-us-cyber-policy-working-group-2017-04-27");
    let led_by: Vec<&str> = details.events[announced]
        .delegations
        .iter()
        .filter_map(|it| Some(&*it.lead.as_ref()?.name))
        .collect();
    assert_eq!(led_by, ["Christopher Painter", "José Hirschson"]);
    let met = &record.events[find("ar-us-cyber-policy-working-group-2017-05-23")];
    assert_eq!(met.follows.map(|at| at.index()), Some(announced));
    let mexico = find("mx-us-cyber-affairs-working-group-2022-08-10");
    assert_eq!(record.events[mexico].date.to_string(), "2022-08-10");
}
