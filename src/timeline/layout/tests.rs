//! What the layout of lanes promises.

use super::*;
use crate::draw::Tint;
use crate::timeline::testing::{day, meetings, record, selection};
use crate::timeline::{Chronology, lanes, ticks};
use crate::view::{Group, View};
use crate::words::Plain;

struct Fixture {
    record: Record,
    lanes: Lanes,
    scale: TimeScale,
    ticks: Ticks,
}

impl Fixture {
    fn new(record: Record, group: Group, from: &str, to: &str) -> Self {
        let selection = selection(&record, |_| true);
        let view = View { group, ..View::default() };
        let lanes = lanes(&record, &Chronology::new(&record), &selection, &view, &[], &Plain);
        let (from, to) = (f64::from(day(from).0), f64::from(day(to).0));
        let scale = TimeScale { from, to, x0: 0.0, x1: 900.0 };
        Self { record, lanes, scale, ticks: ticks(&scale, &Plain) }
    }

    fn input(&self) -> TimelineInput<'_> {
        TimelineInput {
            record: &self.record,
            lanes: &self.lanes,
            scale: self.scale,
            ticks: &self.ticks,
            width: 900.0,
            height: 240.0,
            lane_height: 24.0,
            scroll: 0.0,
            selected: None,
            hovered: None,
            hovered_lane: None,
            focus: None,
            growth: None,
            dim: 0.22,
            today: day("2026-11-22"),
            words: &Plain,
        }
    }

    fn draw(&self) -> Scene {
        layout(&self.input())
    }
}

fn timeline(dates: &[&str], from: &str, to: &str) -> Fixture {
    Fixture::new(record(&[("a", dates)]), Group::Mechanism, from, to)
}

fn counted(scene: &Scene) -> usize {
    scene
        .targets
        .iter()
        .map(|target| match &target.subject {
            Subject::Cluster(range) => range.len(),
            _ => 1,
        })
        .sum()
}

/// Left and right end of every whisker, by its end ticks.
fn whiskers(scene: &Scene) -> Vec<(f32, f32)> {
    let ticks: Vec<f32> = scene
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Box { rect, fill: Some(Tint { role: Role::LineStrong, .. }), .. } if rect.height == 6.0 => {
                Some(rect.centre().x)
            }
            _ => None,
        })
        .collect();
    ticks.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
}

fn dashed(scene: &Scene) -> usize {
    let is = |item: &&Item| matches!(item, Item::Line { stroke: Stroke { dash: Dash::Dashed, .. }, .. });
    scene.items.iter().filter(is).count()
}

#[test]
fn marks_and_counts_add_up_to_the_events_in_view() {
    let dates: Vec<String> =
        (0..200).map(|at| format!("20{:02}-{:02}-{:02}", 10 + at % 10, at % 12 + 1, at % 28 + 1)).collect();
    let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
    let fixture = timeline(&dates, "2009-01-01", "2021-01-01");
    assert_eq!(counted(&fixture.draw()), 200);
    let event = fixture.lanes.lane_events(0)[77];
    let scene = layout(&TimelineInput { selected: Some(event), ..fixture.input() });
    assert_eq!(counted(&scene), 200);
    let alone = scene.targets.iter().filter(|target| target.subject == Subject::Event(event));
    assert_eq!(alone.count(), 1);
}

#[test]
fn what_is_drawn_does_not_grow_with_the_events_held() {
    let many = |count: usize| {
        let date = |at: usize| Edtf { start: Day(14_000 + (at * 5_000 / count) as i32).moment(), end: None };
        let dates = (0..count).map(|at| (at % 3, date(at))).collect();
        Fixture::new(meetings(&["a", "b", "c"], dates), Group::Mechanism, "2008-01-01", "2022-01-01")
    };
    let (some, more) = (many(3_000).draw(), many(60_000).draw());
    assert!(some.targets.len() <= 3 * 900 / 32 && more.targets.len() <= 3 * 900 / 32);
    assert!(more.items.len() <= some.items.len() + 20, "{} {}", some.items.len(), more.items.len());
    assert_eq!(counted(&more), 60_000);
}

#[test]
fn lanes_out_of_view_are_not_laid_out() {
    let names: Vec<String> = (0..300).map(|at| format!("m-{at:03}")).collect();
    let list: Vec<(&str, &[&str])> =
        names.iter().map(|name| (name.as_str(), &["2012-01-01", "2016-01-01"][..])).collect();
    let fixture = Fixture::new(record(&list), Group::Mechanism, "2008-01-01", "2022-01-01");
    let scene = layout(&TimelineInput { scroll: 1_212.0, ..fixture.input() });
    let seen: Vec<u32> = scene.targets.iter().filter_map(|target| target.lane).collect();
    assert_eq!((seen[0], *seen.last().unwrap()), (50, 60));
    assert!(scene.items.len() < 150, "{}", scene.items.len());
}

#[test]
fn a_coarse_date_spans_all_that_it_can_mean() {
    let fixture = timeline(&["2016", "2014-05-06"], "2010-01-01", "2022-01-01");
    let scale = fixture.scale;
    let x = |text: &str| scale.x(f64::from(day(text).0));
    let whiskers = whiskers(&fixture.draw());
    assert_eq!(whiskers.len(), 1, "a day has none");
    assert!((whiskers[0].0 - x("2016-01-01")).abs() < 0.1 && (whiskers[0].1 - x("2017-01-01")).abs() < 0.1);
}

#[test]
fn a_month_shows_its_span_once_it_is_wider_than_its_mark() {
    let draw = |from, to| whiskers(&timeline(&["2016-05"], from, to).draw()).len();
    assert_eq!(draw("2010-01-01", "2022-01-01"), 0);
    assert_eq!(draw("2016-01-01", "2017-01-01"), 1);
}

#[test]
fn an_uncertain_date_shows_a_broken_span_at_any_zoom() {
    for (date, from, to) in [
        ("2016-05-06?", "1990-01-01", "2026-01-01"),
        ("2016-05-06?", "2016-05-01", "2016-05-20"),
        ("2016?", "1900-01-01", "2026-01-01"),
        ("2016-05-06/2016-05-07?", "1990-01-01", "2026-01-01"),
    ] {
        let scene = timeline(&[date], from, to).draw();
        assert_eq!(dashed(&scene), 1, "{date}");
        let whiskers = whiskers(&scene);
        assert!(whiskers[0].1 - whiskers[0].0 >= 34.0, "{date}");
    }
}

#[test]
fn a_year_shows_in_a_window_that_it_surrounds() {
    let scene = timeline(&["2016", "2010-01-01"], "2016-02-01", "2016-03-01").draw();
    let met: Vec<&Subject> = scene.targets.iter().map(|target| &target.subject).collect();
    assert_eq!(met, [&Subject::Event(EventIndex(1))]);
    assert!(scene.items.iter().all(|item| !matches!(item, Item::Disc { .. })), "no mark on a false day");
    let rule = |item: &&Item| matches!(item, Item::Box { rect, fill: Some(Tint { role: Role::LineStrong, .. }), .. } if rect.height == 1.0);
    assert_eq!(scene.items.iter().filter(rule).count(), 1);
}

#[test]
fn a_meeting_of_several_days_is_a_bar_when_there_is_room() {
    let bars = |from, to| {
        let scene = timeline(&["2016-05-06/2016-05-10"], from, to).draw();
        let bar = |item: &&Item| matches!(item, Item::Box { radius, .. } if *radius == 4.0);
        scene.items.iter().filter(bar).count()
    };
    assert_eq!(bars("2016-05-01", "2016-06-01"), 1);
    assert_eq!(bars("2010-01-01", "2022-01-01"), 0);
}

#[test]
fn lanes_end_as_their_status_says() {
    let end = |status, kind| {
        let mut record = record(&[("a", &["2012-01-01", "2016-01-01"])]);
        record.mechanisms[0].status = status;
        record.events[1].kind = kind;
        let scene = Fixture::new(record, Group::Mechanism, "2010-01-01", "2027-01-01").draw();
        let dots = scene
            .items
            .iter()
            .filter(|it| matches!(it, Item::Line { stroke: Stroke { dash: Dash::Dotted, .. }, .. }));
        let ticks = scene
            .items
            .iter()
            .filter(|item| matches!(item, Item::Box { fill: Some(Tint { role: Role::LineStrong, .. }), .. }));
        (dots.count(), ticks.count())
    };
    assert_eq!(end(Status::Active, Kind::Meeting), (1, 0));
    assert_eq!(end(Status::Concluded, Kind::Meeting), (0, 1));
    assert_eq!(end(Status::Suspended, Kind::Meeting), (0, 2));
    assert_eq!(end(Status::Suspended, Kind::Suspension), (0, 0));
    assert_eq!(end(Status::Unknown, Kind::Meeting), (0, 0));
}

#[test]
fn a_selection_dims_the_other_lanes_and_focus_dims_other_events() {
    let record = record(&[("a", &["2012-01-01", "2016-01-01"]), ("b", &["2014-01-01"])]);
    let fixture = Fixture::new(record, Group::Mechanism, "2010-01-01", "2020-01-01");
    let faint = |scene: &Scene| {
        let dim = |item: &&Item| matches!(item, Item::Disc { fill: Some(fill), .. } if fill.opacity < 1.0);
        scene.items.iter().filter(dim).count()
    };
    assert_eq!(faint(&fixture.draw()), 0);
    let selected = Some(EventIndex(0));
    assert_eq!(faint(&layout(&TimelineInput { selected, ..fixture.input() })), 1);
    let mut focus = Bits::none(3);
    focus.insert(1);
    assert_eq!(faint(&layout(&TimelineInput { focus: Some(&focus), ..fixture.input() })), 2);
}

#[test]
fn headers_show_bars_and_no_targets() {
    let fixture = Fixture::new(
        record(&[("a", &["2012-01-01", "2012-02-01", "2016-01-01"])]),
        Group::Theme,
        "2010-01-01",
        "2020-01-01",
    );
    let scene = fixture.draw();
    assert!(scene.targets.iter().all(|target| target.lane == Some(1)));
    let bar = |item: &Item| match item {
        Item::Box { rect, fill: Some(Tint { role: Role::Family(Family::Policy), .. }), .. } => {
            Some(rect.height)
        }
        _ => None,
    };
    let heights: Vec<f32> = scene.items.iter().filter_map(bar).collect();
    assert_eq!(heights, [17.0, 8.5]);
}
