//! A record that a script hands in, and ours again.

use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::*;
use serde::Serialize;
use wasm_bindgen::JsValue;

use super::{thrown, whole, written};
use crate::{
    text::Texts,
    ui::{
        Site,
        browser::own::handed_in,
        own::{Finding, Intake, Report, Terms},
    },
    view::Language,
};

/// Shows a record in the place of ours, or beside it. Fulfilled with what became of it, rejected with the reason if it was not looked at.
pub fn load(site: Site, record: &JsValue, options: &JsValue) -> Promise {
    Promise::new(&mut |fulfil, reject| {
        if let Err(error) = begin(site, record, options, fulfil, reject.clone()) {
            settle(&reject, &error);
        }
    })
}

/// Shows ours. Fulfilled once its summaries and sources are there.
pub fn reset(site: Site) -> Promise {
    site.reset();
    whole(site)
}

fn begin(
    site: Site,
    record: &JsValue,
    options: &JsValue,
    fulfil: Function,
    reject: Function,
) -> Result<(), JsValue> {
    let Options { name, terms } = Options::read(options)?;
    let handed = handed_in(record);
    let Some(file) = handed.file() else {
        let why = handed.why().unwrap_or_default();
        return Err(thrown(&["the record can’t be read: ", &why].concat()));
    };
    let name = name.or_else(|| handed.name()).filter(|name| !name.is_empty());
    let name = name.unwrap_or_else(|| Texts::of(site.language.get_untracked()).own_scripted.to_string());
    site.load(&file, name, terms, move |intake| match outcome(intake, site.language.get_untracked()) {
        Ok(taken) => settle(&fulfil, &taken),
        Err(error) => settle(&reject, &error),
    });
    Ok(())
}

/// What a promise hears first is what it stays by.
fn settle(how: &Function, value: &JsValue) {
    // Neither of the two functions throws.
    drop(how.call1(&JsValue::NULL, value));
}

/// What a script may say beside the record.
#[derive(Default)]
struct Options {
    name: Option<String>,
    terms: Terms,
}

impl Options {
    fn read(options: &JsValue) -> Result<Self, JsValue> {
        // What nobody asks to keep is not kept, whatever the reader does with records of their own.
        let mut read =
            Self { name: None, terms: Terms { keep: Some(false), join: Some(false), stays: false } };
        if options.is_undefined() || options.is_null() {
            return Ok(read);
        }
        if !options.is_object() || Array::is_array(options) {
            return Err(thrown("the options of a record are an object"));
        }
        let told = |_| thrown("the options throw when they are read");
        for key in Reflect::own_keys(options).map_err(told)?.iter() {
            let value = Reflect::get(options, &key).map_err(told)?;
            let key = key.as_string().unwrap_or_default();
            match (key.as_str(), value.as_string(), value.as_bool()) {
                _ if value.is_undefined() => {}
                ("name", Some(name), _) => read.name = Some(name),
                ("keep", _, Some(keep)) => read.terms.keep = Some(keep),
                ("join", _, Some(join)) => read.terms.join = Some(join),
                _ => {
                    return Err(thrown(&["the option “", &key, "” is unknown, or of another type"].concat()));
                }
            }
        }
        Ok(read)
    }
}

/// What became of a record, as a script gets it.
#[derive(Serialize)]
struct Taken<'a> {
    mechanisms: usize,
    events: usize,
    mechanisms_left_out: usize,
    events_left_out: usize,
    problem_count: usize,
    problems: Vec<Problem<'a>>,
}

/// Something that was wrong.
#[derive(Serialize)]
struct Problem<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "str::is_empty")]
    field: &'a str,
    fault: &'a str,
    mend: &'a str,
    left_out: bool,
}

impl<'a> Problem<'a> {
    fn of(finding: &'a Finding, language: Language) -> Self {
        let said = &finding.said[language as usize];
        Self {
            line: finding.line.parse().ok(),
            field: &finding.field,
            fault: &said.fault,
            mend: &said.mend,
            left_out: finding.left_out,
        }
    }
}

fn outcome(intake: &Intake, language: Language) -> Result<JsValue, JsValue> {
    match intake {
        Intake::Done(report) => written(&taken(report, language)),
        Intake::Refused { why, detail, .. } => Err(thrown(&why.text(Texts::of(Language::English), detail))),
        Intake::Idle | Intake::Busy { .. } => Err(thrown("another record was loaded, or the load was ended")),
    }
}

fn taken(report: &Report, language: Language) -> Taken<'_> {
    Taken {
        mechanisms: report.mechanisms,
        events: report.events,
        mechanisms_left_out: report.mechanisms_left_out,
        events_left_out: report.events_left_out,
        problem_count: report.faults + report.warnings,
        problems: report.findings.iter().map(|finding| Problem::of(finding, language)).collect(),
    }
}
