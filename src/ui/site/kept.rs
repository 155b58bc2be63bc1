//! What is kept on the reader's device and is no part of a link: colours, folds, hints put away, what was found last.

use entente_record::Record;
use leptos::prelude::*;

use super::Site;
use crate::{
    link,
    ui::{
        browser::page,
        pages,
        screen::{Folds, Scheme},
    },
    view::{Filter, Page, View},
};

/// Where the chosen colour scheme is kept on the reader's device.
pub(super) const SCHEME_KEY: &str = "entente-colours";

/// Where what was found last is kept on the reader's device: an address a line.
const RECENT_KEY: &str = "entente-recent";

/// How much of it is kept.
const RECENT: usize = 5;

/// Where it is kept that the hints were put away.
pub(super) const HINTS_KEY: &str = "entente-hints";

/// Where the fold of the rail is kept on the reader's device.
pub(super) const RAIL_KEY: &str = "entente-rail-folded";

/// Where the fold of the map is kept on the reader's device.
pub(super) const FOLD_KEY: &str = "entente-map-folded";

impl Site {
    /// Keeps what was found by the search box, for the next time.
    pub fn remember(self, found: &View) {
        // What a reader's own record holds is no matter of the next visit.
        if self.folds.with_untracked(|folds| folds.own.shown.is_some()) {
            return;
        }
        let record = self.record();
        let Some(kept) = worth_keeping(&record, found) else { return };
        self.folds.update(|folds| {
            folds.recent.retain(|view| *view != kept);
            folds.recent.insert(0, kept);
            folds.recent.truncate(RECENT);
            page::store(RECENT_KEY, &folds.recent.iter().map(link::write).collect::<Vec<_>>().join("\n"));
        });
    }
}

/// What the reader folded and chose here before.
pub(super) fn folds(record: &Record) -> Folds {
    let is_set = |key| page::stored(key).is_some_and(|value| value == "1");
    Folds {
        scheme: stored_scheme(),
        rail: is_set(RAIL_KEY),
        map: is_set(FOLD_KEY),
        shares: page::can_share(),
        hint: page::stored(HINTS_KEY).is_none().then_some(0),
        recent: recent(record),
        ..Folds::default()
    }
}

/// The colours that the reader chose on this device.
fn stored_scheme() -> Scheme {
    match page::stored(SCHEME_KEY).as_deref() {
        Some("dark") => Scheme::Dark,
        Some("light") => Scheme::Light,
        _ => Scheme::System,
    }
}

/// What was found last, as far as it can still be read: anybody could have written it.
pub(super) fn recent(record: &Record) -> Vec<View> {
    let stored = page::stored(RECENT_KEY).unwrap_or_default();
    let read = |address: &str| {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        worth_keeping(record, &link::read(path, query, record).view)
    };
    stored.lines().take(RECENT).filter_map(read).collect()
}

/// What of a view that was found is kept: the thing that it opens, or the words that it searches; nothing of the filters
/// that were set, and no page that is a step away anyhow.
fn worth_keeping(record: &Record, found: &View) -> Option<View> {
    let page = match &found.page {
        Page::Event(_) | Page::Mechanism(_) | Page::Party(_) | Page::Theme(_) => found.page.clone(),
        Page::Explore if !found.filter.search.is_empty() => {
            let filter = Filter { search: found.filter.search.clone(), ..Filter::default() };
            return Some(View { filter, ..View::default() });
        }
        _ => return None,
    };
    pages::is_known(record, &page).then(|| View { page, ..View::default() })
}
