//! Drawings of plotters as small PNG files.
//!
//! A [`Sheet`] is a plotters backend. What is drawn on it is drawn by plotters' own bitmap backend on a sheet
//! [`FINE`] times as large as the picture, and then shrunk, since that backend does not smooth edges by itself. Text is
//! set in [`Letters`] that the crate brings along. Out comes a PNG of at most 256 colours; the same drawing gives the
//! same bytes.
//!
//! It is a crate of its own because work on single pixels has to be optimised where nothing else is.

mod letters;
mod png;
mod sheet;

pub use ::png::EncodingError;
pub use letters::{Letters, Line};
pub use sheet::{FINE, Sheet};
