//! The interface: what stands on the page, and what a reader's hands do to it.

mod act;
pub mod app;
pub mod browser;
mod css;
pub(crate) mod left_out;
pub mod own;
pub(crate) mod pages;
pub(crate) mod parts;
pub mod picture;
pub(crate) mod screen;
mod site;
mod start;

pub use app::App;
pub use screen::{Folds, Screen};
pub use site::{Lasting, Site};
pub use start::start;
