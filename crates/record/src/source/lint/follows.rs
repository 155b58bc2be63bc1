//! `follows` names an event of the record that came before.
//!
//! Dates may be coarse: what is refused is an event that can't have come before, or that follows itself in a circle.

use std::collections::BTreeMap;

use super::{EventAt, Finding, SourceTree, events, may_be_unreadable};

const RULE: &str = "follows";

pub(super) fn check(tree: &SourceTree) -> Vec<Finding> {
    let by_id: BTreeMap<&str, EventAt> = events(tree).map(|it| (it.event.id.as_str(), it)).collect();
    events(tree)
        .filter_map(|event| {
            let id = event.event.follows.as_deref()?;
            let (message, mend) = fault(tree, &event, id, &by_id)?;
            Some(event.finding(RULE, "follows", message, mend))
        })
        .collect()
}

fn fault(
    tree: &SourceTree,
    event: &EventAt,
    id: &str,
    by_id: &BTreeMap<&str, EventAt>,
) -> Option<(String, &'static str)> {
    let Some(followed) = by_id.get(id) else {
        let unknown = !may_be_unreadable(tree, id);
        return unknown
            .then(|| (format!("\"{id}\" is no event"), "write the id of an event, or leave it out"));
    };
    if in_circle(event, by_id) {
        return Some((format!("\"{id}\" leads back to this event"), "leave out the wrong one"));
    }
    let (date, before) = (event.date()?, followed.date()?);
    (date.start.latest() < before.start.earliest())
        .then(|| (format!("\"{id}\" came later ({})", followed.event.date), "name an earlier event"))
}

/// Whether following on and on leads back to the event.
fn in_circle(event: &EventAt, by_id: &BTreeMap<&str, EventAt>) -> bool {
    let mut here = event.event.follows.as_deref();
    for _ in 0..by_id.len() {
        match here {
            Some(id) if id == event.event.id => return true,
            Some(id) => here = by_id.get(id).and_then(|it| it.event.follows.as_deref()),
            None => return false,
        }
    }
    false
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
