//! The app: what stands where.

use leptos::{html, prelude::*};

use super::{
    Site,
    browser::{fault, page, report_height},
    left_out::{Part, own_left_out, shows_own, unless_left_out},
    pages::Detail,
    parts::{
        EventList, MapSection, PAPER, PageMap, Sheets, Table, Timeline, Toast, TopBar, frame_foot, hints,
        in_turn, news, own_bar, part, query_bar, rail,
    },
    screen::Scheme,
};
use crate::view::Page;

/// What stands beside the rail.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Map and timeline.
    Explore,
    /// Map and timeline, and an event beside them.
    Event,
    /// A page.
    Page,
    /// A page with the map of who it is about.
    PageWithMap,
}

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
    Effect::new(move |before: Option<Scheme>| {
        let now = scheme.get();
        if now != before.unwrap_or_default() {
            let scheme = match now {
                Scheme::System => "",
                Scheme::Dark => "dark",
                Scheme::Light => "light",
            };
            page::set_root(page::SCHEME, scheme);
            site.colours_change();
        }
        now
    });
    // An event stands beside map and timeline, any other page in their place.
    let stage = Memo::new(move |_| {
        site.page.with(|page| match page {
            Page::Explore => Stage::Explore,
            Page::Event(_) => Stage::Event,
            Page::Party(_) | Page::Pair(..) | Page::Mechanism(_) | Page::Compare(_) => Stage::PageWithMap,
            _ => Stage::Page,
        })
    });
    Effect::new(move || shows_own(site.folds.with(|folds| folds.own.shown.is_some())));
    Effect::new(move || fault::tell_in(site.texts()));
    let map = move || unless_left_out(site, Part::Map, || view! { <MapSection/> }.into_any());
    let detail = move || unless_left_out(site, Part::Page, || view! { <Detail/> }.into_any());
    let content = move || match (stage.get(), site.is_table.get(), site.narrow.get()) {
        (Stage::PageWithMap, ..) => {
            let map = unless_left_out(site, Part::Map, || view! { <PageMap/> }.into_any());
            view! { <div id="page" class="paged with-map">{detail()}{map}</div> }.into_any()
        }
        (Stage::Page, ..) => view! { <div id="page" class="paged">{detail()}</div> }.into_any(),
        (_, true, _) => view! { <Table/> }.into_any(),
        (_, false, true) => {
            let list = unless_left_out(site, Part::Timeline, || view! { <EventList/> }.into_any());
            view! { {map()}{list} }.into_any()
        }
        (_, false, false) => {
            let timeline = unless_left_out(site, Part::Timeline, || view! { <Timeline/> }.into_any());
            view! { {map()}{timeline} }.into_any()
        }
    };
    let folded_rail = Memo::new(move |_| site.folds.with(|folds| folds.rail));
    let class = move || {
        let stage = match stage.get() {
            Stage::Explore => "layout",
            Stage::Event => "layout with-detail",
            Stage::Page | Stage::PageWithMap => "layout with-page",
        };
        let open = if site.rail_open.get() { " rail-open" } else { "" };
        let folded = if folded_rail.get() { " rail-folded" } else { "" };
        [stage, open, folded].concat()
    };
    let framed = Memo::new(move |_| site.view().embedded);
    let app = NodeRef::<html::Div>::new();
    if framed.get_untracked() {
        Effect::new(move || {
            if let Some(app) = app.get() {
                report_height(&app);
            }
        });
    }
    Effect::new(move || page::set_root("data-embed", if framed.get() { "1" } else { "" }));
    // The base address of the document is the site's: a bare fragment would lead to the start page.
    let skip = move || [&site.href(&site.view()), "#result"].concat();
    // Another record makes all of it anew; what listens for as long as the page lives stays.
    let all = move || {
        site.edition.get();
        view! {
            <a class="skip" href=skip>{move || site.texts().top_skip}</a>
            {in_turn(site, move || view! { {move || (!framed.get()).then(|| view! { <TopBar/> })} })}
            {part(site, own_bar)}
            {own_left_out(site)}
            {part(site, news)}
            <div class=class>
                {move || (!framed.get()).then(|| part(site, rail))}
                <main id="main" class:as-table=move || site.is_table.get()>
                    {part(site, query_bar)}
                    {in_turn(site, move || content)}
                </main>
                {move || (stage.get() == Stage::Event).then(detail)}
            </div>
            {move || framed.get().then(|| part(site, frame_foot))}
            {part(site, hints)}
            {in_turn(site, || view! { <Sheets/> })}
            <Toast/>
            <div id={PAPER} aria-hidden="true"></div>
        }
    };
    view! { <div id="app" node_ref=app>{all}</div> }
}
