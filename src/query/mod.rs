//! What passes the filters, and what choosing would give.

mod bits;
mod selection;

pub use bits::Bits;
pub use selection::{Facets, PairCount, PartyCount, Selection};
