//! A theme: what it means, who takes it up, when, where, and how its share changed.

use entente_record::{EventIndex, PartyIndex, Theme};
use maud::{Markup, html};

use super::{
    party::{event_list, events_where, mechanism_table, narrow_link, summary, to_come},
    shared::{by_year, promised, year_axis, years},
};
use crate::{
    charts::{bars, share},
    order,
    ui::{
        Screen,
        parts::{family_class, swatch},
    },
    view::FilterPart,
};

/// Parties, places and mechanisms that are listed.
const LISTED: usize = 12;

pub fn body(screen: &Screen, theme: Theme) -> Markup {
    let (texts, names) = (screen.texts, screen.names);
    let events = events_where(screen, |event| event.themes.contains(&theme));
    html! {
        article {
            header.span-2 {
                p.kicker { (swatch(theme.family())) span { (names.family(theme.family())) } }
                h1 #detail-title tabindex="-1" { (names.theme(theme)) }
                p.summary { (names.theme_line(theme)) }
                (summary(screen, &events))
                (narrow_link(screen, &[FilterPart::Theme(theme)]))
            }
            (to_come(screen, &events))
            (when(screen, theme, &events))
            (ranking(screen, texts.panel_who, &parties(screen, &events)))
            (ranking(screen, texts.panel_where, &places(screen, &events)))
            (mechanism_table(screen, texts.panel_mechanisms, &mechanisms(screen, &events)))
            (promised(screen, &events))
            (event_list(screen, &events))
        }
    }
}

/// Events by year, and their share of all events of the year.
fn when(screen: &Screen, theme: Theme, events: &[EventIndex]) -> Markup {
    let texts = screen.texts;
    let counts = by_year(screen, &mut events.iter().copied());
    let all = by_year(screen, &mut screen.selection.events.iter().map(|at| EventIndex(at as u32)));
    // Years with fewer events than this say nothing about a share.
    let percent = |(part, whole): (&u32, &u32)| if *whole < 5 { 0 } else { part * 100 / whole };
    let shares: Vec<u32> = counts.iter().zip(&all).map(percent).collect();
    let (first, class) = (years(screen).0, family_class(Some(theme.family())));
    let chart = |name: &str, unit: &str, counts: &[u32]| {
        let most = counts.iter().copied().max().unwrap_or(0);
        html! {
            section {
                h2 { (name) " " span.unit { (screen.names.number(most)) (unit) } }
                (bars(name, first, counts, most, class))
                (year_axis(screen))
            }
        }
    };
    html! { (chart(texts.panel_by_year, "", &counts)) (chart(texts.panel_share_time, " %", &shares)) }
}

/// A name with how often it occurs, and where it leads.
struct Ranked {
    name: String,
    href: Option<String>,
    count: u32,
}

fn ranking(screen: &Screen, title: &str, ranked: &[Ranked]) -> Markup {
    let most = ranked.first().map_or(0, |it| it.count);
    html! {
        @if !ranked.is_empty() {
            section {
                h2 { (title) " " span.unit { (screen.texts.panel_events_unit) } }
                table.ranked {
                    tbody {
                        @for it in ranked {
                            tr {
                                th scope="row" {
                                    @if let Some(href) = &it.href { a href=(href) { (it.name) } } @else { (it.name) }
                                }
                                td { (share(it.count, most)) b { (screen.names.number(it.count)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn most_first(mut ranked: Vec<Ranked>) -> Vec<Ranked> {
    order::sort_by(&mut ranked, |a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    ranked.truncate(LISTED);
    ranked
}

fn parties(screen: &Screen, events: &[EventIndex]) -> Vec<Ranked> {
    let mut counts = vec![0; screen.record.parties.len()];
    for party in events.iter().flat_map(|it| &screen.record.event(*it).parties) {
        counts[party.index()] += 1;
    }
    let counted = counts.into_iter().enumerate().filter(|(_, count)| *count > 0);
    most_first(
        counted
            .map(|(at, count)| {
                let party = PartyIndex(at as u32);
                let href = Some(screen.href_party(screen.record.party(party)));
                Ranked { name: screen.party_name(party), href, count }
            })
            .collect(),
    )
}

fn places(screen: &Screen, events: &[EventIndex]) -> Vec<Ranked> {
    let mut ranked: Vec<Ranked> = Vec::new();
    for event in events {
        let Some(city) = screen.record.event(*event).place.as_ref().and_then(|place| place.city.as_deref())
        else {
            continue;
        };
        match ranked.iter_mut().find(|it| it.name == city) {
            Some(it) => it.count += 1,
            None => ranked.push(Ranked { name: city.to_string(), href: None, count: 1 }),
        }
    }
    most_first(ranked)
}

fn mechanisms(screen: &Screen, events: &[EventIndex]) -> Vec<entente_record::MechanismIndex> {
    let mut counts: Vec<(entente_record::MechanismIndex, u32)> = Vec::new();
    for mechanism in events.iter().map(|it| screen.record.event(*it).mechanism) {
        match counts.iter_mut().find(|(known, _)| *known == mechanism) {
            Some((_, count)) => *count += 1,
            None => counts.push((mechanism, 1)),
        }
    }
    order::sort_by_key(&mut counts, |(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().map(|(mechanism, _)| mechanism).take(LISTED).collect()
}
