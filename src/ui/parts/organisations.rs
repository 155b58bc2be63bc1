//! Organisations as a row of pills with the number of their mechanisms; a click filters, the map shows the members.

use entente_record::PartyIndex;
use maud::{Markup, html};

use super::full_name;
use crate::{
    link,
    map::shade,
    order,
    text::fill,
    ui::{Screen, act::Act, screen::List},
    view::FilterPart,
};

/// Pills that are shown before the reader asks for the rest.
const FIRST: usize = 9;

/// An organisation with the number of its mechanisms.
struct Pill {
    index: PartyIndex,
    count: u32,
    chosen: bool,
}

/// Most mechanisms first; those that are chosen stay in the row even when they have none left.
fn ranked(screen: &Screen) -> Vec<Pill> {
    let parties = screen.record.parties.iter().zip(&screen.selection.parties).enumerate();
    let mut ranked: Vec<(Pill, String)> = parties
        .filter(|(_, (party, _))| party.organisation().is_some())
        .map(|(at, (party, count))| {
            let chosen = screen.view.filter.parties.contains(&party.code);
            let pill = Pill { index: PartyIndex(at as u32), count: count.mechanisms, chosen };
            (pill, screen.names.party(party))
        })
        .filter(|(pill, _)| pill.count > 0 || pill.chosen)
        .collect();
    order::sort_by(&mut ranked, |a, b| {
        b.0.count.cmp(&a.0.count).then_with(|| screen.names.compare(&a.1, &b.1))
    });
    ranked.into_iter().map(|(pill, _)| pill).collect()
}

/// The row.
pub fn organisations(screen: &Screen) -> Markup {
    let texts = screen.texts;
    let ranked = ranked(screen);
    let hidden = ranked.len().saturating_sub(FIRST);
    let whole = screen.is_whole(List::Organisations);
    let number = screen.number(hidden);
    html! {
        div.organisations hidden[ranked.is_empty()] {
            h2 #organisations-head { (texts.map_organisations) }
            ul aria-labelledby="organisations-head" {
                @for (at, it) in ranked.iter().enumerate() {
                    @if whole || at < FIRST || it.chosen { (pill(screen, it)) }
                }
                @if hidden > 0 {
                    li data-key="more" {
                        button.pill type="button" aria-expanded=(whole)
                            aria-label=[(!whole).then(|| screen.counted(texts.map_more_label, hidden))]
                            data-act=(Act::Whole(List::Organisations).word()) {
                            @if whole { (texts.map_fewer) } @else { (fill(texts.map_more, &[("n", &number)])) }
                        }
                    }
                }
            }
        }
    }
}

fn pill(screen: &Screen, pill: &Pill) -> Markup {
    let party = screen.record.party(pill.index);
    let toggled = screen.view.toggled(&FilterPart::Party(party.code.clone()));
    html! {
        li data-key=(party.code.as_str()) {
            button.pill type="button" title=(full_name(screen, party)) aria-pressed=(pill.chosen)
                data-code=(party.code.as_str()) data-go=(link::write(&toggled)) {
                span class={ "dot shade-" (shade(pill.count)) } {}
                span { (screen.names.party(party)) }
                b { (screen.names.number(pill.count)) }
            }
        }
    }
}
