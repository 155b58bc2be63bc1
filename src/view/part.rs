//! From one view to the next: the acts of the rail, the chips and the search box, as pure functions.

use entente_record::{Family, Form, Kind, PartyCode, Status, Theme};

use super::{Filter, Language, Page, View, Window};

/// One thing that narrows a view: what a chip stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilterPart {
    /// A chosen theme.
    Theme(Theme),
    /// A chosen party, any of which must take part.
    Party(PartyCode),
    /// A party that must take part.
    Among(PartyCode),
    /// A chosen kind of event.
    Kind(Kind),
    /// A chosen form of mechanism.
    Form(Form),
    /// A chosen state of mechanism.
    Status(Status),
    /// Standing mechanisms only.
    Standing,
    /// Events with a primary source only.
    Primary,
    /// The search.
    Search(String),
    /// The stretch of time.
    Window(Window),
}

impl View {
    /// What narrows the view, in the order of the address.
    pub fn parts(&self) -> Vec<FilterPart> {
        let Filter { themes, parties, among, kinds, forms, statuses, standing, primary, search } =
            &self.filter;
        let mut parts = Vec::new();
        parts.extend(themes.iter().copied().map(FilterPart::Theme));
        parts.extend(parties.iter().cloned().map(FilterPart::Party));
        parts.extend(among.iter().cloned().map(FilterPart::Among));
        parts.extend(kinds.iter().copied().map(FilterPart::Kind));
        parts.extend(forms.iter().copied().map(FilterPart::Form));
        parts.extend(statuses.iter().copied().map(FilterPart::Status));
        parts.extend(standing.then_some(FilterPart::Standing));
        parts.extend(primary.then_some(FilterPart::Primary));
        parts.extend((!search.is_empty()).then(|| FilterPart::Search(search.clone())));
        parts.extend((!self.window.is_open()).then_some(FilterPart::Window(self.window)));
        parts
    }

    /// Whether the part narrows the view.
    pub fn has(&self, part: &FilterPart) -> bool {
        let filter = &self.filter;
        match part {
            FilterPart::Theme(theme) => filter.themes.contains(theme),
            FilterPart::Party(code) => filter.parties.contains(code),
            FilterPart::Among(code) => filter.among.contains(code),
            FilterPart::Kind(kind) => filter.kinds.contains(kind),
            FilterPart::Form(form) => filter.forms.contains(form),
            FilterPart::Status(status) => filter.statuses.contains(status),
            FilterPart::Standing => filter.standing,
            FilterPart::Primary => filter.primary,
            FilterPart::Search(text) => !text.is_empty() && filter.search == *text,
            FilterPart::Window(window) => !window.is_open() && self.window == *window,
        }
    }

    /// The view narrowed by the part too. A search or a window takes the place of the one before.
    pub fn with(&self, part: &FilterPart) -> Self {
        let mut view = self.clone();
        let filter = &mut view.filter;
        match part {
            FilterPart::Theme(theme) => _ = filter.themes.insert(*theme),
            FilterPart::Party(code) => _ = filter.parties.insert(code.clone()),
            FilterPart::Among(code) => _ = filter.among.insert(code.clone()),
            FilterPart::Kind(kind) => _ = filter.kinds.insert(*kind),
            FilterPart::Form(form) => _ = filter.forms.insert(*form),
            FilterPart::Status(status) => _ = filter.statuses.insert(*status),
            FilterPart::Standing => filter.standing = true,
            FilterPart::Primary => filter.primary = true,
            FilterPart::Search(text) => filter.search = Filter::normal_search(text),
            FilterPart::Window(window) => view.window = *window,
        }
        view
    }

    /// The view without the part. Any search or window goes, whatever the part says of it.
    pub fn without(&self, part: &FilterPart) -> Self {
        let mut view = self.clone();
        let filter = &mut view.filter;
        match part {
            FilterPart::Theme(theme) => _ = filter.themes.remove(theme),
            FilterPart::Party(code) => _ = filter.parties.remove(code),
            FilterPart::Among(code) => _ = filter.among.remove(code),
            FilterPart::Kind(kind) => _ = filter.kinds.remove(kind),
            FilterPart::Form(form) => _ = filter.forms.remove(form),
            FilterPart::Status(status) => _ = filter.statuses.remove(status),
            FilterPart::Standing => filter.standing = false,
            FilterPart::Primary => filter.primary = false,
            FilterPart::Search(_) => filter.search.clear(),
            FilterPart::Window(_) => view.window = Window::default(),
        }
        view
    }

    /// The view with the part if it was without, and without if it was with.
    pub fn toggled(&self, part: &FilterPart) -> Self {
        if self.has(part) { self.without(part) } else { self.with(part) }
    }

    /// Whether all themes of the family are chosen.
    pub fn has_family(&self, family: Family) -> bool {
        family.themes().all(|theme| self.filter.themes.contains(&theme))
    }

    /// The view with all themes of the family, or with none of them if it had all.
    pub fn toggled_family(&self, family: Family) -> Self {
        let mut view = self.clone();
        if self.has_family(family) {
            view.filter.themes.retain(|theme| theme.family() != family);
        } else {
            view.filter.themes.extend(family.themes());
        }
        view
    }

    /// The view without any filter, search or window; what is open and how it is laid out stays.
    pub fn reset(&self) -> Self {
        Self { filter: Filter::default(), window: Window::default(), ..self.clone() }
    }

    /// The view with another page open.
    pub fn with_page(&self, page: Page) -> Self {
        Self { page, ..self.clone() }
    }

    /// The view in another language.
    pub fn with_language(&self, language: Language) -> Self {
        Self { language, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::any_view;
    use entente_record::Day;
    use proptest::prelude::*;

    fn code(text: &str) -> PartyCode {
        PartyCode::new(text).unwrap()
    }

    #[test]
    fn a_tick_chooses_a_family_whole_and_a_second_one_drops_it_whole() {
        let one = View::default().toggled(&FilterPart::Theme(Theme::Deterrence));
        let all = one.toggled_family(Family::Defence);
        assert!(!one.has_family(Family::Defence) && all.has_family(Family::Defence));
        assert_eq!(all.filter.themes.len(), 3);
        assert_eq!(all.toggled_family(Family::Defence), View::default());
    }

    #[test]
    fn a_new_search_takes_the_place_of_the_old_one() {
        let view = View::default().with(&FilterPart::Search("  capacity \t building ".into()));
        assert_eq!(view.filter.search, "capacity building");
        assert_eq!(
            view.with(&FilterPart::Search("norms".into())).parts(),
            [FilterPart::Search("norms".into())]
        );
    }

    #[test]
    fn a_window_is_a_part_like_any_other() {
        let window = Window { from: Some(Day(0)), to: None };
        let view = View::default().with(&FilterPart::Window(window));
        assert_eq!(view.parts(), [FilterPart::Window(window)]);
        assert_eq!(view.reset(), View::default());
    }

    #[test]
    fn pairs_and_comparisons_are_in_order_and_without_repetition() {
        let (us, mx) = (code("US"), code("MX"));
        assert_eq!(Page::pair(us.clone(), mx.clone()), Page::Pair(mx.clone(), us.clone()));
        assert_eq!(Page::pair(us.clone(), us.clone()), Page::Party(us.clone()));
        let compared = Page::compare([us.clone(), mx.clone(), us.clone()]);
        assert_eq!(compared, Some(Page::Compare(vec![mx, us.clone()])));
        assert_eq!(Page::compare([us.clone()]), Some(Page::Party(us)));
        assert_eq!(Page::compare([]), None);
    }

    #[test]
    fn a_long_search_is_cut_at_a_character() {
        let long = Filter::normal_search(&"ñ ".repeat(500));
        assert_eq!(long.chars().count(), Filter::SEARCH_LIMIT - 1);
        assert_eq!(Filter::normal_search(&long), long);
    }

    proptest! {
        #[test]
        fn dropping_every_part_is_a_reset(view in any_view()) {
            let bare = view.parts().iter().fold(view.clone(), |view, part| view.without(part));
            prop_assert_eq!(bare, view.reset());
        }

        #[test]
        fn toggling_twice_changes_nothing(view in any_view(), other in any_view()) {
            for part in other.parts() {
                if !matches!(part, FilterPart::Search(_) | FilterPart::Window(_)) {
                    prop_assert_eq!(&view.toggled(&part).toggled(&part), &view);
                }
            }
        }

        #[test]
        fn a_view_has_its_parts_and_the_parts_make_the_view(view in any_view()) {
            let parts = view.parts();
            prop_assert!(parts.iter().all(|part| view.has(part)));
            prop_assert_eq!(parts.iter().fold(view.reset(), |view, part| view.with(part)), view);
        }
    }
}
