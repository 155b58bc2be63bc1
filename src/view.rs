//! The view: what a link says, as one plain value. The only state that matters.
//!
//! A [`View`] is always canonical: sets are sets, lists of parties are sorted and free of repetition, defaults are the
//! [`Default`]. `link` writes and reads it; nothing else knows the address grammar.

use std::collections::BTreeSet;

use entente_record::{Day, EventId, Form, Kind, MechanismId, PartyCode, Status, Theme};

/// What a link says.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct View {
    /// Language of the interface.
    pub language: Language,
    /// What is open.
    pub page: Page,
    /// What is left in.
    pub filter: Filter,
    /// What the timeline shows, which narrows all else too.
    pub window: Window,
    /// What a lane is.
    pub group: Group,
    /// In which order lanes stand.
    pub sort: Sort,
    /// Timeline or table.
    pub layout: Layout,
    /// Where the map looks; `None`: the whole world.
    pub at: Option<MapAt>,
}

/// Language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash)]
pub enum Language {
    /// English, at `/`.
    #[default]
    English,
    /// Spanish, at `/es/`.
    Spanish,
}

impl Language {
    /// Both, in the order of the switch.
    pub const ALL: [Self; 2] = [Self::English, Self::Spanish];

    /// The BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
        }
    }
}

/// What is open.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Page {
    /// Filters, map, timeline.
    #[default]
    Explore,
    /// Explore with an event open.
    Event(EventId),
    /// One mechanism.
    Mechanism(MechanismId),
    /// A country or organisation.
    Party(PartyCode),
    /// Two parties, in order of code, different.
    Pair(PartyCode, PartyCode),
    /// A theme.
    Theme(Theme),
    /// Two to four parties, in order of code, different.
    Compare(Vec<PartyCode>),
    /// Everything promised.
    Commitments,
    /// Method, coverage, licence.
    About,
    /// Downloads.
    Data,
    /// An address that names no page: the path as it stood, without language and query.
    Missing(Box<str>),
}

/// What is left in. Within a facet, chosen values widen; across facets they narrow. Empty facets do not narrow.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Filter {
    /// Any of these themes.
    pub themes: BTreeSet<Theme>,
    /// Any of these parties.
    pub parties: BTreeSet<PartyCode>,
    /// All of these parties.
    pub among: BTreeSet<PartyCode>,
    /// Any of these kinds of event.
    pub kinds: BTreeSet<Kind>,
    /// Any of these forms of mechanism.
    pub forms: BTreeSet<Form>,
    /// Any of these states of the mechanism.
    pub statuses: BTreeSet<Status>,
    /// Only mechanisms meant to meet again and again.
    pub standing: bool,
    /// Only events with a primary source.
    pub primary: bool,
    /// Words that all must occur, as typed, trimmed, inner white space single; empty: no search.
    pub search: String,
}

impl Filter {
    /// Whether nothing is filtered.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The stretch of time shown. An end that is `None` is the record's own. `from <= to` where both are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Window {
    /// First day.
    pub from: Option<Day>,
    /// Last day, inclusive.
    pub to: Option<Day>,
}

/// What a lane of the timeline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash)]
pub enum Group {
    /// A mechanism.
    #[default]
    Mechanism,
    /// A party.
    Party,
    /// A theme family, with its mechanisms.
    Theme,
    /// A region.
    Region,
}

impl Group {
    /// In the order of the control.
    pub const ALL: [Self; 4] = [Self::Mechanism, Self::Party, Self::Theme, Self::Region];

    /// The word in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mechanism => "mechanism",
            Self::Party => "party",
            Self::Theme => "theme",
            Self::Region => "region",
        }
    }
}

/// Order of the lanes; ties by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash)]
pub enum Sort {
    /// Most events first.
    #[default]
    Count,
    /// Latest event first.
    Recent,
    /// Earliest first event first.
    First,
    /// By name.
    Name,
}

impl Sort {
    /// In the order of the control.
    pub const ALL: [Self; 4] = [Self::Count, Self::Recent, Self::First, Self::Name];

    /// The word in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Recent => "recent",
            Self::First => "first",
            Self::Name => "name",
        }
    }
}

/// How the selection is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash)]
pub enum Layout {
    /// Map and timeline.
    #[default]
    Timeline,
    /// Table.
    Table,
}

/// Where the map looks, in fixed point so that views compare and write exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MapAt {
    /// Longitude of the centre in hundredths of a degree, -18000 to 18000.
    pub lon: i32,
    /// Latitude of the centre in hundredths of a degree, -9000 to 9000.
    pub lat: i32,
    /// Enlargement over the whole world in hundredths, 100 to 3200.
    pub zoom: u16,
}
