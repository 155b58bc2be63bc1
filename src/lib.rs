//! Entente: how governments meet about cyberspace, on a timeline and a map.
//!
//! One direction, one state (`ARCHITECTURE.md`): record and view give a selection, a selection gives scenes, scenes
//! are drawn; what a reader does makes a new view, which is written to the address.

pub mod api;
pub mod charts;
pub mod draw;
pub mod export;
pub mod link;
pub mod map;
mod order;
pub mod query;
#[cfg(feature = "site")]
pub mod site;
pub mod study;
pub mod text;
pub mod timeline;
pub mod ui;
pub mod view;
pub mod words;

#[cfg(test)]
mod testing;
