//! The view: what a link says, as one plain value. The only state that matters.
//!
//! A [`View`] is always canonical: sets are sets, lists of parties are sorted and free of repetition, defaults are the
//! [`Default`]. `link` writes and reads it; nothing else knows the address grammar.

mod part;
mod set;

use std::cmp::Ordering;

use entente_record::{Day, Edtf, EventId, Form, Kind, MechanismId, PartyCode, Status, Theme};

use crate::order;

pub use part::FilterPart;
pub use set::Set;

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
    /// Whether it stands in a frame of another page: without bars and filters of its own.
    pub embedded: bool,
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
    /// Standing mechanisms by their silence.
    Quiet,
    /// Who meets whom, as a table of all.
    Network,
    /// Method, coverage, licence.
    About,
    /// Downloads.
    Data,
    /// An address that names no page: the path as it stood, decoded, without language and query. It begins with "/"
    /// and has no empty segments.
    Missing(Box<str>),
}

impl Page {
    /// How many parties can stand side by side.
    pub const COMPARED: usize = 4;

    /// What two parties share; the party itself if both are the same.
    pub fn pair(a: PartyCode, b: PartyCode) -> Self {
        match a.cmp(&b) {
            Ordering::Less => Self::Pair(a, b),
            Ordering::Equal => Self::Party(a),
            Ordering::Greater => Self::Pair(b, a),
        }
    }

    /// Parties side by side: the first [`Page::COMPARED`] different ones, in order of code. One alone is a party's
    /// page; none is no page.
    pub fn compare(codes: impl IntoIterator<Item = PartyCode>) -> Option<Self> {
        let mut chosen: Vec<PartyCode> = Vec::new();
        for code in codes {
            if chosen.len() < Self::COMPARED && !chosen.contains(&code) {
                chosen.push(code);
            }
        }
        order::sort(&mut chosen);
        if chosen.len() < 2 { chosen.pop().map(Self::Party) } else { Some(Self::Compare(chosen)) }
    }
}

/// What is left in. Within a facet, chosen values widen; across facets they narrow. Empty facets do not narrow.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Filter {
    /// Any of these themes.
    pub themes: Set<Theme>,
    /// Any of these parties.
    pub parties: Set<PartyCode>,
    /// All of these parties.
    pub among: Set<PartyCode>,
    /// Any of these kinds of event.
    pub kinds: Set<Kind>,
    /// Any of these forms of mechanism.
    pub forms: Set<Form>,
    /// Any of these states of the mechanism.
    pub statuses: Set<Status>,
    /// Only mechanisms meant to meet again and again.
    pub standing: bool,
    /// Only events with a primary source.
    pub primary: bool,
    /// Words that all must occur, as typed, in the form of [`Filter::normal_search`]; empty: no search.
    pub search: String,
}

impl Filter {
    /// How many characters of a search count.
    pub const SEARCH_LIMIT: usize = 200;

    /// Whether nothing is filtered.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Typed text as [`Filter::search`] holds it: trimmed, inner white space single, at most
    /// [`Filter::SEARCH_LIMIT`] characters.
    pub fn normal_search(text: &str) -> String {
        let mut search = String::new();
        let spaced = text.split_whitespace().flat_map(|word| [" ", word]).skip(1);
        search.extend(spaced.flat_map(str::chars).take(Self::SEARCH_LIMIT));
        search.truncate(search.trim_end().len());
        search
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

impl Window {
    /// The shortest date whose first day the window begins with: `2013`, `2013-06` or `2013-06-02`.
    pub fn written_from(self) -> Option<Edtf> {
        self.from.map(|day| {
            let mut start = day.moment();
            if start.day == 1 {
                start.day = 0;
                if start.month == 1 {
                    start.month = 0;
                }
            }
            Edtf { start, end: None }
        })
    }

    /// The shortest date whose last day the window ends with.
    pub fn written_to(self) -> Option<Edtf> {
        self.to.map(|day| {
            let mut start = day.moment();
            if i8::try_from(start.day) == Ok(day.civil().days_in_month()) {
                start.day = 0;
                if start.month == 12 {
                    start.month = 0;
                }
            }
            Edtf { start, end: None }
        })
    }

    /// Whether it leaves out nothing.
    pub fn is_open(self) -> bool {
        self == Self::default()
    }
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

impl Layout {
    /// In the order of the control.
    pub const ALL: [Self; 2] = [Self::Timeline, Self::Table];

    /// The word in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Timeline => "timeline",
            Self::Table => "table",
        }
    }
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

impl MapAt {
    /// The most eastern longitude in hundredths of a degree; the least is its negative.
    pub const LON: i32 = 18_000;
    /// The most northern latitude in hundredths of a degree; the least is its negative.
    pub const LAT: i32 = 9_000;
    /// The least and the greatest enlargement in hundredths.
    pub const ZOOM: (u16, u16) = (100, 3_200);
}
