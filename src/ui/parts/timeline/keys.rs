//! Keys on the lanes: arrows move the focus from mark to mark and from label to label, plus and minus zoom, brackets walk the series.

use entente_record::EventIndex;
use leptos::prelude::*;

use super::lanes::Plot;
use crate::{
    draw::Subject,
    timeline::{Move, Place, step},
    ui::browser::{Step, next_frame, page, pointer, slices},
    view::Page,
};

/// The mark that has the focus: its lane and event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Focus {
    pub lane: u32,
    pub event: EventIndex,
}

/// How much nearer "+" brings the time.
const ZOOM: f64 = 1.5;

/// A key pressed on the lanes.
pub fn pressed(plot: Plot, event: &web_sys::KeyboardEvent, scroller: &web_sys::Element) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let key = event.key();
    let direction = match key.as_str() {
        "ArrowLeft" => Some(Move::Previous),
        "ArrowRight" => Some(Move::Next),
        "ArrowUp" => Some(Move::Up),
        "ArrowDown" => Some(Move::Down),
        "Home" => Some(Move::Home),
        "End" => Some(Move::End),
        _ => None,
    };
    let on = |name| pointer::attribute(event, "", name);
    let label = on("data-lane").filter(|_| on("data-first").is_none()).and_then(|lane| lane.parse().ok());
    if let (Some(direction), Some(lane)) = (direction, label) {
        event.prevent_default();
        on_label(plot, lane, direction, scroller);
        return;
    }
    if let Some(direction) = direction {
        event.prevent_default();
        let from = plot.focus.get_untracked().map(|Focus { lane, event }| Place { lane, event });
        if let Some(Place { lane, event }) = plot.lanes.with_untracked(|lanes| step(lanes, from, direction)) {
            focus(plot, Focus { lane, event }, scroller);
        }
        return;
    }
    match key.as_str() {
        // What stands beside a mark can be put away without leaving the mark.
        "Escape" if plot.keyed.get_untracked() => {
            event.stop_propagation();
            plot.keyed.set(false);
        }
        "+" | "=" | "-" | "_" => {
            event.prevent_default();
            let factor = if matches!(key.as_str(), "+" | "=") { ZOOM } else { 1.0 / ZOOM };
            let width = plot.size.get_untracked().0;
            let scale = plot.stretch.scale_now(0.0, width);
            let record = plot.site.record();
            // About the mark that has the focus, if it is in view.
            let about = plot
                .focus
                .get_untracked()
                .map(|focus| scale.x(f64::from(crate::timeline::place(&record.event(focus.event).date))))
                .filter(|x| (0.0..=width).contains(x))
                .unwrap_or(width / 2.0);
            plot.stretch.turn(scale.zoom(about, factor, plot.stretch.extent));
            refocus(plot);
        }
        "[" | "]" => {
            if let Some(target) = in_series(plot, key == "]") {
                event.prevent_default();
                let page = Page::Event(plot.site.record().event(target).id.clone());
                plot.site.change(Step::Push, |view| view.page = page);
            }
        }
        _ => {}
    }
}

/// Moves the focus from the label of a lane to that of another one, or to the first mark of the lane.
fn on_label(plot: Plot, lane: u32, direction: Move, scroller: &web_sys::Element) {
    let last = plot.lanes.with_untracked(|lanes| lanes.lanes.len() as u32).saturating_sub(1);
    let to = match direction {
        Move::Up => lane.saturating_sub(1),
        Move::Down => (lane + 1).min(last),
        Move::Home => 0,
        Move::End => last,
        Move::Next => {
            let first = plot.lanes.with_untracked(|lanes| lanes.lane_events(lane).first().copied());
            return first.into_iter().for_each(|event| focus(plot, Focus { lane, event }, scroller));
        }
        Move::Previous => return,
    };
    plot.reveal_lane(to, scroller);
    plot.on_lane.set(to);
    next_frame(move || next_frame(move || page::focus_id(&format!("lane-{to}"))));
}

/// The event before or after the open one in its series.
fn in_series(plot: Plot, forward: bool) -> Option<EventIndex> {
    let record = plot.site.record();
    let open = untrack(|| plot.site.open_event())?;
    let series = &record.mechanism(record.event(open).mechanism).events;
    let at = series.iter().position(|other| *other == open)?;
    let target = if forward { at.checked_add(1)? } else { at.checked_sub(1)? };
    series.get(target).copied()
}

/// Brings a mark into view and moves the focus there, once it is.
fn focus(plot: Plot, target: Focus, scroller: &web_sys::Element) {
    plot.reveal(target, scroller);
    plot.focus.set(Some(target));
    // A window that moves settles first; the link is there then.
    plot.stretch.release();
    refocus(plot);
}

/// Puts the browser's focus on the link of the mark that is to have it, after the next drawing.
fn refocus(plot: Plot) {
    slices::when_settled(move || {
        // By then the lanes may have given way to a page.
        let Some(scrolling) = plot.scrolling.try_get_untracked() else { return };
        // The links rest while anything moves, as the lanes still do for a moment after the key before this one.
        if scrolling || untrack(|| plot.stretch.moving()) {
            return refocus(plot);
        }
        let Some(Focus { lane, event }) = plot.focus.try_get_untracked().flatten() else { return };
        let target = plot.scene.with_untracked(|scene| plot.target_of(Focus { lane, event }, scene));
        let first = target.and_then(|target| match target.subject {
            Subject::Event(event) => Some(event.0),
            Subject::Cluster(range) => {
                plot.lanes.with_untracked(|lanes| lanes.events(&range).first().map(|first| first.0))
            }
            _ => None,
        });
        if let Some(first) = first {
            page::focus_id(&format!("mark-{first}-{lane}"));
        }
    });
}
