//! Who meets whom: arcs between the two parties of two-party mechanisms.
//!
//! An arc needs two ends on the map, so organisations have none; [`pill_lines`] joins their pills with their partners.

use entente_record::PartyIndex;

use super::{Focus, MapInput, NARROW};
use crate::draw::{Dash, Item, Point, Role, Stroke, Tint};
use crate::query::PairCount;

/// How many pairs are drawn when nothing is in focus, on a wide and on a narrow plot.
const STRONGEST: usize = 18;
const STRONGEST_NARROW: usize = 10;

/// Width of the arc of the event or pair that is open.
const OWN: f32 = 2.6;

/// Opacity of an arc, and of one that is not in focus.
const OPACITY: f32 = 0.72;
const DIM: f32 = 0.28;

/// How far the halo goes beyond the arc on each side.
const HALO: f32 = 0.7;

/// Radius of the dot at an arc's end.
pub const END: f32 = 2.2;

/// How many straight pieces a curve has at least and at most. Between, it has the root of its length in pixels: then a
/// piece leaves the curve by a fifth of a pixel, however long it is.
const PIECES: (usize, usize) = (24, 128);

/// How many places along an arc labels look at.
const SAMPLES: usize = 24;

/// An arc of a frame.
#[derive(Clone, Debug)]
pub struct Arc {
    /// The party with the lesser code.
    pub a: PartyIndex,
    /// The other.
    pub b: PartyIndex,
    /// Meetings of the two in the selection.
    pub meetings: u32,
    /// Along the curve, from `a` to `b`.
    pub points: Vec<Point>,
    stroke: Stroke,
}

impl Arc {
    /// Where it ends: at label points.
    pub fn ends(&self) -> impl Iterator<Item = Point> + '_ {
        self.points.first().into_iter().chain(self.points.last()).copied()
    }

    /// Places along it, the same number for every arc.
    pub fn samples(&self) -> impl Iterator<Item = Point> + '_ {
        let last = self.points.len().saturating_sub(1);
        (0..=SAMPLES).filter_map(move |at| self.points.get(at * last / SAMPLES).copied())
    }
}

/// The arcs of a frame, the strongest last, so that it lies on top.
pub fn chosen(input: &MapInput<'_>) -> Vec<Arc> {
    let pairs = &input.selection.pairs;
    let strongest = || {
        let count = if input.viewport.size().0 < NARROW { STRONGEST_NARROW } else { STRONGEST };
        let on_map = |pair: &&PairCount| [pair.a, pair.b].iter().all(|end| input.atlas.label(*end).is_some());
        pairs.iter().filter(on_map).take(count)
    };
    let of =
        |a: PartyIndex, b: PartyIndex| pairs.iter().find(|pair| (pair.a, pair.b) == (a.min(b), a.max(b)));
    let mut arcs: Vec<Arc> = match input.attention() {
        Focus::None => strongest().filter_map(|pair| arc(input, pair, None, OPACITY)).collect(),
        Focus::Party(party) => {
            let own = pairs.iter().filter(|pair| pair.a == *party || pair.b == *party);
            own.filter_map(|pair| arc(input, pair, None, OPACITY)).collect()
        }
        Focus::Pair(a, b) if *input.focus != *input.attention() => {
            let others = strongest().filter(|pair| (pair.a, pair.b) != (*a.min(b), *a.max(b)));
            let own = of(*a, *b).and_then(|pair| arc(input, pair, None, 1.0));
            own.into_iter().chain(others.filter_map(|pair| arc(input, pair, None, DIM))).collect()
        }
        Focus::Pair(a, b) => own(input, *a, *b, of(*a, *b)).into_iter().collect(),
        Focus::Event(parties) => match **parties {
            [a, b] => own(input, a, b, of(a, b)).into_iter().collect(),
            _ => Vec::new(),
        },
        Focus::Organisation(_) => Vec::new(),
    };
    arcs.reverse();
    arcs
}

/// The arc of the open event or pair; it is there even if the filters hide its meetings.
fn own(input: &MapInput<'_>, a: PartyIndex, b: PartyIndex, pair: Option<&PairCount>) -> Option<Arc> {
    let hidden = PairCount { a: a.min(b), b: a.max(b), mechanisms: 1, events: 1, meetings: 1, last: None };
    arc(input, pair.unwrap_or(&hidden), Some(OWN), OPACITY)
}

fn arc(input: &MapInput<'_>, pair: &PairCount, width: Option<f32>, opacity: f32) -> Option<Arc> {
    let [from, to] =
        [input.atlas.label(pair.a)?, input.atlas.label(pair.b)?].map(|at| input.viewport.point(at));
    let points = curve(from, to, input.viewport.zoom() as f32);
    let plot = input.viewport.plot();
    // A curve lies within the box of its points; out of view it need not be drawn.
    let beyond = |side: fn(&Point) -> f32, size: f32| {
        points.iter().all(|point| side(point) < 0.0) || points.iter().all(|point| side(point) > size)
    };
    if beyond(|point| point.x, plot.width) || beyond(|point| point.y, plot.height) {
        return None;
    }
    let width = width.unwrap_or_else(|| width_of(pair.meetings));
    Some(Arc {
        a: pair.a,
        b: pair.b,
        meetings: pair.meetings,
        points,
        stroke: Stroke { tint: Role::Arc.at(opacity), width, dash: dash_of(pair.meetings) },
    })
}

fn width_of(meetings: u32) -> f32 {
    (0.75 + 0.14 * meetings as f32).min(4.0)
}

const fn dash_of(meetings: u32) -> Dash {
    if meetings == 0 { Dash::Dashed } else { Dash::Solid }
}

/// A quadratic curve whose control point lies north of the chord. How far depends on the chord's length *on the whole
/// world*, so that a curve keeps its shape while the map is zoomed.
fn curve(from: Point, to: Point, zoom: f32) -> Vec<Point> {
    let (along_x, along_y) = (to.x - from.x, to.y - from.y);
    let length = along_x.hypot(along_y);
    let bulge = match length / zoom {
        length if length > 330.0 => 0.26,
        length if length > 160.0 => 0.20,
        length if length > 60.0 => 0.22,
        _ => 0.30,
    };
    // The chord turned by a right angle, to the side that is up.
    let (up_x, up_y) = if along_x >= 0.0 { (along_y, -along_x) } else { (-along_y, along_x) };
    let control = Point::new((from.x + to.x) / 2.0 + up_x * bulge, (from.y + to.y) / 2.0 + up_y * bulge);
    let at = |t: f32| {
        let mix = |from: f32, control: f32, to: f32| {
            (1.0 - t) * (1.0 - t) * from + 2.0 * t * (1.0 - t) * control + t * t * to
        };
        Point::new(mix(from.x, control.x, to.x), mix(from.y, control.y, to.y))
    };
    let pieces = (length.sqrt() as usize).clamp(PIECES.0, PIECES.1);
    (0..=pieces).map(|piece| at(piece as f32 / pieces as f32)).collect()
}

/// Draws halos, arcs and their ends.
pub fn draw(arcs: &[Arc], items: &mut Vec<Item>) {
    for arc in arcs {
        let halo = Stroke::solid(Role::ArcHalo.at(arc.stroke.tint.opacity), arc.stroke.width + 2.0 * HALO);
        items.push(Item::Line { points: arc.points.clone(), stroke: halo });
        items.push(Item::Line { points: arc.points.clone(), stroke: arc.stroke });
    }
    for arc in arcs {
        let opacity = if arc.stroke.tint.opacity < OPACITY { DIM } else { 1.0 };
        items.extend(arc.ends().map(|centre| end(centre, Role::Arc.at(opacity))));
    }
}

fn end(centre: Point, fill: Tint) -> Item {
    let stroke = Some(Stroke::solid(Role::ArcHalo.at(fill.opacity), 1.0));
    Item::Disc { centre, radius: END, fill: Some(fill), stroke }
}

/// Straight thin lines from an organisation's pill to its partners in two-party mechanisms. The start may lie outside
/// the plot; partners out of view get none.
pub fn pill_lines(input: &MapInput<'_>, organisation: PartyIndex, start: Point) -> Vec<Item> {
    let mut items = Vec::new();
    for pair in &input.selection.pairs {
        let partner = match organisation {
            it if it == pair.a => pair.b,
            it if it == pair.b => pair.a,
            _ => continue,
        };
        let Some(point) = input.atlas.label(partner).map(|label| input.viewport.point(label)) else {
            continue;
        };
        if input.viewport.plot().contains(point) {
            let stroke = Stroke { tint: Role::Arc.at(OPACITY), width: 0.75, dash: dash_of(pair.meetings) };
            items.push(Item::Line { points: vec![start, point], stroke });
            items.push(end(point, Role::Arc.into()));
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use super::super::testing::Setting;
    use super::*;

    #[test]
    fn width_grows_with_meetings_to_a_limit() {
        assert_eq!(width_of(0), 0.75);
        assert!((width_of(5) - 1.45).abs() < 1e-6);
        assert_eq!(width_of(1000), 4.0);
    }

    #[test]
    fn a_curve_bulges_north_whichever_way_it_runs() {
        let (west, east) = (Point::new(100.0, 200.0), Point::new(300.0, 200.0));
        for points in [curve(west, east, 1.0), curve(east, west, 1.0)] {
            let middle = points[points.len() / 2];
            assert!(middle.y < 185.0);
            assert!((middle.x - 200.0).abs() < 0.01);
        }
    }

    #[test]
    fn a_curve_keeps_its_shape_under_zoom() {
        let middle = |zoom: f32| {
            let points = curve(Point::new(0.0, 0.0), Point::new(170.0 * zoom, 0.0), zoom);
            points.iter().map(|point| point.y).fold(0.0, f32::min) / zoom
        };
        assert!(middle(1.0) < -10.0);
        assert!((middle(1.0) - middle(5.0)).abs() < 0.1);
    }

    #[test]
    fn by_default_pairs_on_the_map_are_drawn_the_strongest_on_top() {
        let setting = Setting::new();
        let arcs = chosen(&setting.input(&Focus::None, &Focus::None));
        let meetings: Vec<u32> = arcs.iter().map(|arc| arc.meetings).collect();
        assert_eq!(meetings, [0, 3, 9], "the pair with the organisation has no arc");
        assert_eq!(arcs[0].stroke.dash, Dash::Dashed);
    }

    #[test]
    fn a_country_under_the_pointer_shows_all_its_pairs_and_no_other() {
        let setting = Setting::new();
        let mexico = setting.party("MX");
        let arcs = chosen(&setting.input(&Focus::None, &Focus::Party(mexico)));
        assert_eq!(arcs.len(), 1);
        assert!(arcs.iter().all(|arc| arc.a == mexico || arc.b == mexico));
    }

    #[test]
    fn a_pair_under_the_pointer_dims_the_others() {
        let setting = Setting::new();
        let hovered = Focus::Pair(setting.party("JP"), setting.party("US"));
        let arcs = chosen(&setting.input(&Focus::None, &hovered));
        let opacities: Vec<f32> = arcs.iter().map(|arc| arc.stroke.tint.opacity).collect();
        assert_eq!(opacities, [DIM, DIM, 1.0]);
    }

    #[test]
    fn a_pill_is_joined_with_its_partners_by_straight_lines() {
        let setting = Setting::new();
        let input = setting.input(&Focus::None, &Focus::None);
        let items = pill_lines(&input, setting.party("ASEAN"), Point::new(40.0, 360.0));
        let lines =
            items.iter().filter(|item| matches!(item, Item::Line { points, .. } if points.len() == 2));
        assert_eq!(lines.count(), 1);
    }
}
