//! Small charts of pages, as markup: they stand in the text, print, and need no script.
//!
//! Lengths across are in percent of the chart's width, heights in pixels. Each chart has a name for assistive
//! technology; the figures behind it stand beside it as text or as the title of each piece.

use entente_record::Day;
use maud::{Markup, html};

/// Height of a chart of bars, in pixels.
const BARS: u32 = 44;
/// Height of a line of dots, in pixels.
const DOTS: u32 = 16;

/// A share of a whole in percent, to a tenth.
fn percent(part: f64, whole: f64) -> String {
    let tenths = if whole > 0.0 { (part / whole * 1000.0).max(0.0) as u32 } else { 0 };
    [&(tenths / 10).to_string(), ".", &(tenths % 10).to_string(), "%"].concat()
}

/// Counts by year as bars, all charts of a page on the same scale.
///
/// `first` is the year of the first bar, `most` the count that fills the height; `class` colours the bars.
pub fn bars(name: &str, first: i16, counts: &[u32], most: u32, class: &str) -> Markup {
    let slots = counts.len().max(1) as f64;
    html! {
        svg class={ "bars " (class) } height=(BARS) role="img" aria-label=(name) {
            @for (at, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
                @let height = (count * (BARS - 1)).div_ceil(most.max(1)).min(BARS - 1);
                rect x=(percent(at as f64, slots)) width=(percent(0.8, slots)) y=(BARS - 1 - height) height=(height) {
                    title { (first + at as i16) ": " (count) }
                }
            }
            rect.base x="0" width="100%" y=(BARS - 1) height="1" {}
        }
    }
}

/// A mark on a line of dots: when, and what stands there (10 px square).
pub struct Dot {
    /// In days since 1970-01-01.
    pub at: f64,
    /// The shape as an inner picture.
    pub shape: Markup,
    /// Its name.
    pub title: String,
}

/// Marks on a line from their first to their last, on an axis from one day to another.
pub fn dots(name: &str, from: Day, to: Day, marks: &[Dot]) -> Markup {
    let (start, length) = (f64::from(from.0), f64::from(to.0 - from.0).max(1.0));
    let place = |at: f64| percent(at - start, length);
    html! {
        svg.dots height=(DOTS) role="img" aria-label=(name) {
            @if let (Some(first), Some(last)) = (marks.first(), marks.last()) {
                line x1=(place(first.at)) x2=(place(last.at)) y1=(DOTS / 2) y2=(DOTS / 2) {}
            }
            @for mark in marks {
                svg x=(place(mark.at)) y="3" overflow="visible" { g transform="translate(-5 0)" { (mark.shape) title { (mark.title) } } }
            }
        }
    }
}

/// A bar whose length is a share of the greatest.
pub fn share(part: u32, most: u32) -> Markup {
    html! {
        svg.share height="8" aria-hidden="true" {
            rect width=(percent(f64::from(part), f64::from(most.max(1)))) height="8" rx="2" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_on_one_scale_and_a_count_is_never_invisible() {
        let chart = bars("Events", 2010, &[0, 1, 200], 200, "family-norms").into_string();
        assert_eq!(chart.matches("<title>").count(), 2);
        assert!(chart.contains("<title>2011: 1</title>"), "{chart}");
        assert!(
            chart.contains("height=\"1\"><title>2011") && chart.contains("height=\"43\"><title>2012"),
            "{chart}"
        );
    }

    #[test]
    fn dots_stand_at_their_share_of_the_axis() {
        let dot = |at| Dot { at, shape: html! { path {} }, title: "<b>".to_string() };
        let line = dots("Series", Day(0), Day(100), &[dot(0.0), dot(25.0), dot(100.0)]).into_string();
        assert!(line.contains("x=\"25.0%\"") && line.contains("x2=\"100.0%\""), "{line}");
        assert!(line.contains("&lt;b&gt;") && !line.contains("<title><b>"));
        assert_eq!(percent(1.0, 0.0), "0.0%");
    }
}
