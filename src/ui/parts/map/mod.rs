//! The map: who works with whom, with the pairs beside it and the organisations below.

mod keys;
mod links;
mod plot;
mod splitter;
mod tip;

use leptos::prelude::*;

use super::{Icon, Organisations, Pairs, icon};
use crate::ui::{Site, browser::page};

use plot::Plot;
use splitter::Splitter;

/// Where the fold of the map is kept on the reader's device.
const FOLD_KEY: &str = "entente-map-folded";

#[component]
pub fn MapSection() -> impl IntoView {
    let site = Site::here();
    let texts = move || site.texts();
    let folded = RwSignal::new(page::stored(FOLD_KEY).is_some_and(|value| value == "1"));
    let fold = move || {
        folded.update(|folded| *folded = !*folded);
        page::store(FOLD_KEY, if folded.get_untracked() { "1" } else { "0" });
    };
    let stop = page::on_key_until(move |event| {
        if event.key() == "m" && !page::is_typing(&event) {
            fold();
        }
    });
    on_cleanup(stop);
    let height = RwSignal::new(splitter::stored());
    let label = move || if folded.get() { texts().map_unfold } else { texts().map_fold };
    view! {
        <section class="map-section" aria-label=move || texts().map_title style=move || height.get().map(|height| format!("--map-height: {height}px"))>
            <h2 class="map-title">
                <button
                    id="map-fold"
                    type="button"
                    aria-expanded=move || (!folded.get()).to_string()
                    title=move || format!("{} (m)", label())
                    on:click=move |_| fold()
                >
                    {icon(Icon::Down)}
                    <span>{move || texts().map_title}</span>
                </button>
            </h2>
            {move || (!folded.get()).then(|| view! {
                <div class="map-row">
                    <Plot/>
                    <Pairs focus=Signal::derive(move || plot::country_in_focus(site))/>
                </div>
                <Organisations/>
                <p class="disclaimer">
                    <span class="long">{move || texts().map_disclaimer}</span>
                    <span class="short">{move || texts().map_disclaimer_short}</span>
                </p>
                <Splitter height=height/>
            })}
        </section>
    }
}
