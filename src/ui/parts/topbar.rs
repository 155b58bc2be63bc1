//! The bar at the top: name, search, language, colours, share, about.

use leptos::prelude::*;

use super::{Icon, Search, icon};
use crate::{
    text::fill,
    ui::{Site, browser::page},
    view::{Language, Page, View},
};

/// Where the chosen colour scheme is kept on the reader's device.
const SCHEME_KEY: &str = "entente-colours";

#[component]
pub fn TopBar() -> impl IntoView {
    let site = Site::here();
    let texts = move || site.texts();
    let start = move || site.href(&View { language: site.language.get(), ..View::default() });
    let years = move || {
        let record = site.record();
        let year = |event: Option<&entente_record::Event>| {
            event.map_or_else(String::new, |event| event.date.earliest().year().to_string())
        };
        fill(
            texts().brand_tagline,
            &[("first", &year(record.events.first())), ("last", &year(record.events.last()))],
        )
    };
    view! {
        <header class="topbar">
            <a class="brand" href=start aria-label=move || texts().top_home>
                {logo()}
                <span class="wordmark">{move || texts().brand_name}</span>
            </a>
            <p class="tagline">{years}</p>
            <Search/>
            <nav class="tools">
                <Languages/>
                <Scheme/>
                <Share/>
                <a class="tool" href=move || site.href_page(Page::About)>
                    {icon(Icon::About)}
                    <span>{move || texts().panel_about}</span>
                </a>
            </nav>
        </header>
    }
}

/// The mark: two circles that share something.
fn logo() -> impl IntoView {
    view! {
        <svg class="logo" viewBox="0 0 26 18" width="26" height="18" aria-hidden="true">
            <path d="M13 3.4a7 7 0 0 1 0 11.2a7 7 0 0 1 0-11.2z" fill="currentColor"/>
            <circle cx="9" cy="9" r="7" fill="none" stroke="currentColor" stroke-width="2"/>
            <circle cx="17" cy="9" r="7" fill="none" stroke="currentColor" stroke-width="2"/>
        </svg>
    }
}

/// English and Spanish, as links to the same view.
#[component]
fn Languages() -> impl IntoView {
    let site = Site::here();
    let choice = move |language: Language, code: &'static str| {
        let name = move || site.names().language(language.tag());
        view! {
            <a
                href=move || site.href(&View { language, ..site.view() })
                lang=language.tag()
                hreflang=language.tag()
                aria-label=name
                title=name
                aria-current=move || (site.language.get() == language).then_some("true")
            >
                {code}
            </a>
        }
    };
    view! {
        <div class="segmented languages" role="group" aria-label=move || site.texts().top_language>
            {choice(Language::English, "EN")}
            {choice(Language::Spanish, "ES")}
        </div>
    }
}

/// Light, dark or as the system: kept on the device, never part of a link.
#[component]
fn Scheme() -> impl IntoView {
    let site = Site::here();
    let scheme = RwSignal::new(page::stored(SCHEME_KEY).unwrap_or_default());
    Effect::new(move || {
        let scheme = scheme.get();
        let value = if scheme.is_empty() { "light dark" } else { scheme.as_str() };
        page::set_root("style", &format!("color-scheme: {value}"));
        site.colours.update(|count| *count += 1);
    });
    let next = move |_| {
        let chosen = match scheme.get_untracked().as_str() {
            "" => "dark",
            "dark" => "light",
            _ => "",
        };
        page::store(SCHEME_KEY, chosen);
        scheme.set(chosen.to_string());
    };
    let label = move || {
        let texts = site.texts();
        match scheme.get().as_str() {
            "dark" => texts.top_colours_dark,
            "light" => texts.top_colours_light,
            _ => texts.top_colours_auto,
        }
    };
    view! {
        <button id="colours" class="tool icon-only" type="button" on:click=next aria-label=label title=label>
            {move || icon(match scheme.get().as_str() {
                "dark" => Icon::Moon,
                "light" => Icon::Sun,
                _ => Icon::Auto,
            })}
        </button>
    }
}

#[component]
fn Share() -> impl IntoView {
    let site = Site::here();
    view! {
        <button id="share" class="tool" type="button" on:click=move |_| copy_link(site)>
            {icon(Icon::Link)}
            <span>{move || site.texts().top_share}</span>
        </button>
    }
}

/// Copies the address of the present view and says so.
pub fn copy_link(site: Site) {
    leptos::task::spawn_local(async move {
        let copied = page::copy(&site.address()).await;
        let texts = crate::text::Texts::of(site.language.get_untracked());
        site.say(if copied { texts.top_copied } else { texts.top_copy_failed }.to_string());
    });
}
