//! The scale of time: days to pixels and back, zoom and pan within the record's extent, and the window it stands for.

use entente_geometry::Within;
use entente_record::Day;

use crate::view::Window;

/// The shortest window, in days.
pub const SHORTEST: f64 = 14.0;

/// Above this many days, a window snaps to whole months: six years.
const MONTHLY: f64 = 6.0 * 365.25;

/// First and last day that can be shown, inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// First day.
    pub first: Day,
    /// Last day, never before the first.
    pub last: Day,
}

impl Extent {
    /// Where the first day begins and the last one ends.
    pub fn ends(self) -> (f64, f64) {
        (f64::from(self.first.0), f64::from(self.last.0) + 1.0)
    }
}

/// A linear scale from days to pixels. `from` is where the first day begins, `to` where the last one ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeScale {
    /// Start, in days since 1970-01-01.
    pub from: f64,
    /// End, in days since 1970-01-01; after the start.
    pub to: f64,
    /// Where the start is, in pixels.
    pub x0: f32,
    /// Where the end is, in pixels; right of the start.
    pub x1: f32,
}

impl TimeScale {
    /// The scale of a window, kept within the extent and not shorter than [`SHORTEST`].
    pub fn unfold(window: Window, extent: Extent, x0: f32, x1: f32) -> Self {
        let from = f64::from(window.from.unwrap_or(extent.first).0);
        let to = f64::from(window.to.unwrap_or(extent.last).0) + 1.0;
        let to = to.max(from + 1.0);
        let middle = (from + to) / 2.0;
        let half = ((to - from) / 2.0).max(SHORTEST / 2.0);
        Self { from: middle - half, to: middle + half, x0, x1: x1.max(x0 + 1.0) }.clamped(extent)
    }

    /// The window that the scale stands for: whole months above six years, else days; an end that is the extent's is
    /// left open, so that the address of the whole record stays clean.
    pub fn fold(&self, extent: Extent) -> Window {
        let monthly = self.to - self.from > MONTHLY;
        let start = if monthly { nearest_month(self.from) } else { self.from.round() };
        let end = if monthly { nearest_month(self.to) } else { self.to.round() };
        let (first, last) = extent.ends();
        Window {
            from: (start > first).then_some(Day(start as i32)),
            to: (end < last).then_some(Day(end as i32 - 1)),
        }
    }

    /// Pixels of a day.
    pub fn pixels_per_day(&self) -> f64 {
        f64::from(self.x1 - self.x0) / (self.to - self.from)
    }

    /// Where a moment is. Moments far outside are far outside, not wrapped.
    pub fn x(&self, day: f64) -> f32 {
        (f64::from(self.x0) + (day - self.from) * self.pixels_per_day()) as f32
    }

    /// The moment at a pixel.
    pub fn day(&self, x: f32) -> f64 {
        self.from + f64::from(x - self.x0) / self.pixels_per_day()
    }

    /// The day at a pixel.
    pub fn whole_day(&self, x: f32) -> Day {
        Day(self.day(x).floor() as i32)
    }

    /// Twice as near with a factor of 2, about a pixel whose moment stays where it is unless the extent ends there.
    pub fn zoom(&self, about: f32, factor: f64, extent: Extent) -> Self {
        let length = self.to - self.from;
        let (first, last) = extent.ends();
        let longest = (last - first).max(SHORTEST);
        let wanted = if factor.is_finite() && factor > 0.0 { length / factor } else { length };
        let share = wanted.within(SHORTEST, longest) / length;
        let fixed = self.day(about);
        let (from, to) = (fixed - (fixed - self.from) * share, fixed + (self.to - fixed) * share);
        Self { from, to, ..*self }.clamped(extent)
    }

    /// Moved so that what was at a pixel is that many pixels further right, as far as the extent goes.
    pub fn pan(&self, pixels: f32, extent: Extent) -> Self {
        let days = f64::from(pixels) / self.pixels_per_day();
        Self { from: self.from - days, to: self.to - days, ..*self }.clamped(extent)
    }

    /// The same stretch of time on other pixels.
    pub fn on(&self, x0: f32, x1: f32) -> Self {
        Self { x0, x1: x1.max(x0 + 1.0), ..*self }
    }

    /// Moved, and if need be shortened, into the extent. An extent shorter than the shortest window stands in its middle.
    pub fn clamped(&self, extent: Extent) -> Self {
        let (first, last) = extent.ends();
        let length = (self.to - self.from).within(SHORTEST, (last - first).max(SHORTEST));
        let from = if last - first <= length {
            (first + last - length) / 2.0
        } else {
            self.from.within(first, last - length)
        };
        Self { from, to: from + length, ..*self }
    }
}

/// The beginning of the month nearest to a moment.
fn nearest_month(moment: f64) -> f64 {
    let start = Day(moment.floor() as i32).civil().first_of_month();
    let this = f64::from(Day::from_civil(start).0);
    let next = this + f64::from(start.days_in_month());
    if moment - this < next - moment { this } else { next }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        entente_record::Edtf::parse(text).unwrap().earliest()
    }

    fn extent() -> Extent {
        Extent { first: day("1997-01-01"), last: day("2026-12-31") }
    }

    fn whole() -> TimeScale {
        TimeScale::unfold(Window::default(), extent(), 0.0, 884.0)
    }

    #[test]
    fn the_whole_record_is_the_open_window() {
        assert_eq!(whole().fold(extent()), Window::default());
        assert_eq!(whole().x(f64::from(extent().first.0)), 0.0);
    }

    #[test]
    fn one_end_at_the_extent_is_left_open() {
        let window = Window { from: Some(day("2010-01-01")), to: None };
        let scale = TimeScale::unfold(window, extent(), 0.0, 884.0);
        assert_eq!(scale.fold(extent()), window);
    }

    #[test]
    fn a_long_window_snaps_to_months_and_a_short_one_to_days() {
        let scale = |from: f64, to: f64| TimeScale { from, to, x0: 0.0, x1: 900.0 };
        let (from, to) = (f64::from(day("2010-01-09").0) + 0.3, f64::from(day("2019-06-20").0));
        assert_eq!(
            scale(from, to).fold(extent()),
            Window { from: Some(day("2010-01-01")), to: Some(day("2019-06-30")) }
        );
        let (from, to) = (f64::from(day("2017-05-03").0) + 0.3, f64::from(day("2017-06-20").0) + 0.8);
        assert_eq!(
            scale(from, to).fold(extent()),
            Window { from: Some(day("2017-05-03")), to: Some(day("2017-06-20")) }
        );
    }

    #[test]
    fn a_window_outside_the_record_is_moved_into_it() {
        let window = Window { from: Some(day("2090-01-01")), to: Some(day("2090-12-31")) };
        let scale = TimeScale::unfold(window, extent(), 0.0, 900.0);
        assert_eq!(scale.to, f64::from(extent().last.0) + 1.0);
        assert_eq!((scale.to - scale.from).round(), 365.0);
    }

    #[test]
    fn zooming_ends_at_two_weeks_and_at_the_whole_record() {
        assert_eq!(whole().zoom(100.0, 1e9, extent()).to - whole().zoom(100.0, 1e9, extent()).from, SHORTEST);
        assert_eq!(whole().zoom(100.0, 0.01, extent()), whole());
        assert_eq!(whole().zoom(100.0, f64::NAN, extent()), whole());
    }

    proptest! {
        #[test]
        fn zooming_keeps_the_moment_under_the_pointer(about in 300f32..600.0, factor in 1.0f64..8.0) {
            let before = whole().zoom(442.0, 3.0, extent());
            let after = before.zoom(about, factor, extent());
            prop_assert!((after.day(about) - before.day(about)).abs() < 1e-3);
        }

        #[test]
        fn nothing_leads_out_of_the_extent(
            about in -50f32..950.0, factor in 0.01f64..100.0, pixels in -9e4f32..9e4,
        ) {
            let scale = whole().zoom(about, factor, extent()).pan(pixels, extent());
            prop_assert!(scale.from >= f64::from(extent().first.0) - 1e-6);
            prop_assert!(scale.to <= f64::from(extent().last.0) + 1.0 + 1e-6);
            prop_assert!(scale.to - scale.from >= SHORTEST - 1e-6);
        }

        #[test]
        fn folding_is_stable(from in 0i32..9_000, length in 14i32..9_000) {
            let first = extent().first.0;
            let window = Window { from: Some(Day(first + from)), to: Some(Day(first + from + length)) };
            let once = TimeScale::unfold(window, extent(), 0.0, 900.0).fold(extent());
            let twice = TimeScale::unfold(once, extent(), 0.0, 900.0).fold(extent());
            prop_assert_eq!(once, twice);
        }
    }
}
