//! A country or organisation: partners, mechanisms, latest events, members.

use std::cmp::Reverse;

use entente_record::{EventIndex, MechanismIndex, Organisation, PartyIndex, Record};
use maud::{Markup, html};

use super::event::silence;
use crate::{
    order,
    text::fill,
    ui::{
        Screen,
        act::Act,
        parts::{event_line, full_name, party_links},
        screen::List,
    },
    view::{FilterPart, Page, View},
};

/// Events that a page lists before the reader asks for all.
const FIRST_EVENTS: usize = 12;
/// Partners that a page lists.
const PARTNERS: usize = 24;

/// Events in which all of some parties took part, the latest first.
pub fn events_among(record: &Record, parties: &[PartyIndex]) -> Vec<EventIndex> {
    let together = |event: &entente_record::Event| parties.iter().all(|party| event.parties.contains(party));
    let mut events: Vec<EventIndex> =
        record.events_with_index().filter(|(_, event)| together(event)).map(|(index, _)| index).collect();
    events.reverse();
    events
}

/// Mechanisms that all of some parties are parties to, most events first.
fn mechanisms_among(record: &Record, parties: &[PartyIndex]) -> Vec<MechanismIndex> {
    let mut found: Vec<MechanismIndex> = (0..record.mechanisms.len() as u32)
        .map(MechanismIndex)
        .filter(|index| parties.iter().all(|party| record.mechanism(*index).parties.contains(party)))
        .collect();
    order::sort_by_key(&mut found, |index| Reverse(record.mechanism(*index).events.len()));
    found
}

/// The parties that one meets, by the number of events, the most first.
pub fn partners(record: &Record, party: PartyIndex, events: &[EventIndex]) -> Vec<(PartyIndex, usize)> {
    let mut counts = vec![0; record.parties.len()];
    for event in events {
        for other in record.event(*event).parties.iter().filter(|other| **other != party) {
            counts[other.index()] += 1;
        }
    }
    let counted = counts.into_iter().enumerate().filter(|(_, count)| *count > 0);
    let mut partners: Vec<(PartyIndex, usize)> =
        counted.map(|(at, count)| (PartyIndex(at as u32), count)).collect();
    order::sort_by_key(&mut partners, |(_, count)| Reverse(*count));
    partners
}

pub fn body(screen: &Screen, index: PartyIndex) -> Markup {
    let (record, texts) = (screen.record, screen.texts);
    let party = record.party(index);
    let events = events_among(record, &[index]);
    let partners = partners(record, index, &events);
    let pair = |other: PartyIndex| Page::pair(party.code.clone(), record.party(other).code.clone());
    html! {
        article {
            p.kicker {
                span { (party.code.as_str()) }
                @if party.organisation().is_some() { span.dot-sep { (full_name(screen, party)) } }
            }
            h1 #detail-title.display tabindex="-1" { (screen.names.party(party)) }
            (summary(screen, &events))
            (narrow_link(screen, &[FilterPart::Party(party.code.clone())]))
            section {
                h2 { (texts.panel_partners) }
                ul.columns-list {
                    @for (other, count) in partners.iter().take(PARTNERS) {
                        li {
                            a href=(screen.href_page(pair(*other))) { (screen.party_name(*other)) }
                            " " span.unit { (screen.number(*count)) }
                        }
                    }
                }
            }
            (mechanism_list(screen, &[index]))
            @if let Some(organisation) = party.organisation() { (members(screen, organisation)) }
            (event_list(screen, &events))
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
    html! { p { a href=(screen.href(&view)) { (screen.texts.panel_open_filter) } } }
}

/// The mechanisms that some parties share, with their events and silence.
pub fn mechanism_list(screen: &Screen, parties: &[PartyIndex]) -> Markup {
    let texts = screen.texts;
    let found = mechanisms_among(screen.record, parties);
    let row = |index: &MechanismIndex| {
        let mechanism = screen.record.mechanism(*index);
        html! {
            li {
                a lang="en" href=(screen.href_page(Page::Mechanism(mechanism.id.clone()))) { (mechanism.name) }
                span.unit {
                    (screen.counted(texts.result_gives, mechanism.events.len())) ", " (silence(screen, *index))
                }
            }
        }
    };
    html! {
        @if !found.is_empty() {
            section {
                h2 { (texts.panel_mechanisms) " " span.unit { (screen.number(found.len())) } }
                ul.rows { @for index in &found { (row(index)) } }
            }
        }
    }
}

/// Events as lines, the first few until the reader asks for all.
pub fn event_list(screen: &Screen, events: &[EventIndex]) -> Markup {
    let texts = screen.texts;
    let whole = screen.is_whole(List::Events) || events.len() <= FIRST_EVENTS;
    let most = if whole { events.len() } else { FIRST_EVENTS };
    html! {
        section {
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
