//! The lanes in view as a scene: grid, life spans, marks, clusters, the selected mark and the line at today.
//!
//! Only the lanes in view are laid out, and of each only what its pixels can show ([`cluster`](super::cluster)).

use entente_geometry::Within;
use std::ops::Range;

use entente_record::{Day, Edtf, EventIndex, Family, Kind, Precision, Record, Status};

use super::chronology::{place, quarter_of, quarter_start};
use super::cluster::{Glyph, glyphs};
use super::growth::Growth;
use super::lanes::{Lane, LaneKind, Lanes};
use super::marks::{Layer, Layers, Look, RING, role};
use super::ticks::Ticks;
use super::{Header, TimeScale};
use crate::draw::{Dash, Item, Point, Rect, Role, Scene, Stroke, Subject, Target};
use crate::query::Bits;
use crate::words::Words;

/// Least width of a mark's target.
const TARGET: f32 = 16.0;
/// Half the least width of the span of an uncertain date, so that it shows beside its mark.
const UNCERTAIN: f32 = 17.0;
/// A span narrower than its mark says nothing that the mark does not.
const NARROW: f32 = 10.0;
/// Clusters of up to this many show the spans of their coarse dates: as many as a tooltip lists.
const LISTED: usize = 6;
/// How many events on either side of the plot are asked whether their span reaches into it.
const BEYOND: usize = 32;
/// How many events of a capsule are asked whether they are in focus.
const SAMPLED: usize = 64;
/// How large a mark is when it leaves its cluster, in parts of its size.
const SEED: f32 = 0.4;
/// Least width of a header's bar; where quarters are narrower, a bar is several of them.
const BAR: f32 = 3.0;

/// What a frame of the timeline shows.
#[derive(Clone, Copy)]
pub struct TimelineInput<'a> {
    /// What is known.
    pub record: &'a Record,
    /// The lanes of the selection.
    pub lanes: &'a Lanes,
    /// The window.
    pub scale: TimeScale,
    /// The lines of the grid: the axis has the same.
    pub ticks: &'a Ticks,
    /// Width of the plot in pixels; the scale's pixels lie within it.
    pub width: f32,
    /// Height of the plot in pixels.
    pub height: f32,
    /// Height of a lane in pixels.
    pub lane_height: f32,
    /// How many pixels of lanes lie above the plot.
    pub scroll: f32,
    /// The open event.
    pub selected: Option<EventIndex>,
    /// The event under the pointer.
    pub hovered: Option<EventIndex>,
    /// The lane under the pointer.
    pub hovered_lane: Option<u32>,
    /// Events in focus (of the filter under the pointer): the others are dimmed. `None`: all.
    pub focus: Option<&'a Bits>,
    /// What grows out of clusters of earlier frames, and the present moment in milliseconds. `None`: nothing.
    pub growth: Option<(&'a Growth, f64)>,
    /// Opacity of what is not in focus: `--mark-dim`.
    pub dim: f32,
    /// Today.
    pub today: Day,
    /// Names and formats.
    pub words: &'a dyn Words,
}

/// The lanes in view.
pub fn layout(input: &TimelineInput) -> Scene {
    let lane_height = input.lane_height.max(1.0);
    let first = (input.scroll / lane_height).floor().max(0.0) as usize;
    let last = ((input.scroll + input.height) / lane_height).ceil().max(0.0) as usize;
    let selected = input.selected.map(|event| (event, place(&input.record.event(event).date)));
    let selected_lane = selected.and_then(|(event, place)| input.lanes.find(event, place));
    let mut frame = Frame {
        input,
        lane_height,
        selected: selected.filter(|_| selected_lane.is_some()),
        quarters: None,
        layers: Layers::default(),
        targets: Vec::new(),
    };
    frame.grid();
    for (at, lane) in input.lanes.lanes.iter().enumerate().take(last).skip(first) {
        frame.lane(at as u32, lane);
    }
    frame.today();
    if let (Some((_, place)), Some(lane)) = (selected, selected_lane) {
        frame.guide(place, lane);
    }
    Scene {
        width: input.width,
        height: input.height,
        items: frame.layers.into_items(),
        targets: frame.targets,
    }
}

/// Where a bar of header lanes begins and ends, in pixels and in days.
struct Quarter {
    pixels: (f32, f32),
    days: (f32, f32),
}

/// The bars of a window: quarters, or as many quarters as make a bar wide enough.
struct Quarters {
    bars: Vec<Quarter>,
    single: bool,
}

struct Frame<'a> {
    input: &'a TimelineInput<'a>,
    lane_height: f32,
    /// The selected event and its place, if a lane shows it.
    selected: Option<(EventIndex, f32)>,
    /// The bars' places, once a header has asked for them.
    quarters: Option<Quarters>,
    layers: Layers,
    targets: Vec<Target>,
}

impl Frame<'_> {
    fn top(&self, lane: u32) -> f32 {
        lane as f32 * self.lane_height - self.input.scroll
    }

    fn x(&self, place: f32) -> f32 {
        self.input.scale.x(f64::from(place))
    }

    fn grid(&mut self) {
        let (scale, height) = (&self.input.scale, self.input.height);
        let line = |x: f32| Rect::new(x.round(), 0.0, 1.0, height);
        for &x in self.input.ticks.minor.iter().filter(|x| (scale.x0..=scale.x1).contains(x)) {
            self.layers.fill(Layer::Minor, line(x), Role::Grid.at(0.5));
        }
        for tick in self.input.ticks.major.iter().filter(|tick| tick.x >= scale.x0) {
            self.layers.fill(Layer::Grid, line(tick.x), Role::Grid);
        }
    }

    fn today(&mut self) {
        let x = self.input.scale.x(f64::from(self.input.today.0) + 0.5);
        if (self.input.scale.x0..=self.input.scale.x1).contains(&x) {
            self.layers.fill(Layer::Today, Rect::new(x.round(), 0.0, 1.0, self.input.height), Role::Today);
        }
    }

    /// The line from the axis to the selected mark, dotted below it.
    fn guide(&mut self, place: f32, lane: u32) {
        let (x, y) = (self.x(place), self.top(lane) + self.lane_height / 2.0);
        if !(self.input.scale.x0..=self.input.scale.x1).contains(&x) {
            return;
        }
        let height = self.input.height;
        let above = (y - RING).min(height);
        if above > 0.0 {
            self.layers.fill(Layer::Guide, Rect::new(x - 0.75, 0.0, 1.5, above), Role::Ink.at(0.8));
        }
        let below = y + RING + 3.0;
        // Whole steps, so that dots keep their places when the mark is above the plot.
        let start = below + (-below / 4.0).max(0.0).ceil() * 4.0;
        if start < height {
            let dots = Stroke { tint: Role::Ink.at(0.8), width: 1.5, dash: Dash::Dotted };
            let points = vec![Point::new(x, start), Point::new(x, height)];
            self.layers.put(Layer::Guide, Item::Line { points, stroke: dots });
        }
    }

    fn lane(&mut self, at: u32, lane: &Lane) {
        let band = Rect::new(0.0, self.top(at), self.input.width, self.lane_height);
        let chosen = self
            .selected
            .is_some_and(|(event, place)| self.input.lanes.position(lane, event, place).is_some());
        let stripe = match lane.kind {
            LaneKind::Header { .. } => Some(Role::Sunken),
            _ if chosen => Some(Role::Hover),
            _ if self.input.hovered_lane == Some(at) => Some(Role::LaneAlt),
            _ => None,
        };
        if let Some(role) = stripe {
            self.layers.fill(Layer::Stripe, band, role);
        }
        let rule = Rect::new(0.0, (band.y + band.height).round() - 1.0, band.width, 1.0);
        self.layers.fill(Layer::Grid, rule, Role::Grid);
        match lane.kind {
            LaneKind::Header { of, .. } => self.bars(of, lane, band),
            LaneKind::Mechanism(_) => self.marks(at, lane, band.centre().y, chosen),
            LaneKind::More { .. } => {}
        }
    }

    /// Bars per quarter, as high as the lane's busiest quarter allows.
    fn bars(&mut self, of: Header, lane: &Lane, band: Rect) {
        let scale = self.input.scale;
        let quarters = self.quarters.take().unwrap_or_else(|| quarters(&scale));
        let places = &self.input.lanes.places[lane.span()];
        let (base, room) = (band.y + band.height - 1.0, band.height - 7.0);
        let (colour, tint) = match of {
            Header::Family(family) => {
                let colour = family.map_or(Family::ALL.len(), Family::index);
                (colour, role(colour).into())
            }
            Header::Party(_) | Header::Region(_) => (0, Role::LineStrong.into()),
        };
        let look = Look { colour, opacity: 1.0, size: 0.0, selected: false };
        let counts: Vec<usize> = quarters.bars.iter().map(|bar| count_between(places, bar.days)).collect();
        let busiest = counts.iter().copied().max().unwrap_or(0);
        // A fixed measure while panning; bars of several quarters are measured against each other.
        let full = if quarters.single { busiest.max(lane.peak as usize) } else { busiest };
        for (bar, count) in quarters.bars.iter().zip(counts).filter(|(_, count)| *count > 0) {
            let height = (room * count as f32 / full as f32).max(2.0);
            // Up to the ends of the plot: in a picture the names of lanes stand beside it.
            let right = (bar.pixels.1 - 1.0).max(bar.pixels.0 + 1.0).min(scale.x1);
            let left = bar.pixels.0.max(scale.x0);
            if right <= left {
                continue;
            }
            let rect = Rect::new(left, base - height, right - left, height);
            let item = Item::Box { rect, radius: 0.0, fill: Some(tint), stroke: None };
            self.layers.put_as(Layer::Bar, &look, item);
        }
        self.quarters = Some(quarters);
    }

    fn marks(&mut self, at: u32, lane: &Lane, y: f32, chosen: bool) {
        let lanes = self.input.lanes;
        let start = lane.range.start as usize;
        let places = &lanes.places[lane.span()];
        let selected = if chosen { self.selected } else { None };
        let selected = selected.and_then(|(event, place)| lanes.position(lane, event, place));
        let found = glyphs(places, &self.input.scale, selected.map(|at| at - start));
        let opacity = if self.selected.is_some() && !chosen { self.input.dim } else { 1.0 };
        self.life(lane, y, opacity, found.last());
        let (before, after) = beyond(places, &found, &self.input.scale);
        self.beyond(at, start, before, y, opacity);
        for glyph in found {
            let events = start + glyph.events.start..start + glyph.events.end;
            self.glyph(at, &glyph, events, Point::new(glyph.x, y), selected, opacity);
        }
        self.beyond(at, start, after, y, opacity);
    }

    fn glyph(
        &mut self,
        lane: u32,
        glyph: &Glyph,
        events: Range<usize>,
        centre: Point,
        selected: Option<usize>,
        opacity: f32,
    ) {
        let lanes = self.input.lanes;
        let indexes = &lanes.events[events.clone()];
        let rect = Rect::about(centre, (glyph.half * 2.0).max(TARGET), self.lane_height);
        // It answers where it will be, and is drawn where it has come to.
        let (centre, grown) = self.grown(&events, centre);
        let opacity = if self.in_focus(indexes) { opacity } else { opacity.min(self.input.dim) };
        if indexes.len() <= LISTED {
            for at in events.clone() {
                self.span(at, centre.y, opacity, indexes.len() == 1);
            }
        }
        let subject = if let [event] = *indexes {
            let is_selected = selected == Some(events.start);
            let large = is_selected || self.input.hovered == Some(event);
            let look = Look {
                colour: usize::from(lanes.colours[events.start]),
                opacity,
                size: if large { 12.0 } else { 10.0 } * grown,
                selected: is_selected,
            };
            if is_selected {
                self.layers.ring(centre);
            }
            self.layers.mark(self.input.record.event(event).kind, centre, &look);
            Subject::Event(event)
        } else {
            let counts = lanes.colours(events.clone());
            // The first of the most frequent, so that ties follow the order of families.
            let most = counts.iter().copied().max().unwrap_or(0);
            let colour = counts.iter().position(|&count| count == most).unwrap_or(0);
            let look = Look { colour, opacity, size: 0.0, selected: false };
            let count = count_label(indexes.len(), self.input.words);
            self.layers.capsule(centre, glyph.half * 2.0, count, &look);
            Subject::Cluster(events.start as u32..events.end as u32)
        };
        self.targets.push(Target { rect, subject, lane: Some(lane) });
    }

    /// Where a glyph has come to on its way out of a cluster, and how large it is by then.
    fn grown(&self, events: &Range<usize>, centre: Point) -> (Point, f32) {
        let growth = self.input.growth.and_then(|(growth, now)| growth.of(events, now));
        growth.map_or((centre, 1.0), |(day, part)| {
            let from = self.input.scale.x(day);
            (Point::new(from + (centre.x - from) * part, centre.y), SEED + (1.0 - SEED) * part)
        })
    }

    /// Whether an event of a glyph is in focus; of a large one, whether one of a sample is.
    fn in_focus(&self, events: &[EventIndex]) -> bool {
        self.input.focus.is_none_or(|focus| {
            let step = events.len().div_ceil(SAMPLED).max(1);
            events.iter().step_by(step).any(|event| focus.contains(event.index()))
        })
    }

    /// The line from the first to the last event of the mechanism, and how it ends.
    fn life(&mut self, lane: &Lane, y: f32, opacity: f32, rightmost: Option<&Glyph>) {
        let Some(life) = lane.life else { return };
        let scale = self.input.scale;
        let (left, right) = (self.x(life.first), self.x(life.last));
        // What ends the line must clear a capsule at its end.
        let mark_end =
            rightmost.filter(|glyph| (glyph.x - right).abs() < 32.0).map_or(right, |it| it.x + it.half);
        let beyond = (mark_end + 4.0).max(right + 9.0);
        let end = if lane.status == Status::Concluded { beyond } else { right };
        let (from, to) = (left.max(scale.x0), end.min(scale.x1));
        if to > from {
            let line = Rect::new(from, y - 1.0, to - from, 2.0);
            self.layers.fill(Layer::Life, line, Role::LaneLife.at(opacity));
        }
        let strong = Role::LineStrong.at(opacity);
        match lane.status {
            Status::Active => {
                // Whole steps from the end of the line, so that dots keep their places while it leaves the plot.
                let start = beyond + ((scale.x0 - beyond) / 4.0).max(0.0).ceil() * 4.0;
                let end = self.x(self.input.today.0 as f32 + 0.5).min(scale.x1) - 3.0;
                if end > start {
                    let stroke = Stroke { tint: Role::LaneLife.at(opacity), width: 2.0, dash: Dash::Dotted };
                    let points = vec![Point::new(start, y), Point::new(end, y)];
                    self.layers.put(Layer::Dots, Item::Line { points, stroke });
                }
            }
            Status::Concluded if beyond >= scale.x0 && beyond <= scale.x1 => {
                self.layers.fill(Layer::End, Rect::about(Point::new(beyond, y), 2.0, 12.0), strong);
            }
            // A suspension on record is its own pause mark.
            Status::Suspended if life.ending != Kind::Suspension => {
                for x in [beyond, beyond + 4.5] {
                    self.layers.fill(Layer::End, Rect::new(x, y - 4.0, 2.5, 8.0), strong);
                }
            }
            Status::Concluded | Status::Suspended | Status::Unknown => {}
        }
    }

    /// Spans that reach into the plot from events whose marks stand outside, so that what the window counts can be met
    /// in it: the target is where the span leaves the plot towards its mark.
    fn beyond(&mut self, lane: u32, start: usize, outside: Range<usize>, y: f32, opacity: f32) {
        let scale = self.input.scale;
        for at in outside {
            if self.span(start + at, y, opacity, false) {
                let event = self.input.lanes.events[start + at];
                let mark = self.x(self.input.lanes.places[start + at]);
                let x = mark
                    .within(scale.x0 + TARGET / 2.0, (scale.x1 - TARGET / 2.0).max(scale.x0 + TARGET / 2.0));
                let rect = Rect::about(Point::new(x, y), TARGET, self.lane_height);
                self.targets.push(Target { rect, subject: Subject::Event(event), lane: Some(lane) });
            }
        }
    }

    /// What the date of an event (a position in the flat lists) says beside its mark: a bar for several days, a
    /// whisker for what is not known. `alone`: its mark stands by itself, so that an uncertain date must show.
    /// Says whether anything of it lies within the plot.
    fn span(&mut self, at: usize, y: f32, opacity: f32, alone: bool) -> bool {
        let (scale, event) = (self.input.scale, self.input.lanes.events[at]);
        let date = &self.input.record.event(event).date;
        let (coarse, uncertain) = (date.precision() != Precision::Day, date.is_uncertain());
        if !coarse && !uncertain && date.end.is_none() {
            return false;
        }
        let (mut left, mut right) = ends(date, &scale);
        if uncertain && alone {
            let middle = self.x(place(date));
            (left, right) = (left.min(middle - UNCERTAIN), right.max(middle + UNCERTAIN));
        }
        if right < scale.x0 || left > scale.x1 || (right - left < NARROW && !uncertain) {
            return false;
        }
        if coarse || uncertain {
            self.whisker(left, right, y, opacity, uncertain);
        } else {
            let colour = usize::from(self.input.lanes.colours[at]);
            let look = Look { colour, opacity, size: 0.0, selected: false };
            let tint = role(colour).at(opacity * 0.4);
            let (from, to) = (left.max(scale.x0 - 4.0), right.min(scale.x1 + 4.0));
            let rect = Rect::new(from, y - 4.0, to - from, 8.0);
            self.layers.put_as(
                Layer::Interval,
                &look,
                Item::Box { rect, radius: 4.0, fill: Some(tint), stroke: None },
            );
        }
        true
    }

    fn whisker(&mut self, left: f32, right: f32, y: f32, opacity: f32, gaps: bool) {
        let scale = &self.input.scale;
        let tint = Role::LineStrong.at(opacity);
        // Whole dashes and gaps, so that they keep their places while the span leaves the plot.
        let from = left + ((scale.x0 - left) / 7.0).max(0.0).floor() * 7.0;
        let to = right.min(scale.x1 + 7.0);
        if gaps {
            let stroke = Stroke { tint, width: 1.0, dash: Dash::Dashed };
            let points = vec![Point::new(from, y), Point::new(to, y)];
            self.layers.put(Layer::Whisker, Item::Line { points, stroke });
        } else {
            self.layers.fill(Layer::Whisker, Rect::new(from, y - 0.5, to - from, 1.0), tint);
        }
        for x in [left, right].into_iter().filter(|x| (scale.x0..=scale.x1).contains(x)) {
            self.layers.fill(Layer::Whisker, Rect::new(x - 0.5, y - 3.0, 1.0, 6.0), tint);
        }
    }
}

/// Where all that a date can mean begins and ends, in pixels.
fn ends(date: &Edtf, scale: &TimeScale) -> (f32, f32) {
    (scale.x(f64::from(date.earliest().0)), scale.x(f64::from(date.latest().0) + 1.0))
}

/// The events before and after the glyphs of a lane whose spans may reach into the plot, as positions in its places.
fn beyond(places: &[f32], found: &[Glyph], scale: &TimeScale) -> (Range<usize>, Range<usize>) {
    let from = |moment: f64| places.partition_point(|&place| f64::from(place) < moment);
    let (before, after) = match found {
        [first, .., last] => (first.events.start, last.events.end),
        [only] => (only.events.start, only.events.end),
        [] => (from(scale.from), from(scale.to)),
    };
    (before.saturating_sub(BEYOND)..before, after..(after + BEYOND).min(places.len()))
}

/// The bars of a window.
fn quarters(scale: &TimeScale) -> Quarters {
    let width = 91.3 * scale.pixels_per_day();
    let step = (f64::from(BAR) / width).ceil().within(1.0, 4_000.0) as u16;
    let (first, last) = (Day(scale.from.floor() as i32), Day(scale.to.ceil() as i32));
    let (first, last) = (quarter_of(first) / step * step, quarter_of(last));
    let start = |quarter: u16| quarter_start(quarter).0;
    let bars = (first..=last).step_by(usize::from(step)).map(|quarter| {
        let (from, to) = (start(quarter), start(quarter.saturating_add(step)));
        Quarter { pixels: (scale.x(f64::from(from)), scale.x(f64::from(to))), days: (from as f32, to as f32) }
    });
    Quarters { bars: bars.collect(), single: step == 1 }
}

/// How many places lie between two days.
fn count_between(places: &[f32], (from, to): (f32, f32)) -> usize {
    let start = places.partition_point(|&place| place < from);
    places[start..].partition_point(|&place| place < to)
}

/// The count in a capsule, which has room for four digits.
fn count_label(count: usize, words: &dyn Words) -> Box<str> {
    match u32::try_from(count).unwrap_or(u32::MAX) {
        count @ 0..=9_999 => words.number(count).into(),
        count => [&words.number(count / 1_000), "k"].concat().into(),
    }
}

#[cfg(test)]
mod tests;
