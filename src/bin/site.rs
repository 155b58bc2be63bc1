//! Writes the static pages into a built site and then looks at every one of them; `cargo xtask build` runs it.

use std::{process::ExitCode, time::Instant};

use entente::site::{self, Options, headers};
use entente_record::{Day, Edtf};

const USAGE: &str = "Usage: entente-site --data DIR --shell FILE --dist DIR --today YYYY-MM-DD [--origin https://HOST] \
     [--frame-ancestors SOURCES]";

/// How many faults are printed before the rest is only counted.
const FAULTS: usize = 30;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match read(&arguments).and_then(|options| run(&options)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn read(arguments: &[String]) -> Result<Options, String> {
    let (mut data, mut shell, mut dist, mut origin, mut today) = (None, None, None, None, None);
    let mut frame_ancestors = headers::FRAME_ANCESTORS.1.to_owned();
    let mut rest = arguments.iter();
    while let Some(name) = rest.next() {
        let value = rest.next().ok_or(USAGE)?;
        match name.as_str() {
            "--data" => data = Some(value.into()),
            "--shell" => shell = Some(value.into()),
            "--dist" => dist = Some(value.into()),
            "--origin" => origin = Some(value.clone()),
            "--frame-ancestors" => frame_ancestors.clone_from(value),
            "--today" => today = day(value),
            _ => return Err(USAGE.to_string()),
        }
    }
    match (data, shell, dist, today) {
        (Some(data), Some(shell), Some(dist), Some(today)) => {
            Ok(Options { data, shell, dist, origin, frame_ancestors, today })
        }
        _ => Err(USAGE.to_string()),
    }
}

fn day(text: &str) -> Option<Day> {
    Edtf::parse_single(text).map(|date| date.earliest())
}

fn run(options: &Options) -> Result<(), String> {
    let start = Instant::now();
    let written = site::write(options).map_err(|error| error.to_string())?;
    let pages: usize = written.pages.iter().map(|(_, count)| count).sum();
    let sections: Vec<String> =
        written.pages.iter().map(|(section, count)| format!("{} {count}", section.name())).collect();
    println!(
        "Wrote {pages} pages in 2 languages ({}), {} downloads, {} feeds, {} sitemaps: {:.1} MB in {:.1} s.",
        sections.join(", "),
        written.downloads,
        written.feeds,
        written.sitemaps,
        written.bytes as f64 / 1e6,
        start.elapsed().as_secs_f64(),
    );
    if let (pictures @ 1.., largest, all) = written.pictures {
        println!(
            "With {pictures} preview pictures: {:.1} MB, the largest {:.1} kB.",
            all as f64 / 1e6,
            largest as f64 / 1e3
        );
    }
    if !written.place.has_origin() {
        println!(
            "No sitemap, no feeds and no previews: they need full addresses, and the site's host is not known. \
             Mend: cargo xtask build --origin https://HOST"
        );
    }
    let start = Instant::now();
    let seen = site::crawl(&options.dist, &written.place).map_err(|error| error.to_string())?;
    println!(
        "Looked at {} pages, followed {} links and {} addresses of sitemaps and feeds in {:.1} s: {} faults.",
        seen.pages,
        seen.links,
        seen.listed,
        start.elapsed().as_secs_f64(),
        seen.faults.len(),
    );
    if seen.faults.is_empty() {
        return Ok(());
    }
    let lines: Vec<String> =
        seen.faults.iter().take(FAULTS).map(|(page, fault)| format!("{page}: {fault}")).collect();
    Err(format!("{}\n{} faults in the static pages.", lines.join("\n"), seen.faults.len()))
}
