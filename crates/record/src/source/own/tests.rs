//! A reader's own record: what is taken and what is told.

use serde_json::{Value, json};

use super::{Outcome, Own};
use crate::source::example::{THEMES, reference};

/// What becomes of mechanisms that are written as JSON: each with its events.
fn taken(mechanisms: Value) -> Outcome {
    let mut own = Own::new("mine", reference());
    let Value::Array(mechanisms) = mechanisms else { panic!("a list") };
    for (at, mechanism) in mechanisms.into_iter().enumerate() {
        let Value::Object(mut head) = mechanism else { panic!("a table") };
        let events = head.remove("events");
        let of = own.add_mechanism(head, 100 * at);
        let Some(Value::Array(events)) = events else { continue };
        for (place, event) in events.into_iter().enumerate() {
            let Value::Object(event) = event else { panic!("a table") };
            own.add_event(of, event, 100 * at + place + 1);
        }
    }
    own.finish()
}

/// `line field: message` of every fault.
fn faults(outcome: &Outcome) -> Vec<String> {
    outcome
        .told
        .faults
        .iter()
        .map(|it| format!("{} {}: {}", it.line.unwrap_or(0), it.field, it.message))
        .collect()
}

fn event(date: &str, title: &str) -> Value {
    json!({ "date": date, "title": title, "kind": "meeting" })
}

fn one(events: Vec<Value>) -> Value {
    json!([{ "name": "Border group", "parties": ["AR", "US"], "events": events }])
}

#[test]
fn the_least_that_is_useful_is_a_record() {
    let outcome = taken(one(vec![event("2021-03", "Second"), event("2020", "First")]));
    assert_eq!(faults(&outcome), [""; 0]);
    assert_eq!(outcome.told.warning_count, 0, "{:?}", outcome.told.warnings);
    let (record, details) = outcome.record.unwrap();
    let ids: Vec<&str> = record.events.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["border-group-2020", "border-group-2021-03"]);
    assert_eq!((&*record.version, record.parties.len()), ("mine", 2));
    assert!(details.events[0].sources.is_empty());
}

#[test]
fn a_fault_leaves_out_its_event_and_no_other() {
    let bad =
        [event("2020-02-30", "No such day"), event("2020", ""), json!({ "date": "2020", "title": "x" })];
    let good = [event("2020", "Good"), event("2021", "Good too")];
    let outcome = taken(one(bad.into_iter().chain(good).collect()));
    assert_eq!((outcome.events_left_out, outcome.mechanisms_left_out), (3, 0));
    assert_eq!(outcome.record.as_ref().unwrap().0.events.len(), 2);
    let mut told = faults(&outcome);
    told.sort();
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[0].starts_with("1 date: \"2020-02-30\" is no date"), "{told:?}");
    assert_eq!(told[1..], ["2 title: is missing", "3 kind: is missing"]);
}

#[test]
fn a_mechanism_that_is_none_takes_its_events_with_it() {
    let outcome = taken(json!([
        { "name": "Nobody", "parties": ["QQ"], "events": [event("2020", "a"), event("2021", "b")] },
        { "name": "Empty", "parties": ["AR"] },
        { "name": "Good", "parties": ["AR", "US"], "events": [event("2020", "c")] },
    ]));
    assert_eq!((outcome.events_left_out, outcome.mechanisms_left_out), (2, 2));
    assert_eq!(
        faults(&outcome),
        ["0 parties[0]: \"QQ\" is no known party", "100 events: \"empty\" has no event that can be shown"]
    );
    assert_eq!(outcome.record.unwrap().0.mechanisms.len(), 1);
}

#[test]
fn what_is_only_a_habit_of_ours_leaves_out_nothing() {
    let mut long = event("2020", &"x".repeat(101));
    long["seat"] = "Lima".into();
    long["id"] = "another-beginning".into();
    let outcome = taken(one(vec![long]));
    assert_eq!((outcome.events_left_out, outcome.told.fault_count), (0, 0));
    let rules: Vec<&str> = outcome.told.warnings.iter().map(|it| it.rule).collect();
    assert_eq!(rules, ["unknown-field", "lengths", "id-beginning"]);
}

#[test]
fn of_events_that_follow_each_other_in_a_circle_only_the_links_go() {
    let linked = |id: &str, follows: &str| json!({ "id": id, "date": "2020", "title": id, "kind": "meeting", "follows": follows });
    let outcome = taken(one(vec![
        linked("border-group-1", "border-group-3"),
        linked("border-group-2", "border-group-1"),
        linked("border-group-3", "border-group-2"),
        linked("border-group-4", "border-group-3"),
        linked("border-group-5", "nothing"),
    ]));
    assert_eq!((outcome.events_left_out, outcome.told.warning_count), (0, 4));
    let (record, _) = outcome.record.unwrap();
    let follows: Vec<bool> = record.events.iter().map(|it| it.follows.is_some()).collect();
    assert_eq!(follows, [false, false, false, true, false]);
}

#[test]
fn what_follows_an_event_that_is_left_out_loses_its_link_only() {
    let outcome = taken(one(vec![
        json!({ "id": "border-group-1", "date": "soon", "title": "a", "kind": "meeting" }),
        json!({ "id": "border-group-2", "date": "2020", "title": "b", "kind": "meeting", "follows": "border-group-1" }),
        json!({ "id": "border-group-2", "date": "2021", "title": "c", "kind": "meeting" }),
        json!({ "date": "2022", "title": "d", "kind": "meeting", "follows": "border-group-2" }),
    ]));
    assert_eq!((outcome.events_left_out, outcome.told.fault_count, outcome.told.warning_count), (2, 2, 1));
    assert_eq!(outcome.record.unwrap().0.events.len(), 2);
}

#[test]
fn a_source_that_no_browser_opens_safely_leaves_out_its_event() {
    let mut unsafe_one = event("2020", "a");
    unsafe_one["sources"] = json!([{ "url": "javascript:alert(1)" }]);
    let mut safe = event("2021", "b");
    safe["sources"] = json!([{ "url": "https://a.example/b" }]);
    let outcome = taken(one(vec![unsafe_one, safe]));
    assert_eq!(outcome.events_left_out, 1);
    let (_, details) = outcome.record.unwrap();
    assert_eq!(&*details.events[0].sources[0].publisher, "a.example");
}

#[test]
fn a_text_or_a_list_without_end_is_refused_and_its_message_stays_short() {
    let mut many = event("2020", "a");
    many["parties"] = vec!["AR"; 10_000].into();
    let outcome = taken(one(vec![event("2020", &"x".repeat(5_000_000)), many, event("2020", "good")]));
    assert_eq!(faults(&outcome), ["1 title: holds 5000000 bytes", "2 parties: holds 10000 entries"]);
    assert_eq!(outcome.events_left_out, 2);
}

#[test]
fn findings_beyond_the_first_are_counted() {
    let outcome = taken(one((0..1000).map(|_| event("soon", "a")).collect()));
    assert!(outcome.record.is_none());
    assert_eq!((outcome.told.fault_count, outcome.told.faults.len()), (1001, 200));
    assert_eq!((outcome.events_left_out, outcome.mechanisms_left_out), (1000, 1));
}

#[test]
fn events_without_ids_get_one_each() {
    let mut named = event("2020", "named");
    named["id"] = "border-group-2020-2".into();
    let outcome = taken(one(vec![named, event("2020", "a"), event("2020?", "b"), event("2020/2021", "c")]));
    assert_eq!(outcome.told.fault_count, 0, "{:?}", outcome.told);
    assert_eq!(outcome.record.unwrap().0.events.len(), 4);
}

#[test]
fn the_names_that_rules_need_are_whole() {
    let own = Own::new("mine", reference());
    assert!(own.is_party("AR") && own.is_party("EU") && !own.is_party("QQ"));
    assert!(own.is_theme("cybercrime") && THEMES.contains("cybercrime") && !own.is_theme("spam"));
}
