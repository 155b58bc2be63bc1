//! Labels and marks as real links, for the mouse, the keyboard and assistive technology; only those in view.

use entente_record::EventIndex;
use leptos::prelude::*;

use super::{
    keys::Focus,
    lanes::{LANE, Plot},
};
use crate::{
    draw::{Rect, Subject, Target},
    text::fill,
    timeline::{Header, LaneKind},
    ui::parts::{family_class, parties_text},
    view::Page,
    words::Words,
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
    // While time moves the links rest where they were, out of the pointer's way; they follow when it ends.
    let links = Memo::new(move |before: Option<&Vec<Link>>| match before {
        Some(before) if plot.stretch.moving() => before.clone(),
        _ => {
            let scroll = plot.scroll.get_untracked();
            plot.scene
                .with(|scene| scene.targets.iter().filter_map(|target| link(plot, target, scroll)).collect())
        }
    });
    let rect = move |key: Key| {
        links
            .with(|links| links.iter().find(|link| link.key == key).map(|link| link.rect).unwrap_or_default())
    };
    // One tab stop: the mark that had the focus, the open event, or the first.
    let stop = Memo::new(move |_| {
        let focus = plot.focus.get();
        let open = plot.site.open_event();
        links.with(|links| {
            let is = |event: EventIndex, lane: Option<u32>| {
                move |link: &&Link| {
                    contains(plot, link, event) && lane.is_none_or(|lane| lane == link.key.lane)
                }
            };
            let focused = focus.and_then(|focus| links.iter().find(is(focus.event, Some(focus.lane))));
            let open = open.and_then(|open| links.iter().find(is(open, None)));
            focused.or(open).or(links.first()).map(|link| link.key)
        })
    });
    let child = move |link: Link| {
        let Link { key, subject, .. } = link;
        let id = format!("mark-{}-{}", key.first, key.lane);
        let (named, leads) = (subject.clone(), subject.clone());
        let class = if key.size > 1 { "mark cluster" } else { "mark" };
        let focused = move |_| {
            if let Some(event) = first(plot, &subject) {
                plot.focus.set(Some(Focus { lane: key.lane, event }));
            }
        };
        view! {
            <a
                id=id
                class=class
                href=move || plot.site.href(&plot.leads_to(&leads))
                aria-label=move || name(plot, &named, key.lane)
                tabindex=move || if stop.get() == Some(key) { "0" } else { "-1" }
                draggable="false"
                style:left=move || format!("{:.1}px", rect(key).x)
                style:top=move || format!("{:.1}px", rect(key).y)
                style:width=move || format!("{:.1}px", rect(key).width)
                style:height=move || format!("{:.1}px", rect(key).height)
                on:focus=focused
            ></a>
        }
    };
    view! {
        <div class="mark-links" class:moving=move || plot.stretch.moving()>
            <For each=move || links.get() key=|link| link.key children=child/>
        </div>
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

/// The first event that a mark stands for.
pub fn first(plot: Plot, subject: &Subject) -> Option<EventIndex> {
    match subject {
        Subject::Event(event) => Some(*event),
        Subject::Cluster(range) => plot.lanes.with_untracked(|lanes| lanes.events(range).first().copied()),
        _ => None,
    }
}

/// "Meeting, 23 May 2017, First meeting of …, Argentina, United States, 5 of 12 in this lane".
fn name(plot: Plot, subject: &Subject, lane: u32) -> String {
    let site = plot.site;
    let (record, names, texts) = (site.record(), site.names(), site.texts());
    match subject {
        Subject::Event(index) => {
            let event = record.event(*index);
            let position = plot.lanes.with(|lanes| {
                let events = lanes.lane_events(lane);
                let at = events.iter().position(|other| other == index).unwrap_or(0) as u32 + 1;
                fill(
                    texts.timeline_position,
                    &[("at", &names.number(at)), ("n", &names.number(events.len() as u32))],
                )
            });
            let parties = parties_text(site, &event.parties);
            format!(
                "{}, {}, {}, {parties}, {position}",
                texts.kind(event.kind),
                names.date(&event.date),
                event.title
            )
        }
        Subject::Cluster(range) => plot.lanes.with(|lanes| {
            let events = lanes.events(range);
            let date = |event: Option<&EventIndex>| {
                event.map_or_else(String::new, |event| names.date(&record.event(*event).date))
            };
            let count = events.len() as u32;
            fill(
                texts.timeline_cluster.of(count),
                &[("n", &names.number(count)), ("from", &date(events.first())), ("to", &date(events.last()))],
            )
        }),
        _ => String::new(),
    }
}

/// A lane's identity across frames, as a number that a keyed list can compare.
pub fn lane_key(kind: &Option<LaneKind>) -> String {
    format!("{kind:?}")
}

/// The label of a lane: a link to its mechanism, a group's head, or the button that opens the rest of a group.
pub fn lane_label(plot: Plot, lane: u32) -> AnyView {
    let site = plot.site;
    let facts = move || {
        plot.lanes
            .with(|lanes| lanes.lanes.get(lane as usize).map(|it| (it.kind, it.label.to_string(), it.count)))
    };
    let Some((kind, ..)) = untrack(facts) else { return ().into_any() };
    let label = move || facts().map_or_else(String::new, |(_, label, _)| label);
    let count = move || facts().map_or(0, |(.., count)| count);
    let number = move || site.names().number(count());
    let top = format!("{}px", lane as f32 * LANE);
    let spoken = move |name: String| {
        fill(site.texts().timeline_lane.of(count()), &[("name", &name), ("n", &number())])
    };
    match kind {
        LaneKind::Mechanism(index) => {
            let mechanism = site.record().mechanism(index).clone();
            let (id, full, of) = (mechanism.id.clone(), mechanism.name.to_string(), mechanism.clone());
            let spoken_name = full.clone();
            let here = move || site.open_event().is_some_and(|event| of.events.contains(&event));
            let inner = move || site.view().group != crate::view::Group::Mechanism;
            view! {
                <a
                    class="lane-label"
                    class:here=here
                    class:inner=inner
                    style:top=top
                    href=move || site.href_page(Page::Mechanism(id.clone()))
                    title=full
                    aria-label=move || spoken(spoken_name.clone())
                >
                    <span lang="en">{label}</span>
                    <span class="count">{number}</span>
                </a>
            }
            .into_any()
        }
        LaneKind::Header { of, .. } => {
            let class = match of {
                Header::Family(family) => Some(format!("swatch {}", family_class(family))),
                Header::Party(_) | Header::Region(_) => None,
            };
            let name = move || {
                let label = label();
                if label.is_empty() { site.texts().timeline_no_theme.to_string() } else { label }
            };
            let folded = move || matches!(facts(), Some((LaneKind::Header { folded: true, .. }, ..)));
            let swatch = class.map(|class| view! { <i class=class></i> });
            view! {
                <button
                    class="lane-label head"
                    type="button"
                    style:top=top
                    aria-expanded=move || (!folded()).to_string()
                    aria-label=move || spoken(name())
                    on:click=move |_| toggle(plot, of)
                >
                    {swatch}
                    <span>{name}</span>
                    <span class="count">{number}</span>
                </button>
            }
            .into_any()
        }
        LaneKind::More { of, hidden } => {
            let text =
                move || fill(site.texts().timeline_more.of(hidden), &[("n", &site.names().number(hidden))]);
            view! {
                <button class="lane-label more" type="button" style:top=top on:click=move |_| toggle(plot, of)>{text}</button>
            }
            .into_any()
        }
    }
}

/// Opens a group, or folds it again.
fn toggle(plot: Plot, header: Header) {
    plot.opened.update(|opened| match opened.iter().position(|other| *other == header) {
        Some(at) => {
            opened.remove(at);
        }
        None => opened.push(header),
    });
}
