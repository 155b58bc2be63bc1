//! Where a country's label and the ends of its arcs go: the centre of its largest landmass.

use super::simplify::{Unit, doubled_area};

/// Steps of the search for a place inside, to each side of the box.
const STEPS: i32 = 24;

/// The centre of a ring: its centroid, or where that lies outside (or at sea), the place farthest from the shore.
pub(super) fn centre(ring: &[Unit]) -> Unit {
    let centroid = centroid(ring);
    if inside(ring, centroid) { centroid } else { farthest_inside(ring).unwrap_or(centroid) }
}

fn centroid(ring: &[Unit]) -> Unit {
    let doubled = doubled_area(ring);
    let Some(&origin) = ring.first() else { return [0, 0] };
    if doubled == 0 {
        return origin;
    }
    let mut sums = [0i64; 2];
    for edge in ring.windows(2) {
        // About the first point, so that the products stay small.
        let [a, b] = [edge[0], edge[1]].map(|it| [0, 1].map(|axis| i64::from(it[axis] - origin[axis])));
        let cross = a[0] * b[1] - b[0] * a[1];
        for axis in [0, 1] {
            sums[axis] += (a[axis] + b[axis]) * cross;
        }
    }
    [0, 1].map(|axis| origin[axis] + (sums[axis] as f64 / (3 * doubled) as f64).round() as i32)
}

fn farthest_inside(ring: &[Unit]) -> Option<Unit> {
    let (xs, ys) = (ring.iter().map(|it| it[0]), ring.iter().map(|it| it[1]));
    let (west, east, north, south) = (xs.clone().min()?, xs.max()?, ys.clone().min()?, ys.max()?);
    let grid = (1..STEPS).flat_map(|row| (1..STEPS).map(move |column| (column, row)));
    grid.map(|(column, row)| [west + (east - west) * column / STEPS, north + (south - north) * row / STEPS])
        .filter(|place| inside(ring, *place))
        .max_by(|a, b| to_shore(ring, *a).total_cmp(&to_shore(ring, *b)))
}

fn to_shore(ring: &[Unit], place: Unit) -> f64 {
    let edges = ring.windows(2).map(|edge| to_edge(edge[0], edge[1], place));
    edges.fold(f64::INFINITY, f64::min)
}

fn to_edge(from: Unit, to: Unit, place: Unit) -> f64 {
    let vector = |a: Unit, b: Unit| [f64::from(b[0] - a[0]), f64::from(b[1] - a[1])];
    let (edge, rest) = (vector(from, to), vector(from, place));
    let length = edge[0] * edge[0] + edge[1] * edge[1];
    let share =
        if length > 0.0 { ((rest[0] * edge[0] + rest[1] * edge[1]) / length).clamp(0.0, 1.0) } else { 0.0 };
    (rest[0] - share * edge[0]).hypot(rest[1] - share * edge[1])
}

fn inside(ring: &[Unit], [x, y]: Unit) -> bool {
    let crossings = ring.windows(2).filter(|edge| {
        let [a, b] = [edge[0], edge[1]].map(|it| it.map(f64::from));
        let (x, y) = (f64::from(x), f64::from(y));
        (a[1] > y) != (b[1] > y) && a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]) > x
    });
    crossings.count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_has_its_centre_in_the_middle() {
        assert_eq!(centre(&[[1000, 0], [1100, 0], [1100, 100], [1000, 100], [1000, 0]]), [1050, 50]);
    }

    #[test]
    fn a_crescent_has_its_centre_on_land() {
        let crescent =
            [[0, 0], [100, 0], [100, 20], [20, 20], [20, 80], [100, 80], [100, 100], [0, 100], [0, 0]];
        assert!(inside(&crescent, centre(&crescent)));
    }
}
