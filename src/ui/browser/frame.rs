//! Standing in a frame of another page: it is told how high the content is, so that it can give it room.

use leptos::prelude::window;
use wasm_bindgen::JsValue;
use web_sys::Element;

use super::page;

/// Tells the page around a frame the height of the content in CSS pixels, now and whenever it changes, as
/// `{ type: "entente:height", height: 512 }`. The height depends on the frame's width and never on its height, so a page
/// that follows it comes to rest. The message holds nothing else, and so may go to any page.
pub fn report_height(app: &Element) {
    let Ok(Some(around)) = window().parent() else { return };
    if around == window() {
        return;
    }
    let stop = page::on_size(app, move |_, height| {
        let message = js_sys::Object::new();
        for (key, value) in [("type", JsValue::from("entente:height")), ("height", JsValue::from(height))] {
            // Setting a property of a plain object does not fail.
            let _ = js_sys::Reflect::set(&message, &key.into(), &value);
        }
        let _ = around.post_message(&message, "*");
    });
    // For as long as the page lives.
    std::mem::forget(stop);
}
