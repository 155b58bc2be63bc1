//! The query bar: the result in one sentence, the active filters as chips, and what an address asked for in vain.

use entente_record::{EventIndex, Family, PartyCode};
use maud::{Markup, html};

use super::{Icon, icon, rich, swatch};
use crate::{
    link::{self, Ignored, Reason},
    query::loosen,
    text::fill,
    ui::{Screen, act::Act, pages},
    view::{FilterPart, Page, View, Window},
};

/// The whole bar.
pub fn query_bar(screen: &Screen) -> Markup {
    let texts = screen.texts;
    let chips = Chip::of(screen.view);
    html! {
        // Every other page has a heading that is seen.
        @if screen.view.page == Page::Explore { h1.hidden { (pages::title(screen)) } }
        div.query-bar {
            @let fold = if screen.folds.rail { texts.rail_unfold } else { texts.rail_fold };
            button #fold-rail.tool.icon-only type="button" data-act=(Act::FoldRail.word())
                aria-expanded=(!screen.folds.rail) aria-controls="rail" aria-label=(fold) title=(fold) {
                (icon(if screen.folds.rail { Icon::Forward } else { Icon::Back }))
            }
            p #result role="status" aria-live="polite" tabindex="-1" { (rich(&sentence(screen))) }
            ul.chips aria-label=(texts.result_filters) hidden[chips.is_empty()] {
                @for it in &chips { (chip(screen, it)) }
                li { a.reset href=(screen.href(&screen.view.reset())) { (texts.result_reset) } }
            }
        }
        (empty_advice(screen))
        (ignored_line(screen))
    }
}

/// "**642** events of **196** mechanisms among **89** parties", or that there are none.
pub fn sentence(screen: &Screen) -> String {
    let (texts, selection) = (screen.texts, screen.selection);
    let events = selection.events.count();
    if events == 0 {
        return match screen.view.parts().len() {
            0 => texts.result_none.to_string(),
            filters => screen.counted(texts.result_none_filters, filters),
        };
    }
    let pieces = [
        screen.counted(texts.result_events, events),
        screen.counted(texts.result_mechanisms, selection.mechanisms.count()),
        screen.counted(texts.result_parties, selection.party_count()),
    ];
    pieces.join(" ")
}

/// What a chip stands for: one part of the filter, or all themes of a family.
#[derive(Clone, PartialEq)]
enum Chip {
    Family(Family),
    Part(FilterPart),
}

impl Chip {
    /// The chips of a view, in the order of its parts; a family whose themes are all chosen is one chip.
    fn of(view: &View) -> Vec<Self> {
        let mut chips: Vec<Self> = Vec::new();
        for part in view.parts() {
            let chip = match &part {
                FilterPart::Theme(theme) if view.has_family(theme.family()) => Self::Family(theme.family()),
                _ => Self::Part(part),
            };
            if chips.last() != Some(&chip) {
                chips.push(chip);
            }
        }
        chips
    }

    fn without(&self, view: &View) -> View {
        match self {
            Self::Family(family) => view.toggled_family(*family),
            Self::Part(part) => view.without(part),
        }
    }

    fn name(&self, screen: &Screen) -> String {
        match self {
            Self::Family(family) => screen.names.family(*family),
            Self::Part(part) => part_name(screen, part),
        }
    }

    /// The family whose colour the chip shows.
    fn family(&self) -> Option<Family> {
        match self {
            Self::Family(family) => Some(*family),
            Self::Part(FilterPart::Theme(theme)) => Some(theme.family()),
            Self::Part(_) => None,
        }
    }
}

/// Name of a filter as the chip shows it.
pub fn part_name(screen: &Screen, part: &FilterPart) -> String {
    let (texts, names) = (screen.texts, screen.names);
    let party = |code: &PartyCode| {
        screen.record.find_party(code).map_or_else(|| code.to_string(), |it| screen.party_name(it))
    };
    match part {
        FilterPart::Theme(theme) => names.theme(*theme),
        FilterPart::Party(code) => party(code),
        FilterPart::Among(code) => fill(texts.chip_among, &[("name", &party(code))]),
        FilterPart::Kind(kind) => texts.kind(*kind).to_string(),
        FilterPart::Form(form) => texts.form(*form).to_string(),
        FilterPart::Status(status) => texts.status(*status).to_string(),
        FilterPart::Standing => texts.chip_standing.to_string(),
        FilterPart::Primary => texts.chip_primary.to_string(),
        FilterPart::Search(text) => fill(texts.chip_search, &[("query", text)]),
        FilterPart::Window(window) => window_name(screen, *window),
    }
}

/// "2010–2026", "From May 2014", "Until 2019".
pub fn window_name(screen: &Screen, window: Window) -> String {
    let (texts, names) = (screen.texts, screen.names);
    match (window.written_from(), window.written_to()) {
        (Some(from), Some(to)) if from == to => names.date(&from),
        (Some(from), Some(to)) => {
            fill(texts.timeline_window, &[("from", &names.date(&from)), ("to", &names.date(&to))])
        }
        (Some(from), None) => fill(texts.chip_from, &[("date", &names.date(&from))]),
        (None, Some(to)) => fill(texts.chip_to, &[("date", &names.date(&to))]),
        (None, None) => texts.timeline_all_years.to_string(),
    }
}

/// A filter as a button that takes it away; Delete and Backspace do the same.
fn chip(screen: &Screen, chip: &Chip) -> Markup {
    let name = chip.name(screen);
    html! {
        li data-key=(name) {
            button.chip type="button" data-removes
                data-go=(link::write(&chip.without(screen.view)))
                aria-label=(fill(screen.texts.result_remove, &[("name", &name)])) {
                @if let Some(family) = chip.family() { (swatch(family)) }
                span { (name) }
                (icon(Icon::Close))
            }
        }
    }
}

/// When nothing matches: which filters to drop, and what that would give.
fn empty_advice(screen: &Screen) -> Markup {
    if !screen.selection.events.is_empty() {
        return html! {};
    }
    let texts = screen.texts;
    let ways = loosen(screen.record, screen.index, screen.view);
    if ways.is_empty() {
        let reset = screen.href(&screen.view.reset());
        return html! { p.notice.advice { (texts.result_together) " " a href=(reset) { (texts.way_reset) } } };
    }
    html! {
        ul.notice.advice {
            @for way in ways.into_iter().take(3) {
                @let parts: Vec<String> = way.parts.iter().map(|part| part_name(screen, part)).collect();
                li {
                    (fill(texts.result_without, &[("filter", &screen.names.list(&parts))])) " "
                    a href=(screen.href(&way.of(screen.view))) {
                        (screen.counted(texts.result_gives, way.events as usize))
                    }
                }
            }
        }
    }
}

/// One line: what this address asked for and was left out.
fn ignored_line(screen: &Screen) -> Markup {
    let texts = screen.texts;
    let item = |Ignored { parameter, value, reason }: &Ignored| {
        let reason = match reason {
            Reason::UnknownParameter | Reason::UnknownWord | Reason::UnknownParty => texts.reason_unknown,
            Reason::NotADate | Reason::NotAPosition => texts.reason_malformed,
            Reason::Repeated => texts.reason_repeated,
            Reason::OutOfRange => texts.reason_out_of_range,
            Reason::TooLong => texts.reason_too_long,
            Reason::TooMany => texts.reason_too_many,
            Reason::TooFew => texts.reason_too_few,
            Reason::Backwards => texts.reason_backwards,
        };
        fill(texts.result_ignored_item, &[("parameter", parameter), ("value", value), ("reason", reason)])
    };
    let items: Vec<String> = screen.ignored.iter().map(item).collect();
    html! {
        @if !items.is_empty() {
            p #ignored.notice role="alert" {
                span { (fill(texts.result_ignored, &[("list", &screen.names.list(&items))])) }
                button.link type="button" data-act=(Act::Dismiss.word()) { (texts.result_dismiss) }
            }
        }
    }
}

/// Whether an open event is hidden by the filters: it is shown all the same, with a way to see it among the rest.
pub fn hidden_note(screen: &Screen, event: EventIndex) -> Markup {
    let texts = screen.texts;
    html! {
        @if !screen.selection.events.contains(event.index()) {
            p.notice { (texts.event_hidden) " " a href=(screen.href(&screen.view.reset())) { (texts.event_show) } }
        }
    }
}
