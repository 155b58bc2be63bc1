//! Downloads: the whole record as files, and what stands in each.

use maud::{Markup, html};

use crate::{
    export::{FILES, dataset::FOLDER},
    text::fill,
    ui::Screen,
};

pub fn body(screen: &Screen) -> Markup {
    let texts = screen.texts;
    let path = |file: &str| [screen.base, "/", FOLDER, "/", file].concat();
    html! {
        article.prose {
            header.span-2 {
                h1 #detail-title tabindex="-1" { (texts.panel_data) }
                p.lead { (texts.about_data_lead) }
                p { (fill(texts.about_version, &[("version", &screen.record.version)])) }
            }
            section.span-2 {
                h2 { (texts.about_data_files) }
                table.ranked {
                    tbody {
                        @for (file, about) in FILES.into_iter().zip(texts.file) {
                            tr {
                                th scope="row" { a href=(path(file)) download { code { (file) } } }
                                td { (about) }
                            }
                        }
                    }
                }
                p { (texts.about_data_fields) " " a href=(path("datapackage.json")) { code { "datapackage.json" } } }
            }
            section.span-2 {
                h2 { (texts.about_data_dates) }
                p { (texts.about_data_edtf) }
                p { (texts.about_data_selection) }
            }
        }
    }
}
