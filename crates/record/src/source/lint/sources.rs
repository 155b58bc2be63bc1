//! Every event has a source, and none of them twice.
//!
//! That the list is there and not empty is a matter of shape; here it is about sources that are the same document at
//! the same address, however the address begins or ends.

use std::collections::BTreeSet;

use super::{Finding, Sentence, SourceTree, events, of_mechanism};
use crate::source::written::Source;

const RULE: &str = "sources";
const MEND: Sentence = Sentence::KeepBetter;

pub(super) fn check(tree: &SourceTree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in &tree.mechanisms {
        for (at, url) in twice(&file.content.sources) {
            let message = Sentence::SourceTwice { url: url.to_string() };
            findings.push(of_mechanism(file, RULE, &format!("sources[{at}].url"), message, MEND));
        }
    }
    for event in events(tree) {
        for (at, url) in twice(&event.event.sources) {
            let message = Sentence::SourceTwice { url: url.to_string() };
            findings.push(event.finding(RULE, &format!("sources[{at}].url"), message, MEND));
        }
    }
    findings
}

fn twice(sources: &[Source]) -> impl Iterator<Item = (usize, &str)> {
    let mut seen = BTreeSet::new();
    let urls = sources.iter().map(|source| source.url.as_str()).enumerate();
    urls.filter(move |(_, url)| !seen.insert(bare(url)))
}

/// The address without what does not tell documents apart.
fn bare(url: &str) -> &str {
    let url = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or(url);
    url.strip_prefix("www.").unwrap_or(url).trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::super::tests::{findings, spoiled};
    use super::RULE;
    use crate::source::example::{MECHANISM, PATH};

    const SOURCE: &str = "  [[events.sources]]\n  url = \"https://www.state.gov/first\"\n  title = \"First meeting\"\n  publisher = \"U.S. Department of State\"\n  lang = \"en\"\n  kind = \"secondary\"\n";

    #[test]
    fn an_event_without_a_source_is_found() {
        assert_eq!(spoiled("schema", SOURCE, ""), ["events[1].sources: is missing"]);
    }

    #[test]
    fn a_source_given_twice_is_found() {
        let other = format!("{SOURCE}\n{}", SOURCE.replace("first", "other"));
        assert_eq!(findings(RULE, &[(PATH, &MECHANISM.replace(SOURCE, &other))]), Vec::<String>::new());
        let again =
            format!("{SOURCE}\n{}", SOURCE.replace("https://www.state.gov/first", "http://state.gov/first/"));
        assert_eq!(
            findings(RULE, &[(PATH, &MECHANISM.replace(SOURCE, &again))]),
            ["events[1].sources[1].url: http://state.gov/first/ is there twice"]
        );
    }
}
