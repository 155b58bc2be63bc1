//! Languages of sources and of local names are BCP 47 tags as they are usually written: `en`, `pt-BR`, `zh-Hant`.

use super::{Finding, Sentence, SourceTree, events, of_mechanism};

const RULE: &str = "languages";
const MEND: Sentence = Sentence::WriteLanguage;

pub(super) fn check(tree: &SourceTree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let fault = |tag: &str| (!is_tag(tag)).then(|| Sentence::NoLanguage { tag: tag.into() });
    for file in &tree.mechanisms {
        let names = file.content.name_local.keys().map(|tag| (format!("name_local.{tag}"), tag));
        let sources = file.content.sources.iter().enumerate();
        let sources = sources.map(|(at, source)| (format!("sources[{at}].lang"), &source.lang));
        let faults = names.chain(sources).filter_map(|(field, tag)| Some((field, fault(tag)?)));
        findings.extend(faults.map(|(field, message)| of_mechanism(file, RULE, &field, message, MEND)));
    }
    for event in events(tree) {
        for (at, source) in event.event.sources.iter().enumerate() {
            let message = fault(&source.lang);
            findings.extend(message.map(|it| event.finding(RULE, &format!("sources[{at}].lang"), it, MEND)));
        }
    }
    findings
}

/// Language, then perhaps script, region and variants, each in its usual case.
fn is_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    let lower = |part: &str| part.bytes().all(|byte| byte.is_ascii_lowercase());
    (2..=3).contains(&language.len())
        && lower(language)
        && parts.all(|part| match part.len() {
            2 => part.bytes().all(|byte| byte.is_ascii_uppercase()),
            3 => part.bytes().all(|byte| byte.is_ascii_digit()),
            4 => part.starts_with(|c: char| c.is_ascii_uppercase()) && lower(&part[1..]),
            5..=8 => part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()),
            _ => false,
        })
}

#[cfg(test)]
mod tests {
    use super::super::tests::spoiled;
    use super::{RULE, is_tag};

    #[test]
    fn a_language_that_is_no_tag_is_found() {
        assert_eq!(spoiled(RULE, "lang = \"es\"", "lang = \"pt-BR\""), Vec::<String>::new());
        assert_eq!(
            spoiled(RULE, "lang = \"es\"", "lang = \"Spanish\""),
            ["events[2].sources[0].lang: \"Spanish\" is no tag of a language"]
        );
        assert_eq!(spoiled(RULE, "{ es = ", "{ ES = "), ["name_local.ES: \"ES\" is no tag of a language"]);
    }

    #[test]
    fn tags_have_their_usual_case() {
        for good in ["en", "cnr", "zh-Hant", "zh-Hant-TW", "es-419", "ca-valencia"] {
            assert!(is_tag(good), "{good}");
        }
        for bad in ["", "e", "EN", "en-us", "en_US", "en-", "zh-hant", "zh-éééé", "é"] {
            assert!(!is_tag(bad), "{bad}");
        }
    }
}
