//! The query bar: the result in one sentence, the active filters as chips, and what an address asked for in vain.

use entente_record::Family;
use leptos::prelude::*;

use super::{Icon, family_class, icon, rich};
use crate::{
    link::{Ignored, Reason},
    query::loosen,
    text::fill,
    ui::{Site, browser::Step},
    view::{FilterPart, View, Window},
    words::Words,
};

#[component]
pub fn QueryBar() -> impl IntoView {
    let site = Site::here();
    let texts = move || site.texts();
    let chips = Memo::new(move |_| Chip::of(&site.view()));
    let reset = move || site.href(&site.view().reset());
    view! {
        <div class="query-bar">
            <p id="result" role="status" aria-live="polite" tabindex="-1">{move || sentence(site)}</p>
            <ul class="chips" aria-label=move || texts().result_filters hidden=move || chips.with(Vec::is_empty)>
                {move || chips.get().into_iter().map(|it| chip(site, it)).collect_view()}
                <li><a class="reset" href=reset>{move || texts().result_reset}</a></li>
            </ul>
        </div>
        {move || empty_advice(site)}
        {move || ignored_line(site)}
    }
}

/// "642 events of 196 mechanisms among 89 parties", or that there are none.
fn sentence(site: Site) -> AnyView {
    let (texts, names) = (site.texts(), site.names());
    let (events, mechanisms, parties) = site.selection.with(|selection| {
        (selection.events.count() as u32, selection.mechanisms.count() as u32, selection.party_count() as u32)
    });
    if events == 0 {
        let filters = site.view().parts().len() as u32;
        let text = if filters == 0 { texts.result_none } else { texts.result_none_filters.of(filters) };
        return rich(&fill(text, &[("n", &names.number(filters))]));
    }
    let piece =
        |text: crate::text::Plural, number: u32| fill(text.of(number), &[("n", &names.number(number))]);
    rich(&format!(
        "{} {} {}",
        piece(texts.result_events, events),
        piece(texts.result_mechanisms, mechanisms),
        piece(texts.result_parties, parties),
    ))
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

    fn name(&self, site: Site) -> String {
        match self {
            Self::Family(family) => site.names().family(*family),
            Self::Part(part) => part_name(site, part),
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
pub fn part_name(site: Site, part: &FilterPart) -> String {
    let (texts, names, record) = (site.texts(), site.names(), site.record());
    let party =
        |code| record.find_party(code).map_or_else(|| code.to_string(), |it| names.party(record.party(it)));
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
        FilterPart::Window(window) => window_name(site, *window),
    }
}

/// "2010–2026", "From May 2014", "Until 2019".
pub fn window_name(site: Site, window: Window) -> String {
    let (texts, names) = (site.texts(), site.names());
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

fn chip(site: Site, chip: Chip) -> AnyView {
    let class = chip.family().map(|family| family_class(Some(family)));
    let named = chip.clone();
    let name = Signal::derive(move || named.name(site));
    let remove = move || site.navigate(chip.without(&site.view_now()), Step::Push);
    let by_click = {
        let remove = remove.clone();
        move |_| remove()
    };
    let by_key = move |event: web_sys::KeyboardEvent| {
        if matches!(event.key().as_str(), "Delete" | "Backspace") {
            remove();
        }
    };
    view! {
        <li>
            <button
                class="chip"
                type="button"
                on:click=by_click
                on:keydown=by_key
                aria-label=move || fill(site.texts().result_remove, &[("name", &name.get())])
            >
                {class.map(|class| view! { <span class=format!("swatch {class}")></span> })}
                <span>{move || name.get()}</span>
                {icon(Icon::Close)}
            </button>
        </li>
    }
    .into_any()
}

/// When nothing matches: which filters to drop, and what that would give.
fn empty_advice(site: Site) -> Option<AnyView> {
    if site.selection.with(|selection| !selection.events.is_empty()) {
        return None;
    }
    let view = site.view();
    let ways = loosen(&site.record(), &site.index(), &view);
    let rows: Vec<AnyView> = ways
        .into_iter()
        .take(3)
        .map(|way| {
            let (texts, names) = (site.texts(), site.names());
            let parts = names.list(way.parts.iter().map(|part| part_name(site, part)));
            let without = fill(texts.result_without, &[("filter", &parts)]);
            let gives = fill(texts.result_gives.of(way.events), &[("n", &names.number(way.events))]);
            let href = site.href(&way.of(&view));
            view! { <li>{without} " " <a href=href>{gives}</a></li> }.into_any()
        })
        .collect();
    Some(view! { <ul class="notice advice">{rows}</ul> }.into_any())
}

/// One line: what this address asked for and was left out.
fn ignored_line(site: Site) -> Option<AnyView> {
    let ignored = site.ignored();
    if ignored.is_empty() {
        return None;
    }
    let texts = site.texts();
    let items = ignored.iter().map(|Ignored { parameter, value, reason }| {
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
    });
    let line = fill(texts.result_ignored, &[("list", &site.names().list(items))]);
    Some(
        view! {
            <p id="ignored" class="notice" role="alert">
                <span>{line}</span>
                <button class="link" type="button" on:click=move |_| site.dismiss()>{texts.result_dismiss}</button>
            </p>
        }
        .into_any(),
    )
}

/// Whether an open event is hidden by the filters: it is shown all the same, with a way to see it among the rest.
pub fn hidden_note(site: Site, event: entente_record::EventIndex) -> Option<AnyView> {
    if site.selection.with(|selection| selection.events.contains(event.index())) {
        return None;
    }
    let texts = site.texts();
    Some(
        view! {
            <p class="notice">{texts.event_hidden} " " <a href=site.href(&site.view().reset())>{texts.event_show}</a></p>
        }
        .into_any(),
    )
}
