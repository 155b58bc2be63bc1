//! Writing columns: the inverse of [`read`](super::read), under the same names.

use std::collections::HashMap;
use std::hash::Hash;

use super::{END_OF_TEXT, Frame, hash, zigzag};
use crate::{Edtf, Moment, Precision};

/// What was written so far.
#[derive(Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    /// The pack: frame, hash and what was written.
    pub(super) fn seal(self, frame: Frame) -> Vec<u8> {
        let mut pack = Vec::with_capacity(self.bytes.len() + 13);
        pack.extend(frame.letters);
        pack.push(frame.version);
        pack.extend(hash(&self.bytes).to_le_bytes());
        pack.extend(self.bytes);
        pack
    }

    #[inline(never)]
    pub(super) fn number(&mut self, mut number: u32) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    pub(super) fn numbers(&mut self, numbers: impl IntoIterator<Item = u32>) {
        numbers.into_iter().for_each(|number| self.number(number));
    }

    pub(super) fn lists<'a>(&mut self, lists: impl Iterator<Item = &'a [u32]> + Clone) {
        self.numbers(lists.clone().map(|list| list.len() as u32));
        lists.for_each(|list| self.numbers(list.iter().copied()));
    }

    #[inline(never)]
    pub(super) fn text(&mut self, text: &str) {
        self.bytes.extend(text.as_bytes());
        self.bytes.push(END_OF_TEXT);
    }

    pub(super) fn texts<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) {
        texts.into_iter().for_each(|text| self.text(text));
    }

    /// Writes the mentions and returns the items, each once, in order of first mention.
    pub(super) fn mentions<T: Hash + Eq + Copy>(&mut self, mentions: impl IntoIterator<Item = T>) -> Vec<T> {
        let mut items = Vec::new();
        let mut places = HashMap::new();
        for item in mentions {
            let newest = items.len() as u32;
            let place = *places.entry(item).or_insert(newest);
            self.number(newest - place);
            if place == newest {
                items.push(item);
            }
        }
        items
    }

    pub(super) fn shared_texts<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) {
        let items = self.mentions(texts);
        self.texts(items);
    }

    pub(super) fn dates(&mut self, dates: &[Option<Edtf>]) {
        let start = |date: &Option<Edtf>| date.map(|date| date.start);
        let end = |date: &Option<Edtf>| date.and_then(|date| date.end);
        self.numbers(dates.iter().map(|date| shape(start(date)) + 7 * shape(end(date))));
        self.moments(dates.iter().filter_map(start));
        self.moments(dates.iter().filter_map(end));
    }

    fn moments(&mut self, moments: impl Iterator<Item = Moment> + Clone) {
        let mut before = 0;
        for moment in moments.clone() {
            let year = moment.year.unsigned_abs().into();
            self.number(zigzag(before, year));
            before = year;
        }
        self.numbers(
            moments.clone().filter(|it| it.precision() != Precision::Year).map(|it| it.month.into()),
        );
        self.numbers(moments.filter(|it| it.precision() == Precision::Day).map(|it| it.day.into()));
    }
}

/// 0 is none, else 1 + precision + 3 if uncertain.
fn shape(moment: Option<Moment>) -> u32 {
    moment.map_or(0, |it| 1 + it.precision() as u32 + if it.uncertain { 3 } else { 0 })
}
