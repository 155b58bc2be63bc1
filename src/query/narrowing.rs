//! A view as the sets of events that each of its facets lets pass.

use std::borrow::Cow;

use entente_record::{PartyCode, PartyIndex, Record};

use super::{Bits, Index};
use crate::view::{Set, View};

/// Something by which a view can narrow. Within one, chosen values widen; across them they narrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Facet {
    Themes,
    Parties,
    Among,
    Kinds,
    Forms,
    Statuses,
    Standing,
    Primary,
    Search,
    Window,
}

/// What each facet that narrows lets pass, and what all of them do.
pub(super) struct Narrowing {
    sets: Vec<(Facet, Bits)>,
    all: Bits,
}

impl Narrowing {
    pub(super) fn new(record: &Record, index: &Index, view: &View) -> Self {
        let filter = &view.filter;
        let mut sets = Vec::new();
        let mut add = |facet, set: Option<Bits>| sets.extend(set.map(|set| (facet, set)));
        add(Facet::Themes, any_of(&index.themes, filter.themes.iter().map(|theme| theme.index())));
        add(Facet::Parties, any_party(record, index, &filter.parties));
        add(Facet::Among, all_parties(record, index, filter.among.iter()));
        add(Facet::Kinds, any_of(&index.kinds, filter.kinds.iter().map(|kind| kind.index())));
        add(Facet::Forms, any_of(&index.forms, filter.forms.iter().map(|form| form.index())));
        add(Facet::Statuses, any_of(&index.statuses, filter.statuses.iter().map(|status| status.index())));
        add(Facet::Standing, filter.standing.then(|| index.standing.clone()));
        add(Facet::Primary, filter.primary.then(|| index.primary.clone()));
        // Without a search no text need be read.
        let searched = || index.text(record).events(&index.casts, &filter.search);
        add(Facet::Search, if filter.search.is_empty() { None } else { searched() });
        add(Facet::Window, (!view.window.is_open()).then(|| index.touching(view.window)));
        let all = product(index.len(), sets.iter());
        Self { sets, all }
    }

    /// The events that every facet lets pass.
    pub(super) const fn all(&self) -> &Bits {
        &self.all
    }

    /// The events that every other facet lets pass.
    pub(super) fn except(&self, facet: Facet) -> Cow<'_, Bits> {
        // Few facets narrow at a time, so each product is made afresh; that of a facet that does not is at hand.
        if self.narrows(facet) {
            Cow::Owned(product(self.all.len(), self.sets.iter().filter(|(other, _)| *other != facet)))
        } else {
            Cow::Borrowed(&self.all)
        }
    }

    /// Whether anything of the facet is chosen.
    pub(super) fn narrows(&self, facet: Facet) -> bool {
        self.sets.iter().any(|(other, _)| *other == facet)
    }
}

fn product<'a>(len: usize, sets: impl Iterator<Item = &'a (Facet, Bits)>) -> Bits {
    let mut product = Bits::all(len);
    for (_, set) in sets {
        product.intersect(set);
    }
    product
}

/// The union of the chosen values' sets; `None` if none is chosen.
fn any_of(values: &[Bits], chosen: impl Iterator<Item = usize>) -> Option<Bits> {
    chosen.map(|at| values[at].clone()).reduce(|mut union, set| {
        union.union(&set);
        union
    })
}

/// Events with any of the parties; `None` if none is chosen. A party that the record does not have takes part in none.
fn any_party(record: &Record, index: &Index, codes: &Set<PartyCode>) -> Option<Bits> {
    let chosen: Vec<PartyIndex> = codes.iter().filter_map(|code| record.find_party(code)).collect();
    let casts = &index.casts;
    (!codes.is_empty())
        .then(|| casts.events(|cast| casts.parties(cast).iter().any(|party| chosen.contains(party))))
}

/// Events with all of the parties; `None` if none is chosen.
pub(super) fn all_parties<'a>(
    record: &Record,
    index: &Index,
    codes: impl Iterator<Item = &'a PartyCode> + Clone,
) -> Option<Bits> {
    codes.clone().next()?;
    let Some(chosen) = codes.map(|code| record.find_party(code)).collect::<Option<Vec<_>>>() else {
        return Some(Bits::none(index.len()));
    };
    let casts = &index.casts;
    Some(casts.events(|cast| chosen.iter().all(|party| casts.parties(cast).contains(party))))
}
