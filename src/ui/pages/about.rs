//! What the record is, how it is made, what it covers, and under which licence.

use entente_record::{Day, Details, PartyKind, Region, SourceKind};
use maud::{Markup, html};

use crate::{
    order,
    text::fill,
    ui::{Screen, act::Act, screen::Loading},
    view::Page,
};

/// Years of a column of the table of coverage.
const PERIOD: i16 = 5;

pub fn body(screen: &Screen) -> Markup {
    let (record, texts) = (screen.record, screen.texts);
    let year = |event: Option<&entente_record::Event>| {
        event.map_or_else(String::new, |event| event.date.earliest().year().to_string())
    };
    let coverage = fill(
        texts.about_coverage,
        &[
            ("events", &screen.number(record.events.len())),
            ("mechanisms", &screen.number(record.mechanisms.len())),
            ("first", &year(record.events.first())),
            ("last", &year(record.events.last())),
        ],
    );
    let pages = [
        (Page::Network, texts.panel_network),
        (Page::Quiet, texts.panel_quiet),
        (Page::Commitments, texts.about_promises),
        (Page::Data, texts.panel_data),
    ];
    html! {
        article.prose {
            header.span-2 {
                h1 #detail-title tabindex="-1" { (texts.brand_name) }
                p.lead { (texts.about_lead) }
                ul.page-links { @for (page, name) in pages { li { a href=(screen.href_page(page)) { (name) } } } }
            }
            section {
                h2 { (texts.about_method_title) }
                p { (texts.about_method) }
                p { (texts.about_mechanism_means) }
                p { (texts.about_event_means) }
                p { (texts.about_uncertain) }
                p { (texts.about_neutral) }
                p { (texts.map_disclaimer) }
            }
            section {
                h2 { (texts.about_coverage_title) }
                p { (coverage) }
                p { (texts.about_coverage_note) }
                (regions(screen))
            }
            @if let Loading::Ready(details) = screen.details { (sources(screen, details)) }
            section {
                h2 { (texts.about_device_title) }
                p { (texts.about_device) }
                p { button.outline type="button" data-act=(Act::ClearDevice.word()) { (texts.about_device_clear) } }
            }
            section {
                h2 { (texts.about_correct_title) }
                p { (texts.about_correct) }
                h2 { (texts.about_licence_title) }
                p { (texts.about_licence) }
                p { (fill(texts.about_version, &[("version", &record.version)])) }
            }
        }
    }
}

/// Events by region of the parties and period of years.
fn regions(screen: &Screen) -> Markup {
    let record = screen.record;
    let period = |day: Day| (day.year() - day.year().rem_euclid(PERIOD)) / PERIOD;
    let first = record.events.first().map_or(0, |event| period(event.date.earliest()));
    let last = record.events.iter().map(|event| period(event.date.earliest())).max().unwrap_or(first);
    let rows: Vec<(Option<Region>, Vec<usize>)> = Region::ALL
        .iter()
        .map(|region| Some(*region))
        .chain([None])
        .map(|region| {
            let mut counts = vec![0; (last - first + 1) as usize];
            for event in &record.events {
                let took_part = event.parties.iter().any(|party| match &record.party(*party).kind {
                    PartyKind::Country { region: known } => region.is_some() && *known == region,
                    PartyKind::Organisation(_) => region.is_none(),
                });
                if took_part {
                    counts[(period(event.date.earliest()) - first) as usize] += 1;
                }
            }
            (region, counts)
        })
        .filter(|(_, counts)| counts.iter().any(|count| *count > 0))
        .collect();
    html! {
        div.wide tabindex="0" role="region" aria-label=(screen.texts.about_coverage_title) {
            table.compare {
                thead {
                    tr {
                        th scope="col" { (screen.texts.about_coverage_region) }
                        @for at in first..=last { th scope="col" { (at * PERIOD) "–" (format_args!("{:02}", (at * PERIOD + PERIOD - 1) % 100)) } }
                    }
                }
                tbody {
                    @for (region, counts) in &rows {
                        tr { th scope="row" { (screen.names.region(*region)) } @for count in counts { td { (screen.number(*count)) } } }
                    }
                }
            }
        }
    }
}

/// How many sources of which kind and language.
fn sources(screen: &Screen, details: &Details) -> Markup {
    let texts = screen.texts;
    let all = || {
        let of_events = details.events.iter().flat_map(|it| &it.sources);
        of_events.chain(details.mechanisms.iter().flat_map(|it| &it.sources))
    };
    let primary = all().filter(|source| source.kind == SourceKind::Primary).count();
    let mut languages: Vec<(&str, usize)> = Vec::new();
    for source in all() {
        match languages.iter_mut().find(|(tag, _)| *tag == &*source.lang) {
            Some((_, count)) => *count += 1,
            None => languages.push((&source.lang, 1)),
        }
    }
    order::sort_by(&mut languages, |a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let counts = fill(
        texts.about_sources_counts,
        &[
            ("n", &screen.number(all().count())),
            ("primary", &screen.number(primary)),
            ("secondary", &screen.number(all().count() - primary)),
        ],
    );
    html! {
        section {
            h2 { (texts.about_sources_title) }
            p { (counts) }
            h3 { (texts.about_sources_languages) }
            ul.columns-list {
                @for (tag, count) in languages { li { (screen.names.language(tag)) " " span.unit { (screen.number(count)) } } }
            }
        }
    }
}
