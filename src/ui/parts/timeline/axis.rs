//! The axis over the lanes. Wheel and drag on it move through time.

use std::sync::Arc;

use leptos::{html, prelude::*};

use super::Stretch;
use crate::{
    timeline::{AxisInput, axis, ticks},
    ui::{
        Site,
        browser::{WheelStep, pointer},
        parts::{Drawing, size_of},
    },
};

#[component]
pub fn AxisRow() -> impl IntoView {
    let site = Site::here();
    let stretch: Stretch = expect_context();
    let texts = move || site.texts();
    let host = NodeRef::<html::Div>::new();
    let size = size_of(host);
    let scene = Signal::derive(move || {
        let (width, _) = size.get();
        let names = site.names();
        let scale = stretch.scale(0.0, width);
        let record = site.record();
        let input = AxisInput {
            scale,
            ticks: &ticks(&scale, names.as_ref()),
            width,
            today: site.today,
            today_label: texts().timeline_today,
            selected: site.open_event().map(|event| record.event(event).date),
            words: names.as_ref(),
        };
        Arc::new(axis(&input))
    });
    let grabbed = StoredValue::new(None::<f32>);
    let down = move |event: web_sys::PointerEvent| {
        let Some(host) = host.get_untracked().filter(|_| event.button() == 0) else { return };
        let _ = host.set_pointer_capture(event.pointer_id());
        grabbed.set_value(Some(pointer::local(&host, &event).x));
    };
    let moved = move |event: web_sys::PointerEvent| {
        let (Some(host), Some(last)) = (host.get_untracked(), grabbed.get_value()) else { return };
        let x = pointer::local(&host, &event).x;
        grabbed.set_value(Some(x));
        stretch.drag(stretch.scale_now(0.0, size.get_untracked().0).pan(x - last, stretch.extent));
    };
    let up = move |_| {
        if grabbed.get_value().is_some() {
            grabbed.set_value(None);
            stretch.release();
        }
    };
    let wheel = move |event: web_sys::WheelEvent| {
        event.prevent_default();
        let Some(host) = host.get_untracked() else { return };
        let scale = stretch.scale_now(0.0, size.get_untracked().0);
        let step = WheelStep::of(&event);
        stretch.turn(if step.is_sideways() {
            scale.pan(-step.sideways(), stretch.extent)
        } else {
            scale.zoom(pointer::local_wheel(&host, &event).x, step.zoom(), stretch.extent)
        });
    };
    view! {
        <div class="axis-row">
            <p class="axis-head" aria-hidden="true">
                <span>{move || texts().lane_head(site.view().group)}</span>
                <span>{move || texts().rail_unit_events}</span>
            </p>
            <div
                class="axis"
                node_ref=host
                on:pointerdown=down
                on:pointermove=moved
                on:pointerup=up
                on:pointercancel=up
                on:wheel=wheel
            >
                <Drawing scene=scene/>
            </div>
        </div>
    }
}
