//! What to drop from a view that leaves nothing.

use crate::order;
use std::cmp::Reverse;

use entente_record::Record;

use super::{
    Index,
    narrowing::{Facet, Narrowing, all_parties},
};
use crate::view::{FilterPart, View};

/// Parts of a view that, dropped together, let more events pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loosening {
    /// What to drop: all chosen values of one facet (dropping one of several would narrow further), or one of the parties
    /// that must all take part.
    pub parts: Vec<FilterPart>,
    /// How many events would pass.
    pub events: u32,
}

impl Loosening {
    /// The view without the parts.
    pub fn of(&self, view: &View) -> View {
        self.parts.iter().fold(view.clone(), |view, part| view.without(part))
    }
}

/// Every single way to loosen the view that lets more events pass, that with most events first.
pub fn loosen(record: &Record, index: &Index, view: &View) -> Vec<Loosening> {
    let narrowing = Narrowing::new(record, index, view);
    let now = narrowing.all().count();
    let mut ways: Vec<Loosening> = Vec::new();
    let parts = view.parts();
    for chosen in parts.chunk_by(|a, b| facet(a) == facet(b) && facet(a) != Facet::Among) {
        let mut rest = narrowing.except(facet(&chosen[0])).into_owned();
        if let FilterPart::Among(dropped) = &chosen[0] {
            let others = view.filter.among.iter().filter(|code| *code != dropped);
            all_parties(record, index, others).iter().for_each(|others| rest.intersect(others));
        }
        let events = rest.count();
        if events > now {
            ways.push(Loosening { parts: chosen.to_vec(), events: events as u32 });
        }
    }
    order::sort_by_key(&mut ways, |way| Reverse(way.events));
    ways
}

const fn facet(part: &FilterPart) -> Facet {
    match part {
        FilterPart::Theme(_) => Facet::Themes,
        FilterPart::Party(_) => Facet::Parties,
        FilterPart::Among(_) => Facet::Among,
        FilterPart::Kind(_) => Facet::Kinds,
        FilterPart::Form(_) => Facet::Forms,
        FilterPart::Status(_) => Facet::Statuses,
        FilterPart::Standing => Facet::Standing,
        FilterPart::Primary => Facet::Primary,
        FilterPart::Search(_) => Facet::Search,
        FilterPart::Window(_) => Facet::Window,
    }
}
