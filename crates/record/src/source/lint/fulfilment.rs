//! `fulfilled_by` names an event of the record that did not come before the promise, and only of a promise kept.

use std::collections::BTreeMap;

use super::{EventAt, Finding, Sentence, SourceTree, events, may_be_unreadable};

const RULE: &str = "fulfilment";

pub(super) fn check(tree: &SourceTree) -> Vec<Finding> {
    if events(tree).all(|it| it.event.commitments.is_empty()) {
        return Vec::new();
    }
    let by_id: BTreeMap<&str, EventAt> = events(tree).map(|it| (it.event.id.as_str(), it)).collect();
    let mut findings = Vec::new();
    for event in events(tree) {
        for (at, commitment) in event.event.commitments.iter().enumerate() {
            let Some(id) = commitment.fulfilled_by.as_deref() else { continue };
            if commitment.status != "fulfilled" {
                let message = Sentence::KeptAlthough { status: commitment.status.clone() };
                let field = format!("commitments[{at}].status");
                findings.push(event.finding(RULE, &field, message, Sentence::WriteFulfilled));
            }
            let found = match by_id.get(id) {
                None if may_be_unreadable(tree, id) => None,
                None => Some((Sentence::NoSuchEvent { id: id.into() }, Sentence::WriteEvent)),
                Some(kept) => too_early(&event, kept),
            };
            if let Some((message, mend)) = found {
                findings.push(event.finding(RULE, &format!("commitments[{at}].fulfilled_by"), message, mend));
            }
        }
    }
    findings
}

fn too_early(promise: &EventAt, kept: &EventAt) -> Option<(Sentence, Sentence)> {
    let id = kept.event.id.clone();
    if promise.event.id == id {
        return Some((Sentence::KeptByItself { id }, Sentence::NameKeeper));
    }
    (kept.date()?.latest() < promise.date()?.earliest())
        .then(|| (Sentence::CameBefore { id, date: kept.event.date.clone() }, Sentence::NameLater))
}

#[cfg(test)]
mod tests {
    use super::super::tests::spoiled;
    use super::RULE;

    const KEPT: &str = "fulfilled_by = \"ar-us-cyber-2017-05-23\"";

    #[test]
    fn a_promise_is_kept_by_a_later_event_of_the_record() {
        assert_eq!(spoiled(RULE, KEPT, "fulfilled_by = \"ar-us-cyber-2018-06\""), Vec::<String>::new());
        assert_eq!(
            spoiled(RULE, KEPT, "fulfilled_by = \"ar-us-cyber-2019\""),
            ["events[0].commitments[0].fulfilled_by: \"ar-us-cyber-2019\" is no event"]
        );
        assert_eq!(
            spoiled(RULE, KEPT, "fulfilled_by = \"ar-us-cyber-2017-04-27\""),
            [
                "events[0].commitments[0].fulfilled_by: \"ar-us-cyber-2017-04-27\" is the event that promised it"
            ]
        );
    }

    #[test]
    fn a_promise_kept_before_it_was_made_is_found() {
        let later = "  [[events.commitments]]\n  text = \"Meet\"\n  status = \"fulfilled\"\n  fulfilled_by = \"ar-us-cyber-2017-04-27\"\n\n  [[events.sources]]\n  url = \"http://www.arg";
        assert_eq!(
            spoiled(RULE, "  [[events.sources]]\n  url = \"http://www.arg", later),
            [
                "events[2].commitments[0].fulfilled_by: \"ar-us-cyber-2017-04-27\" came before the promise (2017-04-27)"
            ]
        );
    }

    #[test]
    fn what_an_event_kept_is_fulfilled() {
        assert_eq!(
            spoiled(RULE, "status = \"fulfilled\"", "status = \"missed\""),
            ["events[0].commitments[0].status: is \"missed\" although an event kept it"]
        );
    }
}
