//! A made-up record with all that the app works out of it once, and the frames that are laid out over it.

use std::sync::Arc;

use entente::draw::{Palette, Scene};
use entente::map::{Atlas, Focus, MapInput, MapViewport, layout as map_layout};
use entente::query::{Index, PartyNames, Selection};
use entente::timeline::{Chronology, Extent, Lanes, TimeScale, TimelineInput, layout, ticks};
use entente::view::{View, Window};
use entente::words::Plain;
use entente_geometry::World;
use entente_record::{Day, Record, Theme};

/// Width of the plots in pixels.
pub const WIDTH: f32 = 1_100.0;
/// Height of the map in pixels.
pub const MAP_HEIGHT: f32 = 400.0;
/// Height of the timeline's plot, and of a lane of it.
const HEIGHT: f32 = 420.0;
const LANE: f32 = 24.0;
/// Steps of a gesture, there and back.
const STEPS: usize = 20;
/// A notch of the wheel.
const NOTCH: f64 = 1.25;

/// The record and what belongs to it.
pub struct Stage {
    pub record: Record,
    pub index: Index,
    pub chronology: Chronology,
    atlas: Atlas,
    extent: Extent,
    today: Day,
}

impl Stage {
    pub fn new(events: usize, lanes: usize) -> Self {
        let record = entente_benches::record(events, lanes);
        let chronology = Chronology::new(&record);
        let today = Day::from_ymd(2026, 6, 1).unwrap_or(Day(0));
        Self {
            index: Index::new(&record, names()),
            atlas: Atlas::new(world(), &record),
            extent: chronology.extent(today),
            chronology,
            record,
            today,
        }
    }

    /// Lanes and grid of a window.
    pub fn timeline(&self, lanes: &Lanes, scale: TimeScale) -> Scene {
        let ticks = ticks(&scale, &Plain);
        layout(&TimelineInput {
            record: &self.record,
            lanes,
            scale,
            ticks: &ticks,
            width: WIDTH,
            height: HEIGHT,
            lane_height: LANE,
            scroll: 0.0,
            selected: None,
            hovered: None,
            hovered_lane: None,
            focus: None,
            growth: None,
            dim: 0.3,
            today: self.today,
            words: &Plain,
        })
    }

    /// The map of a selection.
    pub fn map(&self, selection: &Selection, viewport: &MapViewport) -> Scene {
        map_layout(&MapInput {
            record: &self.record,
            atlas: &self.atlas,
            selection,
            viewport,
            focus: &Focus::None,
            hovered: &Focus::None,
            labels: true,
            avoid: &[],
            words: &Plain,
        })
    }

    fn whole(&self) -> TimeScale {
        TimeScale::unfold(Window::default(), self.extent, 0.0, WIDTH)
    }

    /// Notch by notch nearer, and back.
    pub fn zooms(&self) -> Vec<TimeScale> {
        there_and_back(self.whole(), |scale| scale.zoom(WIDTH * 0.6, NOTCH, self.extent))
    }

    /// Forty pixels by forty to the left and back, in a window of a few years.
    pub fn pans(&self) -> Vec<TimeScale> {
        let near = self.whole().zoom(WIDTH * 0.5, 4.0, self.extent);
        there_and_back(near, |scale| scale.pan(-40.0, self.extent))
    }
}

fn there_and_back(from: TimeScale, step: impl Fn(&TimeScale) -> TimeScale) -> Vec<TimeScale> {
    let there: Vec<TimeScale> =
        std::iter::successors(Some(from), |scale| Some(step(scale))).take(STEPS).collect();
    there.iter().chain(there.iter().rev()).copied().collect()
}

/// A view filtered by three themes.
pub fn filtered() -> View {
    let mut view = View::default();
    view.filter.themes =
        [Theme::Cybercrime, Theme::CapacityBuilding, Theme::Deterrence].into_iter().collect();
    view
}

/// Names by which parties may be looked for.
pub fn names() -> PartyNames {
    Arc::new(|record| record.parties.iter().map(|party| vec![party.code.to_string()]).collect())
}

/// The colours of the style sheet.
pub fn palette() -> Palette {
    Palette::from_tokens(include_str!("../../style/tokens.css"), false).expect("the tokens are whole")
}

fn world() -> World {
    let outlines = include_str!("../../data/geometry/world.json");
    let packed = entente_geometry::source::pack(outlines).expect("the outlines can be packed");
    World::unpack(&packed).expect("what was packed can be unpacked")
}
