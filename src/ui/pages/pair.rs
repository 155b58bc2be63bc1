//! All that two parties share, by themselves and in larger groups.

use entente_record::PartyIndex;
use leptos::prelude::*;

use super::party::{event_list, events_among, mechanism_list, narrow_link, summary};
use crate::{ui::Site, ui::parts::party_links, view::FilterPart, words::Words};

pub fn body(site: Site, a: PartyIndex, b: PartyIndex) -> AnyView {
    let record = site.record();
    let names = site.names();
    let events = events_among(&record, &[a, b]);
    let title = format!("{} – {}", names.party(record.party(a)), names.party(record.party(b)));
    let parts = [a, b].map(|it| FilterPart::Among(record.party(it).code.clone()));
    view! {
        <article>
            <p class="kicker">{party_links(site, &[a, b])}</p>
            <h1 id="detail-title" class="display" tabindex="-1">{title}</h1>
            {summary(site, &events)}
            {narrow_link(site, parts)}
            {mechanism_list(site, &[a, b])}
            {event_list(site, events)}
        </article>
    }
    .into_any()
}
