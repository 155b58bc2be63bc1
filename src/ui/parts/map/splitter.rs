//! The splitter between map and timeline: drags in steps, arrows move it, double click or Enter resets it.

use leptos::prelude::*;

use crate::ui::{Lasting, Site, browser::page};

/// Where the height is kept on the reader's device.
const KEY: &str = "entente-map-height";
/// Step, least, greatest and usual height, in pixels.
const STEP: i32 = 24;
const LEAST: i32 = 200;
const MOST: i32 = 520;
const USUAL: i32 = 338;

/// The height that the reader chose.
pub fn stored() -> Option<i32> {
    page::stored(KEY)?.parse().ok().filter(|height| (LEAST..=MOST).contains(height))
}

#[component]
pub fn Splitter(
    /// Height of the map in pixels; `None`: the usual one.
    height: Lasting<RwSignal<Option<i32>>>,
) -> impl IntoView {
    let site = Site::here();
    let set = move |now: Option<i32>| {
        height.set(now.map(|now| now.clamp(LEAST, MOST)));
        page::store(KEY, &height.get_untracked().map_or_else(String::new, |height| height.to_string()));
    };
    // Where the pointer went down, and the height then.
    let grabbed = StoredValue::new(None::<(i32, i32)>);
    let down = move |event: web_sys::PointerEvent| {
        if let Some(element) = event.target().and_then(page::as_element) {
            let _ = element.set_pointer_capture(event.pointer_id());
        }
        grabbed.set_value(Some((event.client_y(), height.get_untracked().unwrap_or(USUAL))));
    };
    let moved = move |event: web_sys::PointerEvent| {
        if let Some((y, before)) = grabbed.get_value() {
            let steps = (event.client_y() - y + STEP / 2).div_euclid(STEP);
            set(Some(before + steps * STEP));
        }
    };
    let key = move |event: web_sys::KeyboardEvent| {
        let now = height.get_untracked().unwrap_or(USUAL);
        match event.key().as_str() {
            "ArrowUp" => set(Some(now - STEP)),
            "ArrowDown" => set(Some(now + STEP)),
            "Home" => set(Some(LEAST)),
            "End" => set(Some(MOST)),
            "Enter" => set(None),
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        <div
            class="splitter"
            role="separator"
            tabindex="0"
            aria-orientation="horizontal"
            aria-label=move || site.texts().map_resize
            aria-valuemin=LEAST
            aria-valuemax=MOST
            aria-valuenow=move || height.get().unwrap_or(USUAL)
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=move |_| grabbed.set_value(None)
            on:pointercancel=move |_| grabbed.set_value(None)
            on:dblclick=move |_| set(None)
            on:keydown=key
        ></div>
    }
}
