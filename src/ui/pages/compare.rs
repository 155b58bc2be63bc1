//! Two to four parties side by side.

use std::collections::BTreeSet;

use entente_record::{EventIndex, PartyCode, PartyIndex};
use leptos::prelude::*;

use super::party::{event_list, events_among};
use crate::{ui::Site, view::Page, words::Words};

pub fn body(site: Site, codes: &[PartyCode]) -> AnyView {
    let record = site.record();
    let (names, texts) = (site.names(), site.texts());
    let parties: Vec<PartyIndex> = codes.iter().filter_map(|code| record.find_party(code)).collect();
    let events: Vec<Vec<EventIndex>> = parties.iter().map(|it| events_among(&record, &[*it])).collect();
    let number = |count: usize| names.number(count as u32);
    let heads = parties
        .iter()
        .map(|it| {
            let party = record.party(*it);
            view! { <th scope="col"><a href=site.href_page(Page::Party(party.code.clone()))>{names.party(party)}</a></th> }
        })
        .collect_view();
    let line = |name: &'static str, cells: Vec<String>| {
        let cells = cells.into_iter().map(|cell| view! { <td>{cell}</td> }).collect_view();
        view! { <tr><th scope="row">{name}</th>{cells}</tr> }
    };
    let mechanisms = parties
        .iter()
        .map(|it| number(record.mechanisms.iter().filter(|mechanism| mechanism.parties.contains(it)).count()))
        .collect();
    let partners = parties
        .iter()
        .zip(&events)
        .map(|(party, events)| {
            let others: BTreeSet<PartyIndex> = events
                .iter()
                .flat_map(|it| record.event(*it).parties.iter().copied())
                .filter(|it| it != party)
                .collect();
            number(others.len())
        })
        .collect();
    let latest = events
        .iter()
        .map(|events| events.first().map_or_else(String::new, |it| names.date(&record.event(*it).date)))
        .collect();
    let title = names.list(parties.iter().map(|it| names.party(record.party(*it))));
    let shared = events_among(&record, &parties);
    view! {
        <article>
            <h1 id="detail-title" tabindex="-1">{title}</h1>
            <table class="compare">
                <thead><tr><td></td>{heads}</tr></thead>
                <tbody>
                    {line(texts.map_tip_mechanisms, mechanisms)}
                    {line(texts.map_tip_events, events.iter().map(|it| number(it.len())).collect())}
                    {line(texts.map_tip_partners, partners)}
                    {line(texts.map_tip_latest, latest)}
                </tbody>
            </table>
            {event_list(site, shared)}
        </article>
    }
    .into_any()
}
