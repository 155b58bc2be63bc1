//! The parts of the page, one a file.

mod chips;
mod drawing;
mod facts;
mod icon;
mod list;
mod map;
mod organisations;
mod pairs;
mod rail;
mod search;
mod table;
mod timeline;
mod toast;
mod topbar;

pub use chips::{QueryBar, hidden_note};
pub use drawing::{Drawing, Paint, size_of};
pub use facts::{event_line, family_class, family_of, marked, parties_text, party_links, rich};
pub use icon::{Icon, icon, icon_button, shape};
pub use list::EventList;
pub use map::MapSection;
pub use organisations::Organisations;
pub use pairs::Pairs;
pub use rail::Rail;
pub use search::Search;
pub use table::Table;
pub use timeline::Timeline;
pub use toast::Toast;
pub use topbar::{TopBar, copy_link};
