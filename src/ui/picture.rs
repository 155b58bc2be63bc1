//! Map and timeline as shown, as one picture to be taken away: with what it shows, of which version, under which licence
//! and from which address.

use crate::{
    draw::{Align, Font, Item, Point, Role, Scene, Stroke},
    link,
    map::{Atlas, Focus, MapInput, MapViewport, layout as map_layout},
    timeline::{
        AxisInput, Chronology, LaneKind, Lanes, TimeScale, TimelineInput, axis, lanes,
        layout as lanes_layout, ticks,
    },
    ui::{
        Screen,
        parts::{part_name, sentence},
    },
};

/// Sizes in pixels.
const WIDTH: f32 = 1400.0;
const MARGIN: f32 = 28.0;
const HEAD: f32 = 76.0;
const MAP: f32 = 470.0;
const AXIS: f32 = 24.0;
const LANE: f32 = 24.0;
const LABELS: f32 = 240.0;
const FOOT: f32 = 60.0;
/// Lanes that a picture takes.
pub const MOST_LANES: usize = 160;

/// Lanes that have room on a page of paper, below the map.
const PAPER_LANES: usize = 54;

/// More lanes than a picture takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooTall {
    /// How many there are.
    pub lanes: usize,
}

/// The picture of a screen.
///
/// # Errors
/// [`TooTall`] if the selection has more lanes than [`MOST_LANES`].
pub fn picture(screen: &Screen, atlas: &Atlas, chronology: &Chronology) -> Result<Scene, TooTall> {
    let lanes = lanes(screen.record, chronology, screen.selection, screen.view, &[], screen.names);
    if lanes.lanes.len() > MOST_LANES {
        return Err(TooTall { lanes: lanes.lanes.len() });
    }
    Ok(drawn(screen, atlas, &lanes))
}

/// The picture of a screen for paper: with the first lanes only, so that it has room on one page.
pub fn paper(screen: &Screen, atlas: &Atlas, chronology: &Chronology) -> Scene {
    let mut lanes = lanes(screen.record, chronology, screen.selection, screen.view, &[], screen.names);
    lanes.lanes.truncate(PAPER_LANES);
    drawn(screen, atlas, &lanes)
}

fn drawn(screen: &Screen, atlas: &Atlas, lanes: &Lanes) -> Scene {
    let height = lanes.lanes.len() as f32 * LANE;
    let top = HEAD + MAP;
    let mut scene = Scene::new(WIDTH, top + AXIS + height + FOOT);
    let plot = WIDTH - 2.0 * MARGIN;

    head(screen, &mut scene);
    scene.place(&map(screen, atlas, plot), Point::new(MARGIN, HEAD));

    let width = plot - LABELS;
    let scale = TimeScale::unfold(screen.view.window, screen.extent, 0.0, width);
    let (marks, axis) = timeline(screen, lanes, scale, (width, height), LANE);
    scene.place(&axis, Point::new(MARGIN + LABELS, top));
    scene.place(&marks, Point::new(MARGIN + LABELS, top + AXIS));
    for (at, lane) in lanes.lanes.iter().enumerate() {
        let y = top + AXIS + (at as f32 + 0.5) * LANE;
        let (label, is_head) = match lane.kind {
            LaneKind::Mechanism(_) => (lane.label.to_string(), false),
            LaneKind::Header { .. } if lane.label.is_empty() => {
                (screen.texts.timeline_no_theme.to_string(), true)
            }
            LaneKind::Header { .. } => (lane.label.to_string(), true),
            LaneKind::More { hidden, .. } => {
                (screen.counted(screen.texts.timeline_more, hidden as usize), false)
            }
        };
        text(&mut scene, Point::new(MARGIN, y), &label, 12.0, is_head, Role::Ink, Align::Start);
        if lane.count > 0 {
            let count = screen.names.number(lane.count);
            text(
                &mut scene,
                Point::new(MARGIN + LABELS - 14.0, y),
                &count,
                12.0,
                false,
                Role::Ink2,
                Align::End,
            );
        }
    }
    foot(screen, &mut scene);
    scene.targets.clear();
    scene
}

/// Lanes at rest in a width and height, and the axis that belongs to them.
pub fn timeline(
    screen: &Screen,
    lanes: &Lanes,
    scale: TimeScale,
    (width, height): (f32, f32),
    lane_height: f32,
) -> (Scene, Scene) {
    let ticks = ticks(&scale, screen.names);
    let marks = lanes_layout(&TimelineInput {
        record: screen.record,
        lanes,
        scale,
        ticks: &ticks,
        width,
        height,
        lane_height,
        scroll: 0.0,
        selected: None,
        hovered: None,
        hovered_lane: None,
        focus: None,
        growth: None,
        dim: 1.0,
        today: screen.today,
        words: screen.names,
    });
    let axis = axis(&AxisInput {
        scale,
        ticks: &ticks,
        width,
        today: screen.today,
        today_label: screen.texts.timeline_today,
        selected: None,
        words: screen.names,
    });
    (marks, axis)
}

/// The map on its place, without anything in focus but what is open or chosen.
fn map(screen: &Screen, atlas: &Atlas, width: f32) -> Scene {
    map_layout(&MapInput {
        record: screen.record,
        atlas,
        selection: screen.selection,
        viewport: &MapViewport::at(screen.view.at, width, MAP),
        focus: &screen.focus(),
        hovered: &Focus::None,
        labels: true,
        avoid: &[],
        words: screen.names,
    })
}

/// The name of the site, the result in a sentence, the filters.
fn head(screen: &Screen, scene: &mut Scene) {
    let sentence = sentence(screen).replace("**", "");
    let filters: Vec<String> = screen.view.parts().iter().map(|part| part_name(screen, part)).collect();
    text(scene, Point::new(MARGIN, 30.0), screen.texts.brand_name, 20.0, true, Role::Ink, Align::Start);
    let after =
        MARGIN + screen.names.width(screen.texts.brand_name, Font { size: 20.0, strong: true }) + 16.0;
    text(scene, Point::new(after, 31.0), &sentence, 15.0, false, Role::Ink, Align::Start);
    text(scene, Point::new(MARGIN, 54.0), &filters.join(" · "), 13.0, false, Role::Ink2, Align::Start);
}

/// Version, licence, address, and that borders imply nothing.
fn foot(screen: &Screen, scene: &mut Scene) {
    let texts = screen.texts;
    let bottom = scene.height;
    let rule =
        vec![Point::new(MARGIN, bottom - FOOT + 12.0), Point::new(WIDTH - MARGIN, bottom - FOOT + 12.0)];
    scene.items.push(Item::Line { points: rule, stroke: Stroke::solid(Role::Line, 1.0) });
    let version = screen.provenance();
    let address = [screen.origin, screen.base, &link::write(screen.view)].concat();
    text(scene, Point::new(MARGIN, bottom - 32.0), &version, 11.0, false, Role::Ink2, Align::Start);
    text(scene, Point::new(WIDTH - MARGIN, bottom - 32.0), &address, 11.0, false, Role::Ink2, Align::End);
    text(
        scene,
        Point::new(MARGIN, bottom - 14.0),
        texts.map_disclaimer,
        11.0,
        false,
        Role::Ink3,
        Align::Start,
    );
}

fn text(scene: &mut Scene, at: Point, text: &str, size: f32, strong: bool, role: Role, align: Align) {
    scene.items.push(Item::Text {
        at,
        text: text.into(),
        font: Font { size, strong },
        tint: role.into(),
        align,
        halo: None,
    });
}
