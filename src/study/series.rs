//! A series of meetings: its rhythm, its gaps, its silence.

use entente_record::{Day, EventIndex, Kind, MechanismIndex, Record};

use crate::order;

/// Intervals that it takes to speak of a cadence: from one or two meetings nothing follows.
const ENOUGH: usize = 2;

/// The meetings of a mechanism up to a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Meetings that took place, in order of date.
    pub meetings: Vec<EventIndex>,
    /// Numbers below the highest one that a source gives and for which the record has no meeting.
    pub missing: Vec<u16>,
    /// Median of the days from one meeting to the next; `None` below three meetings.
    pub cadence: Option<u32>,
    /// Last day of the last meeting.
    pub last: Option<Day>,
    /// Days from then to the day of the study.
    pub silence: Option<u32>,
}

impl Series {
    /// The series of a mechanism as it is known on a day.
    pub fn of(record: &Record, mechanism: MechanismIndex, today: Day) -> Self {
        let events = record.mechanism(mechanism).events.iter().copied();
        let meetings: Vec<EventIndex> = events
            .filter(|it| {
                let event = record.event(*it);
                event.kind == Kind::Meeting && event.date.earliest() <= today
            })
            .collect();
        let mut intervals: Vec<u32> = meetings
            .windows(2)
            .map(|pair| {
                let [from, to] = [pair[0], pair[1]].map(|it| record.event(it).date.anchor());
                (to - from).max(0.0) as u32
            })
            .collect();
        order::sort(&mut intervals);
        let cadence = (intervals.len() >= ENOUGH).then(|| median(&intervals)).flatten();
        let last = meetings.iter().map(|it| record.event(*it).date.latest().min(today)).max();
        let silence = last.map(|last| (today.0 - last.0).max(0) as u32);
        Self { missing: missing(record, &meetings), meetings, cadence, last, silence }
    }

    /// How many times its own cadence it has been silent, in tenths; `None` where it has no cadence.
    pub fn silence_in_cadences(&self) -> Option<u32> {
        let (silence, cadence) = (self.silence?, self.cadence?.max(1));
        Some(silence.saturating_mul(10) / cadence)
    }
}

/// The middle of a sorted list; of two middles the mean.
fn median(sorted: &[u32]) -> Option<u32> {
    let middle = sorted.len() / 2;
    let upper = *sorted.get(middle)?;
    if sorted.len() % 2 == 1 { Some(upper) } else { Some((sorted[middle - 1] + upper) / 2) }
}

/// The numbers from 1 to the highest one known that no meeting carries. Empty where no meeting is numbered.
fn missing(record: &Record, meetings: &[EventIndex]) -> Vec<u16> {
    let known: Vec<u16> = meetings.iter().filter_map(|it| record.event(*it).ordinal).collect();
    let highest = known.iter().copied().max().unwrap_or(0);
    // A series of hundreds with one number known would be a list of nothing but gaps.
    if known.len() * 4 < usize::from(highest) {
        return Vec::new();
    }
    (1..highest).filter(|number| !known.contains(number)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{event, mechanism, record};
    use entente_record::Edtf;

    fn day(text: &str) -> Day {
        Edtf::parse(text).unwrap().earliest()
    }

    fn series(events: Vec<crate::testing::EventDraft>, today: &str) -> Series {
        let record = record(vec![mechanism("us-argentina", &["AR", "US"]).events(events)]);
        Series::of(&record, MechanismIndex(0), day(today))
    }

    #[test]
    fn the_cadence_is_the_median_interval_and_two_meetings_have_none() {
        let two = series(vec![event("2010-01-01"), event("2011-01-01")], "2026-11-22");
        assert_eq!(two.cadence, None);
        let four = series(
            vec![event("2010-01-01"), event("2011-01-01"), event("2012-01-01"), event("2016-01-01")],
            "2018-01-01",
        );
        assert_eq!(four.cadence, Some(365));
        assert_eq!(four.silence, Some(731));
        assert_eq!(four.silence_in_cadences(), Some(20));
    }

    #[test]
    fn what_is_to_come_is_not_yet_a_meeting() {
        let known = series(vec![event("2025-01-01"), event("2027-01-01")], "2026-11-22");
        assert_eq!(known.meetings.len(), 1);
        assert_eq!(known.last, Some(day("2025-01-01")));
    }

    #[test]
    fn numbers_that_no_meeting_carries_are_missing() {
        let known = series(
            vec![
                event("2010-01-01").ordinal(1),
                event("2012-01-01").ordinal(3),
                event("2013-01-01").ordinal(4),
            ],
            "2026-11-22",
        );
        assert_eq!(known.missing, [2]);
        let hundredth = series(vec![event("2010-01-01").ordinal(100)], "2026-11-22");
        assert!(hundredth.missing.is_empty());
    }

    #[test]
    fn a_median_of_two_is_their_mean() {
        assert_eq!(
            [median(&[]), median(&[3]), median(&[3, 5]), median(&[1, 2, 9])],
            [None, Some(3), Some(4), Some(2)]
        );
    }
}
