//! The model: what is known, immutable, indexed once, read by all.
//!
//! [`Record`] is the index (all that timeline, map, filters and title search need); [`Details`] is the rest, parallel
//! to it, and may arrive later. Positions are typed: an [`EventIndex`] points into [`Record::events`].

use crate::{
    Edtf, EventId, Form, Kind, MechanismId, OrganisationKind, OutcomeKind, PartyCode, Region, SourceKind,
    Status, Theme,
};

macro_rules! position {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The position as an index into its list.
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

position!(
    /// Position of an event in [`Record::events`].
    EventIndex
);
position!(
    /// Position of a mechanism in [`Record::mechanisms`].
    MechanismIndex
);
position!(
    /// Position of a party in [`Record::parties`].
    PartyIndex
);

/// What timeline, map, filters and title search need.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Version of the facts, such as `2026.11`.
    pub version: Box<str>,
    /// In order of id.
    pub mechanisms: Vec<Mechanism>,
    /// In order of (earliest day, latest day, id).
    pub events: Vec<Event>,
    /// Every country and organisation named anywhere (as party, member or place), in order of code.
    pub parties: Vec<Party>,
}

/// A standing or passing way in which parties work together.
#[derive(Clone, Debug, PartialEq)]
pub struct Mechanism {
    /// Its id, unique in the record.
    pub id: MechanismId,
    /// Full name, in English.
    pub name: Box<str>,
    /// At most 28 characters, for lane labels.
    pub short: Box<str>,
    /// Form (`kind` in the data).
    pub form: Form,
    /// Its parties in order of code.
    pub parties: Box<[PartyIndex]>,
    /// States that take part in an open process without being counted as its parties.
    pub members: Box<[PartyIndex]>,
    /// What is known of its present.
    pub status: Status,
    /// Whether it is meant to meet again and again.
    pub standing: bool,
    /// Whether a reader brought it and it is shown beside ours; none of ours is.
    pub brought: bool,
    /// As the record lists them.
    pub themes: Box<[Theme]>,
    /// Its events in order of date.
    pub events: Box<[EventIndex]>,
}

/// Something that happened or was said, once.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its id, unique in the record.
    pub id: EventId,
    /// What it belongs to.
    pub mechanism: MechanismIndex,
    /// What sort of event.
    pub kind: Kind,
    /// When, as far as the sources know.
    pub date: Edtf,
    /// In English, in our words or the source's.
    pub title: Box<str>,
    /// Which meeting of its series (first = 1), where a source says.
    pub ordinal: Option<u16>,
    /// Where.
    pub place: Option<Place>,
    /// Who took part, in order of code: the event's own parties, or else its mechanism's.
    pub parties: Box<[PartyIndex]>,
    /// Themes that its sources name, the leading one first; may be empty.
    pub themes: Box<[Theme]>,
    /// Whether one of its sources is a primary one.
    pub primary: bool,
    /// The earlier event that it follows up.
    pub follows: Option<EventIndex>,
}

/// Where an event took place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// Country.
    pub country: Option<PartyIndex>,
    /// City, as sources in English write it.
    pub city: Option<Box<str>>,
    /// Whether it was held online.
    pub online: bool,
}

/// A country or organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    /// ISO 3166-1 alpha-2, or an organisation's code.
    pub code: PartyCode,
    /// Which of the two.
    pub kind: PartyKind,
}

/// What a party is.
#[derive(Clone, Debug, PartialEq)]
pub enum PartyKind {
    /// A country or territory; `Intl` names it.
    Country {
        /// Its M49 region; `None` only for a code that `data/parties.toml` does not place.
        region: Option<Region>,
    },
    /// An organisation; the record names it.
    Organisation(Organisation),
}

/// What is known of an organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Organisation {
    /// Full name in English.
    pub name_en: Box<str>,
    /// Full name in Spanish.
    pub name_es: Box<str>,
    /// Short name for pills, in English.
    pub short: Box<str>,
    /// Short name for pills, in Spanish; the English one where Spanish has no other.
    pub short_es: Box<str>,
    /// What sort.
    pub kind: OrganisationKind,
    /// Members in order of code; `None` where the record lists none (open processes, the UN).
    pub members: Option<Box<[PartyIndex]>>,
    /// The date of the list of members.
    pub as_of: Option<Edtf>,
}

/// What may arrive after the index: parallel to [`Record::mechanisms`] and [`Record::events`].
#[derive(Clone, Debug, PartialEq)]
pub struct Details {
    /// One for each mechanism.
    pub mechanisms: Vec<MechanismDetail>,
    /// One for each event.
    pub events: Vec<EventDetail>,
    /// What stands in the tables of the downloads.
    pub tables: Vec<TableText>,
}

/// What stands in a table of the downloads.
#[derive(Clone, Debug, PartialEq)]
pub struct TableText {
    /// Its name.
    pub name: Box<str>,
    /// What its rows are, in English and Spanish.
    pub about: [Box<str>; 2],
    /// Its columns in the order of the file.
    pub columns: Vec<ColumnText>,
}

/// What a column of a table holds.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnText {
    /// Its name.
    pub name: Box<str>,
    /// What its cells say, in English and Spanish.
    pub about: [Box<str>; 2],
}

/// The rest of a mechanism.
#[derive(Clone, Debug, PartialEq)]
pub struct MechanismDetail {
    /// In our words.
    pub summary: Box<str>,
    /// The framework that it belongs to.
    pub parent: Option<Box<str>>,
    /// Its name in other languages: (BCP 47 tag, name).
    pub name_local: Vec<(Box<str>, Box<str>)>,
    /// Sources on the mechanism as a whole.
    pub sources: Vec<Source>,
}

/// The rest of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct EventDetail {
    /// In our words.
    pub summary: Box<str>,
    /// What is doubtful about it, and why.
    pub note: Option<Box<str>>,
    /// Agreements, statements and documents by name.
    pub instruments: Vec<Box<str>>,
    /// Who sent whom.
    pub delegations: Vec<Delegation>,
    /// What was promised.
    pub commitments: Vec<Commitment>,
    /// Where it is told, as the record lists them.
    pub sources: Vec<Source>,
}

/// One party's side of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Delegation {
    /// Whose.
    pub party: PartyIndex,
    /// Who led it.
    pub lead: Option<Person>,
    /// Who led it together with the lead.
    pub co_leads: Vec<Person>,
    /// Ministries and agencies that took part.
    pub agencies: Vec<Box<str>>,
}

/// A person in a public office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Name.
    pub name: Box<str>,
    /// Office held at the time.
    pub title: Option<Box<str>>,
}

/// Something that an event promised.
#[derive(Clone, Debug, PartialEq)]
pub struct Commitment {
    /// What, in our words.
    pub text: Box<str>,
    /// By when.
    pub due: Option<Edtf>,
    /// What became of it; "kept late" and "overdue" are computed from this, `due` and a day.
    pub outcome: Outcome,
}

/// What the record knows of a commitment's fate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Kept, by the event named if one is.
    Fulfilled(Option<EventIndex>),
    /// A source says that it was missed.
    Missed,
    /// No source says.
    Unknown,
}

impl Outcome {
    /// Which of the three it is.
    pub const fn kind(self) -> OutcomeKind {
        match self {
            Self::Fulfilled(_) => OutcomeKind::Fulfilled,
            Self::Missed => OutcomeKind::Missed,
            Self::Unknown => OutcomeKind::Unknown,
        }
    }
}

/// A document that tells of an event.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Source {
    /// Address: `http` or `https`.
    pub url: Box<str>,
    /// Title, in the document's language.
    pub title: Box<str>,
    /// Who published it.
    pub publisher: Box<str>,
    /// Language of the document, a BCP 47 tag.
    pub lang: Box<str>,
    /// Whether it speaks for a party.
    pub kind: SourceKind,
    /// When it was published.
    pub date: Option<Edtf>,
}

impl Record {
    /// The mechanism at a position of this record.
    pub fn mechanism(&self, index: MechanismIndex) -> &Mechanism {
        &self.mechanisms[index.index()]
    }

    /// The event at a position of this record.
    pub fn event(&self, index: EventIndex) -> &Event {
        &self.events[index.index()]
    }

    /// The party at a position of this record.
    pub fn party(&self, index: PartyIndex) -> &Party {
        &self.parties[index.index()]
    }

    /// Where the event with this id stands.
    pub fn find_event(&self, id: &EventId) -> Option<EventIndex> {
        // Events are in order of date, not of id; one look-up a navigation does not justify an index of its own.
        self.events.iter().position(|event| event.id == *id).map(|at| EventIndex(at as u32))
    }

    /// Where the mechanism with this id stands.
    pub fn find_mechanism(&self, id: &MechanismId) -> Option<MechanismIndex> {
        self.mechanisms
            .binary_search_by(|mechanism| mechanism.id.cmp(id))
            .ok()
            .map(|at| MechanismIndex(at as u32))
    }

    /// Where the party with this code stands.
    pub fn find_party(&self, code: &PartyCode) -> Option<PartyIndex> {
        self.parties.binary_search_by(|party| party.code.cmp(code)).ok().map(|at| PartyIndex(at as u32))
    }

    /// Positions and events, in order of date.
    pub fn events_with_index(&self) -> impl Iterator<Item = (EventIndex, &Event)> {
        self.events.iter().enumerate().map(|(at, event)| (EventIndex(at as u32), event))
    }
}

impl Party {
    /// The organisation, if the party is one.
    pub fn organisation(&self) -> Option<&Organisation> {
        match &self.kind {
            PartyKind::Organisation(organisation) => Some(organisation),
            PartyKind::Country { .. } => None,
        }
    }
}

impl Event {
    /// The leading theme, which gives the mark its colour.
    pub fn first_theme(&self) -> Option<Theme> {
        self.themes.first().copied()
    }
}
