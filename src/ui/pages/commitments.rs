//! Everything promised in the selection, with what became of it.

use entente_record::{EventIndex, Outcome};
use leptos::prelude::*;

use super::event::{commitment_row, failed};
use crate::{
    text::fill,
    ui::{Site, parts::event_line, site::Loading},
    words::Words,
};

pub fn body(site: Site) -> AnyView {
    view! {
        <article>
            <h1 id="detail-title" tabindex="-1">{site.texts().about_promises}</h1>
            {move || list(site)}
        </article>
    }
    .into_any()
}

fn list(site: Site) -> AnyView {
    let details = match site.details() {
        Loading::Ready(details) => details,
        Loading::Reading => {
            return view! { <p class="loading" role="status">{site.texts().event_reading}</p> }.into_any();
        }
        Loading::Failed => return failed(site),
    };
    let texts = site.texts();
    let mut events: Vec<usize> = site.selection.with(|selection| {
        selection.events.iter().filter(|at| !details.events[*at].commitments.is_empty()).collect()
    });
    events.reverse();
    let all = events.iter().flat_map(|at| &details.events[*at].commitments);
    let unknown = all.clone().any(|it| it.outcome == Outcome::Unknown);
    let count = all.count() as u32;
    let rows = events
        .iter()
        .map(|at| {
            let rows =
                details.events[*at].commitments.iter().map(|it| commitment_row(site, it)).collect_view();
            view! {
                <section>
                    <h2 class="event-head">{event_line(site, EventIndex(*at as u32))}</h2>
                    <ul class="commitments">{rows}</ul>
                </section>
            }
        })
        .collect_view();
    view! {
        <p class="lead">{fill(texts.about_promises_lead.of(count), &[("n", &site.names().number(count))])}</p>
        {unknown.then(|| view! { <p>{texts.about_promises_note}</p> })}
        {rows}
    }
    .into_any()
}
