//! The tooltip of a mark: date, title, parties; of a cluster its first events.

use entente_record::EventIndex;
use leptos::prelude::*;

use super::lanes::{LANE, Plot};
use crate::{
    draw::{Subject, Target},
    text::fill,
    ui::parts::{family_class, family_of, parties_text, shape},
    words::Words,
};

/// Events of a cluster that are listed.
const LISTED: usize = 6;
/// Height that a tooltip may take, in pixels, before it goes above its mark.
const HEIGHT: f32 = 130.0;
/// Width that a tooltip may take.
const WIDTH: f32 = 300.0;

#[component]
pub fn MarkTip(
    /// What the lanes share.
    plot: Plot,
) -> impl IntoView {
    move || {
        let target = plot.under.get()?;
        (!plot.stretch.moving()).then(|| tip(plot, &target))
    }
}

fn tip(plot: Plot, target: &Target) -> AnyView {
    let site = plot.site;
    let (width, height) = plot.size.get();
    let centre = target.rect.centre();
    let lines = match &target.subject {
        Subject::Event(event) => one(plot, *event),
        Subject::Cluster(range) => {
            let events = plot.lanes.with(|lanes| lanes.events(range).to_vec());
            let names = site.names();
            let rows = events.iter().take(LISTED).map(|event| row(plot, *event)).collect_view();
            let more = events.len().saturating_sub(LISTED) as u32;
            let more = (more > 0).then(|| {
                let text = fill(site.texts().timeline_and_more, &[("n", &names.number(more))]);
                view! { <li class="hint">{text}</li> }
            });
            view! { <ul>{rows}{more}</ul> }.into_any()
        }
        _ => return ().into_any(),
    };
    // Below the mark and to its right, unless that would leave the plot.
    let left = if centre.x + WIDTH > width { centre.x - WIDTH - 12.0 } else { centre.x + 12.0 };
    let above = centre.y + HEIGHT > height;
    let top = plot.scroll.get() + if above { centre.y - LANE / 2.0 } else { centre.y + LANE / 2.0 + 2.0 };
    view! {
        <div
            class="tip mark-tip"
            class:above=above
            role="tooltip"
            style:left=format!("calc(var(--label-w) + {left:.0}px)")
            style:top=format!("{top:.0}px")
        >
            {lines}
        </div>
    }
    .into_any()
}

fn one(plot: Plot, index: EventIndex) -> AnyView {
    let site = plot.site;
    let record = site.record();
    let event = record.event(index);
    view! {
        <p>{site.texts().kind(event.kind)} ", " {site.names().date(&event.date)}</p>
        <b lang="en">{event.title.to_string()}</b>
        <p>{parties_text(site, &event.parties)}</p>
    }
    .into_any()
}

fn row(plot: Plot, index: EventIndex) -> AnyView {
    let site = plot.site;
    let record = site.record();
    let event = record.event(index);
    view! {
        <li>
            {shape(event.kind, family_class(family_of(site, event)))}
            <span>{site.names().date(&event.date)} ": " <span lang="en">{event.title.to_string()}</span></span>
        </li>
    }
    .into_any()
}
