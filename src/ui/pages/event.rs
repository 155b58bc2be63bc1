//! One event with all that is known of it.

use entente_record::{
    Commitment, Day, Delegation, Details, Event, EventDetail, EventIndex, MechanismIndex, Outcome, Person,
    Precision, Source, SourceKind, Theme,
};
use maud::{Markup, html};

use crate::{
    order,
    study::State,
    text::fill,
    ui::{
        Screen,
        act::Act,
        parts::{Icon, cite, event_line, event_shape, hidden_note, icon, own_mark, party_links, swatch},
        screen::Loading,
    },
    view::Page,
};

/// The events before and after in the series, as links by date.
pub fn steps(screen: &Screen, index: EventIndex) -> Markup {
    let (record, texts) = (screen.record, screen.texts);
    let series = &record.mechanism(record.event(index).mechanism).events;
    let at = series.iter().position(|it| *it == index).unwrap_or(0);
    let before = at.checked_sub(1).and_then(|at| series.get(at));
    let after = series.get(at + 1);
    let step = |target: Option<&EventIndex>, class: &str, name: &str, none: &str| {
        let Some(event) = target.map(|it| record.event(*it)) else {
            return html! { span class={ (class) " none" } { span.step-name { (name) } span.step-date { (none) } } };
        };
        html! {
            a class=(class) rel=(class) href=(screen.href_event(event)) title=(event.title) {
                @if class == "prev" { (icon(Icon::Back)) }
                span.step-name { (name) }
                span.step-date { (screen.names.date(&event.date)) }
                @if class == "next" { (icon(Icon::Forward)) }
            }
        }
    };
    html! {
        nav.steps aria-label=(texts.event_label) {
            (step(before, "prev", texts.event_previous, texts.event_first))
            (step(after, "next", texts.event_next, texts.event_last))
        }
    }
}

/// The event's page.
pub fn body(screen: &Screen, index: EventIndex) -> Markup {
    let (record, names, texts) = (screen.record, screen.names, screen.texts);
    let event = record.event(index);
    let mechanism = record.mechanism(event.mechanism);
    html! {
        article.event {
            p.kicker {
                (event_shape(screen, event))
                span { (texts.kind(event.kind)) }
                b.dot-sep { (names.date(&event.date)) }
                @if let Some(place) = place_text(screen, event) { span.dot-sep { (place) } }
            }
            h1 #detail-title tabindex="-1" lang="en" { (event.title) }
            p.with { (party_links(screen, &event.parties)) }
            p.series {
                a lang="en" href=(screen.href_page(Page::Mechanism(mechanism.id.clone()))) { (mechanism.name) }
                (own_mark(screen, mechanism))
                span.dot-sep {
                    (texts.form(mechanism.form))
                    @if let Some(ordinal) = event.ordinal {
                        ", " (fill(texts.event_ordinal, &[("n", &names.number(u32::from(ordinal)))]))
                    }
                    ", " (screen.counted(texts.event_in_series, mechanism.events.len()))
                    ", " (silence(screen, event.mechanism))
                }
            }
            @if let Some(doubt) = doubt(screen, event) { p.doubt { (doubt) } }
            (hidden_note(screen, index))
            @match screen.details {
                Loading::Ready(details) => (rest(screen, index, details)),
                Loading::Reading => {
                    (reading(screen))
                    div.lines aria-hidden="true" { span {} span {} span {} }
                    (themes(screen, event))
                }
                Loading::Failed => { (failed(screen)) (themes(screen, event)) }
            }
        }
    }
}

/// That the second load is under way.
pub fn reading(screen: &Screen) -> Markup {
    html! { p.loading role="status" { (screen.texts.event_reading) } }
}

/// That the second load failed, what still works, and a way to try again.
pub fn failed(screen: &Screen) -> Markup {
    let texts = screen.texts;
    html! {
        p.notice.error role="alert" {
            b { (texts.event_failed) } " " (texts.event_failed_more) " "
            button.link type="button" data-act=(Act::Retry.word()) { (texts.event_retry) }
        }
    }
}

/// City, country, or that it was online.
fn place_text(screen: &Screen, event: &Event) -> Option<String> {
    let place = event.place.as_ref()?;
    let country = place.country.map(|it| screen.party_name(it));
    // "Singapore, Singapore" says nothing more than "Singapore".
    let country = country.filter(|country| place.city.as_deref() != Some(country));
    let city = place.city.as_deref().map(str::to_string);
    let online = place.online.then(|| screen.texts.event_online.to_string());
    let parts: Vec<String> = [city, country, online].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// What is not known of the date, in words.
fn doubt(screen: &Screen, event: &Event) -> Option<String> {
    let texts = screen.texts;
    let coarse = match event.date.precision() {
        Precision::Day => None,
        Precision::Month => Some(texts.event_month_only),
        Precision::Year => Some(texts.event_year_only),
    };
    let uncertain = event.date.is_uncertain().then_some(texts.event_uncertain);
    let words: Vec<&str> = [coarse, uncertain].into_iter().flatten().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Whole years from a mechanism's last event of any kind to today.
pub fn silent_years(screen: &Screen, mechanism: MechanismIndex) -> u32 {
    let events = &screen.record.mechanism(mechanism).events;
    let last = events.iter().map(|it| screen.record.event(*it).date.latest()).max();
    last.map_or(0, |last| whole_years(last, screen.today))
}

/// "silent for 9 years": whole years from the last event of any kind to today.
pub fn silence(screen: &Screen, mechanism: MechanismIndex) -> String {
    match silent_years(screen, mechanism) {
        0 => screen.texts.event_active.to_string(),
        years => screen.counted(screen.texts.event_silent, years as usize),
    }
}

/// Whole years from one day to a later one; 0 if it is not later.
fn whole_years(from: Day, to: Day) -> u32 {
    let (from, to) = (from.civil(), to.civil());
    let years = i32::from(to.year()) - i32::from(from.year());
    let complete = (to.month(), to.day()) >= (from.month(), from.day());
    u32::try_from(years - i32::from(!complete)).unwrap_or(0)
}

/// The themes of an event.
fn themes(screen: &Screen, event: &Event) -> Markup {
    if event.themes.is_empty() {
        return html! { p.empty { (screen.texts.event_no_themes) } };
    }
    theme_links(screen, &event.themes)
}

/// Themes as links to their pages, with their families' colours.
pub fn theme_links(screen: &Screen, themes: &[Theme]) -> Markup {
    html! {
        ul.theme-list aria-label=(screen.texts.event_themes) {
            @for theme in themes {
                li {
                    a href=(screen.href_page(Page::Theme(*theme))) title=(screen.names.theme_line(*theme)) {
                        (swatch(theme.family())) (screen.names.theme(*theme))
                    }
                }
            }
        }
    }
}

fn rest(screen: &Screen, index: EventIndex, details: &Details) -> Markup {
    let texts = screen.texts;
    let detail: &EventDetail = &details.events[index.index()];
    html! {
        p.summary lang="en" { (detail.summary) }
        (themes(screen, screen.record.event(index)))
        @if let Some(note) = &detail.note {
            section.note { h2 { (texts.event_note) } p lang="en" { (note) } }
        }
        (delegations(screen, &detail.delegations))
        (kept_here(screen, index, details))
        @if !detail.commitments.is_empty() {
            section {
                h2 { (texts.event_commitments) }
                ul.commitments { @for commitment in &detail.commitments { (commitment_row(screen, commitment)) } }
            }
        }
        @if !detail.instruments.is_empty() {
            section {
                h2 { (texts.event_instruments) }
                ul.plain { @for name in &detail.instruments { li lang="en" { (name) } } }
            }
        }
        (threads(screen, index))
        (sources(screen, &detail.sources, texts.event_no_primary))
        // A reader's own event stands in no file of ours.
        @if screen.folds.own.shown.is_none() {
            p.file { (texts.about_file) ": " code { "data/mechanisms/" (mechanism_of(screen, index)) ".toml" } }
            (cite(screen, &screen.record.event(index).title, &detail.sources))
            (correction(screen, index, detail))
        }
    }
}

/// Id of an event's mechanism, which names its data file.
fn mechanism_of<'a>(screen: &Screen<'a>, index: EventIndex) -> &'a str {
    screen.record.mechanism(screen.record.event(index).mechanism).id.as_str()
}

/// Each side's lead, co-leads and agencies, side by side.
fn delegations(screen: &Screen, delegations: &[Delegation]) -> Markup {
    let texts = screen.texts;
    let person = |person: &Person| {
        html! {
            p.person lang="en" {
                b { (person.name) }
                @if let Some(title) = &person.title { span { (title) } }
            }
        }
    };
    let side = |delegation: &Delegation| {
        let party = screen.record.party(delegation.party);
        html! {
            div.side {
                h3 { a href=(screen.href_party(party)) { (screen.names.party(party)) } }
                @for lead in delegation.lead.iter().chain(&delegation.co_leads) { (person(lead)) }
                @if !delegation.agencies.is_empty() {
                    ul.agencies lang="en" aria-label=(texts.event_agencies) {
                        @for name in &delegation.agencies { li { (name) } }
                    }
                }
            }
        }
    };
    // Parties stand in alphabetical order, whatever the order of the source.
    let mut sides: Vec<&Delegation> = delegations.iter().collect();
    order::sort_by_key(&mut sides, |delegation| delegation.party);
    html! {
        section {
            h2 { (texts.event_delegations) }
            @if sides.is_empty() {
                p.empty { (texts.event_no_delegations) }
            } @else {
                div.sides { @for delegation in sides { (side(delegation)) } }
            }
        }
    }
}

/// What became of a commitment: sign, word and class, so that the meaning never sits in the colour alone.
pub fn badge(screen: &Screen, state: State) -> Markup {
    let (class, symbol) = match state {
        State::Kept | State::KeptLate => ("state kept", Icon::Check),
        State::Missed => ("state missed", Icon::Close),
        State::Overdue | State::Unknown => ("state unknown", Icon::Unknown),
    };
    html! { span class=(class) { (icon(symbol)) (state_name(screen, state)) } }
}

/// The word for what became of a commitment.
pub fn state_name(screen: &Screen, state: State) -> &'static str {
    let texts = screen.texts;
    match state {
        State::Kept => texts.event_kept,
        State::KeptLate => texts.event_kept_late,
        State::Missed => texts.event_missed,
        State::Overdue => texts.event_overdue,
        State::Unknown => texts.event_unknown,
    }
}

/// One commitment as a row: state, text, due date, the event that kept it.
pub fn commitment_row(screen: &Screen, commitment: &Commitment) -> Markup {
    let (names, texts) = (screen.names, screen.texts);
    let keeper = match commitment.outcome {
        Outcome::Fulfilled(keeper) => keeper.map(|it| screen.record.event(it)),
        _ => None,
    };
    let state = State::of(commitment, keeper.map(|event| event.date.earliest()), screen.today);
    html! {
        li.commitment {
            (badge(screen, state))
            span.promise {
                span lang="en" { (commitment.text) } " "
                @if let Some(due) = &commitment.due {
                    span.due { (fill(texts.event_due, &[("date", &names.date(due))])) } " "
                }
                @if let Some(event) = keeper {
                    span.by {
                        (texts.event_by) " " a lang="en" href=(screen.href_event(event)) { (event.title) }
                        ", " (names.date(&event.date))
                    }
                }
            }
        }
    }
}

/// Promises of earlier events that this one kept.
fn kept_here(screen: &Screen, index: EventIndex, details: &Details) -> Markup {
    let (record, texts) = (screen.record, screen.texts);
    let kept_on = record.event(index).date.earliest();
    let rows: Vec<Markup> = record
        .events
        .iter()
        .zip(&details.events)
        .flat_map(|(event, detail)| detail.commitments.iter().map(move |it| (event, it)))
        .filter(|(_, it)| it.outcome == Outcome::Fulfilled(Some(index)))
        .map(|(promised, commitment)| {
            let date = screen.names.date(&promised.date);
            html! {
                li.commitment {
                    (badge(screen, State::of(commitment, Some(kept_on), screen.today)))
                    span.promise {
                        span lang="en" { (commitment.text) } " "
                        a.by href=(screen.href_event(promised)) { (fill(texts.event_made_on, &[("date", &date)])) }
                    }
                }
            }
        })
        .collect();
    html! {
        @if !rows.is_empty() {
            section { h2 { (texts.event_keeps) } ul.commitments { @for row in &rows { (row) } } }
        }
    }
}

/// What it follows and what followed.
fn threads(screen: &Screen, index: EventIndex) -> Markup {
    let (record, texts) = (screen.record, screen.texts);
    let section = |name: &str, events: &[EventIndex]| {
        html! {
            @if !events.is_empty() {
                section {
                    h2 { (name) }
                    ul.event-lines { @for event in events { li { (event_line(screen, *event)) } } }
                }
            }
        }
    };
    let before: Vec<EventIndex> = record.event(index).follows.into_iter().collect();
    let after = record.events_with_index().filter(|(_, it)| it.follows == Some(index));
    let after: Vec<EventIndex> = after.map(|(at, _)| at).collect();
    html! {
        (section(texts.event_follows, &before))
        (section(texts.event_followed, &after))
    }
}

/// Where the web archive keeps a source: the copy nearest to the day on which it was published, else the latest one.
/// (The archive's own form of address; half of these pages move in time.)
fn archived(source: &Source) -> String {
    let day = source.date.map(|date| date.earliest().to_string().replace('-', ""));
    ["https://web.archive.org/web/", day.as_deref().unwrap_or("2"), "/", &source.url].concat()
}

/// A text to send with a correction: what it is about, in which file it stands, and room for what is wrong.
fn correction(screen: &Screen, index: EventIndex, detail: &EventDetail) -> Markup {
    let texts = screen.texts;
    let event = screen.record.event(index);
    let text = fill(
        texts.event_correction_text,
        &[
            ("title", &event.title),
            ("id", event.id.as_str()),
            ("file", &["data/mechanisms/", mechanism_of(screen, index), ".toml"].concat()),
            ("version", &screen.record.version),
            ("date", &event.date.to_string()),
            ("source", detail.sources.first().map_or("", |source| &source.url)),
        ],
    );
    html! {
        details.correction {
            summary { (texts.event_correct) }
            p { (texts.event_correct_help) }
            textarea #correction rows="9" spellcheck="false" aria-label=(texts.event_correct) { (text) }
            button.outline type="button" data-act=(Act::CopyText.word()) data-focus="#correction" { (texts.event_copy_text) }
        }
    }
}

/// Sources, primary ones first.
pub fn sources(screen: &Screen, sources: &[Source], no_primary: &str) -> Markup {
    let (names, texts) = (screen.names, screen.texts);
    let mut sorted: Vec<&Source> = sources.iter().collect();
    order::sort_by_key(&mut sorted, |source| source.kind);
    let lacking = !sources.iter().any(|source| source.kind == SourceKind::Primary);
    let row = |source: &Source| {
        let (class, word, help) = match source.kind {
            SourceKind::Primary => ("badge primary", texts.event_primary, texts.event_primary_help),
            SourceKind::Secondary => ("badge", texts.event_secondary, texts.event_secondary_help),
        };
        html! {
            li.source {
                div {
                    a href=(source.url) lang=(source.lang) rel="external noopener" { (source.title) }
                    p {
                        (source.publisher)
                        @if let Some(date) = &source.date { ", " (names.date(date)) }
                        " " abbr.lang title=(names.language(&source.lang)) { (source.lang.to_ascii_uppercase()) }
                        " " a.archive href=(archived(source)) rel="external noopener" { (texts.event_archive) }
                    }
                }
                span class=(class) title=(help) { (word) }
            }
        }
    };
    html! {
        section {
            h2 { (texts.event_sources) @if lacking { " " span.unit { (no_primary) } } }
            ul.sources { @for source in sorted { (row(source)) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use entente_record::Edtf;

    fn day(text: &str) -> Day {
        Edtf::parse(text).unwrap().earliest()
    }

    #[test]
    fn silence_counts_whole_years_only() {
        assert_eq!(whole_years(day("2017-05-23"), day("2026-11-22")), 9);
        assert_eq!(whole_years(day("2025-11-23"), day("2026-11-22")), 0);
        assert_eq!(whole_years(day("2025-11-22"), day("2026-11-22")), 1);
        assert_eq!(whole_years(day("2027-01-01"), day("2026-11-22")), 0);
    }
}
