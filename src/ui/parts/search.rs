//! The search box: events, mechanisms, parties, people and places while typing; each result is a link.

use leptos::{html, prelude::*};
use maud::{Markup, html};

use super::{Icon, follow, icon, marked};
use crate::{
    query::search,
    text::fill,
    ui::{
        Screen, Site,
        browser::{Step, page},
    },
    view::{Filter, Page, View},
};

/// Results of each group.
const EACH: usize = 3;

/// One line of the list.
#[derive(Clone, PartialEq)]
struct Entry {
    group: &'static str,
    label: String,
    beside: String,
    view: View,
}

#[component]
pub fn Search() -> impl IntoView {
    let site = Site::here();
    let texts = move || site.texts();
    let input = NodeRef::<html::Input>::new();
    let typed = RwSignal::new(site.filter.with_untracked(|filter| filter.search.clone()));
    let open = RwSignal::new(false);
    let at = RwSignal::new(0usize);
    // The box follows the address: a link with `q`, Back, a chip removed.
    Effect::new(move || {
        let search = site.filter.with(|filter| filter.search.clone());
        if input.get_untracked().is_none_or(|input| !page::is_focused(&input)) {
            typed.set(search);
        }
    });
    let found = move || {
        let mut found = Vec::new();
        untrack(|| site.with_screen(&mut |screen| found = typed.with(|typed| entries(screen, typed.trim()))));
        found
    };

    let go = move |view: View| {
        open.set(false);
        if let Some(input) = input.get_untracked() {
            let _ = input.blur();
        }
        typed.set(view.filter.search.clone());
        site.navigate(view, Step::Push);
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        let count = if open.get_untracked() { found().len() } else { 0 };
        match event.key().as_str() {
            "ArrowDown" if count > 0 => {
                event.prevent_default();
                open.set(true);
                at.update(|at| *at = (*at + 1) % count);
            }
            "ArrowUp" if count > 0 => {
                event.prevent_default();
                at.update(|at| *at = (*at + count - 1) % count);
            }
            "Enter" => {
                event.prevent_default();
                let chosen = at.get_untracked();
                if let Some(entry) = (count > 0)
                    .then(found)
                    .and_then(|mut found| (chosen < count).then(|| found.swap_remove(chosen)))
                {
                    go(entry.view);
                } else if typed.with_untracked(|typed| typed.trim().is_empty()) {
                    go(with_search(site, ""));
                }
            }
            "Escape" => {
                event.stop_propagation();
                open.set(false);
                if let Some(input) = input.get_untracked() {
                    let _ = input.blur();
                }
            }
            _ => {}
        }
    };
    let on_input = move |event: leptos::ev::Targeted<web_sys::Event, web_sys::HtmlInputElement>| {
        typed.set(event.target().value());
        at.set(0);
        open.set(true);
        if typed.with_untracked(String::is_empty) {
            site.navigate(with_search(site, ""), Step::Replace);
        }
    };
    let stop = page::on_key_until(move |event| {
        if event.key() == "/" && !page::is_typing(&event) {
            event.prevent_default();
            if let Some(input) = input.get_untracked() {
                let _ = input.focus();
                input.select();
            }
        }
    });
    on_cleanup(stop);
    let rows = move |screen: &Screen| {
        open.get().then(|| typed.with(|typed| results(screen, typed.trim(), at.get())))
    };
    // A result is a link; following one puts the list away.
    let followed = move |event: web_sys::MouseEvent| {
        if event.ctrl_key() || event.meta_key() || event.shift_key() {
            return;
        }
        open.set(false);
        typed.set(site.filter.with_untracked(|filter| filter.search.clone()));
        if let Some(input) = input.get_untracked() {
            let _ = input.blur();
        }
    };
    let listed = move || open.get() && typed.with(|typed| !typed.trim().is_empty());
    view! {
        <div class="search" role="search">
            <span class="part" inner_html=icon(Icon::Search).into_string()></span>
            <input
                id="search"
                node_ref=input
                type="search"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                maxlength="200"
                placeholder=move || if site.narrow.get() { texts().top_search_label } else { texts().top_search }
                aria-label=move || texts().top_search_label
                aria-expanded=move || listed().to_string()
                aria-controls="search-list"
                aria-autocomplete="list"
                aria-activedescendant=move || listed().then(|| format!("search-{}", at.get()))
                prop:value=move || typed.get()
                on:input:target=on_input
                on:keydown=on_key
                on:focus=move |_| open.set(true)
                on:blur=move |_| open.set(false)
            />
            <kbd aria-hidden="true">"/"</kbd>
            <div id="search-list" class="search-list" role="listbox" aria-label=move || texts().top_search_label hidden=move || !listed()
                on:mousedown=move |event| event.prevent_default()
                on:click=followed
            >
                {follow(site, Box::new(rows))}
            </div>
        </div>
    }
}

/// The present view, searched for a text on the explore page.
fn with_search(site: Site, text: &str) -> View {
    let mut view = site.view_now();
    view.filter.search = Filter::normal_search(text);
    view
}

/// The list: entries under the names of their groups, the chosen one marked.
fn results(screen: &Screen, query: &str, chosen: usize) -> Markup {
    if query.is_empty() {
        return html! {};
    }
    let entries = entries(screen, query);
    // The last entry shows all that match; without others before it there is nothing.
    if entries.len() <= 1 {
        return html! { p.empty { (fill(screen.texts.top_search_none, &[("query", query)])) } };
    }
    html! {
        @for (row, entry) in entries.iter().enumerate() {
            @let before = row.checked_sub(1).map_or("", |row| entries[row].group);
            @if entry.group != before && !entry.group.is_empty() {
                p.group role="presentation" { (entry.group) }
            }
            a.result.all[entry.group.is_empty()] id={ "search-" (row) } role="option" tabindex="-1"
                aria-selected=(row == chosen) href=(screen.href(&entry.view)) {
                span.result-label { (marked(&entry.label, query)) }
                span.result-beside { (entry.beside) }
            }
        }
    }
}

/// What matches, in groups; the last entry shows all that match.
fn entries(screen: &Screen, query: &str) -> Vec<Entry> {
    if query.is_empty() {
        return Vec::new();
    }
    let (record, names, texts) = (screen.record, screen.names, screen.texts);
    let hits = search(record, screen.index, query, EACH);
    let page = |page: Page| screen.view_page(page);
    let mut entries = Vec::new();
    entries.extend(hits.events.iter().map(|it| {
        let event = record.event(*it);
        Entry {
            group: texts.group_of_events,
            label: event.title.to_string(),
            beside: names.date(&event.date),
            view: page(Page::Event(event.id.clone())),
        }
    }));
    entries.extend(hits.mechanisms.iter().map(|it| {
        let mechanism = record.mechanism(*it);
        Entry {
            group: texts.group_of_mechanisms,
            label: mechanism.name.to_string(),
            beside: names.number(mechanism.events.len() as u32),
            view: page(Page::Mechanism(mechanism.id.clone())),
        }
    }));
    entries.extend(hits.parties.iter().map(|it| {
        let party = record.party(*it);
        Entry {
            group: texts.group_of_parties,
            label: names.party(party),
            beside: party.code.to_string(),
            view: page(Page::Party(party.code.clone())),
        }
    }));
    let mut named = |group: &'static str, name: &str, label: String, events: usize| {
        let filter = Filter { search: Filter::normal_search(name), ..Filter::default() };
        entries.push(Entry {
            group,
            label,
            beside: names.number(events as u32),
            view: View { language: screen.view.language, filter, ..View::default() },
        });
    };
    for hit in &hits.people {
        named(texts.group_of_people, &hit.name, hit.name.to_string(), hit.events.len());
    }
    for hit in &hits.places {
        let country =
            hit.country.map(|it| names.party(record.party(it))).filter(|country| **country != *hit.city);
        let label =
            country.map_or_else(|| hit.city.to_string(), |country| format!("{}, {country}", hit.city));
        named(texts.group_of_places, &hit.city, label, hit.events.len());
    }
    let mut all = screen.view.clone();
    all.filter.search = Filter::normal_search(query);
    entries.push(Entry {
        group: "",
        label: fill(texts.top_search_filter, &[("query", query)]),
        beside: String::new(),
        view: all,
    });
    entries
}
