//! Writing what a record holds as a table and as a calendar, read back by parsers that others wrote.

use entente::export::{Export, csv as table, ics};
use entente::view::{Language, Page};
use entente::words::{Plain, Words};
use entente_record::source::Whole;
use entente_record::{Day, Edtf, Event, EventDetail, EventIndex, PartyKind, Precision};
use icalendar::{CalendarComponent, Component};

use crate::world::SMALL_RECORD;

const SITE: &str = "https://example.org/entente";

/// The small record with any texts in its fields; the byte 0xFF, which no text holds, ends one.
fn whole(data: &[u8]) -> Whole {
    let mut texts = data.split(|byte| *byte == 0xff).map(|text| String::from_utf8_lossy(text).into_owned());
    let mut text = || texts.next().unwrap_or_default().into_boxed_str();
    let (mut record, mut details) = SMALL_RECORD.clone();
    let date = text();
    record.version = text();
    record.mechanisms[0].name = text();
    for (event, detail) in record.events.iter_mut().zip(&mut details.events) {
        event.title = text();
        detail.summary = text();
        if let Some(place) = &mut event.place {
            place.city = Some(text()).filter(|city| !city.is_empty());
        }
        detail.note = Some(text()).filter(|note| !note.is_empty());
        detail.instruments = vec![text(), text()];
        if let Some(source) = detail.sources.first_mut() {
            source.url = text();
        }
    }
    if let (Some(event), Ok(date)) = (record.events.first_mut(), Edtf::parse(&date)) {
        event.date = date;
    }
    for party in &mut record.parties {
        if let PartyKind::Organisation(organisation) = &mut party.kind {
            organisation.short = text();
        }
    }
    (record, details)
}

fn export((record, details): &Whole) -> Export<'_> {
    Export {
        record,
        details: Some(details),
        names: &Plain,
        language: Language::English,
        site: SITE,
        licence: None,
    }
}

fn events(whole: &Whole) -> impl Iterator<Item = (EventIndex, &Event, &EventDetail)> {
    whole.0.events_with_index().zip(&whole.1.events).map(|((at, event), detail)| (at, event, detail))
}

/// Every cell of a table comes back, save for the apostrophe before what a spreadsheet would run.
pub fn write_csv(data: &[u8]) {
    let whole = whole(data);
    let export = export(&whole);
    let all: Vec<EventIndex> = events(&whole).map(|(at, ..)| at).collect();
    let text = table::events(&export, &all);
    let text = text.strip_prefix('\u{feff}').expect("a mark for Excel");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(reader.headers().expect("has heads"), &table::COLUMNS[..]);
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("is a row")).collect();
    assert_eq!(rows.len(), all.len());
    for ((at, event, detail), row) in events(&whole).zip(&rows) {
        let cell = |column: &str| {
            let place = table::COLUMNS.iter().position(|it| *it == column).expect("is a column");
            let cell = &row[place];
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']),
                "{cell:?}"
            );
            cell
        };
        let mechanism = export.record.mechanism(event.mechanism);
        let sources: Vec<&str> = detail.sources.iter().map(|it| &*it.url).collect();
        for (column, expected) in [
            ("id", event.id.as_str()),
            ("mechanism_name", &mechanism.name),
            ("date", &event.date.to_string()),
            ("earliest", &event.date.earliest().to_string()),
            ("latest", &event.date.latest().to_string()),
            ("title", &event.title),
            ("city", event.place.as_ref().and_then(|it| it.city.as_deref()).unwrap_or_default()),
            ("summary", &detail.summary),
            ("note", detail.note.as_deref().unwrap_or_default()),
            ("instruments", &detail.instruments.join("; ")),
            ("sources", &sources.join(" ")),
            ("party_names", &parties(&export, event).join("; ")),
            ("address", &export.address(Page::Event(whole.0.event(at).id.clone()))),
        ] {
            let said = cell(column);
            assert!(
                said == expected || said.strip_prefix('\'') == Some(expected),
                "{column}: {said:?} {expected:?}"
            );
        }
    }
}

fn parties(export: &Export, event: &Event) -> Vec<String> {
    event.parties.iter().map(|at| export.names.party(export.record.party(*at))).collect()
}

/// Every event whose day is known comes back from a calendar, its texts without control characters.
pub fn write_ics(data: &[u8]) {
    let whole = whole(data);
    let export = export(&whole);
    let all: Vec<EventIndex> = events(&whole).map(|(at, ..)| at).collect();
    let Ok(calendar) = ics::calendar(&export, &all, usize::MAX) else { panic!("fits") };
    let text = &calendar.text;
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
    assert!(!text.replace("\r\n", "").contains(|c: char| c.is_control()), "{text}");
    let read: icalendar::Calendar = text.parse().unwrap_or_else(|error| panic!("{error}: {text}"));
    let read: Vec<&icalendar::Event> =
        read.components.iter().filter_map(CalendarComponent::as_event).collect();
    let of_a_day = events(&whole).filter(|(_, event, _)| event.date.precision() == Precision::Day);
    let expected: Vec<_> = of_a_day.collect();
    assert_eq!((read.len(), read.len() + calendar.coarse), (expected.len(), all.len()), "{text}");
    for ((at, event, detail), read) in expected.into_iter().zip(read) {
        let property = |name: &str| read.property_value(name).unwrap_or_default();
        let stamp = |day: Day| day.to_string().replace('-', "");
        assert_eq!(property("UID"), format!("{}@entente", event.id));
        assert_eq!(property("DTSTART"), stamp(event.date.earliest()));
        if event.date.latest() < Day::MAX {
            assert_eq!(property("DTEND"), stamp(Day(event.date.latest().0 + 1)));
        }
        assert_eq!(property("SUMMARY"), plain(&event.title));
        assert_eq!(property("URL"), export.address(Page::Event(whole.0.event(at).id.clone())));
        let place = event.place.as_ref();
        let country = place.and_then(|it| it.country).map(|at| Plain.party(whole.0.party(at)));
        let city = place.and_then(|it| it.city.as_deref()).unwrap_or_default();
        assert!(property("LOCATION").starts_with(&plain(city)));
        assert!(property("LOCATION").contains(&plain(&country.unwrap_or_default())));
        let description = property("DESCRIPTION");
        for text in [&*detail.summary, detail.note.as_deref().unwrap_or_default()] {
            assert!(description.contains(&plain(text)), "{description:?} {text:?}");
        }
        for source in &detail.sources {
            assert!(description.contains(&plain(&source.url)), "{description:?} {source:?}");
        }
    }
}

/// A text as a calendar holds it: one sort of line end, blanks for tabs, no other control characters.
fn plain(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
    lines.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}
