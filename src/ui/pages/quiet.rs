//! Standing mechanisms by their silence, measured in their own cadence.

use entente_record::{MechanismIndex, Status};
use maud::{Markup, html};

use super::shared::{duration, line_of, year_axis};
use crate::{
    order,
    study::Series,
    text::fill,
    ui::{
        Screen,
        parts::{own_mark, party_links},
    },
    view::Page,
};

pub fn body(screen: &Screen) -> Markup {
    let texts = screen.texts;
    let mut quiet: Vec<(MechanismIndex, Series, u32)> = screen
        .selection
        .mechanisms
        .iter()
        .map(|at| MechanismIndex(at as u32))
        .filter(|index| {
            let mechanism = screen.record.mechanism(*index);
            // What was concluded has not gone quiet: it is over.
            mechanism.standing && mechanism.status != Status::Concluded
        })
        .filter_map(|index| {
            let series = Series::of(screen.record, index, screen.today);
            let times = series.silence_in_cadences()?;
            Some((index, series, times))
        })
        .collect();
    order::sort_by(&mut quiet, |a, b| b.2.cmp(&a.2).then(a.0.cmp(&b.0)));
    html! {
        article {
            header.span-2 {
                h1 #detail-title tabindex="-1" { (texts.panel_quiet) }
                p.lead { (texts.about_quiet_lead) }
                p { (texts.about_quiet_note) }
            }
            section.span-2 {
                div.wide {
                    table.ranked.series-table {
                        thead {
                            tr {
                                th scope="col" { (texts.table_mechanism) }
                                th scope="col" { span.hidden { (texts.panel_series) } (year_axis(screen)) }
                                th scope="col" { (texts.panel_cadence) }
                                th scope="col" { (texts.panel_last_meeting) }
                                th scope="col" { (texts.panel_silent) }
                                th scope="col" { (texts.panel_in_cadences) }
                            }
                        }
                        tbody { @for (index, series, times) in &quiet { (row(screen, *index, series, *times)) } }
                    }
                }
            }
        }
    }
}

fn row(screen: &Screen, index: MechanismIndex, series: &Series, tenths: u32) -> Markup {
    let (texts, names) = (screen.texts, screen.names);
    let mechanism = screen.record.mechanism(index);
    let last = series.meetings.last().map(|it| names.date(&screen.record.event(*it).date));
    let times = [names.number(tenths / 10), (tenths % 10).to_string()].join(names.decimal_mark());
    html! {
        tr {
            th scope="row" {
                a lang="en" href=(screen.href_page(Page::Mechanism(mechanism.id.clone()))) { (mechanism.name) }
                    (own_mark(screen, mechanism))
                " " span.unit.names { (party_links(screen, &mechanism.parties[..mechanism.parties.len().min(3)])) }
            }
            td.line { (line_of(screen, &mechanism.short, &mechanism.events)) }
            td.unit { @if let Some(days) = series.cadence { (fill(texts.panel_every, &[("time", &duration(screen, days))])) } }
            td.unit { @if let Some(last) = last { (last) } }
            td { @if let Some(days) = series.silence { (duration(screen, days)) } }
            td.unit { (fill(texts.panel_times_short, &[("times", &times)])) }
        }
    }
}
