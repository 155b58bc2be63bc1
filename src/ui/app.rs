//! The app: what stands where.

use leptos::prelude::*;

use super::{
    Site,
    browser::{next_frame, page},
    pages::Detail,
    parts::{EventList, MapSection, QueryBar, Rail, Table, Timeline, Toast, TopBar},
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
    Effect::new(move || page::set_title(&super::pages::title(site)));
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
            <Rail/>
            <main id="main" class:as-table=move || site.is_table.get()>
                <QueryBar/>
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
