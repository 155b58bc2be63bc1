//! The parts of the page, one a file.

mod chips;
mod cite;
mod drawing;
mod facts;
mod help;
mod hints;
mod icon;
mod list;
mod map;
mod news;
mod organisations;
mod own;
mod pairs;
mod part;
mod print;
mod rail;
mod search;
mod share;
mod sheet;
mod table;
mod timeline;
mod toast;
mod topbar;

pub use chips::{hidden_note, part_name, query_bar, sentence, window_name};
pub use cite::cite;
pub use drawing::{Drawing, Paint, size_of};
pub use facts::{
    event_line, event_shape, family_class, full_name, here, marked, parties_text, party_links, rich, swatch,
};
pub use help::help;
pub use hints::{HINTS, hints};
pub use icon::{Icon, icon, shape};
pub use list::EventList;
pub use map::{MapSection, PageMap, map_tables};
pub use news::news;
pub use organisations::organisations;
pub use own::{own_bar, own_form, own_mark};
pub use pairs::pairs;
pub use part::{follow, follow_late, in_turn, part};
pub use print::{PAPER, print};
pub use rail::{chosen_in_rail, rail};
pub use search::Search;
pub use share::share;
pub use sheet::Sheets;
pub use table::Table;
pub use timeline::{Timeline, view_bar};
pub use toast::Toast;
pub use topbar::{TopBar, frame_foot};
#[cfg(feature = "site")]
pub use topbar::{brand, languages};
