//! The records that targets read against: the real one, and a small one whose parts are quickly come to.

use std::path::Path;
use std::sync::LazyLock;

use entente::query::Index;
use entente_record::source::{Whole, compile, read_dir};
use entente_record::{Party, PartyKind, Record, pack};

/// A mechanism with delegations, commitments and sources of all sorts.
const SMALL: &str = include_str!("../../data/mechanisms/ar-us-cyber-policy-working-group.toml");

/// The real record with its details.
pub(crate) static REAL: LazyLock<Whole> = LazyLock::new(|| {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data");
    compile(&read_dir(&data)).unwrap_or_else(|findings| panic!("the data can't be read: {findings:?}"))
});

/// The record of one mechanism, as a reader brings it.
pub(crate) static SMALL_RECORD: LazyLock<Whole> = LazyLock::new(|| {
    let loaded = entente_loader::load(SMALL.as_bytes(), "small.toml", None, &mut |_| ());
    let packed = loaded.ok().and_then(|loaded| loaded.packed).expect("our own file is good");
    unpacked(&packed.0, &packed.1)
});

/// The real record, ready for searching in all of it.
pub(crate) static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let (record, details) = &*REAL;
    let mut index = Index::new(record, std::sync::Arc::new(names));
    index.add_details(std::sync::Arc::new(details.clone()));
    while index.prepare(record) {}
    index
});

/// Makes ready what targets share, so that no input is charged for it.
pub fn prepare() {
    LazyLock::force(&SMALL_RECORD);
    LazyLock::force(&INDEX);
}

/// What our own packing wrote.
pub(crate) fn unpacked(index: &[u8], details: &[u8]) -> Whole {
    let record = pack::unpack_index(index).expect("an index of our own");
    let details = pack::unpack_details(details, &record).expect("details of our own");
    (record, details)
}

/// Names to look for parties by.
pub(crate) fn names(record: &Record) -> Vec<Vec<String>> {
    let named = |party: &Party| match &party.kind {
        PartyKind::Country { .. } => vec![party.code.to_string()],
        PartyKind::Organisation(it) => vec![it.name_en.to_string(), it.name_es.to_string()],
    };
    record.parties.iter().map(named).collect()
}
