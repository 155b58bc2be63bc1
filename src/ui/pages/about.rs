//! What the record is, how it is made, and under which licence.

use leptos::prelude::*;

use crate::{text::fill, ui::Site, view::Page, words::Words};

pub fn body(site: Site) -> AnyView {
    let record = site.record();
    let (names, texts) = (site.names(), site.texts());
    let year = |event: Option<&entente_record::Event>| {
        event.map_or_else(String::new, |event| event.date.earliest().year().to_string())
    };
    let coverage = fill(
        texts.about_coverage,
        &[
            ("events", &names.number(record.events.len() as u32)),
            ("mechanisms", &names.number(record.mechanisms.len() as u32)),
            ("first", &year(record.events.first())),
            ("last", &year(record.events.last())),
        ],
    );
    view! {
        <article class="prose">
            <h1 id="detail-title" tabindex="-1">{texts.brand_name}</h1>
            <p class="lead">{texts.about_lead}</p>
            <p>{texts.about_method}</p>
            <p>{texts.about_uncertain}</p>
            <p>{coverage}</p>
            <p>{texts.about_neutral}</p>
            <p>{texts.map_disclaimer}</p>
            <p>{fill(texts.about_version, &[("version", &record.version)])}</p>
            <p><a href=site.href_page(Page::Commitments)>{texts.about_promises}</a></p>
        </article>
    }
    .into_any()
}
