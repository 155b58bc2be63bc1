//! Gestures as numbers: momentum after a drag, what a turn of the wheel means, two fingers on the plot.
//! Lengths are pixels, times milliseconds.

use super::{Extent, TimeScale};
use entente_geometry::Within;

/// A throw loses all but 1/e of its speed in this time.
const DECAY: f64 = 325.0;
/// Slower than this, in pixels a millisecond, is rest.
const REST: f64 = 0.02;
/// How long before the release of a drag its speed is measured.
const MEMORY: f64 = 80.0;
/// Fastest throw, in pixels a millisecond.
const FASTEST: f64 = 6.0;

/// The speed of a drag, and how a throw runs out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Momentum {
    /// Recent (time, position).
    track: Vec<(f64, f64)>,
    /// Speed after release, in pixels a millisecond.
    speed: f64,
}

impl Momentum {
    /// Takes note of where the pointer is at a time.
    pub fn drag(&mut self, time: f64, x: f64) {
        self.track.retain(|(at, _)| time - at <= MEMORY);
        self.track.push((time, x));
    }

    /// The pointer lets go; whether there is any throw. A pointer that had come to rest before throws nothing.
    pub fn release(&mut self, time: f64) -> bool {
        self.track.retain(|(at, _)| time - at <= MEMORY);
        let ends = self.track.first().zip(self.track.last()).map(|(first, last)| (*first, *last));
        self.track.clear();
        self.speed = match ends {
            Some(((t0, x0), (t1, x1))) if t1 > t0 => ((x1 - x0) / (t1 - t0)).within(-FASTEST, FASTEST),
            _ => 0.0,
        };
        self.speed.abs() > REST
    }

    /// How far the throw goes in a stretch of time; 0 once it is at rest.
    pub fn glide(&mut self, elapsed: f64) -> f64 {
        if self.speed.abs() <= REST {
            self.speed = 0.0;
            return 0.0;
        }
        let left = (-elapsed.max(0.0) / DECAY).exp();
        let distance = self.speed * DECAY * (1.0 - left);
        self.speed *= left;
        distance
    }

    /// Holds a throw.
    pub fn stop(&mut self) {
        *self = Self::default();
    }
}

/// In what a wheel counts (`WheelEvent.deltaMode`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WheelMode {
    /// Pixels (0).
    Pixel,
    /// Lines (1).
    Line,
    /// Pages (2).
    Page,
}

impl WheelMode {
    /// The mode of a number in an event; what is unknown counts in pixels.
    pub const fn from_number(mode: u32) -> Self {
        match mode {
            1 => Self::Line,
            2 => Self::Page,
            _ => Self::Pixel,
        }
    }
}

/// Pixels of a wheel's turn; `page` is the size of what it scrolls.
pub fn wheel_pixels(delta: f64, mode: WheelMode, page: f64) -> f64 {
    let pixels = match mode {
        WheelMode::Pixel => delta,
        WheelMode::Line => delta * 16.0,
        WheelMode::Page => delta * page,
    };
    if pixels.is_finite() { pixels } else { 0.0 }
}

/// The enlargement that a wheel's turn asks for: a notch of 100 px is a quarter, nearer when turned away. A pinch on a
/// trackpad comes as small turns with Ctrl held and counts five times as much; no single turn counts more than twice.
pub fn wheel_zoom(pixels: f64, pinch: bool) -> f64 {
    let strength = if pinch && pixels.abs() < 50.0 { 0.0112 } else { 0.00224 };
    (-pixels * strength).exp().within(0.5, 2.0)
}

/// The scale that keeps the moments under two fingers under them: `before` and `after` are their pixels.
pub fn pinch(scale: &TimeScale, before: (f32, f32), after: (f32, f32), extent: Extent) -> TimeScale {
    let (was, is) = ((before.1 - before.0).abs().max(8.0), (after.1 - after.0).abs().max(8.0));
    let (from, to) = ((before.0 + before.1) / 2.0, (after.0 + after.1) / 2.0);
    scale.zoom(from, f64::from(is / was), extent).pan(to - from, extent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::testing::day;
    use crate::view::Window;

    fn thrown(speed: f64) -> Momentum {
        let mut momentum = Momentum::default();
        for step in 0..10 {
            momentum.drag(f64::from(step) * 10.0, f64::from(step) * 10.0 * speed);
        }
        momentum.release(95.0);
        momentum
    }

    #[test]
    fn a_throw_runs_out_after_a_distance_that_grows_with_its_speed() {
        let travelled = |speed, frame: f64| {
            let mut momentum = thrown(speed);
            std::iter::repeat_with(|| momentum.glide(frame)).take_while(|step| *step != 0.0).sum::<f64>()
        };
        assert!((travelled(1.0, 16.0) - DECAY).abs() < 10.0);
        assert!((travelled(-2.0, 16.0) + 2.0 * DECAY).abs() < 10.0);
        let (smooth, rough) = (travelled(1.0, 8.0), travelled(1.0, 33.0));
        assert!((smooth - rough).abs() < 10.0, "{smooth} {rough}");
    }

    #[test]
    fn a_pointer_at_rest_throws_nothing() {
        let mut momentum = Momentum::default();
        momentum.drag(0.0, 0.0);
        momentum.drag(20.0, 300.0);
        assert!(!momentum.release(500.0));
        assert_eq!(momentum.glide(16.0), 0.0);
        let mut held = thrown(1.0);
        held.stop();
        assert_eq!(held.glide(16.0), 0.0);
    }

    #[test]
    fn turning_there_and_back_leads_back() {
        for (pixels, pinch) in [(100.0, false), (3.0, true), (-40.0, true)] {
            let there_and_back = wheel_zoom(pixels, pinch) * wheel_zoom(-pixels, pinch);
            assert!((there_and_back - 1.0).abs() < 1e-9);
        }
        assert!((wheel_zoom(-100.0, false) - 1.25).abs() < 0.01);
        assert_eq!(wheel_zoom(1e9, false), 0.5);
    }

    #[test]
    fn lines_and_pages_are_as_many_pixels() {
        assert_eq!(wheel_pixels(3.0, WheelMode::Pixel, 400.0), 3.0);
        assert_eq!(wheel_pixels(3.0, WheelMode::from_number(1), 400.0), 48.0);
        assert_eq!(wheel_pixels(-1.0, WheelMode::from_number(2), 400.0), -400.0);
        assert_eq!(wheel_pixels(f64::NAN, WheelMode::Pixel, 400.0), 0.0);
    }

    #[test]
    fn two_fingers_keep_their_moments() {
        let extent = Extent { first: day("1997-01-01"), last: day("2026-12-31") };
        let window = Window { from: Some(day("2008-01-01")), to: Some(day("2015-12-31")) };
        let scale = TimeScale::unfold(window, extent, 0.0, 400.0);
        let pinched = pinch(&scale, (150.0, 250.0), (140.0, 300.0), extent);
        for (before, after) in [(150.0, 140.0), (250.0, 300.0)] {
            assert!((scale.day(before) - pinched.day(after)).abs() < 1.0);
        }
    }
}
