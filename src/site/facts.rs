//! What every static page is made from, read and worked out once.

use std::{path::Path, sync::Arc};

use entente_record::{Day, Details, Moment, Record, source};

use super::{Error, names::Names, place::Place};
use crate::{
    export::dataset::Dataset,
    query::{Index, Selection, select},
    text::Texts,
    timeline::{Chronology, Extent},
    ui::{
        Folds, Screen,
        screen::{List, Loading},
    },
    view::View,
};

/// What every static page is made from.
pub struct Facts {
    /// What is known.
    pub record: Record,
    /// Where the site lies.
    pub place: Place,
    /// When everything is.
    pub chronology: Chronology,
    index: Index,
    selection: Selection,
    details: Arc<Details>,
    loading: Loading,
    folds: Folds,
    names: [Names; 2],
    extent: Extent,
    today: Day,
}

impl Facts {
    /// Reads the data files below a directory.
    ///
    /// # Errors
    /// [`Error::Record`] with what the linter says of them.
    pub fn read(data: &Path, place: Place, today: Day) -> Result<Self, Error> {
        let (record, details) = source::compile(&source::read_dir(data))
            .map_err(|findings| Error::Record(findings.iter().map(|it| format!("{it}\n")).collect()))?;
        Self::new(record, details, place, today)
    }

    /// Works out what pages need of a record.
    ///
    /// # Errors
    /// [`Error::Names`] if the tables of names are not whole.
    pub fn new(record: Record, details: Details, place: Place, today: Day) -> Result<Self, Error> {
        let details = Arc::new(details);
        // Nobody searches here, so no names are looked for.
        let index = Index::new(&record, Arc::new(|_| Vec::new()));
        let selection = select(&record, &index, &View::default());
        let chronology = Chronology::new(&record);
        Ok(Self {
            loading: Loading::Ready(Arc::clone(&details)),
            details,
            // Nothing can be unfolded without the app, so all is.
            folds: Folds { whole: [true; List::ALL.len()], rows: usize::MAX, ..Folds::default() },
            names: Names::both().map_err(Error::Names)?,
            record,
            place,
            index,
            selection,
            extent: chronology.extent(today),
            chronology,
            today,
        })
    }

    /// What a page is made from. The view narrows nothing.
    pub fn screen<'a>(&'a self, view: &'a View) -> Screen<'a> {
        Screen {
            record: &self.record,
            index: &self.index,
            details: &self.loading,
            view,
            selection: &self.selection,
            names: &self.names[view.language as usize],
            texts: Texts::of(view.language),
            origin: self.place.origin(),
            base: self.place.base(),
            today: self.today,
            extent: self.extent,
            folds: &self.folds,
            ignored: &[],
            hovered: None,
            narrow: false,
        }
    }

    /// What the files of the whole record are made from. `site` is where the site lies, without a slash at the end.
    pub fn dataset<'a>(&'a self, site: &'a str) -> Dataset<'a> {
        let [english, spanish] = &self.names;
        Dataset { record: &self.record, details: &self.details, english, spanish, site }
    }

    /// The month of the record's version (`2026.11`), as far as it names one.
    pub fn version_date(&self) -> Option<Moment> {
        let date = self.record.version.replace('.', "-");
        entente_record::Edtf::parse_single(&date).map(|date| date.start)
    }
}
