//! From degrees to world units: projecting, taking away points that a reader can't see, rounding.
//!
//! Points are taken away from arcs, never from rings, and arcs keep their ends: what two countries share stays shared.

use super::label;
use super::outlines::{Code, Outlines, Place, Ref, arc_of};
use crate::projection::project_turned;

/// A point stays if the triangle with its neighbours has at least this area, in square world units. At zoom 6 of a map
/// 811 pixels wide, 5 square units make a square pixel. At 12 square units the outlines took 33 kB (brotli), at 30 they
/// take 25 and look the same up to that zoom.
const LEAST_TRIANGLE: f64 = 30.0;

/// An island stays if it has at least this area, in square world units, or is the largest of its country.
const LEAST_ISLAND: i64 = 20;

/// A position in world units; wider than the packed one, for arithmetic.
pub(super) type Unit = [i32; 2];

/// The outlines in world units.
pub(super) struct Map {
    pub arcs: Vec<Vec<Unit>>,
    pub countries: Vec<Outline>,
    /// Positions of arcs, in order.
    pub contested: Vec<usize>,
}

/// A country's outline.
pub(super) struct Outline {
    pub code: Option<Code>,
    /// The largest first.
    pub rings: Vec<Vec<Ref>>,
    /// In square units.
    pub area: i64,
    /// The centre of its largest ring, or a point of it where no ring is left.
    pub label: Unit,
}

impl Map {
    /// The points along a ring, ends of arcs once, the first point repeated at the end.
    pub fn ring(&self, ring: &[Ref]) -> Vec<Unit> {
        let mut points: Vec<Unit> = Vec::new();
        for reference in ring {
            let arc = &self.arcs[arc_of(*reference)];
            let forward = *reference >= 0;
            points.extend((0..arc.len()).map(|at| if forward { arc[at] } else { arc[arc.len() - 1 - at] }));
        }
        points.dedup();
        points
    }
}

/// Twice the area about a closed line, positive or negative by its direction.
pub(super) fn doubled_area(ring: &[Unit]) -> i64 {
    let cross = |a: Unit, b: Unit| i64::from(a[0]) * i64::from(b[1]) - i64::from(b[0]) * i64::from(a[1]);
    ring.windows(2).map(|edge| cross(edge[0], edge[1])).sum()
}

/// Projects, simplifies and rounds; leaves out what becomes too small, and numbers the arcs in the order of their use.
pub(super) fn quantised(outlines: &Outlines) -> Map {
    let arcs = outlines.arcs.iter().map(|arc| rounded(&visvalingam(arc))).collect();
    let mut map = Map { arcs, countries: Vec::new(), contested: outlines.contested.clone() };
    for (code, rings) in &outlines.features {
        let outline = outline(&map, *code, rings);
        map.countries.push(outline);
    }
    // Land without a code goes last.
    map.countries.sort_by_key(|country| (country.code.is_none(), country.code));
    renumbered(map)
}

fn outline(map: &Map, code: Option<Code>, rings: &[Vec<Ref>]) -> Outline {
    let mut sized: Vec<(i64, Vec<Ref>)> = rings
        .iter()
        .map(|ring| (doubled_area(&map.ring(ring)), ring))
        .filter(|(area, _)| *area != 0)
        .map(|(area, ring)| {
            (area, ring.iter().copied().filter(|arc| map.arcs[arc_of(*arc)].len() > 1).collect())
        })
        .collect();
    sized.sort_by_key(|(area, _)| -area.abs());
    let alone = |ring: &[Ref]| ring.len() == 1;
    let mut first = true;
    sized.retain(|(area, ring)| std::mem::take(&mut first) || !alone(ring) || area.abs() >= 2 * LEAST_ISLAND);
    let area = sized.iter().map(|(area, _)| area).sum::<i64>().abs() / 2;
    let remains = || rings.iter().flatten().find_map(|arc| map.arcs[arc_of(*arc)].first().copied());
    let label = match sized.first() {
        Some((_, ring)) => label::centre(&map.ring(ring)),
        None => remains().unwrap_or_default(),
    };
    Outline { code, area, label, rings: sized.into_iter().map(|(_, ring)| ring).collect() }
}

fn renumbered(map: Map) -> Map {
    let mut numbers = vec![None; map.arcs.len()];
    let mut arcs = Vec::new();
    let mut countries = map.countries;
    for reference in countries.iter_mut().flat_map(|country| &mut country.rings).flatten() {
        let old = arc_of(*reference);
        let new = *numbers[old].get_or_insert_with(|| {
            arcs.push(map.arcs[old].clone());
            arcs.len() - 1
        }) as Ref;
        *reference = if *reference < 0 { !new } else { new };
    }
    let mut contested: Vec<usize> = map.contested.iter().filter_map(|arc| numbers[*arc]).collect();
    contested.sort_unstable();
    contested.dedup();
    Map { arcs, countries, contested }
}

fn rounded(line: &[[f64; 2]]) -> Vec<Unit> {
    let mut points: Vec<Unit> = line.iter().map(|point| point.map(|value| value.round() as i32)).collect();
    points.dedup();
    points
}

/// Takes away, again and again, the point that makes the smallest triangle with its neighbours. Ends stay, and of a
/// closed line a triangle.
fn visvalingam(arc: &[Place]) -> Vec<[f64; 2]> {
    let mut points: Vec<[f64; 2]> =
        arc.iter().map(|[longitude, latitude]| project_turned(*longitude, *latitude).into()).collect();
    let least = if points.first() == points.last() { 4 } else { 2 };
    let triangle = |points: &[[f64; 2]], at: usize| {
        let [a, b, c] = [points[at - 1], points[at], points[at + 1]];
        ((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])).abs() / 2.0
    };
    let mut areas: Vec<f64> = (0..points.len())
        .map(|at| if at == 0 || at + 1 == points.len() { f64::INFINITY } else { triangle(&points, at) })
        .collect();
    while points.len() > least {
        let Some((at, area)) = areas.iter().copied().enumerate().min_by(|a, b| a.1.total_cmp(&b.1)) else {
            break;
        };
        if area >= LEAST_TRIANGLE {
            break;
        }
        points.remove(at);
        areas.remove(at);
        for near in [at - 1, at] {
            if near > 0 && near + 1 < points.len() {
                // Never less than what was taken before, so that a gentle curve is not eaten point by point.
                areas[near] = triangle(&points, near).max(area);
            }
        }
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_on_a_line_go_and_ends_stay() {
        let line: Vec<Place> = (0..50).map(|at| [f64::from(at) / 10.0, 0.0]).collect();
        let kept = visvalingam(&line);
        assert_eq!(kept.len(), 2);
        assert_eq!(kept[0], <[f64; 2]>::from(project_turned(0.0, 0.0)));
        assert_eq!(kept[1], <[f64; 2]>::from(project_turned(4.9, 0.0)));
    }

    #[test]
    fn a_closed_line_keeps_a_triangle() {
        let tiny = [[0.0, 0.0], [0.01, 0.0], [0.01, 0.01], [0.0, 0.01], [0.0, 0.0]];
        assert_eq!(visvalingam(&tiny).len(), 4);
    }

    #[test]
    fn a_corner_that_can_be_seen_stays() {
        assert_eq!(visvalingam(&[[0.0, 0.0], [1.0, 1.0], [2.0, 0.0]]).len(), 3);
    }
}
