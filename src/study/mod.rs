//! What the record says beyond its facts: the rhythm of a series, what became of promises, who forms a cluster.
//!
//! In go a record and a day, out come plain values that pages show. Nothing here knows a page.

mod clusters;
mod promise;
mod series;

pub use clusters::{Meetings, clustered};
pub use promise::{Promise, State, Tally, promises};
pub use series::Series;
