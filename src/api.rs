//! `window.entente`: the record and the view, for scripts of the same page and for the console. `entente.d.ts` types it.
//!
//! A view is said as its address says it: `{ path: "/event/x", theme: ["cybercrime"], from: "2013" }`, or as the address
//! itself. Reading one is [`link::read_parts`], but where an address leaves out what it can't take, a script gets an
//! `Error` that names it: nobody would read a line on the screen.

mod load;

use entente_record::{EventId, EventIndex};
use js_sys::{Array, Error, Object, Promise, Reflect};
use leptos::prelude::*;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};

use crate::{
    export::plain,
    link::{self, Ignored},
    query::select,
    ui::{Site, browser::Step, screen::Loading},
    view::View,
};

/// What a call gives, or the `Error` that it throws.
type Answer = Result<JsValue, JsValue>;

/// Puts `entente` on the window.
pub fn expose(site: Site) {
    let api = Object::new();
    let set = |name: &str, value: &JsValue| {
        // Setting a property of a plain object does not fail.
        let _ = Reflect::set(&api, &name.into(), value);
    };
    set("ready", &ready(site));
    set("query", &call(move |filter| query(site, &filter)));
    set("event", &call(move |id| event(site, &id)));
    set("view", &call(move |_| written(&PlainView::of(&site.view_now()))));
    set("open", &call(move |target| open(site, &target)));
    let load = Closure::<dyn Fn(JsValue, JsValue) -> Promise>::new(move |record, options| {
        load::load(site, &record, &options)
    });
    set("load", &load.into_js_value());
    set("reset", &call(move |_| Ok(load::reset(site).into())));
    let _ = Reflect::set(&window(), &"entente".into(), &Object::freeze(&api));
}

fn call(act: impl Fn(JsValue) -> Answer + 'static) -> JsValue {
    Closure::<dyn Fn(JsValue) -> Answer>::new(act).into_js_value()
}

/// As [`whole`], of the record that the page begins with.
fn ready(site: Site) -> JsValue {
    let promise = whole(site);
    // Who never asks is not to be told of an error that the page tells anyhow.
    let quiet = Closure::<dyn FnMut(JsValue)>::new(|_| ());
    let _ = promise.catch(&quiet);
    quiet.forget();
    promise.into()
}

/// Fulfilled once summaries and sources are there; rejected if they could not be fetched.
fn whole(site: Site) -> Promise {
    Promise::new(&mut |fulfil, reject| {
        let mut waits = true;
        Effect::new(move || {
            if !waits {
                return;
            }
            let settled = match site.details() {
                Loading::Reading => return,
                Loading::Ready(_) => fulfil.call0(&JsValue::NULL),
                Loading::Failed => {
                    reject.call1(&JsValue::NULL, &thrown("summaries and sources could not be loaded"))
                }
            };
            waits = false;
            // Neither throws.
            drop(settled);
        });
    })
}

fn query(site: Site, filter: &JsValue) -> Answer {
    let view = read(site, filter)?;
    let selection = untrack(|| select(&site.record(), &site.index(), &view));
    let mut answer = Ok(JsValue::NULL);
    site.screen_now(|screen| {
        screen.with_export(|export| {
            let events = selection.events.iter().map(|at| plain::event(export, EventIndex(at as u32)));
            answer = written(&events.collect::<Vec<_>>());
        });
    });
    answer
}

fn event(site: Site, id: &JsValue) -> Answer {
    let Some(id) = id.as_string() else { return Err(thrown("an event's id is a string")) };
    let index = EventId::new(&id).and_then(|id| site.record().find_event(&id));
    let Some(index) = index else { return Err(thrown(&format!("no event has the id “{id}”"))) };
    site.screen_now(|screen| screen.with_export(|export| written(&plain::event(export, index))))
}

fn open(site: Site, target: &JsValue) -> Answer {
    let view = read(site, target)?;
    site.navigate(view, Step::Push);
    Ok(JsValue::UNDEFINED)
}

/// A view as a script says it. Where it has no path, it is the start page in the reader's language.
fn read(site: Site, value: &JsValue) -> Result<View, JsValue> {
    let record = site.record();
    let reading = if let Some(address) = value.as_string() {
        let path =
            site.path_within(&address).ok_or_else(|| thrown(&format!("“{address}” is not of this site")))?;
        let (path, query) = path.split_once('?').unwrap_or((&path, ""));
        link::read(path, query, &record)
    } else {
        let Said { path, parameters } = parts(value)?;
        let mut reading = link::read_parts(path.as_deref().unwrap_or("/"), &parameters, &record);
        if path.is_none() {
            reading.view.language = site.language.get_untracked();
        }
        reading
    };
    match reading.ignored.as_slice() {
        [] => Ok(reading.view),
        ignored => Err(thrown(&refused(ignored))),
    }
}

/// What an object says of a view.
#[derive(Default)]
struct Said {
    path: Option<String>,
    parameters: Vec<(String, String)>,
}

/// Path and parameters of an object. Lists become what stands in an address, with commas; `true` is 1; what is `null`,
/// `undefined`, `false` or empty says nothing.
fn parts(value: &JsValue) -> Result<Said, JsValue> {
    if value.is_undefined() || value.is_null() {
        return Ok(Said::default());
    }
    // Not by its class: an object of the page around a frame has another one.
    if !value.is_object() || Array::is_array(value) {
        return Err(thrown("a view or filter is an address or an object"));
    }
    let object: &Object = value.unchecked_ref();
    let mut all = Said::default();
    for entry in Object::entries(object).iter() {
        let entry: Array = entry.unchecked_into();
        let (name, value) = (entry.get(0).as_string().unwrap_or_default(), entry.get(1));
        let said = if let Some(flag) = value.as_bool() {
            if flag { "1".to_string() } else { continue }
        } else if value.is_null() || value.is_undefined() {
            continue;
        } else if Array::is_array(&value) || value.as_string().is_some() || value.as_f64().is_some() {
            // As the language itself writes lists and numbers; a symbol in a list throws, and is told.
            joined(&value)?
        } else {
            return Err(thrown(&format!("“{name}” is neither text, number, flag nor a list of them")));
        };
        match name.as_str() {
            "path" => all.path = Some(said),
            // What a view adds for convenience.
            "address" => {}
            _ if said.is_empty() => {}
            _ => all.parameters.push((name, said)),
        }
    }
    Ok(all)
}

/// A list of texts and numbers, or one of them, as the language writes it: with commas. A symbol can't be written, which
/// the language tells by throwing.
fn joined(value: &JsValue) -> Result<String, JsValue> {
    let list = Array::of1(value);
    let join: js_sys::Function = Reflect::get(&list, &"join".into())?.dyn_into()?;
    Ok(join.call0(&list)?.as_string().unwrap_or_default())
}

fn refused(ignored: &[Ignored]) -> String {
    let item = |it: &Ignored| format!("{} “{}” ({})", it.parameter, it.value, it.reason.words());
    ignored.iter().map(item).collect::<Vec<_>>().join(", ")
}

fn thrown(message: &str) -> JsValue {
    Error::new(&["entente: ", message].concat()).into()
}

fn written(value: &impl Serialize) -> Answer {
    value.serialize(&Serializer::json_compatible()).map_err(|error| thrown(&error.to_string()))
}

/// A view as a script gets it: what [`read`] takes, and the address that says all of it.
#[derive(Serialize)]
struct PlainView<'a> {
    /// Within the site, language first; not read back, the rest says it.
    address: String,
    path: String,
    theme: Vec<&'a str>,
    party: Vec<&'a str>,
    among: Vec<&'a str>,
    kind: Vec<&'a str>,
    form: Vec<&'a str>,
    status: Vec<&'a str>,
    standing: bool,
    primary: bool,
    q: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    group: &'a str,
    sort: &'a str,
    view: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    embed: bool,
}

impl<'a> PlainView<'a> {
    fn of(view: &'a View) -> Self {
        let filter = &view.filter;
        let address = link::write(view);
        let path = address.split('?').next().unwrap_or_default().to_string();
        let at = address.split(['?', '&']).find_map(|it| it.strip_prefix("at="));
        PlainView {
            path,
            theme: filter.themes.iter().map(|it| it.word()).collect(),
            party: filter.parties.iter().map(|it| it.as_str()).collect(),
            among: filter.among.iter().map(|it| it.as_str()).collect(),
            kind: filter.kinds.iter().map(|it| it.word()).collect(),
            form: filter.forms.iter().map(|it| it.word()).collect(),
            status: filter.statuses.iter().map(|it| it.word()).collect(),
            standing: filter.standing,
            primary: filter.primary,
            q: &filter.search,
            from: view.window.written_from().map(|date| date.to_string()),
            to: view.window.written_to().map(|date| date.to_string()),
            group: view.group.word(),
            sort: view.sort.word(),
            view: view.layout.word(),
            at: at.map(Into::into),
            embed: view.embedded,
            address,
        }
    }
}
