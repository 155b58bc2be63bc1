//! What holds of every timeline: any record, selection, window, grouping, size. The seed is fixed, so that a run that
//! fails fails again.

use std::collections::BTreeSet;
use std::sync::Arc;

use entente_record::{Day, Edtf, EventIndex, Moment, Record};
use proptest::{prelude::*, sample::Index as Pick, test_runner::RngSeed};

use super::testing::{day, meetings};
use super::{
    Chronology, Extent, Header, LaneKind, Lanes, TimeScale, TimelineInput, lanes, layout, overview_bars,
    place, ticks,
};
use crate::draw::{Item, Point, Scene, Subject, Target};
use crate::query::{Index, Selection, select};
use crate::testing::{any_record, any_view, names};
use crate::view::{Group, Sort, View, Window};
use crate::words::Plain;

/// How far from the selected mark others are pushed; at the edge of the plot they may be pushed out of it.
const PUSHED: f32 = 60.0;

/// How far a glyph at the edge reaches, so that an event a little outside of the window may be part of it.
const REACH: f32 = 40.0;

fn config() -> ProptestConfig {
    ProptestConfig { cases: 200, rng_seed: RngSeed::Fixed(20_261_122), ..ProptestConfig::default() }
}

/// Up to four mechanisms with up to 160 events in a few years, many of them close together.
fn crowded() -> impl Strategy<Value = Record> {
    let first = day("2010-01-01").0;
    let date = (0..2_000i32, 0..400i32, 0..10u8).prop_map(move |(at, length, form)| {
        // Half of all days are few.
        let start = Day(first + if at % 2 == 0 { at } else { at % 90 }).moment();
        let month = Moment { day: 0, ..start };
        let uncertain = |it| Moment { uncertain: true, ..it };
        let end = Some(Day(first + at + length).moment()).filter(|end| end.earliest() >= start.earliest());
        match form {
            0 => Edtf { start: month, end: None },
            1 => Edtf { start: Moment { month: 0, ..month }, end: None },
            2 => Edtf { start, end },
            3 => Edtf { start: uncertain(start), end: None },
            4 => Edtf { start: uncertain(month), end: None },
            _ => Edtf { start, end: None },
        }
    });
    proptest::collection::vec((0..4usize, date), 1..160)
        .prop_map(|dates| meetings(&["m-a", "m-b", "m-c", "m-d"], dates))
}

fn any_shape() -> impl Strategy<Value = View> {
    let window = proptest::option::of((0..2_500i32, 14..2_500i32)).prop_map(|window| match window {
        Some((from, length)) => {
            let from = day("2009-06-01").0 + from;
            Window { from: Some(Day(from)), to: Some(Day(from + length)) }
        }
        None => Window::default(),
    });
    (window, proptest::sample::select(&Group::ALL[..]), proptest::sample::select(&Sort::ALL[..]))
        .prop_map(|(window, group, sort)| View { window, group, sort, ..View::default() })
}

/// Sizes and places of a frame: width and height of the plot, height of a lane, scroll.
fn any_frame() -> impl Strategy<Value = (f32, f32, f32, f32)> {
    (
        200f32..2_600.0,
        40f32..900.0,
        proptest::sample::select(&[22f32, 24.0, 28.0, 36.0, 44.0][..]),
        0f32..300.0,
    )
}

/// A timeline with all that it was made from.
struct Frame {
    record: Record,
    selection: Selection,
    lanes: Lanes,
    scale: TimeScale,
    selected: Option<EventIndex>,
    lane_height: f32,
    scroll: f32,
    scene: Scene,
}

impl Frame {
    fn new(
        record: Record,
        view: &View,
        (width, height, lane_height, scroll): (f32, f32, f32, f32),
        selected: Option<Pick>,
    ) -> Self {
        let selection = select(&record, &Index::new(&record, Arc::new(names)), view);
        let chronology = Chronology::new(&record);
        let lanes = lanes(&record, &chronology, &selection, view, &[], &Plain);
        let today = day("2016-11-22");
        let scale = TimeScale::unfold(view.window, chronology.extent(today), 16.0, width - 24.0);
        let events: Vec<usize> = selection.events.iter().collect();
        let selected = selected.filter(|_| !events.is_empty()).map(|it| EventIndex(*it.get(&events) as u32));
        let ticks = ticks(&scale, &Plain);
        let scene = layout(&TimelineInput {
            record: &record,
            lanes: &lanes,
            scale,
            ticks: &ticks,
            width,
            height,
            lane_height,
            scroll,
            selected,
            hovered: None,
            hovered_lane: None,
            focus: None,
            growth: None,
            dim: 0.22,
            today,
            words: &Plain,
        });
        Self { record, selection, lanes, scale, selected, lane_height, scroll, scene }
    }

    fn top(&self, lane: usize) -> f32 {
        lane as f32 * self.lane_height - self.scroll
    }

    /// The lanes of which at least a part is in the plot.
    fn in_view(&self) -> impl Iterator<Item = usize> + '_ {
        let is_in_view = |at: &usize| self.top(*at) < self.scene.height && self.top(at + 1) > 0.0;
        (0..self.lanes.lanes.len()).filter(is_in_view)
    }

    /// What a lane's targets stand for, each event as often as it is met.
    fn met(&self, lane: usize) -> Vec<EventIndex> {
        let of_lane = self.scene.targets.iter().filter(|target| target.lane == Some(lane as u32));
        of_lane.flat_map(|target| self.events(target)).collect()
    }

    fn events(&self, target: &Target) -> Vec<EventIndex> {
        match &target.subject {
            Subject::Event(event) => vec![*event],
            Subject::Cluster(range) => self.lanes.events(range).to_vec(),
            _ => Vec::new(),
        }
    }

    fn x(&self, event: EventIndex) -> f32 {
        self.scale.x(f64::from(place(&self.record.event(event).date)))
    }

    /// Whether the mark of an event, its glyph or all that its date can mean is in the plot at least in part.
    fn reaches_the_plot(&self, event: EventIndex) -> bool {
        let date = &self.record.event(event).date;
        let span =
            [f64::from(date.earliest().0), f64::from(date.latest().0) + 1.0].map(|day| self.scale.x(day));
        let x = self.x(event);
        span[0].min(x) <= self.scale.x1 + REACH && span[1].max(x) >= self.scale.x0 - REACH
    }

    /// Whether the selected mark may have pushed the event out of the plot.
    fn is_pushed(&self, event: EventIndex) -> bool {
        self.selected.is_some_and(|selected| {
            let x = self.x(selected);
            selected != event
                && (x - self.x(event)).abs() < PUSHED
                && (x - self.scale.x0 < PUSHED || self.scale.x1 - x < PUSHED)
        })
    }
}

/// Left, top, right and bottom of an item, without the width of its line.
fn extent(item: &Item) -> (f32, f32, f32, f32) {
    let around = |points: &mut dyn Iterator<Item = &Point>| {
        let start = (f32::MAX, f32::MAX, f32::MIN, f32::MIN);
        points.fold(start, |it, p| (it.0.min(p.x), it.1.min(p.y), it.2.max(p.x), it.3.max(p.y)))
    };
    match item {
        Item::Area { rings, .. } => around(&mut rings.iter().flatten()),
        Item::Line { points, .. } => around(&mut points.iter()),
        Item::Box { rect, .. } => (rect.x, rect.y, rect.x + rect.width, rect.y + rect.height),
        Item::Disc { centre, radius, .. } => {
            (centre.x - radius, centre.y - radius, centre.x + radius, centre.y + radius)
        }
        Item::Text { at, .. } => (at.x, at.y, at.x, at.y),
    }
}

fn count(lanes: &Lanes, is: impl Fn(&LaneKind) -> bool) -> u32 {
    lanes.lanes.iter().filter(|lane| is(&lane.kind)).map(|lane| lane.count).sum()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn nothing_of_a_lane_is_drawn_outside_of_it_or_far_from_the_plot(
        record in crowded(), view in any_shape(), frame in any_frame(), selected: Option<Pick>,
    ) {
        let frame = Frame::new(record, &view, frame, selected);
        for item in &frame.scene.items {
            let (left, top, right, bottom) = extent(item);
            prop_assert!([left, top, right, bottom].iter().all(|it| it.is_finite()), "{:?}", item);
            // The grid, today and the guide of the selected mark are the plot's.
            let is_line = matches!(item, Item::Line { .. }) && left == right;
            let is_rule = matches!(item, Item::Box { .. }) && right - left <= 1.5 && top == 0.0;
            if bottom - top > frame.lane_height + 0.5 || is_line || is_rule {
                prop_assert!(left >= frame.scale.x0 - 1.0 && right <= frame.scale.x1 + 2.0, "{:?}", item);
                continue;
            }
            let lane = ((top + bottom) / 2.0 + frame.scroll) / frame.lane_height;
            let band = (frame.top(lane.floor() as usize), frame.top(lane.floor() as usize + 1));
            // The rule between lanes stands on a whole pixel.
            prop_assert!(top >= band.0 - 0.5 && bottom <= band.1 + 0.5, "{:?} in {:?}", item, band);
            prop_assert!(lane >= 0.0 && (lane as usize) < frame.lanes.lanes.len(), "{:?}", item);
            if right - left < frame.scene.width {
                let room = 2.0 * REACH;
                prop_assert!(left >= frame.scale.x0 - room && right <= frame.scale.x1 + room, "{:?}", item);
            }
        }
        for target in &frame.scene.targets {
            let lane = target.lane.map(|lane| lane as usize);
            prop_assert!(lane.is_some_and(|lane| frame.lanes.lanes[lane].has_marks()));
            let top = frame.top(lane.unwrap_or(0));
            prop_assert!((target.rect.y - top).abs() < 0.01 && target.rect.height == frame.lane_height);
            let (left, right) = (target.rect.x, target.rect.x + target.rect.width);
            prop_assert!(right >= frame.scale.x0 && left <= frame.scale.x1, "{:?}", target);
        }
    }

    #[test]
    fn every_event_of_the_window_is_met_in_its_lane_once_and_nothing_else_is(
        record in crowded(), view in any_shape(), frame in any_frame(), selected: Option<Pick>,
    ) {
        let frame = Frame::new(record, &view, frame, selected);
        for lane in frame.in_view().filter(|at| frame.lanes.lanes[*at].has_marks()) {
            let met = frame.met(lane);
            let once: BTreeSet<EventIndex> = met.iter().copied().collect();
            prop_assert_eq!(met.len(), once.len(), "an event is met twice");
            for &event in frame.lanes.lane_events(lane as u32) {
                let (x, is_met) = (frame.x(event), once.contains(&event));
                let is_within = (frame.scale.x0..=frame.scale.x1).contains(&x);
                prop_assert!(is_met || !is_within || frame.is_pushed(event), "{:?} at {} is not met", event, x);
                prop_assert!(!is_met || frame.reaches_the_plot(event), "{:?} at {}", event, x);
            }
        }
    }

    #[test]
    fn marks_and_clusters_of_the_whole_record_sum_to_the_selection(
        record in crowded(), view in any_shape(), frame in any_frame(),
    ) {
        let view = View { window: Window::default(), group: Group::Mechanism, ..view };
        let (width, _, lane_height, _) = frame;
        let frame = Frame::new(record, &view, (width, 4.0 * lane_height, lane_height, 0.0), None);
        let met: usize = (0..frame.lanes.lanes.len()).map(|lane| frame.met(lane).len()).sum();
        prop_assert_eq!(met, frame.selection.events.count());
    }

    #[test]
    fn where_a_mark_is_drawn_it_is_hit(
        record in crowded(), view in any_shape(), frame in any_frame(), selected: Option<Pick>,
    ) {
        let frame = Frame::new(record, &view, frame, selected);
        for target in &frame.scene.targets {
            let centre = target.rect.centre();
            let hit = frame.scene.hit(centre);
            let same_place = hit.is_some_and(|hit| hit.rect.centre() == centre);
            prop_assert!(hit == Some(target) || same_place, "{:?} gives {:?}", target, hit);
        }
        // Marks themselves, whatever their targets are: discs are meetings, as all events here are.
        let marks = frame.scene.items.iter().filter_map(|item| match item {
            Item::Disc { centre, radius, .. } if *radius < 6.0 => Some(*centre),
            Item::Box { rect, radius, .. } if *radius == 8.0 => Some(rect.centre()),
            _ => None,
        });
        for mark in marks {
            let hit = frame.scene.hit(mark);
            prop_assert!(hit.is_some(), "nothing at {:?}", mark);
            let events = hit.map(|hit| frame.events(hit)).unwrap_or_default();
            let near = events.iter().any(|event| (frame.x(*event) - mark.x).abs() < 2.0 * REACH);
            prop_assert!(near, "{:?} at {:?}", hit, mark);
        }
    }

    #[test]
    fn lanes_count_what_the_selection_counts(record in any_record(), view in any_view()) {
        let selection = select(&record, &Index::new(&record, Arc::new(names)), &view);
        let chronology = Chronology::new(&record);
        let all = selection.events.count() as u32;
        let built = |opened: &[Header]| lanes(&record, &chronology, &selection, &view, opened, &Plain);
        let folded = built(&[]);
        let is_header = |kind: &LaneKind| matches!(kind, LaneKind::Header { .. });
        match view.group {
            Group::Mechanism => prop_assert_eq!(count(&folded, |_| true), all),
            // An event stands in one family: that of the theme which colours it.
            Group::Theme => prop_assert_eq!(count(&folded, is_header), all),
            Group::Party => for lane in &folded.lanes {
                if let LaneKind::Header { of: Header::Party(party), .. } = lane.kind {
                    prop_assert_eq!(lane.count, selection.parties[party.index()].events);
                }
            },
            Group::Region => prop_assert!(folded.lanes.iter().filter(|it| is_header(&it.kind)).all(|it| it.count <= all)),
        }
        let headers: Vec<Header> = folded.lanes.iter().filter_map(|lane| match lane.kind {
            LaneKind::Header { of, .. } => Some(of),
            _ => None,
        }).collect();
        let opened = built(&headers);
        let mut sum = None;
        for lane in &opened.lanes {
            match lane.kind {
                LaneKind::Header { .. } => {
                    prop_assert!(sum.is_none_or(|rest| rest == 0), "mechanisms count more or less than their header");
                    sum = Some(lane.count);
                }
                LaneKind::Mechanism(_) => sum = sum.map(|rest| rest - lane.count),
                LaneKind::More { .. } => prop_assert!(false, "nothing is hidden of what is open"),
            }
        }
        prop_assert!(sum.is_none_or(|rest| rest == 0));
    }

    #[test]
    fn bars_of_the_overview_sum_to_what_passes_at_any_time(record in any_record(), view in any_view()) {
        let selection = select(&record, &Index::new(&record, Arc::new(names)), &view);
        let chronology = Chronology::new(&record);
        let extent: Extent = chronology.extent(day("2016-11-22"));
        let bars = overview_bars(&record, &chronology, &selection.any_time, &view.filter, extent);
        let sum: u32 = bars.counts.iter().flatten().sum();
        prop_assert_eq!(sum as usize, selection.any_time.count());
    }
}
