//! Codes of parties are known (a country of `parties.toml`, an organisation of `organisations.toml`) and stand in a
//! list once. A place is in a country, members of organisations are countries.

use std::collections::BTreeSet;

use super::{Finding, Sentence, SourceTree, events, of_mechanism, repeated};
use crate::PartyCode;

const RULE: &str = "codes";
const MEND: Sentence = Sentence::WriteParty;
const TWICE: Sentence = Sentence::WriteOnce;

struct Known<'a> {
    countries: BTreeSet<&'a str>,
    organisations: BTreeSet<&'a str>,
}

/// What the files of names say themselves.
pub(super) fn check_names(tree: &SourceTree) -> Vec<Finding> {
    Known::of(tree).map_or_else(Vec::new, |known| files_of_names(tree, &known))
}

pub(super) fn check(tree: &SourceTree) -> Vec<Finding> {
    let Some(known) = Known::of(tree) else { return Vec::new() };
    let mut findings = Vec::new();
    for file in &tree.mechanisms {
        let lists = [("parties", &file.content.parties), ("members", &file.content.members)];
        for (field, message, mend) in lists.iter().flat_map(|(name, list)| known.faults(name, list)) {
            findings.push(of_mechanism(file, RULE, &field, message, mend));
        }
    }
    for event in events(tree) {
        let mut faults = known.faults("parties", &event.event.parties);
        let delegating: Vec<String> = event.event.delegations.iter().map(|it| it.party.clone()).collect();
        faults.extend(known.faults("delegations", &delegating));
        let country = event.event.place.as_ref().and_then(|place| place.country.as_deref());
        if let Some(country) = country.filter(|country| !known.countries.contains(country)) {
            let message = Sentence::NoCountry { code: country.into() };
            faults.push(("place.country".into(), message, Sentence::WriteCountry));
        }
        findings.extend(
            faults.into_iter().map(|(field, message, mend)| event.finding(RULE, &field, message, mend)),
        );
    }
    findings
}

/// Faults of `parties.toml` and `organisations.toml` themselves.
fn files_of_names(tree: &SourceTree, known: &Known) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen = BTreeSet::new();
    if let Some(file) = &tree.parties {
        for (at, region) in file.content.regions.iter().enumerate() {
            for (place, code) in region.countries.iter().enumerate() {
                let field = format!("regions[{at}].countries[{place}]");
                if code.len() != 2 || PartyCode::new(code).is_none() {
                    let message = Sentence::NoCountryCode { code: code.clone() };
                    findings.push(file.document.finding(RULE, &field, message, Sentence::WriteCapitals));
                }
                if !seen.insert(code) {
                    findings.push(file.document.finding(
                        RULE,
                        &field,
                        Sentence::Twice { text: code.to_string() },
                        TWICE,
                    ));
                }
            }
        }
    }
    if let Some(file) = &tree.organisations {
        for (code, organisation) in &file.content {
            if PartyCode::new(code).is_none() || known.countries.contains(code.as_str()) {
                let message = Sentence::NoOrganisationCode { code: code.clone() };
                let mend = Sentence::WriteOrganisationCode;
                findings.push(file.document.finding(RULE, code, message, mend));
            }
            let members = organisation.members.as_deref().unwrap_or_default();
            let strange = members.iter().enumerate().filter(|(_, it)| !known.countries.contains(it.as_str()));
            let strange = strange
                .map(|(at, it)| (at, Sentence::NoCountry { code: it.clone() }, Sentence::AddToParties));
            let twice = repeated(members).map(|(at, it)| (at, Sentence::Twice { text: it.into() }, TWICE));
            findings.extend(strange.chain(twice).map(|(at, message, mend)| {
                file.document.finding(RULE, &format!("{code}.members[{at}]"), message, mend)
            }));
        }
    }
    findings
}

impl<'a> Known<'a> {
    /// Without these two files no code can be judged, and that they can't be read is told already.
    fn of(tree: &'a SourceTree) -> Option<Self> {
        let (parties, organisations) = (tree.parties.as_ref()?, tree.organisations.as_ref()?);
        let countries = parties.content.regions.iter().flat_map(|it| &it.countries);
        Some(Self {
            countries: countries.map(String::as_str).collect(),
            organisations: organisations.content.keys().map(String::as_str).collect(),
        })
    }

    /// (field, fault, mend) of every code in a list that is unknown or stood there before.
    #[inline(never)]
    fn faults(&self, name: &str, codes: &[String]) -> Vec<(String, Sentence, Sentence)> {
        let unknown = codes.iter().enumerate().filter(|(_, code)| {
            !self.countries.contains(code.as_str()) && !self.organisations.contains(code.as_str())
        });
        let unknown = unknown.map(|(at, code)| (at, Sentence::NoParty { code: code.clone() }, MEND));
        let twice = repeated(codes).map(|(at, code)| (at, Sentence::Twice { text: code.to_string() }, TWICE));
        unknown.chain(twice).map(|(at, message, mend)| (format!("{name}[{at}]"), message, mend)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{findings, spoiled};
    use super::RULE;

    #[test]
    fn a_code_that_nobody_knows_is_found() {
        assert_eq!(spoiled(RULE, "[\"AR\", \"EU\", \"US\"]", "[\"AR\", \"FR\"]"), Vec::<String>::new());
        assert_eq!(
            spoiled(RULE, "[\"AR\", \"EU\", \"US\"]", "[\"AR\", \"UK\", \"AR\"]"),
            ["events[1].parties[1]: \"UK\" is no known party", "events[1].parties[2]: \"AR\" is there twice"]
        );
        assert_eq!(
            spoiled(RULE, "members = [\"FR\"]", "members = [\"XX\"]"),
            ["members[0]: \"XX\" is no known party"]
        );
        assert_eq!(
            spoiled(RULE, "party = \"US\"", "party = \"us\""),
            ["events[0].delegations[0]: \"us\" is no known party"]
        );
    }

    #[test]
    fn a_place_is_in_a_country() {
        assert_eq!(
            spoiled(RULE, "country = \"US\"", "country = \"EU\""),
            ["events[0].place.country: \"EU\" is no country"]
        );
    }

    #[test]
    fn a_country_belongs_to_one_region() {
        let parties = "[[regions]]\nm49 = \"019\"\ncountries = [\"AR\", \"US\", \"FR\"]\n[[regions]]\nm49 = \"150\"\ncountries = [\"DE\", \"FR\"]\n";
        assert_eq!(
            findings(RULE, &[("parties.toml", parties)]),
            ["regions[1].countries[1]: \"FR\" is there twice"]
        );
    }
}
