//! A made-up record as a file, in the shape of the download `record.json`: what the app's own reading of files and the
//! pages that it is measured beside are given.

use serde_json::{Value, json};

use crate::plan::{COUNTRIES, Lane, Moment, lanes};
use crate::record::{event_id, written};

/// A made-up record of so many events over so many lanes (see [`plan`](crate::plan)), as JSON.
pub fn json(events: usize, lane_count: usize) -> String {
    let mechanisms: Vec<Value> = lanes(events, lane_count).iter().map(mechanism).collect();
    json!({ "version": "made-up", "mechanisms": mechanisms }).to_string()
}

fn mechanism(lane: &Lane) -> Value {
    let codes: Vec<&str> = lane.parties.iter().map(|&party| COUNTRIES[party].0).collect();
    let name = lane.name();
    json!({
        "id": lane.id(),
        "short": name.chars().take(28).collect::<String>(),
        "name": name,
        "kind": lane.form.word(),
        "parties": codes,
        "status": lane.status.word(),
        "standing": true,
        "themes": [],
        "events": lane.events.iter().map(|moment| event(lane, moment, &codes)).collect::<Vec<_>>(),
    })
}

fn event(lane: &Lane, moment: &Moment, codes: &[&str]) -> Value {
    let themes: Vec<&str> = moment.themes.iter().map(|theme| theme.word()).collect();
    json!({
        "id": event_id(lane, moment),
        "kind": moment.kind.word(),
        "date": written(moment.day),
        "title": moment.title,
        "place": { "country": COUNTRIES[moment.country].0 },
        "parties": codes,
        "themes": themes,
    })
}

#[cfg(test)]
mod tests {
    use entente_record::Record;

    use super::*;

    /// What the app makes of the file.
    fn loaded(events: usize, lanes: usize) -> Record {
        let loaded = entente_loader::load(json(events, lanes).as_bytes(), "made-up.json", None, &mut |_| ());
        let loaded = loaded.expect("is read");
        assert_eq!(loaded.told.fault_count, 0, "{:?}", loaded.told.faults.first());
        let (index, _) = loaded.packed.expect("something is good");
        entente_record::pack::unpack_index(&index).expect("a pack")
    }

    #[test]
    fn the_app_takes_all_of_the_file_and_makes_the_same_record_of_it() {
        let (read, made) = (loaded(2_000, 30), crate::record(2_000, 30));
        let events = |record: &Record| -> Vec<(String, String, usize)> {
            let told = |event: &entente_record::Event| {
                (event.id.to_string(), event.title.to_string(), event.themes.len())
            };
            record.events.iter().map(told).collect()
        };
        assert_eq!(events(&read), events(&made));
        assert_eq!(read.mechanisms.len(), made.mechanisms.len());
    }
}
