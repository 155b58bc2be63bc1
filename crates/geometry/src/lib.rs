//! Outlines of countries: from Natural Earth to projected, simplified, quantised paths.
//!
//! At build time (feature `source`) TopoJSON in degrees becomes a committed text file, and that file a few packed
//! bytes; the app only [unpacks](World::unpack) them. All positions are in *world units*, see [`projection`].

pub mod projection;
#[cfg(feature = "source")]
pub mod source;
mod unpack;
mod within;
mod world;

pub use unpack::UnpackError;
pub use within::Within;
pub use world::{Arc, ArcKind, ArcRef, Bounds, Country, Position, Ring, World};
