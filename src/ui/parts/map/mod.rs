//! The map: who works with whom, with the pairs beside it and the organisations below.

mod keys;
mod links;
mod plot;
mod splitter;
mod tables;
mod tip;

use leptos::prelude::*;
use maud::{Markup, html};

use super::{Icon, follow, icon, in_turn, organisations, pairs, part};
use crate::{
    map::Focus,
    ui::{Lasting, Screen, Site, act::Act, pages::partners_beside},
};

pub use tables::map_tables;

use plot::Plot;
use splitter::Splitter;

#[component]
pub fn MapSection() -> impl IntoView {
    let site = Site::here();
    let folded = Memo::new(move |_| site.folds.with(|folds| folds.map));
    // What moves its edge is made anew with each unfolding.
    let height = Lasting::signal(splitter::stored());
    let height_in_css = move || height.get().map(|height| [&height.to_string(), "px"].concat());
    view! {
        <section class="map-section" aria-label=move || site.texts().map_title style=("--map-height", height_in_css)>
            {part(site, title)}
            {move || (!folded.get()).then(|| view! {
                <div class="map-row">
                    {in_turn(site, || view! { <Plot/> })}
                    {pairs_here(site)}
                </div>
                {part(site, organisations)}
                {part(site, disclaimer)}
                {in_turn(site, move || view! { <Splitter height=height/> })}
            })}
        </section>
    }
}

/// The map beside a page, with the pairs of who the page is about.
#[component]
pub fn PageMap() -> impl IntoView {
    let site = Site::here();
    // Of who a page is about: on a page about several, the pairs of all would be somebody else's.
    let partners = move |screen: &Screen| {
        Some(match screen.focus() {
            // On a narrow page they stand in the page.
            Focus::Party(party) | Focus::Organisation(party) if !screen.narrow => {
                partners_beside(screen, party)
            }
            _ => html! {},
        })
    };
    view! { <div class="page-map">{in_turn(site, || view! { <Plot/> })}{part(site, disclaimer)}{follow(site, Box::new(partners))}</div> }
}

/// The list of pairs, which is about the party under the pointer too.
fn pairs_here(site: Site) -> AnyView {
    follow(
        site,
        Box::new(move |screen| {
            site.hovered.with(|_| ());
            Some(pairs(screen))
        }),
    )
}

fn title(screen: &Screen) -> Markup {
    let (texts, folded) = (screen.texts, screen.folds.map);
    let label = if folded { texts.map_unfold } else { texts.map_fold };
    html! {
        h2.map-title {
            button #map-fold type="button" aria-expanded=(!folded) title={ (label) " (m)" }
                data-act=(Act::FoldMap.word()) { (icon(Icon::Down)) span { (texts.map_title) } }
        }
    }
}

fn disclaimer(screen: &Screen) -> Markup {
    html! {
        p.disclaimer {
            span.long { (screen.texts.map_disclaimer) }
            span.short { (screen.texts.map_disclaimer_short) }
        }
    }
}
