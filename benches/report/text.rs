//! The report: tables of medians, 95th percentiles and ratios, with what they mean.

use std::fmt::Write as _;

use crate::browser::{Browser, Opened, Stepped};
use crate::curve::thousands;
use crate::native::Native;
use crate::samples::Samples;

/// Sizes at which pages are held against each other; `None` is the real record.
const SIDE_BY_SIDE: [Option<u64>; 3] = [None, Some(10_000), Some(100_000)];

/// The app, and the page that shows what measuring costs.
const OWN: &str = "entente";
const EMPTY: &str = "empty";

/// What the product asks for, with what was measured of it.
const BUDGETS: [(&str, f64, &str); 7] = [
    ("until timeline, map and filters react, kB", 200.0, "early"),
    ("everything, kB", 420.0, "all"),
    ("zoom step at 100,000 events, ms of scripts, median", 4.0, "zoom"),
    ("drag step at 100,000 events, ms of scripts, median", 4.0, "pan"),
    ("filter click at 100,000 events until the frame after it, ms, median", 16.0, "wait"),
    ("load of 100,000 events, ms", 1_000.0, "load"),
    ("memory at 100,000 events, MB of heap and wasm", 60.0, "memory"),
];

/// The whole of `BENCHMARKS.md`.
pub fn report(machine: &str, browser: &Browser, native: &Native) -> String {
    let mut out = String::new();
    out += "# Benchmarks\n\nWritten by `cargo xtask bench`; what is changed here by hand is lost with its next run.\n\n";
    out += machine;
    out += "\n## Beside pages of other makes\n\n";
    out += &about();
    out += &opening(browser);
    for (title, part) in PARTS {
        let _ = write!(out, "\n### {title}\n\n{}", steps(browser, part));
    }
    let _ = write!(out, "\n### Loading a record, and what is held\n\n{}", memory(browser));
    out += &left_out(browser);
    let _ = write!(out, "\n### How many times ours\n\n{}", ratios(browser));
    let _ = write!(out, "\n## Against the budgets\n\n{}", budgets(browser));
    let _ = write!(out, "\n## The curve\n\n{}", curve(browser, native));
    let _ = write!(out, "\n## Natively\n\n{}", natively(native));
    let _ = write!(out, "\n## What the files weigh\n\n{}", weights(browser));
    out
}

fn about() -> String {
    "All pages show the same record in one run: that of the site, or a made-up one of 10,000 or 100,000 events over 300 \
     lanes. The pages of `tests/peers` are what a developer would make today: bundled, minified, drawn for what is in \
     view only, with a map whose shades follow the filters and the window. TimelineJS3 has neither map nor filters. \
     Input is the browser's own. *Work* is the time for which the main thread ran (its own clock, so that other \
     programs do not count) from before an input until two frames after it: scripts, styles, layout, painting. Waiting \
     for a frame is no work; where TimelineJS3 glides after a click, the glide counts; what an empty page needs is taken off. Figures are median and, behind it, 95th \
     percentile.\n\n"
        .to_owned()
}

/// What is measured of steps.
type Part = fn(&Stepped) -> &Samples;

const PARTS: [(&str, Part); 6] = [
    ("A step of zoom: ms of work", |stepped| &stepped.zoom),
    ("A step of a drag: ms of work", |stepped| &stepped.pan),
    ("A step of zoom: ms of scripts", |stepped| &stepped.zoom_scripts),
    ("A step of a drag: ms of scripts", |stepped| &stepped.pan_scripts),
    ("A click on a filter: ms of work", |stepped| &stepped.filter),
    ("A click on a filter: ms until the end of the frame after it, by the clock", |stepped| &stepped.wait),
];

/// Whether a part is whole as it is measured: what an empty page works is not in it.
fn is_plain(part: Part, stepped: &Stepped) -> bool {
    [&stepped.wait, &stepped.zoom_scripts, &stepped.pan_scripts]
        .into_iter()
        .any(|plain| std::ptr::eq(part(stepped), plain))
}

fn opening(browser: &Browser) -> String {
    let mut out = "### Opening, cold\n\nFrom a host that sends what brotli at its highest level made. The first mark \
                   counts once timeline, map and filters are drawn and react; slow is a quarter of the processor's \
                   speed and 1.6 Mbit/s.\n\n\
                   | page | kB until it reacts | kB in all | first mark, ms | first mark, slow, ms |\n\
                   | --- | --: | --: | --: | --: |\n"
        .to_owned();
    for opened in &browser.opened {
        let Opened { name, early, all, ready, slow, .. } = opened;
        let _ = writeln!(
            out,
            "| {name} | {} | {} | {} | {} |",
            kilo(*early),
            kilo(*all),
            both(ready, 0),
            both(slow, 0)
        );
    }
    out
}

fn steps(browser: &Browser, part: Part) -> String {
    let mut out =
        "| page | the real record | 10,000 events | 100,000 events |\n| --- | --: | --: | --: |\n".to_owned();
    for opened in &browser.opened {
        let cells = SIDE_BY_SIDE.map(|events| cell(browser, &opened.page, events, part));
        if cells.iter().any(|cell| cell != "-") {
            let _ = writeln!(out, "| {} | {} |", opened.name, cells.join(" | "));
        }
    }
    out
}

fn cell(browser: &Browser, page: &str, events: Option<u64>, part: Part) -> String {
    let Some(stepped) = browser.of(page, events) else { return "-".to_owned() };
    let samples = work(browser, stepped, part);
    match (samples.median(), &stepped.fault) {
        (None, Some(_)) => "no answer".to_owned(),
        _ => both(&samples, 1),
    }
}

/// Work without what measuring costs; waits and scripts are as they are, and so is the empty page.
fn work(browser: &Browser, stepped: &Stepped, part: Part) -> Samples {
    let samples = part(stepped);
    if stepped.page == EMPTY || is_plain(part, stepped) {
        samples.clone()
    } else {
        samples.less(browser.zero())
    }
}

fn memory(browser: &Browser) -> String {
    let mut out = "The app reads a file that a reader chose, checks every row and says what is wrong; the others fetch \
                   theirs and check nothing. What is held: scripts' heap after collection and wasm, and nodes of the \
                   document. After a gesture, map and counts follow: work of the 700 ms after its last step. Longest is \
                   the longest task of all steps, by the clock.\n\n\
                   | page | events | until it is shown, ms | heap, MB | wasm, MB | nodes | after a gesture, ms of work | longest, ms |\n\
                   | --- | --: | --: | --: | --: | --: | --: | --: |\n"
        .to_owned();
    for stepped in browser.stepped.iter().filter(|stepped| stepped.page != EMPTY) {
        let events = stepped.events.map_or_else(|| "real".to_owned(), thousands);
        let mega = |bytes: Option<u64>| number(bytes.map(|bytes| bytes as f64 / 1e6), 1);
        let _ = writeln!(
            out,
            "| {} | {events} | {} | {} | {} | {} | {} | {} |",
            name(browser, &stepped.page),
            number(stepped.load, 0),
            mega(stepped.heap),
            mega(stepped.wasm),
            stepped.nodes.map_or_else(|| "-".to_owned(), thousands),
            number(stepped.rest, 1),
            stepped.longest.map_or_else(|| "-".to_owned(), longest)
        );
    }
    out
}

/// Pages that did not answer, in so many words.
fn left_out(browser: &Browser) -> String {
    let mut out = String::new();
    for stepped in &browser.stepped {
        if let (Some(fault), Some(events)) = (&stepped.fault, stepped.events) {
            let name = name(browser, &stepped.page);
            let _ = writeln!(out, "\n{name} with {} events was given up: {fault}.", thousands(events));
        }
    }
    out
}

fn ratios(browser: &Browser) -> String {
    let mut out = "Above 1: the other page is slower or heavier.\n\n\
                   | page | kB in all | first mark | slow | zoom: real | 10,000 | 100,000 | filter, until the frame: real | 10,000 | 100,000 |\n\
                   | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |\n"
        .to_owned();
    let Some(own) = browser.opened.iter().find(|opened| opened.page == OWN) else { return out };
    for other in browser.opened.iter().filter(|opened| opened.page != OWN && opened.page != EMPTY) {
        let mut cells = vec![
            ratio(Some(other.all as f64), Some(own.all as f64)),
            ratio(other.ready.median(), own.ready.median()),
            ratio(other.slow.median(), own.slow.median()),
        ];
        for (_, part) in [PARTS[0], PARTS[5]] {
            for events in SIDE_BY_SIDE {
                let median = |page| work(browser, browser.of(page, events)?, part).median();
                cells.push(ratio(median(&other.page), median(OWN)));
            }
        }
        let _ = writeln!(out, "| {} | {} |", other.name, cells.join(" | "));
    }
    out
}

fn budgets(browser: &Browser) -> String {
    let mut out =
        "| what the product asks for | at most | measured | |\n| --- | --: | --: | --- |\n".to_owned();
    let own = browser.opened.iter().find(|opened| opened.page == OWN);
    let large = browser.of(OWN, Some(100_000));
    for (what, most, part) in BUDGETS {
        let measured = match part {
            "early" => own.map(|own| own.early as f64 / 1e3),
            "all" => own.map(|own| own.all as f64 / 1e3),
            "zoom" => large.and_then(|large| large.zoom_scripts.median()),
            "pan" => large.and_then(|large| large.pan_scripts.median()),
            "wait" => large.and_then(|large| large.wait.median()),
            "load" => large.and_then(|large| large.load),
            _ => large.and_then(|large| Some((large.heap? + large.wasm?) as f64 / 1e6)),
        };
        let verdict = match measured {
            Some(measured) if measured <= most => "met",
            Some(_) => "**not met**",
            None => "not measured",
        };
        let _ = writeln!(out, "| {what} | {} | {} | {verdict} |", number(Some(most), 0), number(measured, 1));
    }
    out
}

fn curve(browser: &Browser, native: &Native) -> String {
    let mut out = "![Work for a step of zoom by the number of events, both axes logarithmic](docs/benchmarks.svg)\n\n\
                   The app takes records of up to a million events of a reader's own. What a step asks of layout and \
                   drawing is also measured natively, with a backend that only counts.\n\n\
                   | events | zoom step in Chromium, ms of work | layout natively, ms | drawing natively, ms |\n\
                   | --: | --: | --: | --: |\n"
        .to_owned();
    let natively = |name: &str| native.get(name).cloned().unwrap_or_default();
    let (zoom, draw) = (natively("zoom"), natively("draw"));
    let mut sizes: Vec<usize> = zoom.keys().copied().collect();
    sizes.extend(browser.stepped.iter().filter_map(|it| it.events).map(|events| events as usize));
    sizes.sort_unstable();
    sizes.dedup();
    for size in sizes {
        let stepped = browser.of(OWN, Some(size as u64));
        let chromium = stepped.map(|stepped| work(browser, stepped, PARTS[0].1)).unwrap_or_default();
        let native = |samples: Option<&Samples>| samples.map_or_else(|| "-".to_owned(), |it| both(it, 3));
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} |",
            thousands(size as u64),
            both(&chromium, 1),
            native(zoom.get(&size)),
            native(draw.get(&size))
        );
    }
    out
}

fn natively(native: &Native) -> String {
    let mut out = "Compiled as small as the wasm is (`opt-level = \"z\"`); milliseconds.\n\n".to_owned();
    let mut sizes: Vec<usize> = native.values().flat_map(|sizes| sizes.keys().copied()).collect();
    sizes.sort_unstable();
    sizes.dedup();
    let heads: Vec<String> = sizes.iter().map(|size| thousands(*size as u64)).collect();
    let _ = writeln!(out, "| what | {} |", heads.join(" | "));
    let _ = writeln!(out, "| --- |{}", " --: |".repeat(sizes.len()));
    for (name, what) in NATIVE {
        let Some(found) = native.get(name) else { continue };
        let cell = |size: &usize| found.get(size).map_or_else(|| "-".to_owned(), |samples| both(samples, 3));
        let cells: Vec<String> = sizes.iter().map(cell).collect();
        let _ = writeln!(out, "| {what} | {} |", cells.join(" | "));
    }
    out
}

/// The native benchmarks in the order of the work that they stand for.
const NATIVE: [(&str, &str); 9] = [
    ("index", "index and chronology, once a record"),
    ("words", "reading texts for their words, before the first search"),
    ("select", "select and facets, three themes"),
    ("lanes", "lanes of that selection"),
    ("search", "search for a word"),
    ("zoom", "layout of a zoom step"),
    ("pan", "layout of a pan step"),
    ("draw", "drawing of a zoom step, counted"),
    ("map", "layout of the map"),
];

fn weights(browser: &Browser) -> String {
    let mut out = "| file | bytes | after brotli |\n| --- | --: | --: |\n".to_owned();
    for (name, raw, brotli) in &browser.weights {
        let _ = writeln!(out, "| {} | {} | {} |", without_hash(name), thousands(*raw), thousands(*brotli));
    }
    out
}

/// `entente-ec3c8e44a6086df4_bg.wasm` is `entente_bg.wasm`, so that the report changes with figures and not with names.
fn without_hash(name: &str) -> String {
    match name.split_once('-') {
        Some((start, rest)) if rest.len() > 16 && rest.as_bytes()[..16].iter().all(u8::is_ascii_hexdigit) => {
            format!("{start}{}", &rest[16..])
        }
        _ => name.to_owned(),
    }
}

fn name<'a>(browser: &'a Browser, page: &'a str) -> &'a str {
    browser.opened.iter().find(|opened| opened.page == page).map_or(page, |opened| &opened.name)
}

/// "4.4 (6.0)": median and 95th percentile.
fn both(samples: &Samples, decimals: usize) -> String {
    match (samples.median(), samples.p95()) {
        (Some(median), Some(p95)) => {
            format!("{} ({})", number(Some(median), decimals), number(Some(p95), decimals))
        }
        _ => "-".to_owned(),
    }
}

/// A number with so many decimals, fewer where it is large.
fn number(value: Option<f64>, decimals: usize) -> String {
    match value {
        None => "-".to_owned(),
        Some(value) if value >= 1_000.0 => thousands(value.round() as u64),
        Some(value) if value >= 100.0 => format!("{value:.0}"),
        Some(value) => format!("{value:.decimals$}"),
    }
}

fn ratio(other: Option<f64>, own: Option<f64>) -> String {
    match (other, own) {
        (Some(other), Some(own)) if own > 0.0 => format!("{:.2}", other / own),
        _ => "-".to_owned(),
    }
}

/// Browsers tell of tasks of 50 ms and more; none is told as 0.
fn longest(milliseconds: f64) -> String {
    if milliseconds > 0.0 { number(Some(milliseconds), 0) } else { "under 50".to_owned() }
}

fn kilo(bytes: u64) -> String {
    format!("{:.0}", bytes as f64 / 1e3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stepped(page: &str, events: Option<u64>, zoom: Vec<f64>, fault: Option<&str>) -> Stepped {
        Stepped {
            page: page.to_owned(),
            events,
            load: None,
            zoom: Samples::new(zoom),
            rest: None,
            pan: Samples::default(),
            zoom_scripts: Samples::default(),
            pan_scripts: Samples::default(),
            filter: Samples::default(),
            wait: Samples::default(),
            longest: None,
            heap: None,
            wasm: None,
            nodes: None,
            fault: fault.map(str::to_owned),
        }
    }

    fn opened(page: &str, all: u64) -> Opened {
        let (ready, slow) = (Samples::new(vec![300.0]), Samples::new(vec![2_500.0]));
        Opened { page: page.to_owned(), name: page.to_uppercase(), early: all / 2, all, ready, slow }
    }

    fn browser() -> Browser {
        Browser {
            version: "Chromium 1".to_owned(),
            opened: vec![opened(EMPTY, 100), opened(OWN, 400_000), opened("canvas", 200_000)],
            stepped: vec![
                stepped(EMPTY, None, vec![1.0], None),
                stepped(OWN, None, vec![3.0], None),
                stepped("canvas", None, vec![5.0], None),
                stepped("canvas", Some(100_000), vec![], Some("no answer within 90 s")),
            ],
            weights: vec![("entente-ec3c8e44a6086df4_bg.wasm".to_owned(), 1_118_675, 371_979)],
        }
    }

    #[test]
    fn what_measuring_costs_is_taken_off_of_both_sides_of_a_ratio() {
        let table = ratios(&browser());
        assert!(table.contains("| CANVAS | 0.50 | 1.00 | 1.00 | 2.00 |"), "{table}");
    }

    #[test]
    fn a_page_that_does_not_answer_is_told() {
        let browser = browser();
        assert_eq!(cell(&browser, "canvas", Some(100_000), PARTS[0].1), "no answer");
        assert!(
            left_out(&browser).contains("CANVAS with 100,000 events was given up: no answer within 90 s.")
        );
        assert_eq!(cell(&browser, OWN, Some(100_000), PARTS[0].1), "-");
    }

    #[test]
    fn a_budget_that_is_not_met_says_so() {
        let table = budgets(&browser());
        assert!(table.contains("| 200 | 200 | met |"), "{table}");
        assert!(table.contains("| 1,000 | - | not measured |"), "{table}");
        let heavy = Browser { opened: vec![opened(OWN, 500_000)], ..browser() };
        assert!(budgets(&heavy).contains("| everything, kB | 420 | 500 | **not met** |"));
    }

    #[test]
    fn files_are_named_without_the_hash_of_their_content() {
        assert_eq!(without_hash("entente-ec3c8e44a6086df4_bg.wasm"), "entente_bg.wasm");
        assert_eq!(without_hash("record/details-0a00389705fb2c5d.bin"), "record/details.bin");
        assert_eq!(without_hash("a-b.js"), "a-b.js");
    }
}
