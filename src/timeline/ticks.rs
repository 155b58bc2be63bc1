//! Ticks: from centuries down to days, whichever suit the window, with labels that never touch.
//!
//! Labels stand right of their tick. The one whose unit began left of the plot sticks to the plot's edge and says the
//! whole date, so that a window of days always says its month and year.

use entente_record::{Day, Edtf, Moment};

use super::TimeScale;
use crate::draw::Font;
use crate::words::Words;

/// Type of the labels.
pub(super) const LABEL: Font = Font { size: 11.0, strong: false };
/// Type of the labels that begin a larger unit.
pub(super) const LABEL_STRONG: Font = Font { size: 11.0, strong: true };
/// From a tick to its label.
const INDENT: f32 = 4.0;
/// Least gap between labels.
const GAP: f32 = 6.0;
/// Least distance of minor lines.
const MINOR: f64 = 14.0;

/// A tick with its label.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Where the line is; left of the plot for the label that sticks to its edge.
    pub x: f32,
    /// Where the label starts.
    pub label_x: f32,
    /// The label; empty where there was no room.
    pub label: Box<str>,
    /// Its width.
    pub width: f32,
    /// Whether it begins a larger unit (a year among months, a month among days).
    pub strong: bool,
}

/// The ticks of a window.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Ticks {
    /// From left to right.
    pub major: Vec<Tick>,
    /// Lines of the next smaller unit, without labels.
    pub minor: Vec<f32>,
}

/// The distance of ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// The 1st, 8th, 15th and 22nd, or every day.
    Days { weekly: bool },
    /// Every so many months from January.
    Months(u8),
    /// Years that are multiples.
    Years(i16),
}

/// Every step, the smallest first: (step, its least pixels for labels, its days).
const STEPS: [(Step, f64, f64); 12] = [
    (Step::Days { weekly: false }, 30.0, 1.0),
    (Step::Days { weekly: true }, 44.0, 7.0),
    (Step::Months(1), 40.0, 28.0),
    (Step::Months(3), 40.0, 90.0),
    (Step::Years(1), 20.0, 365.0),
    (Step::Years(5), 34.0, 1_826.0),
    (Step::Years(10), 34.0, 3_652.0),
    (Step::Years(20), 34.0, 7_305.0),
    (Step::Years(50), 34.0, 18_262.0),
    (Step::Years(100), 34.0, 36_524.0),
    (Step::Years(500), 34.0, 182_621.0),
    (Step::Years(1000), 34.0, 365_242.0),
];

/// Below this many pixels a year, years are written '26.
const FULL_YEAR: f64 = 34.0;

/// The ticks that suit a scale.
pub fn ticks(scale: &TimeScale, words: &dyn Words) -> Ticks {
    let density = scale.pixels_per_day();
    let at = STEPS.iter().position(|(_, least, days)| days * density >= *least).unwrap_or(STEPS.len() - 1);
    let (step, ..) = STEPS[at];
    let minor = STEPS[..at]
        .last()
        .filter(|(_, _, days)| days * density >= MINOR)
        .map(|(step, ..)| starts(*step, scale).into_iter().map(|day| scale.x(f64::from(day.0))).collect());
    let short = matches!(step, Step::Years(1)) && 365.25 * density < FULL_YEAR;
    Ticks {
        major: labelled(&starts(step, scale), step, short, scale, words),
        minor: minor.unwrap_or_default(),
    }
}

/// Ticks of years for a strip that shows the whole record: every fifth, or more where those are too dense; every year
/// of a record of less than a decade.
pub(super) fn ticks_of_years(scale: &TimeScale, words: &dyn Words) -> Vec<Tick> {
    let density = scale.pixels_per_day();
    let least = if scale.to - scale.from < 3_653.0 { Step::Years(1) } else { Step::Years(5) };
    let suits = |(step, pixels, days): &&(Step, f64, f64)| {
        matches!((step, least), (Step::Years(it), Step::Years(least)) if *it >= least)
            && days * density >= *pixels
    };
    let (step, ..) = STEPS.iter().find(suits).unwrap_or(&STEPS[STEPS.len() - 1]);
    let short = *step == Step::Years(1) && 365.25 * density < FULL_YEAR;
    labelled(&starts(*step, scale), *step, short, scale, words)
}

/// The ticks of a step in a scale, with the one at or before its start.
fn starts(step: Step, scale: &TimeScale) -> Vec<Day> {
    let first = Day(scale.from.floor() as i32);
    let mut at = floor(step, first);
    let mut days = Vec::new();
    while f64::from(at.0) < scale.to {
        days.push(at);
        let after = next(step, at);
        if after <= at {
            break;
        }
        at = after;
    }
    days
}

fn floor(step: Step, day: Day) -> Day {
    let date = day.civil();
    let (year, month) = (date.year(), date.month() as u8);
    let start = match step {
        Step::Days { weekly: false } => return day,
        Step::Days { weekly: true } => {
            let week = (date.day() as u8 - 1) / 7;
            Day::from_ymd(year, month, week.min(3) * 7 + 1)
        }
        Step::Months(months) => Day::from_ymd(year, (month - 1) / months * months + 1, 1),
        Step::Years(years) => Day::from_ymd(year - year.rem_euclid(years), 1, 1),
    };
    start.unwrap_or(day)
}

/// The tick after one; the same where the calendar ends.
fn next(step: Step, day: Day) -> Day {
    let date = day.civil();
    let (year, month) = (date.year(), date.month() as u8);
    let start = match step {
        Step::Days { weekly: false } => return Day(day.0 + 1),
        Step::Days { weekly: true } if date.day() < 22 => return Day(day.0 + 7),
        Step::Days { weekly: true } => following_month(year, month, 1),
        Step::Months(months) => following_month(year, month, months),
        Step::Years(years) => Day::from_ymd(year.saturating_add(years), 1, 1),
    };
    start.unwrap_or(day)
}

fn following_month(year: i16, month: u8, months: u8) -> Option<Day> {
    match month + months {
        past @ 13.. => Day::from_ymd(year.saturating_add(1), past - 12, 1),
        month => Day::from_ymd(year, month, 1),
    }
}

/// The label of a tick, and whether it begins a larger unit. `whole`: with all larger units.
fn label(step: Step, day: Day, short: bool, whole: bool, words: &dyn Words) -> (String, bool) {
    let date = day.moment();
    let year = Moment { month: 0, day: 0, ..date };
    let known = |start: Moment| words.date(&Edtf { start, end: None });
    match step {
        Step::Years(_) if short => {
            let year = date.year.rem_euclid(100);
            (["'", if year < 10 { "0" } else { "" }, &year.to_string()].concat(), false)
        }
        Step::Years(_) => (known(year), false),
        Step::Months(_) if date.month == 1 => (known(year), true),
        Step::Months(_) if whole => (known(Moment { day: 0, ..date }), true),
        Step::Months(_) => (words.month(date.month), false),
        Step::Days { .. } if whole => (known(date), true),
        Step::Days { .. } if date.day == 1 && date.month == 1 => (known(Moment { day: 0, ..date }), true),
        Step::Days { .. } if date.day == 1 => (words.month(date.month), true),
        Step::Days { .. } => (words.number(u32::from(date.day)), false),
    }
}

fn labelled(days: &[Day], step: Step, short: bool, scale: &TimeScale, words: &dyn Words) -> Vec<Tick> {
    let mut free = scale.x0;
    let mut whole = !matches!(step, Step::Years(_));
    let mut ticks = Vec::with_capacity(days.len());
    for (at, &day) in days.iter().enumerate() {
        let x = scale.x(f64::from(day.0));
        let end = days.get(at + 1).map_or(scale.x1, |next| scale.x(f64::from(next.0)).min(scale.x1));
        let (text, strong) = label(step, day, short, whole, words);
        let width = words.width(&text, if strong { LABEL_STRONG } else { LABEL });
        let label_x = x.max(scale.x0) + INDENT;
        // The whole date may reach into the units after it, which give way; any other label that began left of the
        // plot must fit into what is left of its unit, or it would seem to belong to the next.
        let limit = if whole && at == 0 || x >= scale.x0 { scale.x1 } else { end };
        // The edge is in the middle of a decade, which its first year would not name.
        let astray = x < scale.x0 && matches!(step, Step::Years(2..));
        let fits = !astray && label_x >= free && label_x + width <= limit;
        if fits {
            free = label_x + width + GAP;
            whole = false;
        }
        let label = if fits { text.into() } else { Box::default() };
        ticks.push(Tick { x, label_x, label, width: if fits { width } else { 0.0 }, strong });
    }
    ticks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::testing::day;
    use crate::words::Plain;
    use proptest::prelude::*;

    fn scale(from: &str, to: &str, width: f32) -> TimeScale {
        TimeScale { from: f64::from(day(from).0), to: f64::from(day(to).0), x0: 0.0, x1: width }
    }

    fn labels(scale: &TimeScale) -> Vec<String> {
        let ticks = ticks(scale, &Plain).major;
        ticks.iter().filter(|tick| !tick.label.is_empty()).map(|tick| tick.label.to_string()).collect()
    }

    #[test]
    fn years_are_full_then_short_then_every_fifth_then_decades() {
        assert_eq!(labels(&scale("2010-01-01", "2014-01-01", 160.0)), ["2010", "2011", "2012", "2013"]);
        assert_eq!(labels(&scale("2010-01-01", "2014-01-01", 120.0)), ["'10", "'11", "'12", "'13"]);
        assert_eq!(labels(&scale("2010-01-01", "2024-01-01", 200.0)), ["2010", "2015", "2020"]);
        assert_eq!(labels(&scale("1980-01-01", "2024-01-01", 200.0)), ["1980", "1990", "2000", "2010"]);
    }

    #[test]
    fn nearer_windows_show_quarters_months_weeks_and_days() {
        assert_eq!(labels(&scale("2017-01-01", "2018-01-01", 200.0)), ["2017", "4", "7", "10"]);
        assert_eq!(labels(&scale("2016-12-01", "2017-04-01", 240.0)), ["12/2016", "2017", "2", "3"]);
        assert_eq!(labels(&scale("2017-05-01", "2017-06-05", 300.0)), ["1/5/2017", "8", "15", "22", "6"]);
        assert_eq!(labels(&scale("2017-05-29", "2017-06-12", 700.0))[..4], ["29/5/2017", "31", "6", "2"]);
    }

    #[test]
    fn a_window_of_days_says_its_month_and_year() {
        let ticks = ticks(&scale("2017-05-10", "2017-05-24", 900.0), &Plain);
        assert_eq!(&*ticks.major[0].label, "10/5/2017");
    }

    #[test]
    fn a_decade_that_began_before_the_window_is_not_named() {
        assert_eq!(labels(&scale("1997-01-01", "2014-01-01", 200.0)), ["2000", "2005", "2010"]);
    }

    #[test]
    fn a_year_that_began_before_the_window_is_named_if_there_is_room() {
        assert_eq!(labels(&scale("2010-03-01", "2015-01-01", 400.0))[0], "2010");
        assert_eq!(labels(&scale("2010-10-01", "2015-01-01", 400.0))[0], "2011");
    }

    #[test]
    fn the_ends_of_the_calendar_are_ends() {
        for (from, to) in
            [(Day::MIN.0 - 9, Day::MIN.0 + 90), (Day::MAX.0 - 90, Day::MAX.0 + 9), (Day::MIN.0, Day::MAX.0)]
        {
            let scale = TimeScale { from: f64::from(from), to: f64::from(to), x0: 0.0, x1: 500.0 };
            assert!(ticks(&scale, &Plain).major.len() < 200);
        }
    }

    proptest! {
        #[test]
        fn labels_never_touch_nor_leave_the_plot(
            from in 0i32..20_000, length in 14f64..120_000.0, width in 120f32..2_000.0,
        ) {
            let scale = TimeScale { from: f64::from(from), to: f64::from(from) + length, x0: 0.0, x1: width };
            let ticks = ticks(&scale, &Plain);
            let shown: Vec<&Tick> = ticks.major.iter().filter(|tick| !tick.label.is_empty()).collect();
            prop_assert!(!shown.is_empty());
            for pair in shown.windows(2) {
                prop_assert!(pair[0].label_x + pair[0].width < pair[1].label_x, "{:?}", pair);
            }
            for tick in shown {
                prop_assert!(tick.label_x >= 0.0 && tick.label_x + tick.width <= width);
            }
            // One line in ten pixels at most: what a frame draws is bounded by its width.
            prop_assert!((ticks.major.len() + ticks.minor.len()) as f32 <= width / 8.0 + 8.0);
        }
    }
}
