//! What is put on paper besides the open page: the view as a picture, its events as a list, and the address.

use entente_record::EventIndex;
use maud::{Markup, PreEscaped, html};

use super::{event_shape, parties_text};
use crate::{text::fill, ui::Screen};

/// Id of the element that it is written into.
pub const PAPER: &str = "paper";

/// Events that a list on paper takes: some twelve pages.
const MOST_EVENTS: usize = 400;

/// The sheet: `picture` is an SVG of map and timeline, where these are what is shown.
pub fn print(screen: &Screen, picture: Option<String>) -> Markup {
    let texts = screen.texts;
    let address = [screen.origin, &screen.href(screen.view)].concat();
    html! {
        @if let Some(picture) = &picture {
            (PreEscaped(picture))
            (events(screen))
        }
        p.print-foot { (texts.brand_name) " · " (screen.provenance()) br; (address) }
    }
}

fn events(screen: &Screen) -> Markup {
    let (texts, names) = (screen.texts, screen.names);
    let all = screen.selection.events.count();
    html! {
        h2 { (screen.counted(texts.result_gives, all)) }
        @if all > MOST_EVENTS {
            p { (fill(texts.table_first, &[("n", &screen.number(MOST_EVENTS))])) }
        }
        table {
            thead {
                tr { th { (texts.table_date) } th { (texts.table_title) } th { (texts.table_parties) } th { (texts.table_mechanism) } }
            }
            tbody {
                @for at in latest(screen) {
                    @let event = screen.record.event(at);
                    tr {
                        td { (names.date(&event.date)) }
                        td lang="en" { (event_shape(screen, event)) " " (event.title) }
                        td { (parties_text(screen, &event.parties)) }
                        td lang="en" { (screen.record.mechanism(event.mechanism).short) }
                    }
                }
            }
        }
    }
}

/// The latest events of the selection, the latest first.
fn latest(screen: &Screen) -> Vec<EventIndex> {
    let mut all: Vec<usize> = screen.selection.events.iter().collect();
    all.reverse();
    all.into_iter().take(MOST_EVENTS).map(|at| EventIndex(at as u32)).collect()
}
