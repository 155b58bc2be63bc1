//! Themes are those of the vocabulary, each once in a list; `themes.toml` has a text for every one.

use super::{Finding, Sentence, SourceTree, events, of_mechanism, repeated};
use crate::{Family, Theme};

const RULE: &str = "themes";

pub(super) fn check(tree: &SourceTree) -> Vec<Finding> {
    let mut findings = texts(tree);
    for file in &tree.mechanisms {
        for (field, message, mend) in faults(&file.content.themes) {
            findings.push(of_mechanism(file, RULE, &field, message, mend));
        }
    }
    for event in events(tree) {
        for (field, message, mend) in faults(&event.event.themes) {
            findings.push(event.finding(RULE, &field, message, mend));
        }
    }
    findings
}

fn faults(words: &[String]) -> Vec<(String, Sentence, Sentence)> {
    let unknown = words.iter().enumerate().filter(|(_, word)| Theme::from_word(word).is_none());
    let unknown =
        unknown.map(|(at, word)| (at, Sentence::NoTheme { word: word.clone() }, Sentence::WriteTheme));
    let twice =
        repeated(words).map(|(at, word)| (at, Sentence::Twice { text: word.into() }, Sentence::WriteOnce));
    unknown.chain(twice).map(|(at, message, mend)| (format!("themes[{at}]"), message, mend)).collect()
}

/// Whether `themes.toml` says of every family and theme what the vocabulary does, in the same order.
fn texts(tree: &SourceTree) -> Vec<Finding> {
    let Some(file) = &tree.themes else { return Vec::new() };
    let written: Vec<(&str, Vec<&str>)> = (file.content.families.iter())
        .map(|family| (family.id.as_str(), family.themes.iter().map(|theme| theme.id.as_str()).collect()))
        .collect();
    let known: Vec<(&str, Vec<&str>)> = Family::ALL
        .iter()
        .map(|family| (family.word(), family.themes().map(Theme::word).collect()))
        .collect();
    if written == known {
        return Vec::new();
    }
    let list = |all: &[(&str, Vec<&str>)]| {
        let families: Vec<_> =
            all.iter().map(|(family, themes)| format!("{family}: {}", themes.join(" "))).collect();
        families.join("; ")
    };
    let message = Sentence::OtherThemes;
    vec![file.document.finding(RULE, "families", message, Sentence::WriteThemes { list: list(&known) })]
}

#[cfg(test)]
mod tests {
    use super::super::tests::{findings, spoiled};
    use super::RULE;
    use crate::source::example::THEMES;

    #[test]
    fn a_theme_that_is_none_or_comes_twice_is_found() {
        assert_eq!(
            spoiled(RULE, "themes = [\"cybercrime\"]", "themes = [\"deterrence\"]"),
            Vec::<String>::new()
        );
        assert_eq!(
            spoiled(RULE, "themes = [\"cybercrime\"]", "themes = [\"deterrence\", \"spam\", \"deterrence\"]"),
            [
                "events[2].themes[1]: \"spam\" is no theme",
                "events[2].themes[2]: \"deterrence\" is there twice"
            ]
        );
    }

    #[test]
    fn a_theme_without_a_text_is_found() {
        let themes = THEMES.replace("\"deterrence\"", "\"spam\"");
        assert_eq!(
            findings(RULE, &[("themes.toml", &themes)]),
            ["families: families and themes are not those of the vocabulary, or not in its order"]
        );
    }
}
