//! What can be wrong with the sources of the geometry.

use std::fmt;

use crate::UnpackError;

/// Why outlines could not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GeometryError {
    /// A text is not JSON or TOML of the expected shape: which text, and what its reader says.
    Syntax(&'static str, String),
    /// A reference to an arc or point that is not there: in which feature.
    Reference(String),
    /// A feature has neither an ISO number nor an adjustment that names its code.
    NoCode(String),
    /// An adjustment names what the outlines do not have: which adjustment, and what is missing.
    Adjustment(String),
    /// A ring's arcs do not meet: of which feature.
    Open(String),
    /// What was packed can't be unpacked.
    Pack(UnpackError),
}

impl fmt::Display for GeometryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax(what, why) => write!(f, "{what}: {why}"),
            Self::Reference(feature) => write!(f, "{feature}: refers to an arc that is not there"),
            Self::NoCode(feature) => {
                write!(f, "{feature}: has no ISO 3166 number; add a [[code]] to adjustments.toml")
            }
            Self::Adjustment(what) => write!(f, "adjustments.toml: {what}"),
            Self::Open(feature) => write!(f, "{feature}: the arcs of a ring do not meet"),
            Self::Pack(why) => write!(f, "packed geometry can't be read back: {why}"),
        }
    }
}

impl std::error::Error for GeometryError {}
