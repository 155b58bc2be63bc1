//! One event with all that is known of it.

use crate::order;
use entente_record::{
    Commitment, Day, Delegation, Event, EventDetail, EventIndex, MechanismIndex, Outcome, Person, Precision,
    Source, SourceKind, Theme,
};
use leptos::prelude::*;

use crate::{
    text::fill,
    ui::{
        Site,
        parts::{Icon, family_class, family_of, hidden_note, icon, party_links, shape},
        site::Loading,
    },
    view::Page,
    words::Words,
};

/// The events before and after in the series, as links by date.
pub fn steps(site: Site, index: EventIndex) -> AnyView {
    let record = site.record();
    let series = &record.mechanism(record.event(index).mechanism).events;
    let at = series.iter().position(|it| *it == index).unwrap_or(0);
    let step = |target: Option<EventIndex>,
                symbol: Icon,
                class: &'static str,
                name: &'static str,
                none: &'static str| {
        match target.map(|it| record.event(it)) {
            Some(event) => view! {
                <a class=class rel=class href=site.href_event(event) title=event.title.to_string()>
                    {(class == "prev").then(|| icon(symbol))}
                    <span class="step-name">{name}</span>
                    <span class="step-date">{site.names().date(&event.date)}</span>
                    {(class == "next").then(|| icon(symbol))}
                </a>
            }
            .into_any(),
            None => view! {
                <span class=format!("{class} none")>
                    <span class="step-name">{name}</span>
                    <span class="step-date">{none}</span>
                </span>
            }
            .into_any(),
        }
    };
    let texts = site.texts();
    let before = at.checked_sub(1).and_then(|at| series.get(at)).copied();
    let after = series.get(at + 1).copied();
    view! {
        <nav class="steps" aria-label=texts.event_label>
            {step(before, Icon::Back, "prev", texts.event_previous, texts.event_first)}
            {step(after, Icon::Forward, "next", texts.event_next, texts.event_last)}
        </nav>
    }
    .into_any()
}

/// The event's page.
pub fn body(site: Site, index: EventIndex) -> AnyView {
    let record = site.record();
    let event = record.event(index).clone();
    let (names, texts) = (site.names(), site.texts());
    let mechanism = record.mechanism(event.mechanism);
    let coloured = event.clone();
    let mark = move || shape(coloured.kind, family_class(family_of(site, &coloured)));
    let place = place_text(site, &event).map(|place| view! { <span class="dot-sep">{place}</span> });
    let ordinal = event.ordinal.map_or_else(String::new, |ordinal| {
        format!(", {}", fill(texts.event_ordinal, &[("n", &names.number(u32::from(ordinal)))]))
    });
    let doubt = doubt(site, &event).map(|doubt| view! { <p class="doubt">{doubt}</p> });
    let series = format!(
        "{}{ordinal}, {}, {}",
        texts.form(mechanism.form),
        fill(
            texts.event_in_series.of(mechanism.events.len() as u32),
            &[("n", &names.number(mechanism.events.len() as u32))]
        ),
        silence(site, event.mechanism),
    );
    view! {
        <article class="event">
            <p class="kicker">
                {mark}
                <span>{texts.kind(event.kind)}</span>
                <b class="dot-sep">{names.date(&event.date)}</b>
                {place}
            </p>
            <h1 id="detail-title" tabindex="-1" lang="en">{event.title.to_string()}</h1>
            <p class="with">{party_links(site, &event.parties)}</p>
            <p class="series">
                <a lang="en" href=site.href_page(Page::Mechanism(mechanism.id.clone()))>{mechanism.name.to_string()}</a>
                <span class="dot-sep">{series}</span>
            </p>
            {doubt}
            {move || hidden_note(site, index)}
            {move || match site.details() {
                Loading::Ready(details) => rest(site, index, &details.events[index.index()]),
                Loading::Reading => view! {
                    <p class="loading" role="status">{site.texts().event_reading}</p>
                    <div class="lines" aria-hidden="true"><span></span><span></span><span></span></div>
                    {themes(site, &site.record().event(index).clone())}
                }.into_any(),
                Loading::Failed => view! {
                    {failed(site)}
                    {themes(site, &site.record().event(index).clone())}
                }.into_any(),
            }}
        </article>
    }
    .into_any()
}

/// That the second load failed, what still works, and a way to try again.
pub fn failed(site: Site) -> AnyView {
    let texts = site.texts();
    view! {
        <p class="notice error" role="alert">
            <b>{texts.event_failed}</b> " " {texts.event_failed_more} " "
            <button class="link" type="button" on:click=move |_| site.read_details()>{texts.event_retry}</button>
        </p>
    }
    .into_any()
}

/// City, country, or that it was online.
fn place_text(site: Site, event: &Event) -> Option<String> {
    let place = event.place.as_ref()?;
    let record = site.record();
    let country = place.country.map(|it| site.names().party(record.party(it)));
    let mut text = [place.city.as_deref().map(str::to_string), country]
        .into_iter()
        .flatten()
        // "Singapore, Singapore" says nothing more than "Singapore".
        .fold(Vec::<String>::new(), |mut parts, part| {
            if !parts.contains(&part) {
                parts.push(part);
            }
            parts
        });
    if place.online {
        text.push(site.texts().event_online.to_string());
    }
    (!text.is_empty()).then(|| text.join(", "))
}

/// What is not known of the date, in words.
fn doubt(site: Site, event: &Event) -> Option<String> {
    let texts = site.texts();
    let coarse = match event.date.precision() {
        Precision::Day => None,
        Precision::Month => Some(texts.event_month_only),
        Precision::Year => Some(texts.event_year_only),
    };
    let uncertain = event.date.is_uncertain().then_some(texts.event_uncertain);
    let words: Vec<&str> = [coarse, uncertain].into_iter().flatten().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// "silent for 9 years": whole years from the last event of any kind to today.
pub fn silence(site: Site, mechanism: MechanismIndex) -> String {
    let record = site.record();
    let last = record.mechanism(mechanism).events.iter().map(|it| record.event(*it).date.latest()).max();
    let years = last.map_or(0, |last| whole_years(last, site.today));
    let texts = site.texts();
    if years == 0 {
        texts.event_active.to_string()
    } else {
        fill(texts.event_silent.of(years), &[("n", &site.names().number(years))])
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
fn themes(site: Site, event: &Event) -> AnyView {
    if event.themes.is_empty() {
        return view! { <p class="empty">{site.texts().event_no_themes}</p> }.into_any();
    }
    theme_links(site, &event.themes)
}

/// Themes as links to their pages, with their families' colours.
pub fn theme_links(site: Site, themes: &[Theme]) -> AnyView {
    let (names, texts) = (site.names(), site.texts());
    let tags = themes
        .iter()
        .map(|theme| {
            let class = format!("swatch {}", family_class(Some(theme.family())));
            view! {
                <li><a href=site.href_page(Page::Theme(*theme)) title=names.theme_line(*theme)>
                    <span class=class></span>{names.theme(*theme)}
                </a></li>
            }
        })
        .collect_view();
    view! { <ul class="theme-list" aria-label=texts.event_themes>{tags}</ul> }.into_any()
}

fn rest(site: Site, index: EventIndex, detail: &EventDetail) -> AnyView {
    let record = site.record();
    let event = record.event(index);
    let texts = site.texts();
    let note = detail.note.as_ref().map(|note| {
        view! { <section class="note"><h2>{texts.event_note}</h2><p lang="en">{note.to_string()}</p></section> }
    });
    let instruments = (!detail.instruments.is_empty()).then(|| {
        let items = detail
            .instruments
            .iter()
            .map(|name| view! { <li lang="en">{name.to_string()}</li> })
            .collect_view();
        view! { <section><h2>{texts.event_instruments}</h2><ul class="plain">{items}</ul></section> }
    });
    view! {
        <p class="summary" lang="en">{detail.summary.to_string()}</p>
        {themes(site, event)}
        {note}
        {delegations(site, &detail.delegations)}
        {kept_here(site, index)}
        {commitments(site, &detail.commitments)}
        {instruments}
        {threads(site, index)}
        {sources(site, &detail.sources, texts.event_no_primary)}
    }
    .into_any()
}

/// Each side's lead, co-leads and agencies, side by side.
fn delegations(site: Site, delegations: &[Delegation]) -> AnyView {
    let texts = site.texts();
    if delegations.is_empty() {
        return view! { <section><h2>{texts.event_delegations}</h2><p class="empty">{texts.event_no_delegations}</p></section> }
            .into_any();
    }
    let record = site.record();
    let person = |person: &Person| {
        view! {
            <p class="person" lang="en">
                <b>{person.name.to_string()}</b>
                {person.title.as_ref().map(|title| view! { <span>{title.to_string()}</span> })}
            </p>
        }
    };
    let side = |delegation: &Delegation| {
        let party = record.party(delegation.party);
        let agencies =
            delegation.agencies.iter().map(|name| view! { <li>{name.to_string()}</li> }).collect_view();
        view! {
            <div class="side">
                <h3><a href=site.href_page(Page::Party(party.code.clone()))>{site.names().party(party)}</a></h3>
                {delegation.lead.iter().chain(&delegation.co_leads).map(person).collect_view()}
                {(!delegation.agencies.is_empty())
                    .then(|| view! { <ul class="agencies" lang="en" aria-label=texts.event_agencies>{agencies}</ul> })}
            </div>
        }
    };
    // Parties stand in alphabetical order, whatever the order of the source.
    let mut sides: Vec<&Delegation> = delegations.iter().collect();
    order::sort_by_key(&mut sides, |delegation| delegation.party);
    view! {
        <section>
            <h2>{texts.event_delegations}</h2>
            <div class="sides">{sides.into_iter().map(side).collect_view()}</div>
        </section>
    }
    .into_any()
}

/// What became of a commitment on a day.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum State {
    Kept,
    KeptLate,
    Missed,
    Overdue,
    Unknown,
}

impl State {
    /// Late and overdue follow from the due date, the keeping event's date and today.
    pub fn of(commitment: &Commitment, kept_on: Option<Day>, today: Day) -> Self {
        let due = commitment.due.map(|due| due.latest());
        match commitment.outcome {
            Outcome::Missed => Self::Missed,
            Outcome::Fulfilled(_) => match (due, kept_on) {
                (Some(due), Some(kept)) if kept > due => Self::KeptLate,
                _ => Self::Kept,
            },
            Outcome::Unknown if due.is_some_and(|due| due < today) => Self::Overdue,
            Outcome::Unknown => Self::Unknown,
        }
    }

    fn word(self, site: Site) -> &'static str {
        let texts = site.texts();
        match self {
            Self::Kept => texts.event_kept,
            Self::KeptLate => texts.event_kept_late,
            Self::Missed => texts.event_missed,
            Self::Overdue => texts.event_overdue,
            Self::Unknown => texts.event_unknown,
        }
    }

    /// Sign, word and class: the meaning never sits in the colour alone.
    pub fn badge(self, site: Site) -> AnyView {
        let (class, symbol) = match self {
            Self::Kept | Self::KeptLate => ("state kept", Icon::Check),
            Self::Missed => ("state missed", Icon::Close),
            Self::Overdue | Self::Unknown => ("state unknown", Icon::Unknown),
        };
        view! { <span class=class>{icon(symbol)}{self.word(site)}</span> }.into_any()
    }
}

/// One commitment as a row: state, text, due date, the event that kept it.
pub fn commitment_row(site: Site, commitment: &Commitment) -> AnyView {
    let (record, names, texts) = (site.record(), site.names(), site.texts());
    let keeper = match commitment.outcome {
        Outcome::Fulfilled(keeper) => keeper,
        _ => None,
    };
    let kept_on = keeper.map(|it| record.event(it).date.earliest());
    let state = State::of(commitment, kept_on, site.today);
    let due = commitment.due.map(
        |due| view! { <span class="due">{fill(texts.event_due, &[("date", &names.date(&due))])}</span> },
    );
    let by = keeper.map(|it| {
        let event = record.event(it);
        view! {
            <span class="by">{texts.event_by} " " <a lang="en" href=site.href_event(event)>{event.title.to_string()}</a>
            ", " {names.date(&event.date)}</span>
        }
    });
    view! {
        <li class="commitment">
            {state.badge(site)}
            <span class="promise"><span lang="en">{commitment.text.to_string()}</span> " " {due} " " {by}</span>
        </li>
    }
    .into_any()
}

fn commitments(site: Site, commitments: &[Commitment]) -> Option<AnyView> {
    let texts = site.texts();
    (!commitments.is_empty()).then(|| {
        view! {
            <section>
                <h2>{texts.event_commitments}</h2>
                <ul class="commitments">{commitments.iter().map(|it| commitment_row(site, it)).collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}

/// Promises of earlier events that this one kept.
fn kept_here(site: Site, index: EventIndex) -> Option<AnyView> {
    let Loading::Ready(details) = site.details() else { return None };
    let (record, names, texts) = (site.record(), site.names(), site.texts());
    let rows: Vec<AnyView> = details
        .events
        .iter()
        .enumerate()
        .flat_map(|(at, detail)| detail.commitments.iter().map(move |it| (EventIndex(at as u32), it)))
        .filter(|(_, it)| it.outcome == Outcome::Fulfilled(Some(index)))
        .map(|(from, commitment)| {
            let promised = record.event(from);
            let state = State::of(commitment, Some(record.event(index).date.earliest()), site.today);
            let date = fill(texts.event_made_on, &[("date", &names.date(&promised.date))]);
            view! {
                <li class="commitment">
                    {state.badge(site)}
                    <span class="promise">
                        <span lang="en">{commitment.text.to_string()}</span> " "
                        <a class="by" href=site.href_event(promised)>{date}</a>
                    </span>
                </li>
            }
            .into_any()
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! { <section><h2>{texts.event_keeps}</h2><ul class="commitments">{rows}</ul></section> }
            .into_any()
    })
}

/// What it follows and what followed.
fn threads(site: Site, index: EventIndex) -> AnyView {
    let (record, texts) = (site.record(), site.texts());
    let line = |it: EventIndex| view! { <li>{crate::ui::parts::event_line(site, it)}</li> }.into_any();
    let section = |name: &'static str, lines: Vec<AnyView>| {
        (!lines.is_empty()).then(|| {
            view! { <section><h2>{name}</h2><ul class="event-lines">{lines}</ul></section> }.into_any()
        })
    };
    let before = record.event(index).follows.map(line).into_iter().collect();
    let after = record
        .events_with_index()
        .filter(|(_, it)| it.follows == Some(index))
        .map(|(at, _)| line(at))
        .collect();
    view! {
        {section(texts.event_follows, before)}
        {section(texts.event_followed, after)}
    }
    .into_any()
}

/// Sources, primary ones first.
pub fn sources(site: Site, sources: &[Source], no_primary: &'static str) -> AnyView {
    let (names, texts) = (site.names(), site.texts());
    let mut sorted: Vec<&Source> = sources.iter().collect();
    order::sort_by_key(&mut sorted, |source| source.kind);
    let lacking = !sources.iter().any(|source| source.kind == SourceKind::Primary);
    let row = |source: &Source| {
        let primary = source.kind == SourceKind::Primary;
        let (class, word, help) = if primary {
            ("badge primary", texts.event_primary, texts.event_primary_help)
        } else {
            ("badge", texts.event_secondary, texts.event_secondary_help)
        };
        let date = source.date.map(|date| view! { <span>", " {names.date(&date)}</span> });
        let language = names.language(&source.lang);
        view! {
            <li class="source">
                <div>
                    <a href=source.url.to_string() lang=source.lang.to_string() rel="external noopener">{source.title.to_string()}</a>
                    <p>
                        {source.publisher.to_string()}{date} " "
                        <abbr class="lang" title=language>{source.lang.to_uppercase()}</abbr>
                    </p>
                </div>
                <span class=class title=help>{word}</span>
            </li>
        }
    };
    view! {
        <section>
            <h2>{texts.event_sources} {lacking.then(|| view! { " " <span class="unit">{no_primary}</span> })}</h2>
            <ul class="sources">{sorted.into_iter().map(row).collect_view()}</ul>
        </section>
    }
    .into_any()
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

    #[test]
    fn late_and_overdue_follow_from_the_dates() {
        let promise = |due: Option<&str>, outcome| Commitment {
            text: "Meet again".into(),
            due: due.map(|due| Edtf::parse(due).unwrap()),
            outcome,
        };
        let today = day("2026-11-22");
        let kept = Outcome::Fulfilled(Some(EventIndex(0)));
        let state =
            |due, outcome, kept_on: Option<&str>| State::of(&promise(due, outcome), kept_on.map(day), today);
        assert!(state(Some("2018"), kept, Some("2018-12-31")) == State::Kept);
        assert!(state(Some("2018"), kept, Some("2019-01-01")) == State::KeptLate);
        assert!(state(None, kept, Some("2019-01-01")) == State::Kept);
        assert!(state(Some("2026-11"), Outcome::Unknown, None) == State::Unknown);
        assert!(state(Some("2026-10"), Outcome::Unknown, None) == State::Overdue);
        assert!(state(Some("2018"), Outcome::Missed, None) == State::Missed);
    }
}
