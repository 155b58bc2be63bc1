//! The selection: the events that pass, with the counts that timeline, map, rail and lists show.

use entente_record::{Day, Family, Form, Kind, PartyIndex, Status, Theme};

use super::Bits;

/// The events that pass a view, counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Selection {
    /// Events that pass every filter and touch the window (`Record::events` order).
    pub events: Bits,
    /// Events that pass every filter, whatever the window: what the overview shows.
    pub any_time: Bits,
    /// Mechanisms with an event in `events`.
    pub mechanisms: Bits,
    /// How many events of `events` each mechanism has (`Record::mechanisms` order).
    pub mechanism_events: Vec<u32>,
    /// For each party (`Record::parties` order), what it has in the selection.
    pub parties: Vec<PartyCount>,
    /// Pairs of parties of two-party mechanisms in the selection, most meetings first, then by code.
    pub pairs: Vec<PairCount>,
    /// What choosing each value would give.
    pub facets: Facets,
}

/// What a party has in the selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct PartyCount {
    /// Mechanisms that it is a party to and that have an event in the selection in which it took part.
    pub mechanisms: u32,
    /// Events in which it took part.
    pub events: u32,
    /// Other parties of its events.
    pub partners: u32,
    /// Latest day of its last event.
    pub last: Option<Day>,
}

/// What two parties of two-party mechanisms have in the selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PairCount {
    /// The party with the lesser code.
    pub a: PartyIndex,
    /// The other.
    pub b: PartyIndex,
    /// Two-party mechanisms of these two.
    pub mechanisms: u32,
    /// Their events.
    pub events: u32,
    /// Those of kind meeting.
    pub meetings: u32,
    /// Latest day of their last event.
    pub last: Option<Day>,
}

/// For each value of each facet, what choosing it would give: counted over what passes all the *other* facets and the
/// window. Events, save parties, forms and statuses, which count mechanisms.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Facets {
    /// Events with the theme, by [`Theme::index`].
    pub themes: [u32; Theme::ALL.len()],
    /// Events with any theme of the family, by [`Family::index`].
    pub families: [u32; Family::ALL.len()],
    /// Events of the kind, by [`Kind::index`].
    pub kinds: [u32; Kind::ALL.len()],
    /// Mechanisms of the form, by [`Form::index`].
    pub forms: [u32; Form::ALL.len()],
    /// Mechanisms of the status, by [`Status::index`].
    pub statuses: [u32; Status::ALL.len()],
    /// Mechanisms with an event in which the party took part, be it a party to the mechanism or not
    /// (`Record::parties` order).
    pub parties: Vec<u32>,
    /// Standing mechanisms, if only they were left in.
    pub standing: u32,
    /// Events, if only those with a primary source were left in.
    pub primary: u32,
}

impl Selection {
    /// How many parties have an event in the selection.
    pub fn party_count(&self) -> usize {
        self.parties.iter().filter(|party| party.events > 0).count()
    }
}
