//! Dates as sources know them (EDTF, ISO 8601-2) and the days they may fall on.
//!
//! The record uses a small part of EDTF: a day, a month, a year, an interval of two of these, and "?" for uncertain.
//! `edtf-core` reads them; what it reads beyond that part is refused by name. A [`Day`] counts days since
//! 1970-01-01 in the proleptic Gregorian calendar.

use std::fmt;

use jiff::civil;

/// Days in the 400 years after which the calendar repeats.
const DAYS_OF_ERA: i32 = 146_097;

/// Days from 1 March of the year 0 to 1970-01-01.
const EPOCH: i32 = 719_468;

/// A civil day: days since 1970-01-01, proleptic Gregorian.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

impl Day {
    /// The first day that can be written with four digits, 0000-01-01.
    pub const MIN: Self = Self(-719_528);
    /// The last day that can be written with four digits, 9999-12-31.
    pub const MAX: Self = Self(2_932_896);

    /// The day of a year, month (1 to 12) and day of the month, if there is such a day.
    pub fn from_ymd(year: i16, month: u8, day: u8) -> Option<Self> {
        civil::Date::new(year, month as i8, day as i8).ok().map(Self::from_civil)
    }

    /// The day of a civil date.
    pub fn from_civil(date: civil::Date) -> Self {
        // A year that begins in March ends with the day that leap years add, so that the months before it are regular:
        // they come in fives of 153 days. jiff's own spans say the same but weigh some 30 kB in the wasm.
        let (month, day) = (i32::from(date.month()), i32::from(date.day()));
        let year = i32::from(date.year()) - i32::from(month < 3);
        let (era, year) = (year.div_euclid(400), year.rem_euclid(400));
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        Self(era * DAYS_OF_ERA + year * 365 + year / 4 - year / 100 + day_of_year - EPOCH)
    }

    /// The civil date; days outside 0000 to 9999 are taken as the nearest within.
    pub fn civil(self) -> civil::Date {
        // The inverse of `from_civil`.
        let days = self.0.clamp(Self::MIN.0, Self::MAX.0) + EPOCH;
        let (era, day) = (days.div_euclid(DAYS_OF_ERA), days.rem_euclid(DAYS_OF_ERA));
        let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
        let day_of_year = day - (year * 365 + year / 4 - year / 100);
        let fifth = (5 * day_of_year + 2) / 153;
        let (month, day) = ((fifth + 2) % 12 + 1, day_of_year - (153 * fifth + 2) / 5 + 1);
        let year = era * 400 + year + i32::from(month < 3);
        civil::date(year as i16, month as i8, day as i8)
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.civil().year()
    }

    /// The day as an EDTF date of day precision.
    pub fn moment(self) -> Moment {
        let date = self.civil();
        Moment { year: date.year(), month: date.month() as u8, day: date.day() as u8, uncertain: false }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.moment().fmt(f)
    }
}

/// How much of a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// The day.
    Day,
    /// The month, not the day.
    Month,
    /// The year, not the month.
    Year,
}

/// One date of day, month or year precision. A part that is not known is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    /// 0 to 9999.
    pub year: i16,
    /// 1 to 12, or 0: not known.
    pub month: u8,
    /// 1 to 31, or 0: not known.
    pub day: u8,
    /// Whether the source, or the reading of it, is doubtful ("?").
    pub uncertain: bool,
}

impl Moment {
    /// How much is known.
    pub const fn precision(self) -> Precision {
        match (self.month, self.day) {
            (0, _) => Precision::Year,
            (_, 0) => Precision::Month,
            _ => Precision::Day,
        }
    }

    /// First day that it can mean.
    pub fn earliest(self) -> Day {
        Day::from_ymd(self.year, self.month.max(1), self.day.max(1)).unwrap_or(Day::MIN)
    }

    /// Last day that it can mean.
    pub fn latest(self) -> Day {
        let first = self.earliest().civil();
        Day::from_civil(match self.precision() {
            Precision::Day => first,
            Precision::Month => first.last_of_month(),
            Precision::Year => first.last_of_year(),
        })
    }
}

impl fmt::Display for Moment {
    /// The EDTF form, such as `2017-04`, `2017?`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
            if self.day > 0 {
                write!(f, "-{:02}", self.day)?;
            }
        }
        if self.uncertain { f.write_str("?") } else { Ok(()) }
    }
}

/// A date or an interval of two, as far as a source knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Edtf {
    /// The date, or the first of the interval.
    pub start: Moment,
    /// The last of the interval; never before the first.
    pub end: Option<Moment>,
}

/// Why a text is not a date of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EdtfError {
    /// Not EDTF at all, or no such day: what is wrong, and at which byte.
    Malformed {
        /// What is wrong.
        reason: &'static str,
        /// Byte offset in the text.
        offset: usize,
    },
    /// EDTF, but of a form that the record does not use.
    Unsupported(&'static str),
    /// An interval that ends before it starts.
    Backwards,
}

impl fmt::Display for EdtfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed { reason, offset } => write!(f, "{reason} (at character {})", offset + 1),
            Self::Unsupported(form) => write!(
                f,
                "{form} is EDTF that the record does not use; write a day, month or year, an interval of two, with \"?\" if uncertain"
            ),
            Self::Backwards => f.write_str("the interval ends before it starts"),
        }
    }
}

impl std::error::Error for EdtfError {}

impl Edtf {
    /// Reads `2017-04-27`, `2017-04`, `2017`, `2013-05-09/2013-05-10`, each with "?" if uncertain.
    ///
    /// # Errors
    /// [`EdtfError`] for anything else, with the place where it stops being a date.
    pub fn parse(text: &str) -> Result<Self, EdtfError> {
        use edtf_core::{Edtf as Any, IntervalEndpoint::Date as Endpoint};
        if let Some(date) = Self::parse_single(text) {
            return Ok(date);
        }
        // `edtf-core` has no word of its own for an interval that ends before it starts.
        let malformed = |error: edtf_core::ParseError| match is_backwards(text) {
            true => EdtfError::Backwards,
            false => EdtfError::Malformed { reason: error.message, offset: error.offset },
        };
        let date = match Any::parse(text).map_err(malformed)? {
            Any::Date(date) => Self { start: moment(&date)?, end: None },
            Any::Interval(interval) => {
                let (Endpoint(start), Endpoint(end)) = (&interval.start, &interval.end) else {
                    return Err(EdtfError::Unsupported("an open interval"));
                };
                Self { start: moment(start)?, end: Some(moment(end)?) }
            }
            Any::DateTime(_) => return Err(EdtfError::Unsupported("a time of day")),
            Any::Set(_) => return Err(EdtfError::Unsupported("a set")),
        };
        // A doubt about the month alone can't be kept, and is not to be taken for one about the whole.
        match text.as_bytes().windows(2).any(|pair| pair[0] == b'?' && pair[1] != b'/') {
            true => Err(EdtfError::Unsupported("a \"?\" about a part of a date")),
            false => Ok(date),
        }
    }

    /// Reads a single date: `2017-04-27`, `2017-04`, `2017`, each with "?" if uncertain; `None` for anything else. The
    /// same as [`Edtf::parse`] for these, for addresses: the app needs no more of EDTF and its reader is 4 kB.
    pub fn parse_single(text: &str) -> Option<Self> {
        let (text, uncertain) = text.strip_suffix('?').map_or((text, false), |text| (text, true));
        let mut parts = text.split('-');
        let mut part = |digits: usize| match parts.next() {
            None => Some(0),
            Some(part) => {
                let is_number = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
                is_number
                    .then(|| part.parse::<i16>().ok())
                    .flatten()
                    .filter(|value| digits == 4 || *value > 0)
            }
        };
        let (year, month, day) = (part(4)?, part(2)? as u8, part(2)? as u8);
        let is_whole = parts.next().is_none() && !text.is_empty();
        let exists = Day::from_ymd(year, month.max(1), day.max(1)).is_some();
        let start = Moment { year, month, day, uncertain };
        (is_whole && exists).then_some(Self { start, end: None })
    }

    /// First day that it can mean.
    pub fn earliest(&self) -> Day {
        self.start.earliest()
    }

    /// Last day that it can mean.
    pub fn latest(&self) -> Day {
        self.end.unwrap_or(self.start).latest()
    }

    /// The coarser precision of its parts.
    pub fn precision(&self) -> Precision {
        self.end.map_or(self.start.precision(), |end| end.precision().max(self.start.precision()))
    }

    /// Whether any part is doubtful.
    pub fn is_uncertain(&self) -> bool {
        self.start.uncertain || self.end.is_some_and(|end| end.uncertain)
    }

    /// The day where its mark stands, in days since 1970-01-01 (design.md, section 5): a day, or the first day of
    /// several; the middle of a month or year that is all that is known, as far as it lies before the end.
    pub fn anchor(&self) -> f64 {
        let (first, last) = (self.start.earliest().0, self.start.latest().min(self.latest()).0);
        f64::from(first) + f64::from(last - first) / 2.0
    }
}

impl fmt::Display for Edtf {
    /// The canonical EDTF form; [`Edtf::parse`] reads it back.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.start.fmt(f)?;
        match self.end {
            Some(end) => write!(f, "/{end}"),
            None => Ok(()),
        }
    }
}

/// Whether a text is two dates, the second of which can only be before the first.
fn is_backwards(text: &str) -> bool {
    let dates = text.split_once('/').map(|(start, end)| (Edtf::parse_single(start), Edtf::parse_single(end)));
    matches!(dates, Some((Some(start), Some(end))) if end.latest() < start.earliest())
}

fn moment(date: &edtf_core::Date) -> Result<Moment, EdtfError> {
    use edtf_core::{Precision as Known, YearKind};
    if date.is_approximate() {
        return Err(EdtfError::Unsupported("an approximate date (\"~\" or \"%\")"));
    }
    if date.has_unspecified() {
        return Err(EdtfError::Unsupported("an unspecified digit (\"X\")"));
    }
    if date.precision() == Known::Season {
        return Err(EdtfError::Unsupported("a season"));
    }
    let plain =
        date.year.significant_digits.is_none() && !matches!(date.year.kind, YearKind::Exponential { .. });
    let year = date.year.value().filter(|year| plain && (0..=9999).contains(year));
    let Some(year) = year else {
        return Err(EdtfError::Unsupported("a year outside 0000 to 9999"));
    };
    let part = |field: Option<edtf_core::DateField>| field.and_then(|field| field.value()).unwrap_or(0);
    Ok(Moment {
        year: year as i16,
        month: part(date.month),
        day: part(date.day),
        uncertain: date.is_uncertain(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bounds(text: &str) -> (String, String) {
        let date = Edtf::parse(text).unwrap();
        (date.earliest().to_string(), date.latest().to_string())
    }

    #[test]
    fn a_coarse_date_spans_all_that_it_can_mean() {
        assert_eq!(bounds("2016"), ("2016-01-01".into(), "2016-12-31".into()));
        assert_eq!(bounds("2016-02"), ("2016-02-01".into(), "2016-02-29".into()));
        assert_eq!(bounds("2016-02-03?"), ("2016-02-03".into(), "2016-02-03".into()));
        assert_eq!(bounds("2013-05-09/2013-06"), ("2013-05-09".into(), "2013-06-30".into()));
    }

    #[test]
    fn what_the_record_does_not_use_is_refused_by_name() {
        for text in [
            "2017~",
            "201X",
            "2017-21",
            "2017/..",
            "[2017,2018]",
            "2017-01-01T10:00:00",
            "Y12017",
            "?2017-?05",
            "2017?-05",
            "2017-05-?01",
        ] {
            assert!(
                matches!(Edtf::parse(text), Err(EdtfError::Unsupported(_))),
                "{text}: {:?}",
                Edtf::parse(text)
            );
        }
        for text in ["", "2017-02-30", "2017-13", "17", "yesterday", "2017-1-1"] {
            assert!(matches!(Edtf::parse(text), Err(EdtfError::Malformed { .. })), "{text}");
        }
    }

    #[test]
    fn a_mark_stands_within_what_its_date_can_mean() {
        let date = Edtf::parse("2017/2017-03").unwrap();
        assert_eq!(date.anchor(), f64::from(Day::from_ymd(2017, 2, 14).unwrap().0) + 0.5);
        assert_eq!(
            Edtf::parse("2017-04/2017-08").unwrap().anchor(),
            Edtf::parse("2017-04").unwrap().anchor()
        );
    }

    #[test]
    fn an_interval_that_ends_before_it_starts_is_called_that() {
        for text in
            ["2009/2004", "2009?/2004", "2017-05/2017-04", "2017-05-02/2017-05-01?", "2017-05/2017-04-30"]
        {
            assert_eq!(Edtf::parse(text), Err(EdtfError::Backwards), "{text}");
        }
        assert!(Edtf::parse("2017-05-02/2017-05").is_ok(), "some day of May may be later");
    }

    #[test]
    fn the_epoch_is_day_zero() {
        assert_eq!(Day::from_ymd(1970, 1, 1), Some(Day(0)));
        assert_eq!(Day::from_ymd(2000, 3, 1), Some(Day(11_017)));
        assert_eq!(Day::from_ymd(2017, 2, 30), None);
        assert_eq!(Day::MIN.to_string(), "0000-01-01");
        assert_eq!(Day::MAX.to_string(), "9999-12-31");
    }

    #[test]
    fn days_are_counted_as_jiff_counts_them() {
        use jiff::ToSpan;
        let epoch = civil::date(1970, 1, 1);
        for day in (Day::MIN.0..=Day::MAX.0).step_by(31).chain(-2000..20_000).chain([Day::MAX.0]) {
            assert_eq!(Day(day).civil(), epoch.saturating_add(day.days()), "{day}");
        }
        assert_eq!(Day(i32::MIN).civil(), Day::MIN.civil());
        assert_eq!(Day(i32::MAX).civil(), Day::MAX.civil());
    }

    proptest! {
        #[test]
        fn days_and_civil_dates_are_inverse(day in Day::MIN.0..=Day::MAX.0) {
            prop_assert_eq!(Day::from_civil(Day(day).civil()), Day(day));
        }

        #[test]
        fn writing_then_reading_gives_the_same_date(
            year in 0i16..=9999, month in 0u8..=12, day in 0u8..=28, uncertain: bool,
        ) {
            let start = Moment { year, month, day: if month == 0 { 0 } else { day }, uncertain };
            let date = Edtf { start, end: None };
            prop_assert_eq!(Edtf::parse(&date.to_string()), Ok(date));
        }

        #[test]
        fn single_dates_are_read_as_edtf_reads_them(text in "[0-9]{3,5}(-[0-9]{1,2}){0,3}[?]?|\\PC{0,12}") {
            let edtf = Edtf::parse(&text).ok().filter(|date| date.end.is_none());
            prop_assert_eq!(Edtf::parse_single(&text), edtf);
        }

        #[test]
        fn reading_never_panics(text in "\\PC*") {
            let _ = Edtf::parse(&text);
        }
    }
}
