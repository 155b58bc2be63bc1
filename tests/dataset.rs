//! The whole record as files, read by programs that others wrote: nothing is lost, nothing contradicts its description.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use entente::export::{Export, Format, LICENCE, dataset, dataset::Dataset, ics};
use entente::{view::Language, words::Plain};
use entente_record::source::{SourceTree, compile, import, read_dir};
use entente_record::{Details, EventIndex, Precision, Record};
use icalendar::Component;
use serde_json::Value;

const SITE: &str = "https://example.org/entente";

static TREE: LazyLock<SourceTree> =
    LazyLock::new(|| read_dir(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data")));

static COMPILED: LazyLock<(Record, Details)> = LazyLock::new(|| compiled(&TREE));

static FILES: LazyLock<BTreeMap<String, String>> = LazyLock::new(files);

fn compiled(tree: &SourceTree) -> (Record, Details) {
    compile(tree).unwrap_or_else(|findings| {
        let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
        panic!("{}", lines.join("\n"))
    })
}

fn files() -> BTreeMap<String, String> {
    let (record, details) = &*COMPILED;
    let data = Dataset { record, details, english: &Plain, spanish: &Plain, site: SITE };
    dataset::files(&data).into_iter().map(|file| (file.name, file.text)).collect()
}

fn export() -> Export<'static> {
    let (record, details) = &*COMPILED;
    Export {
        record,
        details: Some(details),
        names: &Plain,
        language: Language::English,
        site: SITE,
        licence: Some(LICENCE),
    }
}

fn all() -> Vec<EventIndex> {
    COMPILED.0.events_with_index().map(|(index, _)| index).collect()
}

fn json(name: &str) -> Value {
    serde_json::from_str(&FILES[name]).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The rows of a table, each cell under the name of its column.
fn rows(name: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(FILES[name].as_bytes());
    reader.deserialize().map(|row| row.unwrap_or_else(|error| panic!("{name}: {error}"))).collect()
}

fn texts<'a>(value: &'a Value, key: &str) -> Vec<&'a str> {
    value[key].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// The tables as the package describes them: name, and schema.
fn tables(package: &Value) -> Vec<(&str, &Value)> {
    let resources = package["resources"].as_array().unwrap().iter();
    resources.filter_map(|it| Some((it["name"].as_str()?, it.get("schema")?))).collect()
}

/// The columns of a row, as one value.
fn key<'a>(row: &'a BTreeMap<String, String>, fields: &[&str]) -> Vec<&'a str> {
    fields.iter().map(|field| row[*field].as_str()).collect()
}

#[test]
fn the_tables_hold_every_fact_of_the_record() {
    let facts = TREE.facts();
    let fact = |class: &str| facts.count(class).unwrap_or_else(|| panic!("no class {class}"));
    let counted = [
        ("mechanisms.csv", fact("mechanisms")),
        ("mechanism_names.csv", fact("local_names")),
        ("events.csv", fact("events")),
        ("instruments.csv", fact("instruments")),
        ("delegations.csv", fact("delegations")),
        ("people.csv", fact("leads") + fact("co_leads")),
        ("agencies.csv", fact("agencies")),
        ("commitments.csv", fact("commitments")),
        ("sources.csv", fact("sources") + fact("mechanism_sources")),
        ("parties.csv", COMPILED.0.parties.len()),
        ("event_parties.csv", COMPILED.0.events.iter().map(|it| it.parties.len()).sum()),
        ("event_themes.csv", COMPILED.0.events.iter().map(|it| it.themes.len()).sum()),
    ];
    for (name, count) in counted {
        assert_eq!(rows(name).len(), count, "{name}");
    }
    assert_eq!(rows("events.csv").iter().filter(|row| !row["note"].is_empty()).count(), fact("notes"));
}

#[test]
fn the_record_as_json_is_imported_without_loss() {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("dataset");
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).unwrap();
    for name in ["themes.toml", "parties.toml", "tables.toml", "exceptions.toml"] {
        fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name), directory.join(name))
            .unwrap();
    }
    let organisations = json("parties.json")["organisations"].to_string();
    import(&FILES["record.json"], Some(&organisations), &directory).unwrap();
    let (record, details) = compiled(&read_dir(&directory));
    assert!(record == COMPILED.0, "the index differs");
    assert!(details == COMPILED.1, "the details differ");
}

#[test]
fn a_selection_of_everything_is_the_record() {
    let text = Format::Json.write(&export(), &all()).unwrap();
    assert!(text == FILES["record.json"]);
}

#[test]
fn the_json_files_are_as_their_schemas_say() {
    for name in ["record", "parties"] {
        let (schema, value) = (json(&format!("{name}.schema.json")), json(&format!("{name}.json")));
        assert!(jsonschema::meta::is_valid(&schema), "{name}");
        let validator = jsonschema::validator_for(&schema).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{name}: {}", errors.join("\n"));
    }
}

#[test]
fn a_record_that_breaks_its_schema_is_found() {
    let schema = jsonschema::validator_for(&json("record.schema.json")).unwrap();
    let broken = |change: fn(&mut Value)| {
        let mut value = json("record.json");
        change(&mut value["mechanisms"][0]["events"][0]);
        !schema.is_valid(&value)
    };
    assert!(broken(|event| event["date"] = "May 2017".into()));
    assert!(broken(|event| event["kind"] = "party".into()));
    assert!(broken(|event| event["extra"] = true.into()));
    assert!(broken(|event| drop(event.as_object_mut().unwrap().remove("title"))));
    assert!(!broken(|event| event["date"] = "2017-05?/2017-06".into()));
}

#[test]
fn every_property_of_a_schema_is_written_somewhere() {
    for name in ["record", "parties"] {
        let schema = json(&format!("{name}.schema.json"));
        let mut written = BTreeSet::new();
        keys(&json(&format!("{name}.json")), &mut written);
        let mut described = Vec::new();
        for object in schema["$defs"].as_object().unwrap().values().chain([&schema]) {
            described.extend(object["properties"].as_object().into_iter().flat_map(|it| it.keys()));
        }
        let unwritten: Vec<_> = described.iter().filter(|key| !written.contains(key.as_str())).collect();
        assert!(unwritten.is_empty(), "{name}: {unwritten:?}");
    }
}

fn keys(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(table) => table.iter().for_each(|(key, value)| {
            found.insert(key.clone());
            keys(value, found);
        }),
        Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
        _ => {}
    }
}

#[test]
fn the_package_describes_every_file_but_itself_and_names_the_schemas() {
    let package = json("datapackage.json");
    assert_eq!(package["licenses"][0]["name"], LICENCE);
    assert_eq!(TREE.about().unwrap().licence, LICENCE);
    let mut described = BTreeMap::from([("datapackage.json", FILES["datapackage.json"].len())]);
    for resource in package["resources"].as_array().unwrap() {
        described.insert(resource["path"].as_str().unwrap(), resource["bytes"].as_u64().unwrap() as usize);
        if let Some(schema) = resource["jsonSchema"].as_str() {
            described.insert(schema, FILES[schema].len());
        }
    }
    let written: BTreeMap<&str, usize> =
        FILES.iter().map(|(name, text)| (name.as_str(), text.len())).collect();
    assert_eq!(described, written);
}

#[test]
fn the_tables_are_as_the_package_says() {
    let package = json("datapackage.json");
    for (name, schema) in tables(&package) {
        let rows = rows(&format!("{name}.csv"));
        for field in schema["fields"].as_array().unwrap() {
            let column = field["name"].as_str().unwrap();
            let words = texts(&field["constraints"], "enum");
            for cell in rows.iter().map(|row| row[column].as_str()) {
                let fits = match field["type"].as_str().unwrap() {
                    _ if cell.is_empty() => field["constraints"]["required"] == false,
                    "integer" => cell.parse::<u32>().is_ok(),
                    "boolean" => ["true", "false"].contains(&cell),
                    "date" => cell.parse::<jiff::civil::Date>().is_ok(),
                    "string" => words.is_empty() || words.contains(&cell),
                    other => panic!("{name}.{column}: type {other}"),
                };
                assert!(fits, "{name}.{column}: {cell}");
                assert!(!cell.starts_with('\''), "{name}.{column}: a fact is taken for a formula: {cell}");
            }
        }
        let primary = texts(schema, "primaryKey");
        let different: BTreeSet<_> = rows.iter().map(|row| key(row, &primary)).collect();
        assert_eq!(different.len(), rows.len(), "{name}: its key does not tell its rows apart");
    }
}

#[test]
fn every_table_and_column_is_described_in_both_languages_and_nothing_else_is() {
    let package = json("datapackage.json");
    let written = tables(&package).into_iter().map(|(name, schema)| {
        let fields = schema["fields"].as_array().unwrap().iter();
        (name.to_string(), fields.map(|field| field["name"].as_str().unwrap().to_string()).collect())
    });
    let texts = &COMPILED.1.tables;
    let described = texts
        .iter()
        .map(|table| (table.name.to_string(), table.columns.iter().map(|it| it.name.to_string()).collect()));
    assert_eq!(described.collect::<Vec<(String, Vec<String>)>>(), written.collect::<Vec<_>>());
    let abouts =
        texts.iter().flat_map(|table| table.columns.iter().map(|it| &it.about).chain([&table.about]));
    assert!(abouts.flatten().all(|about| about.ends_with('.')), "a description is missing or no sentence");
}

#[test]
fn what_a_table_refers_to_is_there() {
    let package = json("datapackage.json");
    let mut links = 0;
    for (name, schema) in tables(&package) {
        for link in schema["foreignKeys"].as_array().into_iter().flatten() {
            let target = match link["reference"]["resource"].as_str().unwrap() {
                "" => name,
                other => other,
            };
            let (targets, referring) = (rows(&format!("{target}.csv")), rows(&format!("{name}.csv")));
            let known: BTreeSet<_> =
                targets.iter().map(|row| key(row, &texts(&link["reference"], "fields"))).collect();
            let fields = texts(link, "fields");
            for row in &referring {
                let value = key(row, &fields);
                assert!(value.contains(&"") || known.contains(&value), "{name} {fields:?}: {value:?}");
            }
            links += 1;
        }
    }
    assert!(links > 20, "{links}");
}

#[test]
fn the_database_holds_the_rows_of_the_tables() {
    let (record, details) = &*COMPILED;
    let data = Dataset { record, details, english: &Plain, spanish: &Plain, site: SITE };
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("entente.sqlite");
    let bytes = dataset::sqlite(&data).unwrap();
    assert!(bytes == dataset::sqlite(&data).unwrap(), "the same record gives other bytes");
    fs::write(&path, bytes).unwrap();
    let database = rusqlite::Connection::open(&path).unwrap();
    let one = |query: &str| database.query_row(query, [], |row| row.get::<_, String>(0));
    assert_eq!(one("PRAGMA integrity_check").as_deref(), Ok("ok"));
    assert_eq!(one("PRAGMA foreign_key_check"), Err(rusqlite::Error::QueryReturnedNoRows));
    assert_eq!(one("SELECT value FROM about WHERE name = 'version'").as_deref(), Ok(&*record.version));
    for (name, _) in tables(&json("datapackage.json")) {
        let count = one(&format!("SELECT CAST(count(*) AS TEXT) FROM {name}")).unwrap();
        assert_eq!(count, rows(&format!("{name}.csv")).len().to_string(), "{name}");
    }
    let standing = record.mechanisms.iter().filter(|it| it.standing).count().to_string();
    assert_eq!(one("SELECT CAST(sum(standing) AS TEXT) FROM mechanisms"), Ok(standing));
}

#[test]
fn the_calendar_has_every_event_whose_day_is_known() {
    let known = COMPILED.0.events.iter().filter(|it| it.date.precision() == Precision::Day);
    let expected: Vec<(String, String)> = known
        .map(|it| (format!("{}@entente", it.id), it.date.earliest().to_string().replace('-', "")))
        .collect();
    let calendar: icalendar::Calendar = FILES["events.ics"].parse().unwrap();
    let events: Vec<(String, String)> = calendar
        .components
        .iter()
        .filter_map(|it| it.as_event())
        .map(|it| (it.get_uid().unwrap().into(), it.property_value("DTSTART").unwrap().into()))
        .collect();
    assert!(events == expected, "{} of {}", events.len(), expected.len());
}

#[test]
fn the_calendar_of_everything_fits_or_says_what_would() {
    match ics::calendar(&export(), &all(), ics::LARGEST) {
        Ok(calendar) => assert_eq!(calendar.events + calendar.coarse, all().len()),
        Err(ics::TooLarge { fits }) => {
            assert!(ics::calendar(&export(), &all()[..fits], ics::LARGEST).is_ok());
            assert!(ics::calendar(&export(), &all()[..=fits], ics::LARGEST).is_err());
        }
    }
}

#[test]
fn the_bibliography_has_every_document_once() {
    let (_, details) = &*COMPILED;
    let of_events = details.events.iter().flat_map(|it| &it.sources);
    let sources = details.mechanisms.iter().flat_map(|it| &it.sources).chain(of_events);
    // The parser reads addresses as text, where TeX makes dashes of hyphens.
    let addresses: BTreeSet<String> =
        sources.map(|it| it.url.replace("---", "—").replace("--", "–")).collect();
    let bibliography = biblatex::Bibliography::parse(&FILES["sources.bib"]).unwrap();
    assert_eq!(bibliography.len(), addresses.len());
    for entry in bibliography.iter() {
        let title = entry.title().unwrap_or_else(|error| panic!("{}: {error}", entry.key));
        assert!(!title.is_empty(), "{}", entry.key);
        let url = entry.url().unwrap_or_else(|error| panic!("{}: {error}", entry.key));
        assert!(addresses.contains(&url), "{url}");
        assert!(entry.get("date").is_none() || entry.date().is_ok(), "{}", entry.key);
    }
}

#[test]
fn references_of_a_selection_are_the_same_in_each_format() {
    let write = |format: Format| format.write(&export(), &all()).unwrap();
    let bibliography = biblatex::Bibliography::parse(&write(Format::Bibtex)).unwrap();
    let keys: BTreeSet<String> = bibliography.iter().map(|entry| entry.key.clone()).collect();
    let items: Value = serde_json::from_str(&write(Format::Csl)).unwrap();
    let items: BTreeSet<String> =
        items.as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap().into()).collect();
    let ris = write(Format::Ris);
    let records: BTreeSet<String> =
        ris.lines().filter_map(|line| line.strip_prefix("ID  - ")).map(Into::into).collect();
    assert!(keys.len() > 1000);
    assert_eq!(keys, items);
    assert_eq!(keys, records);
    assert_eq!(ris.matches("TY  - ELEC\r\n").count(), keys.len());
}

#[test]
fn the_same_record_gives_the_same_bytes() {
    assert!(files() == *FILES);
}

#[test]
fn the_page_of_downloads_lists_every_file() {
    let mut written: Vec<&str> = FILES.keys().map(String::as_str).collect();
    // The database is written beside them; it is no text.
    written.push("entente.sqlite");
    written.sort_unstable();
    let mut listed = entente::export::FILES.to_vec();
    listed.sort_unstable();
    assert_eq!(listed, written);
}

/// What a reader gets who loads a file as a record of their own.
fn loaded(text: &str, name: &str) -> entente_loader::Loaded {
    entente_loader::load(text.as_bytes(), name, None, &mut |_| ())
        .unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"))
}

#[test]
fn the_whole_record_can_be_loaded_again_as_it_was() {
    let loaded = loaded(&FILES["record.json"], "record.json");
    assert_eq!((loaded.told.fault_count, loaded.events_left_out), (0, 0), "{:#?}", loaded.told);
    let (index, details) = loaded.packed.expect("is good");
    let record = entente_record::pack::unpack_index(&index).expect("is a pack");
    let details = entente_record::pack::unpack_details(&details, &record).expect("is a pack");
    let (ours, our_details) = &*COMPILED;
    assert_eq!((&record.events, &record.mechanisms), (&ours.events, &ours.mechanisms));
    assert_eq!(details.events, our_details.events);
}

#[test]
fn a_selection_taken_away_as_a_table_can_be_loaded_again() {
    let table = Format::Csv.write(&export(), &all()).expect("has no limit");
    let loaded = loaded(&table, "entente.csv");
    assert_eq!((loaded.told.fault_count, loaded.events), (0, all().len()), "{:#?}", loaded.told);
}

#[test]
fn the_samples_load_without_a_finding() {
    let (record, details) = &*COMPILED;
    let data = Dataset { record, details, english: &Plain, spanish: &Plain, site: SITE };
    let [table, tree, template] = dataset::samples(&data);
    for sample in [&table, &tree] {
        let loaded = loaded(&sample.text, &sample.name);
        assert_eq!(
            (loaded.told.fault_count, loaded.told.warning_count),
            (0, 0),
            "{}: {:#?}",
            sample.name,
            loaded.told
        );
        assert!(loaded.events > 1);
    }
    let filled = template.text
        + "2020-05,They met,meeting,AR; US,Border group,cybercrime,Lima,PE,They met.,https://a.example/1\r\n";
    let loaded = loaded(&filled, &template.name);
    assert_eq!((loaded.events, loaded.told.warning_count), (1, 0), "{:#?}", loaded.told);
}
