//! The linter: one rule a file, each with a good and a bad example.
//!
//! A rule takes the whole tree and returns findings. Faults of syntax and shape are found while reading and come first;
//! a file that has them is not judged further. A finding that is right but has to stay (the facts are as they are) is
//! listed in `data/exceptions.toml` with its reason; an exception that no finding needs is a finding itself.

use std::collections::BTreeSet;

use super::written::{Event, Mechanism};
use super::{File, Finding, Sentence, SourceTree};
use crate::Edtf;

mod addresses;
mod codes;
mod dates;
mod fold;
mod follows;
mod fulfilment;
mod ids;
mod languages;
mod lengths;
mod names;
mod order;
mod ordinals;
mod sources;
mod spelling;
mod text;
mod themes;

pub(super) use text::check_document as check_texts;

/// A rule: the whole tree in, what is wrong with it out.
type Rule = fn(&SourceTree) -> Vec<Finding>;

/// Rules that judge a mechanism or an event by itself.
const ALONE: &[Rule] = &[
    lengths::check,
    dates::check,
    codes::check,
    themes::check,
    sources::check,
    addresses::check,
    languages::check,
];

/// Rules that judge mechanisms and events by each other.
const TOGETHER: &[Rule] = &[ids::check, ordinals::check, follows::check, fulfilment::check, spelling::check];

/// Rules about the files themselves: their names, the codes they give, what stands above what, how texts are written.
const LAID_OUT: &[Rule] = &[names::check, codes::check_names, order::check, text::check];

/// Everything that is wrong with the data files, in order of file and line.
pub fn lint(tree: &SourceTree) -> Vec<Finding> {
    let judged = [ALONE, TOGETHER, LAID_OUT].concat().iter().flat_map(|rule| rule(tree)).collect();
    let mut findings = tree.findings.clone();
    findings.extend(without_exceptions(tree, judged));
    findings.sort();
    findings
}

/// What is wrong with each mechanism and event by itself, save for [`check_texts`], which needs the file as it is written.
pub(super) fn alone(tree: &SourceTree) -> Vec<Finding> {
    ALONE.iter().flat_map(|rule| rule(tree)).collect()
}

/// What is wrong with mechanisms and events beside each other.
pub(super) fn together(tree: &SourceTree) -> Vec<Finding> {
    TOGETHER.iter().flat_map(|rule| rule(tree)).collect()
}

fn without_exceptions(tree: &SourceTree, mut findings: Vec<Finding>) -> Vec<Finding> {
    let Some(file) = &tree.exceptions else { return findings };
    for (at, exception) in file.content.exceptions.iter().enumerate() {
        let before = findings.len();
        findings.retain(|it| it.rule != exception.rule || it.about.as_ref() != Some(&exception.about));
        if findings.len() == before {
            let (rule, about) = (exception.rule.clone(), exception.about.clone());
            let message = Sentence::NoSuchFinding { rule, about };
            let field = format!("exceptions[{at}]");
            findings.push(file.document.finding("exceptions", &field, message, Sentence::RemoveException));
        }
    }
    findings
}

/// An event and where it stands.
#[derive(Clone, Copy)]
struct EventAt<'a> {
    file: &'a File<Mechanism>,
    at: usize,
    event: &'a Event,
}

impl EventAt<'_> {
    fn finding(&self, rule: &'static str, field: &str, message: Sentence, mend: Sentence) -> Finding {
        let field = format!("events[{}].{field}", self.at);
        let finding = self.file.document.finding(rule, &field, message, mend);
        Finding { about: Some(self.event.id.clone()), ..finding }
    }

    /// Its date, if it is one; the rule `dates` tells if it is not.
    fn date(&self) -> Option<Edtf> {
        Edtf::parse(&self.event.date).ok()
    }
}

/// All events of all files.
fn events(tree: &SourceTree) -> impl Iterator<Item = EventAt<'_>> {
    tree.mechanisms.iter().flat_map(events_of)
}

/// The events of one file.
fn events_of(file: &File<Mechanism>) -> impl Iterator<Item = EventAt<'_>> {
    file.content.events.iter().enumerate().map(move |(at, event)| EventAt { file, at, event })
}

/// A fault of a mechanism itself.
fn of_mechanism(
    file: &File<Mechanism>,
    rule: &'static str,
    field: &str,
    message: Sentence,
    mend: Sentence,
) -> Finding {
    let finding = file.document.finding(rule, field, message, mend);
    Finding { about: Some(file.content.id.clone()), ..finding }
}

/// Places of items that stood in the list before.
fn repeated(items: &[String]) -> impl Iterator<Item = (usize, &str)> {
    // Lists are short, save for a few.
    let mut seen = (items.len() > 16).then(BTreeSet::new);
    items.iter().enumerate().map(|(at, item)| (at, item.as_str())).filter(move |(at, item)| match &mut seen {
        Some(seen) => !seen.insert(*item),
        None => items[..*at].iter().any(|before| before == item),
    })
}

/// Whether the event that an id names may stand in a file that could not be read.
fn may_be_unreadable(tree: &SourceTree, id: &str) -> bool {
    tree.unreadable.iter().any(|stem| id.starts_with(stem.as_str()))
}

#[cfg(test)]
mod tests {
    //! Examples: a small record that passes, and ways to spoil it.

    use super::*;
    use crate::source::example::{MECHANISM, PATH, tree};

    /// What the linter says of these files instead of the example's: `field: message`, and all by one rule.
    pub(super) fn findings(rule: &str, files: &[(&str, &str)]) -> Vec<String> {
        let findings = lint(&tree(files));
        assert!(findings.iter().all(|it| it.rule == rule), "{findings:#?}");
        findings.iter().map(|it| format!("{}: {}", it.field, it.message)).collect()
    }

    /// What the linter says if one part of the example is another.
    pub(super) fn spoiled(rule: &str, part: &str, by: &str) -> Vec<String> {
        assert!(MECHANISM.contains(part), "the example has no {part:?}");
        findings(rule, &[(PATH, &MECHANISM.replacen(part, by, 1))])
    }

    #[test]
    fn the_example_passes() {
        assert_eq!(lint(&tree(&[])), []);
    }

    #[test]
    fn all_faults_of_all_files_are_told_and_none_hides_another() {
        let broken = [
            ("mechanisms/broken.toml", "id = \n"),
            (
                "mechanisms/ar-us-cyber.toml",
                &MECHANISM.replace("2017-05-23", "2017-02-30").replace("\"US\"]", "\"QQ\"]"),
            ),
            ("parties.toml", "regions = 3\n"),
        ];
        let findings = lint(&tree(&broken));
        for (file, rule) in [
            ("broken.toml", "syntax"),
            ("broken.toml", "schema"),
            ("ar-us-cyber.toml", "dates"),
            ("parties.toml", "schema"),
        ] {
            assert!(
                findings.iter().any(|it| it.file.ends_with(file) && it.rule == rule),
                "{file} {rule}: {findings:#?}"
            );
        }
    }

    #[test]
    fn a_finding_prints_file_line_field_fault_and_mend() {
        let bad = MECHANISM.replacen("2017-05-23?", "2017-02-30", 1);
        let findings = lint(&tree(&[(PATH, &bad)]));
        let line = 1 + bad.lines().position(|line| line.contains("2017-02-30")).unwrap();
        let printed: Vec<String> = findings.iter().map(ToString::to_string).collect();
        assert_eq!(printed.len(), 1, "{printed:#?}");
        assert!(
            printed[0].starts_with(&format!(
                "data/mechanisms/ar-us-cyber.toml:{line}: events[1].date: \"2017-02-30\" is no date:"
            )),
            "{}",
            printed[0]
        );
        assert!(printed[0].contains("; write ") && printed[0].ends_with("[dates]"), "{}", printed[0]);
    }

    #[test]
    fn an_exception_silences_its_finding_and_no_other() {
        let twice = MECHANISM.replacen("ordinal = 2", "ordinal = 1", 1);
        let exception = "[[exceptions]]\nrule = \"ordinals\"\nabout = \"ar-us-cyber-2018-06\"\nreason = \"Counted anew.\"\n";
        let files = [(PATH, twice.as_str()), ("exceptions.toml", exception)];
        assert_eq!(findings("ordinals", &files[..1]).len(), 1);
        assert_eq!(findings("", &files), Vec::<String>::new());
        assert_eq!(
            findings("exceptions", &files[1..]),
            ["exceptions[0]: no finding of rule ordinals is about \"ar-us-cyber-2018-06\""]
        );
    }
}
