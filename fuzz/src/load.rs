//! Loading a reader's own record: JSON, TOML and CSV.

use entente::export::{Export, Format};
use entente::query::{Index, select};
use entente::view::{Language, View};
use entente::words::Plain;
use entente_loader::{Loaded, load};
use entente_record::source::{MOST_FINDINGS, Whole};
use entente_record::{EventIndex, Record};

use crate::memory;
use crate::promises;
use crate::world::{names, unpacked};

/// What the names of themes, parties and organisations take, which every load reads.
const BASE: usize = 8 << 20;

/// How many times its own size loading may take, by form: the shortest mechanism of JSON is `{}`, and the shortest table of
/// TOML a letter and a full stop. There is a most of both (`entente_loader`), so that it ends somewhere.
const TIMES_JSON: usize = 400;
const TIMES_TOML: usize = 2_000;
const TIMES_CSV: usize = 64;

/// The longest text that a short input can stand for.
const LONGEST: usize = 1 << 16;

/// JSON in the shape of `record.json`.
pub fn load_json(data: &[u8]) {
    loaded(data, "mine.json", TIMES_JSON);
}

/// TOML in the shape of a mechanism's file.
pub fn load_toml(data: &[u8]) {
    loaded(data, "mine.toml", TIMES_TOML);
}

/// One event a row.
pub fn load_csv(data: &[u8]) {
    loaded(data, "mine.csv", TIMES_CSV);
}

fn loaded(data: &[u8], name: &str, times: usize) {
    let text = stretched(data);
    let Ok(loaded) = memory::within(BASE, times, text.len(), || load(&text, name, None, &mut |_| ())) else {
        return;
    };
    counts_agree(&loaded);
    let Some((index, details)) = &loaded.packed else {
        assert_eq!((loaded.mechanisms, loaded.events), (0, 0));
        return;
    };
    let whole = unpacked(index, details);
    assert_eq!((whole.0.mechanisms.len(), whole.0.events.len()), (loaded.mechanisms, loaded.events));
    promises::positions(&whole.0);
    promises::details(&whole.0, &whole.1);
    // The rest takes its time with many events and shows no more than with few.
    if whole.0.events.len() <= 64 {
        comes_back(&whole);
    }
}

/// A text that two zeros cut in three stands for one in which the middle is repeated as often as there is room, so that
/// work and memory that grow faster than the input are met by short inputs.
fn stretched(data: &[u8]) -> Vec<u8> {
    let mut parts = data.splitn(3, |byte| *byte == 0);
    let (Some(head), Some(unit), Some(tail)) = (parts.next(), parts.next(), parts.next()) else {
        return data.to_vec();
    };
    let times = LONGEST / unit.len().max(1);
    [head, &unit.repeat(times), tail].concat()
}

fn counts_agree(loaded: &Loaded) {
    let told = &loaded.told;
    assert_eq!(told.faults.len(), told.fault_count.min(MOST_FINDINGS));
    assert_eq!(told.warnings.len(), told.warning_count.min(MOST_FINDINGS));
    assert!(loaded.mechanisms_left_out + loaded.events_left_out == 0 || told.fault_count > 0);
    for finding in told.faults.iter().chain(&told.warnings) {
        let said = [&finding.message, &finding.mend];
        assert!(said.into_iter().all(|it| !it.english().is_empty() && !it.spanish().is_empty()));
    }
}

/// What was taken can be filtered and taken away, and what is taken away is taken again.
fn comes_back(whole: &Whole) {
    let (record, details) = whole;
    let index = Index::new(record, std::sync::Arc::new(names));
    let selection = select(record, &index, &View::default());
    assert_eq!(selection.events.count(), record.events.len());
    let site = "https://example.org";
    let export = Export {
        record,
        details: Some(details),
        names: &Plain,
        language: Language::English,
        site,
        licence: None,
    };
    let all: Vec<EventIndex> = record.events_with_index().map(|(at, _)| at).collect();
    let files = Format::ALL.map(|format| (format, format.write(&export, &all)));
    for (format, file) in files {
        match (format, file) {
            (Format::Json, Ok(text)) => again_as_json(whole, &text),
            (Format::Csv, Ok(text)) => again_as_table(whole, &text),
            (_, file) => assert!(file.is_ok_and(|text| !text.contains('\0')), "{format:?}"),
        }
    }
}

fn again(text: &str, name: &str) -> Whole {
    let loaded = load(text.as_bytes(), name, None, &mut |_| ()).expect("is of our own writing");
    assert_eq!(loaded.told.faults, [], "{text}");
    let (index, details) = loaded.packed.expect("is of our own writing");
    unpacked(&index, &details)
}

fn again_as_json((record, details): &Whole, text: &str) {
    let (again, again_details) = again(text, "again.json");
    assert_eq!(Record { version: record.version.clone(), ..again }, *record, "{text}");
    assert_eq!(&again_details, details, "{text}");
}

/// A table holds less of mechanisms, and of their details.
fn again_as_table(whole: &Whole, text: &str) {
    let again = again(text, "again.csv");
    assert_eq!(rows(&again), rows(whole), "{text}");
}

/// What a table says of each event.
fn rows((record, details): &Whole) -> Vec<String> {
    let codes = |event: &entente_record::Event, record: &Record| {
        event.parties.iter().map(|at| record.party(*at).code.to_string()).collect::<Vec<_>>()
    };
    let row = |(at, event): (EventIndex, &entente_record::Event)| {
        let detail = &details.events[at.index()];
        let place = event.place.as_ref();
        let country = place.and_then(|it| it.country).map(|at| record.party(at).code.as_str());
        let city = place.and_then(|it| it.city.as_deref());
        let follows = event.follows.map(|at| record.event(at).id.as_str());
        let mechanism = &record.mechanism(event.mechanism).id;
        let sources: Vec<&str> = detail.sources.iter().map(|it| &*it.url).collect();
        format!(
            "{} {mechanism} {} {:?} {:?} {:?} {:?} {city:?} {country:?} {follows:?} {:?} {:?} {sources:?}",
            event.id,
            event.date,
            event.title,
            event.kind,
            codes(event, record),
            event.themes,
            event.ordinal,
            detail.summary,
        )
    };
    record.events_with_index().map(row).collect()
}
