//! Countries as real links: one that follows the pointer over any shape, and one at each label point for the keyboard
//! and assistive technology.

use entente_record::PartyIndex;
use leptos::prelude::*;

use super::plot::Shared;
use crate::{draw::Subject, text::fill, ui::Site, words::Words};

/// The link under the pointer: what it leads to is what the pointer is on, so that middle click, "copy link" and "open
/// in new tab" work anywhere on a country or an arc.
#[component]
pub fn UnderPointer(
    /// What the parts of the map share.
    shared: Shared,
) -> impl IntoView {
    move || {
        shared.under.get().map(|(subject, at)| {
            let href = shared.site.href(&shared.leads_to(&subject));
            view! {
                <div class="map-links">
                    <a
                        class="under-pointer"
                        href=href
                        tabindex="-1"
                        aria-hidden="true"
                        draggable="false"
                        style:left=format!("{}px", at.x)
                        style:top=format!("{}px", at.y)
                    ></a>
                </div>
            }
        })
    }
}

/// The links at label points, one tab stop for all.
#[component]
pub fn Links(
    /// What the parts of the map share.
    shared: Shared,
) -> impl IntoView {
    let site = shared.site;
    let parties = Memo::new(move |_| {
        shared.scene.with(|scene| {
            scene
                .targets
                .iter()
                .filter_map(|target| match target.subject {
                    Subject::Party(party) => Some((party, target.rect.centre())),
                    _ => None,
                })
                .filter(|(party, _)| is_linked(site, *party))
                .collect::<Vec<_>>()
        })
    });
    let at = move |party: PartyIndex| {
        parties.with(|parties| {
            parties.iter().find(|(other, _)| *other == party).map(|(_, at)| *at).unwrap_or_default()
        })
    };
    let stop = Memo::new(move |_| {
        let focused = site.hovered.get();
        parties.with(|parties| {
            let busiest = || {
                site.selection.with(|selection| {
                    parties
                        .iter()
                        .map(|(party, _)| *party)
                        .max_by_key(|party| selection.parties[party.index()].mechanisms)
                })
            };
            focused.filter(|focused| parties.iter().any(|(party, _)| party == focused)).or_else(busiest)
        })
    });
    let link = move |party: PartyIndex| {
        let subject = Subject::Party(party);
        view! {
            <a
                id=format!("country-{}", site.record().party(party).code)
                href=move || site.href(&shared.leads_to(&subject))
                aria-label=move || name(site, party)
                aria-current=move || {
                    let code = site.record().party(party).code.clone();
                    site.filter.with(|filter| filter.parties.contains(&code)).then_some("true")
                }
                tabindex=move || if stop.get() == Some(party) { "0" } else { "-1" }
                style="pointer-events: none"
                style:left=move || format!("{:.1}px", at(party).x)
                style:top=move || format!("{:.1}px", at(party).y)
                on:focus=move |_| site.hovered.set(Some(party))
                on:blur=move |_| site.hovered.set(None)
            ></a>
        }
    };
    view! {
        <div class="map-links">
            <For
                each=move || parties.with(|parties| parties.iter().map(|(party, _)| *party).collect::<Vec<_>>())
                key=|party| *party
                children=link
            />
        </div>
    }
}

/// Whether a country has anything in the selection, or is chosen.
pub fn is_linked(site: Site, party: PartyIndex) -> bool {
    let code = site.record().party(party).code.clone();
    site.selection.with(|selection| selection.parties[party.index()].events > 0)
        || site.filter.with(|filter| filter.parties.contains(&code))
}

/// "Japan: 24 mechanisms, 71 events".
fn name(site: Site, party: PartyIndex) -> String {
    let (texts, names, record) = (site.texts(), site.names(), site.record());
    let count = site.selection.with(|selection| selection.parties[party.index()]);
    let events = fill(texts.result_gives.of(count.events), &[("n", &names.number(count.events))]);
    let mechanisms = names.number(count.mechanisms);
    format!("{}, {}: {mechanisms}, {events}", names.party(record.party(party)), texts.map_tip_mechanisms)
}
