//! The icons: strokes on a 16 px box. They never stand alone for a meaning; a name stands beside or behind each.

use entente_record::Kind;
use maud::{Markup, html};

/// What an icon means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    About,
    Auto,
    Back,
    Check,
    Close,
    Down,
    Download,
    Filter,
    Forward,
    Fullscreen,
    Help,
    Link,
    Minus,
    Moon,
    More,
    Party,
    Plus,
    Search,
    Share,
    Shapes,
    Sheet,
    Status,
    Sun,
    Tag,
    Unknown,
}

/// An icon as an inline picture that assistive technology passes over.
pub fn icon(icon: Icon) -> Markup {
    let path = match icon {
        Icon::About => "M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4zM8 7.4v3.8M8 4.9v.1",
        Icon::Auto => "M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4zM8 2v12M8 4.5h4.9M8 8h6M8 11.5h4.9",
        Icon::Back => "M10 3L5 8l5 5",
        Icon::Check => "M3 8.5l3.2 3.2L13 5",
        Icon::Close => "M3.5 3.5l9 9M12.5 3.5l-9 9",
        Icon::Down => "M4 6l4 4 4-4",
        Icon::Download => "M8 2v8M4.5 7L8 10.5 11.5 7M2.5 13.5h11",
        Icon::Filter => "M2 4h12M4.5 8h7M7 12h2",
        Icon::Forward => "M6 3l5 5-5 5",
        Icon::Fullscreen => "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",
        Icon::Help => {
            "M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4zM6.2 6.3a1.8 1.8 0 1 1 2.6 1.6c-.6.3-.8.6-.8 1.2M8 11.2v.1"
        }
        Icon::Link => {
            "M6.8 9.2a3 3 0 0 0 4.4.2l2-2a3 3 0 0 0-4.3-4.3l-1 1M9.2 6.8a3 3 0 0 0-4.4-.2l-2 2a3 3 0 0 0 4.3 4.3l1-1"
        }
        Icon::Minus => "M3 8h10",
        Icon::Moon => "M13.5 9.6A6 6 0 1 1 6.4 2.5a4.8 4.8 0 0 0 7.1 7.1z",
        Icon::More => "M3 8h.1M8 8h.1M13 8h.1",
        Icon::Party => {
            "M6 8a2.6 2.6 0 1 0 0-5.2A2.6 2.6 0 0 0 6 8zM1.5 13.5c0-2.2 2-3.6 4.5-3.6s4.5 1.4 4.5 3.6M10.6 3a2.6 2.6 0 0 1 0 4.8M12.4 10.3c1.3.5 2.1 1.6 2.1 3.2"
        }
        Icon::Plus => "M3 8h10M8 3v10",
        Icon::Search => "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.7 10.7L14 14",
        Icon::Shapes => {
            "M5 6.8A2.4 2.4 0 1 0 5 2a2.4 2.4 0 0 0 0 4.8zM9.5 2.2H14v4.5H9.5zM5 9l2.8 5H2.2zM11.8 9l2.7 2.5-2.7 2.6L9 11.5z"
        }
        Icon::Share => "M8 1.8v8M5 4.6l3-2.8 3 2.8M4.5 7.2H3v7h10v-7h-1.5",
        Icon::Sheet => "M3.5 1.8h6l3 3v9.4h-9zM9.2 2v3.2h3.2M5.8 8.2h4.4M5.8 10.8h4.4",
        Icon::Status => "M1.5 8.5h3l2-5 3 9 2-4h3",
        Icon::Sun => {
            "M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM8 1v2M8 13v2M1 8h2M13 8h2M3 3l1.4 1.4M11.6 11.6L13 13M3 13l1.4-1.4M11.6 4.4L13 3"
        }
        Icon::Tag => "M2 2.5h5.2l6.3 6.3-4.9 4.9L2.3 7.4zM5 5.3v.1",
        Icon::Unknown => "M2 8h2.4M6.8 8h2.4M11.6 8H14",
    };
    html! {
        svg.icon viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" { path d=(path) {} }
    }
}

/// The shape of a kind of event as the timeline draws it (tokens.css, `--shape-*`); `class` gives it its colour.
pub fn shape(kind: Kind, class: &str) -> Markup {
    let path = match kind {
        Kind::Meeting => "M5 .5A4.5 4.5 0 1 1 5 9.5A4.5 4.5 0 1 1 5 .5Z",
        Kind::Agreement => "M1 1H9V9H1Z",
        Kind::Milestone => "M5 0L10 5L5 10L0 5Z",
        Kind::Launch => "M1.2 .4L9.6 5L1.2 9.6Z",
        Kind::Suspension => "M1.2 .8H4V9.2H1.2ZM6 .8H8.8V9.2H6Z",
        Kind::Announcement => "M5 1.4A3.6 3.6 0 1 1 5 8.6A3.6 3.6 0 1 1 5 1.4Z",
        Kind::Statement => "M1.8 1.8H8.2V8.2H1.8Z",
    };
    let hollow = if kind.happened() { "" } else { " hollow" };
    html! {
        svg class={ "shape " (class) (hollow) } viewBox="0 0 10 10" width="10" height="10" aria-hidden="true" {
            path d=(path) {}
        }
    }
}
