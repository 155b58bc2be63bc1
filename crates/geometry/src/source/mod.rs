//! From Natural Earth's TopoJSON to the committed outlines, and from these to packed bytes. Build time only.
//!
//! [`import`] is the rare step, made by hand when source, adjustments or tolerances change: read, adjust (what is
//! contested, what is left out), cut at the map's edge, project, simplify, quantise, write. [`pack`] is the step of
//! every build. Between them stands a text file that a reviewer can compare line by line.

mod adjust;
mod cut;
mod error;
mod file;
mod iso3166;
mod label;
mod outlines;
mod pack;
mod simplify;

pub use error::GeometryError;
pub use pack::pack;

use adjust::Adjustments;
use outlines::Outlines;

/// Makes the text of `data/geometry/world.json` from world-atlas' `countries-50m.json` and the text of
/// `data/geometry/adjustments.toml`.
pub fn import(topojson: &str, adjustments: &str) -> Result<String, GeometryError> {
    let adjustments = Adjustments::read(adjustments)?;
    let mut outlines = Outlines::read(topojson, &adjustments)?;
    adjustments.apply(&mut outlines)?;
    cut::at_edge(&mut outlines)?;
    let map = simplify::quantised(&outlines);
    file::write(&map, &adjustments)
}
