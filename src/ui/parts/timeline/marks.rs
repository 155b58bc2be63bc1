//! Labels and marks as real links, for the mouse, the keyboard and assistive technology; only those in view.

use entente_record::EventIndex;
use leptos::prelude::*;
use maud::{Markup, html};

use super::lanes::Plot;
use crate::{
    draw::{Rect, Subject, Target},
    text::fill,
    timeline::{Header, Lane, LaneKind},
    ui::{
        Screen,
        css::{placed, px},
        parts::{follow_late, parties_text, swatch},
    },
    view::{Group, Page},
};

/// A mark's identity across frames: what it stands for and in which lane.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    lane: u32,
    /// The event, or the first of a cluster.
    first: u32,
    /// How many events: 1 for a mark.
    size: u32,
}

/// A link over a mark: its identity, what it stands for, and where, in the whole height of the lanes.
#[derive(Clone, PartialEq)]
struct Link {
    key: Key,
    subject: Subject,
    rect: Rect,
}

#[component]
pub fn Marks(
    /// What the lanes share.
    plot: Plot,
) -> impl IntoView {
    // While time or the lanes move the links rest where they were, out of the pointer's way; they follow when it ends.
    let links = Memo::new(move |before: Option<&Vec<Link>>| match before {
        Some(before) if plot.stretch.moving() || plot.scrolling.get() => before.clone(),
        _ => {
            let scroll = plot.scroll.get_untracked();
            plot.scene
                .with(|scene| scene.targets.iter().filter_map(|target| link(plot, target, scroll)).collect())
        }
    });
    let marks = move |screen: &Screen| Some(links.with(|links| marks(screen, plot, links)));
    view! { <div class="mark-links" class:moving=move || plot.stretch.moving()>{follow_late(plot.site, Box::new(marks))}</div> }
}

fn marks(screen: &Screen, plot: Plot, links: &[Link]) -> Markup {
    // One tab stop: the mark that had the focus, the open event, or the first.
    let find = |event: EventIndex, lane: Option<u32>| {
        links.iter().find(|link| lane.is_none_or(|lane| lane == link.key.lane) && contains(plot, link, event))
    };
    let focused = plot.focus.get().and_then(|focus| find(focus.event, Some(focus.lane)));
    let open = screen.open_event().and_then(|open| find(open, None));
    let stop = focused.or(open).or(links.first()).map(|link| link.key);
    html! {
        @for Link { key, subject, rect } in links {
            a id={ "mark-" (key.first) "-" (key.lane) } class={ "mark" @if key.size > 1 { " cluster" } }
                href=(screen.href(&plot.leads_to(screen, subject)))
                aria-label=(name(screen, plot, subject, key.lane))
                tabindex=(if stop == Some(*key) { "0" } else { "-1" })
                draggable="false" data-lane=(key.lane) data-first=(key.first)
                data-style={
                    (placed(rect.x, rect.y)) ";width:" (px(rect.width)) ";height:" (px(rect.height))
                } {}
        }
    }
}

fn link(plot: Plot, target: &Target, scroll: f32) -> Option<Link> {
    let lane = target.lane?;
    let (first, size) = match &target.subject {
        Subject::Event(event) => (event.0, 1),
        Subject::Cluster(range) => {
            (plot.lanes.with(|lanes| lanes.events(range).first().copied())?.0, range.end - range.start)
        }
        _ => return None,
    };
    let Rect { x, y, width, height } = target.rect;
    Some(Link {
        key: Key { lane, first, size },
        subject: target.subject.clone(),
        rect: Rect { x, y: y + scroll, width, height },
    })
}

fn contains(plot: Plot, link: &Link, event: EventIndex) -> bool {
    match &link.subject {
        Subject::Event(other) => *other == event,
        Subject::Cluster(range) => plot.lanes.with(|lanes| lanes.events(range).contains(&event)),
        _ => false,
    }
}

/// "Meeting, 23 May 2017, First meeting of …, Argentina, United States, 5 of 12 in this lane".
fn name(screen: &Screen, plot: Plot, subject: &Subject, lane: u32) -> String {
    let (record, names, texts) = (screen.record, screen.names, screen.texts);
    match subject {
        Subject::Event(index) => {
            let event = record.event(*index);
            let position = plot.lanes.with(|lanes| {
                let events = lanes.lane_events(lane);
                let at = events.iter().position(|other| other == index).unwrap_or(0) + 1;
                let (at, of) = (screen.number(at), screen.number(events.len()));
                fill(texts.timeline_position, &[("at", &at), ("n", &of)])
            });
            let date = names.date(&event.date);
            let parties = parties_text(screen, &event.parties);
            [texts.kind(event.kind), &date, &event.title, &parties, &position].join(", ")
        }
        Subject::Cluster(range) => plot.lanes.with(|lanes| {
            let events = lanes.events(range);
            let date = |event: Option<&EventIndex>| {
                event.map_or_else(String::new, |event| names.date(&record.event(*event).date))
            };
            let (from, to) = (date(events.first()), date(events.last()));
            let count = screen.number(events.len());
            let text = texts.timeline_cluster.of(events.len() as u32);
            fill(text, &[("n", &count), ("from", &from), ("to", &to)])
        }),
        _ => String::new(),
    }
}

/// The labels of the lanes in view.
pub fn lane_labels(screen: &Screen, plot: Plot) -> Markup {
    let (first, last) = plot.in_view();
    // One tab stop: the lane that has the focus, if it is in view.
    let stop = plot.on_lane.get().max(first).min(last.saturating_sub(1)) as usize;
    plot.lanes.with(|lanes| {
        let shown = lanes.lanes.iter().enumerate().skip(first as usize).take((last - first) as usize);
        html! { @for (at, lane) in shown { (lane_label(screen, at, at as f32 * plot.lane.get(), lane, at == stop)) } }
    })
}

/// The label of a lane: a link to its mechanism, a group's head, or the button that opens the rest of a group.
fn lane_label(screen: &Screen, at: usize, top: f32, lane: &Lane, is_stop: bool) -> Markup {
    let texts = screen.texts;
    let stop = if is_stop { "0" } else { "-1" };
    let top = ["top:", &px(top)].concat();
    let number = screen.names.number(lane.count);
    let spoken = |name: &str| fill(texts.timeline_lane.of(lane.count), &[("name", name), ("n", &number)]);
    match lane.kind {
        LaneKind::Mechanism(index) => {
            let mechanism = screen.record.mechanism(index);
            let here = screen.open_event().is_some_and(|event| mechanism.events.contains(&event));
            let inner = screen.view.group != Group::Mechanism;
            // Not by looks alone: what the label is called and what rests over it say it too.
            let yours = |name: &str| match mechanism.brought {
                true => [name, " (", texts.own_mark, ")"].concat(),
                false => name.to_string(),
            };
            html! {
                a.lane-label.here[here].inner[inner] data-key={ (at) "-" (mechanism.id.as_str()) } data-style=(top)
                    id={ "lane-" (at) } tabindex=(stop) data-lane=(at)
                    href=(screen.href_page(Page::Mechanism(mechanism.id.clone())))
                    title=(yours(&mechanism.name)) aria-label=(spoken(&yours(&lane.label))) {
                    span lang="en" { (lane.label) } " "
                    span.count { (number) }
                }
            }
        }
        LaneKind::Header { of, folded } => {
            let name = if lane.label.is_empty() { texts.timeline_no_theme } else { &lane.label };
            html! {
                button.lane-label.head type="button" data-key={ "head-" (at) } data-style=(top)
                    id={ "lane-" (at) } tabindex=(stop) data-lane=(at)
                    aria-expanded=(!folded) aria-label=(spoken(name)) {
                    @match of {
                        Header::Family(Some(family)) => (swatch(family)),
                        Header::Family(None) => i.swatch.family-none {},
                        Header::Party(_) | Header::Region(_) => {}
                    }
                    span { (name) } " "
                    span.count { (number) }
                }
            }
        }
        LaneKind::More { hidden, .. } => html! {
            button.lane-label.more type="button" data-key={ "more-" (at) } data-style=(top)
                id={ "lane-" (at) } tabindex=(stop) data-lane=(at) {
                (screen.counted(texts.timeline_more, hidden as usize))
            }
        },
    }
}

/// Opens the group of a lane, or folds it again.
pub fn toggle(plot: Plot, lane: u32) {
    let kind = plot.lanes.with_untracked(|lanes| lanes.lanes.get(lane as usize).map(|lane| lane.kind));
    let Some(LaneKind::Header { of, .. } | LaneKind::More { of, .. }) = kind else { return };
    plot.opened.update(|opened| match opened.iter().position(|other| *other == of) {
        Some(at) => {
            opened.remove(at);
        }
        None => opened.push(of),
    });
}
