//! The selection as a table that sorts by its heads, and below it what the map shows of it.

use std::cmp::Ordering;

use entente_record::EventIndex;
use leptos::prelude::*;
use maud::{Markup, html};

use super::{
    Icon, event_shape, here, icon, list::more, map_tables, own_mark, part, parties_text, swatch, view_bar,
};
use crate::{
    order,
    text::fill,
    ui::{Screen, Site, act::Act, screen::Column},
    view::Page,
};

#[component]
pub fn Table() -> impl IntoView {
    let site = Site::here();
    view! {
        <section id="timeline" class="timeline table-view" aria-label=move || site.texts().timeline_as_table>
            {part(site, view_bar)}
            {part(site, table)}
        </section>
    }
}

fn table(screen: &Screen) -> Markup {
    let texts = screen.texts;
    let rows = sorted(screen);
    html! {
        div #table.table-scroll tabindex="0" role="region" aria-label=(texts.table_caption) {
            table {
                caption.hidden { (texts.table_caption) }
                thead {
                    tr {
                        @for column in Column::ALL { (head(screen, column)) }
                        th scope="col" { (texts.table_themes) }
                    }
                }
                tbody { @for index in rows.iter().take(screen.folds.rows) { (row(screen, *index)) } }
            }
            (more(screen, rows.len()))
            (map_tables(screen))
        }
    }
}

fn head(screen: &Screen, column: Column) -> Markup {
    let texts = screen.texts;
    let name = match column {
        Column::Date => texts.table_date,
        Column::Kind => texts.table_kind,
        Column::Title => texts.table_title,
        Column::Parties => texts.table_parties,
        Column::Mechanism => texts.table_mechanism,
    };
    let (by, ascending) = screen.folds.order;
    let sort = (by == column).then_some(if ascending { "ascending" } else { "descending" });
    html! {
        th scope="col" aria-sort=[sort] {
            button type="button" data-act=(Act::Sort(column).word())
                title=(fill(texts.table_sort_by, &[("column", name)])) {
                (name) (icon(Icon::Down))
            }
        }
    }
}

fn sorted(screen: &Screen) -> Vec<EventIndex> {
    let (record, (by, ascending)) = (screen.record, screen.folds.order);
    let mut rows: Vec<EventIndex> = screen.selection.events.iter().map(|at| EventIndex(at as u32)).collect();
    if by == Column::Date {
        // The record is in order of date already.
        if !ascending {
            rows.reverse();
        }
        return rows;
    }
    let text = |index: &EventIndex| {
        let event = record.event(*index);
        match by {
            Column::Date => String::new(),
            Column::Kind => screen.texts.kind(event.kind).to_string(),
            Column::Title => event.title.to_string(),
            Column::Parties => parties_text(screen, &event.parties),
            Column::Mechanism => record.mechanism(event.mechanism).short.to_string(),
        }
    };
    let mut keyed: Vec<(String, EventIndex)> = rows.iter().map(|index| (text(index), *index)).collect();
    order::sort_by(&mut keyed, |a, b| {
        let order = screen.names.compare(&a.0, &b.0);
        let order = if ascending { order } else { order.reverse() };
        if order == Ordering::Equal { b.1.cmp(&a.1) } else { order }
    });
    keyed.into_iter().map(|(_, index)| index).collect()
}

fn row(screen: &Screen, index: EventIndex) -> Markup {
    let (record, names) = (screen.record, screen.names);
    let event = record.event(index);
    let mechanism = record.mechanism(event.mechanism);
    let series = screen.href_page(Page::Mechanism(mechanism.id.clone()));
    html! {
        tr data-key=(event.id.as_str()) aria-current=[here(screen, index)] {
            td.date { (names.date(&event.date)) }
            td.kind { (event_shape(screen, event)) (screen.texts.kind(event.kind)) }
            td.title { a lang="en" href=(screen.href_event(event)) { (event.title) } }
            td { (parties_text(screen, &event.parties)) }
            td { a lang="en" title=(mechanism.name) href=(series) { (mechanism.short) } (own_mark(screen, mechanism)) }
            td.themes {
                @for theme in &event.themes {
                    span.theme-tag { (swatch(theme.family())) (names.theme(*theme)) }
                }
            }
        }
    }
}
