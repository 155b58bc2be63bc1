//! Two to four parties side by side.

use entente_record::{EventIndex, Family, Mechanism, PartyCode, PartyIndex, Record};
use maud::{Markup, html};

use super::{
    party::{event_list, events_among, partners},
    shared::{by_year, year_axis, years},
};
use crate::{
    charts::bars,
    ui::{Screen, parts::swatch},
    view::Page,
};

/// The parties of a mechanism side by side, unless it has more than fit beside each other, or one alone.
pub fn of_mechanism(record: &Record, mechanism: &Mechanism) -> Option<Page> {
    let codes = mechanism.parties.iter().map(|it| record.party(*it).code.clone());
    (2..=Page::COMPARED).contains(&codes.len()).then(|| Page::compare(codes)).flatten()
}

/// The way from a page to the parties of a mechanism side by side.
pub fn link(screen: &Screen, mechanism: &Mechanism) -> Markup {
    html! {
        @if let Some(page) = of_mechanism(screen.record, mechanism) {
            p.way { a href=(screen.href_page(page)) { (screen.texts.panel_side_by_side) } }
        }
    }
}

pub fn body(screen: &Screen, codes: &[PartyCode]) -> Markup {
    let (record, texts) = (screen.record, screen.texts);
    let parties: Vec<PartyIndex> = codes.iter().filter_map(|code| record.find_party(code)).collect();
    let events: Vec<Vec<EventIndex>> = parties.iter().map(|it| events_among(screen, &[*it])).collect();
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
    // One scale for all, so that the charts can be compared.
    let most = |events: &Vec<EventIndex>| by_year(screen, &mut events.iter().copied()).into_iter().max();
    let most = events.iter().filter_map(most).max().unwrap_or(0);
    let named = |events: &[EventIndex], family: Family| {
        let has = |it: &&EventIndex| record.event(**it).themes.iter().any(|theme| theme.family() == family);
        events.iter().filter(has).count()
    };
    let names: Vec<String> = parties.iter().map(|it| screen.party_name(*it)).collect();
    html! {
        article {
            header.span-2 { h1 #detail-title tabindex="-1" { (screen.names.list(&names)) } }
            div.wide.span-2 tabindex="0" role="region" aria-label=(screen.names.list(&names)) {
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
                        @for family in Family::ALL {
                            tr {
                                th scope="row" { (swatch(*family)) " " (screen.names.family(*family)) }
                                @for events in &events { td { (screen.number(named(events, *family))) } }
                            }
                        }
                    }
                }
            }
            @for (party, events) in parties.iter().zip(&events) {
                (years_of(screen, *party, events, most))
            }
            (event_list(screen, &events_among(screen, &parties)))
        }
    }
}

/// The events of a party by year.
fn years_of(screen: &Screen, party: PartyIndex, events: &[EventIndex], most: u32) -> Markup {
    let name = screen.party_name(party);
    html! {
        section {
            h2 { (name) " " span.unit { (screen.texts.panel_by_year) } }
            (bars(&name, years(screen).0, &by_year(screen, &mut events.iter().copied()), most, "family-ink"))
            (year_axis(screen))
        }
    }
}
