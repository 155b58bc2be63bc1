//! Downloads: the whole record as files, and what stands in each.

use entente_record::TableText;
use maud::{Markup, html};

use crate::{
    export::{FILES, FOLDER},
    text::fill,
    ui::{Screen, screen::Loading},
};

/// A table with its columns, unfolded when asked for: sixteen at once would hide each other.
fn fields(screen: &Screen, table: &TableText) -> Markup {
    let language = screen.view.language as usize;
    html! {
        details.fields id=(["table-", &table.name].concat()) {
            summary { code { (table.name) } " " (table.about[language]) }
            table.ranked {
                tbody {
                    @for column in &table.columns {
                        tr { th scope="row" { code { (column.name) } } td { (column.about[language]) } }
                    }
                }
            }
        }
    }
}

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
            }
            section.span-2 {
                h2 { (texts.about_data_columns) }
                p { (texts.about_data_fields) " " a href=(path("datapackage.json")) { code { "datapackage.json" } } }
                @if let Loading::Ready(details) = screen.details {
                    @for table in &details.tables { (fields(screen, table)) }
                }
            }
            section.span-2 {
                h2 { (texts.about_data_dates) }
                p { (texts.about_data_edtf) }
                p { (texts.about_data_selection) }
            }
        }
    }
}
