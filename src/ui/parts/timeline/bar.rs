//! The bar over the timeline: timeline or table, what a lane is, in which order, zoom.

use maud::{Markup, html};

use crate::{
    link,
    timeline::TimeScale,
    ui::{
        Screen,
        parts::{Icon, chips::window_name, icon},
    },
    view::{Group, Layout, Sort, View, Window},
};

/// How much nearer a click on "+" brings the time.
const ZOOM: f64 = 1.6;

/// The bar.
pub fn view_bar(screen: &Screen) -> Markup {
    let (texts, view) = (screen.texts, screen.view);
    let is_table = view.layout == Layout::Table;
    let layout = |layout: Layout, name: &str| {
        let here = (view.layout == layout).then_some("true");
        html! { a href=(screen.href(&View { layout, ..view.clone() })) aria-current=[here] { (name) } }
    };
    let group = |group: Group| {
        let go = link::write(&View { group, ..view.clone() });
        html! { button type="button" aria-pressed=(view.group == group) data-go=(go) { (texts.group(group)) } }
    };
    let sort = |sort: Sort| {
        let go = link::write(&View { sort, ..view.clone() });
        html! { option value=(sort.word()) data-go=(go) selected[view.sort == sort] { (texts.sort(sort)) } }
    };
    html! {
        div.timeline-bar {
            h2 { (texts.timeline_title) }
            div.segmented role="group" aria-label=(texts.timeline_view) {
                (layout(Layout::Timeline, texts.timeline_as_timeline))
                (layout(Layout::Table, texts.timeline_as_table))
            }
            div.segmented.lanes-only role="group" aria-label=(texts.timeline_group) hidden[is_table] {
                @for it in Group::ALL { (group(it)) }
            }
            select.lanes-only aria-label=(texts.timeline_sort) hidden[is_table] {
                @for it in Sort::ALL { (sort(it)) }
            }
            span.space {}
            span.window-label { (window_name(screen, view.window)) }
            @if !is_table {
                div.buttons.lanes-only {
                    (zoom(screen, "time-out", Icon::Minus, texts.timeline_zoom_out, Some(1.0 / ZOOM)))
                    (zoom(screen, "time-in", Icon::Plus, texts.timeline_zoom_in, Some(ZOOM)))
                    (zoom(screen, "time-all", Icon::Fullscreen, texts.timeline_all, None))
                }
            }
        }
    }
}

/// A button that brings the time nearer about the window's middle; without a factor it shows all.
fn zoom(screen: &Screen, id: &str, symbol: Icon, name: &str, factor: Option<f64>) -> Markup {
    let shown = TimeScale::unfold(screen.view.window, screen.extent, 0.0, 1.0);
    let window = factor
        .map_or_else(Window::default, |factor| shown.zoom(0.5, factor, screen.extent).fold(screen.extent));
    let go = link::write(&View { window, ..screen.view.clone() });
    html! { button id=(id) type="button" data-go=(go) aria-label=(name) title=(name) { (icon(symbol)) } }
}
