//! Pictures of scenes, held against accepted ones in `tests/snapshots/`: what was not meant to change looks as before.
//!
//! In goes an [excerpt](excerpt) of the record, drawn with the words of [`Plain`] and the colours of the style sheet. A
//! picture that is meant to change is accepted with `ENTENTE_BLESS=1 cargo test --test scenes`.

mod excerpt;
mod snapshot;

use std::cell::RefCell;
use std::rc::Rc;

use entente::draw::{Item, Palette, Point, Role, Scene, render, svg};
use entente::map::{Focus, MapInput, MapViewport, layout as map_layout};
use entente::timeline::{
    AxisInput, BEYOND, TimeScale, TimelineInput, axis, lanes, layout, overview, overview_axis, overview_bars,
    overview_frame, ticks,
};
use entente::view::{Group, MapAt, View, Window};
use entente::words::Plain;
use entente_record::{Day, Edtf, EventIndex};
use excerpt::EXCERPT;
use plotters::backend::SVGBackend;

const LANE: f32 = 24.0;
const TODAY: &str = "Today";

fn palette(dark: bool) -> Palette {
    Palette::from_tokens(include_str!("../../style/tokens.css"), dark).expect("the tokens are whole")
}

fn check(name: &str, scene: &Scene) {
    snapshot::check(name, &svg(scene, &palette(false), name));
}

fn day(text: &str) -> Day {
    Edtf::parse(text).expect("a date").earliest()
}

fn window(from: &str, to: &str) -> Window {
    Window { from: Some(day(from)), to: Some(day(to)) }
}

/// The first lanes of a view with the axis over them.
fn timeline(view: &View, rows: usize, selected: Option<EventIndex>) -> Scene {
    let width = 720.0;
    let selection = EXCERPT.select(view);
    let lanes = lanes(&EXCERPT.record, &EXCERPT.chronology, &selection, view, &[], &Plain);
    let height = lanes.lanes.len().min(rows) as f32 * LANE;
    let scale = TimeScale::unfold(view.window, EXCERPT.extent, 0.0, width);
    let ticks = ticks(&scale, &Plain);
    let mut scene = Scene::new(width, LANE + height);
    let marks = layout(&TimelineInput {
        record: &EXCERPT.record,
        lanes: &lanes,
        scale,
        ticks: &ticks,
        width,
        height,
        lane_height: LANE,
        scroll: 0.0,
        selected,
        hovered: None,
        hovered_lane: None,
        focus: None,
        growth: None,
        dim: 1.0,
        today: EXCERPT.today,
        words: &Plain,
    });
    scene.place(&axis_row(scale, width, selected), Point::new(0.0, 0.0));
    scene.place(&marks, Point::new(0.0, LANE));
    scene
}

fn axis_row(scale: TimeScale, width: f32, selected: Option<EventIndex>) -> Scene {
    axis(&AxisInput {
        scale,
        ticks: &ticks(&scale, &Plain),
        width,
        today: EXCERPT.today,
        today_label: TODAY,
        selected: selected.map(|event| EXCERPT.record.event(event).date),
        words: &Plain,
    })
}

fn grouped(group: Group) -> Scene {
    timeline(&View { group, ..View::default() }, 20, None)
}

#[test]
fn lanes_of_mechanisms_show_lives_marks_and_clusters() {
    check("lanes-mechanism", &grouped(Group::Mechanism));
}

#[test]
fn lanes_of_parties_show_bars_over_marks() {
    check("lanes-party", &grouped(Group::Party));
}

#[test]
fn lanes_of_themes_show_each_family_in_its_colour() {
    check("lanes-theme", &grouped(Group::Theme));
}

#[test]
fn lanes_of_regions_show_bars_over_marks() {
    check("lanes-region", &grouped(Group::Region));
}

#[test]
fn in_a_window_of_years_clusters_come_apart_and_coarse_dates_show_their_spans() {
    let view = View { window: window("2012", "2014-12-31"), ..View::default() };
    check("lanes-years", &timeline(&view, 20, None));
}

#[test]
fn in_a_window_of_weeks_every_meeting_lasts_its_days() {
    let view = View { window: window("2019-11-15", "2020-01-15"), ..View::default() };
    check("lanes-weeks", &timeline(&view, 20, None));
}

#[test]
fn the_selected_event_has_a_ring_a_guide_and_its_date_on_the_axis() {
    let selected = EXCERPT.event("ar-us-cyber-policy-working-group-2017-05-23");
    let view = View { window: window("2016", "2018-12-31"), ..View::default() };
    check("lanes-selected", &timeline(&view, 20, Some(selected)));
}

#[test]
fn in_the_dark_lanes_have_the_dark_colours() {
    let scene = timeline(&View::default(), 6, None);
    snapshot::check("lanes-dark", &svg(&scene, &palette(true), "lanes-dark"));
}

#[test]
fn the_overview_stacks_families_and_fades_what_lies_outside_of_the_window() {
    let (width, height) = (600.0, 56.0);
    let view = View { window: window("2012", "2019-12-31"), ..View::default() };
    let selection = EXCERPT.select(&view);
    let (record, chronology) = (&EXCERPT.record, &EXCERPT.chronology);
    let bars = overview_bars(record, chronology, &selection.any_time, &view.filter, EXCERPT.extent);
    let scale = TimeScale::unfold(Window::default(), EXCERPT.extent, 0.0, width);
    let edges = (scale.x(f64::from(day("2012").0)).round(), scale.x(f64::from(day("2020").0)).round());
    let mut picture = String::new();
    {
        let size = (width as u32 * 10, height as u32 * 10);
        let backend = Rc::new(RefCell::new(SVGBackend::with_string(&mut picture, size)));
        overview(&bars, &scale, height, &backend, &palette(false), 10.0).expect("a text takes all");
        let years = overview_axis(&scale, width, height, &Plain);
        let mut all = Scene::new(width, height);
        all.place(&years, Point::new(0.0, 0.0));
        all.place(&overview_frame(edges, width, height), Point::new(-BEYOND, 0.0));
        render(&all, &mut *backend.borrow_mut(), &palette(false), 10.0).expect("a text takes all");
    }
    snapshot::check("overview", &picture);
}

/// Axes over one another, each of its window.
#[test]
fn the_axis_counts_in_the_unit_that_suits_its_window() {
    let windows = [
        Window::default(),
        window("2009", "2026-12-31"),
        window("2012", "2016-12-31"),
        window("2015-03", "2016-02"),
        window("2016-11", "2017-01-31"),
        window("2017-05-10", "2017-05-31"),
    ];
    let width = 720.0;
    let mut scene = Scene::new(width, windows.len() as f32 * LANE);
    for (row, window) in windows.into_iter().enumerate() {
        let scale = TimeScale::unfold(window, EXCERPT.extent, 0.0, width);
        scene.place(&axis_row(scale, width, None), Point::new(0.0, row as f32 * LANE));
    }
    check("axis", &scene);
}

/// The map of the whole excerpt.
fn map(viewport: &MapViewport, focus: &Focus) -> Scene {
    let selection = EXCERPT.select(&View::default());
    map_layout(&MapInput {
        record: &EXCERPT.record,
        atlas: &EXCERPT.atlas,
        selection: &selection,
        viewport,
        focus,
        hovered: &Focus::None,
        labels: true,
        avoid: &[],
        words: &Plain,
    })
}

/// The whole world without borders and small islands, which weigh more than all else; other pictures show them near by.
fn world(focus: &Focus) -> Scene {
    let mut scene = map(&MapViewport::whole(360.0, 150.0), focus);
    for item in &mut scene.items {
        if let Item::Area { rings, .. } = item {
            rings.retain(|ring| width(ring) >= 16.0);
        }
    }
    scene.items.retain(|item| match item {
        Item::Area { rings, .. } => !rings.is_empty(),
        Item::Line { stroke, .. } => stroke.tint.role != Role::MapBorder,
        _ => true,
    });
    scene
}

fn width(ring: &[Point]) -> f32 {
    let (from, to) = ring.iter().fold((f32::MAX, f32::MIN), |(from, to), at| (from.min(at.x), to.max(at.x)));
    to - from
}

#[test]
fn the_map_of_the_world_shades_countries_and_joins_the_busiest_pairs() {
    check("map-world", &world(&Focus::None));
}

#[test]
fn a_country_in_focus_has_all_its_arcs() {
    check("map-country", &world(&Focus::Party(EXCERPT.party("US"))));
}

#[test]
fn an_event_in_focus_has_its_arc_alone() {
    let parties =
        EXCERPT.record.event(EXCERPT.event("ar-us-cyber-policy-working-group-2017-05-23")).parties.clone();
    check("map-event", &world(&Focus::Event(parties)));
}

#[test]
fn an_organisation_in_focus_outlines_its_members() {
    check("map-organisation", &world(&Focus::Organisation(EXCERPT.party("ASEAN"))));
}

#[test]
fn near_by_islands_have_shapes_and_coasts_more_detail() {
    let at = |zoom| Some(MapAt { lon: 10_400, lat: 150, zoom });
    for (name, zoom) in [("map-islands", 400), ("map-islands-near", 2_400)] {
        check(name, &map(&MapViewport::at(at(zoom), 400.0, 260.0), &Focus::None));
    }
}
