//! Geometry of outlines: rounded corners, dashes, holes. Logical pixels, y down; "clockwise" is as the eye sees it.

use super::{Point, Rect};
use entente_geometry::Within;

/// The outline of a rectangle with rounded corners, clockwise from the top left, not repeated at the end.
pub(super) fn rounded(rect: Rect, radius: f32) -> Vec<Point> {
    let radius = radius.within(0.0, rect.width.min(rect.height).max(0.0) / 2.0);
    let (left, top) = (rect.x + radius, rect.y + radius);
    let (right, bottom) = (rect.x + rect.width - radius, rect.y + rect.height - radius);
    // Chords leave the arc by 0.08 px at most up to a radius of 16.
    let stride = if radius > 4.0 { 1 } else { 2 };
    // The middle of each corner's arc, and where a quarter of the circle points from there: (x, y) of its two axes.
    let corners = [
        (left, top, (-1.0, 0.0), (0.0, -1.0)),
        (right, top, (0.0, -1.0), (1.0, 0.0)),
        (right, bottom, (1.0, 0.0), (0.0, 1.0)),
        (left, bottom, (0.0, 1.0), (-1.0, 0.0)),
    ];
    let mut outline = Vec::with_capacity(4 * QUARTER.len());
    for (x, y, from, to) in corners {
        for step in (0..QUARTER.len()).step_by(stride) {
            let (cos, sin) = (radius * QUARTER[step], radius * QUARTER[QUARTER.len() - 1 - step]);
            outline.push(Point::new(x + cos * from.0 + sin * to.0, y + cos * from.1 + sin * to.1));
        }
    }
    outline
}

/// Cosines of a quarter turn in eighths; read backwards, its sines.
const QUARTER: [f32; 9] =
    [1.0, 0.980_785_3, 0.923_879_5, 0.831_469_6, 0.707_106_77, 0.555_570_25, 0.382_683_43, 0.195_090_32, 0.0];

/// The pieces of a line that dashes of `on` pixels with gaps of `off` leave, starting with a dash.
pub(super) fn dashes(points: &[Point], on: f32, off: f32) -> Vec<Vec<Point>> {
    let mut pieces = Vec::new();
    let mut piece: Vec<Point> = points.first().copied().into_iter().collect();
    let (mut drawing, mut left) = (true, on);
    for pair in points.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let length = (to.x - from.x).hypot(to.y - from.y);
        let mut done = 0.0;
        while length - done > left {
            done += left;
            let share = done / length;
            let at = Point::new(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share);
            piece.push(at);
            if drawing {
                pieces.push(std::mem::take(&mut piece));
            }
            piece.clear();
            piece.push(at);
            drawing = !drawing;
            left = if drawing { on } else { off };
        }
        left -= length - done;
        piece.push(to);
    }
    if drawing && piece.len() > 1 {
        pieces.push(piece);
    }
    pieces
}

/// Points every `step` pixels along a line, from its start.
pub(super) fn dots(points: &[Point], step: f32) -> Vec<Point> {
    let mut dots = Vec::new();
    let mut next = 0.0;
    for pair in points.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let length = (to.x - from.x).hypot(to.y - from.y);
        while next <= length && length > 0.0 {
            let share = next / length;
            dots.push(Point::new(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share));
            next += step;
        }
        next -= length;
    }
    dots
}

/// Areas that backends can fill one ring at a time: rings filled together by the even-odd rule become one ring for
/// each outer boundary, clockwise, with its holes joined to it by a bridge (an edge walked there and back, which
/// encloses nothing) and wound the other way. So the even-odd and the nonzero rule fill them alike, and areas that
/// share a path never take from each other.
pub(super) fn fillable(rings: &[Vec<Point>]) -> Vec<Vec<Point>> {
    if let [ring] = rings {
        return vec![wound(ring, true)];
    }
    let boxes: Vec<Rect> = rings.iter().map(|ring| bounds(ring)).collect();
    let inside = |inner: usize, outer: usize| {
        inner != outer
            && rings[inner]
                .first()
                .is_some_and(|&at| boxes[outer].contains(at) && encloses(&rings[outer], at))
    };
    let parents: Vec<Vec<usize>> = (0..rings.len())
        .map(|ring| (0..rings.len()).filter(|&outer| inside(ring, outer)).collect())
        .collect();
    let mut areas = Vec::new();
    for outer in (0..rings.len()).filter(|&ring| parents[ring].len().is_multiple_of(2)) {
        let mut area = wound(&rings[outer], true);
        let holes = (0..rings.len()).filter(|&hole| {
            parents[hole].len() == parents[outer].len() + 1 && parents[hole].contains(&outer)
        });
        for hole in holes {
            bridge(&mut area, &wound(&rings[hole], false));
        }
        areas.push(area);
    }
    areas
}

/// Joins a hole to an area by an edge between their nearest points.
fn bridge(area: &mut Vec<Point>, hole: &[Point]) {
    let mut nearest = (f32::INFINITY, 0, 0);
    for (a, from) in area.iter().enumerate() {
        for (b, to) in hole.iter().enumerate() {
            let distance = (from.x - to.x).powi(2) + (from.y - to.y).powi(2);
            if distance < nearest.0 {
                nearest = (distance, a, b);
            }
        }
    }
    let (distance, at, start) = nearest;
    if distance.is_finite() {
        let turn = hole[start..].iter().chain(&hole[..=start]).copied();
        let back = area[at];
        area.splice(at + 1..at + 1, turn.chain([back]));
    }
}

/// The ring, clockwise or not.
fn wound(ring: &[Point], clockwise: bool) -> Vec<Point> {
    let mut ring = ring.to_vec();
    if (area(&ring) >= 0.0) != clockwise {
        ring.reverse();
    }
    ring
}

/// Twice the area of a ring, positive when clockwise.
fn area(ring: &[Point]) -> f32 {
    let Some(&last) = ring.last() else { return 0.0 };
    let mut before = last;
    let mut sum = 0.0;
    for &at in ring {
        sum += before.x * at.y - at.x * before.y;
        before = at;
    }
    sum
}

fn bounds(ring: &[Point]) -> Rect {
    let (mut low, mut high) =
        (Point::new(f32::INFINITY, f32::INFINITY), Point::new(f32::NEG_INFINITY, f32::NEG_INFINITY));
    for at in ring {
        low = Point::new(low.x.min(at.x), low.y.min(at.y));
        high = Point::new(high.x.max(at.x), high.y.max(at.y));
    }
    Rect::new(low.x, low.y, high.x - low.x, high.y - low.y)
}

/// Whether a ring goes round a point (even-odd).
fn encloses(ring: &[Point], point: Point) -> bool {
    let Some(&last) = ring.last() else { return false };
    let mut before = last;
    let mut inside = false;
    for &at in ring {
        if (at.y > point.y) != (before.y > point.y)
            && point.x < (before.x - at.x) * (point.y - at.y) / (before.y - at.y) + at.x
        {
            inside = !inside;
        }
        before = at;
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: f32, y: f32, size: f32) -> Vec<Point> {
        rounded(Rect::new(x, y, size, size), 0.0).chunks(5).map(|corner| corner[0]).collect()
    }

    #[test]
    fn a_hole_is_taken_out_whichever_way_it_is_wound() {
        let mut backwards = square(2.0, 2.0, 4.0);
        backwards.reverse();
        for hole in [square(2.0, 2.0, 4.0), backwards] {
            let areas = fillable(&[square(0.0, 0.0, 10.0), hole]);
            assert_eq!(areas.len(), 1);
            assert_eq!(area(&areas[0]) / 2.0, 100.0 - 16.0);
        }
    }

    #[test]
    fn islands_in_holes_and_apart_stand_for_themselves() {
        let rings =
            [square(3.0, 3.0, 2.0), square(0.0, 0.0, 10.0), square(2.0, 2.0, 4.0), square(20.0, 0.0, 5.0)];
        let mut areas: Vec<f32> = fillable(&rings).iter().map(|ring| area(ring) / 2.0).collect();
        areas.sort_by(f32::total_cmp);
        assert_eq!(areas, [4.0, 25.0, 84.0]);
    }

    #[test]
    fn dashes_cover_their_share_of_a_line_with_corners() {
        let line = [Point::new(0.0, 0.0), Point::new(10.0, 0.0), Point::new(10.0, 11.0)];
        let pieces = dashes(&line, 4.0, 3.0);
        let length = |piece: &Vec<Point>| -> f32 {
            piece.windows(2).map(|pair| (pair[1].x - pair[0].x).hypot(pair[1].y - pair[0].y)).sum()
        };
        let lengths: Vec<f32> = pieces.iter().map(length).collect();
        assert_eq!(lengths, [4.0, 4.0, 4.0]);
        assert_eq!(pieces[1], [Point::new(7.0, 0.0), Point::new(10.0, 0.0), Point::new(10.0, 1.0)]);
    }

    #[test]
    fn dots_are_evenly_spaced_round_corners() {
        let line = [Point::new(0.0, 0.0), Point::new(6.0, 0.0), Point::new(6.0, 6.0)];
        let at: Vec<(f32, f32)> = dots(&line, 4.0).iter().map(|dot| (dot.x, dot.y)).collect();
        assert_eq!(at, [(0.0, 0.0), (4.0, 0.0), (6.0, 2.0), (6.0, 6.0)]);
    }

    #[test]
    fn degenerate_shapes_are_harmless() {
        assert!(dots(&[Point::default(); 2], 4.0).is_empty());
        assert!(dashes(&[], 4.0, 3.0).is_empty());
        assert!(fillable(&[]).is_empty());
        assert_eq!(fillable(&[vec![], square(0.0, 0.0, 1.0)]).len(), 2);
        assert_eq!(rounded(Rect::new(0.0, 0.0, 0.0, 0.0), 4.0).len(), 20);
    }
}
