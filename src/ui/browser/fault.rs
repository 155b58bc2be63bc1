//! Faults that end the app: what a reader sees of them, and what is left out of a tab in which a part has failed.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::page;
use crate::{text::Texts, ui::left_out::Part, view::Language};

#[wasm_bindgen(module = "/src/ui/browser/fault.js")]
extern "C" {
    fn left_out() -> String;
    fn leave_out(part: &str);
    fn speak(words: Array);
    fn failed(part: &str, what: &str, at: &str);
}

/// The part that is left out of this tab.
pub fn part_left_out() -> Option<Part> {
    Part::read(&left_out())
}

/// Leaves nothing out any more.
pub fn leave_nothing_out() {
    leave_out("");
}

/// The language in which a failure is told.
pub fn tell_in(texts: &Texts) {
    let words = [
        texts.failure_title,
        texts.failure_unknown,
        texts.failure_without,
        texts.failure_again,
        texts.failure_reload,
    ];
    speak(words.into_iter().map(JsValue::from_str).collect());
}

/// Tells every panic: the browser's console where it was, the reader what failed and how to go on.
pub fn tell_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let part = Part::here();
        let language =
            if page::root("lang") == Language::Spanish.tag() { Language::Spanish } else { Language::English };
        let what = part.map_or("", |part| part.failed(Texts::of(language)));
        failed(part.map_or("", Part::word), what, &panic.to_string());
    }));
}
