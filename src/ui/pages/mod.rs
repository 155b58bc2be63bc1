//! What can be open beside map and timeline, one page a file.

mod about;
mod commitments;
mod compare;
mod data;
mod event;
mod mechanism;
mod missing;
mod network;
mod pair;
mod party;
mod quiet;
mod shared;
mod theme;

pub use network::next_year;

use entente_record::Record;
use leptos::prelude::*;
use maud::{Markup, html};
pub use party::partners_beside;
#[cfg(feature = "site")]
pub use {
    compare::of_mechanism as side_by_side,
    event::{silence, steps},
    party::{beside_foremost, events_among},
};

use super::{
    Screen, Site,
    act::Act,
    browser::{next_frame, page, slices},
    parts::{Icon, cite, follow, icon},
    screen::Loading,
};
use crate::{
    text::Texts,
    view::{Page, View},
};

/// The title of the document: what is open, then the name of the site.
pub fn title(screen: &Screen) -> String {
    let texts = screen.texts;
    match &screen.view.page {
        Page::Explore => [texts.brand_name, &screen.names.lower(texts.map_title)].join(": "),
        _ => [name(screen).as_str(), texts.brand_name].join(" – "),
    }
}

/// The name of what is open.
pub fn name(screen: &Screen) -> String {
    name_of(screen, &screen.view.page)
}

/// The name of a page.
pub fn name_of(screen: &Screen, page: &Page) -> String {
    let (record, names, texts) = (screen.record, screen.names, screen.texts);
    let party =
        |code| record.find_party(code).map_or_else(|| code.to_string(), |it| names.party(record.party(it)));
    match page {
        Page::Explore => texts.brand_name.to_string(),
        Page::Event(id) => {
            let found = record.find_event(id);
            found.map_or_else(|| texts.missing_event.into(), |it| record.event(it).title.to_string())
        }
        Page::Mechanism(id) => {
            let found = record.find_mechanism(id);
            found.map_or_else(|| texts.missing_mechanism.into(), |it| record.mechanism(it).name.to_string())
        }
        Page::Party(code) => party(code),
        Page::Pair(a, b) => [party(a), party(b)].join(" – "),
        Page::Theme(theme) => names.theme(*theme),
        Page::Compare(codes) => names.list(&codes.iter().map(party).collect::<Vec<_>>()),
        Page::Commitments => texts.panel_commitments.to_string(),
        Page::Quiet => texts.panel_quiet.to_string(),
        Page::Network => texts.panel_network.to_string(),
        Page::About => texts.panel_about.to_string(),
        Page::Data => texts.panel_data.to_string(),
        Page::Missing(_) => texts.missing_page.to_string(),
    }
}

/// Whether the record has what a page is about.
pub fn is_known(record: &Record, page: &Page) -> bool {
    match page {
        Page::Event(id) => record.find_event(id).is_some(),
        Page::Mechanism(id) => record.find_mechanism(id).is_some(),
        Page::Party(code) => record.find_party(code).is_some(),
        Page::Missing(_) => false,
        _ => true,
    }
}

/// What stands at the head of what is open: its sort in one word.
pub fn sort(page: &Page, texts: &Texts) -> &'static str {
    match page {
        Page::Event(_) => texts.event_label,
        Page::Mechanism(_) => texts.panel_mechanism,
        Page::Party(_) => texts.panel_party,
        Page::Pair(..) => texts.panel_pair,
        Page::Theme(_) => texts.panel_theme,
        Page::Compare(_) => texts.panel_compare,
        Page::Commitments => texts.panel_commitments,
        Page::Quiet => texts.panel_quiet,
        Page::Network => texts.panel_network,
        Page::About => texts.panel_about,
        Page::Data => texts.panel_data,
        Page::Explore | Page::Missing(_) => texts.brand_name,
    }
}

/// The region beside map and timeline that holds what is open. Focus moves to its title.
#[component]
pub fn Detail() -> impl IntoView {
    let site = Site::here();
    // A new page begins at its top, with the focus on its title; when it closes, the focus returns to where it was.
    let opener = page::focused_id();
    Effect::new(move || {
        site.page.with(|_| ());
        next_frame(|| {
            // A reader of the static page keeps the focus until the app takes over.
            if page::has_static() {
                return;
            }
            page::scroll_to_top("detail");
            page::scroll_to_top("page");
            page::focus_id("detail-title");
        });
    });
    on_cleanup(move || {
        if let Some(opener) = opener {
            slices::when_settled(move || page::focus_id(&opener));
        }
    });
    // Nobody sees half of a page while what could be read before the app came is still there.
    let waits = |screen: &Screen| {
        needs_details(&screen.view.page) && matches!(screen.details, Loading::Reading) && page::has_static()
    };
    follow(site, Box::new(move |screen| (!waits(screen)).then(|| detail(screen))))
}

/// Whether most of a page is in the second load.
pub fn needs_details(page: &Page) -> bool {
    use Page::{About, Commitments, Data, Mechanism, Pair, Party, Theme};
    matches!(page, Mechanism(_) | Party(_) | Pair(..) | Theme(_) | Commitments | About | Data)
}

fn detail(screen: &Screen) -> Markup {
    let texts = screen.texts;
    let sort = sort(&screen.view.page, texts);
    let close = View { page: Page::Explore, ..screen.view.clone() };
    let content = html! {
        div.detail-bar {
            @match screen.open_event() {
                Some(event) => (event::steps(screen, event)),
                None => span.sort { (sort) },
            }
            span.space {}
            button.tool type="button" data-act=(Act::Copy.word()) aria-label=(texts.event_copy) title=(texts.event_copy) {
                (icon(Icon::Link)) span { (texts.event_copy) }
            }
            a.tool.icon-only.close href=(screen.href(&close)) aria-label=(texts.event_close) title=(texts.event_close) {
                (icon(Icon::Close))
            }
        }
        div.detail-body {
            (open(screen))
            @if let Some(title) = citable(screen) { (cite(screen, &title, &[])) }
        }
    };
    // An event stands beside what is main; any other page is it.
    html! {
        @match screen.view.page {
            Page::Event(_) => aside #detail.detail aria-label=(sort) { (content) },
            _ => section #detail.detail aria-label=(sort) { (content) },
        }
    }
}

/// The title under which a page other than an event's is cited, if it is one that says something.
fn citable(screen: &Screen) -> Option<String> {
    let found = match &screen.view.page {
        Page::Explore | Page::Event(_) | Page::Missing(_) => false,
        Page::Mechanism(id) => screen.record.find_mechanism(id).is_some(),
        Page::Party(code) => screen.record.find_party(code).is_some(),
        Page::Pair(a, b) => [a, b].iter().all(|code| screen.record.find_party(code).is_some()),
        _ => true,
    };
    found.then(|| name(screen))
}

/// What is open, with neither the bar above it nor the region around it.
pub fn open(screen: &Screen) -> Markup {
    let record = screen.record;
    match &screen.view.page {
        Page::Explore => html! {},
        Page::Event(id) => match record.find_event(id) {
            Some(event) => event::body(screen, event),
            None => missing::event(screen, id.as_str()),
        },
        Page::Mechanism(id) => match record.find_mechanism(id) {
            Some(mechanism) => mechanism::body(screen, mechanism),
            None => missing::mechanism(screen, id.as_str()),
        },
        Page::Party(code) => match record.find_party(code) {
            Some(party) => party::body(screen, party),
            None => missing::party(screen, code.as_str()),
        },
        Page::Pair(a, b) => match (record.find_party(a), record.find_party(b)) {
            (Some(a), Some(b)) => pair::body(screen, a, b),
            (None, _) => missing::party(screen, a.as_str()),
            (_, None) => missing::party(screen, b.as_str()),
        },
        Page::Theme(theme) => theme::body(screen, *theme),
        Page::Compare(codes) => compare::body(screen, codes),
        Page::Commitments => commitments::body(screen),
        Page::Quiet => quiet::body(screen),
        Page::Network => network::body(screen),
        Page::About => about::body(screen),
        Page::Data => data::body(screen),
        Page::Missing(path) => missing::page(screen, path),
    }
}
