//! What can be open beside map and timeline, one page a file.

mod about;
mod commitments;
mod compare;
mod event;
mod mechanism;
mod missing;
mod pair;
mod party;
mod theme;

use leptos::prelude::*;

use super::{
    Site,
    browser::page,
    parts::{Icon, copy_link, icon},
};
use crate::{
    view::{Page, View},
    words::Words,
};

/// The title of the document: what is open, then the name of the site.
pub fn title(site: Site) -> String {
    let (record, names, texts) = (site.record(), site.names(), site.texts());
    let party =
        |code| record.find_party(code).map_or_else(|| code.to_string(), |it| names.party(record.party(it)));
    let open = match site.page.get() {
        Page::Explore => return format!("{}: {}", texts.brand_name, texts.map_title.to_lowercase()),
        Page::Event(id) => record
            .find_event(&id)
            .map_or_else(|| texts.missing_event.into(), |it| record.event(it).title.to_string()),
        Page::Mechanism(id) => record
            .find_mechanism(&id)
            .map_or_else(|| texts.missing_mechanism.into(), |it| record.mechanism(it).name.to_string()),
        Page::Party(code) => party(&code),
        Page::Pair(a, b) => format!("{} – {}", party(&a), party(&b)),
        Page::Theme(theme) => names.theme(theme),
        Page::Compare(codes) => names.list(codes.iter().map(party)),
        Page::Commitments => texts.panel_commitments.to_string(),
        Page::About => texts.panel_about.to_string(),
        Page::Data => texts.panel_data.to_string(),
        Page::Missing(_) => texts.missing_page.to_string(),
    };
    format!("{open} – {}", texts.brand_name)
}

/// What stands at the head of what is open: its sort in one word.
fn sort(site: Site) -> &'static str {
    let texts = site.texts();
    match site.page.get() {
        Page::Event(_) => texts.event_label,
        Page::Mechanism(_) => texts.panel_mechanism,
        Page::Party(_) => texts.panel_party,
        Page::Pair(..) => texts.panel_pair,
        Page::Theme(_) => texts.panel_theme,
        Page::Compare(_) => texts.panel_compare,
        Page::Commitments => texts.panel_commitments,
        Page::About => texts.panel_about,
        Page::Data => texts.panel_data,
        Page::Explore | Page::Missing(_) => texts.brand_name,
    }
}

/// The region beside map and timeline that holds what is open. Focus moves to its title; Escape closes it.
#[component]
pub fn Detail() -> impl IntoView {
    let site = Site::here();
    let texts = move || site.texts();
    let close = move || View { page: Page::Explore, ..site.view() };
    let close_href = move || site.href(&close());
    let stop = page::on_key_until(move |event| {
        let open = site.page.with_untracked(|page| *page != Page::Explore);
        if event.key() == "Escape" && open && !site.rail_open.get_untracked() {
            let view = View { page: Page::Explore, ..site.view_now() };
            site.navigate(view, super::browser::Step::Push);
        }
    });
    on_cleanup(stop);
    // A new page begins at its top, with the focus on its title; when it closes, the focus returns to where it was.
    let opener = page::focused_id();
    Effect::new(move || {
        site.page.with(|_| ());
        super::browser::next_frame(|| {
            page::scroll_to_top("detail");
            page::focus_id("detail-title");
        });
    });
    on_cleanup(move || {
        if let Some(opener) = opener {
            super::browser::next_frame(move || page::focus_id(&opener));
        }
    });
    view! {
        <aside id="detail" class="detail" aria-label=move || sort(site)>
            <div class="detail-bar">
                {move || match site.open_event() {
                    Some(event) => event::steps(site, event),
                    None => view! { <span class="sort">{sort(site)}</span> }.into_any(),
                }}
                <span class="space"></span>
                <button class="tool" type="button" on:click=move |_| copy_link(site)>
                    {icon(Icon::Link)}
                    <span>{move || texts().event_copy}</span>
                </button>
                <a class="tool icon-only close" href=close_href aria-label=move || texts().event_close title=move || texts().event_close>
                    {icon(Icon::Close)}
                </a>
            </div>
            <div class="detail-body">{move || open(site)}</div>
        </aside>
    }
}

fn open(site: Site) -> AnyView {
    let record = site.record();
    match site.page.get() {
        Page::Explore => ().into_any(),
        Page::Event(id) => match record.find_event(&id) {
            Some(event) => event::body(site, event),
            None => missing::event(site, id.as_str()),
        },
        Page::Mechanism(id) => match record.find_mechanism(&id) {
            Some(mechanism) => mechanism::body(site, mechanism),
            None => missing::mechanism(site, id.as_str()),
        },
        Page::Party(code) => match record.find_party(&code) {
            Some(party) => party::body(site, party),
            None => missing::party(site, code.as_str()),
        },
        Page::Pair(a, b) => match (record.find_party(&a), record.find_party(&b)) {
            (Some(a), Some(b)) => pair::body(site, a, b),
            (None, _) => missing::party(site, a.as_str()),
            (_, None) => missing::party(site, b.as_str()),
        },
        Page::Theme(theme) => theme::body(site, theme),
        Page::Compare(codes) => compare::body(site, &codes),
        Page::Commitments => commitments::body(site),
        Page::About | Page::Data => about::body(site),
        Page::Missing(path) => missing::page(site, &path),
    }
}
