//! Who meets whom: a table of parties by parties, ordered so that clusters show, and its growth year by year.

use entente_record::{Day, PartyIndex};
use maud::{Markup, html};

use super::shared::years;
use crate::{
    link,
    study::{Meetings, clustered},
    text::fill,
    ui::{Screen, act::Act},
    view::{Page, View, Window},
};

/// Rows and columns: what still fits beside each other.
const PARTIES: usize = 28;

/// The year at whose end the window of the view ends.
fn until(screen: &Screen) -> i16 {
    let (first, last) = years(screen);
    screen.view.window.to.map_or(last, |day| day.year()).clamp(first, last)
}

/// The view a year further on; from the end it begins again at the first year.
pub fn next_year(screen: &Screen) -> View {
    let (first, last) = years(screen);
    let year = until(screen);
    view_until(screen, if year >= last { first } else { year + 1 })
}

/// The view whose window ends with a year.
fn view_until(screen: &Screen, year: i16) -> View {
    let (_, last) = years(screen);
    let to = if year >= last { None } else { Day::from_ymd(year, 12, 31) };
    View { window: Window { to, ..screen.view.window }, ..screen.view.clone() }
}

pub fn body(screen: &Screen) -> Markup {
    let texts = screen.texts;
    let table = clustered(&screen.selection.pairs, PARTIES);
    html! {
        article {
            header.span-2 {
                h1 #detail-title tabindex="-1" { (texts.panel_network) }
                p.lead { (texts.about_network_lead) }
                (stepper(screen))
            }
            section.span-2 {
                @if table.parties.is_empty() { p.empty { (texts.about_network_none) } } @else { (matrix(screen, &table)) }
            }
        }
    }
}

/// A year less, a year more, or one year after the other by itself.
fn stepper(screen: &Screen) -> Markup {
    let texts = screen.texts;
    let ((first, last), year) = (years(screen), until(screen));
    let step = |name: &str, year: i16, enabled: bool| {
        let go = link::write(&view_until(screen, year));
        html! { button.outline type="button" data-go=(go) disabled[!enabled] { (name) } }
    };
    html! {
        div.stepper role="group" aria-label=(texts.panel_by_year) {
            (step(texts.about_network_earlier, year - 1, year > first))
            output aria-live="polite" { (fill(texts.about_network_until, &[("year", &year.to_string())])) }
            (step(texts.about_network_later, year + 1, year < last))
            button.primary.play type="button" data-act=(Act::Play.word()) aria-pressed=(screen.folds.playing) {
                @if screen.folds.playing { (texts.about_network_stop) } @else { (texts.about_network_play) }
            }
        }
    }
}

fn matrix(screen: &Screen, table: &Meetings) -> Markup {
    let parties = &table.parties;
    let code = |party: &PartyIndex| screen.record.party(*party).code.clone();
    // Five shades, as on the map.
    let shade = |count: u32| if count == 0 { 0 } else { 1 + (count - 1) * 5 / table.most().max(1) };
    let cell = |row: usize, column: usize| {
        let count = table.of(row, column);
        let page = Page::pair(code(&parties[row]), code(&parties[column]));
        let (a, b) = (screen.party_name(parties[row]), screen.party_name(parties[column]));
        let name = fill(
            screen.texts.about_network_cell,
            &[("a", &a), ("b", &b), ("n", &screen.counted(screen.texts.panel_meetings, count as usize))],
        );
        html! {
            td class={ "shade-" (shade(count).min(5)) } {
                @if count > 0 { a href=(screen.href_page(page)) title=(name) aria-label=(name) { (screen.names.number(count)) } }
            }
        }
    };
    html! {
        div.wide tabindex="0" role="region" aria-label=(screen.texts.panel_meetings_label) {
            table.network {
                thead {
                    tr {
                        td {}
                        @for party in parties {
                            th scope="col" { abbr title=(screen.party_name(*party)) { (code(party).as_str()) } }
                        }
                    }
                }
                tbody {
                    @for (row, party) in parties.iter().enumerate() {
                        tr {
                            th scope="row" { a href=(screen.href_party(screen.record.party(*party))) { (screen.party_name(*party)) } }
                            @for column in 0..parties.len() {
                                @if row == column { td.self {} } @else { (cell(row, column)) }
                            }
                        }
                    }
                }
            }
        }
    }
}
