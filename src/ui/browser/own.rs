//! A reader's own record, as the browser has it: files, the worker, the device's storage. The script beside this file
//! does what is a matter of the browser's own objects; what it hears goes to [`crate::ui::own`].

use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::{JsValue, prelude::*};
use web_sys::Blob;

use crate::ui::own::{Finding, Intake, Packed, Refusal, Report, Said};

#[wasm_bindgen(module = "/src/ui/browser/own.js")]
extern "C" {
    fn hear(given: &Closure<dyn FnMut(Blob, String)>);
    fn load(script: &str, file: &Blob, name: &str, ours: &JsValue, said: &JsValue);
    /// Ends the work on a file.
    pub fn cancel();
    #[wasm_bindgen(catch)]
    async fn keep(site: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn kept(site: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn forget(site: &str) -> Result<JsValue, JsValue>;
    /// What a script hands in, as a file.
    #[wasm_bindgen(js_name = handedIn)]
    pub fn handed_in(record: &JsValue) -> HandedIn;

    /// An object, a text or a file that a script hands in.
    pub type HandedIn;
    /// The file; `None` if it is nothing of the kind.
    #[wasm_bindgen(method, getter)]
    pub fn file(this: &HandedIn) -> Option<Blob>;
    /// The name that a file has.
    #[wasm_bindgen(method, getter)]
    pub fn name(this: &HandedIn) -> Option<String>;
    /// Why it is nothing of the kind, in English.
    #[wasm_bindgen(method, getter)]
    pub fn why(this: &HandedIn) -> Option<String>;

    /// What the worker says, or what was kept of it.
    type Message;
    #[wasm_bindgen(method, getter)]
    fn said(this: &Message) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn name(this: &Message) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn step(this: &Message) -> Option<u32>;
    #[wasm_bindgen(method, getter)]
    fn part(this: &Message) -> Option<f64>;
    #[wasm_bindgen(method, getter)]
    fn why(this: &Message) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn detail(this: &Message) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn counts(this: &Message) -> Option<Vec<u32>>;
    #[wasm_bindgen(method, getter)]
    fn findings(this: &Message) -> Option<Vec<String>>;
    #[wasm_bindgen(method, getter)]
    fn index(this: &Message) -> Option<Vec<u8>>;
    #[wasm_bindgen(method, getter)]
    fn details(this: &Message) -> Option<Vec<u8>>;
    #[wasm_bindgen(method, getter)]
    fn beside(this: &Message) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn file(this: &Message) -> Option<Blob>;
}

/// Our record, for what is to stand beside it.
pub struct Ours {
    /// The pack of its index.
    pub index: &'static [u8],
    /// Where the pack of its details is.
    pub details: String,
}

/// What is kept on the device.
pub enum Kept {
    /// What the worker made of a file, and its name.
    Packed(String, Packed),
    /// The file itself, and its name: it stood beside another version of ours.
    File(Blob, String),
    /// The device has not answered in time.
    Late,
}

/// Calls back with each file that a reader hands in, and its name.
pub fn on_file(given: impl FnMut(Blob, String) + 'static) {
    let given = Closure::new(given);
    hear(&given);
    given.forget();
}

/// Has the worker read a file, and calls back with how far it has come; the last time with what became of it, or
/// with [`Intake::Idle`] if the work was ended.
pub fn read(
    site: &str,
    file: &Blob,
    name: &str,
    ours: Option<Ours>,
    mut heard: impl FnMut(Intake, Option<Packed>) + 'static,
) {
    let script = [site, "/load.js?", env!("ENTENTE_LOADER")].concat();
    let owned = name.to_string();
    let said = Closure::<dyn FnMut(Message)>::new(move |message: Message| {
        let (intake, packed) = said(&message, &owned);
        heard(intake, packed);
    });
    let ours = ours.map_or(JsValue::UNDEFINED, |ours| {
        let packs = Object::new();
        // Only frozen objects refuse fields.
        let _ = Reflect::set(&packs, &"index".into(), &Uint8Array::from(ours.index));
        let _ = Reflect::set(&packs, &"details".into(), &ours.details.into());
        packs.into()
    });
    load(&script, file, name, &ours, &said.into_js_value());
}

fn said(message: &Message, name: &str) -> (Intake, Option<Packed>) {
    match message.said().as_deref() {
        Some("progress") => {
            let percent = match message.step() {
                Some(0) => message.part().unwrap_or_default() * 80.0,
                Some(1) => 80.0,
                _ => 90.0,
            };
            (Intake::Busy { name: name.into(), percent: percent as u32 }, None)
        }
        Some("loaded") => (Intake::done(report(message, name)), packed(message)),
        Some("refused") => {
            let why = message.why().and_then(|why| Refusal::read(&why)).unwrap_or(Refusal::Failed);
            (Intake::Refused { name: name.into(), why, detail: message.detail().unwrap_or_default() }, None)
        }
        Some("ended") => (Intake::Idle, None),
        _ => {
            let detail = message.detail().unwrap_or_default();
            (Intake::Refused { name: name.into(), why: Refusal::Failed, detail }, None)
        }
    }
}

fn report(message: &Message, name: &str) -> Report {
    let counts = message.counts().unwrap_or_default();
    let count = |at: usize| counts.get(at).copied().unwrap_or_default() as usize;
    let mut findings = Vec::new();
    let mut texts = message.findings().unwrap_or_default().into_iter();
    let mut next = || texts.next();
    while let (Some(sort), Some(line), Some(field)) = (next(), next(), next()) {
        let mut said = || Some(Said { fault: next()?, mend: next()? });
        let (Some(english), Some(spanish)) = (said(), said()) else { break };
        findings.push(Finding { left_out: sort == "1", line, field, said: [english, spanish] });
    }
    Report {
        name: name.into(),
        mechanisms: count(0),
        events: count(1),
        mechanisms_left_out: count(2),
        events_left_out: count(3),
        faults: count(4),
        warnings: count(5),
        findings,
    }
}

fn packed(message: &Message) -> Option<Packed> {
    Some(Packed { index: message.index()?, details: message.details()? })
}

/// Keeps the record that was read last on the device; false where the browser does not.
pub async fn keep_on_device(site: &str) -> bool {
    keep(site).await.is_ok()
}

/// Takes what is kept off the device.
pub async fn forget_on_device(site: &str) {
    drop(forget(site).await);
}

/// What is kept on the device; `ours` is where the details of our record are.
pub async fn kept_on_device(site: &str, ours: &str) -> Option<Kept> {
    let found: Message = kept(site).await.ok().filter(|found| !found.is_undefined())?.unchecked_into();
    if found.said().is_some() {
        return Some(Kept::Late);
    }
    let name = found.name()?;
    if let (Some(file), true) = (found.file(), found.beside().is_some_and(|beside| beside != ours)) {
        return Some(Kept::File(file, name));
    }
    Some(Kept::Packed(name, packed(&found)?))
}
