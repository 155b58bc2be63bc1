//! One mechanism: what it is, its series, its sources.

use entente_record::MechanismIndex;
use leptos::prelude::*;

use super::event::{failed, silence, sources, theme_links};
use crate::{
    text::fill,
    ui::{
        Site,
        parts::{event_line, party_links},
        site::Loading,
    },
    words::Words,
};

pub fn body(site: Site, index: MechanismIndex) -> AnyView {
    let record = site.record();
    let mechanism = record.mechanism(index).clone();
    let (names, texts) = (site.names(), site.texts());
    let about = fill(
        texts.panel_form_status,
        &[("form", texts.form(mechanism.form)), ("status", &texts.status(mechanism.status).to_lowercase())],
    );
    let count = mechanism.events.len() as u32;
    let events = mechanism.events.iter().map(|it| view! { <li>{event_line(site, *it)}</li> }).collect_view();
    let members = (!mechanism.members.is_empty()).then(|| {
        view! { <section><h2>{texts.panel_members}</h2><p class="parties">{party_links(site, &mechanism.members)}</p></section> }
    });
    view! {
        <article>
            <p class="kicker"><span>{about}</span><span class="dot-sep">{silence(site, index)}</span></p>
            <h1 id="detail-title" tabindex="-1" lang="en">{mechanism.name.to_string()}</h1>
            <p class="with">{party_links(site, &mechanism.parties)}</p>
            {move || match site.details() {
                Loading::Ready(details) => {
                    let detail = &details.mechanisms[index.index()];
                    let texts = site.texts();
                    let parent = detail.parent.as_ref().map(|parent| {
                        view! { <p class="series">{fill(texts.panel_parent, &[("name", parent)])}</p> }
                    });
                    let local = (!detail.name_local.is_empty()).then(|| {
                        let names = detail.name_local.iter().map(|(tag, name)| {
                            view! { <li lang=tag.to_string() dir="auto">{name.to_string()}</li> }
                        }).collect_view();
                        view! { <section><h2>{texts.panel_local_names}</h2><ul class="plain">{names}</ul></section> }
                    });
                    view! {
                        {parent}
                        <p class="summary" lang="en">{detail.summary.to_string()}</p>
                        {local}
                    }.into_any()
                }
                Loading::Reading => view! { <p class="loading" role="status">{site.texts().event_reading}</p> }.into_any(),
                Loading::Failed => failed(site),
            }}
            {theme_links(site, &mechanism.themes)}
            <section>
                <h2>{texts.panel_events} " " <span class="unit">{names.number(count)}</span></h2>
                <ul class="event-lines">{events}</ul>
            </section>
            {members}
            {move || match site.details() {
                Loading::Ready(details) => {
                    let list = &details.mechanisms[index.index()].sources;
                    (!list.is_empty()).then(|| sources(site, list, ""))
                }
                _ => None,
            }}
        </article>
    }
    .into_any()
}
