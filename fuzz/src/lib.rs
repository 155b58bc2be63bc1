//! Hostile input for what reads or writes the texts and bytes of others: one function a target.
//!
//! In go any bytes. A target reads them as its part of the app does, and panics where a promise of that part is broken:
//! a panic of its own, a value that does not come back as it went out, more memory than the input can ask for. Under
//! `targets/` stands a program of libFuzzer for each (feature `libfuzzer`); `tests/corpus.rs` replays what they found.

#![forbid(unsafe_code)]

mod address;
mod date;
mod load;
mod memory;
mod packs;
mod promises;
mod search;
mod world;
mod write;

pub use address::read_address;
pub use date::read_date;
pub use load::{load_csv, load_json, load_toml};
pub use packs::{unpack_details, unpack_index};
pub use search::search;
pub use world::prepare;
pub use write::{write_csv, write_ics};

/// A target by its name.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: [Target; 10] = [
    ("load_csv", load_csv),
    ("load_json", load_json),
    ("load_toml", load_toml),
    ("read_address", read_address),
    ("read_date", read_date),
    ("search", search),
    ("unpack_details", unpack_details),
    ("unpack_index", unpack_index),
    ("write_csv", write_csv),
    ("write_ics", write_ics),
];
