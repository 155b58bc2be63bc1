//! Shows markup: brings an element's children to what a text says, touching only what differs.
//!
//! The walk over both trees is one call into a small script beside this file, since a call from wasm for every node and
//! attribute would cost more than the walk.

use wasm_bindgen::prelude::*;
use web_sys::Element;

#[wasm_bindgen(module = "/src/ui/browser/patch.js")]
extern "C" {
    /// Brings the children of an element to what the markup says; what is in both stays the same element.
    pub fn patch(host: &Element, markup: &str);
}
