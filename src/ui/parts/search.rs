//! The search box: events, mechanisms, parties, people and places while typing; each result is a link.

use leptos::{html, prelude::*};

use super::{Icon, icon, marked};
use crate::{
    query::search,
    text::fill,
    ui::{
        Site,
        browser::{Step, page},
    },
    view::{Filter, Page, View},
    words::Words,
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
    let entries = Memo::new(move |_| if open.get() { entries(site, typed.get().trim()) } else { Vec::new() });

    let go = move |view: View| {
        open.set(false);
        if let Some(input) = input.get_untracked() {
            let _ = input.blur();
        }
        typed.set(view.filter.search.clone());
        site.navigate(view, Step::Push);
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        let count = entries.with(Vec::len);
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
                let chosen = entries.with(|entries| entries.get(at.get_untracked()).cloned());
                if let Some(entry) = chosen {
                    go(entry.view);
                } else if typed.with(|typed| typed.trim().is_empty()) {
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
        if typed.with(String::is_empty) {
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
    let rows = move || {
        let entries = entries.get();
        let query = typed.get();
        let query = query.trim();
        if query.is_empty() {
            return ().into_any();
        }
        // The last entry shows all that match; without others before it there is nothing.
        if entries.len() <= 1 {
            return view! { <p class="empty">{fill(texts().top_search_none, &[("query", query)])}</p> }
                .into_any();
        }
        let mut group = "";
        entries
            .into_iter()
            .enumerate()
            .map(|(row, entry)| {
                let head = (entry.group != group && !entry.group.is_empty())
                    .then(|| view! { <p class="group" role="presentation">{entry.group}</p> });
                group = entry.group;
                let href = site.href(&entry.view);
                let target = entry.view.clone();
                view! {
                    {head}
                    <a
                        id=format!("search-{row}")
                        class="result"
                        class:all=entry.group.is_empty()
                        role="option"
                        tabindex="-1"
                        aria-selected=move || (at.get() == row).to_string()
                        href=href
                        on:mousedown=move |event| event.prevent_default()
                        on:click=move |event| {
                            if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
                                event.prevent_default();
                                go(target.clone());
                            }
                        }
                    >
                        <span class="result-label">{marked(&entry.label, query)}</span>
                        <span class="result-beside">{entry.beside}</span>
                    </a>
                }
            })
            .collect_view()
            .into_any()
    };
    let listed = move || open.get() && typed.with(|typed| !typed.trim().is_empty());
    view! {
        <div class="search" role="search">
            {icon(Icon::Search)}
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
            <div id="search-list" class="search-list" role="listbox" aria-label=move || texts().top_search_label hidden=move || !listed()>
                {rows}
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

fn entries(site: Site, query: &str) -> Vec<Entry> {
    if query.is_empty() {
        return Vec::new();
    }
    let (record, index, names, texts) = (site.record(), site.index(), site.names(), site.texts());
    let hits = search(&record, &index, query, EACH);
    let page = |page: Page| View { page, ..site.view() };
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
            view: View { language: site.language.get(), filter, ..View::default() },
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
    let mut all = site.view();
    all.filter.search = Filter::normal_search(query);
    entries.push(Entry {
        group: "",
        label: fill(texts.top_search_filter, &[("query", query)]),
        beside: String::new(),
        view: all,
    });
    entries
}
