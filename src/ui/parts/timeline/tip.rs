//! The tooltip of a mark: date, title, parties; of a cluster its first events.

use entente_record::EventIndex;
use leptos::prelude::*;
use maud::{Markup, html};

use super::lanes::Plot;
use crate::{
    draw::{Subject, Target},
    text::fill,
    ui::{
        Screen,
        css::px,
        parts::{event_shape, own_mark, parties_text},
    },
};

/// Events of a cluster that are listed.
const LISTED: usize = 6;
/// Height that a tooltip may take, in pixels, before it goes above its mark.
const HEIGHT: f32 = 130.0;
/// Width that a tooltip may take.
const WIDTH: f32 = 300.0;

/// What is under the pointer, else what has the focus by keyboard; nothing while time moves.
pub fn mark_tip(screen: &Screen, plot: Plot) -> Markup {
    let keyed = || {
        let focus = plot.focus.get().filter(|_| plot.keyed.get())?;
        plot.scene.with(|scene| plot.target_of(focus, scene))
    };
    let shown = plot.under.get().or_else(keyed).filter(|_| !plot.stretch.moving());
    shown.map_or_else(|| html! {}, |target| tip(screen, plot, &target))
}

fn tip(screen: &Screen, plot: Plot, target: &Target) -> Markup {
    let (width, height) = plot.size.get();
    let centre = target.rect.centre();
    let lines = match &target.subject {
        Subject::Event(event) => one(screen, *event),
        Subject::Cluster(range) => plot.lanes.with(|lanes| cluster(screen, lanes.events(range))),
        _ => return html! {},
    };
    // Below the mark and to its right, unless that would leave the plot.
    let left = if centre.x + WIDTH > width { centre.x - WIDTH - 12.0 } else { centre.x + 12.0 };
    let above = centre.y + HEIGHT > height;
    let top = plot.scroll.get()
        + if above { centre.y - plot.lane.get() / 2.0 } else { centre.y + plot.lane.get() / 2.0 + 2.0 };
    let style = ["left:calc(var(--label-w) + ", &px(left), ");top:", &px(top)].concat();
    html! { div.tip.mark-tip.above[above] role="tooltip" data-style=(style) { (lines) } }
}

fn one(screen: &Screen, index: EventIndex) -> Markup {
    let event = screen.record.event(index);
    html! {
        p { (screen.texts.kind(event.kind)) ", " (screen.names.date(&event.date)) (own_mark(screen, screen.record.mechanism(event.mechanism))) }
        b lang="en" { (event.title) }
        p { (parties_text(screen, &event.parties)) }
    }
}

fn cluster(screen: &Screen, events: &[EventIndex]) -> Markup {
    let more = events.len().saturating_sub(LISTED);
    html! {
        ul {
            @for event in events.iter().take(LISTED).map(|it| screen.record.event(*it)) {
                li {
                    (event_shape(screen, event))
                    span { (screen.names.date(&event.date)) ": " span lang="en" { (event.title) } }
                }
            }
            @if more > 0 {
                li.hint { (fill(screen.texts.timeline_and_more, &[("n", &screen.number(more))])) }
            }
        }
    }
}
