//! Cutting at the map's edge: the meridian opposite the central one.
//!
//! From here on longitudes count from the central meridian, and its ends -180 and 180 are two different places. A line
//! that crosses the edge becomes two; a ring that does is closed again along the edge, on both sides.

use super::error::GeometryError;
use super::outlines::{Code, Outlines, Place, Ref, name};
use crate::projection::turn;

/// Turns all longitudes and cuts what crosses the edge.
pub(super) fn at_edge(outlines: &mut Outlines) -> Result<(), GeometryError> {
    for arc in &mut outlines.arcs {
        for place in arc.iter_mut() {
            place[0] = turn(place[0]);
        }
    }
    let mut at = 0;
    // The second half of a cut arc is appended, so that its other crossings are met later.
    while at < outlines.arcs.len() {
        cut_arc(outlines, at);
        at += 1;
    }
    let mut features = std::mem::take(&mut outlines.features);
    for (code, rings) in &mut features {
        let mut closed = Vec::with_capacity(rings.len());
        for ring in rings.drain(..) {
            closed.extend(close(outlines, ring, *code)?);
        }
        *rings = closed;
    }
    outlines.features = features;
    Ok(())
}

/// Cuts an arc where it first crosses the edge.
fn cut_arc(outlines: &mut Outlines, arc: usize) {
    let points = &outlines.arcs[arc];
    let Some(at) = points.windows(2).position(|step| (step[0][0] - step[1][0]).abs() > 180.0) else { return };
    let [from, to] = [points[at], points[at + 1]];
    let edge = 180f64.copysign(from[0]);
    // How far along the step the edge lies, with `to` unwrapped to the side of `from`.
    let share = (edge - from[0]) / (to[0] + 2.0 * edge - from[0]);
    let latitude = from[1] + share * (to[1] - from[1]);
    let first = [&points[..=at], &[[edge, latitude]]].concat();
    let second = [&[[-edge, latitude]], &points[at + 1..]].concat();
    outlines.split(arc, first, second);
}

/// The rings that a ring falls into when it is cut; itself where it is not.
fn close(
    outlines: &mut Outlines,
    mut ring: Vec<Ref>,
    code: Option<Code>,
) -> Result<Vec<Vec<Ref>>, GeometryError> {
    let breaks_before = |at: usize, ring: &[Ref]| {
        let before = ring[(at + ring.len() - 1) % ring.len()];
        outlines.start(!before) != outlines.start(ring[at])
    };
    let Some(first) = (0..ring.len()).find(|at| breaks_before(*at, &ring)) else { return Ok(vec![ring]) };
    ring.rotate_left(first);
    let mut chains: Vec<Vec<Ref>> = Vec::new();
    for at in 0..ring.len() {
        match chains.last_mut() {
            Some(chain) if !breaks_before(at, &ring) => chain.push(ring[at]),
            _ => chains.push(vec![ring[at]]),
        }
    }
    join_along_edge(outlines, chains).ok_or_else(|| GeometryError::Open(name(code)))
}

/// Joins chains that begin and end on the edge: in order of latitude, each two neighbours on one side enclose land.
fn join_along_edge(outlines: &mut Outlines, chains: Vec<Vec<Ref>>) -> Option<Vec<Vec<Ref>>> {
    let starts: Option<Vec<Place>> = chains.iter().map(|chain| outlines.start(*chain.first()?)).collect();
    let ends: Option<Vec<Place>> = chains.iter().map(|chain| outlines.start(!*chain.last()?)).collect();
    let (starts, ends) = (starts?, ends?);
    let mut edge: Vec<Place> = starts.iter().chain(&ends).copied().collect();
    edge.sort_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
    let partner = |place: Place| {
        let at = edge.iter().position(|it| *it == place)?;
        let partner = edge.get(at ^ 1).copied()?;
        (partner[0] == place[0] && place[0].abs() == 180.0).then_some(partner)
    };
    let mut left: Vec<usize> = (0..chains.len()).collect();
    let mut rings = Vec::new();
    while let Some(first) = left.pop() {
        let (mut at, mut ring) = (first, Vec::new());
        loop {
            ring.extend(&chains[at]);
            let next = partner(ends[at])?;
            ring.push(outlines.arcs.len() as Ref);
            outlines.arcs.push(vec![ends[at], next]);
            at = starts.iter().position(|start| *start == next)?;
            if at == first {
                break;
            }
            left.swap_remove(left.iter().position(|it| *it == at)?);
        }
        rings.push(ring);
    }
    Some(rings)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An island of one ring, given in degrees.
    fn island(places: &[Place]) -> Outlines {
        let features = [(Some(*b"US"), vec![vec![0]])].into();
        Outlines { arcs: vec![places.to_vec()], features, contested: Vec::new() }
    }

    #[test]
    fn an_island_across_the_edge_becomes_two_that_end_there() -> Result<(), GeometryError> {
        let mut outlines =
            island(&[[-171.0, 63.0], [-167.0, 63.0], [-167.0, 64.0], [-171.0, 64.0], [-171.0, 63.0]]);
        at_edge(&mut outlines)?;
        let rings = &outlines.features[&Some(*b"US")];
        assert_eq!(rings.len(), 2);
        for ring in rings {
            let points = outlines.ring(ring);
            assert_eq!(points.first(), points.last());
            let east = points[0][0] > 0.0;
            assert!(points.iter().all(|place| (place[0] > 0.0) == east), "{points:?}");
            assert!(points.iter().filter(|place| place[0].abs() == 180.0).count() >= 2);
        }
        Ok(())
    }

    #[test]
    fn land_across_the_antimeridian_stays_whole() -> Result<(), GeometryError> {
        let mut outlines =
            island(&[[178.0, 66.0], [-175.0, 66.0], [-175.0, 68.0], [178.0, 68.0], [178.0, 66.0]]);
        at_edge(&mut outlines)?;
        assert_eq!(outlines.features[&Some(*b"US")], [vec![0]]);
        assert_eq!(outlines.arcs[0][1][0], 174.0);
        Ok(())
    }
}
