//! The worker: hears one file, says how far it is, answers, and is done.
//!
//! | it hears | |
//! | --- | --- |
//! | `{ name, bytes, index, details }` | the name of a file and its bytes (`Uint8Array`); the packs of our record, if the file's is to stand beside it |
//!
//! | it says | |
//! | --- | --- |
//! | `{ said: "ready" }` | it can hear |
//! | `{ said: "progress", step, part }` | 0: reading, 1: judging, 2: packing; how much of the reading is done, from 0 to 1 |
//! | `{ said: "refused", why, detail }` | why the file was not looked at, as a word, and what of it |
//! | `{ said: "failed", detail }` | our packs could not be read |
//! | `{ said: "loaded", index, details, counts, findings }` | packs (left out if nothing was good), numbers, findings |
//!
//! `counts` are mechanisms, events, mechanisms left out, events left out, faults and warnings. `findings` are texts, seven
//! for each: "1" for what left something out, line, field, what is wrong and what to do in English, then both in Spanish:
//! a reader can change the language while they stand there.

use entente_loader::{Form, Loaded, Progress, Refusal, load};
use entente_record::pack::{self, UnpackError};
use entente_record::source::{Finding, Whole};
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Letters of a finding's field and message that are shown.
const SHOWN: usize = 300;

fn main() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let heard = {
        let scope = scope.clone();
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| answer(&scope, &event.data()))
    };
    scope.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
    say(&scope, "ready", &[]);
}

fn answer(scope: &DedicatedWorkerGlobalScope, data: &JsValue) {
    let field = |name: &str| Reflect::get(data, &name.into()).unwrap_or_default();
    let name = field("name").as_string().unwrap_or_default();
    let bytes = Uint8Array::new(&field("bytes")).to_vec();
    let progress = &mut |progress: Progress| {
        let (step, part) = match progress {
            Progress::Reading(part) => (0, part),
            Progress::Judging => (1, 0.0),
            Progress::Packing => (2, 0.0),
        };
        say(scope, "progress", &[("step", step.into()), ("part", part.into())]);
    };
    let packed = |name: &str| field(name).dyn_into::<Uint8Array>().ok().map(|bytes| bytes.to_vec());
    let ours = match (packed("index"), packed("details")) {
        (Some(index), Some(details)) => match unpacked(&index, &details) {
            Ok(ours) => Some(ours),
            Err(error) => return say(scope, "failed", &[("detail", error.to_string().into())]),
        },
        _ => None,
    };
    match load(&bytes, &name, ours, progress) {
        Ok(loaded) => say_loaded(scope, &loaded),
        Err(refusal) => {
            let (why, detail) = put(&refusal);
            say(scope, "refused", &[("why", why.into()), ("detail", detail.into())]);
        }
    }
}

fn unpacked(index: &[u8], details: &[u8]) -> Result<Whole, UnpackError> {
    let record = pack::unpack_index(index)?;
    let details = pack::unpack_details(details, &record)?;
    Ok((record, details))
}

fn say_loaded(scope: &DedicatedWorkerGlobalScope, loaded: &Loaded) {
    let told = &loaded.told;
    let counts = [
        loaded.mechanisms,
        loaded.events,
        loaded.mechanisms_left_out,
        loaded.events_left_out,
        told.fault_count,
        told.warning_count,
    ];
    let counts: Array = counts.into_iter().map(|count| JsValue::from(count as u32)).collect();
    let findings = Array::new();
    for (sort, list) in [("1", &told.faults), ("0", &told.warnings)] {
        for finding in list {
            for text in row(sort, finding) {
                findings.push(&JsValue::from_str(&text));
            }
        }
    }
    let mut fields = vec![("counts", counts.into()), ("findings", findings.into())];
    if let Some((index, details)) = &loaded.packed {
        fields.push(("index", Uint8Array::from(index.as_slice()).into()));
        fields.push(("details", Uint8Array::from(details.as_slice()).into()));
    }
    say(scope, "loaded", &fields);
}

fn row(sort: &str, finding: &Finding) -> [String; 7] {
    let line = finding.line.map_or_else(String::new, |line| line.to_string());
    let Finding { message, mend, .. } = finding;
    let said = [message.english(), mend.english(), message.spanish(), mend.spanish()];
    let [message_en, mend_en, message_es, mend_es] = said.map(|text| cut(&text));
    [sort.into(), line, cut(&finding.field), message_en, mend_en, message_es, mend_es]
}

/// The beginning of a text: what a file says may be of any length.
fn cut(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.into(),
    }
}

/// A refusal as its word and what belongs to it.
fn put(refusal: &Refusal) -> (&'static str, String) {
    match refusal {
        Refusal::Empty => ("empty", String::new()),
        Refusal::TooLarge(most) => ("large", (most >> 20).to_string()),
        Refusal::TooMany => ("many", String::new()),
        Refusal::Utf16 => ("utf16", String::new()),
        Refusal::Encoding(line) => ("encoding", line.to_string()),
        Refusal::Malformed(form, line, message) => {
            ("malformed", format!("{} {line}: {}", name(*form), cut(message)))
        }
        Refusal::Shapeless(form) => ("shapeless", name(*form).into()),
        Refusal::Columns(lacking) => ("columns", lacking.join(", ")),
    }
}

fn name(form: Form) -> &'static str {
    match form {
        Form::Json => "JSON",
        Form::Toml => "TOML",
        Form::Table => "CSV",
    }
}

fn say(scope: &DedicatedWorkerGlobalScope, what: &str, fields: &[(&str, JsValue)]) {
    let message = Object::new();
    let said = [("said", JsValue::from_str(what))];
    for (name, value) in said.iter().chain(fields) {
        // Only frozen objects refuse fields.
        let _ = Reflect::set(&message, &JsValue::from_str(name), value);
    }
    let _ = scope.post_message(&message);
}
