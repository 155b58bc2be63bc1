//! What an address names and the record does not have: says so, with what comes nearest.

use maud::{Markup, html};

use crate::{
    query::{nearest_events, nearest_mechanisms, nearest_parties},
    text::fill,
    ui::{Screen, parts::event_line},
    view::{Page, View},
};

/// How many near ones are offered.
const NEAR: usize = 5;

fn message(screen: &Screen, title: &'static str, id: &str, nearest: &[Markup]) -> Markup {
    let texts = screen.texts;
    let home = View { language: screen.view.language, embedded: screen.view.embedded, ..View::default() };
    html! {
        article.missing {
            h1 #detail-title tabindex="-1" { (title) }
            p { (fill(texts.missing_asked, &[("id", id)])) }
            @if !nearest.is_empty() {
                section {
                    h2 { (texts.missing_nearest) }
                    ul.event-lines { @for line in nearest { li { (line) } } }
                }
            }
            p { a href=(screen.href(&home)) { (texts.missing_home) } }
        }
    }
}

pub fn event(screen: &Screen, id: &str) -> Markup {
    let near = nearest_events(screen.record, screen.index, id, NEAR);
    let lines: Vec<Markup> = near.into_iter().map(|it| event_line(screen, it)).collect();
    message(screen, screen.texts.missing_event, id, &lines)
}

pub fn mechanism(screen: &Screen, id: &str) -> Markup {
    let near = nearest_mechanisms(screen.record, screen.index, id, NEAR);
    let line = |it| {
        let mechanism = screen.record.mechanism(it);
        html! { a lang="en" href=(screen.href_page(Page::Mechanism(mechanism.id.clone()))) { (mechanism.name) } }
    };
    let lines: Vec<Markup> = near.into_iter().map(line).collect();
    message(screen, screen.texts.missing_mechanism, id, &lines)
}

pub fn party(screen: &Screen, code: &str) -> Markup {
    let near = nearest_parties(screen.record, screen.index, code, NEAR);
    let line = |it| {
        let party = screen.record.party(it);
        html! {
            a href=(screen.href_party(party)) { (screen.names.party(party)) } " "
            span.unit { (party.code.as_str()) }
        }
    };
    let lines: Vec<Markup> = near.into_iter().map(line).collect();
    message(screen, screen.texts.missing_party, code, &lines)
}

pub fn page(screen: &Screen, path: &str) -> Markup {
    message(screen, screen.texts.missing_page, path, &[])
}
