//! A country or organisation: partners, mechanisms, latest events, members.

use std::cmp::Reverse;

use entente_record::{Event, EventIndex, MechanismIndex, Organisation, PartyIndex, Record};
use maud::{Markup, html};

use super::{
    event::silent_years,
    shared::{line_of, promised, themes_over_time, year_axis},
};
use crate::{
    charts::share,
    order,
    text::fill,
    ui::{
        Screen,
        act::Act,
        parts::{event_line, full_name, own_mark, party_links},
        screen::List,
    },
    view::{FilterPart, Page, View},
};

/// Events that a page lists before the reader asks for all.
const FIRST_EVENTS: usize = 12;
/// Partners that a page lists before the reader asks for all.
const FIRST_PARTNERS: usize = 14;

/// Events of the selection in which all of some parties took part, the latest first.
pub fn events_among(screen: &Screen, parties: &[PartyIndex]) -> Vec<EventIndex> {
    events_where(screen, |event| parties.iter().all(|party| event.parties.contains(party)))
}

/// Events of the selection that pass a test, the latest first.
pub fn events_where(screen: &Screen, test: impl Fn(&Event) -> bool) -> Vec<EventIndex> {
    let all = screen.selection.events.iter();
    let mut events: Vec<EventIndex> =
        all.filter(|at| test(&screen.record.events[*at])).map(|at| EventIndex(at as u32)).collect();
    events.reverse();
    events
}

/// Mechanisms of the selection that all of some parties are parties to, those that met last first.
pub fn mechanisms_among(screen: &Screen, parties: &[PartyIndex]) -> Vec<MechanismIndex> {
    let record = screen.record;
    let mut found: Vec<MechanismIndex> = screen
        .selection
        .mechanisms
        .iter()
        .map(|at| MechanismIndex(at as u32))
        .filter(|index| parties.iter().all(|party| record.mechanism(*index).parties.contains(party)))
        .collect();
    let last = |index: &MechanismIndex| {
        record.mechanism(*index).events.iter().map(|it| record.event(*it).date.latest()).max()
    };
    order::sort_by_key(&mut found, |index| Reverse(last(index)));
    found
}

/// A party that another one meets.
pub struct Partner {
    /// Who.
    pub party: PartyIndex,
    /// Events in which both took part.
    pub events: u32,
    /// The last of them.
    pub last: EventIndex,
}

/// The parties that one meets in some events, by their number, the most first.
pub fn partners(record: &Record, party: PartyIndex, events: &[EventIndex]) -> Vec<Partner> {
    let mut counts: Vec<Option<Partner>> = record.parties.iter().map(|_| None).collect();
    for event in events {
        for other in record.event(*event).parties.iter().filter(|other| **other != party) {
            // Events come latest first, so the first one seen is the last.
            counts[other.index()].get_or_insert(Partner { party: *other, events: 0, last: *event }).events +=
                1;
        }
    }
    let mut partners: Vec<Partner> = counts.into_iter().flatten().collect();
    order::sort_by_key(&mut partners, |partner| Reverse(partner.events));
    partners
}

pub fn body(screen: &Screen, index: PartyIndex) -> Markup {
    let record = screen.record;
    let party = record.party(index);
    let events = events_among(screen, &[index]);
    html! {
        article {
            header.span-2 {
                p.kicker {
                    span { (party.code.as_str()) }
                    @if party.organisation().is_some() { span.dot-sep { (full_name(screen, party)) } }
                }
                h1 #detail-title.display tabindex="-1" { (screen.names.party(party)) }
                (summary(screen, &events))
                (narrow_link(screen, &[FilterPart::Party(party.code.clone())]))
                (compare_link(screen, index, &events))
            }
            (to_come(screen, &events))
            (themes_over_time(screen, &events))
            (partner_table(screen, index, &events))
            (mechanism_list(screen, &[index]))
            (promised(screen, &events))
            @if let Some(organisation) = party.organisation() { (members(screen, organisation)) }
            (event_list(screen, &events))
        }
    }
}

/// A party beside the one that it meets most in some events: who that is, and the page.
pub fn beside_foremost(
    record: &Record,
    party: PartyIndex,
    events: &[EventIndex],
) -> Option<(PartyIndex, Page)> {
    let most = partners(record, party, events).into_iter().next()?.party;
    let codes = [party, most].map(|it| record.party(it).code.clone());
    Page::compare(codes).map(|page| (most, page))
}

/// A link that sets a party beside the one that it meets most.
fn compare_link(screen: &Screen, index: PartyIndex, events: &[EventIndex]) -> Markup {
    html! {
        @if let Some((most, page)) = beside_foremost(screen.record, index, events) {
            p.way {
                a href=(screen.href_page(page)) {
                    (fill(screen.texts.panel_party_compare, &[("party", &screen.party_name(most))]))
                }
            }
        }
    }
}

/// Events that are still to come.
pub fn to_come(screen: &Screen, events: &[EventIndex]) -> Markup {
    let coming = |it: &&EventIndex| screen.record.event(**it).date.earliest() > screen.today;
    let coming: Vec<&EventIndex> = events.iter().filter(coming).collect();
    html! {
        @if !coming.is_empty() {
            section.span-2 {
                h2 { (screen.texts.panel_to_come) }
                ul.event-lines { @for event in coming { li { (event_line(screen, *event)) } } }
            }
        }
    }
}

/// Who a party meets, to stand below the map where that stands beside the page.
pub fn partners_beside(screen: &Screen, index: PartyIndex) -> Markup {
    partner_table(screen, index, &events_among(screen, &[index]))
}

/// Who it meets, with how many events they share and the last of them.
fn partner_table(screen: &Screen, index: PartyIndex, events: &[EventIndex]) -> Markup {
    let (record, texts) = (screen.record, screen.texts);
    let all = partners(record, index, events);
    let most = all.first().map_or(0, |partner| partner.events);
    let whole = screen.is_whole(List::Partners) || all.len() <= FIRST_PARTNERS;
    let shown = if whole { all.len() } else { FIRST_PARTNERS };
    let pair =
        |other: PartyIndex| Page::pair(record.party(index).code.clone(), record.party(other).code.clone());
    html! {
        @if !all.is_empty() {
            section.partners-section.span-2 {
                h2 { (texts.panel_partners) " " span.unit { (texts.panel_partners_unit) } }
                ol.partners {
                    @for partner in &all[..shown] {
                        li {
                            a href=(screen.href_page(pair(partner.party))) { (screen.party_name(partner.party)) }
                            (share(partner.events, most))
                            b { (screen.names.number(partner.events)) }
                            span.unit { (screen.names.date(&record.event(partner.last).date)) }
                        }
                    }
                }
                @if !whole {
                    button.link type="button" data-act=(Act::Whole(List::Partners).word()) {
                        (fill(texts.panel_more, &[("n", &screen.number(all.len()))]))
                    }
                }
            }
        }
    }
}

/// The members of an organisation, with the date of the list.
fn members(screen: &Screen, organisation: &Organisation) -> Markup {
    let texts = screen.texts;
    let Some(members) = &organisation.members else {
        return html! { p.empty { (texts.panel_no_members) } };
    };
    html! {
        section {
            h2 {
                (texts.panel_members) " "
                @if let Some(date) = organisation.as_of {
                    span.unit { (fill(texts.panel_as_of, &[("date", &screen.names.date(&date))])) }
                }
            }
            p.parties { (party_links(screen, members)) }
        }
    }
}

/// How many events, and from when to when.
pub fn summary(screen: &Screen, events: &[EventIndex]) -> Markup {
    let texts = screen.texts;
    let (Some(last), Some(first)) = (events.first(), events.last()) else {
        return html! { p.lead { (texts.panel_no_events) } };
    };
    let date = |event: &EventIndex| screen.names.date(&screen.record.event(*event).date);
    let span = fill(texts.panel_first_last, &[("first", &date(first)), ("last", &date(last))]);
    html! { p.lead { (screen.counted(texts.result_gives, events.len())) " " span.dot-sep { (span) } } }
}

/// A link that narrows map and timeline to what the page is about.
pub fn narrow_link(screen: &Screen, parts: &[FilterPart]) -> Markup {
    let bare = View { page: Page::Explore, ..screen.view.reset() };
    let view = parts.iter().fold(bare, |view, part| view.with(part));
    html! { p.way { a href=(screen.href(&view)) { (screen.texts.panel_open_filter) } } }
}

/// The mechanisms that some parties share: each with its series on a line, its last event and its silence.
pub fn mechanism_list(screen: &Screen, parties: &[PartyIndex]) -> Markup {
    mechanism_table(screen, screen.texts.panel_mechanisms, &mechanisms_among(screen, parties))
}

/// Mechanisms as a table under a title; nothing where there are none.
pub fn mechanism_table(screen: &Screen, title: &str, found: &[MechanismIndex]) -> Markup {
    let texts = screen.texts;
    let row = |index: &MechanismIndex| {
        let mechanism = screen.record.mechanism(*index);
        let last = mechanism.events.iter().max_by_key(|it| screen.record.event(**it).date.latest());
        html! {
            tr {
                th scope="row" {
                    a lang="en" href=(screen.href_page(Page::Mechanism(mechanism.id.clone()))) { (mechanism.name) }
                    (own_mark(screen, mechanism))
                    " " span.unit { (texts.form(mechanism.form)) ", " (screen.names.lower(texts.status(mechanism.status))) }
                }
                td.line { (line_of(screen, &mechanism.short, &mechanism.events)) }
                td.unit { @if let Some(last) = last { (screen.names.date(&screen.record.event(*last).date)) } }
                td.unit { (silent(screen, *index)) }
            }
        }
    };
    html! {
        @if !found.is_empty() {
            section.span-2 {
                h2 { (title) " " span.unit { (screen.number(found.len())) } }
                div.wide {
                    table.ranked.series-table {
                        thead {
                            tr {
                                th scope="col" { (texts.table_mechanism) }
                                th scope="col" { span.hidden { (texts.panel_series) } (year_axis(screen)) }
                                th scope="col" { (texts.panel_last) }
                                th scope="col" { (texts.panel_silent) }
                            }
                        }
                        tbody { @for index in found { (row(index)) } }
                    }
                }
            }
        }
    }
}

/// How long a mechanism has been silent, in words beside a bar of 56 px for 13 years; or that it has not.
fn silent(screen: &Screen, mechanism: MechanismIndex) -> Markup {
    let years = silent_years(screen, mechanism);
    let width = years.min(13) * 56 / 13;
    html! {
        @if years == 0 {
            span.active { (screen.texts.event_active) }
        } @else {
            svg.silence width=(width) height="4" aria-hidden="true" { rect width=(width) height="4" rx="2" {} }
            (screen.counted(screen.texts.panel_years, years as usize))
        }
    }
}

/// Events as lines, the first few until the reader asks for all.
pub fn event_list(screen: &Screen, events: &[EventIndex]) -> Markup {
    let texts = screen.texts;
    let whole = screen.is_whole(List::Events) || events.len() <= FIRST_EVENTS;
    let most = if whole { events.len() } else { FIRST_EVENTS };
    html! {
        section.span-2 {
            h2 { (texts.panel_events) " " span.unit { (screen.number(events.len())) } }
            ul.event-lines { @for event in &events[..most] { li { (event_line(screen, *event)) } } }
            @if !whole {
                button.link type="button" data-act=(Act::Whole(List::Events).word()) {
                    (fill(texts.panel_more, &[("n", &screen.number(events.len()))]))
                }
            }
        }
    }
}
