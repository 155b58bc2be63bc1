//! Small pieces of text that several parts show: parties, an event's line, bold words, the colour of a family.

use entente_record::{Event, EventIndex, Family, Party, PartyIndex};
use maud::{Markup, Render, html};

use super::shape;
use crate::{timeline::event_family, ui::Screen, view::Language};

/// Names of parties, in order of code.
pub fn parties_text(screen: &Screen, parties: &[PartyIndex]) -> String {
    let names: Vec<String> = parties.iter().map(|party| screen.party_name(*party)).collect();
    names.join(", ")
}

/// Parties as links to their pages, with the language's "and".
pub fn party_links(screen: &Screen, parties: &[PartyIndex]) -> Markup {
    let last = parties.len().saturating_sub(1);
    html! {
        @for (at, party) in parties.iter().map(|it| screen.record.party(*it)).enumerate() {
            @if at > 0 { @if at == last { " " (screen.texts.event_with) " " } @else { ", " } }
            a href=(screen.href_party(party)) { (screen.names.party(party)) }
        }
    }
}

/// The full name of an organisation; empty for a country.
pub fn full_name<'a>(screen: &Screen, party: &'a Party) -> &'a str {
    match (party.organisation(), screen.view.language) {
        (Some(organisation), Language::English) => &organisation.name_en,
        (Some(organisation), Language::Spanish) => &organisation.name_es,
        (None, _) => "",
    }
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

/// A spot in the colour of a family.
pub fn swatch(family: Family) -> Markup {
    html! { span class={ "swatch " (family_class(Some(family))) } {} }
}

/// The shape of an event, in the colour that it has under the present filter.
pub fn event_shape(screen: &Screen, event: &Event) -> Markup {
    shape(event.kind, family_class(event_family(event, &screen.view.filter)))
}

/// "true" where a link leads to the event that is open.
pub fn here(screen: &Screen, index: EventIndex) -> Option<&'static str> {
    (screen.open_event() == Some(index)).then_some("true")
}

/// An event as one line that links to it: shape, date, title.
pub fn event_line(screen: &Screen, index: EventIndex) -> Markup {
    let event = screen.record.event(index);
    html! {
        a.event-line href=(screen.href_event(event)) aria-current=[here(screen, index)] {
            (event_shape(screen, event))
            span.hidden { (screen.texts.kind(event.kind)) ", " }
            span.event-date { (screen.names.date(&event.date)) }
            span.event-title lang="en" { (event.title) }
        }
    }
}

/// A text of the locale with `**bold**` words; nothing else in it is markup.
pub fn rich(text: &str) -> Markup {
    html! {
        @for (at, part) in text.split("**").enumerate() {
            @if at % 2 == 1 { b { (part) } } @else { (part) }
        }
    }
}

/// A text with the words that begin with one of a query's words marked.
pub fn marked(text: &str, query: &str) -> Markup {
    let wanted: Vec<String> = crate::query::words(query);
    let mut out = html! {};
    let mut rest = text;
    while !rest.is_empty() {
        let word = rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(rest.len());
        if word == 0 {
            let gap = rest.find(char::is_alphanumeric).unwrap_or(rest.len());
            rest[..gap].render_to(&mut out.0);
            rest = &rest[gap..];
            continue;
        }
        let (head, tail) = rest.split_at(word);
        let folded = crate::query::words(head).concat();
        let hit = !folded.is_empty() && wanted.iter().any(|wanted| folded.starts_with(wanted.as_str()));
        let piece = html! { @if hit { mark { (head) } } @else { (head) } };
        out.0.push_str(&piece.0);
        rest = tail;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bold_words_are_bold_and_nothing_else_is_markup() {
        assert_eq!(rich("**642** events <b>").0, "<b>642</b> events &lt;b&gt;");
    }

    #[test]
    fn words_that_begin_like_the_query_are_marked_whatever_their_accents() {
        assert_eq!(marked("Diálogo & cyber", "dialogo").0, "<mark>Diálogo</mark> &amp; cyber");
        assert_eq!(marked("<i>cyber</i>", "cy").0, "&lt;i&gt;<mark>cyber</mark>&lt;/i&gt;");
    }
}
