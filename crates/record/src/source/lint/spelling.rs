//! The same person, and the same agency of a party, is spelt in one way.
//!
//! Names are the same if they differ in case, accents, hyphens, blanks or single initials only ("Ann B. Lee" and "Ann
//! Lee"). Agencies are compared within a party: two countries may spell theirs differently. Told is the rarer spelling.

use std::collections::BTreeMap;

use super::fold::fold;
use super::{EventAt, Finding, Sentence, SourceTree, events};

const RULE: &str = "spelling";

/// Where a spelling occurs.
type Places<'a> = Vec<(EventAt<'a>, String)>;

pub(super) fn check(tree: &SourceTree) -> Vec<Finding> {
    // What is the same -> spellings -> places.
    let mut same: BTreeMap<(&str, String), BTreeMap<&str, Places>> = BTreeMap::new();
    for event in events(tree) {
        for (at, delegation) in event.event.delegations.iter().enumerate() {
            let lead = delegation.lead.iter().map(|it| (it, format!("delegations[{at}].lead.name")));
            let co_leads = delegation.co_leads.iter().enumerate();
            let co_leads =
                co_leads.map(|(place, it)| (it, format!("delegations[{at}].co_leads[{place}].name")));
            let people = lead.chain(co_leads).map(|(it, field)| (("", person(&it.name)), &it.name, field));
            let agencies = delegation.agencies.iter().enumerate().map(|(place, it)| {
                ((delegation.party.as_str(), fold(it)), it, format!("delegations[{at}].agencies[{place}]"))
            });
            for (key, spelling, field) in people.chain(agencies) {
                same.entry(key).or_default().entry(spelling).or_default().push((event, field));
            }
        }
    }
    same.into_values().filter(|spellings| spellings.len() > 1).flat_map(rarer).collect()
}

/// Findings for all spellings but the most frequent one.
fn rarer(spellings: BTreeMap<&str, Places>) -> Vec<Finding> {
    let usual = spellings.iter().rev().max_by_key(|(_, places)| places.len()).map(|(spelling, _)| *spelling);
    let usual = usual.unwrap_or_default();
    let others = spellings.into_iter().filter(|(spelling, _)| *spelling != usual);
    others
        .flat_map(|(spelling, places)| places.into_iter().map(move |place| (spelling, place)))
        .map(|(spelling, (event, field))| {
            let message = Sentence::SpeltElsewhere { spelling: spelling.into(), usual: usual.into() };
            event.finding(RULE, &field, message, Sentence::WriteUsual { usual: usual.into() })
        })
        .collect()
}

/// What tells a person apart: the folded name without initials.
fn person(name: &str) -> String {
    let words: Vec<String> =
        name.split([' ', '.']).map(fold).filter(|word| word.chars().count() > 1).collect();
    // A name of initials only, or in a script where a word is one letter, is compared as it stands.
    if words.len() > 1 { words.concat() } else { fold(name) }
}

#[cfg(test)]
mod tests {
    use super::super::tests::spoiled;
    use super::{RULE, person};

    #[test]
    fn a_person_spelt_in_two_ways_is_found() {
        assert_eq!(spoiled(RULE, "José Miguel Smith", "Miguel Smith"), Vec::<String>::new());
        assert_eq!(
            spoiled(RULE, "{ name = \"José Miguel Smith\" }", "{ name = \"Jose Miguel Smith\" }"),
            ["events[0].delegations[0].lead.name: \"José Miguel Smith\" is elsewhere \"Jose Miguel Smith\""]
        );
    }

    #[test]
    fn an_agency_spelt_in_two_ways_is_found_within_its_party() {
        let bad = "agencies = [\"Department of state\"]";
        assert_eq!(
            spoiled(RULE, "agencies = [\"Department of State\"]", bad),
            [
                "events[1].delegations[0].agencies[0]: \"Department of state\" is elsewhere \"Department of State\""
            ]
        );
        let elsewhere = "agencies = [\"Department of State\"]\n\n  [[events.delegations]]\n  party = \"AR\"\n  agencies = [\"Department of state\"]";
        assert_eq!(spoiled(RULE, "agencies = [\"Department of State\"]", elsewhere), Vec::<String>::new());
    }

    #[test]
    fn initials_do_not_make_another_person() {
        assert_eq!(person("Merrick B. Garland"), person("Merrick Garland"));
        assert_ne!(person("J. Smith"), person("B. Smith"));
        assert_ne!(person("김 철수"), person("이 영희"));
    }
}
