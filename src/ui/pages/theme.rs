//! A theme: what it means, who takes it up, when.

use entente_record::{EventIndex, Theme};
use leptos::prelude::*;

use super::party::{event_list, narrow_link, summary};
use crate::{
    ui::{Site, parts::family_class},
    view::FilterPart,
    words::Words,
};

pub fn body(site: Site, theme: Theme) -> AnyView {
    let record = site.record();
    let names = site.names();
    let mut events: Vec<EventIndex> = record
        .events_with_index()
        .filter(|(_, event)| event.themes.contains(&theme))
        .map(|(index, _)| index)
        .collect();
    events.reverse();
    view! {
        <article>
            <p class="kicker">
                <span class=format!("swatch {}", family_class(Some(theme.family())))></span>
                <span>{names.family(theme.family())}</span>
            </p>
            <h1 id="detail-title" tabindex="-1">{names.theme(theme)}</h1>
            <p class="summary">{names.theme_line(theme)}</p>
            {summary(site, &events)}
            {narrow_link(site, [FilterPart::Theme(theme)])}
            {event_list(site, events)}
        </article>
    }
    .into_any()
}
