//! Downloads: the whole record as files, and what stands in each.

use entente_record::TableText;
use maud::{Markup, html};

use crate::{
    export::{FILES, FOLDER},
    text::fill,
    ui::{Screen, parts::own_form, screen::Loading},
};

/// What can be typed into the console of any page of the site.
const CONSOLE: &str = "await entente.ready;
entente.query({ theme: [\"cybercrime\"], from: 2019 }).map((event) => event.title);
entente.open({ path: \"/party/MX\", kind: [\"meeting\"] });";

/// A page beside the site that holds a view in a frame and drives it.
fn frame(screen: &Screen) -> String {
    [
        "<!doctype html><iframe id=\"frame\" src=\"",
        screen.base,
        "/?embed=1\" width=\"720\" height=\"640\"></iframe>\n<script>\n",
        "addEventListener(\"message\", ({ data }) => data.type === \"entente:height\" &&\n",
        "  frame.contentWindow.entente.open({ theme: \"cybercrime\", embed: true }), { once: true });\n</script>",
    ]
    .concat()
}

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
                // What a reader brings is of no version of ours, and not under our licence.
                @if screen.folds.own.shown.is_none() {
                    p { (fill(texts.about_version, &[("version", &screen.record.version)])) }
                }
            }
            (own_form(screen))
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
                h2 { (texts.about_data_scripts) }
                p { (texts.about_data_scripts_lead) " " a href=([screen.base, "/entente.d.ts"].concat()) { code { "entente.d.ts" } } }
                pre.code tabindex="0" { code { (CONSOLE) } }
                p { (texts.about_data_scripts_frame) }
                pre.code tabindex="0" { code { (frame(screen)) } }
            }
            section.span-2 {
                h2 { (texts.about_data_dates) }
                p { (texts.about_data_edtf) }
                p { (texts.about_data_selection) }
            }
        }
    }
}
