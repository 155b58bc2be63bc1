//! Ids have one form and are unique; an event's begins with its mechanism's.
//!
//! The rest of an event's id is its date as it was first known. No rule holds it to the date: a date may be corrected,
//! an id never changes, because links and citations name it.

use std::collections::{BTreeMap, HashMap};

use super::{Finding, Sentence, SourceTree, events, of_mechanism};
use crate::{EventId, MechanismId};

const RULE: &str = "ids";
/// How an event's id begins: a habit of ours, without which an id is one too.
const BEGINNING: &str = "id-beginning";
const FORM: Sentence = Sentence::WriteId;

pub(super) fn check(tree: &SourceTree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut mechanisms = BTreeMap::new();
    for file in &tree.mechanisms {
        let id = &file.content.id;
        if MechanismId::new(id).is_none() {
            findings.push(of_mechanism(file, RULE, "id", Sentence::NoId { id: id.clone() }, FORM));
        }
        if let Some(other) = mechanisms.insert(id, &file.document.path) {
            let message = Sentence::IdOf { id: id.clone(), other: other.clone() };
            findings.push(of_mechanism(file, RULE, "id", message, Sentence::GiveEachItsOwn));
        }
    }
    let mut seen = HashMap::new();
    for event in events(tree) {
        let (id, mechanism) = (&event.event.id, &event.file.content.id);
        if EventId::new(id).is_none() {
            findings.push(event.finding(RULE, "id", Sentence::NoId { id: id.clone() }, FORM));
        } else if !id
            .strip_prefix(mechanism.as_str())
            .is_some_and(|rest| rest.len() > 1 && rest.starts_with('-'))
        {
            let mend = Sentence::WriteBeginning { mechanism: mechanism.clone() };
            let message = Sentence::OtherBeginning { id: id.clone() };
            findings.push(event.finding(BEGINNING, "id", message, mend));
        }
        if let Some(other) = seen.insert(id, &event.file.document.path) {
            let message = Sentence::IdOfEvent { id: id.clone(), other: other.clone() };
            findings.push(event.finding(RULE, "id", message, Sentence::AddTwo));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::tests::spoiled;
    use super::{BEGINNING, RULE};

    #[test]
    fn an_id_of_another_form_is_found() {
        assert_eq!(spoiled(RULE, "ar-us-cyber-2018-06\"", "ar-us-cyber-2018-07\""), Vec::<String>::new());
        assert_eq!(
            spoiled(RULE, "ar-us-cyber-2018-06\"", "AR_2018\""),
            ["events[2].id: \"AR_2018\" is no id"]
        );
    }

    #[test]
    fn an_id_of_another_mechanism_is_found() {
        assert_eq!(
            spoiled(BEGINNING, "ar-us-cyber-2018-06\"", "ar-us-2018-06\""),
            ["events[2].id: \"ar-us-2018-06\" does not begin with its mechanism's id"]
        );
    }

    #[test]
    fn an_id_given_twice_is_found() {
        assert_eq!(
            spoiled(RULE, "ar-us-cyber-2018-06\"", "ar-us-cyber-2017-05-23\""),
            [
                "events[2].id: \"ar-us-cyber-2017-05-23\" is the id of another event in data/mechanisms/ar-us-cyber.toml"
            ]
        );
    }
}
