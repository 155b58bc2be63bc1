//! The app: what stands where.

use leptos::prelude::*;

use super::{
    Site,
    browser::{next_frame, page},
    pages::Detail,
    parts::{EventList, MapSection, Table, Timeline, Toast, TopBar, part, query_bar, rail},
    screen::Scheme,
};
use crate::view::Page;

/// The whole page.
#[component]
pub fn App(
    /// What every part shares.
    site: Site,
) -> impl IntoView {
    provide_context(site);
    Effect::new(move || page::set_root("lang", site.language.get().tag()));
    Effect::new(move || site.with_screen(&mut |screen| page::set_title(&super::pages::title(screen))));
    let scheme = Memo::new(move |_| site.folds.with(|folds| folds.scheme));
    Effect::new(move || {
        let colours = match scheme.get() {
            Scheme::System => "light dark",
            Scheme::Dark => "dark",
            Scheme::Light => "light",
        };
        page::set_root("style", &["color-scheme: ", colours].concat());
        site.colours.update(|count| *count += 1);
    });
    // Timeline, map and filters react from here on; "full" follows with the second load.
    Effect::new(move || {
        page::set_root("data-ready", "index");
        // The second load waits for the first picture.
        next_frame(move || site.read_details());
    });
    let has_detail = Memo::new(move |_| site.page.with(|page| *page != Page::Explore));
    view! {
        <a class="skip" href="#result">{move || site.texts().top_skip}</a>
        <TopBar/>
        <div class="layout" class:with-detail=move || has_detail.get() class:rail-open=move || site.rail_open.get()>
            {part(site, rail)}
            <main id="main" class:as-table=move || site.is_table.get()>
                {part(site, query_bar)}
                {move || match (site.is_table.get(), site.narrow.get()) {
                    (true, _) => view! { <Table/> }.into_any(),
                    (false, true) => view! { <MapSection/><EventList/> }.into_any(),
                    (false, false) => view! { <MapSection/><Timeline/> }.into_any(),
                }}
            </main>
            {move || has_detail.get().then(|| view! { <Detail/> })}
        </div>
        <Toast/>
    }
}
