//! Unpacking an index, and the details that belong to it.

use std::sync::LazyLock;

use entente_record::pack::{
    fingerprint, pack_details, pack_index, unpack_details as details_of, unpack_index as index_of,
};

use crate::memory;
use crate::promises;
use crate::world::SMALL_RECORD;

/// Letters and version of a pack, and how long the hash after them is.
const HEAD: usize = 5;
const HASH: usize = 8;

/// How many times its own size unpacking may take: a text of one byte takes a hundred as a party of a record.
const TIMES: usize = 256;

/// What copies of what is written once may take whatever the pack, and a little.
const BASE: usize = 17 << 20;

/// What the details of the small record begin with: the head, and the numbers that tie them to the index.
static DETAILS: LazyLock<(Vec<u8>, Vec<u8>)> = LazyLock::new(|| {
    let (record, details) = &*SMALL_RECORD;
    let pack = pack_details(record, details);
    let body = &pack[HEAD + HASH..];
    let ends = body.iter().enumerate().filter(|(_, byte)| **byte < 0x80).map(|(at, _)| at + 1);
    let binding = ends.take(2).last().unwrap_or_default();
    (pack[..HEAD].to_vec(), body[..binding].to_vec())
});

/// The index with a right hash, whoever computed it: an error, or a record that holds together and packs to what
/// unpacks to it.
pub fn unpack_index(data: &[u8]) {
    let _ = memory::within(BASE, TIMES, data.len(), || index_of(data));
    let head = &pack_index(&SMALL_RECORD.0)[..HEAD];
    let pack = sealed(head, data);
    let Ok(record) = memory::within(BASE, TIMES, pack.len(), || index_of(&pack)) else { return };
    promises::positions(&record);
    assert_eq!(index_of(&pack_index(&record)), Ok(record));
}

/// The same for the details of a small record.
pub fn unpack_details(data: &[u8]) {
    let (record, _) = &*SMALL_RECORD;
    let _ = memory::within(BASE, TIMES, data.len(), || details_of(data, record));
    let (head, binding) = &*DETAILS;
    let pack = sealed(head, &[binding, data].concat());
    let Ok(details) = memory::within(BASE, TIMES, pack.len(), || details_of(&pack, record)) else { return };
    promises::details(record, &details);
    assert_eq!(details_of(&pack_details(record, &details), record), Ok(details));
}

fn sealed(head: &[u8], body: &[u8]) -> Vec<u8> {
    let hash = u64::from_str_radix(&fingerprint(body), 16).expect("sixteen digits");
    [head, &hash.to_le_bytes(), body].concat()
}
