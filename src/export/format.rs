//! The formats in which a selection can be taken away.

use entente_record::EventIndex;

use super::{
    Export, Reference, bibtex, csl, csv,
    ics::{self, TooLarge},
    json, ris,
};

/// A format of the selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Events as a table.
    Csv,
    /// Events in the shape of the record.
    Json,
    /// Events as a calendar.
    Ics,
    /// Their sources as BibTeX.
    Bibtex,
    /// Their sources as RIS.
    Ris,
    /// Their sources as CSL-JSON.
    Csl,
}

impl Format {
    /// All, in the order of the menu.
    pub const ALL: [Self; 6] = [Self::Csv, Self::Json, Self::Ics, Self::Bibtex, Self::Ris, Self::Csl];

    /// How a file's name ends.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Ics => "ics",
            Self::Bibtex => "bib",
            Self::Ris => "ris",
            Self::Csl => "csl.json",
        }
    }

    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv;charset=utf-8",
            Self::Json => "application/json",
            Self::Ics => "text/calendar;charset=utf-8",
            Self::Bibtex => "application/x-bibtex",
            Self::Ris => "application/x-research-info-systems",
            Self::Csl => "application/vnd.citationstyles.csl+json",
        }
    }

    /// Whether it needs the details: what is taken away without them says less (events) or nothing (sources).
    pub const fn needs_details(self) -> bool {
        !matches!(self, Self::Ics)
    }

    /// The events in this format.
    ///
    /// # Errors
    /// [`TooLarge`] if a calendar would be larger than calendars take.
    pub fn write(self, export: &Export, events: &[EventIndex]) -> Result<String, TooLarge> {
        let references = || -> Vec<Reference> {
            export.sources(events).into_iter().map(|source| Reference::of_source(source, None)).collect()
        };
        Ok(match self {
            Self::Csv => csv::events(export, events),
            Self::Json => json::events(export, events),
            Self::Ics => ics::calendar(export, events, ics::LARGEST)?.text,
            Self::Bibtex => bibtex::bibliography(&references()),
            Self::Ris => ris::records(&references()),
            Self::Csl => csl::items(&references()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{export::testing::sample, testing::any_record, view::Language, words::Plain};
    use proptest::prelude::*;

    #[test]
    fn the_same_selection_gives_the_same_bytes() {
        for format in Format::ALL {
            let (a, b) = (sample(), sample());
            assert_eq!(
                format.write(&a.export(), &a.all()),
                format.write(&b.export(), &b.all()),
                "{format:?}"
            );
        }
    }

    #[test]
    fn no_events_are_a_whole_file_too() {
        let sample = sample();
        for format in Format::ALL {
            assert!(format.write(&sample.export(), &[]).is_ok(), "{format:?}");
        }
    }

    #[test]
    fn a_document_that_tells_of_several_events_is_cited_once() {
        let sample = sample();
        let mentions: usize = sample.details.events.iter().map(|it| it.sources.len()).sum();
        let text = Format::Bibtex.write(&sample.export(), &sample.all()).unwrap();
        assert_eq!((mentions, text.matches("@misc{").count()), (3, 2));
    }

    proptest! {
        #[test]
        fn each_event_of_any_record_is_taken_away_once(record in any_record()) {
            let (names, language) = (&Plain, Language::English);
            let export = Export { record: &record, details: None, names, language, site: "https://a.example", licence: None };
            let events: Vec<EventIndex> = record.events_with_index().map(|(index, _)| index).collect();
            let table = Format::Csv.write(&export, &events).unwrap();
            prop_assert_eq!(::csv::Reader::from_reader(table.as_bytes()).records().count(), events.len());
            let calendar = ics::calendar(&export, &events, usize::MAX).unwrap();
            prop_assert_eq!(calendar.events + calendar.coarse, events.len());
            let tree: serde_json::Value =
                serde_json::from_str(&Format::Json.write(&export, &events).unwrap()).unwrap();
            let lists = tree["mechanisms"].as_array().unwrap().iter().map(|it| it["events"].as_array().unwrap());
            prop_assert_eq!(lists.map(Vec::len).sum::<usize>(), events.len());
        }
    }
}
