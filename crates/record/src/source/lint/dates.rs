//! Dates are EDTF of the forms that the record uses, and exist.

use super::{Finding, Sentence, SourceTree, events, of_mechanism};
use crate::{Edtf, EdtfError};

const RULE: &str = "dates";
const MEND: Sentence = Sentence::WriteDate;

pub(super) fn check(tree: &SourceTree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in &tree.mechanisms {
        for (at, source) in file.content.sources.iter().enumerate() {
            if let Some(message) = source.date.as_deref().and_then(fault) {
                findings.push(of_mechanism(file, RULE, &format!("sources[{at}].date"), message, MEND));
            }
        }
    }
    for event in events(tree) {
        let own = fault(&event.event.date).map(|message| ("date".to_owned(), message));
        let due = event.event.commitments.iter().enumerate();
        let due = due.filter_map(|(at, it)| {
            fault(it.due.as_deref()?).map(|it| (format!("commitments[{at}].due"), it))
        });
        let sources = event.event.sources.iter().enumerate();
        let sources = sources
            .filter_map(|(at, it)| fault(it.date.as_deref()?).map(|it| (format!("sources[{at}].date"), it)));
        let faults = own.into_iter().chain(due).chain(sources);
        findings.extend(faults.map(|(field, message)| event.finding(RULE, &field, message, MEND)));
    }
    if let Some(file) = &tree.organisations {
        for (code, organisation) in &file.content {
            if let Some(message) = organisation.as_of.as_deref().and_then(fault) {
                findings.push(file.document.finding(RULE, &format!("{code}.as_of"), message, MEND));
            }
        }
    }
    findings
}

#[inline(never)]
fn fault(text: &str) -> Option<Sentence> {
    let error = Edtf::parse(text).err()?;
    let date = text.to_string();
    Some(match error {
        EdtfError::Malformed { reason, offset } => Sentence::NoDate { date, reason, at: offset + 1 },
        EdtfError::Unsupported(form) => Sentence::UnusedDate { date, form },
        EdtfError::Backwards => Sentence::BackwardsDate { date },
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::spoiled;
    use super::RULE;

    #[test]
    fn a_day_that_never_was_is_found() {
        assert_eq!(spoiled(RULE, "2017-05-23?", "2017-05"), Vec::<String>::new());
        let findings = spoiled(RULE, "2017-05-23?", "2017-02-30");
        assert_eq!(findings.len(), 1);
        assert!(findings[0].starts_with("events[1].date: \"2017-02-30\" is no date: "), "{findings:?}");
    }

    #[test]
    fn dates_of_commitments_and_sources_are_dates_too() {
        assert!(
            spoiled(RULE, "due = \"2017\"", "due = \"soon\"")[0]
                .starts_with("events[0].commitments[0].due: \"soon\"")
        );
        assert!(spoiled(RULE, "date = \"2017\"", "date = \"27 April\"")[0].starts_with("sources[0].date: "));
    }
}
