//! The interface: what stands on the page, and what a reader's hands do to it.

pub mod app;
pub mod browser;
mod pages;
mod parts;
mod site;

pub use app::App;
pub use site::Site;
