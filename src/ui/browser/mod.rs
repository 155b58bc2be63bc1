//! Everything that touches the browser.

pub mod canvas;
