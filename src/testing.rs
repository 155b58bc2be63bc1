//! Small records made by hand, and strategies for any record and view, for tests.
//!
//! ```text
//! let record = record(vec![
//!     mechanism("us-argentina", &["AR", "US"]).form(Form::WorkingGroup).standing().events(vec![
//!         event("2017-05-23").kind(Kind::Meeting).title("First meeting").themes(&[Theme::Cybercrime]).at("US", "Washington"),
//!     ]),
//! ]);
//! ```
//!
//! Codes of two letters are countries of Europe, longer ones are organisations. Ids of events are
//! `{mechanism}-{date}`, with `-b`, `-c` where a mechanism has several on a date.

use std::collections::{BTreeMap, BTreeSet};

use entente_record::{
    Day, Edtf, Event, EventId, EventIndex, Form, Kind, Mechanism, MechanismId, MechanismIndex, Organisation,
    OrganisationKind, Party, PartyCode, PartyIndex, PartyKind, Place, Record, Region, Status, Theme,
};
use proptest::{collection, prelude::*, sample::select};

use crate::view::{Filter, Group, Language, Layout, MapAt, Page, Set, Sort, View, Window};

/// A mechanism to be.
#[derive(Clone, Debug)]
pub struct MechanismDraft {
    id: String,
    name: String,
    parties: Vec<String>,
    form: Form,
    status: Status,
    standing: bool,
    themes: Vec<Theme>,
    events: Vec<EventDraft>,
}

/// An event to be.
#[derive(Clone, Debug)]
pub struct EventDraft {
    date: String,
    kind: Kind,
    title: String,
    themes: Vec<Theme>,
    parties: Option<Vec<String>>,
    place: Option<(String, Option<String>)>,
    primary: bool,
    ordinal: Option<u16>,
}

/// A dialogue of unknown status with no events, named by its id.
pub fn mechanism(id: &str, parties: &[&str]) -> MechanismDraft {
    MechanismDraft {
        id: id.into(),
        name: id.into(),
        parties: owned(parties),
        form: Form::Dialogue,
        status: Status::Unknown,
        standing: false,
        themes: Vec::new(),
        events: Vec::new(),
    }
}

impl MechanismDraft {
    pub fn name(self, name: &str) -> Self {
        Self { name: name.into(), ..self }
    }

    pub fn form(self, form: Form) -> Self {
        Self { form, ..self }
    }

    pub fn status(self, status: Status) -> Self {
        Self { status, ..self }
    }

    pub fn standing(self) -> Self {
        Self { standing: true, ..self }
    }

    pub fn events(self, events: Vec<EventDraft>) -> Self {
        Self { events, ..self }
    }
}

/// A meeting on a date (EDTF) without themes, title, place or primary source, of all parties of its mechanism.
pub fn event(date: &str) -> EventDraft {
    EventDraft {
        date: date.into(),
        kind: Kind::Meeting,
        title: String::new(),
        themes: Vec::new(),
        parties: None,
        place: None,
        primary: false,
        ordinal: None,
    }
}

impl EventDraft {
    pub fn kind(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }

    pub fn title(self, title: &str) -> Self {
        Self { title: title.into(), ..self }
    }

    pub fn themes(self, themes: &[Theme]) -> Self {
        Self { themes: themes.to_vec(), ..self }
    }

    pub fn parties(self, parties: &[&str]) -> Self {
        Self { parties: Some(owned(parties)), ..self }
    }

    pub fn at(self, country: &str, city: &str) -> Self {
        Self { place: Some((country.into(), Some(city.into()))), ..self }
    }

    pub fn ordinal(self, ordinal: u16) -> Self {
        Self { ordinal: Some(ordinal), ..self }
    }

    pub fn primary(self) -> Self {
        Self { primary: true, ..self }
    }
}

/// The record of these mechanisms.
pub fn record(mut drafts: Vec<MechanismDraft>) -> Record {
    drafts.sort_by(|a, b| a.id.cmp(&b.id));
    let mut codes = BTreeSet::new();
    for draft in &drafts {
        codes.extend(&draft.parties);
        for event in &draft.events {
            codes.extend(event.parties.iter().flatten());
            codes.extend(event.place.iter().map(|(country, _)| country));
        }
    }
    let parties: Vec<Party> = codes.iter().map(|code| party(code)).collect();
    let index_of = |code: &String| PartyIndex(codes.iter().position(|other| *other == code).unwrap() as u32);
    let indices = |list: &[String]| {
        let sorted: BTreeSet<PartyIndex> = list.iter().map(index_of).collect();
        sorted.into_iter().collect::<Box<[_]>>()
    };

    let mut events = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        let mut on_date: BTreeMap<&str, u8> = BTreeMap::new();
        for event in &draft.events {
            let date = Edtf::parse(&event.date).unwrap();
            let count = on_date.entry(&event.date).or_insert(b'a');
            let suffix = if *count > b'a' { format!("-{}", char::from(*count)) } else { String::new() };
            *count += 1;
            let stem = event.date.replace('/', "-").replace('?', "");
            events.push(Event {
                id: EventId::new(&format!("{}-{stem}{suffix}", draft.id)).unwrap(),
                mechanism: MechanismIndex(at as u32),
                kind: event.kind,
                date,
                title: event.title.as_str().into(),
                ordinal: event.ordinal,
                place: event.place.as_ref().map(|(country, city)| Place {
                    country: Some(index_of(country)),
                    city: city.as_deref().map(Into::into),
                    online: false,
                }),
                parties: indices(event.parties.as_ref().unwrap_or(&draft.parties)),
                themes: event.themes.clone().into(),
                primary: event.primary,
                follows: None,
            });
        }
    }
    events.sort_by(|a, b| {
        let key = |event: &Event| (event.date.earliest(), event.date.latest());
        key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
    });

    let mechanisms = drafts.iter().enumerate().map(|(at, draft)| Mechanism {
        id: MechanismId::new(&draft.id).unwrap(),
        name: draft.name.as_str().into(),
        short: draft.name.chars().take(28).collect::<String>().into(),
        form: draft.form,
        parties: indices(&draft.parties),
        members: Box::default(),
        status: draft.status,
        standing: draft.standing,
        brought: false,
        themes: draft.themes.clone().into(),
        events: (0u32..)
            .zip(&events)
            .filter(|(_, event)| event.mechanism.index() == at)
            .map(|(index, _)| EventIndex(index))
            .collect(),
    });
    Record { version: "test".into(), mechanisms: mechanisms.collect(), events, parties }
}

/// Names by which the parties of a record may be looked for: "Country US", "País US".
pub fn names(record: &Record) -> Vec<Vec<String>> {
    let named = |party: &Party| vec![format!("Country {}", party.code), format!("País {}", party.code)];
    record.parties.iter().map(named).collect()
}

fn owned(list: &[&str]) -> Vec<String> {
    list.iter().copied().map(Into::into).collect()
}

fn party(code: &str) -> Party {
    let kind = if code.len() == 2 {
        PartyKind::Country { region: Some(Region::Europe) }
    } else {
        PartyKind::Organisation(Organisation {
            name_en: code.into(),
            name_es: code.into(),
            short: code.into(),
            short_es: code.into(),
            kind: OrganisationKind::Group,
            members: None,
            as_of: None,
        })
    };
    Party { code: PartyCode::new(code).unwrap(), kind }
}

/// The parties of any record and any view.
pub const CODES: [&str; 6] = ["AR", "ASEAN", "DE", "FR", "MX", "US"];

/// A small record: up to 6 mechanisms with up to 12 events each, over [`CODES`] and the years 2010 to 2013.
pub fn any_record() -> impl Strategy<Value = Record> {
    let date = (2010..=2013u16, 1..=12u8, 1..=28u8, 0..6u8).prop_map(|(year, month, day, form)| match form {
        0 => format!("{year}"),
        1 => format!("{year}-{month:02}"),
        2 => format!("{year}-{month:02}-{day:02}/{}-{month:02}-{day:02}", year + 1),
        _ => format!("{year}-{month:02}-{day:02}"),
    });
    let parties = || {
        collection::btree_set(select(&CODES[..]), 1..4).prop_map(|set| set.into_iter().collect::<Vec<_>>())
    };
    let themes = || {
        collection::btree_set(select(Theme::ALL), 0..4).prop_map(|set| set.into_iter().collect::<Vec<_>>())
    };
    let title =
        select(&["Ransomware talks", "Second meeting", "São Paulo statement", "Capacity building"][..]);
    let own_parties = proptest::option::weighted(0.3, parties());
    let city = proptest::option::of(select(&["Buenos Aires", "Köln", "Paris"][..]));
    let place = proptest::option::of((select(&CODES[..]), city));
    let event = (date, select(Kind::ALL), title, themes(), own_parties, place, any::<bool>()).prop_map(
        |(date, kind, title, themes, parties, place, primary)| EventDraft {
            date,
            kind,
            title: title.into(),
            themes,
            parties: parties.map(|list| owned(&list)),
            place: place.map(|(country, city)| (country.into(), city.map(Into::into))),
            primary,
            ordinal: None,
        },
    );
    let events = proptest::collection::vec(event, 0..12);
    let mechanism = (parties(), select(Form::ALL), select(Status::ALL), any::<bool>(), themes(), events)
        .prop_map(|(parties, form, status, standing, themes, events)| MechanismDraft {
            form,
            status,
            standing,
            themes,
            events,
            ..mechanism("", &parties)
        });
    proptest::collection::vec(mechanism, 0..6).prop_map(|mut drafts| {
        for (number, draft) in drafts.iter_mut().enumerate() {
            draft.id = format!("cyber-group-{number}");
            draft.name = format!("Cyber group {number}");
        }
        record(drafts)
    })
}

/// Any view over [`CODES`], canonical as all views are.
pub fn any_view() -> impl Strategy<Value = View> {
    let window = (any_day(), any_day(), 0..4u8).prop_map(|(a, b, ends)| Window {
        from: (ends & 1 == 1).then_some(a.min(b)),
        to: (ends & 2 == 2).then_some(a.max(b)),
    });
    let at = (-MapAt::LON..=MapAt::LON, -MapAt::LAT..=MapAt::LAT, MapAt::ZOOM.0..=MapAt::ZOOM.1)
        .prop_map(|(lon, lat, zoom)| MapAt { lon, lat, zoom });
    let layout = (
        select(&Language::ALL[..]),
        select(&Group::ALL[..]),
        select(&Sort::ALL[..]),
        select(&Layout::ALL[..]),
        proptest::option::of(at),
        any::<bool>(),
    );
    (any_page(), any_filter(), window, layout).prop_map(
        |(page, filter, window, (language, group, sort, layout, at, embedded))| View {
            language,
            page,
            filter,
            window,
            group,
            sort,
            layout,
            at,
            embedded,
        },
    )
}

/// Any filter over [`CODES`]; most facets are empty, so that something passes.
pub fn any_filter() -> impl Strategy<Value = Filter> {
    let search = prop_oneof![
        6 => Just(String::new()),
        2 => select(&["meeting", "sao paulo", "country de", "koln b", "cyber 2", "nothing such"][..]).prop_map(Into::into),
        2 => any::<String>().prop_map(|text| Filter::normal_search(&text)),
    ];
    let codes = || few(&CODES).prop_map(|set| set.iter().filter_map(|code| PartyCode::new(code)).collect());
    (
        few(Theme::ALL),
        codes(),
        codes(),
        few(Kind::ALL),
        few(Form::ALL),
        few(Status::ALL),
        proptest::bool::weighted(0.2),
        proptest::bool::weighted(0.2),
        search,
    )
        .prop_map(|(themes, parties, among, kinds, forms, statuses, standing, primary, search)| Filter {
            themes,
            parties,
            among,
            kinds,
            forms,
            statuses,
            standing,
            primary,
            search,
        })
}

fn few<T: Copy + Ord + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = Set<T>> {
    prop_oneof![3 => Just(Set::default()), 1 => collection::vec(select(all), 1..4).prop_map(|chosen| chosen.into_iter().collect())]
}

/// Days of the record's years, first and last days of months and years among them, and any other day.
fn any_day() -> impl Strategy<Value = Day> {
    prop_oneof![
        (2009..=2015i16, 1..=12u8, 1..=28u8).prop_map(|(y, m, d)| Day::from_ymd(y, m, d).unwrap()),
        (2009..=2015i16, 1..=12u8).prop_map(|(y, m)| Day::from_ymd(y, m, 1).unwrap()),
        (2009..=2015i16, 1..=12u8).prop_map(|(y, m)| Day(Day::from_ymd(y, m, 1).unwrap().0 - 1)),
        (Day::MIN.0..=Day::MAX.0).prop_map(Day),
    ]
}

fn any_page() -> impl Strategy<Value = Page> {
    let code = || select(&CODES[..]).prop_map(|code| PartyCode::new(code).unwrap());
    let slug = "[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?";
    prop_oneof![
        Just(Page::Explore),
        slug.prop_map(|id| Page::Event(EventId::new(&id).unwrap())),
        slug.prop_map(|id| Page::Mechanism(MechanismId::new(&id).unwrap())),
        code().prop_map(Page::Party),
        (code(), code()).prop_map(|(a, b)| Page::pair(a, b)),
        select(Theme::ALL).prop_map(Page::Theme),
        proptest::collection::vec(code(), 1..6).prop_map(|codes| Page::compare(codes).unwrap()),
        Just(Page::Commitments),
        Just(Page::Quiet),
        Just(Page::Network),
        Just(Page::About),
        Just(Page::Data),
        any::<String>().prop_map(|text| Page::Missing(format!("/no{}", text.replace('/', "")).into())),
    ]
}
