//! All that two parties share, by themselves and in larger groups.

use entente_record::{MechanismIndex, PartyIndex};
use maud::{Markup, html};

use super::{
    compare,
    party::{event_list, events_among, mechanism_table, mechanisms_among, narrow_link, summary, to_come},
    shared::{promised, themes_over_time},
};
use crate::{
    ui::{Screen, parts::party_links},
    view::FilterPart,
};

pub fn body(screen: &Screen, a: PartyIndex, b: PartyIndex) -> Markup {
    let (both, texts) = ([a, b], screen.texts);
    let events = events_among(screen, &both);
    let parts = both.map(|it| FilterPart::Among(screen.record.party(it).code.clone()));
    let alone = |index: &MechanismIndex| screen.record.mechanism(*index).parties.len() == 2;
    let (bilateral, grouped): (Vec<_>, Vec<_>) = mechanisms_among(screen, &both).into_iter().partition(alone);
    // Not of the selection: what a reader has filtered out does not undo that the two have it.
    let own = screen
        .record
        .mechanisms
        .iter()
        .find(|it| it.parties.len() == 2 && both.iter().all(|party| it.parties.contains(party)));
    html! {
        article {
            header.span-2 {
                p.kicker { (party_links(screen, &both)) }
                h1 #detail-title.display tabindex="-1" { (screen.party_name(a)) " – " (screen.party_name(b)) }
                (summary(screen, &events))
                (narrow_link(screen, &parts))
                @if let Some(own) = own { (compare::link(screen, own)) }
            }
            (to_come(screen, &events))
            (contacts(screen, &events))
            (mechanism_table(screen, texts.panel_bilateral, &bilateral))
            (mechanism_table(screen, texts.panel_in_groups, &grouped))
            (themes_over_time(screen, &events))
            (promised(screen, &events))
            (event_list(screen, &events))
        }
    }
}

/// The first and the last event on record.
fn contacts(screen: &Screen, events: &[entente_record::EventIndex]) -> Markup {
    let texts = screen.texts;
    let line = |name: &str, index: entente_record::EventIndex| {
        let event = screen.record.event(index);
        html! {
            div {
                dt { (name) }
                dd { (screen.names.date(&event.date)) ", " a lang="en" href=(screen.href_event(event)) { (event.title) } }
            }
        }
    };
    html! {
        @if let (Some(last), Some(first)) = (events.first(), events.last()) {
            section.span-2 {
                dl.facts.contacts { (line(texts.panel_first_contact, *first)) (line(texts.panel_last_contact, *last)) }
            }
        }
    }
}
