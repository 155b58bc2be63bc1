//! A mechanism's events stand in the order of their dates, as one reads them.

use super::{Finding, Sentence, SourceTree, events_of};
use crate::Day;

const RULE: &str = "order";

pub(super) fn check(tree: &SourceTree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in &tree.mechanisms {
        let mut latest: Option<(Day, &str)> = None;
        for event in events_of(file) {
            let Some(first_day) = event.date().map(|date| date.earliest()) else { continue };
            match latest {
                Some((day, id)) if first_day < day => {
                    let message = Sentence::BeforeAbove { date: event.event.date.clone() };
                    findings.push(event.finding(
                        RULE,
                        "date",
                        message,
                        Sentence::MoveAbove { id: id.to_string() },
                    ));
                }
                _ => latest = Some((first_day, event.event.id.as_str())),
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::tests::spoiled;
    use super::RULE;

    #[test]
    fn an_event_before_the_one_above_it_is_found() {
        assert_eq!(spoiled(RULE, "date = \"2018-06/2018-07\"", "date = \"2017\"").len(), 1);
        assert_eq!(
            spoiled(RULE, "date = \"2018-06/2018-07\"", "date = \"2017-05-22\""),
            ["events[2].date: 2017-05-22 is before the event above it"]
        );
        assert_eq!(
            spoiled(RULE, "date = \"2018-06/2018-07\"", "date = \"2017-05-23\""),
            Vec::<String>::new()
        );
    }
}
