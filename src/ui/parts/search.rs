//! The search box: events, mechanisms, parties, themes, people, places and ways to go while typing; before, what was
//! found last. Each result is a link.

use entente_record::Theme;
use leptos::{html, prelude::*};
use maud::{Markup, html};

use super::{Icon, follow, icon, marked, part};
use crate::{
    query::{fits, search},
    text::fill,
    ui::{
        Screen, Site,
        browser::{Step, page},
        pages,
    },
    view::{Filter, Language, Layout, Page, View, Window},
};

/// Results of each group.
const EACH: usize = 3;

/// One line of the list.
#[derive(Clone, PartialEq)]
struct Entry {
    group: &'static str,
    label: String,
    /// Whether the label is the record's own words, which are English.
    recorded: bool,
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
    // The chosen row. Nothing is chosen before a word is typed: Enter then clears the search.
    let at = RwSignal::new(None::<usize>);
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
        site.remember(&view);
        site.navigate(view, Step::Push);
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        let count = if open.get_untracked() { found().len() } else { 0 };
        match event.key().as_str() {
            "ArrowDown" if count > 0 => {
                event.prevent_default();
                open.set(true);
                at.update(|at| *at = Some(at.map_or(0, |at| (at + 1) % count)));
            }
            "ArrowUp" if count > 0 => {
                event.prevent_default();
                at.update(|at| *at = Some((at.unwrap_or(0) + count - 1) % count));
            }
            "Enter" => {
                event.prevent_default();
                let chosen = at.get_untracked().filter(|at| *at < count);
                if let Some(entry) = chosen.map(|at| found().swap_remove(at)) {
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
        at.set(typed.with_untracked(|typed| (!typed.trim().is_empty()).then_some(0)));
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
        let row =
            page::closest_id(&event, "a.result").and_then(|id| id.strip_prefix("search-")?.parse().ok());
        if let Some(entry) = row.and_then(|row: usize| found().into_iter().nth(row)) {
            site.remember(&entry.view);
        }
        open.set(false);
        typed.set(site.filter.with_untracked(|filter| filter.search.clone()));
        if let Some(input) = input.get_untracked() {
            let _ = input.blur();
        }
    };
    let listed = move || open.get();
    view! {
        <div class="search" role="search">
            {part(site, |_| icon(Icon::Search))}
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
                aria-activedescendant=move || at.get().filter(|_| listed()).map(|at| format!("search-{at}"))
                prop:value=move || typed.get()
                on:input:target=on_input
                on:keydown=on_key
                on:focus=move |_| {
                    at.set(typed.with_untracked(|typed| (!typed.trim().is_empty()).then_some(0)));
                    open.set(true);
                }
                on:blur=move |_| open.set(false)
            />
            <kbd aria-hidden="true">{"/"}</kbd>
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
fn results(screen: &Screen, query: &str, chosen: Option<usize>) -> Markup {
    let entries = entries(screen, query);
    // The last entry shows all that match; without others before it there is nothing.
    if !query.is_empty() && entries.len() <= 1 {
        return html! { p.empty { (fill(screen.texts.top_search_none, &[("query", query)])) } };
    }
    html! {
        @for (row, entry) in entries.iter().enumerate() {
            @let before = row.checked_sub(1).map_or("", |row| entries[row].group);
            @if entry.group != before && !entry.group.is_empty() {
                p.group role="presentation" { (entry.group) }
            }
            a.result.all[entry.group.is_empty()] id={ "search-" (row) } role="option" tabindex="-1"
                aria-selected=(chosen == Some(row)) href=(screen.href(&entry.view)) {
                span.result-label lang=[entry.recorded.then_some("en")] { (marked(&entry.label, query)) }
                span.result-beside { (entry.beside) }
            }
        }
    }
}

/// What matches, in groups; the last entry shows all that match.
fn entries(screen: &Screen, query: &str) -> Vec<Entry> {
    if query.is_empty() {
        return recent(screen).chain(ways(screen)).collect();
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
            recorded: true,
            beside: names.date(&event.date),
            view: page(Page::Event(event.id.clone())),
        }
    }));
    entries.extend(hits.mechanisms.iter().map(|it| {
        let mechanism = record.mechanism(*it);
        Entry {
            group: texts.group_of_mechanisms,
            label: mechanism.name.to_string(),
            recorded: true,
            beside: names.number(mechanism.events.len() as u32),
            view: page(Page::Mechanism(mechanism.id.clone())),
        }
    }));
    entries.extend(hits.parties.iter().map(|it| {
        let party = record.party(*it);
        Entry {
            group: texts.group_of_parties,
            label: names.party(party),
            recorded: false,
            beside: party.code.to_string(),
            view: page(Page::Party(party.code.clone())),
        }
    }));
    let words = crate::query::words(query);
    let themes = Theme::ALL.iter().filter(|theme| fits(&names.theme(**theme), &words));
    entries.extend(themes.take(EACH).map(|theme| Entry {
        group: texts.group_of_themes,
        label: names.theme(*theme),
        recorded: false,
        beside: names.number(screen.selection.facets.themes[theme.index()]),
        view: page(Page::Theme(*theme)),
    }));
    let mut named = |group: &'static str, name: &str, label: String, events: usize| {
        let filter = Filter { search: Filter::normal_search(name), ..Filter::default() };
        entries.push(Entry {
            group,
            label,
            recorded: false,
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
    entries.extend(ways(screen).filter(|way| fits(&way.label, &words)).take(EACH));
    let mut all = screen.view.clone();
    all.filter.search = Filter::normal_search(query);
    entries.push(Entry {
        group: "",
        label: fill(texts.top_search_filter, &[("query", query)]),
        recorded: false,
        beside: String::new(),
        view: all,
    });
    entries
}

/// What was found last, the latest first.
fn recent<'a>(screen: &'a Screen) -> impl Iterator<Item = Entry> + use<'a> {
    screen.folds.recent.iter().map(|view| Entry {
        group: screen.texts.group_of_recent,
        label: match view.page {
            Page::Explore => fill(screen.texts.chip_search, &[("query", &view.filter.search)]),
            _ => pages::name_of(screen, &view.page),
        },
        recorded: matches!(view.page, Page::Event(_) | Page::Mechanism(_)),
        beside: match view.page {
            Page::Explore => String::new(),
            _ => pages::sort(&view.page, screen.texts).to_string(),
        },
        view: View { language: screen.view.language, ..view.clone() },
    })
}

/// Where a reader may want to go, by name.
fn ways<'a>(screen: &'a Screen) -> impl Iterator<Item = Entry> + use<'a> {
    let (texts, view) = (screen.texts, screen.view);
    let page = |page: Page, label: &'static str| Some((screen.view_page(page), label.to_string()));
    let (layout, layout_name) = match view.layout {
        Layout::Timeline => (Layout::Table, texts.way_table),
        Layout::Table => (Layout::Timeline, texts.way_timeline),
    };
    let other = Language::ALL.into_iter().find(|language| *language != view.language);
    let ways = [
        (!view.filter.is_empty()).then(|| (view.reset(), texts.way_reset.to_string())),
        (!view.window.is_open())
            .then(|| (View { window: Window::default(), ..view.clone() }, texts.timeline_all.to_string())),
        page(Page::Network, texts.panel_network),
        page(Page::Quiet, texts.panel_quiet),
        page(Page::Commitments, texts.panel_commitments),
        Some((View { layout, ..screen.view_page(Page::Explore) }, layout_name.to_string())),
        page(Page::Data, texts.panel_data),
        page(Page::About, texts.panel_about),
        other.map(|language| (View { language, ..view.clone() }, texts.way_language.to_string())),
    ];
    ways.into_iter().flatten().map(|(view, label)| Entry {
        group: texts.group_of_ways,
        label,
        recorded: false,
        beside: String::new(),
        view,
    })
}
