//! Events as a calendar (RFC 5545).
//!
//! A calendar knows days, not months: an event whose day no source tells is left out rather than put on a false day or
//! stretched over weeks in which nothing is known to have happened; [`Calendar::coarse`] says how many were. An
//! uncertain day is `TENTATIVE` and says so. Events take a whole day or several, block nobody's time, and keep their id
//! from one version to the next, so that a calendar read again is corrected rather than doubled.

use entente_record::{Edtf, Event, EventIndex, Precision};

use super::{Export, version_date};
use crate::{text::Texts, view::Page};

/// The most that Google's calendar imports at once; others take more.
pub const LARGEST: usize = 1_000_000;

/// Octets of a line, its end left out (RFC 5545, 3.1).
const LINE: usize = 75;

/// A calendar file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Its text.
    pub text: String,
    /// Events in it.
    pub events: usize,
    /// Events left out since only their month or year is known.
    pub coarse: usize,
}

/// The events do not fit into one calendar file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge {
    /// How many would, counted from the first, those left out for their date included.
    pub fits: usize,
}

impl std::fmt::Display for TooLarge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "too large for one calendar: the first {} events would fit", self.fits)
    }
}

impl std::error::Error for TooLarge {}

/// The calendar of these events, in the order given, of at most so many bytes.
///
/// # Errors
/// [`TooLarge`] with the number of events that would fit.
pub fn calendar(export: &Export, events: &[EventIndex], largest: usize) -> Result<Calendar, TooLarge> {
    const END: &str = "END:VCALENDAR\r\n";
    let mut lines = Lines::default();
    let mut calendar = Calendar { text: String::new(), events: 0, coarse: 0 };
    lines.line("BEGIN:VCALENDAR");
    lines.line("VERSION:2.0");
    lines.property("PRODID", &["-//Entente//Record ", &export.record.version, "//EN"].concat());
    lines.line("CALSCALE:GREGORIAN");
    lines.line("X-WR-CALNAME:Entente");
    for (at, index) in events.iter().enumerate() {
        if export.record.event(*index).date.precision() != Precision::Day {
            calendar.coarse += 1;
            continue;
        }
        event(&mut lines, export, *index);
        calendar.events += 1;
        if lines.out.len() + END.len() > largest {
            return Err(TooLarge { fits: at });
        }
    }
    lines.out.push_str(END);
    calendar.text = lines.out;
    Ok(calendar)
}

fn event(lines: &mut Lines, export: &Export, index: EventIndex) {
    let event = export.record.event(index);
    let (start, end) = (event.date.earliest(), event.date.latest());
    let after = entente_record::Day(end.0.saturating_add(1));
    lines.line("BEGIN:VEVENT");
    lines.property("UID", &[event.id.as_str(), "@entente"].concat());
    lines.property("DTSTAMP", &stamp(version_date(&export.record.version)));
    lines.property("DTSTART;VALUE=DATE", &start.to_string().replace('-', ""));
    // The day after the last; there is none after 9999-12-31, and a day is what an event without an end takes.
    if after <= entente_record::Day::MAX {
        lines.property("DTEND;VALUE=DATE", &after.to_string().replace('-', ""));
    }
    lines.text("SUMMARY", &event.title);
    if let Some(place) = place(export, event) {
        lines.text("LOCATION", &place);
    }
    lines.text("DESCRIPTION", &description(export, index));
    if !event.themes.is_empty() {
        let names: Vec<String> =
            event.themes.iter().map(|theme| escaped(&export.names.theme(*theme))).collect();
        lines.property("CATEGORIES", &names.join(","));
    }
    lines.property("URL", &export.address(Page::Event(event.id.clone())));
    lines.line(if event.date.is_uncertain() { "STATUS:TENTATIVE" } else { "STATUS:CONFIRMED" });
    lines.line("TRANSP:TRANSPARENT");
    lines.line("END:VEVENT");
}

/// When the facts were last put together, not when the file was made: the same record gives the same file.
fn stamp(version: Option<Edtf>) -> String {
    let day = version.map_or(entente_record::Day(0), |date| date.earliest());
    [&day.to_string().replace('-', ""), "T000000Z"].concat()
}

fn place(export: &Export, event: &Event) -> Option<String> {
    let place = event.place.as_ref()?;
    let country = place.country.map(|index| export.names.party(export.record.party(index)));
    let country = country.filter(|country| place.city.as_deref() != Some(country));
    let online = place.online.then(|| Texts::of(export.language).event_online.to_string());
    let parts: Vec<String> =
        [place.city.as_deref().map(Into::into), country, online].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Mechanism, parties, what is doubtful, what happened, and where it is told; one a line.
fn description(export: &Export, index: EventIndex) -> String {
    let record = export.record;
    let event = record.event(index);
    let names: Vec<String> =
        event.parties.iter().map(|party| export.names.party(record.party(*party))).collect();
    let mut lines = vec![record.mechanism(event.mechanism).name.to_string(), export.names.list(&names)];
    if event.date.is_uncertain() {
        lines.push(Texts::of(export.language).event_uncertain.into());
    }
    if let Some(detail) = export.event_detail(index) {
        lines.push(detail.summary.to_string());
        lines.extend(detail.note.as_deref().map(Into::into));
        lines.extend(detail.sources.iter().map(|source| source.url.to_string()));
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// Lines of a calendar: ended by CRLF, folded.
#[derive(Default)]
struct Lines {
    out: String,
}

impl Lines {
    /// A property whose value is text.
    fn text(&mut self, name: &str, value: &str) {
        self.property(name, &escaped(value));
    }

    /// A property whose value is not text: it has no line end and no control character, or loses it.
    fn property(&mut self, name: &str, value: &str) {
        let value: String = value.chars().filter(|c| !c.is_control()).collect();
        self.line(&[name, ":", &value].concat());
    }

    /// A line, folded where it is too long, between characters.
    fn line(&mut self, line: &str) {
        let mut rest = line;
        let mut room = LINE;
        while rest.len() > room {
            let cut = (1..=room).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
            let (head, tail) = rest.split_at(cut);
            self.out.push_str(head);
            self.out.push_str("\r\n ");
            rest = tail;
            // The blank at the start of the next line counts.
            room = LINE - 1;
        }
        self.out.push_str(rest);
        self.out.push_str("\r\n");
    }
}

/// A text as a value: its separators and line ends escaped, other control characters left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\r' if characters.peek() == Some(&'\n') => {}
            '\n' | '\r' => out.push_str("\\n"),
            '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::testing::{Sample, hostile, sample};
    use icalendar::{CalendarComponent, Component};
    use proptest::prelude::*;

    fn written(sample: &Sample) -> Calendar {
        calendar(&sample.export(), &sample.all(), usize::MAX).unwrap()
    }

    fn read(text: &str) -> Vec<icalendar::Event> {
        let calendar: icalendar::Calendar = text.parse().unwrap();
        let event = |component: &CalendarComponent| component.as_event().cloned();
        calendar.components.iter().filter_map(event).collect()
    }

    fn property<'a>(event: &'a icalendar::Event, name: &str) -> &'a str {
        event.property_value(name).unwrap_or_default()
    }

    #[test]
    fn days_are_whole_days_and_end_on_the_day_after_the_last() {
        let calendar = written(&sample());
        let events = read(&calendar.text);
        let dates: Vec<_> =
            events.iter().map(|it| (property(it, "DTSTART"), property(it, "DTEND"))).collect();
        assert_eq!(dates, [("20170523", "20170524"), ("20191230", "20200102")]);
    }

    #[test]
    fn what_has_no_day_is_left_out_and_counted() {
        let sample = sample();
        let calendar = written(&sample);
        assert_eq!((calendar.events, calendar.coarse), (2, 2));
        assert_eq!(calendar.events + calendar.coarse, sample.record.events.len());
    }

    #[test]
    fn an_uncertain_day_is_tentative_and_says_so() {
        let events = read(&written(&sample()).text);
        assert_eq!(property(&events[0], "STATUS"), "CONFIRMED");
        assert_eq!(property(&events[1], "STATUS"), "TENTATIVE");
        assert!(property(&events[1], "DESCRIPTION").contains("The date is uncertain."));
    }

    #[test]
    fn the_stamp_is_that_of_the_version_and_the_id_that_of_the_event() {
        let events = read(&written(&sample()).text);
        assert_eq!(property(&events[0], "DTSTAMP"), "20261101T000000Z");
        assert_eq!(events[0].get_uid(), Some("ar-us-group-2017-05-23@entente"));
        assert_eq!(stamp(version_date("draft")), "19700101T000000Z");
    }

    #[test]
    fn what_does_not_fit_is_refused_with_what_would() {
        let sample = sample();
        let whole = written(&sample).text.len();
        assert_eq!(calendar(&sample.export(), &sample.all(), whole), Ok(written(&sample)));
        let TooLarge { fits } = calendar(&sample.export(), &sample.all(), whole - 1).unwrap_err();
        assert_eq!(fits, 2);
        assert!(calendar(&sample.export(), &sample.all()[..fits], whole - 1).is_ok());
    }

    #[test]
    fn separators_and_line_ends_are_escaped() {
        assert_eq!(escaped("a, b; c\\d\r\ne\rf\ng\u{7}"), "a\\, b\\; c\\\\d\\ne\\nf\\ng");
    }

    #[test]
    fn the_last_day_of_all_has_no_end() {
        let mut sample = sample();
        let last = sample.record.events.len() - 1;
        sample.record.events[last].date = Edtf::parse("9999-12-31").unwrap();
        assert_eq!(read(&written(&sample).text).last().unwrap().property_value("DTEND"), None);
    }

    proptest! {
        #[test]
        fn any_text_reads_back_from_lines_of_75_octets(text in hostile()) {
            let mut sample = sample();
            sample.record.events[1].title = text.as_str().into();
            let calendar = written(&sample).text;
            prop_assert!(calendar.split("\r\n").all(|line| line.len() <= LINE));
            prop_assert!(!calendar.replace("\r\n", "").contains(['\r', '\n']));
            let unfolded = calendar.replace("\r\n ", "");
            let line = unfolded.split("\r\n").find(|line| line.starts_with("SUMMARY:")).unwrap();
            prop_assert_eq!(line, format!("SUMMARY:{}", escaped(&text)));
            prop_assert_eq!(read(&calendar).len(), 2);
        }
    }
}
