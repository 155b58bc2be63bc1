//! What a page is made from: all that is known and shown, as plain values.
//!
//! Pages and the parts that are only text and links are functions from a [`Screen`] to markup. They know no browser and
//! no signals: the app shows what they say (`parts::part`), and the same functions can write it to a file.

use std::sync::Arc;

use entente_record::{Day, Details, Event, EventIndex, Family, Party, PartyCode, PartyIndex, Record};

use super::own::Own;
use crate::{
    export::{Export, LICENCE},
    link::{self, Ignored},
    map::Focus,
    query::{Index, PairCount, Selection},
    text::Texts,
    timeline::Extent,
    view::{Page, View},
    words::Words,
};

/// Id of the heading of the table that says what the map draws.
pub const TABLE_OF_PARTIES: &str = "table-of-parties";

/// How far the second load (summaries, delegations, commitments, sources) has come.
#[derive(Clone)]
pub enum Loading {
    /// Under way.
    Reading,
    /// Here.
    Ready(Arc<Details>),
    /// It failed; the reader can try again.
    Failed,
}

/// A list that shows its first lines until the reader asks for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Parties in the rail.
    Parties,
    /// Organisations below the map.
    Organisations,
    /// Pairs beside the map.
    Pairs,
    /// Events of the open page.
    Events,
    /// Partners of the open page's party.
    Partners,
    /// Promises of the open page.
    Promises,
}

impl List {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Parties, Self::Organisations, Self::Pairs, Self::Events, Self::Partners, Self::Promises];
    /// Those of the open page; they are folded for the next one.
    pub const OF_PAGE: [Self; 3] = [Self::Events, Self::Partners, Self::Promises];
}

/// A column of the table that sorts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Date,
    Kind,
    Title,
    Parties,
    Mechanism,
}

impl Column {
    /// In the order of the table.
    pub const ALL: [Self; 5] = [Self::Date, Self::Kind, Self::Title, Self::Parties, Self::Mechanism];
}

/// The reader's choice of colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Scheme {
    /// As the system has it.
    #[default]
    System,
    Dark,
    Light,
}

/// What lies over the page until it is put away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// Shapes, colours and keys.
    Help,
    /// The link, and a frame for other pages.
    Share,
}

/// Size of the frame that another page gives to a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum FrameSize {
    /// A column of text.
    Small,
    /// The width of an article.
    #[default]
    Medium,
    /// The width of a page.
    Large,
}

impl FrameSize {
    /// From the smallest.
    pub const ALL: [Self; 3] = [Self::Small, Self::Medium, Self::Large];

    /// Width and height in CSS pixels.
    pub const fn pixels(self) -> (u32, u32) {
        match self {
            Self::Small => (400, 560),
            Self::Medium => (720, 640),
            Self::Large => (1080, 760),
        }
    }
}

/// What the reader unfolded and sorted: what no link says.
#[derive(Clone, Debug, PartialEq)]
pub struct Folds {
    /// Families of themes whose themes are folded away, by [`Family::index`].
    pub families: [bool; Family::ALL.len()],
    /// Whether the map is folded away.
    pub map: bool,
    /// Whether the rail is folded into a strip where it has room.
    pub rail: bool,
    /// Lists that are shown whole, by their place in [`List::ALL`].
    pub whole: [bool; List::ALL.len()],
    /// What stands in the box that looks for a party.
    pub wanted_party: String,
    /// What the table is sorted by, and whether the least comes first.
    pub order: (Column, bool),
    /// Rows of the table or the list by year that are shown.
    pub rows: usize,
    /// Colours.
    pub scheme: Scheme,
    /// Whether the years of the network go by.
    pub playing: bool,
    /// What was found by the search box last, the latest first.
    pub recent: Vec<View>,
    /// The hint that is shown, from 0.
    pub hint: Option<u8>,
    /// What lies over the page.
    pub sheet: Option<Sheet>,
    /// Size of the frame that is offered to other pages.
    pub frame: FrameSize,
    /// Whether the system has a way of its own to share a link.
    pub shares: bool,
    /// A reader's own record.
    pub own: Own,
    /// What the site has to say of itself.
    pub news: News,
}

/// What the site has to say of itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// The host does not answer: what is shown was kept on the device.
    pub offline: bool,
    /// Another version is ready to be loaded.
    pub renewed: bool,
}

impl Folds {
    /// Rows that are shown at first, and more each time.
    pub const ROWS: usize = 80;
}

impl Default for Folds {
    fn default() -> Self {
        Self {
            families: Default::default(),
            map: false,
            rail: false,
            whole: Default::default(),
            wanted_party: String::new(),
            // The latest first: what a reader of a record looks for.
            order: (Column::Date, false),
            rows: Self::ROWS,
            scheme: Scheme::System,
            playing: false,
            recent: Vec::new(),
            hint: None,
            sheet: None,
            frame: FrameSize::default(),
            shares: false,
            own: Own::default(),
            news: News::default(),
        }
    }
}

/// What is known and shown.
pub struct Screen<'a> {
    /// What is known.
    pub record: &'a Record,
    /// The search index.
    pub index: &'a Index,
    /// The rest of what is known.
    pub details: &'a Loading,
    /// What the link says.
    pub view: &'a View,
    /// What passes.
    pub selection: &'a Selection,
    /// Names and formats in the reader's language.
    pub names: &'a dyn Words,
    /// Texts in the reader's language.
    pub texts: &'static Texts,
    /// Scheme, host and port of the site; empty where they are not known.
    pub origin: &'a str,
    /// Path of the site's root without its trailing slash.
    pub base: &'a str,
    /// Today, where the reader is.
    pub today: Day,
    /// All the time that can be shown.
    pub extent: Extent,
    /// What is unfolded.
    pub folds: &'a Folds,
    /// What the address asked for in vain.
    pub ignored: &'a [Ignored],
    /// The party that the pointer or the focus is on.
    pub hovered: Option<PartyIndex>,
    /// Whether the page is too narrow for lanes.
    pub narrow: bool,
}

impl Screen<'_> {
    /// The address of a view as a link's `href`.
    pub fn href(&self, view: &View) -> String {
        let mut href = self.base.to_string();
        href.push_str(&link::write(view));
        href
    }

    /// The present view with another page open.
    pub fn view_page(&self, page: Page) -> View {
        View { page, ..self.view.clone() }
    }

    /// The address of the present view with another page open.
    pub fn href_page(&self, page: Page) -> String {
        self.href(&self.view_page(page))
    }

    /// The address of the present view with an event open.
    pub fn href_event(&self, event: &Event) -> String {
        self.href_page(Page::Event(event.id.clone()))
    }

    /// The address of the present view with a party open.
    pub fn href_party(&self, party: &Party) -> String {
        self.href_page(Page::Party(party.code.clone()))
    }

    /// The event that is open, if the record has it.
    pub fn open_event(&self) -> Option<EventIndex> {
        match &self.view.page {
            Page::Event(id) => self.record.find_event(id),
            _ => None,
        }
    }

    /// Name of a party.
    pub fn party_name(&self, party: PartyIndex) -> String {
        self.names.party(self.record.party(party))
    }

    /// A count in the reader's digits.
    pub fn number(&self, count: usize) -> String {
        self.names.number(count as u32)
    }

    /// A counting text filled with its number.
    pub fn counted(&self, text: crate::text::Plural, count: usize) -> String {
        crate::text::fill(text.of(count as u32), &[("n", &self.number(count))])
    }

    /// Whether a list is shown whole.
    pub fn is_whole(&self, list: List) -> bool {
        self.folds.whole[list as usize]
    }

    /// Whose facts are shown: their version and licence, or the name of a reader's own record.
    pub fn provenance(&self) -> String {
        match &self.folds.own.shown {
            Some(name) => {
                let text =
                    if self.folds.own.joined { self.texts.own_foot_joined } else { self.texts.own_foot };
                crate::text::fill(text, &[("name", name)])
            }
            None => {
                let ours = [("version", &*self.record.version), ("licence", LICENCE)];
                crate::text::fill(self.texts.top_picture_foot, &ours)
            }
        }
    }

    /// Calls with what a file is made from.
    pub fn with_export<T>(&self, call: impl FnOnce(&Export) -> T) -> T {
        let site = [self.origin, self.base].concat();
        let details = match self.details {
            Loading::Ready(details) => Some(details.as_ref()),
            Loading::Reading | Loading::Failed => None,
        };
        let language = self.view.language;
        let licence = self.folds.own.shown.is_none().then_some(LICENCE);
        call(&Export { record: self.record, details, names: self.names, language, site: &site, licence })
    }

    /// The party that is chosen, if it is the only one.
    pub fn chosen_alone(&self) -> Option<&PartyCode> {
        let mut parties = self.view.filter.parties.iter();
        parties.next().filter(|_| parties.next().is_none())
    }

    /// A party as what the map is about.
    pub fn about(&self, party: PartyIndex) -> Focus {
        match self.record.party(party).organisation() {
            Some(_) => Focus::Organisation(party),
            None => Focus::Party(party),
        }
    }

    /// What is open or chosen, as what the map is about.
    pub fn focus(&self) -> Focus {
        let record = self.record;
        let about = |code: &PartyCode| record.find_party(code).map(|party| self.about(party));
        let focus = match &self.view.page {
            Page::Event(id) => {
                record.find_event(id).map(|event| Focus::Event(record.event(event).parties.clone()))
            }
            Page::Mechanism(id) => {
                let found = record.find_mechanism(id);
                found.map(|mechanism| Focus::Event(record.mechanism(mechanism).parties.clone()))
            }
            Page::Party(code) => about(code),
            Page::Pair(a, b) => {
                let both = record.find_party(a).zip(record.find_party(b));
                both.map(|(a, b)| Focus::Pair(a, b))
            }
            Page::Compare(codes) => {
                Some(Focus::Event(codes.iter().filter_map(|code| record.find_party(code)).collect()))
            }
            _ => self.chosen_alone().and_then(about),
        };
        focus.unwrap_or_default()
    }

    /// The parties that the map of a page is about: who the page is about, and whom they meet by themselves. Empty where
    /// the map is about the whole world.
    pub fn company(&self) -> Vec<PartyIndex> {
        match (&self.view.page, self.focus()) {
            (Page::Explore | Page::Event(_), _) => Vec::new(),
            (_, Focus::Party(party)) => {
                let meets = |pair: &&PairCount| pair.a == party || pair.b == party;
                let met = self.selection.pairs.iter().filter(meets).flat_map(|pair| [pair.a, pair.b]);
                [party].into_iter().chain(met).collect()
            }
            (_, Focus::Organisation(party)) => {
                let organisation = self.record.party(party).organisation();
                organisation.and_then(|it| it.members.as_deref()).unwrap_or_default().to_vec()
            }
            (_, Focus::Pair(a, b)) => vec![a, b],
            (_, Focus::Event(parties)) => parties.into_vec(),
            (_, Focus::None) => Vec::new(),
        }
    }

    /// What the list of pairs is about: the party under the pointer, else what is open or chosen.
    pub fn attention(&self) -> Focus {
        self.hovered.map_or_else(|| self.focus(), |party| self.about(party))
    }
}
