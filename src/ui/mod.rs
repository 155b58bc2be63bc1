//! What the reader sees and does.

pub mod browser;
