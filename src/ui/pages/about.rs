//! What the record is, how it is made, and under which licence.

use maud::{Markup, html};

use crate::{text::fill, ui::Screen, view::Page};

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
    html! {
        article.prose {
            h1 #detail-title tabindex="-1" { (texts.brand_name) }
            p.lead { (texts.about_lead) }
            p { (texts.about_method) }
            p { (texts.about_uncertain) }
            p { (coverage) }
            p { (texts.about_neutral) }
            p { (texts.map_disclaimer) }
            p { (fill(texts.about_version, &[("version", &record.version)])) }
            p { a href=(screen.href_page(Page::Commitments)) { (texts.about_promises) } }
        }
    }
}
