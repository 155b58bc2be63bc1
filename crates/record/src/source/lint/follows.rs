//! `follows` names an event of the record that came before.
//!
//! Dates may be coarse: what is refused is an event that can't have come before, or that follows itself in a circle.

use std::collections::{BTreeMap, BTreeSet};

use super::{EventAt, Finding, Sentence, SourceTree, events, may_be_unreadable};

const RULE: &str = "follows";

pub(super) fn check(tree: &SourceTree) -> Vec<Finding> {
    if events(tree).all(|it| it.event.follows.is_none()) {
        return Vec::new();
    }
    let by_id: BTreeMap<&str, EventAt> = events(tree).map(|it| (it.event.id.as_str(), it)).collect();
    let circles = in_circles(&by_id);
    events(tree)
        .filter_map(|event| {
            let id = event.event.follows.as_deref()?;
            let (message, mend) = fault(tree, &event, id, &by_id, &circles)?;
            Some(event.finding(RULE, "follows", message, mend))
        })
        .collect()
}

fn fault(
    tree: &SourceTree,
    event: &EventAt,
    id: &str,
    by_id: &BTreeMap<&str, EventAt>,
    circles: &BTreeSet<&str>,
) -> Option<(Sentence, Sentence)> {
    let Some(followed) = by_id.get(id) else {
        let unknown = !may_be_unreadable(tree, id);
        return unknown.then(|| (Sentence::NoSuchEvent { id: id.into() }, Sentence::WriteEvent));
    };
    if circles.contains(event.event.id.as_str()) {
        return Some((Sentence::LeadsBack { id: id.into() }, Sentence::LeaveOutWrong));
    }
    let (date, before) = (event.date()?, followed.date()?);
    (date.start.latest() < before.start.earliest()).then(|| {
        (Sentence::CameLater { id: id.into(), date: followed.event.date.clone() }, Sentence::NameEarlier)
    })
}

/// The events from which following on and on leads back to them. Each event is walked over once, however long the
/// chains: a chain ends where an earlier one was walked.
fn in_circles<'a>(by_id: &BTreeMap<&'a str, EventAt<'a>>) -> BTreeSet<&'a str> {
    let mut circles = BTreeSet::new();
    // Event -> the walk that came to it.
    let mut walked: BTreeMap<&str, &str> = BTreeMap::new();
    for (&first, _) in by_id.iter().filter(|(_, it)| it.event.follows.is_some()) {
        let mut chain: Vec<&'a str> = Vec::new();
        let mut here = by_id.get_key_value(first);
        while let Some((&id, event)) = here {
            if let Some(&walk) = walked.get(id) {
                if walk == first {
                    let begins = chain.iter().position(|it| *it == id).unwrap_or_default();
                    circles.extend(&chain[begins..]);
                }
                break;
            }
            walked.insert(id, first);
            chain.push(id);
            here = event.event.follows.as_deref().and_then(|followed| by_id.get_key_value(followed));
        }
    }
    circles
}

#[cfg(test)]
mod tests {
    use super::super::tests::{findings, spoiled};
    use super::RULE;
    use crate::source::example::{MECHANISM, PATH};

    const FOLLOWS: &str = "follows = \"ar-us-cyber-2017-04-27\"";

    #[test]
    fn an_event_that_is_none_is_found() {
        assert_eq!(spoiled(RULE, FOLLOWS, ""), Vec::<String>::new());
        assert_eq!(
            spoiled(RULE, FOLLOWS, "follows = \"ar-us-cyber-2016\""),
            ["events[1].follows: \"ar-us-cyber-2016\" is no event"]
        );
    }

    #[test]
    fn an_event_that_came_later_is_found() {
        assert_eq!(
            spoiled(RULE, FOLLOWS, "follows = \"ar-us-cyber-2018-06\""),
            ["events[1].follows: \"ar-us-cyber-2018-06\" came later (2018-06/2018-07)"]
        );
    }

    #[test]
    fn a_circle_is_found_at_each_of_its_events() {
        let circle = MECHANISM.replace("date = \"2017-05-23?\"", "date = \"2017\"").replace(
            "date = \"2017-04-27\"\ntitle",
            "date = \"2017\"\nfollows = \"ar-us-cyber-2017-05-23\"\ntitle",
        );
        assert_eq!(findings(RULE, &[(PATH, &circle)]).len(), 2);
    }
}
