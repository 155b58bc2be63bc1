//! What several pages show: events by year, themes over time, a series on a line, promises counted.

use entente_record::{EventIndex, Family};
use maud::{Markup, html};

use super::event::{commitment_row, failed, reading, state_name};
use crate::{
    charts::{Dot, bars, dots},
    study::{Promise, State, Tally, promises},
    text::fill,
    ui::act::Act,
    ui::{
        Screen,
        parts::{Icon, event_shape, family_class, icon, swatch},
        screen::{List, Loading},
    },
};

/// Promises that a page lists before the reader asks for all.
const FIRST_PROMISES: usize = 8;

/// First and last year that a chart shows: those of the timeline.
pub fn years(screen: &Screen) -> (i16, i16) {
    (screen.extent.first.year(), screen.today.year().max(screen.extent.first.year()))
}

/// Events that pass, by year.
pub fn by_year(screen: &Screen, events: &mut dyn Iterator<Item = EventIndex>) -> Vec<u32> {
    by_year_in(screen, years(screen), events)
}

fn by_year_in(
    screen: &Screen,
    (first, last): (i16, i16),
    events: &mut dyn Iterator<Item = EventIndex>,
) -> Vec<u32> {
    let mut counts = vec![0; usize::try_from(last - first).unwrap_or(0) + 1];
    for event in events {
        let year = screen.record.event(event).date.earliest().year();
        if let Some(count) = usize::try_from(year - first).ok().and_then(|at| counts.get_mut(at)) {
            *count += 1;
        }
    }
    counts
}

/// The years below a chart.
pub fn year_axis(screen: &Screen) -> Markup {
    axis_of(years(screen))
}

fn axis_of((first, last): (i16, i16)) -> Markup {
    html! { span.year-axis aria-hidden="true" { span { (first) } span { (last) } } }
}

/// Years that a chart of some events shows at least.
const FEW_YEARS: i16 = 10;

/// From the year of the first of some events on: charts of one thing need no years before it.
fn years_of(screen: &Screen, events: &[EventIndex]) -> (i16, i16) {
    let (start, last) = years(screen);
    let first = events.iter().map(|it| screen.record.event(*it).date.earliest().year()).min();
    (first.unwrap_or(start).min(last - FEW_YEARS + 1).max(start), last)
}

/// Events of each family of themes by year, small charts on one scale.
pub fn themes_over_time(screen: &Screen, events: &[EventIndex]) -> Markup {
    let texts = screen.texts;
    let years = years_of(screen, events);
    let counts: Vec<(Family, Vec<u32>)> = Family::ALL
        .iter()
        .map(|family| {
            let has = |it: &EventIndex| {
                screen.record.event(*it).themes.iter().any(|theme| theme.family() == *family)
            };
            (*family, by_year_in(screen, years, &mut events.iter().copied().filter(has)))
        })
        .filter(|(_, counts)| counts.iter().any(|count| *count > 0))
        .collect();
    let most = counts.iter().flat_map(|(_, counts)| counts).copied().max().unwrap_or(0);
    html! {
        @if !counts.is_empty() {
            section.span-2 {
                h2 { (texts.panel_themes_time) " " span.unit { (texts.panel_themes_unit) } }
                ul.multiples {
                    @for (family, counts) in &counts {
                        @let name = screen.names.family(*family);
                        @let total = counts.iter().sum::<u32>() as usize;
                        li {
                            p { (swatch(*family)) (name) " " b { (screen.number(total)) } }
                            (bars(&name, years.0, counts, most, family_class(Some(*family))))
                            (axis_of(years))
                        }
                    }
                }
            }
        }
    }
}

/// Events on a line, from the first to the last day of the timeline.
pub fn line_of(screen: &Screen, name: &str, events: &[EventIndex]) -> Markup {
    let marks: Vec<Dot> = events
        .iter()
        .map(|it| {
            let event = screen.record.event(*it);
            let date = screen.names.date(&event.date);
            let title = [screen.texts.kind(event.kind), &date, &event.title].join(", ");
            Dot { at: event.date.anchor(), shape: event_shape(screen, event), title }
        })
        .collect();
    let (from, to) = (screen.extent.first, screen.extent.last);
    let label = fill(
        screen.texts.panel_timeline_of,
        &[("name", name), ("first", &from.year().to_string()), ("last", &to.year().to_string())],
    );
    dots(&label, from, to, &marks)
}

/// A stretch of days in words: "5 days", "7 months", "3 years".
pub fn duration(screen: &Screen, days: u32) -> String {
    let texts = screen.texts;
    let months = (f64::from(days) / 30.44).round() as usize;
    match months {
        0..2 => screen.counted(texts.panel_days, days as usize),
        2..24 => screen.counted(texts.panel_months, months),
        _ => screen.counted(texts.panel_years, months / 12),
    }
}

/// The promises that some events made: counted by what became of them, then the first of them. Nothing where none was
/// made; until the second load is there, that it is under way.
pub fn promised(screen: &Screen, events: &[EventIndex]) -> Markup {
    let details = match screen.details {
        Loading::Ready(details) => details,
        Loading::Reading => return html! { section { (reading(screen)) } },
        Loading::Failed => return html! { section { (failed(screen)) } },
    };
    let texts = screen.texts;
    let all = promises(screen.record, details, events.iter().copied(), screen.today);
    let shown = if screen.is_whole(List::Promises) { all.len() } else { all.len().min(FIRST_PROMISES) };
    html! {
        @if !all.is_empty() {
            section.span-2 {
                h2 { (texts.event_commitments) " " span.unit { (screen.number(all.len())) } }
                (tally(screen, &all))
                ul.commitments { @for promise in &all[..shown] { (commitment_row(screen, promise.commitment)) } }
                @if shown < all.len() {
                    button.link type="button" data-act=(Act::Whole(List::Promises).word()) {
                        (fill(texts.panel_more, &[("n", &screen.number(all.len()))]))
                    }
                }
            }
        }
    }
}

/// One square a promise, in the order of what became of them, with the figures in words.
pub fn tally(screen: &Screen, all: &[Promise]) -> Markup {
    let tally = Tally::of(all.iter());
    let pieces: Vec<(State, usize)> =
        State::ALL.into_iter().zip(tally.0).filter(|(_, count)| *count > 0).collect();
    let total = pieces.iter().map(|(_, count)| count).sum::<usize>().max(1);
    let class = |state: State| match state {
        State::Kept | State::KeptLate => "kept",
        State::Missed => "missed",
        State::Overdue | State::Unknown => "unknown",
    };
    let symbol = |state: State| match state {
        State::Kept | State::KeptLate => Icon::Check,
        State::Missed => Icon::Close,
        State::Overdue | State::Unknown => Icon::Unknown,
    };
    html! {
        div.tally {
            span.tally-bar aria-hidden="true" {
                @for (state, count) in &pieces { svg class={ "state " (class(*state)) } width={ (count * 100 / total) "%" } {} }
            }
            ul {
                @for (state, count) in &pieces {
                    li {
                        span class={ "state " (class(*state)) } { (icon(symbol(*state))) }
                        b { (screen.number(*count)) } " " (screen.names.lower(state_name(screen, *state)))
                    }
                }
            }
        }
    }
}
