//! Importing facts into a directory, as somebody does who gets a corrected version.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use entente_record::source::{Change, ImportError, import, lint, read_dir};
use serde_json::{Value, json};

/// A data directory of its own for each test, with the files that are not imported.
fn directory(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).unwrap();
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    for name in ["themes.toml", "parties.toml", "tables.toml"] {
        fs::copy(data.join(name), directory.join(name)).unwrap();
    }
    directory
}

fn source() -> Value {
    json!({
        "url": "https://www.state.gov/x", "title": "A \"statement\"", "publisher": "State", "lang": "en", "kind": "primary"
    })
}

fn facts() -> Value {
    let summary =
        "They met, and what they said of it is so long that it does not fit on one line of a file. "
            .repeat(3);
    let mechanism = |id: &str| {
        json!({
            "id": id, "name": "Working group", "short": "WG", "kind": "working-group", "parties": ["AR", "EU"],
            "status": "unknown", "standing": true, "parent": null, "themes": [], "summary": summary.trim(),
            "events": [
                {
                    "id": format!("{id}-2017"), "kind": "meeting", "date": "2017", "title": "First", "themes": ["cybercrime"],
                    "summary": "They met.", "ordinal": 1, "sources": [source()],
                    "delegations": [{ "party": "AR", "lead": { "name": "José", "title": "Head" } }],
                    "commitments": [{ "text": "Meet", "status": "unknown" }],
                },
                { "id": format!("{id}-2018"), "kind": "meeting", "date": "2018", "title": "Second", "themes": [],
                  "summary": "They met.", "follows": format!("{id}-2017"), "sources": [source()] },
            ],
        })
    };
    json!({ "version": "1", "licence": "CC-BY-4.0", "mechanisms": [mechanism("b-group"), mechanism("a-group")] })
}

fn organisations() -> String {
    json!({
        "EU": { "name": { "en": "European Union", "es": "Unión Europea" }, "short": "EU", "kind": "union",
                "members": ["FR"], "as_of": "2025", "seat": null }
    })
    .to_string()
}

fn files(directory: &Path) -> BTreeMap<PathBuf, String> {
    let mechanisms = fs::read_dir(directory.join("mechanisms")).into_iter().flatten();
    let entries = fs::read_dir(directory).unwrap().chain(mechanisms);
    let paths = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    paths.map(|path| (path.clone(), fs::read_to_string(&path).unwrap())).collect()
}

#[test]
fn facts_become_files_that_pass_the_linter() {
    let data = directory("become");
    let report = import(&facts().to_string(), Some(&organisations()), &data).unwrap();
    let added: Vec<_> = report.changes.iter().map(|it| it.file.as_str()).collect();
    assert_eq!(
        added,
        [
            "facts.toml",
            "mechanisms/a-group.toml",
            "mechanisms/b-group.toml",
            "organisations.toml",
            "record.toml"
        ]
    );
    let tree = read_dir(&data);
    assert_eq!(lint(&tree), []);
    assert_eq!(tree.facts(), report.facts);
    assert_eq!(tree.facts().to_string(), fs::read_to_string(data.join("facts.toml")).unwrap());
}

#[test]
fn importing_again_changes_nothing() {
    let data = directory("again");
    import(&facts().to_string(), Some(&organisations()), &data).unwrap();
    let before = files(&data);
    let report = import(&facts().to_string(), Some(&organisations()), &data).unwrap();
    assert_eq!(report.changes, []);
    assert_eq!(files(&data), before);
}

#[test]
fn a_correction_is_told_field_by_field() {
    let data = directory("correction");
    import(&facts().to_string(), None, &data).unwrap();
    let mut corrected = facts();
    corrected["version"] = json!("2");
    corrected["mechanisms"].as_array_mut().unwrap().remove(1);
    corrected["mechanisms"][0]["events"][1]["date"] = json!("2018-05");
    corrected["mechanisms"][0]["events"][0].as_object_mut().unwrap().remove("ordinal");
    let report = import(&corrected.to_string(), None, &data).unwrap();
    let change = |file: &str| report.changes.iter().find(|it| it.file == file).map(|it| it.change.clone());
    assert_eq!(change("mechanisms/a-group.toml"), Some(Change::Removed));
    assert_eq!(
        change("mechanisms/b-group.toml"),
        Some(Change::Changed(vec![
            "events[b-group-2017].ordinal: 1 -> nothing".into(),
            "events[b-group-2018].date: \"2018\" -> \"2018-05\"".into(),
        ]))
    );
    assert_eq!(change("record.toml"), Some(Change::Changed(vec!["version: \"1\" -> \"2\"".into()])));
    assert!(!data.join("mechanisms/a-group.toml").exists());
    assert!(report.to_string().ends_with("facts 2: 0 files added, 3 changed, 1 removed"), "{report}");
}

#[test]
fn what_people_added_by_hand_outlives_an_import() {
    let data = directory("by-hand");
    import(&facts().to_string(), Some(&organisations()), &data).unwrap();
    let edit = |file: &str, from: &str, to: &str| {
        let text = fs::read_to_string(data.join(file)).unwrap();
        assert!(text.contains(from), "{text}");
        fs::write(data.join(file), text.replacen(from, to, 1)).unwrap();
    };
    edit("mechanisms/a-group.toml", "kind =", "# A comment.\nkind =");
    edit("organisations.toml", "short = \"EU\"\n", "short = \"EU\"\nshort_es = \"UE\"\n");
    let before = files(&data);
    let report = import(&facts().to_string(), Some(&organisations()), &data).unwrap();
    assert_eq!(report.changes, []);
    assert_eq!(files(&data), before);
}

#[test]
fn a_field_that_nobody_knows_stops_the_import() {
    let data = directory("unknown");
    let mut strange = facts();
    strange["mechanisms"][0]["events"][0]["delegations"][0]["size"] = json!(12);
    strange["curator"] = json!("somebody");
    let before = files(&data);
    let Err(ImportError::Shape(findings)) = import(&strange.to_string(), None, &data) else {
        panic!("it was imported")
    };
    let fields: Vec<_> = findings.iter().map(|finding| finding.field.as_str()).collect();
    assert_eq!(fields, ["curator", "events[0].delegations[0].size"]);
    assert_eq!(files(&data), before);
}

#[test]
fn an_id_can_not_lead_out_of_the_directory() {
    let data = directory("escape");
    for id in ["../escape", "", "a/b", "C:x"] {
        let mut strange = facts();
        strange["mechanisms"][0]["id"] = json!(id);
        assert!(matches!(import(&strange.to_string(), None, &data), Err(ImportError::Shape(_))), "{id}");
    }
    let mut twice = facts();
    twice["mechanisms"][0]["id"] = json!("a-group");
    assert!(matches!(import(&twice.to_string(), None, &data), Err(ImportError::Shape(_))));
    assert!(!data.join("mechanisms").exists());
}

#[test]
fn what_is_no_record_is_refused() {
    let data = directory("no-record");
    for text in
        ["", "[]", "3", "{}", "{\"mechanisms\": 3}", "{\"version\": 1, \"mechanisms\": [3, [], null, {}]}"]
    {
        assert!(import(text, None, &data).is_err(), "{text}");
        assert!(import(&facts().to_string(), Some(text), &data).is_err() || text == "{}", "{text}");
    }
}
