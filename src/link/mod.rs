//! The address is the state: [`View`](crate::view::View) to address and back.
//!
//! Addresses are relative to the site's base: a path that begins with "/", and a query. Reading never fails: what is
//! unknown or malformed is left out and listed as [`Ignored`]. Writing is canonical: one fixed order of parameters,
//! values in the order of their vocabulary or code, defaults left out. Reading what was written gives the same view and
//! ignores nothing.
//!
//! Words, ids and codes are read in any case, for they are typed by hand too; they are written in one.

mod percent;
mod read;
mod write;

pub use read::{Ignored, Reading, Reason, read, read_parts};
pub use write::write;

/// Names of the parameters, in the order of writing.
mod parameter {
    pub(super) const THEME: &str = "theme";
    pub(super) const PARTY: &str = "party";
    pub(super) const AMONG: &str = "among";
    pub(super) const KIND: &str = "kind";
    pub(super) const FORM: &str = "form";
    pub(super) const STATUS: &str = "status";
    pub(super) const STANDING: &str = "standing";
    pub(super) const PRIMARY: &str = "primary";
    pub(super) const SEARCH: &str = "q";
    pub(super) const FROM: &str = "from";
    pub(super) const TO: &str = "to";
    pub(super) const GROUP: &str = "group";
    pub(super) const SORT: &str = "sort";
    pub(super) const LAYOUT: &str = "view";
    pub(super) const AT: &str = "at";
    pub(super) const EMBED: &str = "embed";
}

/// First segments of the paths of pages.
mod segment {
    pub(super) const SPANISH: &str = "es";
    pub(super) const EVENT: &str = "event";
    pub(super) const MECHANISM: &str = "mechanism";
    pub(super) const PARTY: &str = "party";
    pub(super) const PAIR: &str = "pair";
    pub(super) const THEME: &str = "theme";
    pub(super) const COMPARE: &str = "compare";
    pub(super) const COMMITMENTS: &str = "commitments";
    pub(super) const QUIET: &str = "quiet";
    pub(super) const NETWORK: &str = "network";
    pub(super) const ABOUT: &str = "about";
    pub(super) const DATA: &str = "data";
}

#[cfg(test)]
mod tests;
