//! The record as bytes: an index that is embedded in the app and details that arrive after it.
//!
//! Both packs have the same frame: four letters that name the pack, a byte for the format's version, the 64-bit hash of
//! the rest, the rest. The rest is columns: all ids, then all names, then all kinds and so on, because equal things
//! beside each other compress well and the host compresses (brotli). Numbers are LEB128 varints; texts are UTF-8 ended
//! by the byte 0xFF, which UTF-8 never holds.
//!
//! Events are packed mechanism by mechanism, each mechanism's in order of date, so that neighbours resemble each other
//! and an id that is its mechanism's id and its date costs nothing. [`unpack_index`] brings them into the order of
//! [`Record::events`](crate::Record).
//!
//! Equal records give equal bytes. Bytes that are not a pack give an [`UnpackError`], never a panic, and never an
//! allocation larger than a small multiple of the bytes handed in.

use std::fmt;

mod details;
mod index;
mod read;
#[cfg(test)]
mod tests;
#[cfg(feature = "source")]
mod write;

pub use details::unpack_details;
pub use index::unpack_index;

#[cfg(feature = "source")]
pub use {details::pack_details, index::pack_index};

/// Why bytes could not be unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnpackError {
    /// They are no pack of this sort.
    Foreign,
    /// They are a pack of another version of the format.
    Version(u8),
    /// They were damaged on the way: the hash differs.
    Damaged,
    /// They end too early.
    Truncated,
    /// They hold something that the format does not allow; what.
    Malformed(&'static str),
    /// The details belong to another index.
    Mismatch,
}

impl fmt::Display for UnpackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign => f.write_str("not a pack of the record"),
            Self::Version(version) => write!(f, "a pack of format {version}, which this app does not read"),
            Self::Damaged => f.write_str("damaged on the way"),
            Self::Truncated => f.write_str("ends too early"),
            Self::Malformed(what) => write!(f, "malformed: {what}"),
            Self::Mismatch => f.write_str("the details belong to another version of the record"),
        }
    }
}

impl std::error::Error for UnpackError {}

/// A stable 64-bit hash of the bytes as 16 hex digits, for names of files that may be cached for ever.
pub fn fingerprint(bytes: &[u8]) -> String {
    format!("{:016x}", hash(bytes))
}

/// FNV-1a, 64 bits: guards against damage and names files; not against an adversary.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    hash_on(0xcbf2_9ce4_8422_2325, bytes)
}

/// Goes on hashing where another hash ended.
pub(crate) fn hash_on(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// Letters, version: what a pack begins with.
#[derive(Clone, Copy)]
struct Frame {
    letters: [u8; 4],
    version: u8,
}

/// Ends a text: a byte that UTF-8 never holds.
const END_OF_TEXT: u8 = 0xff;

/// The difference of two numbers as an unsigned one, small for small differences: 0, -1, 1, -2, ...
#[cfg(feature = "source")]
fn zigzag(from: u32, to: u32) -> u32 {
    let difference = to.wrapping_sub(from) as i32;
    ((difference << 1) ^ (difference >> 31)) as u32
}

/// The number that lies a [`zigzag`] away.
fn unzigzag(from: u32, code: u32) -> u32 {
    from.wrapping_add((code >> 1) ^ (code & 1).wrapping_neg())
}
