//! One mechanism: what it is, the rhythm of its series, who came, what it promised, its sources.

use entente_record::{Details, EventIndex, Mechanism, MechanismDetail, MechanismIndex, PartyIndex};
use maud::{Markup, html};

use super::{
    compare,
    event::{failed, reading, silence, sources, theme_links},
    shared::{duration, line_of, promised, themes_over_time, year_axis},
};
use crate::{
    study::Series,
    text::fill,
    ui::{
        Screen,
        parts::{event_line, own_mark, party_links},
        screen::Loading,
    },
};

/// Parties whose leads and agencies stand in columns; more would not fit beside each other.
const SIDES: usize = 4;

pub fn body(screen: &Screen, index: MechanismIndex) -> Markup {
    let texts = screen.texts;
    let mechanism = screen.record.mechanism(index);
    let status = screen.names.lower(texts.status(mechanism.status));
    let about = fill(texts.panel_form_status, &[("form", texts.form(mechanism.form)), ("status", &status)]);
    let details = match screen.details {
        Loading::Ready(details) => Some(details.as_ref()),
        _ => None,
    };
    let series = Series::of(screen.record, index, screen.today);
    html! {
        article {
            header.span-2 {
                p.kicker { span { (about) (own_mark(screen, mechanism)) } span.dot-sep { (silence(screen, index)) } }
                h1 #detail-title tabindex="-1" lang="en" { (mechanism.name) }
                p.with { (party_links(screen, &mechanism.parties)) }
                (compare::link(screen, mechanism))
                @match (screen.details, details) {
                    (Loading::Failed, _) => (failed(screen)),
                    (_, None) => (reading(screen)),
                    (_, Some(details)) => (described(screen, &details.mechanisms[index.index()])),
                }
                (theme_links(screen, &mechanism.themes))
            }
            (rhythm(screen, mechanism, &series))
            section.span-2 {
                h2 { (texts.panel_events) " " span.unit { (screen.number(mechanism.events.len())) } }
                ul.event-lines.numbered { @for event in &mechanism.events { (numbered(screen, *event, &series.missing)) } }
            }
            (themes_over_time(screen, &mechanism.events))
            @if let Some(details) = details {
                (leads(screen, mechanism, details))
                (agencies(screen, mechanism, details))
                (promised(screen, &mechanism.events))
            }
            @if !mechanism.members.is_empty() {
                section { h2 { (texts.panel_members) } p.parties { (party_links(screen, &mechanism.members)) } }
            }
            @if let Some(detail) = details.map(|it| &it.mechanisms[index.index()]).filter(|it| !it.sources.is_empty()) {
                (sources(screen, &detail.sources, ""))
            }
        }
    }
}

/// What the second load says of it.
fn described(screen: &Screen, detail: &MechanismDetail) -> Markup {
    let texts = screen.texts;
    html! {
        @if let Some(parent) = &detail.parent { p.series { (fill(texts.panel_parent, &[("name", parent)])) } }
        p.summary lang="en" { (detail.summary) }
        @if !detail.name_local.is_empty() {
            p.local { (texts.panel_local_names) ": "
                @for (at, (tag, name)) in detail.name_local.iter().enumerate() {
                    @if at > 0 { "; " } span lang=(tag) dir="auto" { (name) }
                }
            }
        }
    }
}

/// The series on a line, its cadence, its gaps, its silence.
fn rhythm(screen: &Screen, mechanism: &Mechanism, series: &Series) -> Markup {
    let (texts, names) = (screen.texts, screen.names);
    let cadence = match series.cadence {
        Some(days) => fill(texts.panel_every, &[("time", &duration(screen, days))]),
        None => texts.panel_cadence_none.to_string(),
    };
    let last = series.meetings.last().map(|it| names.date(&screen.record.event(*it).date));
    let times = series.silence_in_cadences().map(|tenths| {
        let times = [names.number(tenths / 10), (tenths % 10).to_string()].join(names.decimal_mark());
        fill(texts.panel_times, &[("times", &times)])
    });
    let missing: Vec<String> = series.missing.iter().map(|it| names.number(u32::from(*it))).collect();
    html! {
        section.span-2 {
            h2 { (texts.panel_series) }
            (line_of(screen, &mechanism.name, &mechanism.events))
            (year_axis(screen))
            dl.facts {
                div { dt { (texts.panel_meetings_label) } dd { (screen.number(series.meetings.len())) } }
                div { dt { (texts.panel_cadence) } dd { (cadence) } }
                div { dt { (texts.panel_last_meeting) } dd { (last.as_deref().unwrap_or(texts.panel_none_yet)) } }
                @if let Some(days) = series.silence {
                    div {
                        dt { (texts.panel_silent) }
                        dd { (duration(screen, days)) @if let Some(times) = times { span.unit { ", " (times) } } }
                    }
                }
            }
            @if !missing.is_empty() {
                p.doubt { (fill(texts.panel_missing, &[("list", &names.list(&missing))])) }
            }
        }
    }
}

/// An event under its number, after the gap of the numbers just before it that no meeting on record carries.
fn numbered(screen: &Screen, event: EventIndex, missing: &[u16]) -> Markup {
    let texts = screen.texts;
    let ordinal = screen.record.event(event).ordinal;
    let gap: Vec<String> = (1..ordinal.unwrap_or(0))
        .rev()
        .take_while(|number| missing.contains(number))
        .map(|number| screen.names.number(u32::from(number)))
        .collect();
    let gap: Vec<String> = gap.into_iter().rev().collect();
    html! {
        @if !gap.is_empty() { li.gap { (fill(texts.panel_gap, &[("list", &screen.names.list(&gap))])) } }
        li {
            (event_line(screen, event))
            @if let Some(number) = ordinal {
                span.unit { (fill(texts.panel_numbered, &[("n", &screen.names.number(u32::from(number)))])) }
            }
        }
    }
}

/// The parties that stand in columns: those whose delegations are known, in order of code.
fn sides(mechanism: &Mechanism, details: &Details) -> Vec<PartyIndex> {
    let mut sides: Vec<PartyIndex> = Vec::new();
    for delegation in mechanism.events.iter().flat_map(|it| &details.events[it.index()].delegations) {
        if !sides.contains(&delegation.party) {
            sides.push(delegation.party);
        }
    }
    crate::order::sort(&mut sides);
    sides
}

/// Who led each side, meeting by meeting.
fn leads(screen: &Screen, mechanism: &Mechanism, details: &Details) -> Markup {
    let texts = screen.texts;
    let delegations = |it: &EventIndex| &details.events[it.index()].delegations;
    let led = |it: &&EventIndex| delegations(it).iter().any(|delegation| delegation.lead.is_some());
    let events: Vec<&EventIndex> = mechanism.events.iter().filter(led).collect();
    let with_lead = |party: &PartyIndex| {
        events.iter().any(|it| delegations(it).iter().any(|side| side.party == *party && side.lead.is_some()))
    };
    let sides: Vec<PartyIndex> =
        sides(mechanism, details).into_iter().filter(with_lead).take(SIDES).collect();
    let cell = |event: &EventIndex, party: PartyIndex| {
        let side = delegations(event).iter().find(|side| side.party == party);
        let people: Vec<_> =
            side.into_iter().flat_map(|side| side.lead.iter().chain(&side.co_leads)).collect();
        html! {
            @if people.is_empty() { span.empty { (texts.panel_lead_none) } }
            @for person in people {
                p.person lang="en" { b { (person.name) } @if let Some(title) = &person.title { span { (title) } } }
            }
        }
    };
    html! {
        @if !events.is_empty() {
            section.span-2 {
                h2 { (texts.panel_leads) }
                div.wide {
                    table.matrix {
                        thead {
                            tr {
                                th scope="col" { (texts.table_date) }
                                @for party in &sides { th scope="col" { (screen.party_name(*party)) } }
                            }
                        }
                        tbody {
                            @for event in events {
                                tr {
                                    th scope="row" {
                                        @let it = screen.record.event(*event);
                                        a href=(screen.href_event(it)) { (screen.names.date(&it.date)) }
                                    }
                                    @for party in &sides { td { (cell(event, *party)) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Which agencies came, meeting by meeting.
fn agencies(screen: &Screen, mechanism: &Mechanism, details: &Details) -> Markup {
    let texts = screen.texts;
    let events: Vec<&EventIndex> = mechanism
        .events
        .iter()
        .filter(|it| details.events[it.index()].delegations.iter().any(|side| !side.agencies.is_empty()))
        .collect();
    let mut rows: Vec<(PartyIndex, &str)> = Vec::new();
    for side in events.iter().flat_map(|it| &details.events[it.index()].delegations) {
        for agency in &side.agencies {
            if !rows.contains(&(side.party, agency)) {
                rows.push((side.party, agency));
            }
        }
    }
    // Agencies stand in the order in which they first came.
    crate::order::sort_by_key(&mut rows, |(party, _)| *party);
    let came = |event: &EventIndex, (party, agency): (PartyIndex, &str)| {
        let sides = &details.events[event.index()].delegations;
        sides.iter().any(|side| side.party == party && side.agencies.iter().any(|it| **it == *agency))
    };
    html! {
        @if !rows.is_empty() {
            section.span-2 {
                h2 { (texts.panel_agencies) " " span.unit { (texts.panel_agencies_note) } }
                div.wide tabindex="0" role="region" aria-label=(texts.panel_agencies) {
                    table.matrix.agencies-matrix {
                        thead {
                            tr {
                                th scope="col" { (texts.table_parties) }
                                th scope="col" { (texts.panel_agencies) }
                                @for event in &events { th scope="col" { (screen.record.event(**event).date.earliest().year()) } }
                            }
                        }
                        tbody {
                            @for (at, row) in rows.iter().enumerate() {
                                tr {
                                    td { @if at == 0 || rows[at - 1].0 != row.0 { (screen.party_name(row.0)) } }
                                    th scope="row" lang="en" { (row.1) }
                                    @for event in &events {
                                        td { @if came(event, *row) { span.came { span.hidden { (texts.panel_took_part) } } } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
