//! What the page is made from: the record that the wasm carries and its second load, or another in their place, with all
//! that is worked out for a record.

use std::{rc::Rc, sync::Arc};

use entente_geometry::World;
use entente_record::{Details, Party, Record, pack};
use leptos::prelude::*;
use send_wrapper::SendWrapper;

use super::{Site, kept};
use crate::{
    map::Atlas,
    query::{Index, PartyNames},
    timeline::Chronology,
    ui::{
        browser::{Names, page, slices},
        own::Brought,
        screen::Loading,
    },
    view::{Language, View},
};

/// What the wasm carries.
pub(in crate::ui) struct Embedded;

impl Embedded {
    pub(in crate::ui) const INDEX: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/index.bin"));
    const WORLD: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/world.bin"));
    /// Path of the second load, relative to the document's base.
    const DETAILS: &str = concat!("record/", env!("ENTENTE_DETAILS"));

    /// The same, from the site's root, whose path is `base`.
    pub(in crate::ui) fn details_path(base: &str) -> String {
        [base, "/", Self::DETAILS].concat()
    }
}

/// What the page begins with: what the wasm carries, read; and in the place of its record what the reader keeps.
pub struct Carried {
    pub(super) record: Record,
    pub(super) atlas: Atlas,
    pub(super) chronology: Chronology,
    pub(super) kept: Brought,
}

impl Carried {
    /// Reads it, step by step, so that the browser has its turn in between.
    ///
    /// # Errors
    /// What is wrong with the embedded bytes (a build that was put together wrongly).
    pub async fn read() -> Result<Self, String> {
        let record = pack::unpack_index(Embedded::INDEX).map_err(|error| error.to_string())?;
        slices::breathe().await;
        let world = World::unpack(Embedded::WORLD).map_err(|error| error.to_string())?;
        slices::breathe().await;
        let (record, kept) = Brought::or(record).await;
        let (atlas, chronology) = (Atlas::new(world, &record), Chronology::new(&record));
        slices::breathe().await;
        Ok(Self { record, atlas, chronology, kept })
    }
}

/// A record with all that is made of it, before it is shown.
pub(in crate::ui) struct Prepared {
    record: Record,
    details: Option<Arc<Details>>,
    index: Index,
    chronology: Chronology,
    atlas: Atlas,
}

impl Prepared {
    /// The record.
    pub(in crate::ui) fn record(&self) -> &Record {
        &self.record
    }
}

impl Site {
    /// Fetches summaries, delegations, commitments and sources of our record; again after a failure. The fetch begins at once,
    /// what comes is taken in after `first`.
    pub fn read_details(self, first: impl Future<Output = ()> + 'static) {
        // A reader's comes with its own.
        if self.folds.with_untracked(|folds| folds.own.shown.is_some()) {
            return;
        }
        self.details.set(Loading::Reading);
        let path = Embedded::details_path(&self.base());
        let edition = self.edition.get_untracked();
        let fetched = page::fetch_bytes(&path);
        leptos::task::spawn_local(async move {
            first.await;
            let bytes = fetched.await;
            // Another record came in between.
            if self.edition.get_untracked() != edition {
                return;
            }
            let record = self.record();
            let _slices = slices::gently();
            let details = bytes
                .and_then(|bytes| pack::unpack_details(&bytes, &record).map_err(|error| error.to_string()));
            slices::breathe().await;
            match details {
                Ok(details) => {
                    self.add_details(details);
                    slices::rest().await;
                    page::set_root("data-ready", "full");
                }
                Err(error) => {
                    leptos::logging::warn!("{path}: {error}");
                    self.details.set(Loading::Failed);
                    slices::rest().await;
                }
            }
            page::take_over();
            // Nobody waits for this but who searches.
            while self.index.get_untracked().prepare(&self.record()) {
                slices::breathe().await;
            }
        });
    }

    /// Takes in what belongs to the record beside its index.
    fn add_details(self, details: Details) {
        let details = Arc::new(details);
        let mut index = Index::clone(&self.index.get_untracked());
        index.add_details(Arc::clone(&details));
        self.index.set(Arc::new(index));
        self.details.set(Loading::Ready(details));
    }

    /// All that is made of a record, whose details come later.
    pub(in crate::ui) fn prepared(self, record: Record) -> Prepared {
        let index = self.index_of(&record, None);
        let chronology = Chronology::new(&record);
        self.with_atlas(record, index, chronology)
    }

    /// All that is made of a record and its details, in turns.
    pub(in crate::ui) async fn prepare(self, record: Record, details: Details) -> Prepared {
        let index = self.index_of(&record, Some(details));
        slices::breathe().await;
        let chronology = Chronology::new(&record);
        slices::breathe().await;
        self.with_atlas(record, index, chronology)
    }

    fn index_of(self, record: &Record, details: Option<Details>) -> (Index, Option<Arc<Details>>) {
        let details = details.map(Arc::new);
        let mut index = Index::new(record, search_names(self.names));
        if let Some(details) = &details {
            index.add_details(Arc::clone(details));
        }
        (index, details)
    }

    fn with_atlas(
        self,
        record: Record,
        (index, details): (Index, Option<Arc<Details>>),
        chronology: Chronology,
    ) -> Prepared {
        let atlas = Atlas::new(self.atlas().world().clone(), &record);
        Prepared { record, details, index, chronology, atlas }
    }

    /// Puts another record in the place of the present one. All that is made of a record is there already, then the page is
    /// made anew: `edition` comes first, so that no part of the page sees another record than its own.
    pub(in crate::ui) fn set_record(self, prepared: Prepared, view: View) {
        let Prepared { record, details, index, chronology, atlas } = prepared;
        self.chronology.set_value(Arc::new(chronology));
        self.atlas.set_value(Arc::new(atlas));
        self.names.set_value([None, None]);
        let recent = kept::recent(&record);
        self.record.set_value(Arc::new(record));
        self.edition.update(|edition| *edition += 1);
        self.hovered.set(None);
        self.ignored.set(Vec::new());
        self.details.set(details.map_or(Loading::Reading, Loading::Ready));
        self.folds.update(|folds| folds.recent = recent);
        self.page_changes();
        self.view.set(view);
        self.index.set(Arc::new(index));
    }
}

/// Names and formats in a language. The browser takes its time to find them, so they are asked for when they are wanted.
pub(super) fn names_in(
    names: StoredValue<[Option<Rc<Names>>; 2], LocalStorage>,
    language: Language,
    record: &Record,
) -> Rc<Names> {
    if let Some(known) = names.with_value(|names| names[language as usize].clone()) {
        return known;
    }
    let found = Rc::new(Names::new(language, record));
    names.update_value(|names| names[language as usize] = Some(Rc::clone(&found)));
    found
}

/// All names by which a reader may look for each party.
pub(super) fn search_names(names: StoredValue<[Option<Rc<Names>>; 2], LocalStorage>) -> PartyNames {
    let names = SendWrapper::new(names);
    Arc::new(move |record| {
        let both = Language::ALL.map(|language| names_in(*names, language, record));
        let names_of = |(at, party): (usize, &Party)| {
            let organisation = party.organisation();
            let in_full =
                organisation.into_iter().flat_map(|it| [&it.name_en, &it.name_es]).map(|it| it.to_string());
            in_full.chain(both.iter().filter_map(|names| names.party_name(at)).map(String::from)).collect()
        };
        record.parties.iter().enumerate().map(names_of).collect()
    })
}
