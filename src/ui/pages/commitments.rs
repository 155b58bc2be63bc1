//! Everything promised in the selection, with what became of it.

use entente_record::{EventIndex, Outcome};
use maud::{Markup, html};

use super::event::{commitment_row, failed, reading};
use crate::ui::{Screen, parts::event_line, screen::Loading};

pub fn body(screen: &Screen) -> Markup {
    html! {
        article {
            h1 #detail-title tabindex="-1" { (screen.texts.about_promises) }
            (list(screen))
        }
    }
}

fn list(screen: &Screen) -> Markup {
    let texts = screen.texts;
    let details = match screen.details {
        Loading::Ready(details) => details,
        Loading::Reading => return reading(screen),
        Loading::Failed => return failed(screen),
    };
    let mut events: Vec<usize> =
        screen.selection.events.iter().filter(|at| !details.events[*at].commitments.is_empty()).collect();
    events.reverse();
    let all = || events.iter().flat_map(|at| &details.events[*at].commitments);
    html! {
        p.lead { (screen.counted(texts.about_promises_lead, all().count())) }
        @if all().any(|it| it.outcome == Outcome::Unknown) { p { (texts.about_promises_note) } }
        @for at in &events {
            section data-key=(screen.record.events[*at].id.as_str()) {
                h2.event-head { (event_line(screen, EventIndex(*at as u32))) }
                ul.commitments {
                    @for commitment in &details.events[*at].commitments { (commitment_row(screen, commitment)) }
                }
            }
        }
    }
}
