//! Addresses of sources are `http` or `https`, with a host, and can stand in a link as they are.

use super::{Finding, Sentence, SourceTree, events, of_mechanism};

const RULE: &str = "addresses";
const MEND: Sentence = Sentence::WriteAddress;

pub(super) fn check(tree: &SourceTree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in &tree.mechanisms {
        for (at, source) in file.content.sources.iter().enumerate().filter(|(_, it)| !is_address(&it.url)) {
            let message = Sentence::NoAddress { url: source.url.clone() };
            findings.push(of_mechanism(file, RULE, &format!("sources[{at}].url"), message, MEND));
        }
    }
    for event in events(tree) {
        for (at, source) in event.event.sources.iter().enumerate().filter(|(_, it)| !is_address(&it.url)) {
            let message = Sentence::NoAddress { url: source.url.clone() };
            findings.push(event.finding(RULE, &format!("sources[{at}].url"), message, MEND));
        }
    }
    findings
}

fn is_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let host = rest.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let named = host
        .is_some_and(|host| host.split('.').count() > 1 && host.split('.').all(|label| !label.is_empty()));
    named && !url.contains(|c: char| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(c))
}

#[cfg(test)]
mod tests {
    use super::super::tests::spoiled;
    use super::RULE;

    #[test]
    fn what_no_browser_opens_safely_is_found() {
        for good in ["http://a.example", "https://a.example/ب?x=1#y", "https://a.example:8080/(x),y'z"] {
            assert_eq!(spoiled(RULE, "https://www.state.gov/first", good), Vec::<String>::new(), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "ftp://a.example",
            "https://",
            "https://a",
            "www.a.example",
            "https://a.example/ b",
        ] {
            assert_eq!(
                spoiled(RULE, "https://www.state.gov/first", bad),
                [format!("events[1].sources[0].url: \"{bad}\" is no address")]
            );
        }
    }
}
