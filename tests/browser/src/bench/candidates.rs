//! The pages that are measured, and how a reader steers each.

use std::path::PathBuf;

/// How a timeline is zoomed.
#[derive(Clone, Copy)]
pub enum Zoom {
    /// By the wheel, with Ctrl held.
    Wheel,
    /// By two buttons, nearer and farther, with a glide after each click.
    Buttons(&'static str, &'static str),
}

/// A page.
pub struct Candidate {
    /// What results name it by.
    pub key: &'static str,
    /// What people name it by.
    pub name: &'static str,
    /// Its path on its host.
    pub path: &'static str,
    /// How its timeline is zoomed.
    pub zoom: Zoom,
    /// Whether it has filters.
    pub filters: bool,
    /// Whether it can show other records than the real one.
    pub takes_any_record: bool,
}

impl Candidate {
    /// Whether this is the app.
    pub fn is_own(&self) -> bool {
        self.key == OWN
    }
}

const OWN: &str = "entente";

/// The pages, in the order in which they are measured. The empty one shows what measuring itself costs.
pub const CANDIDATES: &[Candidate] = &[
    Candidate {
        key: "empty",
        name: "An empty page",
        path: "/empty.html",
        zoom: Zoom::Wheel,
        filters: false,
        takes_any_record: false,
    },
    Candidate {
        key: OWN,
        name: "Entente",
        path: "/",
        zoom: Zoom::Wheel,
        filters: true,
        takes_any_record: true,
    },
    Candidate {
        key: "canvas",
        name: "d3, canvas",
        path: "/canvas.html",
        zoom: Zoom::Wheel,
        filters: true,
        takes_any_record: true,
    },
    Candidate {
        key: "svg",
        name: "d3, SVG",
        path: "/svg.html",
        zoom: Zoom::Wheel,
        filters: true,
        takes_any_record: true,
    },
    Candidate {
        key: "vis",
        name: "vis-timeline, d3 map",
        path: "/vis.html",
        zoom: Zoom::Wheel,
        filters: true,
        takes_any_record: true,
    },
    Candidate {
        key: "timelinejs",
        name: "TimelineJS3",
        path: "/timelinejs.html",
        zoom: Zoom::Buttons(
            ".tl-menubar-button:has(.tl-icon-zoom-in)",
            ".tl-menubar-button:has(.tl-icon-zoom-out)",
        ),
        filters: false,
        takes_any_record: false,
    },
];

/// The record that a page shows.
pub enum Shown {
    /// That of the site.
    Real,
    /// A made-up one.
    MadeUp {
        /// How many events it has.
        events: usize,
        /// Where it lies, in the folder of the pages of others.
        file: PathBuf,
    },
}

impl Shown {
    /// How many events a made-up record has.
    pub fn events(&self) -> Option<usize> {
        match self {
            Shown::Real => None,
            Shown::MadeUp { events, .. } => Some(*events),
        }
    }

    /// For what is printed.
    pub fn spoken(&self) -> String {
        match self {
            Shown::Real => "the real record".to_owned(),
            Shown::MadeUp { events, .. } => format!("{events} made-up events"),
        }
    }
}
