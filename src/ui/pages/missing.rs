//! What an address names and the record does not have: says so, with what comes nearest.

use leptos::prelude::*;

use crate::{
    query::{nearest_events, nearest_mechanisms, nearest_parties},
    text::fill,
    ui::{Site, parts::event_line},
    view::{Page, View},
    words::Words,
};

/// How many near ones are offered.
const NEAR: usize = 5;

fn message(site: Site, title: &'static str, id: &str, nearest: Vec<AnyView>) -> AnyView {
    let texts = site.texts();
    let near = (!nearest.is_empty()).then(|| {
        view! { <section><h2>{texts.missing_nearest}</h2><ul class="event-lines">{nearest}</ul></section> }
    });
    let home = site.href(&View { language: site.language.get(), ..View::default() });
    view! {
        <article class="missing">
            <h1 id="detail-title" tabindex="-1">{title}</h1>
            <p>{fill(texts.missing_asked, &[("id", id)])}</p>
            {near}
            <p><a href=home>{texts.missing_home}</a></p>
        </article>
    }
    .into_any()
}

pub fn event(site: Site, id: &str) -> AnyView {
    let record = site.record();
    let near = nearest_events(&record, &site.index(), id, NEAR);
    let lines = near.into_iter().map(|it| view! { <li>{event_line(site, it)}</li> }.into_any()).collect();
    message(site, site.texts().missing_event, id, lines)
}

pub fn mechanism(site: Site, id: &str) -> AnyView {
    let record = site.record();
    let near = nearest_mechanisms(&record, &site.index(), id, NEAR);
    let lines = near
        .into_iter()
        .map(|it| {
            let mechanism = record.mechanism(it);
            let href = site.href_page(Page::Mechanism(mechanism.id.clone()));
            view! { <li><a lang="en" href=href>{mechanism.name.to_string()}</a></li> }.into_any()
        })
        .collect();
    message(site, site.texts().missing_mechanism, id, lines)
}

pub fn party(site: Site, code: &str) -> AnyView {
    let record = site.record();
    let near = nearest_parties(&record, &site.index(), code, NEAR);
    let lines = near
        .into_iter()
        .map(|it| {
            let party = record.party(it);
            let href = site.href_page(Page::Party(party.code.clone()));
            view! { <li><a href=href>{site.names().party(party)}</a> " " <span class="unit">{party.code.to_string()}</span></li> }
                .into_any()
        })
        .collect();
    message(site, site.texts().missing_party, code, lines)
}

pub fn page(site: Site, path: &str) -> AnyView {
    message(site, site.texts().missing_page, path, Vec::new())
}
