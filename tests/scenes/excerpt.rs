//! Seventeen mechanisms of the record as they once were (`tests/snapshots/record.json`): with dates of every precision,
//! a suspended dialogue, organisations, small states. A correction of the record does not change these pictures.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use entente::map::Atlas;
use entente::query::{Index, Selection, select};
use entente::timeline::{Chronology, Extent};
use entente::view::View;
use entente_geometry::World;
use entente_record::{
    Day, Edtf, Event, EventId, EventIndex, Form, Kind, Mechanism, MechanismId, MechanismIndex, Organisation,
    OrganisationKind, Party, PartyCode, PartyIndex, PartyKind, Record, Region, Status, Theme,
};
use serde_json::Value;

const TEXT: &str = include_str!("../snapshots/record.json");

pub static EXCERPT: LazyLock<Excerpt> = LazyLock::new(Excerpt::read);

/// The record and what is worked out from it once.
pub struct Excerpt {
    pub record: Record,
    pub index: Index,
    pub chronology: Chronology,
    pub atlas: Atlas,
    pub extent: Extent,
    pub today: Day,
}

impl Excerpt {
    fn read() -> Self {
        let written = serde_json::from_str(TEXT).expect("the excerpt is JSON");
        let record = record(&written);
        let world = include_bytes!(concat!(env!("OUT_DIR"), "/world.bin"));
        let world = World::unpack(world).expect("what the build packed can be unpacked");
        let today = Edtf::parse("2026-11-22").expect("a day").earliest();
        let chronology = Chronology::new(&record);
        Self {
            index: Index::new(&record, Arc::new(|_| Vec::new())),
            atlas: Atlas::new(world, &record),
            extent: chronology.extent(today),
            chronology,
            record,
            today,
        }
    }

    pub fn select(&self, view: &View) -> Selection {
        select(&self.record, &self.index, view)
    }

    pub fn party(&self, code: &str) -> PartyIndex {
        PartyCode::new(code).and_then(|code| self.record.find_party(&code)).expect("a party of the excerpt")
    }

    pub fn event(&self, id: &str) -> EventIndex {
        EventId::new(id).and_then(|id| self.record.find_event(&id)).expect("an event of the excerpt")
    }
}

fn record(written: &Value) -> Record {
    let codes: Vec<&str> = list(&written["parties"]).iter().map(|party| text(&party["code"])).collect();
    let indices = |codes_of: &Value| -> Box<[PartyIndex]> {
        let mut found: Vec<PartyIndex> = list(codes_of)
            .iter()
            .map(|code| PartyIndex(codes.binary_search(&text(code)).expect("a party of the excerpt") as u32))
            .collect();
        found.sort();
        found.into()
    };
    let parties = list(&written["parties"]).iter().map(|it| party(it, &indices)).collect();
    let mut events = Vec::new();
    for (at, mechanism) in list(&written["mechanisms"]).iter().enumerate() {
        for it in list(&mechanism["events"]) {
            let own = it.get("parties").unwrap_or(&mechanism["parties"]);
            events.push(event(it, MechanismIndex(at as u32), indices(own)));
        }
    }
    events.sort_by_key(|event| (event.date.earliest(), event.date.latest(), event.id.clone()));
    let mut of_mechanism: BTreeMap<MechanismIndex, Vec<EventIndex>> = BTreeMap::new();
    for (event, at) in events.iter().zip(0..) {
        of_mechanism.entry(event.mechanism).or_default().push(EventIndex(at));
    }
    let mechanisms = (0..).map(MechanismIndex).zip(list(&written["mechanisms"])).map(|(at, it)| Mechanism {
        id: MechanismId::new(text(&it["id"])).expect("an id"),
        name: text(&it["short"]).into(),
        short: text(&it["short"]).into(),
        form: Form::from_word(text(&it["form"])).expect("a form"),
        parties: indices(&it["parties"]),
        members: indices(&it["members"]),
        status: Status::from_word(text(&it["status"])).expect("a status"),
        standing: it["standing"] == true,
        brought: false,
        themes: themes(&it["themes"]),
        events: of_mechanism.remove(&at).unwrap_or_default().into(),
    });
    Record { version: "excerpt".into(), mechanisms: mechanisms.collect(), events, parties }
}

fn party(written: &Value, indices: &impl Fn(&Value) -> Box<[PartyIndex]>) -> Party {
    let kind = match written["kind"].as_str() {
        None => PartyKind::Country { region: written["region"].as_str().and_then(Region::from_word) },
        Some(kind) => PartyKind::Organisation(Organisation {
            name_en: text(&written["short"]).into(),
            name_es: text(&written["short"]).into(),
            short: text(&written["short"]).into(),
            short_es: text(&written["short"]).into(),
            kind: OrganisationKind::from_word(kind).expect("a kind of organisation"),
            members: Some(&written["members"]).filter(|it| it.is_array()).map(indices),
            as_of: None,
        }),
    };
    Party { code: PartyCode::new(text(&written["code"])).expect("a code"), kind }
}

fn event(written: &Value, mechanism: MechanismIndex, parties: Box<[PartyIndex]>) -> Event {
    Event {
        id: EventId::new(text(&written["id"])).expect("an id"),
        mechanism,
        kind: Kind::from_word(text(&written["kind"])).expect("a kind"),
        date: Edtf::parse(text(&written["date"])).expect("a date"),
        title: "".into(),
        ordinal: None,
        place: None,
        parties,
        themes: themes(&written["themes"]),
        primary: true,
        follows: None,
    }
}

fn themes(written: &Value) -> Box<[Theme]> {
    list(written).iter().map(|word| Theme::from_word(text(word)).expect("a theme")).collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}
