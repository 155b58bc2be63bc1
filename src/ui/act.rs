//! What a control in markup does, as a word in its `data-act`.
//!
//! What changes the view is a link or carries the address of the view it leads to (`data-go`); these are the acts that
//! no address says.

use entente_record::Family;

use crate::export::Format;

use super::screen::{Column, FrameSize, List, Sheet};

/// What a control does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Copies the address of the present view.
    Copy,
    /// Copies the text of the field that a selector finds (`data-focus`).
    CopyText,
    /// Fetches the second load again.
    Retry,
    /// Reads the record that a reader pasted.
    LoadPasted,
    /// Ends the work on a reader's own record.
    CancelLoad,
    /// Keeps a reader's own record on the device, or no more.
    KeepOwn,
    /// Shows it beside ours, or in the place of it.
    JoinOwn,
    /// Shows our record again in the place of a reader's own.
    RemoveOwn,
    /// Shows the part again that was left out because it failed.
    ShowAgain,
    /// Takes whatever the site keeps off the device.
    ClearDevice,
    /// Loads the page anew, as the version that is ready.
    Renew,
    /// Puts the line about what was left out away.
    Dismiss,
    /// Unfolds the rail over the page.
    OpenRail,
    /// Folds it again.
    CloseRail,
    /// Folds the rail into a strip beside the page, or unfolds it there.
    FoldRail,
    /// The next colour scheme.
    Colours,
    /// Folds the map away, or unfolds it.
    FoldMap,
    /// Lets the years of the network go by, or stops them.
    Play,
    /// More rows of a long list.
    More,
    /// Shows a list whole, or its first lines again.
    Whole(List),
    /// Folds the themes of a family, or unfolds them.
    Fold(Family),
    /// Sorts the table by a column; again: the other way round.
    Sort(Column),
    /// Lays a sheet over the page, or puts it away.
    Sheet(Sheet),
    /// Puts away what lies over the page.
    CloseSheet,
    /// Shows the next hint of a first visit.
    NextHint,
    /// Puts the hints away for good.
    CloseHints,
    /// Hands the link to the system.
    ShareLink,
    /// Chooses the size of the frame that is offered.
    Frame(FrameSize),
    /// Saves the selection in a format.
    Save(Format),
    /// Saves map and timeline as a picture: SVG, or PNG at one or two dots a pixel.
    Picture(Picture),
}

/// A format of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// Vectors.
    Svg,
    /// Dots, one a pixel.
    Png,
    /// Dots, two a pixel.
    PngDouble,
}

impl Picture {
    /// In the order of the menu.
    pub const ALL: [Self; 3] = [Self::Svg, Self::Png, Self::PngDouble];

    /// Its name in the menu.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Svg => "SVG",
            Self::Png => "PNG",
            Self::PngDouble => "PNG 2×",
        }
    }
}

impl Act {
    /// Acts that stand alone, with their words.
    const PLAIN: [(&str, Self); 25] = [
        ("copy", Self::Copy),
        ("copy-text", Self::CopyText),
        ("retry", Self::Retry),
        ("dismiss", Self::Dismiss),
        ("show-again", Self::ShowAgain),
        ("load-pasted", Self::LoadPasted),
        ("cancel-load", Self::CancelLoad),
        ("keep-own", Self::KeepOwn),
        ("join-own", Self::JoinOwn),
        ("remove-own", Self::RemoveOwn),
        ("clear-device", Self::ClearDevice),
        ("renew", Self::Renew),
        ("open-rail", Self::OpenRail),
        ("close-rail", Self::CloseRail),
        ("colours", Self::Colours),
        ("fold-rail", Self::FoldRail),
        ("fold-map", Self::FoldMap),
        ("play", Self::Play),
        ("more", Self::More),
        ("help", Self::Sheet(Sheet::Help)),
        ("share", Self::Sheet(Sheet::Share)),
        ("close-sheet", Self::CloseSheet),
        ("share-link", Self::ShareLink),
        ("next-hint", Self::NextHint),
        ("close-hints", Self::CloseHints),
    ];

    /// Every act.
    fn all() -> impl Iterator<Item = Self> {
        Self::PLAIN
            .into_iter()
            .map(|(_, act)| act)
            .chain(List::ALL.into_iter().map(Self::Whole))
            .chain(Family::ALL.iter().copied().map(Self::Fold))
            .chain(Column::ALL.into_iter().map(Self::Sort))
            .chain(Format::ALL.into_iter().map(Self::Save))
            .chain(FrameSize::ALL.into_iter().map(Self::Frame))
            .chain(Picture::ALL.into_iter().map(Self::Picture))
    }

    /// The word in markup.
    pub fn word(self) -> String {
        let numbered = |word: &str, number: usize| {
            let mut text = word.to_string();
            text.push((b'0' + number as u8) as char);
            text
        };
        match self {
            Self::Whole(list) => numbered("whole-", list as usize),
            Self::Fold(family) => numbered("fold-", family.index()),
            Self::Sort(column) => numbered("sort-", column as usize),
            Self::Picture(picture) => numbered("picture-", picture as usize),
            Self::Frame(size) => numbered("frame-", size as usize),
            Self::Save(format) => numbered("save-", format as usize),
            plain => {
                Self::PLAIN.iter().find(|(_, act)| *act == plain).map_or("", |(word, _)| *word).to_string()
            }
        }
    }

    /// Reads a word; `None` if it is none.
    pub fn read(word: &str) -> Option<Self> {
        Self::all().find(|act| act.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_has_a_word_of_its_own_and_is_read_from_it() {
        for act in Act::all() {
            assert_eq!(Act::read(&act.word()), Some(act), "{}", act.word());
        }
        assert_eq!(Act::read(""), None);
        assert_eq!(Act::read("whole-9"), None);
    }
}
