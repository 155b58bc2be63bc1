//! Downloads: the whole record as files, and what stands in each.

use entente_record::TableText;
use maud::{Markup, html};

use crate::{
    export::{FILES, FOLDER},
    text::fill,
    ui::{Screen, parts::own_form, screen::Loading},
};

/// What can be typed into the console of any page of the site: asking and opening.
const ASK: &str = "await entente.ready;
entente.query({ theme: \"cybercrime\", from: \"2019\" }).length;
entente.query({ among: [\"MX\", \"US\"] }).map(({ date, title }) => `${date} ${title}`);
entente.open({ path: \"/party/MX\", kind: [\"meeting\"] });";

/// The same, of a record of one's own: the second of its rows has a fault, so that there is something to be told.
const LOAD: &str = "const csv = `date,title,kind,parties
2024-03-05,An example,meeting,\"AR, MX\"
2024-02-30,An example,meeting,\"AR, MX\"`;
const told = await entente.load(csv, { name: \"mine.csv\", join: true });
told.problems.map(({ line, fault, mend }) => `${line}: ${fault}; ${mend}`);";

/// And ours again.
const RESET: &str = "await entente.reset();";

/// A page of any site that holds a view in a frame: three lines. It is as high as its content, and a button drives it.
fn anywhere(screen: &Screen) -> String {
    let site = [screen.origin, screen.base].concat();
    [
        "<!doctype html><iframe id=\"frame\" src=\"",
        &site,
        "/?embed=1\" width=\"720\" height=\"640\"></iframe>\n<button onclick=\"frame.src = '",
        &site,
        "/?theme=cybercrime&amp;embed=1'\">Cybercrime</button>\n",
        "<script>addEventListener(\"message\", ({ data }) => data.type === \"entente:height\" && (frame.height = data.height))</script>",
    ]
    .concat()
}

/// A page beside the site that holds a view in a frame and drives it by `window.entente`: three lines.
fn beside(screen: &Screen) -> String {
    [
        "<!doctype html><iframe id=\"frame\" src=\"",
        screen.base,
        "/?embed=1\" width=\"720\" height=\"640\"></iframe>\n",
        "<script>addEventListener(\"message\", ({ data }) => data.type === \"entente:height\" &&\n",
        "  frame.contentWindow.entente.open({ theme: \"cybercrime\", embed: true }), { once: true })</script>",
    ]
    .concat()
}

/// Code that can be tried as it stands: a test runs what the page shows.
fn example(id: &str, about: &str, code: &str) -> Markup {
    html! {
        p { (about) }
        pre.code tabindex="0" { code id=(id) { (code) } }
    }
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
                (example("code-ask", texts.about_data_scripts_ask, ASK))
                (example("code-load", texts.about_data_scripts_load, LOAD))
                (example("code-reset", texts.about_data_scripts_reset, RESET))
                (example("code-anywhere", texts.about_data_scripts_anywhere, &anywhere(screen)))
                (example("code-beside", texts.about_data_scripts_beside, &beside(screen)))
            }
            section.span-2 {
                h2 { (texts.about_data_dates) }
                p { (texts.about_data_edtf) }
                p { (texts.about_data_selection) }
            }
        }
    }
}
