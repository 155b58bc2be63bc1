//! What a page shows without the app: the bar at the top and what is open, as plain text and links.
//!
//! It stands in `#static`, which the app takes off the page when it has drawn its own.

use entente_record::{EventIndex, MechanismIndex, Party, PartyIndex, Theme};
use maud::{Markup, html};

use crate::{
    text::fill,
    ui::{
        Screen, pages,
        parts::{brand, event_line, languages, rich, sentence, swatch},
    },
    view::{Page, View},
};

/// Events that the start page lists.
const LATEST: usize = 30;

/// The body of a page.
pub fn body(screen: &Screen) -> Markup {
    let content = match screen.view.page {
        Page::Explore => start(screen),
        _ => pages::open(screen),
    };
    around(screen, &content)
}

/// The page for addresses that nothing lies under, in both languages: which one the reader speaks is not known.
pub fn not_found(screens: &[Screen]) -> Markup {
    let Some((first, others)) = screens.split_first() else { return html! {} };
    let ways = |screen: &Screen| {
        html! {
            p { a href=(href(screen, Page::Explore)) { (screen.texts.missing_home) } }
            p { a href=(href(screen, Page::Commitments)) { (screen.texts.about_promises) } }
            p { a href=(href(screen, Page::About)) { (screen.texts.panel_about) } }
        }
    };
    let content = html! {
        article.missing {
            h1 #detail-title tabindex="-1" { (first.texts.missing_page) }
            (ways(first))
            @for screen in others {
                section lang=(screen.view.language.tag()) { h2 { (screen.texts.missing_page) } (ways(screen)) }
            }
        }
    };
    around(first, &content)
}

/// The page that stands for any other until the app is there.
pub fn waiting(screen: &Screen) -> Markup {
    let texts = screen.texts;
    let content = html! {
        article { h1 #detail-title tabindex="-1" { (texts.brand_name) } p.lead { (texts.brand_description) } }
    };
    around(screen, &content)
}

/// What stands around every page.
fn around(screen: &Screen, content: &Markup) -> Markup {
    let texts = screen.texts;
    html! {
        div #static {
            // The page's own address, for the base address of the document is the site's.
            a.skip href={ (screen.href(screen.view).trim_end_matches('/')) "/#detail-title" } { (texts.top_skip) }
            header.topbar {
                (brand(screen))
                nav.tools aria-label=(texts.top_menu) {
                    (languages(screen))
                    @for (page, name) in [
                        (Page::Data, texts.panel_data),
                        (Page::About, texts.panel_about),
                    ] {
                        a.tool href=(href(screen, page)) { (name) }
                    }
                }
            }
            // Shown by what begins the app (`start.js`) if it can't.
            p #start-failed.notice.error role="alert" hidden {
                (texts.static_failed) " "
                a href=(screen.href(screen.view)) { (texts.static_again) }
            }
            main.detail {
                @if let Some(event) = screen.open_event() {
                    div.detail-bar { (pages::steps(screen, event)) }
                }
                div.detail-body { (content) }
            }
        }
    }
}

/// The address of a page in the language of a screen.
fn href(screen: &Screen, page: Page) -> String {
    screen.href(&View { language: screen.view.language, page, ..View::default() })
}

/// The start page: what the app shows as map and timeline, as lists that lead everywhere.
fn start(screen: &Screen) -> Markup {
    let (record, names, texts) = (screen.record, screen.names, screen.texts);
    let latest = (0..record.events.len() as u32).rev().map(EventIndex).take(LATEST);
    let mut mechanisms: Vec<MechanismIndex> =
        (0..record.mechanisms.len() as u32).map(MechanismIndex).collect();
    let english = |index: &MechanismIndex| &*record.mechanism(*index).name;
    mechanisms.sort_by(|a, b| names.compare(english(a), english(b)));
    let mut parties: Vec<(String, PartyIndex)> =
        (0..record.parties.len() as u32).map(PartyIndex).map(|it| (screen.party_name(it), it)).collect();
    parties.sort_by(|(a, _), (b, _)| names.compare(a, b));
    html! {
        article {
            h1 #detail-title tabindex="-1" { (pages::title(screen)) }
            p.lead { (texts.brand_description) }
            p.lead { (rich(&sentence(screen))) }
            section {
                h2 { (texts.static_latest) }
                ul.event-lines { @for event in latest { li { (event_line(screen, event)) } } }
            }
            section {
                h2 { (texts.rail_themes) " " span.unit { (texts.rail_unit_events) } }
                ul.columns-list { @for theme in Theme::ALL { li { (theme_link(screen, *theme)) } } }
            }
            section {
                h2 { (texts.panel_mechanisms) " " span.unit { (screen.number(mechanisms.len())) } }
                ul.rows { @for index in mechanisms { li { (mechanism_line(screen, index)) } } }
            }
            section {
                h2 { (texts.rail_parties) " " span.unit { (texts.rail_unit_events) } }
                ul.columns-list {
                    @for (name, index) in &parties { li { (party_link(screen, name, *index)) } }
                }
            }
            p { (fill(texts.about_version, &[("version", &record.version)])) }
        }
    }
}

fn theme_link(screen: &Screen, theme: Theme) -> Markup {
    let events = screen.selection.facets.themes[theme.index()] as usize;
    html! {
        (swatch(theme.family())) " "
        a href=(screen.href_page(Page::Theme(theme))) { (screen.names.theme(theme)) }
        " " span.unit { (screen.number(events)) }
    }
}

fn mechanism_line(screen: &Screen, index: MechanismIndex) -> Markup {
    let mechanism = screen.record.mechanism(index);
    html! {
        a lang="en" href=(screen.href_page(Page::Mechanism(mechanism.id.clone()))) { (mechanism.name) }
        span.unit {
            (screen.counted(screen.texts.result_gives, mechanism.events.len()))
            ", " (pages::silence(screen, index))
        }
    }
}

fn party_link(screen: &Screen, name: &str, index: PartyIndex) -> Markup {
    let party: &Party = screen.record.party(index);
    let events = screen.selection.parties[index.index()].events as usize;
    html! { a href=(screen.href_party(party)) { (name) } " " span.unit { (screen.number(events)) } }
}
