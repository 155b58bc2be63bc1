//! Packs of a small record: what is packed unpacks, what is damaged or hostile is refused.

use proptest::prelude::*;

use super::read::Reader;
use super::write::Writer;
use super::*;
use crate::source::{compile, example};
use crate::{Details, Edtf, Moment, Record};

const FRAME: Frame = Frame { letters: *b"Test", version: 1 };

fn record() -> (Record, Details) {
    compile(&example::tree(&[])).unwrap()
}

/// The pack with a body that was tampered with by somebody who knows how to compute the hash.
fn resealed(pack: &[u8], body: &[u8]) -> Vec<u8> {
    [&pack[..5], &hash(body).to_le_bytes(), body].concat()
}

/// Bodies with one bit flipped.
fn flipped(pack: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let body = &pack[13..];
    (0..body.len() * 8).map(|bit| {
        let mut body = body.to_vec();
        body[bit / 8] ^= 1 << (bit % 8);
        resealed(pack, &body)
    })
}

#[test]
fn the_fingerprint_is_fnv_1a() {
    // Published test vectors of FNV-1a, 64 bits.
    assert_eq!(fingerprint(b""), "cbf29ce484222325");
    assert_eq!(fingerprint(b"a"), "af63dc4c8601ec8c");
    assert_eq!(fingerprint(b"foobar"), "85944171f73967e8");
}

#[test]
fn what_is_packed_unpacks() {
    let (record, details) = record();
    let (index, rest) = (pack_index(&record), pack_details(&record, &details));
    assert_eq!(unpack_index(&index).as_ref(), Ok(&record));
    assert_eq!(unpack_details(&rest, &record).as_ref(), Ok(&details));
}

#[test]
fn equal_records_give_equal_bytes() {
    let ((record_a, details_a), (record_b, details_b)) = (record(), record());
    assert_eq!(pack_index(&record_a), pack_index(&record_b));
    assert_eq!(pack_details(&record_a, &details_a), pack_details(&record_b, &details_b));
}

#[test]
fn an_id_that_is_not_its_date_is_kept() {
    let text = example::MECHANISM.replace("ar-us-cyber-2018-06", "ar-us-cyber-second");
    let (record, _) = compile(&example::tree(&[(example::PATH, &text)])).unwrap();
    assert_eq!(unpack_index(&pack_index(&record)), Ok(record));
}

#[test]
fn what_ends_too_early_is_refused() {
    let (record, details) = record();
    let (index, rest) = (pack_index(&record), pack_details(&record, &details));
    for end in 0..index.len() {
        assert!(unpack_index(&index[..end]).is_err(), "{end}");
    }
    for end in 0..rest.len() {
        assert!(unpack_details(&rest[..end], &record).is_err(), "{end}");
    }
    // The same with a hash that is right.
    for end in 13..index.len() {
        assert!(unpack_index(&resealed(&index, &index[13..end])).is_err(), "{end}");
    }
    for end in 13..rest.len() {
        assert!(unpack_details(&resealed(&rest, &rest[13..end]), &record).is_err(), "{end}");
    }
}

#[test]
fn a_flipped_bit_is_noticed() {
    let (record, _) = record();
    let index = pack_index(&record);
    for bit in 0..index.len() * 8 {
        let mut damaged = index.clone();
        damaged[bit / 8] ^= 1 << (bit % 8);
        let expected = match bit / 8 {
            0..4 => UnpackError::Foreign,
            4 => UnpackError::Version(damaged[4]),
            _ => UnpackError::Damaged,
        };
        assert_eq!(unpack_index(&damaged), Err(expected), "{bit}");
    }
}

#[test]
fn whoever_forges_the_hash_gets_an_error_or_a_record_that_holds_together() {
    let (record, details) = record();
    for pack in flipped(&pack_index(&record)) {
        if let Ok(other) = unpack_index(&pack) {
            // Every position in it points at something: packing would panic otherwise.
            assert_eq!(unpack_index(&pack_index(&other)), Ok(other));
        }
    }
    for pack in flipped(&pack_details(&record, &details)) {
        if let Ok(other) = unpack_details(&pack, &record) {
            assert_eq!(unpack_details(&pack_details(&record, &other), &record), Ok(other));
        }
    }
}

#[test]
fn packs_are_not_taken_for_each_other() {
    let (record, details) = record();
    let (index, rest) = (pack_index(&record), pack_details(&record, &details));
    assert_eq!(unpack_index(&rest), Err(UnpackError::Foreign));
    assert_eq!(unpack_details(&index, &record), Err(UnpackError::Foreign));
    let newer = Record { version: "2".into(), ..record };
    assert_eq!(unpack_details(&rest, &newer), Err(UnpackError::Mismatch));
}

#[test]
fn a_small_pack_can_not_ask_for_much_memory() {
    let mut many = Writer::default();
    many.numbers([u32::MAX; 4]);
    let pack = many.seal(FRAME);
    let mut reader = Reader::open(&pack, FRAME).unwrap();
    assert_eq!(reader.count().err(), Some(UnpackError::Truncated));
    assert!(reader.numbers(usize::MAX).is_err());
    assert!(reader.texts(usize::MAX).is_err());
    assert!(reader.lists(1, usize::MAX).is_err());

    let long = "x".repeat(1000);
    let mut often = Writer::default();
    often.shared_texts(std::iter::repeat_n(long.as_str(), 30_000));
    let pack = often.seal(FRAME);
    let mut reader = Reader::open(&pack, FRAME).unwrap();
    assert_eq!(reader.shared_texts(30_000), Err(UnpackError::Malformed("more copies than a record needs")));
}

#[test]
fn a_day_that_never_was_is_refused() {
    let mut to = Writer::default();
    let never = Moment { year: 2017, month: 2, day: 30, uncertain: false };
    to.dates(&[Some(Edtf { start: never, end: None })]);
    let pack = to.seal(FRAME);
    let mut reader = Reader::open(&pack, FRAME).unwrap();
    assert_eq!(reader.dates(1), Err(UnpackError::Malformed("no such day")));
}

prop_compose! {
    fn moment()(year in 0i16..=9999, month in 0u8..=12, day in 0u8..=28, uncertain: bool) -> Moment {
        Moment { year, month, day: if month == 0 { 0 } else { day }, uncertain }
    }
}

fn date() -> impl Strategy<Value = Option<Edtf>> {
    proptest::option::of(
        (moment(), proptest::option::of(moment()))
            .prop_map(|(start, end)| Edtf { start, end: end.filter(|end| end.latest() >= start.earliest()) }),
    )
}

proptest! {
    #[test]
    fn columns_are_read_as_they_were_written(
        numbers in proptest::collection::vec(any::<u32>(), 0..40),
        texts in proptest::collection::vec("\\PC{0,3}", 0..40),
        dates in proptest::collection::vec(date(), 0..40),
    ) {
        let mut to = Writer::default();
        to.numbers(numbers.iter().copied());
        to.texts(texts.iter().map(String::as_str));
        to.shared_texts(texts.iter().map(String::as_str));
        to.dates(&dates);
        let pack = to.seal(FRAME);
        let mut from = Reader::open(&pack, FRAME).unwrap();
        prop_assert_eq!(from.numbers(numbers.len()), Ok(numbers));
        let read: Vec<String> = from.texts(texts.len()).unwrap().into_iter().map(String::from).collect();
        prop_assert_eq!(&read, &texts);
        let read: Vec<String> = from.shared_texts(texts.len()).unwrap().into_iter().map(String::from).collect();
        prop_assert_eq!(&read, &texts);
        prop_assert_eq!(from.dates(dates.len()), Ok(dates));
        prop_assert_eq!(from.close(), Ok(()));
    }

    #[test]
    fn differences_are_inverse(from: u32, to: u32) {
        prop_assert_eq!(unzigzag(from, zigzag(from, to)), to);
    }

    #[test]
    fn no_bytes_make_unpacking_panic(bytes: Vec<u8>) {
        let index = [&b"EntI\x01"[..], &hash(&bytes).to_le_bytes(), &bytes].concat();
        let _ = unpack_index(&index);
        let (record, _) = record();
        let rest = [&b"EntD\x01"[..], &hash(&bytes).to_le_bytes(), &bytes].concat();
        let _ = unpack_details(&rest, &record);
    }
}
