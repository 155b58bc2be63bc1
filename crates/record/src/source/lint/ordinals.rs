//! "Second", "third": ordinals rise with the dates within a mechanism.
//!
//! A mechanism that counts anew (its dialogue was renamed, a conference became another one) needs an exception.

use super::{Finding, Sentence, SourceTree, events_of};

const RULE: &str = "ordinals";

pub(super) fn check(tree: &SourceTree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in &tree.mechanisms {
        let mut before: Option<(u16, &str)> = None;
        for event in events_of(file) {
            let Some(ordinal) = event.event.ordinal else { continue };
            if let Some((last, id)) = before.filter(|(last, _)| ordinal <= *last) {
                let message = Sentence::OrdinalFalls { ordinal, last, id: id.to_string() };
                let mend = Sentence::CorrectOrdinal;
                findings.push(event.finding(RULE, "ordinal", message, mend));
            }
            before = Some((ordinal, event.event.id.as_str()));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::tests::spoiled;
    use super::RULE;

    #[test]
    fn an_ordinal_that_does_not_rise_is_found() {
        assert_eq!(spoiled(RULE, "ordinal = 2", "ordinal = 7"), Vec::<String>::new());
        assert_eq!(
            spoiled(RULE, "ordinal = 2", "ordinal = 1"),
            ["events[2].ordinal: 1 comes after 1 (\"ar-us-cyber-2017-05-23\")"]
        );
    }
}
