//! Which documents hold which words: a sorted list of words, each with the documents that hold it.
//!
//! A prefix is a range of the list, found by halving; its documents are the union of the range's. All words lie in one
//! string and all documents in one list, so that a large record costs few allocations and no pointers.

use crate::order;
use std::collections::HashMap;

use super::{Bits, fold};

/// Words in order, each with its documents.
#[derive(Clone, Debug, Default)]
pub(super) struct WordIndex {
    /// How many documents there are.
    documents: usize,
    /// All words, one after the other.
    text: String,
    /// Where each word ends in `text`.
    word_ends: Vec<u32>,
    /// Where the documents of each word end in `postings`.
    posting_ends: Vec<u32>,
    postings: Vec<u32>,
}

/// Takes in documents for a [`WordIndex`].
#[derive(Default)]
pub(super) struct WordIndexBuilder {
    ids: HashMap<Box<str>, u32>,
    /// Of each word, the document that held it last, plus one.
    last: Vec<u32>,
    /// (word, document) in order of arrival.
    held: Vec<(u32, u32)>,
}

impl WordIndexBuilder {
    /// Adds the words of a text to a document.
    pub(super) fn add(&mut self, document: usize, text: &str) {
        let document = document as u32;
        fold::words(text, &mut |word| {
            let id = match self.ids.get(word) {
                Some(id) => *id,
                None => {
                    let id = self.last.len() as u32;
                    self.ids.insert(word.into(), id);
                    self.last.push(0);
                    id
                }
            };
            // A document often says a word again soon; one that says it again later is listed twice, without harm.
            if self.last[id as usize] != document + 1 {
                self.last[id as usize] = document + 1;
                self.held.push((id, document));
            }
        });
    }

    /// The index over `documents` documents.
    pub(super) fn finish(self, documents: usize) -> WordIndex {
        let mut words: Vec<(Box<str>, u32)> = self.ids.into_iter().collect();
        order::sort(&mut words);

        let mut counts = vec![0u32; words.len()];
        for (id, _) in &self.held {
            counts[*id as usize] += 1;
        }
        let mut index = WordIndex { documents, postings: vec![0; self.held.len()], ..WordIndex::default() };
        // Where the next document of each word, by id, is put.
        let mut next = vec![0u32; words.len()];
        let mut end = 0;
        for (word, id) in &words {
            index.text.push_str(word);
            index.word_ends.push(index.text.len() as u32);
            next[*id as usize] = end;
            end += counts[*id as usize];
            index.posting_ends.push(end);
        }
        for (id, document) in &self.held {
            let place = &mut next[*id as usize];
            index.postings[*place as usize] = *document;
            *place += 1;
        }
        index
    }
}

impl WordIndex {
    /// Documents with a word that begins so. The prefix is folded.
    pub(super) fn beginning(&self, prefix: &str) -> Bits {
        let first = self.first_from(prefix);
        let mut beyond = first;
        while beyond < self.word_ends.len() && self.word(beyond).starts_with(prefix) {
            beyond += 1;
        }
        self.documents(first, beyond)
    }

    /// Documents with exactly this word. The word is folded.
    pub(super) fn holding(&self, word: &str) -> Bits {
        let first = self.first_from(word);
        let found = first < self.word_ends.len() && self.word(first) == word;
        self.documents(first, first + usize::from(found))
    }

    /// Place of the first word that is not less.
    fn first_from(&self, word: &str) -> usize {
        let (mut low, mut high) = (0, self.word_ends.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.word(middle) < word {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    fn word(&self, at: usize) -> &str {
        &self.text[start(&self.word_ends, at)..self.word_ends[at] as usize]
    }

    /// Documents of the words from one place to before another.
    fn documents(&self, first: usize, beyond: usize) -> Bits {
        let mut documents = Bits::none(self.documents);
        for document in &self.postings[start(&self.posting_ends, first)..start(&self.posting_ends, beyond)] {
            documents.insert(*document as usize);
        }
        documents
    }
}

/// Where a stretch starts: where the one before it ends.
fn start(ends: &[u32], at: usize) -> usize {
    at.checked_sub(1).and_then(|before| ends.get(before)).map_or(0, |end| *end as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn index(texts: &[String]) -> WordIndex {
        let mut builder = WordIndexBuilder::default();
        for (document, text) in texts.iter().enumerate() {
            builder.add(document, text);
        }
        builder.finish(texts.len())
    }

    #[test]
    fn a_document_may_be_added_in_pieces() {
        let mut builder = WordIndexBuilder::default();
        builder.add(1, "cyber norms");
        builder.add(0, "cyber");
        builder.add(1, "cyber dialogue");
        let index = builder.finish(2);
        assert_eq!(index.holding("cyber").count(), 2);
        assert_eq!(index.beginning("dial").iter().collect::<Vec<_>>(), [1]);
        assert!(index.holding("dial").is_empty() && index.beginning("zebra").is_empty());
    }

    proptest! {
        #[test]
        fn it_finds_what_reading_every_document_finds(
            texts in proptest::collection::vec("[a-c]{1,3}( [a-c]{1,3}){0,4}", 0..8), word in "[a-d]{1,3}",
        ) {
            let index = index(&texts);
            let found = |test: &dyn Fn(&str) -> bool| -> Vec<usize> {
                (0..texts.len()).filter(|at| texts[*at].split(' ').any(test)).collect()
            };
            prop_assert_eq!(index.holding(&word).iter().collect::<Vec<_>>(), found(&|it| it == word));
            prop_assert_eq!(index.beginning(&word).iter().collect::<Vec<_>>(), found(&|it| it.starts_with(&word)));
        }
    }
}
