//! Two to four parties side by side.

use entente_record::{EventIndex, PartyCode, PartyIndex};
use maud::{Markup, html};

use super::party::{event_list, events_among, partners};
use crate::ui::Screen;

pub fn body(screen: &Screen, codes: &[PartyCode]) -> Markup {
    let (record, texts) = (screen.record, screen.texts);
    let parties: Vec<PartyIndex> = codes.iter().filter_map(|code| record.find_party(code)).collect();
    let events: Vec<Vec<EventIndex>> = parties.iter().map(|it| events_among(record, &[*it])).collect();
    let mechanisms = |party: &PartyIndex| {
        record.mechanisms.iter().filter(|mechanism| mechanism.parties.contains(party)).count()
    };
    let met = |(party, events): (&PartyIndex, &Vec<EventIndex>)| partners(record, *party, events).len();
    let latest = |events: &Vec<EventIndex>| {
        events.first().map_or_else(String::new, |it| screen.names.date(&record.event(*it).date))
    };
    let lines: [(&str, Vec<String>); 4] = [
        (texts.map_tip_mechanisms, parties.iter().map(|it| screen.number(mechanisms(it))).collect()),
        (texts.map_tip_events, events.iter().map(|it| screen.number(it.len())).collect()),
        (texts.map_tip_partners, parties.iter().zip(&events).map(|it| screen.number(met(it))).collect()),
        (texts.map_tip_latest, events.iter().map(latest).collect()),
    ];
    let names: Vec<String> = parties.iter().map(|it| screen.party_name(*it)).collect();
    html! {
        article {
            h1 #detail-title tabindex="-1" { (screen.names.list(&names)) }
            table.compare {
                thead {
                    tr {
                        td {}
                        @for (party, name) in parties.iter().zip(&names) {
                            th scope="col" { a href=(screen.href_party(record.party(*party))) { (name) } }
                        }
                    }
                }
                tbody {
                    @for (name, cells) in &lines {
                        tr { th scope="row" { (name) } @for cell in cells { td { (cell) } } }
                    }
                }
            }
            (event_list(screen, &events_among(record, &parties)))
        }
    }
}
