//! The record: which mechanisms governments have set up to talk about cyberspace, and when they met.
//!
//! In go the TOML files under `data/` (feature `source`) or the packed bytes made from them; out comes a
//! [`Record`] (what timeline, map, filters and title search need) and, apart, its [`Details`]
//! (summaries, delegations, commitments, sources). This crate knows nothing of the app.
//!
//! ```text
//! data/*.toml --source::read_dir--> SourceTree --source::compile--> (Record, Details)
//!                                       |                                |
//!                                 source::lint --> Finding       pack::pack_index, pack_details
//!                                                                        |
//! in the browser:           Record <--pack::unpack_index-- bytes --pack::unpack_details--> Details
//! ```
//!
//! Reading and packing need the feature `source`; the wasm has only the model and the unpacking.

mod codes;
mod date;
mod model;
pub mod pack;
#[cfg(feature = "source")]
pub mod source;
mod vocabulary;

pub use codes::{EventId, MechanismId, PartyCode};
pub use date::{Day, Edtf, EdtfError, Moment, Precision};
pub use model::{
    ColumnText, Commitment, Delegation, Details, Event, EventDetail, EventIndex, Mechanism, MechanismDetail,
    MechanismIndex, Organisation, Outcome, Party, PartyIndex, PartyKind, Person, Place, Record, Source,
    TableText,
};
pub use vocabulary::{Family, Form, Kind, OrganisationKind, OutcomeKind, Region, SourceKind, Status, Theme};
