//! Organisations as a row of pills with the number of their mechanisms; a click filters, the map shows the members.

use crate::order;
use entente_record::PartyIndex;
use leptos::prelude::*;

use crate::{
    map::shade,
    text::fill,
    ui::{Site, browser::Step},
    view::FilterPart,
    words::Words,
};

/// Pills that are shown before the reader asks for the rest.
const FIRST: usize = 9;

#[component]
pub fn Organisations() -> impl IntoView {
    let site = Site::here();
    let texts = move || site.texts();
    let all = RwSignal::new(false);
    // Most mechanisms first; those that are chosen stay in the row even when they have none left.
    let ranked = Memo::new(move |_| {
        let (record, names) = (site.record(), site.names());
        let mut ranked: Vec<(PartyIndex, u32, String)> = site.selection.with(|selection| {
            record
                .parties
                .iter()
                .enumerate()
                .filter(|(_, party)| party.organisation().is_some())
                .map(|(at, party)| {
                    (PartyIndex(at as u32), selection.parties[at].mechanisms, names.party(party))
                })
                .filter(|(index, count, _)| {
                    let code = &record.party(*index).code;
                    *count > 0 || site.filter.with(|filter| filter.parties.contains(code))
                })
                .collect()
        });
        order::sort_by(&mut ranked, |a, b| b.1.cmp(&a.1).then_with(|| names.compare(&a.2, &b.2)));
        ranked.into_iter().map(|(index, count, _)| (index, count)).collect::<Vec<_>>()
    });
    let chosen = move |index: PartyIndex| {
        let code = site.record().party(index).code.clone();
        site.filter.with(|filter| filter.parties.contains(&code))
    };
    let shown = move || {
        ranked.with(|ranked| {
            let few = !all.get();
            ranked
                .iter()
                .enumerate()
                .filter(|(at, (index, _))| !few || *at < FIRST || chosen(*index))
                .map(|(_, pill)| *pill)
                .collect::<Vec<_>>()
        })
    };
    let hidden = move || ranked.with(Vec::len).saturating_sub(FIRST) as u32;
    let pill = move |(index, count): (PartyIndex, u32)| {
        let party = site.record().party(index).clone();
        let code = party.code.clone();
        let full = party.clone();
        let shown_code = party.code.to_string();
        let name = move || match (full.organisation(), site.language.get()) {
            (Some(organisation), crate::view::Language::English) => organisation.name_en.to_string(),
            (Some(organisation), crate::view::Language::Spanish) => organisation.name_es.to_string(),
            (None, _) => String::new(),
        };
        view! {
            <li>
                <button
                    class="pill"
                    type="button"
                    title=name
                    data-code=shown_code
                    aria-pressed=move || chosen(index).to_string()
                    on:click=move |_| site.navigate(site.view_now().toggled(&FilterPart::Party(code.clone())), Step::Push)
                    on:pointerenter=move |_| site.hovered.set(Some(index))
                    on:pointerleave=move |_| site.hovered.set(None)
                    on:focus=move |_| site.hovered.set(Some(index))
                    on:blur=move |_| site.hovered.set(None)
                >
                    <span class=format!("dot shade-{}", shade(count))></span>
                    <span>{move || site.party_name(&party)}</span>
                    <b>{move || site.names().number(count)}</b>
                </button>
            </li>
        }
    };
    let more = move || {
        let (texts, number) = (texts(), site.names().number(hidden()));
        if all.get() { texts.map_fewer.to_string() } else { fill(texts.map_more, &[("n", &number)]) }
    };
    let more_label = move || {
        let (texts, number) = (texts(), site.names().number(hidden()));
        if all.get() {
            texts.map_fewer.to_string()
        } else {
            fill(texts.map_more_label.of(hidden()), &[("n", &number)])
        }
    };
    view! {
        <div class="organisations" hidden=move || ranked.with(Vec::is_empty)>
            <h3 id="organisations-head">{move || texts().map_organisations}</h3>
            <ul aria-labelledby="organisations-head">
                <For each=shown key=|pill| *pill children=pill/>
                <li>
                    <button
                        class="pill"
                        type="button"
                        hidden=move || hidden() == 0
                        aria-expanded=move || all.get().to_string()
                        aria-label=more_label
                        on:click=move |_| all.update(|all| *all = !*all)
                    >
                        {more}
                    </button>
                </li>
            </ul>
        </div>
    }
}
