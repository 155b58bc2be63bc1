//! What was measured in the browser.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::samples::Samples;

/// All of it.
#[derive(Debug)]
pub struct Browser {
    /// Which browser it was.
    pub version: String,
    /// What was loaded, and how long it took.
    pub opened: Vec<Opened>,
    /// What using it cost.
    pub stepped: Vec<Stepped>,
    /// Files of the app: name, bytes, bytes after brotli.
    pub weights: Vec<(String, u64, u64)>,
}

/// A page that was opened cold.
#[derive(Debug)]
pub struct Opened {
    pub page: String,
    pub name: String,
    /// Bytes after brotli until it reacts, and in all.
    pub early: u64,
    pub all: u64,
    /// Milliseconds until it reacts, at full speed and slowed down.
    pub ready: Samples,
    pub slow: Samples,
}

/// A page that was used with a record.
#[derive(Debug)]
pub struct Stepped {
    pub page: String,
    /// Events of a made-up record; `None`: the real one.
    pub events: Option<u64>,
    /// Milliseconds until the record is shown.
    pub load: Option<f64>,
    /// Milliseconds of work of each step, and of what follows the last one.
    pub zoom: Samples,
    pub rest: Option<f64>,
    pub pan: Samples,
    /// Of these steps, milliseconds of scripts.
    pub zoom_scripts: Samples,
    pub pan_scripts: Samples,
    pub filter: Samples,
    /// Milliseconds from a click on a filter to the end of the frame after it.
    pub wait: Samples,
    /// The longest task, in milliseconds by the clock.
    pub longest: Option<f64>,
    /// Bytes.
    pub heap: Option<u64>,
    pub wasm: Option<u64>,
    pub nodes: Option<u64>,
    /// Why it was not measured to the end.
    pub fault: Option<String>,
}

impl Browser {
    /// How a page did with a record.
    pub fn of(&self, page: &str, events: Option<u64>) -> Option<&Stepped> {
        self.stepped.iter().find(|stepped| stepped.page == page && stepped.events == events)
    }

    /// What a step costs on an empty page.
    pub fn zero(&self) -> f64 {
        self.of("empty", None).and_then(|empty| empty.zoom.median()).unwrap_or(0.0)
    }
}

/// Reads the file.
pub fn read(path: &Path) -> Result<Browser, String> {
    let text = fs::read_to_string(path).map_err(|reason| format!("{}: {reason}", path.display()))?;
    let found: Value =
        serde_json::from_str(&text).map_err(|reason| format!("{}: {reason}", path.display()))?;
    let list = |name: &str| found[name].as_array().map(Vec::as_slice).unwrap_or_default();
    Ok(Browser {
        version: text_of(&found["browser"]),
        opened: list("opened").iter().map(opened).collect(),
        stepped: list("stepped").iter().map(stepped).collect(),
        weights: list("weights").iter().map(weight).collect(),
    })
}

fn opened(found: &Value) -> Opened {
    Opened {
        page: text_of(&found["page"]),
        name: text_of(&found["name"]),
        early: found["early"].as_u64().unwrap_or(0),
        all: found["all"].as_u64().unwrap_or(0),
        ready: samples(&found["ready"]),
        slow: samples(&found["slow"]),
    }
}

fn stepped(found: &Value) -> Stepped {
    Stepped {
        page: text_of(&found["page"]),
        events: found["events"].as_u64(),
        load: found["load"].as_f64(),
        zoom: samples(&found["zoom"]),
        rest: found["rest"].as_f64(),
        pan: samples(&found["pan"]),
        zoom_scripts: samples(&found["zoom_scripts"]),
        pan_scripts: samples(&found["pan_scripts"]),
        filter: samples(&found["filter"]),
        wait: samples(&found["wait"]),
        longest: found["longest"].as_f64(),
        heap: found["memory"]["heap"].as_u64(),
        wasm: found["memory"]["wasm"].as_u64(),
        nodes: found["memory"]["nodes"].as_u64(),
        fault: found["fault"].as_str().map(str::to_owned),
    }
}

fn weight(found: &Value) -> (String, u64, u64) {
    let bytes = |name: &str| found[name].as_u64().unwrap_or(0);
    (text_of(&found["name"]), bytes("raw"), bytes("brotli"))
}

fn samples(list: &Value) -> Samples {
    Samples::new(list.as_array().into_iter().flatten().filter_map(Value::as_f64).collect())
}

fn text_of(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
