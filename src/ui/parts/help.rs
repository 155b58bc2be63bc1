//! What shapes, colours and lines mean, and every key: the sheet behind "?".

use entente_record::{Family, Kind};
use maud::{Markup, html};

use super::{family_class, shape};
use crate::ui::Screen;

/// The sheet's body.
pub fn help(screen: &Screen) -> Markup {
    let texts = screen.texts;
    html! {
        div.help {
            section {
                h3 { (texts.help_shapes) }
                ul.legend {
                    @for (kind, name) in Kind::ALL.iter().zip(texts.kind) {
                        li { (shape(*kind, "family-ink")) " " (name) }
                    }
                }
                p { (texts.help_solid) }
                ul.legend.dates {
                    li { (span("M1 2V8M1 5H35M35 2V8", "M18 1.5A3.5 3.5 0 1 1 18 8.5A3.5 3.5 0 1 1 18 1.5Z")) " " (texts.help_coarse) }
                    li { (span("M1 2V8M1 5H7M10 5H13M23 5H26M29 5H35M35 2V8", "M18 1.5A3.5 3.5 0 1 1 18 8.5A3.5 3.5 0 1 1 18 1.5Z")) " " (texts.help_uncertain) }
                    li { (span("M1 5H20M24 5H24.1M28 5H28.1M32 5H32.1", "")) " " (texts.help_active) }
                    li { (span("M1 5H30M30 1V9", "")) " " (texts.help_concluded) }
                    li { span.count aria-hidden="true" { "12" } " " (texts.help_cluster) }
                }
            }
            section {
                h3 { (texts.help_colours) }
                ul.legend {
                    @for family in Family::ALL {
                        li { span class={ "swatch " (family_class(Some(*family))) } {} " " (screen.names.family(*family)) }
                    }
                    li { span.swatch.family-none {} " " (texts.timeline_no_theme) }
                }
                p { (texts.help_first_theme) }
                p { (texts.help_map) }
            }
            section.keys {
                h3 { (texts.help_keys) }
                (keys(texts.help_anywhere, &[
                    ("/", texts.help_key_search),
                    ("f", texts.help_key_filters),
                    ("m", texts.help_key_map),
                    ("t", texts.help_key_table),
                    ("?", texts.help_key_help),
                    ("Esc", texts.help_key_escape),
                ]))
                (keys(texts.timeline_label, &[
                    ("← → ↑ ↓", texts.help_key_marks),
                    ("Home End", texts.help_key_ends),
                    ("Enter", texts.help_key_open),
                    ("[ ]", texts.help_key_series),
                    ("+ −", texts.help_key_zoom),
                ]))
                (keys(texts.timeline_brush, &[
                    ("← →", texts.help_key_quarter),
                    ("Page ↑ ↓", texts.help_key_year),
                    ("Alt ← →", texts.help_key_whole),
                ]))
                (keys(texts.map_title, &[
                    ("← → ↑ ↓", texts.help_key_country),
                    ("Enter", texts.help_key_filter),
                    ("Shift Enter", texts.help_key_page),
                    ("+ − 0", texts.help_key_zoom_map),
                ]))
            }
            section {
                h3 { (texts.help_hands) }
                p { (texts.help_wheel) }
                p { (texts.help_touch) }
            }
        }
    }
}

/// A line as the timeline draws it, and a mark upon it.
fn span(line: &str, mark: &str) -> Markup {
    html! {
        svg.line-sample viewBox="0 0 36 10" width="36" height="10" aria-hidden="true" {
            path.line d=(line) {}
            path.mark d=(mark) {}
        }
    }
}

/// Keys and what they do; several are parted by spaces.
fn keys(title: &str, rows: &[(&str, &str)]) -> Markup {
    html! {
        h4 { (title) }
        dl {
            @for (names, does) in rows {
                dt { @for name in names.split(' ') { kbd { (name) } " " } }
                dd { (does) }
            }
        }
    }
}
