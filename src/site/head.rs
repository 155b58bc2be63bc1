//! What the head of a page says to search engines, link previews and feed readers.

use maud::{Markup, html};

use super::{Error, facts::Facts, feed, linked, preview, summary::description};
use crate::{
    link,
    ui::{Screen, pages},
    view::{Language, View},
};

/// The elements of the head that are particular to a page, its title aside.
pub fn head(facts: &Facts, screen: &Screen) -> Result<Markup, Error> {
    let view = screen.view;
    let about = description(screen);
    let title = pages::title(screen);
    let address = |language| facts.place.address(&link::write(&View { language, ..view.clone() }));
    let here = address(view.language);
    let feed = feed::of_page(facts, view).filter(|_| facts.place.has_origin());
    Ok(html! {
        meta name="description" content=(about);
        link rel="canonical" href=(here);
        @for language in Language::ALL {
            link rel="alternate" hreflang=(language.tag()) href=(address(language));
        }
        link rel="alternate" hreflang="x-default" href=(address(Language::English));
        @if let Some(feed) = feed {
            link rel="alternate" type="application/atom+xml" title=(feed.title) href=(facts.place.address(&feed.path));
        }
        meta property="og:site_name" content=(screen.texts.brand_name);
        meta property="og:type" content=(if matches!(view.page, crate::view::Page::Event(_)) { "article" } else { "website" });
        meta property="og:title" content=(title);
        meta property="og:description" content=(about);
        // OpenGraph knows full addresses only.
        @if facts.place.has_origin() { meta property="og:url" content=(here); }
        @for language in Language::ALL {
            meta property=(if language == view.language { "og:locale" } else { "og:locale:alternate" })
                content=(locale(language));
        }
        @if facts.place.has_origin() {
            meta property="og:image" content=(facts.place.address(&preview::path(facts, view)));
            meta property="og:image:width" content="1200";
            meta property="og:image:height" content="630";
            meta property="og:image:alt" content=(title);
        }
        meta name="twitter:card" content=(if facts.place.has_origin() { "summary_large_image" } else { "summary" });
        meta name="twitter:title" content=(title);
        meta name="twitter:description" content=(about);
        (linked::script(facts, screen)?)
    })
}

/// A language as OpenGraph names it, with the country whose forms the site follows.
const fn locale(language: Language) -> &'static str {
    match language {
        Language::English => "en_GB",
        Language::Spanish => "es_ES",
    }
}
