//! The chronology: when each event stands on the axis, computed once a record.
//!
//! A place is a moment in days since 1970-01-01: the middle of the day, month or year that is known of the start
//! (`Edtf::anchor` and half a day). It is a multiple of half a day, so `f32` holds it exactly for every year that can
//! be written.

use crate::order;
use std::borrow::Cow;

use entente_record::{Day, Edtf, Event, Family, Kind, Mechanism, Record};

use super::Extent;
use crate::view::Filter;

/// Where a date stands.
pub fn place(date: &Edtf) -> f32 {
    date.anchor() as f32 + 0.5
}

/// The family that colours an event: of its first theme, or of its first theme that matches while themes are filtered.
/// `None`: its sources name no theme.
pub fn event_family(event: &Event, filter: &Filter) -> Option<Family> {
    let mut themes = event.themes.iter();
    let matching = if filter.themes.is_empty() {
        None
    } else {
        themes.clone().find(|theme| filter.themes.contains(theme))
    };
    matching.or_else(|| themes.next()).map(|theme| theme.family())
}

/// From the first to the last event of a mechanism.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Life {
    /// Where the first event stands.
    pub first: f32,
    /// Where the last event stands.
    pub last: f32,
    /// What the last event is.
    pub ending: Kind,
}

/// When everything is, in the order of the axis.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Chronology {
    /// Where each event stands (`Record::events` order).
    pub(super) places: Vec<f32>,
    /// The mechanism of each event. Here since walking all events, which are large, is what a new selection costs.
    pub(super) mechanisms: Vec<u32>,
    /// The colour of each event while no themes are filtered (see [`Chronology::colours`]).
    unfiltered: Vec<u8>,
    /// The quarter of each event, counted from the first quarter of the year 0.
    pub(super) quarters: Vec<u16>,
    /// Positions in `Record::events`, in order of (place, position).
    pub(super) order: Vec<u32>,
    /// The life of each mechanism; `None` without events.
    pub(super) lives: Vec<Option<Life>>,
    /// First and last day that any event can mean.
    days: Option<(Day, Day)>,
}

impl Chronology {
    /// The chronology of a record.
    pub fn new(record: &Record) -> Self {
        let places: Vec<f32> = record.events.iter().map(|event| place(&event.date)).collect();
        let quarters = places.iter().map(|&place| quarter_of(Day(place.floor() as i32))).collect();
        let mut order: Vec<u32> = (0..places.len() as u32).collect();
        order::sort_by(&mut order, |&a, &b| places[a as usize].total_cmp(&places[b as usize]));
        let life = |mechanism: &Mechanism| {
            let mut life: Option<Life> = None;
            for event in &mechanism.events {
                let (place, kind) = (places[event.index()], record.event(*event).kind);
                let known = life.get_or_insert(Life { first: place, last: place, ending: kind });
                known.first = known.first.min(place);
                if place >= known.last {
                    (known.last, known.ending) = (place, kind);
                }
            }
            life
        };
        let lives = record.mechanisms.iter().map(life).collect();
        // Events are in order of their earliest day.
        let first = record.events.first().map(|event| event.date.earliest());
        let last = record.events.iter().map(|event| event.date.latest()).max();
        let mechanisms = record.events.iter().map(|event| event.mechanism.0).collect();
        let unfiltered = colours(record, &Filter::default());
        Self { places, mechanisms, unfiltered, quarters, order, lives, days: first.zip(last) }
    }

    /// The colour of each event: [`Family::index`], or the number of families where the sources name no theme.
    pub(super) fn colours(&self, record: &Record, filter: &Filter) -> Cow<'_, [u8]> {
        if filter.themes.is_empty() {
            Cow::Borrowed(&self.unfiltered)
        } else {
            Cow::Owned(colours(record, filter))
        }
    }

    /// All that can be shown: from 1 January of the first event's year to the end of today's quarter or the last
    /// event, whichever is later.
    pub fn extent(&self, today: Day) -> Extent {
        let (first, last) = self.days.unwrap_or((today, today));
        let quarter_end = Day(quarter_start(quarter_of(today).saturating_add(1)).0 - 1);
        let first = Day::from_civil(first.min(today).civil().first_of_year());
        Extent { first, last: quarter_end.max(last) }
    }
}

fn colours(record: &Record, filter: &Filter) -> Vec<u8> {
    let colour = |event: &Event| event_family(event, filter).map_or(Family::ALL.len(), Family::index) as u8;
    record.events.iter().map(colour).collect()
}

/// The quarter of a day, counted from the first quarter of the year 0.
pub(super) fn quarter_of(day: Day) -> u16 {
    let date = day.civil();
    // A civil day is within 0000 to 9999, so this is at most 39,999.
    (i32::from(date.year()) * 4 + (i32::from(date.month()) - 1) / 3).max(0) as u16
}

/// The first day of a quarter, counted from the first quarter of the year 0.
pub(super) fn quarter_start(quarter: u16) -> Day {
    let (year, month) = (quarter / 4, quarter % 4 * 3 + 1);
    Day::from_ymd(year as i16, month as u8, 1).unwrap_or(Day::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::testing::{day, record};
    use entente_record::Theme;

    #[test]
    fn coarse_dates_stand_in_the_middle_of_what_is_known() {
        let at = |text: &str| place(&Edtf::parse(text).unwrap());
        assert_eq!(at("1970-01-01"), 0.5);
        assert_eq!(at("1970-01"), 15.5);
        assert_eq!(at("1970"), 182.5);
        assert_eq!(at("1970-01-01/1970-01-09"), 0.5);
    }

    #[test]
    fn the_extent_holds_whole_years_at_the_start_and_the_quarter_of_today_at_the_end() {
        let held = record(&[("a", &["2017-05-23", "2019"])]);
        let extent = |today| Chronology::new(&held).extent(day(today));
        assert_eq!(extent("2026-11-22"), Extent { first: day("2017-01-01"), last: day("2026-12-31") });
        assert_eq!(extent("2018-02-01"), Extent { first: day("2017-01-01"), last: day("2019-12-31") });
        let empty = Chronology::new(&record(&[])).extent(day("2026-11-22"));
        assert_eq!(empty, Extent { first: day("2026-01-01"), last: day("2026-12-31") });
    }

    #[test]
    fn quarters_and_their_first_days_are_inverse() {
        for quarter in [0, 1, 7_879, 8_107, 39_999] {
            assert_eq!(quarter_of(quarter_start(quarter)), quarter);
            assert_eq!(quarter_of(Day(quarter_start(quarter).0 + 88)), quarter);
        }
    }

    #[test]
    fn a_filtered_theme_gives_the_colour() {
        let mut held = record(&[("a", &["2017-05-23"])]);
        held.events[0].themes = [Theme::CyberPolicy, Theme::Cybercrime].into();
        let mut filter = Filter::default();
        assert_eq!(event_family(&held.events[0], &filter), Some(Family::Policy));
        filter.themes.insert(Theme::Cybercrime);
        assert_eq!(event_family(&held.events[0], &filter), Some(Family::Crime));
        held.events[0].themes = [].into();
        assert_eq!(event_family(&held.events[0], &filter), None);
    }
}
