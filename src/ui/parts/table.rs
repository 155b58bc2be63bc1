//! The selection as a table that sorts by its heads.

use crate::order;
use std::cmp::Ordering;

use entente_record::EventIndex;
use leptos::prelude::*;

use super::{Icon, family_class, family_of, icon, parties_text, shape};
use crate::{
    text::fill,
    ui::{Site, parts::timeline::ViewBar},
    view::Page,
    words::Words,
};

/// Rows that are shown first, and more each time.
const STEP: usize = 100;

/// A column that sorts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Date,
    Kind,
    Title,
    Parties,
    Mechanism,
}

impl Column {
    const ALL: [Self; 5] = [Self::Date, Self::Kind, Self::Title, Self::Parties, Self::Mechanism];

    fn name(self, site: Site) -> &'static str {
        let texts = site.texts();
        match self {
            Self::Date => texts.table_date,
            Self::Kind => texts.table_kind,
            Self::Title => texts.table_title,
            Self::Parties => texts.table_parties,
            Self::Mechanism => texts.table_mechanism,
        }
    }
}

#[component]
pub fn Table() -> impl IntoView {
    let site = Site::here();
    let texts = move || site.texts();
    // The latest first: what a reader of a record looks for.
    let order = RwSignal::new((Column::Date, false));
    let shown = RwSignal::new(STEP);
    let rows = Memo::new(move |_| sorted(site, order.get()));
    let head = move |column: Column| {
        let sort = move || {
            let (by, ascending) = order.get();
            (by == column).then_some(if ascending { "ascending" } else { "descending" })
        };
        view! {
            <th scope="col" aria-sort=sort>
                <button
                    type="button"
                    title=move || fill(texts().table_sort_by, &[("column", column.name(site))])
                    on:click=move |_| order.update(|(by, ascending)| {
                        *ascending = if *by == column { !*ascending } else { column != Column::Date };
                        *by = column;
                    })
                >
                    {move || column.name(site)}
                    {icon(Icon::Down)}
                </button>
            </th>
        }
    };
    let left = move || rows.with(Vec::len).saturating_sub(shown.get());
    view! {
        <section id="timeline" class="timeline table-view" aria-label=move || texts().table_caption>
            <ViewBar/>
            <div id="table" class="table-scroll" tabindex="0" role="region" aria-label=move || texts().table_caption>
                <table>
                    <caption class="hidden">{move || texts().table_caption}</caption>
                    <thead><tr>
                        {Column::ALL.map(head).collect_view()}
                        <th scope="col">{move || texts().table_themes}</th>
                    </tr></thead>
                    <tbody>
                        <For
                            each=move || rows.with(|rows| rows.iter().copied().take(shown.get()).collect::<Vec<_>>())
                            key=|index| *index
                            children=move |index| row(site, index)
                        />
                    </tbody>
                </table>
                <button class="outline" type="button" hidden=move || left() == 0 on:click=move |_| shown.update(|shown| *shown += STEP)>
                    {move || {
                        let more = left().min(STEP) as u32;
                        fill(texts().table_more.of(more), &[("n", &site.names().number(more))])
                    }}
                </button>
            </div>
        </section>
    }
}

fn sorted(site: Site, (by, ascending): (Column, bool)) -> Vec<EventIndex> {
    let (record, names, texts) = (site.record(), site.names(), site.texts());
    let mut rows: Vec<EventIndex> =
        site.selection.with(|selection| selection.events.iter().map(|at| EventIndex(at as u32)).collect());
    let text = |index: &EventIndex| {
        let event = record.event(*index);
        match by {
            Column::Date => String::new(),
            Column::Kind => texts.kind(event.kind).to_string(),
            Column::Title => event.title.to_string(),
            Column::Parties => parties_text(site, &event.parties),
            Column::Mechanism => record.mechanism(event.mechanism).short.to_string(),
        }
    };
    if by == Column::Date {
        // The record is in order of date already.
        if !ascending {
            rows.reverse();
        }
        return rows;
    }
    let mut keyed: Vec<(String, EventIndex)> = rows.iter().map(|index| (text(index), *index)).collect();
    order::sort_by(&mut keyed, |a, b| {
        let order = names.compare(&a.0, &b.0);
        let order = if ascending { order } else { order.reverse() };
        if order == Ordering::Equal { b.1.cmp(&a.1) } else { order }
    });
    keyed.into_iter().map(|(_, index)| index).collect()
}

fn row(site: Site, index: EventIndex) -> AnyView {
    let record = site.record();
    let event = record.event(index).clone();
    let mechanism = record.mechanism(event.mechanism);
    let full = mechanism.name.to_string();
    let (name, id) = (mechanism.short.to_string(), mechanism.id.clone());
    let (date, kind, title, event_id) = (event.date, event.kind, event.title.to_string(), event.id.clone());
    let (parties, themes, coloured) = (event.parties.clone(), event.themes.clone(), event.clone());
    let here = move || (site.open_event() == Some(index)).then_some("true");
    view! {
        <tr aria-current=here>
            <td class="date">{move || site.names().date(&date)}</td>
            <td class="kind">
                {move || shape(kind, family_class(family_of(site, &coloured)))}
                {move || site.texts().kind(kind)}
            </td>
            <td class="title"><a lang="en" href=move || site.href_page(Page::Event(event_id.clone()))>{title}</a></td>
            <td>{move || parties_text(site, &parties)}</td>
            <td><a lang="en" title=full href=move || site.href_page(Page::Mechanism(id.clone()))>{name}</a></td>
            <td class="themes">{move || {
                let names = site.names();
                themes.iter().map(|theme| {
                    let class = format!("swatch {}", family_class(Some(theme.family())));
                    view! { <span class="theme-tag"><span class=class></span>{names.theme(*theme)}</span> }
                }).collect_view()
            }}</td>
        </tr>
    }
    .into_any()
}
