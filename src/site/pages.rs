//! Which pages there are: one for each thing that the record knows, and those about the whole.

use std::collections::BTreeSet;

use entente_record::{EventIndex, PartyCode, PartyIndex, Record, Theme};

use crate::{
    ui::pages::{beside_foremost, side_by_side},
    view::Page,
};

/// A sort of page: a part of the sitemap, and a line of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// The start page and those about the whole.
    Whole,
    /// One for each mechanism.
    Mechanisms,
    /// One for each event.
    Events,
    /// One for each country and organisation.
    Parties,
    /// One for any two parties that share an event.
    Pairs,
    /// Parties side by side: see [`all`].
    Comparisons,
    /// One for each theme.
    Themes,
}

impl Section {
    /// In the order of the report.
    pub const ALL: [Self; 7] = [
        Self::Whole,
        Self::Mechanisms,
        Self::Events,
        Self::Parties,
        Self::Pairs,
        Self::Comparisons,
        Self::Themes,
    ];

    /// Its name in reports and in the name of its sitemap.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Mechanisms => "mechanisms",
            Self::Events => "events",
            Self::Parties => "parties",
            Self::Pairs => "pairs",
            Self::Comparisons => "comparisons",
            Self::Themes => "themes",
        }
    }
}

/// Every page that has a file in each language. Of all comparisons that readers can choose these have one: the parties of
/// each mechanism of two to four, and each party beside the one that it meets most. Pages link to no others.
pub fn all(record: &Record) -> Vec<(Section, Page)> {
    let code = |party: &PartyIndex| record.party(*party).code.clone();
    let mut pages = Vec::new();
    let whole = [Page::Explore, Page::Commitments, Page::Quiet, Page::Network, Page::About, Page::Data];
    pages.extend(whole.map(|page| (Section::Whole, page)));
    pages.extend(record.mechanisms.iter().map(|it| (Section::Mechanisms, Page::Mechanism(it.id.clone()))));
    pages.extend(record.events.iter().map(|it| (Section::Events, Page::Event(it.id.clone()))));
    pages.extend(record.parties.iter().map(|it| (Section::Parties, Page::Party(it.code.clone()))));
    pages.extend(pairs(record).iter().map(|(a, b)| (Section::Pairs, Page::pair(code(a), code(b)))));
    pages.extend(comparisons(record).into_iter().map(|codes| (Section::Comparisons, Page::Compare(codes))));
    pages.extend(Theme::ALL.iter().map(|theme| (Section::Themes, Page::Theme(*theme))));
    pages
}

/// Parties that stand side by side, each set once.
fn comparisons(record: &Record) -> BTreeSet<Vec<PartyCode>> {
    let of_mechanisms = record.mechanisms.iter().filter_map(|it| side_by_side(record, it));
    let of_parties = (0..record.parties.len()).filter_map(|at| {
        let party = PartyIndex(at as u32);
        let own = record.events.iter().enumerate().rev().filter(|(_, event)| event.parties.contains(&party));
        let own: Vec<EventIndex> = own.map(|(at, _)| EventIndex(at as u32)).collect();
        beside_foremost(record, party, &own).map(|(_, page)| page)
    });
    let codes = |page| if let Page::Compare(codes) = page { Some(codes) } else { None };
    of_mechanisms.chain(of_parties).filter_map(codes).collect()
}

/// Pairs of parties that share an event, in order of code.
fn pairs(record: &Record) -> BTreeSet<(PartyIndex, PartyIndex)> {
    let mut pairs = BTreeSet::new();
    for event in &record.events {
        for (at, a) in event.parties.iter().enumerate() {
            pairs.extend(event.parties[at + 1..].iter().map(|b| (*a, *b)));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{event, mechanism, record};

    #[test]
    fn each_pair_that_met_has_one_page_and_others_have_none() {
        let record = record(vec![
            mechanism("trio", &["AR", "MX", "US"]).events(vec![event("2017").parties(&["US", "AR"])]),
            mechanism("duo", &["MX", "US"]).events(vec![event("2018"), event("2019")]),
        ]);
        let pairs: Vec<String> = all(&record)
            .into_iter()
            .filter_map(|(_, page)| match page {
                Page::Pair(a, b) => Some(format!("{a} {b}")),
                _ => None,
            })
            .collect();
        assert_eq!(pairs, ["AR US", "MX US"]);
    }

    #[test]
    fn the_parties_of_a_small_mechanism_stand_side_by_side_once() {
        let record = record(vec![
            mechanism("trio", &["US", "AR", "MX"]),
            mechanism("trio-again", &["MX", "US", "AR"]),
            mechanism("large", &["AR", "BR", "CL", "MX", "US"]),
            mechanism("alone", &["BR"]).events(vec![event("2018").parties(&["BR", "CL"])]),
        ]);
        let addresses: Vec<String> = all(&record)
            .into_iter()
            .filter(|(section, _)| *section == Section::Comparisons)
            .map(|(_, page)| crate::link::write(&crate::view::View { page, ..Default::default() }))
            .collect();
        assert_eq!(addresses, ["/compare/AR,MX,US", "/compare/BR,CL"]);
    }

    #[test]
    fn no_page_stands_twice() {
        let record = record(vec![mechanism("duo", &["MX", "US"]).events(vec![event("2018"), event("2019")])]);
        let pages: Vec<String> = all(&record).into_iter().map(|(_, page)| format!("{page:?}")).collect();
        let different: BTreeSet<&String> = pages.iter().collect();
        assert_eq!(different.len(), pages.len());
    }
}
