//! Countries as real links: one that follows the pointer over any shape, and one at each label point for the keyboard
//! and assistive technology.

use entente_record::PartyIndex;
use leptos::prelude::*;
use maud::{Markup, html};

use super::plot::{Shared, leads_to};
use crate::{
    draw::{Point, Subject},
    ui::{Screen, css::placed},
};

/// The link under the pointer: what it leads to is what the pointer is on, so that middle click, "copy link" and "open
/// in new tab" work anywhere on a country or an arc.
pub fn under_pointer(screen: &Screen, under: &Option<(Subject, Point)>) -> Markup {
    html! {
        @if let Some((subject, at)) = under {
            a.under-pointer href=(screen.href(&leads_to(screen, subject))) tabindex="-1" aria-hidden="true"
                draggable="false" data-style=(placed(at.x, at.y)) {}
        }
    }
}

/// The links at label points, one tab stop for all. While the map moves they rest.
pub fn links(screen: &Screen, shared: Shared) -> Option<Markup> {
    let parties: Vec<(PartyIndex, Point)> = shared.scene.with(|scene| {
        let parties = scene.targets.iter().filter_map(|target| match target.subject {
            Subject::Party(party) => Some((party, target.rect.centre())),
            _ => None,
        });
        parties.filter(|(party, _)| is_linked(screen, *party)).collect()
    });
    let focused = shared.site.hovered.get();
    if shared.is_moving() {
        return None;
    }
    let stop = parties
        .iter()
        .map(|(party, _)| *party)
        .max_by_key(|party| (focused == Some(*party), screen.selection.parties[party.index()].mechanisms));
    Some(html! {
        @for (party, at) in &parties {
            @let code = &screen.record.party(*party).code;
            @let chosen = screen.view.filter.parties.contains(code);
            a id={ "country-" (code.as_str()) } href=(screen.href(&leads_to(screen, &Subject::Party(*party))))
                aria-label=(name(screen, *party)) aria-current=[chosen.then_some("true")]
                tabindex=(if stop == Some(*party) { "0" } else { "-1" })
                data-code=(code.as_str()) data-style=(placed(at.x, at.y)) {}
        }
    })
}

/// Whether a country has anything in the selection, or is chosen.
pub fn is_linked(screen: &Screen, party: PartyIndex) -> bool {
    screen.selection.parties[party.index()].events > 0
        || screen.view.filter.parties.contains(&screen.record.party(party).code)
}

/// "Japan: 24 mechanisms, 71 events".
fn name(screen: &Screen, party: PartyIndex) -> String {
    let count = screen.selection.parties[party.index()];
    let events = screen.counted(screen.texts.result_gives, count.events as usize);
    let mechanisms = screen.names.number(count.mechanisms);
    let name = screen.party_name(party);
    [name.as_str(), ", ", screen.texts.map_tip_mechanisms, ": ", &mechanisms, ", ", &events].concat()
}
