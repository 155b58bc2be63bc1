//! The timeline of a narrow page: a vertical list by year, the latest first, with the overview above it.

use entente_record::EventIndex;
use leptos::prelude::*;
use maud::{Markup, html};

use super::{event_shape, here, in_turn, part, parties_text, timeline::Overview, view_bar};
use crate::ui::{Folds, Screen, Site, act::Act, browser::page};

#[component]
pub fn EventList() -> impl IntoView {
    let site = Site::here();
    let foot = NodeRef::<leptos::html::Div>::new();
    Effect::new(move || {
        // While the page comes up the list is empty, and its foot near.
        if let (Some(foot), true) = (foot.get(), site.is_up.get()) {
            page::on_sight(&foot, move || site.act(Act::More));
        }
    });
    view! {
        <section id="timeline" class="timeline vertical" aria-label=move || site.texts().timeline_label>
            {part(site, view_bar)}
            {in_turn(site, || view! { <Overview/> })}
            {part(site, years)}
            <div node_ref=foot></div>
        </section>
    }
}

/// A year and its events in the selection, the latest first.
struct Year {
    year: i16,
    count: usize,
    events: Vec<EventIndex>,
}

/// The years of the first events, each with the number of all that it has.
fn by_year(screen: &Screen) -> Vec<Year> {
    let mut all: Vec<usize> = screen.selection.events.iter().collect();
    all.reverse();
    let mut years: Vec<Year> = Vec::new();
    for (position, at) in all.into_iter().enumerate() {
        let is_shown = position < screen.folds.rows;
        let year = screen.record.events[at].date.earliest().year();
        match years.last_mut().filter(|last| last.year == year) {
            Some(last) => {
                last.count += 1;
                if is_shown {
                    last.events.push(EventIndex(at as u32));
                }
            }
            None if is_shown => years.push(Year { year, count: 1, events: vec![EventIndex(at as u32)] }),
            None => break,
        }
    }
    years
}

fn years(screen: &Screen) -> Markup {
    html! {
        @for Year { year, count, events } in by_year(screen) {
            section.year data-key=(year) {
                h3 { b { (year) } " " span { (screen.counted(screen.texts.result_gives, count)) } }
                ol { @for index in events { (item(screen, index)) } }
            }
        }
        (more(screen, screen.selection.events.count()))
    }
}

fn item(screen: &Screen, index: EventIndex) -> Markup {
    let event = screen.record.event(index);
    html! {
        li data-key=(event.id.as_str()) {
            a href=(screen.href_event(event)) aria-current=[here(screen, index)] {
                // The shape says it to the eye alone.
                span.hidden { (screen.texts.kind(event.kind)) ", " }
                span.when { (screen.names.day_of_year(&event.date)) }
                (event_shape(screen, event))
                span.what {
                    b lang="en" { (event.title) }
                    span.who { (parties_text(screen, &event.parties)) }
                }
            }
        }
    }
}

/// The button for more rows, while there are more.
pub fn more(screen: &Screen, all: usize) -> Markup {
    let left = all.saturating_sub(screen.folds.rows);
    html! {
        @if left > 0 {
            button.outline.more type="button" data-act=(Act::More.word()) {
                (screen.counted(screen.texts.table_more, left.min(Folds::ROWS)))
            }
        }
    }
}
