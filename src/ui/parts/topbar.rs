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
        screen::{Loading, Scheme, Sheet},
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
            @for (page, name) in pages_of_the_bar(screen) {
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
    let (symbol, colours) = colours(screen);
    html! {
        div.tools {
            (languages(screen))
            button #colours.tool.icon-only.roomy type="button" data-act=(Act::Colours.word())
                aria-label=(colours) title=(colours) { (icon(symbol)) }
            (download(screen))
            button #share.tool.roomy type="button" data-act=(Act::Copy.word()) aria-label=(texts.top_share) {
                (icon(Icon::Link)) span { (texts.top_share) }
            }
            button #share-more.tool.icon-only.roomy type="button" data-act=(Act::Sheet(Sheet::Share).word())
                aria-haspopup="dialog" aria-label=(texts.share_open) title=(texts.share_open) { (icon(Icon::Share)) }
            button #help.tool.icon-only.roomy type="button" data-act=(Act::Sheet(Sheet::Help).word())
                aria-haspopup="dialog" aria-label=(texts.help_open) title=(texts.help_open) { (icon(Icon::Help)) }
            a.tool.roomy href=(screen.href_page(Page::About)) aria-label=(texts.panel_about) title=(texts.panel_about) { (icon(Icon::About)) span { (texts.panel_about) } }
            (more(screen))
        }
    }
}

/// Light, dark or as the system: kept on the device, never part of a link. Its icon and name.
fn colours(screen: &Screen) -> (Icon, &'static str) {
    match screen.folds.scheme {
        Scheme::System => (Icon::Auto, screen.texts.top_colours_auto),
        Scheme::Dark => (Icon::Moon, screen.texts.top_colours_dark),
        Scheme::Light => (Icon::Sun, screen.texts.top_colours_light),
    }
}

/// What has no room in the bar of a narrow page, as a menu.
fn more(screen: &Screen) -> Markup {
    let texts = screen.texts;
    let (symbol, colours) = colours(screen);
    let act = |act: Act, symbol, name: &str| {
        html! { li { button type="button" data-act=(act.word()) { (icon(symbol)) " " (name) } } }
    };
    html! {
        details #more-tools.menu {
            summary.tool aria-label=(texts.top_menu) title=(texts.top_menu) { (icon(Icon::More)) }
            div.menu-list {
                ul {
                    (act(Act::Sheet(Sheet::Share), Icon::Share, texts.share_open))
                    (act(Act::Sheet(Sheet::Help), Icon::Help, texts.help_open))
                    (act(Act::Colours, symbol, colours))
                }
                ul {
                    @for (page, name) in pages_of_the_bar(screen) {
                        li { a href=(screen.href_page(page)) { (name) } }
                    }
                    li { a href=(screen.href_page(Page::Data)) { (texts.panel_data) } }
                    li { a href=(screen.href_page(Page::About)) { (texts.panel_about) } }
                }
            }
        }
    }
}

/// Pages about the record as a whole.
fn pages_of_the_bar(screen: &Screen) -> [(Page, &'static str); 3] {
    let texts = screen.texts;
    [
        (Page::Network, texts.panel_network),
        (Page::Quiet, texts.panel_quiet),
        (Page::Commitments, texts.panel_commitments),
    ]
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

/// The line of a frame in another page: the mark of the site, and the way to the whole of it.
pub fn frame_foot(screen: &Screen) -> Markup {
    let whole = View { embedded: false, ..screen.view.clone() };
    html! {
        footer.frame-foot {
            a href=(screen.href(&whole)) target="_blank" rel="noopener" { (logo()) " " span { (screen.texts.share_full) } }
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
            title=(name) aria-current=[here] { (tag.to_ascii_uppercase()) span.hidden { ", " (name) } }
    }
}
