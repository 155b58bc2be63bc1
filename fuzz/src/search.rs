//! Searching with any words, and looking for what an unknown id may have meant.

use std::collections::BTreeSet;

use entente::query::{self, nearest_events, nearest_mechanisms, nearest_parties, select};
use entente::view::{Filter, View};

use crate::world::{INDEX, REAL};

/// The box and the filter find the same events, whatever was typed.
pub fn search(data: &[u8]) {
    let (record, _) = &*REAL;
    let text = String::from_utf8_lossy(data);
    let search = Filter::normal_search(&text);
    assert!(search.chars().count() <= Filter::SEARCH_LIMIT);
    assert_eq!(Filter::normal_search(&search), search);
    let words = query::words(&search);
    // What was folded is not folded further.
    assert!(words.iter().all(|word| query::words(word) == [word.as_str()]), "{words:?}");

    let found = query::search(record, &INDEX, &search, record.events.len());
    let found: BTreeSet<usize> = found.events.iter().map(|at| at.index()).collect();
    let filter = Filter { search: search.clone(), ..Filter::default() };
    let selected = select(record, &INDEX, &View { filter, ..View::default() }).events;
    if words.is_empty() {
        assert_eq!((selected.count(), found.len()), (record.events.len(), 0));
    } else {
        assert_eq!(selected.iter().collect::<BTreeSet<_>>(), found, "{search:?}");
    }
    const FEW: usize = 3;
    assert!(nearest_events(record, &INDEX, &text, FEW).len() <= FEW);
    assert!(nearest_mechanisms(record, &INDEX, &text, FEW).len() <= FEW);
    assert!(nearest_parties(record, &INDEX, &text, FEW).len() <= FEW);
}
