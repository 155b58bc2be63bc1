//! What the map draws, as tables: who takes part in the selection, and who meets whom. For whoever does not see a map, and
//! for whoever wants its figures.

use entente_record::{Day, PartyIndex};
use maud::{Markup, html};

use crate::{
    order,
    ui::{Screen, screen::TABLE_OF_PARTIES},
    view::Page,
};

/// A row: who, where it leads, figures in the order of the columns, the last day.
struct Row {
    name: String,
    href: String,
    figures: [u32; 3],
    last: Option<Day>,
}

/// Both tables, each with its heading; nothing where nothing passes.
pub fn map_tables(screen: &Screen) -> Markup {
    let texts = screen.texts;
    let columns =
        [texts.table_parties, texts.map_tip_mechanisms, texts.map_tip_events, texts.map_tip_partners];
    let of_pairs = [texts.panel_pair, texts.map_tip_meetings, texts.map_tip_mechanisms, texts.map_tip_events];
    html! {
        (table(screen, TABLE_OF_PARTIES, texts.table_of_parties, columns, &parties(screen)))
        (table(screen, "table-of-pairs", texts.table_of_pairs, of_pairs, &pairs(screen)))
    }
}

/// Those who take part in anything that passes, by the number of their mechanisms, then by name.
fn parties(screen: &Screen) -> Vec<Row> {
    let counts = screen.selection.parties.iter().enumerate().filter(|(_, count)| count.events > 0);
    let mut rows: Vec<Row> = counts
        .map(|(at, count)| {
            let party = PartyIndex(at as u32);
            Row {
                name: screen.party_name(party),
                href: screen.href_party(screen.record.party(party)),
                figures: [count.mechanisms, count.events, count.partners],
                last: count.last,
            }
        })
        .collect();
    order::sort_by(&mut rows, |a, b| {
        b.figures[0].cmp(&a.figures[0]).then_with(|| screen.names.compare(&a.name, &b.name))
    });
    rows
}

/// The lines of the map, in the order of the list beside it.
fn pairs(screen: &Screen) -> Vec<Row> {
    let row = |pair: &crate::query::PairCount| {
        let code = |party| screen.record.party(party).code.clone();
        Row {
            name: [screen.party_name(pair.a), screen.party_name(pair.b)].join(" – "),
            href: screen.href_page(Page::pair(code(pair.a), code(pair.b))),
            figures: [pair.meetings, pair.mechanisms, pair.events],
            last: pair.last,
        }
    };
    screen.selection.pairs.iter().map(row).collect()
}

fn table(screen: &Screen, id: &str, title: &str, columns: [&str; 4], rows: &[Row]) -> Markup {
    html! {
        @if !rows.is_empty() {
            h3 id=(id) tabindex="-1" { (title) }
            table.figures aria-labelledby=(id) {
                thead {
                    tr { @for column in columns.into_iter().chain([screen.texts.map_tip_latest]) { th scope="col" { (column) } } }
                }
                tbody {
                    @for row in rows {
                        tr {
                            th scope="row" { a href=(row.href) { (row.name) } }
                            @for figure in row.figures { td { (screen.names.number(figure)) } }
                            td { @if let Some(last) = row.last { (screen.names.day(last)) } }
                        }
                    }
                }
            }
        }
    }
}
