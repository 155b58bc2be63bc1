//! The Equal Earth projection (Šavrič, Patterson & Jenny 2018), turned so that no inhabited land is cut.
//!
//! In go degrees (east and north positive), out come *world units*: x to the east, y to the **south** (as on a
//! screen), origin where the central meridian crosses the equator. The sphere's radius is [`RADIUS`] units, so the
//! equator is 10,827 units long and every position fits an `i16`.

use crate::Within;

/// Degrees east of the central meridian. The map is cut at 169° W, in the Bering Strait, so that Chukotka stays whole.
pub const CENTRAL_MERIDIAN: f64 = 11.0;

/// World units to the radius of the sphere. On a map 811 pixels wide (the frame in a plot 338 high), a unit is 0.07
/// pixels at zoom 1 and 0.45 at zoom 6: half the units would show, twice as many cost 15 % more bytes.
pub const RADIUS: f64 = 2000.0;

/// The northernmost latitude of the frame. Land beyond it is still drawn where there is room.
pub const NORTH: f64 = 80.5;

/// The southernmost latitude of the frame: Cape Horn stays in, Antarctica is left out.
pub const SOUTH: f64 = -56.3;

const A: [f64; 4] = [1.340264, -0.081106, 0.000893, 0.003796];
const M: f64 = 0.866_025_403_784_438_6; // √3 / 2

/// The world position of a place in degrees. Longitudes wrap; latitudes beyond the poles count as the poles.
pub fn project(longitude: f64, latitude: f64) -> (f64, f64) {
    project_turned(turn(longitude), latitude)
}

/// Like [`project`], but with the longitude counted from the central meridian, -180 to 180 and both ends distinct.
pub fn project_turned(turned: f64, latitude: f64) -> (f64, f64) {
    let sine = M * sin(latitude.within(-90.0, 90.0).to_radians());
    let parameter = asin(sine);
    let x = turned.to_radians() * cosine_from(sine) / (M * slope(parameter));
    (x * RADIUS, -height(parameter) * RADIUS)
}

/// The place in degrees at a world position: longitude -180 to 180, latitude -90 to 90. Positions beyond the outline
/// of the world give the nearest place on its parallel.
pub fn invert(x: f64, y: f64) -> (f64, f64) {
    let target =
        (-y / RADIUS).within(-height(std::f64::consts::FRAC_PI_3), height(std::f64::consts::FRAC_PI_3));
    let mut parameter = target;
    // Newton converges quadratically here; the height is monotonic and nearly straight.
    for _ in 0..12 {
        let step = (height(parameter) - target) / slope(parameter);
        parameter -= step;
        if step.abs() < 1e-12 {
            break;
        }
    }
    let sine = sin(parameter);
    let latitude = asin((sine / M).within(-1.0, 1.0)).to_degrees();
    let turned = (x / RADIUS * M * slope(parameter) / cosine_from(sine)).to_degrees().within(-180.0, 180.0);
    (wrap(turned + CENTRAL_MERIDIAN), latitude)
}

/// The sine of an angle from -π/2 to π/2, to 1e-12: its Taylor series. The library's takes any angle, and 7 kB.
fn sin(angle: f64) -> f64 {
    let square = angle * angle;
    let (mut term, mut sum) = (angle, angle);
    for step in 1..10 {
        let even = f64::from(2 * step);
        term *= -square / (even * (even + 1.0));
        sum += term;
    }
    sum
}

/// The cosine of the angle from -π/2 to π/2 that has a sine.
fn cosine_from(sine: f64) -> f64 {
    (1.0 - sine * sine).max(0.0).sqrt()
}

/// The angle from -π/2 to π/2 that has a sine, to 1e-12.
fn asin(sine: f64) -> f64 {
    // Near the ends the sine hardly grows, so the half angle is sought there.
    if sine.abs() > 0.8 {
        let half = asin(((1.0 - sine.abs()) / 2.0).max(0.0).sqrt());
        return (std::f64::consts::FRAC_PI_2 - 2.0 * half).copysign(sine);
    }
    let mut angle = sine;
    for _ in 0..5 {
        let reached = sin(angle);
        angle += (sine - reached) / cosine_from(reached);
    }
    angle
}

/// Degrees east of the central meridian, -180 to 180.
pub fn turn(longitude: f64) -> f64 {
    wrap(longitude - CENTRAL_MERIDIAN)
}

fn wrap(degrees: f64) -> f64 {
    let turns = ((degrees + 180.0) / 360.0).floor();
    degrees - turns * 360.0
}

/// The polynomial of the parallel's height.
fn height(parameter: f64) -> f64 {
    let square = parameter * parameter;
    let sixth = square * square * square;
    parameter * (A[0] + A[1] * square + sixth * (A[2] + A[3] * square))
}

/// Its derivative.
fn slope(parameter: f64) -> f64 {
    let square = parameter * parameter;
    let sixth = square * square * square;
    A[0] + 3.0 * A[1] * square + sixth * (7.0 * A[2] + 9.0 * A[3] * square)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn angles_are_those_of_the_library() {
        for step in -1000..=1000 {
            let share = f64::from(step) / 1000.0;
            let angle = share * std::f64::consts::FRAC_PI_2;
            assert!((sin(angle) - angle.sin()).abs() < 1e-12, "sin {angle}");
            assert!((asin(share) - share.asin()).abs() < 1e-12, "asin {share}");
            assert!((cosine_from(angle.sin()) - angle.cos()).abs() < 1e-7, "cos {angle}");
        }
    }

    #[test]
    fn the_equator_is_as_long_as_the_formula_says() {
        let (x, y) = project_turned(180.0, 0.0);
        assert!((x / RADIUS - 2.706_629_9).abs() < 1e-6, "{x}");
        assert!(y.abs() < 1e-9);
        assert!((project(CENTRAL_MERIDIAN, 90.0).1 / RADIUS + 1.317_362_8).abs() < 1e-6);
    }

    #[test]
    fn north_is_up_and_east_is_right() {
        let (lisbon, sydney) = (project(-9.1, 38.7), project(151.2, -33.9));
        assert!(lisbon.0 < sydney.0 && lisbon.1 < sydney.1);
    }

    #[test]
    fn alaska_is_at_the_left_and_chukotka_at_the_right() {
        assert!(project(-168.0, 65.0).0 < 0.0);
        assert!(project(-170.0, 66.0).0 > 0.0);
    }

    #[test]
    fn inverting_gives_the_place_back() {
        for longitude in (-179..180).step_by(17) {
            for latitude in (-89..90).step_by(11) {
                let (longitude, latitude) = (f64::from(longitude), f64::from(latitude));
                let (x, y) = project(longitude, latitude);
                let (lon, lat) = invert(x, y);
                assert!(
                    (lon - longitude).abs() < 1e-6 && (lat - latitude).abs() < 1e-6,
                    "{longitude} {latitude}"
                );
            }
        }
    }

    #[test]
    fn areas_are_equal_wherever_they_lie() {
        // A cell of one degree of longitude between two latitudes has 2π/360 (sin b - sin a) R² in area.
        let area = |south: f64, north: f64| {
            let corner = |longitude, latitude| project(longitude, latitude);
            let ring: Vec<_> = (0..=50)
                .map(|at| corner(100.0, south + (north - south) * f64::from(at) / 50.0))
                .chain((0..=50).rev().map(|at| corner(101.0, south + (north - south) * f64::from(at) / 50.0)))
                .collect();
            let next = ring.iter().cycle().skip(1);
            ring.iter().zip(next).map(|(p, q)| p.0 * q.1 - q.0 * p.1).sum::<f64>().abs() / 2.0
        };
        for (south, north) in [(0.0, 1.0), (40.0, 41.0), (70.0, 71.0)] {
            let sines = f64::to_radians(north).sin() - f64::to_radians(south).sin();
            let sphere = RADIUS * RADIUS * 1f64.to_radians() * sines;
            assert!((area(south, north) / sphere - 1.0).abs() < 1e-3, "{south}");
        }
    }

    #[test]
    fn positions_beyond_the_world_give_a_place_on_its_edge() {
        let (lon, lat) = invert(1e9, -1e9);
        assert!((-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat));
    }
}
