//! Small pieces of text that several parts show: parties, an event's line, bold words, the colour of a family.

use entente_record::{Event, EventIndex, Family, PartyIndex};
use leptos::prelude::*;

use super::shape;
use crate::{timeline::event_family, ui::Site, view::Page, words::Words};

/// Names of parties, in order of code.
pub fn parties_text(site: Site, parties: &[PartyIndex]) -> String {
    let record = site.record();
    let names = site.names();
    let mut text = String::new();
    for (at, party) in parties.iter().enumerate() {
        if at > 0 {
            text.push_str(", ");
        }
        text.push_str(&names.party(record.party(*party)));
    }
    text
}

/// Parties as links to their pages, with the language's "and".
pub fn party_links(site: Site, parties: &[PartyIndex]) -> AnyView {
    let record = site.record();
    let last = parties.len().saturating_sub(1);
    parties
        .iter()
        .enumerate()
        .map(|(at, party)| {
            let party = record.party(*party).clone();
            let href = {
                let code = party.code.clone();
                move || site.href_page(Page::Party(code.clone()))
            };
            let between = move || match at {
                0 => String::new(),
                at if at == last => format!(" {} ", site.texts().event_with),
                _ => ", ".to_string(),
            };
            view! {
                {between}
                <a href=href>{move || site.party_name(&party)}</a>
            }
        })
        .collect_view()
        .into_any()
}

/// The family that gives an event its colour under the present filter.
pub fn family_of(site: Site, event: &Event) -> Option<Family> {
    site.filter.with(|filter| event_family(event, filter))
}

/// The class that gives a swatch or shape the colour of a family.
pub fn family_class(family: Option<Family>) -> &'static str {
    match family {
        Some(Family::Policy) => "family-policy",
        Some(Family::Norms) => "family-norms",
        Some(Family::Protection) => "family-protection",
        Some(Family::Crime) => "family-crime",
        Some(Family::Defence) => "family-defence",
        Some(Family::Skills) => "family-skills",
        None => "family-none",
    }
}

/// An event as one line that links to it: shape, date, title.
pub fn event_line(site: Site, index: EventIndex) -> AnyView {
    let record = site.record();
    let event = record.event(index).clone();
    let (date, kind, title, id) = (event.date, event.kind, event.title.clone(), event.id.clone());
    let href = move || site.href_page(Page::Event(id.clone()));
    let here = move || (site.open_event() == Some(index)).then_some("true");
    view! {
        <a class="event-line" href=href aria-current=here>
            {move || shape(kind, family_class(family_of(site, &event)))}
            <span class="event-date">{move || site.names().date(&date)}</span>
            <span class="event-title" lang="en">{title.to_string()}</span>
        </a>
    }
    .into_any()
}

/// A text of the locale with `**bold**` words; nothing else in it is markup.
pub fn rich(text: &str) -> AnyView {
    text.split("**")
        .enumerate()
        .map(|(at, part)| {
            let part = part.to_string();
            if at % 2 == 1 { view! { <b>{part}</b> }.into_any() } else { part.into_any() }
        })
        .collect_view()
        .into_any()
}

/// A text with the words that begin with one of a query's words marked.
pub fn marked(text: &str, query: &str) -> AnyView {
    let wanted: Vec<String> = crate::query::words(query);
    let mut parts: Vec<AnyView> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let word = rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(rest.len());
        if word == 0 {
            let gap = rest.find(char::is_alphanumeric).unwrap_or(rest.len());
            parts.push(rest[..gap].to_string().into_any());
            rest = &rest[gap..];
            continue;
        }
        let (head, tail) = rest.split_at(word);
        let folded = crate::query::words(head).concat();
        let hit = !folded.is_empty() && wanted.iter().any(|wanted| folded.starts_with(wanted.as_str()));
        let head = head.to_string();
        parts.push(if hit { view! { <mark>{head}</mark> }.into_any() } else { head.into_any() });
        rest = tail;
    }
    parts.collect_view().into_any()
}
