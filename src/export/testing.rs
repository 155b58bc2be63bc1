//! A small record with details for the tests of exports, and strings made to break formats.

use entente_record::{
    Commitment, Delegation, Details, Edtf, EventDetail, EventIndex, Kind, MechanismDetail, Outcome,
    PartyIndex, Person, Record, Source, SourceKind, Theme,
};
use proptest::prelude::*;

use super::Export;
use crate::{
    testing::{event, mechanism, record},
    view::Language,
    words::Plain,
};

/// A record with its details.
pub struct Sample {
    pub record: Record,
    pub details: Details,
}

impl Sample {
    pub fn export(&self) -> Export<'_> {
        Export {
            record: &self.record,
            details: Some(&self.details),
            names: &Plain,
            language: Language::English,
            site: "https://example.org/entente",
            licence: Some(crate::export::LICENCE),
        }
    }

    pub fn all(&self) -> Vec<EventIndex> {
        self.record.events_with_index().map(|(index, _)| index).collect()
    }
}

/// Two mechanisms; a month, a day, several uncertain days and a year; three mentions of two sources.
pub fn sample() -> Sample {
    let mut record = record(vec![
        mechanism("ar-us-group", &["AR", "US"]).name("U.S.-Argentina group").standing().events(vec![
            event("2017-04?")
                .kind(Kind::Announcement)
                .title("=Statement, \"joint\"")
                .themes(&[Theme::Cybercrime, Theme::CapacityBuilding])
                .at("US", "Washington, D.C."),
            event("2017-05-23").title("First meeting").themes(&[Theme::Cybercrime]).primary(),
            event("2019-12-30?/2020-01-01").title("Second meeting; online"),
        ]),
        mechanism("eu-us-dialogue", &["EU", "US"]).events(vec![event("2021").title("A year")]),
    ]);
    record.version = "2026.11".into();
    record.events[1].ordinal = Some(1);
    record.events[1].follows = Some(EventIndex(0));
    let mut events: Vec<EventDetail> = record.events.iter().map(|_| plain()).collect();
    events[0] = announcement();
    events[1].sources = vec![second_source()];
    let mechanisms = record.mechanisms.iter().map(|_| MechanismDetail {
        summary: "A channel.".into(),
        parent: Some("A framework".into()),
        name_local: vec![("es".into(), "Grupo".into())],
        sources: Vec::new(),
    });
    Sample { details: Details { mechanisms: mechanisms.collect(), events, tables: Vec::new() }, record }
}

fn plain() -> EventDetail {
    EventDetail {
        summary: "They met.".into(),
        note: None,
        instruments: Vec::new(),
        delegations: Vec::new(),
        commitments: Vec::new(),
        sources: Vec::new(),
    }
}

fn announcement() -> EventDetail {
    EventDetail {
        note: Some("Doubtful.".into()),
        instruments: vec!["Joint statement".into()],
        delegations: vec![Delegation {
            party: PartyIndex(0),
            lead: Some(Person {
                name: "José \"Pepe\" Hirschson".into(),
                title: Some("Under Secretary".into()),
            }),
            co_leads: vec![Person { name: "Second Lead".into(), title: None }],
            agencies: vec!["Ministry of Modernization".into()],
        }],
        commitments: vec![
            Commitment {
                text: "Meet again".into(),
                due: None,
                outcome: Outcome::Fulfilled(Some(EventIndex(1))),
            },
            Commitment { text: "Report".into(), due: Edtf::parse("2018").ok(), outcome: Outcome::Unknown },
        ],
        sources: vec![
            Source {
                url: "https://www.state.gov/a;b?x=%7B1%7D&y=_2".into(),
                title: "Joint Statement: 100% {agreed}".into(),
                publisher: "Department of State & Co.".into(),
                lang: "en".into(),
                kind: SourceKind::Primary,
                date: Edtf::parse("2017-04-27").ok(),
            },
            second_source(),
        ],
        ..plain()
    }
}

fn second_source() -> Source {
    Source {
        url: "https://example.org/second".into(),
        title: "Are “they” talking? ~ Kyiv's view".into(),
        publisher: "The Daily, Example".into(),
        lang: "es".into(),
        kind: SourceKind::Secondary,
        date: Edtf::parse("2017-05").ok(),
    }
}

/// Any text, and texts of what ends fields, lines and files somewhere.
pub fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[=+@\\-\t\r\n\"',;:\\\\{}%&$#_^~<>/ \u{0}\u{7}\u{200f}\u{202e}\u{2028}\u{feff}אبé🇺🇸👩🏽‍💻a-c]{0,80}",
        "(END:VCALENDAR|\r\nER  - |\\}\\}\n@misc\\{x,|</script>|\"\"|\\\\N|\\\\|é|🛰️){0,30}",
        "\\PC{200,400}",
    ]
}
