//! Texts fit where they are shown: lane labels, tooltips, cards.

use super::{Finding, Sentence, SourceTree, events, of_mechanism};

const RULE: &str = "lengths";

/// Lane labels are not cut (design.md, section 7).
const SHORT: usize = 28;
const NAME: usize = 170;
const PARENT: usize = 100;
const MECHANISM_SUMMARY: usize = 300;
const TITLE: usize = 100;
const SUMMARY: usize = 500;
const NOTE: usize = 250;
const COMMITMENT: usize = 250;

pub(super) fn check(tree: &SourceTree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in &tree.mechanisms {
        let it = &file.content;
        let parent = it.parent.as_deref().unwrap_or_default();
        let fields = [
            ("short", it.short.as_str(), SHORT),
            ("name", &it.name, NAME),
            ("parent", parent, PARENT),
            ("summary", &it.summary, MECHANISM_SUMMARY),
        ];
        let too_long = fields.into_iter().filter_map(|(field, text, most)| Some((field, fault(text, most)?)));
        findings
            .extend(too_long.map(|(field, (message, mend))| of_mechanism(file, RULE, field, message, mend)));
    }
    for event in events(tree) {
        let it = event.event;
        let mut fields = vec![
            ("title".to_owned(), it.title.as_str(), TITLE),
            ("summary".to_owned(), &it.summary, SUMMARY),
            ("note".to_owned(), it.note.as_deref().unwrap_or_default(), NOTE),
        ];
        for (at, commitment) in it.commitments.iter().enumerate() {
            fields.push((format!("commitments[{at}].text"), &commitment.text, COMMITMENT));
        }
        let too_long = fields.into_iter().filter_map(|(field, text, most)| Some((field, fault(text, most)?)));
        findings.extend(too_long.map(|(field, (message, mend))| event.finding(RULE, &field, message, mend)));
    }
    findings
}

fn fault(text: &str, most: usize) -> Option<(Sentence, Sentence)> {
    let length = text.chars().count();
    (length > most).then_some((Sentence::Letters { length }, Sentence::Shorten { most }))
}

#[cfg(test)]
mod tests {
    use super::super::tests::spoiled;
    use super::RULE;

    #[test]
    fn a_text_that_does_not_fit_is_found() {
        assert_eq!(
            spoiled(RULE, "US–Argentina Cyber Policy WG", "US–Argentine Cyber Policy WG"),
            Vec::<String>::new()
        );
        assert_eq!(
            spoiled(RULE, "US–Argentina Cyber Policy WG", "US–Argentina Cyber Policy WGs"),
            ["short: is 29 letters long"]
        );
        assert_eq!(
            spoiled(RULE, "First meeting of the group", &"x".repeat(101)),
            ["events[1].title: is 101 letters long"]
        );
    }
}
