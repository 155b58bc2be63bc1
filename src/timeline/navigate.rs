//! Moving between marks by keyboard, and bringing an event into view.

use entente_record::EventIndex;

use super::{Extent, Lanes, TimeScale};

/// Lanes above a lane that is lifted into view: it stands at row 5.
const ABOVE: f32 = 4.0;
/// Distance from the plot's edge that a revealed mark keeps.
const MARGIN: f32 = 64.0;

/// A mark: an event in a lane (an event may stand in several).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Position among the lanes.
    pub lane: u32,
    /// The event.
    pub event: EventIndex,
}

/// A move of the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// To the event before, in the lane.
    Previous,
    /// To the event after, in the lane.
    Next,
    /// To the nearest event of the next lane above that has marks.
    Up,
    /// To the nearest event of the next lane below that has marks.
    Down,
    /// To the first event of the lane.
    Home,
    /// To the last event of the lane.
    End,
}

/// Where a move leads; `None` where it leads nowhere. From nowhere (or from a mark that is gone) it leads to the first
/// event of the first lane.
pub fn step(lanes: &Lanes, from: Option<Place>, to: Move) -> Option<Place> {
    let current = from.and_then(|place| position(lanes, place).map(|at| (place, at)));
    let Some((place, at)) = current else {
        let lane = (0..lanes.lanes.len() as u32).find(|&lane| is_stop(lanes, lane))?;
        return Some(Place { lane, event: *lanes.lane_events(lane).first()? });
    };
    let events = lanes.lane_events(place.lane);
    let event = match to {
        Move::Previous => events.get(at.checked_sub(1)?),
        Move::Next => events.get(at + 1),
        Move::Home => events.first(),
        Move::End => events.last(),
        Move::Up => {
            return nearest(lanes, place, at, (0..place.lane).rev().find(|&lane| is_stop(lanes, lane))?);
        }
        Move::Down => {
            let mut below = place.lane + 1..lanes.lanes.len() as u32;
            return nearest(lanes, place, at, below.find(|&lane| is_stop(lanes, lane))?);
        }
    };
    event.filter(|&&event| event != place.event).map(|&event| Place { event, ..place })
}

fn is_stop(lanes: &Lanes, lane: u32) -> bool {
    lanes.lanes.get(lane as usize).is_some_and(|lane| lane.has_marks() && !lane.range.is_empty())
}

/// Where the event stands among the events of its lane.
fn position(lanes: &Lanes, place: Place) -> Option<usize> {
    is_stop(lanes, place.lane).then_some(())?;
    lanes.lane_events(place.lane).iter().position(|&event| event == place.event)
}

/// The event of a lane that is nearest in time to the one at a position of another lane.
fn nearest(lanes: &Lanes, from: Place, at: usize, lane: u32) -> Option<Place> {
    let start = lanes.lanes.get(from.lane as usize)?.span().start;
    let moment = lanes.places[start + at];
    let span = lanes.lanes.get(lane as usize)?.span();
    let places = &lanes.places[span.clone()];
    let after = places.partition_point(|&place| place < moment).min(places.len().saturating_sub(1));
    let before = after.saturating_sub(1);
    let near = if moment - places.get(before)? < places.get(after)? - moment { before } else { after };
    Some(Place { lane, event: *lanes.events.get(span.start + near)? })
}

/// What must be shown for a mark to be in view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reveal {
    /// The window: moved only if the mark is outside it or at its edge.
    pub scale: TimeScale,
    /// Pixels of lanes above the plot: changed only if the lane is not wholly in view.
    pub scroll: f32,
}

/// Brings a mark, by its lane and the moment where it stands, into a plot of a height with lanes of a height.
pub fn reveal(
    lane: u32,
    moment: f64,
    scale: &TimeScale,
    extent: Extent,
    scroll: f32,
    (height, lane_height): (f32, f32),
) -> Reveal {
    let x = scale.x(moment);
    let margin = MARGIN.min((scale.x1 - scale.x0) / 4.0);
    let pixels = (scale.x0 + margin - x).max(0.0) + (scale.x1 - margin - x).min(0.0);
    let scale = if pixels == 0.0 { *scale } else { scale.pan(pixels, extent) };
    let top = lane as f32 * lane_height;
    let seen = top >= scroll && top + lane_height <= scroll + height;
    let lifted = (ABOVE * lane_height).min((height - lane_height).max(0.0));
    Reveal { scale, scroll: if seen { scroll } else { (top - lifted).max(0.0) } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::testing::{day, record, selection};
    use crate::timeline::{Chronology, lanes};
    use crate::view::{Group, View, Window};
    use crate::words::Plain;

    fn sample(group: Group) -> Lanes {
        let record = record(&[
            ("a", &["2010-01-01", "2012-01-01", "2014-01-01"]),
            ("b", &["2011-06-01", "2020-01-01"]),
            ("c", &["2001-01-01"]),
        ]);
        let selection = selection(&record, |_| true);
        let view = View { group, ..View::default() };
        lanes(&record, &Chronology::new(&record), &selection, &view, &[], &Plain)
    }

    fn walk(lanes: &Lanes, moves: &[Move]) -> Vec<Option<(u32, usize)>> {
        let mut at = step(lanes, None, Move::Next);
        let mut seen = Vec::new();
        for &to in moves {
            let next = step(lanes, at, to);
            seen.push(next.map(|it| (it.lane, position(lanes, it).unwrap())));
            at = next.or(at);
        }
        seen
    }

    #[test]
    fn arrows_move_along_a_lane_and_stop_at_its_ends() {
        let lanes = sample(Group::Mechanism);
        assert_eq!(
            walk(&lanes, &[Move::Previous, Move::Next, Move::End, Move::Next, Move::Home]),
            [None, Some((0, 1)), Some((0, 2)), None, Some((0, 0))]
        );
    }

    #[test]
    fn up_and_down_lead_to_the_nearest_date() {
        let lanes = sample(Group::Mechanism);
        assert_eq!(
            walk(&lanes, &[Move::End, Move::Down, Move::Down, Move::Down, Move::Up, Move::Up]),
            [Some((0, 2)), Some((1, 0)), Some((2, 0)), None, Some((1, 0)), Some((0, 1))]
        );
    }

    #[test]
    fn rows_without_marks_are_passed_over() {
        let lanes = sample(Group::Party);
        let first = step(&lanes, None, Move::Next).unwrap();
        assert_eq!(first.lane, 1);
        let mut at = first;
        while let Some(next) = step(&lanes, Some(at), Move::Down) {
            assert!(lanes.lanes[next.lane as usize].has_marks());
            at = next;
        }
        assert_eq!(at.lane, lanes.lanes.len() as u32 - 1);
    }

    #[test]
    fn a_mark_that_is_gone_leads_back_to_the_first() {
        let lanes = sample(Group::Mechanism);
        let gone = Place { lane: 9, event: EventIndex(77) };
        assert_eq!(step(&lanes, Some(gone), Move::Down), step(&lanes, None, Move::Next));
        assert_eq!(step(&Lanes::default(), None, Move::Next), None);
    }

    #[test]
    fn a_mark_in_view_stays_and_one_outside_is_brought_in() {
        let extent = Extent { first: day("2000-01-01"), last: day("2026-12-31") };
        let window = Window { from: Some(day("2010-01-01")), to: Some(day("2014-12-31")) };
        let scale = TimeScale::unfold(window, extent, 0.0, 900.0);
        let show =
            |lane, text: &str| reveal(lane, f64::from(day(text).0), &scale, extent, 48.0, (240.0, 24.0));
        assert_eq!(show(3, "2012-06-01"), Reveal { scale, scroll: 48.0 });
        let moved = show(40, "2020-06-01");
        assert_eq!(moved.scroll, 36.0 * 24.0);
        let x = moved.scale.x(f64::from(day("2020-06-01").0));
        assert!((x - (900.0 - MARGIN)).abs() < 0.5);
        assert_eq!(moved.scale.to - moved.scale.from, scale.to - scale.from);
    }
}
