//! All that two parties share, by themselves and in larger groups.

use entente_record::PartyIndex;
use maud::{Markup, html};

use super::party::{event_list, events_among, mechanism_list, narrow_link, summary};
use crate::{
    ui::{Screen, parts::party_links},
    view::FilterPart,
};

pub fn body(screen: &Screen, a: PartyIndex, b: PartyIndex) -> Markup {
    let both = [a, b];
    let events = events_among(screen.record, &both);
    let parts = both.map(|it| FilterPart::Among(screen.record.party(it).code.clone()));
    html! {
        article {
            p.kicker { (party_links(screen, &both)) }
            h1 #detail-title.display tabindex="-1" { (screen.party_name(a)) " – " (screen.party_name(b)) }
            (summary(screen, &events))
            (narrow_link(screen, &parts))
            (mechanism_list(screen, &both))
            (event_list(screen, &events))
        }
    }
}
