//! The bar at the top: name, search, language, colours, share, about.

use leptos::prelude::*;
use maud::{Markup, html};

use super::{Icon, Search, icon, part};
use crate::{
    export::Format,
    text::fill,
    ui::{
        Screen, Site,
        act::{Act, Picture},
        screen::{Loading, Scheme},
    },
    view::{Language, Page, View},
};

#[component]
pub fn TopBar() -> impl IntoView {
    let site = Site::here();
    view! { <header class="topbar">{part(site, brand)}<Search/>{part(site, tools)}</header> }
}

/// The name of the site, as a link to its start page, and what it is about.
pub fn brand(screen: &Screen) -> Markup {
    let (record, texts) = (screen.record, screen.texts);
    let start = View { language: screen.view.language, ..View::default() };
    let year = |event: Option<&entente_record::Event>| {
        event.map_or_else(String::new, |event| event.date.earliest().year().to_string())
    };
    let (first, last) = (year(record.events.first()), year(record.events.last()));
    html! {
        a.brand href=(screen.href(&start)) aria-label=(texts.top_home) {
            (logo())
            span.wordmark { (texts.brand_name) }
        }
        nav.pages aria-label=(texts.panel_pages) {
            @for (page, name) in [
                (Page::Network, texts.panel_network),
                (Page::Quiet, texts.panel_quiet),
                (Page::Commitments, texts.panel_commitments),
            ] {
                @let here = (screen.view.page == page).then_some("page");
                a href=(screen.href_page(page)) aria-current=[here] { (name) }
            }
        }
        p.tagline { (fill(texts.brand_tagline, &[("first", &first), ("last", &last)])) }
    }
}

/// The mark: two circles that share something.
fn logo() -> Markup {
    html! {
        svg.logo viewBox="0 0 26 18" width="26" height="18" aria-hidden="true" {
            path d="M13 3.4a7 7 0 0 1 0 11.2a7 7 0 0 1 0-11.2z" fill="currentColor" {}
            circle cx="9" cy="9" r="7" fill="none" stroke="currentColor" stroke-width="2" {}
            circle cx="17" cy="9" r="7" fill="none" stroke="currentColor" stroke-width="2" {}
        }
    }
}

fn tools(screen: &Screen) -> Markup {
    let texts = screen.texts;
    // Light, dark or as the system: kept on the device, never part of a link.
    let (symbol, colours) = match screen.folds.scheme {
        Scheme::System => (Icon::Auto, texts.top_colours_auto),
        Scheme::Dark => (Icon::Moon, texts.top_colours_dark),
        Scheme::Light => (Icon::Sun, texts.top_colours_light),
    };
    html! {
        nav.tools {
            (languages(screen))
            button #colours.tool.icon-only type="button" data-act=(Act::Colours.word())
                aria-label=(colours) title=(colours) { (icon(symbol)) }
            (download(screen))
            button #share.tool type="button" data-act=(Act::Copy.word()) aria-label=(texts.top_share) {
                (icon(Icon::Link)) span { (texts.top_share) }
            }
            a.tool href=(screen.href_page(Page::About)) aria-label=(texts.panel_about) title=(texts.panel_about) { (icon(Icon::About)) span { (texts.panel_about) } }
        }
    }
}

/// The selection as a file, in each format.
fn download(screen: &Screen) -> Markup {
    let texts = screen.texts;
    let reading = !matches!(screen.details, Loading::Ready(_));
    html! {
        details #download.menu {
            summary.tool aria-label=(texts.top_download) title=(texts.top_download) { (icon(Icon::Download)) span { (texts.top_download) } }
            div.menu-list {
                p { (screen.counted(texts.top_download_events, screen.selection.events.count())) }
                ul {
                    @for (format, name) in Format::ALL.into_iter().zip(texts.download) {
                        li {
                            button type="button" data-act=(Act::Save(format).word()) disabled[reading && format.needs_details()] {
                                b { (format.extension().to_ascii_uppercase()) } " " span { (name) }
                            }
                        }
                    }
                }
                p { (texts.top_download_picture) }
                div.pictures {
                    @for picture in Picture::ALL {
                        button.outline type="button" data-act=(Act::Picture(picture).word()) { (picture.name()) }
                    }
                }
                p { a href=(screen.href_page(Page::Data)) { (texts.top_download_all) } }
            }
        }
    }
}

/// The languages, as links to the same view.
pub fn languages(screen: &Screen) -> Markup {
    html! {
        div.segmented.languages role="group" aria-label=(screen.texts.top_language) {
            @for language in Language::ALL { (choice(screen, language)) }
        }
    }
}

/// A language, as a link to the same view.
fn choice(screen: &Screen, language: Language) -> Markup {
    let (tag, name) = (language.tag(), screen.names.language(language.tag()));
    let here = (screen.view.language == language).then_some("true");
    html! {
        a href=(screen.href(&View { language, ..screen.view.clone() })) lang=(tag) hreflang=(tag)
            aria-label=(name) title=(name) aria-current=[here] { (tag.to_ascii_uppercase()) }
    }
}
