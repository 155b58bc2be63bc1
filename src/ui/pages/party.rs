//! A country or organisation: partners, mechanisms, latest events, members.

use crate::order;
use std::collections::BTreeMap;

use entente_record::{EventIndex, MechanismIndex, PartyIndex, Record};
use leptos::prelude::*;

use super::event::silence;
use crate::{
    text::fill,
    ui::{
        Site,
        parts::{event_line, party_links},
    },
    view::{FilterPart, Page, View},
    words::Words,
};

/// Events that a page lists before the reader asks for all.
pub const FIRST_EVENTS: usize = 12;

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
    order::sort_by_key(&mut found, |index| std::cmp::Reverse(record.mechanism(*index).events.len()));
    found
}

pub fn body(site: Site, index: PartyIndex) -> AnyView {
    let record = site.record();
    let party = record.party(index).clone();
    let (names, texts) = (site.names(), site.texts());
    let events = events_among(&record, &[index]);
    let mut partners: BTreeMap<PartyIndex, u32> = BTreeMap::new();
    for event in &events {
        for other in record.event(*event).parties.iter().filter(|other| **other != index) {
            *partners.entry(*other).or_default() += 1;
        }
    }
    let mut partners: Vec<(PartyIndex, u32)> = partners.into_iter().collect();
    order::sort_by_key(&mut partners, |(_, count)| std::cmp::Reverse(*count));
    let partner = |(other, count): &(PartyIndex, u32)| {
        let code = record.party(*other).code.clone();
        view! {
            <li>
                <a href=site.href_page(Page::pair(party.code.clone(), code))>{names.party(record.party(*other))}</a>
                " " <span class="unit">{names.number(*count)}</span>
            </li>
        }
    };
    let partner_list = partners.iter().take(24).map(partner).collect_view();
    let organisation = party.organisation().map(|organisation| {
        let full = match site.language.get() {
            crate::view::Language::English => &organisation.name_en,
            crate::view::Language::Spanish => &organisation.name_es,
        };
        let members = match &organisation.members {
            Some(members) => {
                let date = organisation.as_of.map(|date| {
                    view! { <span class="unit">{fill(texts.panel_as_of, &[("date", &names.date(&date))])}</span> }
                });
                view! {
                    <section>
                        <h2>{texts.panel_members} " " {date}</h2>
                        <p class="parties">{party_links(site, members)}</p>
                    </section>
                }
                .into_any()
            }
            None => view! { <p class="empty">{texts.panel_no_members}</p> }.into_any(),
        };
        (full.to_string(), members)
    });
    let (full, members) = organisation.unzip();
    view! {
        <article>
            <p class="kicker"><span>{party.code.to_string()}</span> {full.map(|full| view! { <span class="dot-sep">{full}</span> })}</p>
            <h1 id="detail-title" class="display" tabindex="-1">{names.party(&party)}</h1>
            {summary(site, &events)}
            {narrow_link(site, [FilterPart::Party(party.code.clone())])}
            <section><h2>{texts.panel_partners}</h2><ul class="columns-list">{partner_list}</ul></section>
            {mechanism_list(site, &[index])}
            {members}
            {event_list(site, events)}
        </article>
    }
    .into_any()
}

/// How many events, and from when to when.
pub fn summary(site: Site, events: &[EventIndex]) -> AnyView {
    let (record, names, texts) = (site.record(), site.names(), site.texts());
    let count = events.len() as u32;
    let (Some(last), Some(first)) = (events.first(), events.last()) else {
        return view! { <p class="lead">{texts.panel_no_events}</p> }.into_any();
    };
    let span = fill(
        texts.panel_first_last,
        &[
            ("first", &names.date(&record.event(*first).date)),
            ("last", &names.date(&record.event(*last).date)),
        ],
    );
    let number = fill(texts.result_gives.of(count), &[("n", &names.number(count))]);
    view! { <p class="lead">{number} <span class="dot-sep">{span}</span></p> }.into_any()
}

/// A link that narrows map and timeline to what the page is about.
pub fn narrow_link(site: Site, parts: impl IntoIterator<Item = FilterPart>) -> AnyView {
    let bare = View { page: Page::Explore, ..site.view().reset() };
    let view = parts.into_iter().fold(bare, |view, part| view.with(&part));
    view! { <p><a href=site.href(&view)>{site.texts().panel_open_filter}</a></p> }.into_any()
}

/// The mechanisms that some parties share, with their events and silence.
pub fn mechanism_list(site: Site, parties: &[PartyIndex]) -> Option<AnyView> {
    let (record, names, texts) = (site.record(), site.names(), site.texts());
    let found = mechanisms_among(&record, parties);
    let row = |index: &MechanismIndex| {
        let mechanism = record.mechanism(*index);
        view! {
            <li>
                <a lang="en" href=site.href_page(Page::Mechanism(mechanism.id.clone()))>{mechanism.name.to_string()}</a>
                <span class="unit">
                    {fill(texts.result_gives.of(mechanism.events.len() as u32), &[("n", &names.number(mechanism.events.len() as u32))])}
                    ", " {silence(site, *index)}
                </span>
            </li>
        }
    };
    (!found.is_empty()).then(|| {
        view! {
            <section>
                <h2>{texts.panel_mechanisms} " " <span class="unit">{names.number(found.len() as u32)}</span></h2>
                <ul class="rows">{found.iter().map(row).collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}

/// Events as lines, the first few until the reader asks for all.
pub fn event_list(site: Site, events: Vec<EventIndex>) -> AnyView {
    let all = RwSignal::new(false);
    let count = events.len();
    let texts = move || site.texts();
    let shown = move || {
        let most = if all.get() { count } else { FIRST_EVENTS };
        events.iter().take(most).map(|it| view! { <li>{event_line(site, *it)}</li> }).collect_view()
    };
    view! {
        <section>
            <h2>{move || texts().panel_events} " " <span class="unit">{move || site.names().number(count as u32)}</span></h2>
            <ul class="event-lines">{shown}</ul>
            <button class="link" type="button" hidden=move || all.get() || count <= FIRST_EVENTS on:click=move |_| all.set(true)>
                {move || fill(texts().panel_more, &[("n", &site.names().number(count as u32))])}
            </button>
        </section>
    }
    .into_any()
}
