//! The bar over the timeline: timeline or table, what a lane is, in which order, zoom.

use leptos::prelude::*;

use super::Stretch;
use crate::{
    ui::{
        Site,
        browser::Step,
        parts::{Icon, chips::window_name, icon_button},
    },
    view::{Group, Layout, Sort, View, Window},
};

/// How much nearer a click on "+" brings the time.
const ZOOM: f64 = 1.6;

#[component]
pub fn ViewBar() -> impl IntoView {
    let site = Site::here();
    let texts = move || site.texts();
    let layout = move |layout: Layout, name: fn(&crate::text::Texts) -> &'static str| {
        let here = move || (site.is_table.get() == (layout == Layout::Table)).then_some("true");
        view! {
            <a href=move || site.href(&View { layout, ..site.view() }) aria-current=here>{move || name(site.texts())}</a>
        }
    };
    let group = move |group: Group| {
        let here = move || site.view().group == group;
        view! {
            <button
                type="button"
                aria-pressed=move || here().to_string()
                on:click=move |_| site.change(Step::Push, |view| view.group = group)
            >
                {move || texts().group(group)}
            </button>
        }
    };
    let order = move |event: leptos::ev::Targeted<web_sys::Event, web_sys::HtmlSelectElement>| {
        let at = event.target().selected_index();
        if let Some(sort) = usize::try_from(at).ok().and_then(|at| Sort::ALL.get(at)) {
            site.change(Step::Push, |view| view.sort = *sort);
        }
    };
    let option = move |sort: Sort| {
        view! { <option value=sort.word() selected=move || site.view().sort == sort>{move || texts().sort(sort)}</option> }
    };
    view! {
        <div class="timeline-bar">
            <h2>{move || texts().timeline_title}</h2>
            <div class="segmented" role="group" aria-label=move || texts().timeline_view>
                {layout(Layout::Timeline, |texts| texts.timeline_as_timeline)}
                {layout(Layout::Table, |texts| texts.timeline_as_table)}
            </div>
            <div class="segmented lanes-only" role="group" aria-label=move || texts().timeline_group hidden=move || site.is_table.get()>
                {Group::ALL.map(group).collect_view()}
            </div>
            <select
                class="lanes-only"
                aria-label=move || texts().timeline_sort
                hidden=move || site.is_table.get()
                on:change:target=order
                prop:value=move || site.view().sort.word()
            >
                {Sort::ALL.map(option).collect_view()}
            </select>
            <span class="space"></span>
            <span class="window-label">{move || window_name(site, site.window.get())}</span>
            {move || use_context::<Stretch>().map(zoom_buttons)}
        </div>
    }
}

fn zoom_buttons(stretch: Stretch) -> AnyView {
    let site = Site::here();
    let zoom = move |factor: f64| {
        let scale = stretch.scale_now(0.0, 1.0);
        stretch.go(scale.zoom(0.5, factor, stretch.extent));
    };
    view! {
        <div class="buttons lanes-only">
            {icon_button(site, "time-out", Icon::Minus, |texts| texts.timeline_zoom_out, Box::new(move || zoom(1.0 / ZOOM)))}
            {icon_button(site, "time-in", Icon::Plus, |texts| texts.timeline_zoom_in, Box::new(move || zoom(ZOOM)))}
            {icon_button(site, "time-all", Icon::Fullscreen, |texts| texts.timeline_all, Box::new(move || {
                site.change(Step::Push, |view| view.window = Window::default());
            }))}
        </div>
    }
    .into_any()
}
