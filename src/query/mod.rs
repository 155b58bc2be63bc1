//! What passes the filters, and what choosing would give.
//!
//! [`Index::new`] prepares a record once; [`select`] gives the [`Selection`] of a view; [`search`] answers the search
//! box; [`loosen`] tells what to drop when nothing passes; [`nearest_events`] and its like what an unknown id may have
//! meant.

mod bits;
mod casts;
mod fold;
mod index;
mod loosen;
mod narrowing;
mod nearest;
mod search;
mod select;
mod selection;
mod text;
mod word_index;

pub use bits::Bits;
pub use fold::{fits, word_list as words};
pub use index::{Index, PartyNames};
pub use loosen::{Loosening, loosen};
pub use nearest::{nearest_events, nearest_mechanisms, nearest_parties};
pub use search::{Hits, PersonHit, PlaceHit, search};
pub use select::select;
pub use selection::{Facets, PairCount, PartyCount, Selection};

#[cfg(test)]
mod tests;
