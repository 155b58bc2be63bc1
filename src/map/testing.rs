//! A small record on the real outlines, for the tests of this room.

use std::sync::Arc;

use entente_geometry::World;
use entente_record::{Kind, PartyCode, PartyIndex, Record};

use super::{Atlas, Focus, MapInput, MapViewport, layout};
use crate::draw::Scene;
use crate::query::{Index, Selection, select};
use crate::testing::{EventDraft, event, mechanism, names, record};
use crate::view::View;
use crate::words::Plain;

/// All that a map is made from. Ten countries and ASEAN; Japan and the United States met nine times, Mexico and the
/// United States three times, Argentina and Brazil never, ASEAN and the United States twice.
pub struct Setting {
    pub record: Record,
    pub selection: Selection,
    pub atlas: Atlas,
    pub viewport: MapViewport,
}

impl Setting {
    pub fn new() -> Self {
        let record = record(vec![
            mechanism("all", &["AR", "BR", "CA", "CN", "FR", "JP", "MX", "SG", "TV", "US"])
                .events(meetings(1)),
            mechanism("argentina-brazil", &["AR", "BR"]).events(vec![event("2015").kind(Kind::Agreement)]),
            mechanism("asean-us", &["ASEAN", "US"]).events(meetings(2)),
            mechanism("japan-us", &["JP", "US"]).events(meetings(9)),
            mechanism("mexico-us", &["MX", "US"]).events(meetings(3)),
        ]);
        let selection = select(&record, &Index::new(&record, Arc::new(names)), &View::default());
        let atlas = Atlas::new(world(), &record);
        Self { record, selection, atlas, viewport: MapViewport::whole(908.0, 338.0) }
    }

    pub fn party(&self, code: &str) -> PartyIndex {
        let code = PartyCode::new(code).expect("a code");
        self.record.find_party(&code).expect("a party of the record")
    }

    pub fn input<'a>(&'a self, focus: &'a Focus, hovered: &'a Focus) -> MapInput<'a> {
        MapInput {
            record: &self.record,
            atlas: &self.atlas,
            selection: &self.selection,
            viewport: &self.viewport,
            focus,
            hovered,
            labels: true,
            avoid: &[],
            words: &Plain,
        }
    }

    pub fn layout(&self, focus: &Focus, hovered: &Focus) -> Scene {
        layout(&self.input(focus, hovered))
    }

    /// The focus on an event of these parties.
    pub fn event(&self, codes: &[&str]) -> Focus {
        Focus::Event(codes.iter().map(|code| self.party(code)).collect())
    }
}

/// The committed outlines.
pub fn world() -> World {
    let packed = include_bytes!(concat!(env!("OUT_DIR"), "/world.bin"));
    World::unpack(packed).expect("what the build packed can be unpacked")
}

fn meetings(count: usize) -> Vec<EventDraft> {
    (0..count).map(|at| event(&format!("{}", 2010 + at))).collect()
}
