//! Clusters: which marks of a lane stand alone and which are too close to tell apart.
//!
//! Marks closer than 7.5 px are linked, and chains whose capsules would overlap are joined; a chain that fits becomes
//! one capsule, a longer one is cut along a grid of time, so that capsules keep their places while the reader pans. Searches leap from link to link, so the
//! work grows with the width of the plot, not with the events of the lane. The selected mark stays alone and its
//! neighbours are pushed away from its ring.

use entente_geometry::Within;
use std::ops::Range;

use super::TimeScale;

/// Marks closer than this are one cluster.
const NEAR: f32 = 7.5;
/// From the selected mark's centre to the nearest edge of a neighbour: 19 px to the centre of a mark.
const CLEAR: f32 = 14.0;
/// Half the width of a mark.
pub(super) const HALF_MARK: f32 = 5.0;
/// Width of capsules: at least and at most.
const CAPSULE: (f32, f32) = (18.0, 30.0);
/// Capsules give way to their neighbours by this much at most.
const SHIFT: f32 = 8.0;
/// Chains are cut to stretches of this many pixels, up to twice as many: a power of two in days, for a calm zoom.
const CELL: f64 = 40.0;
/// How far outside the plot marks are looked for: further than a capsule and its neighbour reach.
const MARGIN: f32 = 72.0;

/// A mark or capsule of a lane.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    /// Its centre.
    pub x: f32,
    /// Half its width.
    pub half: f32,
    /// What it stands for, as positions in the lane's places.
    pub events: Range<usize>,
}

/// The glyphs of a lane, from left to right, that reach into the plot. `places` are in order; `selected` is a
/// position in them.
pub(super) fn glyphs(places: &[f32], scale: &TimeScale, selected: Option<usize>) -> Vec<Glyph> {
    let lane = LaneMarks { places, scale, selected, cell: cell_days(scale) };
    let start = lane.first(0..places.len(), |x| x >= scale.x0 - MARGIN);
    let end = lane.first(start..places.len(), |x| x > scale.x1 + MARGIN);
    let mut glyphs = Vec::new();
    match selected.filter(|at| (start..end).contains(at)) {
        Some(at) => {
            lane.chains(start..at, &mut glyphs);
            lane.single(at, &mut glyphs);
            lane.chains(at + 1..end, &mut glyphs);
        }
        None => lane.chains(start..end, &mut glyphs),
    }
    lane.settle(&mut glyphs);
    glyphs.retain(|glyph| glyph.x + glyph.half >= scale.x0 && glyph.x - glyph.half <= scale.x1);
    glyphs
}

/// Width of a cell in days.
fn cell_days(scale: &TimeScale) -> f64 {
    (CELL / scale.pixels_per_day()).log2().ceil().exp2()
}

struct LaneMarks<'a> {
    places: &'a [f32],
    scale: &'a TimeScale,
    selected: Option<usize>,
    cell: f64,
}

impl LaneMarks<'_> {
    /// Where a mark stands, pushed away from the selected one. Never decreases from one position to the next.
    fn x(&self, at: usize) -> f32 {
        let x = self.scale.x(f64::from(self.places[at]));
        match self.selected {
            Some(selected) if selected != at => self.pushed(x, HALF_MARK, at, selected),
            _ => x,
        }
    }

    fn pushed(&self, x: f32, half: f32, at: usize, selected: usize) -> f32 {
        let centre = self.scale.x(f64::from(self.places[selected]));
        if at < selected { x.min(centre - CLEAR - half) } else { x.max(centre + CLEAR + half) }
    }

    /// The first position of a range where a test that holds from some position on holds; its end if nowhere.
    /// Gallops, so that what is near is found soon.
    fn first(&self, range: Range<usize>, holds: impl Fn(f32) -> bool) -> usize {
        let (mut low, mut reach) = (range.start, 1);
        while low + reach < range.end && !holds(self.x(low + reach)) {
            low += reach;
            reach *= 2;
        }
        let mut high = (low + reach).min(range.end);
        while low < high {
            let middle = low + (high - low) / 2;
            if holds(self.x(middle)) { high = middle } else { low = middle + 1 }
        }
        low
    }

    fn chains(&self, range: Range<usize>, glyphs: &mut Vec<Glyph>) {
        let mut pending: Option<Range<usize>> = None;
        let mut start = range.start;
        while start < range.end {
            let chain = self.chain(start..range.end);
            start = chain.end;
            pending = Some(match pending {
                Some(before) if self.overlap(&before, &chain) => before.start..chain.end,
                Some(before) => {
                    self.split(before, glyphs);
                    chain
                }
                None => chain,
            });
        }
        if let Some(last) = pending {
            self.split(last, glyphs);
        }
    }

    /// The chain that starts with a range: marks each closer to the next than [`NEAR`].
    fn chain(&self, range: Range<usize>) -> Range<usize> {
        let mut last = range.start;
        loop {
            let x = self.x(last);
            let furthest = self.first(last..range.end, |other| other - x >= NEAR) - 1;
            if furthest == last {
                return range.start..last + 1;
            }
            last = furthest;
        }
    }

    /// Whether the capsules of two chains would overlap. It depends on these two alone, so it holds while panning.
    fn overlap(&self, a: &Range<usize>, b: &Range<usize>) -> bool {
        let end = |chain: &Range<usize>, side: f32| {
            let (first, last) = (self.x(chain.start), self.x(chain.end - 1));
            let reach = (capsule(chain.len(), last - first) / 2.0).max((last - first) / 2.0);
            (first + last) / 2.0 + side * reach
        };
        a.len() > 1 && b.len() > 1 && end(a, 1.0) > end(b, -1.0)
    }

    /// A chain as one capsule, or as several if it is longer than one.
    fn split(&self, chain: Range<usize>, glyphs: &mut Vec<Glyph>) {
        if self.x(chain.end - 1) - self.x(chain.start) <= CAPSULE.1 {
            self.group(chain, glyphs);
        } else {
            self.cells(chain, glyphs);
        }
    }

    /// Cuts a long chain along the grid of time.
    fn cells(&self, chain: Range<usize>, glyphs: &mut Vec<Glyph>) {
        let mut start = chain.start;
        while start < chain.end {
            let cell = (f64::from(self.places[start]) / self.cell).floor();
            let boundary = (cell + 1.0) * self.cell;
            let rest = &self.places[start..chain.end];
            let end = start + rest.partition_point(|&place| f64::from(place) < boundary).max(1);
            self.group(start..end, glyphs);
            start = end;
        }
    }

    fn group(&self, events: Range<usize>, glyphs: &mut Vec<Glyph>) {
        if events.len() == 1 {
            return self.single(events.start, glyphs);
        }
        let (first, last) = (self.x(events.start), self.x(events.end - 1));
        let half = capsule(events.len(), last - first) / 2.0;
        let middle = (first + last) / 2.0;
        let x = match self.selected {
            Some(selected) => self.pushed(middle, half, events.start, selected),
            None => middle,
        };
        glyphs.push(Glyph { x, half, events });
    }

    /// Moves capsules, which stand for no day of their own, off their neighbours as far as there is room.
    fn settle(&self, glyphs: &mut [Glyph]) {
        let reach = |glyph: &Glyph| {
            let selected = self.selected.is_some_and(|at| glyph.events.contains(&at));
            if selected { CLEAR } else { glyph.half + 0.5 }
        };
        for at in 0..glyphs.len() {
            if glyphs[at].events.len() == 1 {
                continue;
            }
            let (x, half) = (glyphs[at].x, glyphs[at].half);
            let left =
                at.checked_sub(1).map_or(f32::MIN, |before| glyphs[before].x + reach(&glyphs[before]) + half);
            let right = glyphs.get(at + 1).map_or(f32::MAX, |after| match after.events.len() {
                1 => after.x - reach(after) - half,
                // Two capsules share the way.
                _ => (after.x + x - after.half - half) / 2.0 - 0.25,
            });
            let wanted = if left <= right { x.within(left, right) } else { (left + right) / 2.0 };
            glyphs[at].x = wanted.within(x - SHIFT, x + SHIFT);
        }
    }

    fn single(&self, at: usize, glyphs: &mut Vec<Glyph>) {
        glyphs.push(Glyph { x: self.x(at), half: HALF_MARK, events: at..at + 1 });
    }
}

/// Width of a capsule: room for its count, and about as wide as what it covers.
fn capsule(count: usize, spread: f32) -> f32 {
    let digits = count.max(1).ilog10() as f32 + 1.0;
    (spread + 11.0).max(digits * 7.0 + 8.0).within(CAPSULE.0, CAPSULE.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn scale(pixels_per_day: f64) -> TimeScale {
        TimeScale { from: 0.0, to: 1_000.0 / pixels_per_day, x0: 0.0, x1: 1_000.0 }
    }

    fn counts(glyphs: &[Glyph]) -> Vec<usize> {
        glyphs.iter().map(|glyph| glyph.events.len()).collect()
    }

    #[test]
    fn marks_closer_than_seven_and_a_half_pixels_become_one_capsule() {
        let at = |places: &[f32]| counts(&glyphs(places, &scale(1.0), None));
        assert_eq!(at(&[100.0, 107.0]), [2]);
        assert_eq!(at(&[100.0, 107.5]), [1, 1]);
        assert_eq!(at(&[100.0, 105.0, 110.0, 115.0, 130.0]), [4, 1]);
    }

    #[test]
    fn capsules_that_would_overlap_are_one_and_give_way_to_marks() {
        let found = glyphs(&[100.0, 105.0, 113.0, 118.0, 140.0], &scale(1.0), None);
        assert_eq!(counts(&found), [4, 1]);
        let found = glyphs(&[100.0, 105.0, 114.0], &scale(1.0), None);
        assert!(found[0].x + found[0].half <= found[1].x - HALF_MARK, "{found:?}");
    }

    #[test]
    fn the_selected_mark_stays_alone_and_its_neighbours_clear_its_ring() {
        let places = [93.0, 98.0, 100.0, 100.0, 106.0, 200.0];
        let found = glyphs(&places, &scale(1.0), Some(2));
        assert_eq!(counts(&found), [2, 1, 2, 1]);
        let selected = &found[1];
        assert_eq!((selected.x, selected.events.clone()), (100.0, 2..3));
        for glyph in found.iter().filter(|glyph| *glyph != selected) {
            assert!((glyph.x - selected.x).abs() - glyph.half >= CLEAR - 1e-3, "{glyph:?}");
        }
        let alone = glyphs(&[90.0, 100.0], &scale(1.0), Some(1));
        assert_eq!(alone[0].x, 81.0);
    }

    #[test]
    fn a_lane_of_a_hundred_thousand_events_has_as_many_glyphs_as_fit() {
        let places: Vec<f32> = (0..100_000).map(|at| at as f32 / 100.0).collect();
        let found = glyphs(&places, &scale(1.0), Some(50_000));
        assert!(found.len() <= 2 + 1_000 / 32, "{}", found.len());
        assert_eq!(found.iter().map(|glyph| glyph.events.len()).sum::<usize>(), 100_000);
    }

    #[test]
    fn capsules_of_a_long_chain_keep_their_places_while_panning() {
        let places: Vec<f32> = (0..1_000).map(|at| at as f32 * 2.0).collect();
        let still = scale(1.0);
        let moved = TimeScale { from: 10.0, to: 1_010.0, ..still };
        let inner = |scale: &TimeScale| -> Vec<Range<usize>> {
            let found = glyphs(&places, scale, None);
            found.into_iter().map(|glyph| glyph.events).filter(|it| it.start > 100 && it.end < 400).collect()
        };
        assert_eq!(inner(&still), inner(&moved));
    }

    proptest! {
        #[test]
        fn every_event_in_view_is_in_one_glyph(
            mut days in proptest::collection::vec(0u16..2_000, 1..200), density in 0.1f64..30.0, pick: usize, some: bool,
        ) {
            days.sort_unstable();
            let places: Vec<f32> = days.iter().map(|&day| f32::from(day) + 0.5).collect();
            let scale = scale(density);
            let selected = some.then_some(pick % places.len());
            let found = glyphs(&places, &scale, selected);
            let mut seen = vec![0; places.len()];
            found.iter().flat_map(|glyph| glyph.events.clone()).for_each(|at| seen[at] += 1);
            for (at, &place) in places.iter().enumerate() {
                let x = scale.x(f64::from(place));
                // What is pushed away from the selected mark may leave the plot at its edge.
                let near = selected.is_some_and(|it| (scale.x(f64::from(places[it])) - x).abs() < 60.0);
                if (16.0..=scale.x1 - 16.0).contains(&x) && !near {
                    prop_assert_eq!(seen[at], 1, "event {} of {:?} at {}", at, places, x);
                }
                prop_assert!(seen[at] <= 1);
            }
            for pair in found.windows(2) {
                prop_assert!(pair[0].x <= pair[1].x);
                prop_assert_eq!(pair[0].events.end, pair[1].events.start);
            }
            if let Some(selected) = selected {
                prop_assert!(found.iter().all(|it| !it.events.contains(&selected) || it.events.len() == 1));
            }
        }
    }
}
