//! The timeline of a narrow page: a vertical list by year, the latest first, with the overview above it.

use entente_record::EventIndex;
use leptos::prelude::*;

use super::{family_class, family_of, parties_text, shape};
use crate::{
    text::fill,
    ui::{
        Site,
        browser::page,
        parts::timeline::{Overview, ViewBar},
    },
    view::Page,
    words::Words,
};

/// Events that are shown first, and more each time the end comes into view.
const STEP: usize = 60;

/// A year and its events in the selection, the latest first.
type Year = (i16, u32, Vec<EventIndex>);

#[component]
pub fn EventList() -> impl IntoView {
    let site = Site::here();
    let texts = move || site.texts();
    let shown = RwSignal::new(STEP);
    let total = Memo::new(move |_| site.selection.with(|selection| selection.events.count()));
    let years = move || by_year(site, shown.get());
    let left = move || total.get().saturating_sub(shown.get());
    let foot = NodeRef::<leptos::html::Button>::new();
    Effect::new(move || {
        if let Some(foot) = foot.get() {
            page::on_sight(&foot, move || shown.update(|shown| *shown += STEP));
        }
    });
    view! {
        <section id="timeline" class="timeline vertical" aria-label=move || texts().timeline_label>
            <ViewBar/>
            <Overview/>
            <For each=years key=|year| year.clone() children=move |year| year_section(site, year)/>
            <button
                node_ref=foot
                class="outline more"
                type="button"
                hidden=move || left() == 0
                on:click=move |_| shown.update(|shown| *shown += STEP)
            >
                {move || {
                    let more = left().min(STEP) as u32;
                    fill(texts().table_more.of(more), &[("n", &site.names().number(more))])
                }}
            </button>
        </section>
    }
}

fn by_year(site: Site, shown: usize) -> Vec<Year> {
    let record = site.record();
    site.selection.with(|selection| {
        let mut all: Vec<usize> = selection.events.iter().collect();
        all.reverse();
        let year_of = |at: usize| record.events[at].date.earliest().year();
        let mut years: Vec<Year> = Vec::new();
        for (position, at) in all.iter().copied().enumerate() {
            let year = year_of(at);
            match years.last_mut().filter(|last| last.0 == year) {
                Some(last) => {
                    last.1 += 1;
                    if position < shown {
                        last.2.push(EventIndex(at as u32));
                    }
                }
                None if position < shown => years.push((year, 1, vec![EventIndex(at as u32)])),
                None => break,
            }
        }
        years
    })
}

fn year_section(site: Site, (year, count, events): Year) -> AnyView {
    let count = move || fill(site.texts().result_gives.of(count), &[("n", &site.names().number(count))]);
    view! {
        <section class="year">
            <h3><b>{year}</b> " " <span>{count}</span></h3>
            <ol>{events.into_iter().map(|index| item(site, index)).collect_view()}</ol>
        </section>
    }
    .into_any()
}

fn item(site: Site, index: EventIndex) -> AnyView {
    let record = site.record();
    let event = record.event(index).clone();
    let (date, kind, title, id, parties) =
        (event.date, event.kind, event.title.to_string(), event.id.clone(), event.parties.clone());
    view! {
        <li>
            <a href=move || site.href_page(Page::Event(id.clone())) aria-current=move || (site.open_event() == Some(index)).then_some("true")>
                <span class="when">{move || site.names().day_of_year(&date)}</span>
                {move || shape(kind, family_class(family_of(site, &event)))}
                <span class="what">
                    <b lang="en">{title}</b>
                    <span class="who">{move || parties_text(site, &parties)}</span>
                </span>
            </a>
        </li>
    }
    .into_any()
}
