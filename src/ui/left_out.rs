//! Parts of the page that can be left out, so that a fault in one does not take the others with it.

use std::cell::Cell;

use leptos::prelude::*;
use maud::{Markup, html};

use super::{Screen, Site, act::Act, parts::follow};
use crate::text::Texts;

thread_local! {
    static SHOWS_OWN: Cell<bool> = const { Cell::new(false) };
}

/// A part without which the page is still of use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The map, with pairs and organisations.
    Map,
    /// The timeline, or the list of events.
    Timeline,
    /// What is open: an event, a page.
    Page,
    /// The reader's own record.
    Own,
}

impl Part {
    const ALL: [Self; 4] = [Self::Map, Self::Timeline, Self::Page, Self::Own];

    /// The part in words that a browser keeps.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Map => "map",
            Self::Timeline => "timeline",
            Self::Page => "page",
            Self::Own => "own",
        }
    }

    /// The part of a word.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.word() == word)
    }

    /// That it failed, as a sentence.
    pub const fn failed(self, texts: &Texts) -> &'static str {
        match self {
            Self::Map => texts.failure_map,
            Self::Timeline => texts.failure_timeline,
            Self::Page => texts.failure_page,
            Self::Own => texts.failure_own,
        }
    }

    /// The part that the present work is for: a reader's own record while one is shown, for ours is tested.
    pub fn here() -> Option<Self> {
        if SHOWS_OWN.get() {
            return Some(Self::Own);
        }
        Owner::current().and_then(|owner| owner.with(use_context::<Self>))
    }
}

/// A reader's own record is shown now, or ours.
pub fn shows_own(is_own: bool) {
    SHOWS_OWN.set(is_own);
}

/// Shows a part; in its place, where it failed in this tab before, a line that says so and offers it again.
pub fn unless_left_out(site: Site, part: Part, make: fn() -> AnyView) -> AnyView {
    let is_left_out = Memo::new(move |_| site.left_out.get() == Some(part));
    (move || {
        if is_left_out.get() {
            return follow(site, Box::new(move |screen| Some(notice(screen, part))));
        }
        provide_context(part);
        make()
    })
    .into_any()
}

/// That a part is left out, with the button that has it shown again.
pub fn notice(screen: &Screen, part: Part) -> Markup {
    let texts = screen.texts;
    html! {
        p.notice.left-out role="status" {
            (part.failed(texts)) " " (texts.failure_left_out) " "
            button.outline type="button" data-act=(Act::ShowAgain.word()) { (texts.failure_show) }
        }
    }
}

/// That a reader's own record is left out, if it is; ours is shown in its place.
pub fn own_left_out(site: Site) -> AnyView {
    let is_left_out = Memo::new(move |_| site.left_out.get() == Some(Part::Own));
    (move || is_left_out.get().then(|| follow(site, Box::new(|screen| Some(notice(screen, Part::Own))))))
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_read_from_its_word() {
        for part in Part::ALL {
            assert_eq!(Part::read(part.word()), Some(part));
        }
        assert_eq!(Part::read(""), None);
    }

    #[test]
    fn work_belongs_to_the_part_that_it_is_for() {
        let owner = Owner::new();
        owner.with(|| {
            assert_eq!(Part::here(), None);
            Owner::new().with(|| {
                provide_context(Part::Map);
                Owner::new().with(|| assert_eq!(Part::here(), Some(Part::Map)));
            });
            assert_eq!(Part::here(), None);
        });
    }
}
