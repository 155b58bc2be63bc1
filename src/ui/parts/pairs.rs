//! Who meets most: pairs of parties by meetings; each links to what the two share.

use entente_record::PartyIndex;
use leptos::prelude::*;

use crate::{query::PairCount, text::fill, ui::Site, view::Page, words::Words};

/// Pairs that are shown before the reader asks for all.
const FIRST: usize = 9;

#[component]
pub fn Pairs(
    /// The party whose pairs are shown; `None`: all.
    focus: Signal<Option<PartyIndex>>,
) -> impl IntoView {
    let site = Site::here();
    let texts = move || site.texts();
    let all = RwSignal::new(false);
    let pairs = Memo::new(move |_| {
        let focus = focus.get();
        site.selection.with(|selection| {
            let about = |pair: &&PairCount| focus.is_none_or(|party| pair.a == party || pair.b == party);
            selection.pairs.iter().filter(about).copied().collect::<Vec<_>>()
        })
    });
    let title = move || match focus.get() {
        Some(party) => {
            let name = site.party_name(site.record().party(party));
            fill(texts().pairs_title_party, &[("party", &name)])
        }
        None => texts().pairs_title.to_string(),
    };
    let count = move || pairs.with(Vec::len);
    let shown = move || {
        let most = if all.get() { usize::MAX } else { FIRST };
        pairs.with(|pairs| pairs.iter().copied().take(most).collect::<Vec<_>>())
    };
    let more = move || {
        let texts = texts();
        let count = count() as u32;
        if all.get() {
            texts.pairs_fewer.to_string()
        } else {
            fill(texts.pairs_all.of(count), &[("n", &site.names().number(count))])
        }
    };
    view! {
        <section class="pairs" aria-label=title>
            <h2><span>{title}</span> <span class="unit">{move || texts().pairs_unit}</span></h2>
            {move || pairs.with(Vec::is_empty).then(|| view! { <p class="empty">{texts().pairs_none}</p> })}
            <ol>
                <For
                    each=shown
                    key=|pair| (pair.a, pair.b, pair.meetings)
                    children=move |pair| row(site, pair)
                />
            </ol>
            <button
                class="link"
                type="button"
                hidden=move || count() <= FIRST
                aria-expanded=move || all.get().to_string()
                on:click=move |_| all.update(|all| *all = !*all)
            >
                {more}
            </button>
        </section>
    }
}

fn row(site: Site, pair: PairCount) -> AnyView {
    let record = site.record();
    let (a, b) = (record.party(pair.a).clone(), record.party(pair.b).clone());
    let page = Page::pair(a.code.clone(), b.code.clone());
    let here = {
        let page = page.clone();
        move || site.page.with(|open| *open == page).then_some("true")
    };
    let width = format!("{:.2}px", (0.75 + 0.14 * pair.meetings as f32).min(4.0));
    let names = move || format!("{} – {}", site.party_name(&a), site.party_name(&b));
    view! {
        <li>
            <a href=move || site.href_page(page.clone()) aria-current=here>
                <span>{names}</span>
                <span class="weight" class:none=pair.meetings == 0 style:border-top-width=width></span>
                <b>{move || site.names().number(pair.meetings)}</b>
            </a>
        </li>
    }
    .into_any()
}
