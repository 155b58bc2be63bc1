//! The overview: events per quarter over the whole record, stacked by family.
//!
//! The bars are drawn with plotters' own parts: a `Cartesian2d` maps days and counts to the surface, `Rectangle`s are
//! drawn on a `DrawingArea`. Not with its `ChartBuilder`: labels are ours (in the reader's language, measured by the
//! browser) and the builder's meshes, key points and label formatting are what makes plotters large in wasm. The frame
//! that marks the window is a scene of its own, with the veils over what is outside it: it is drawn with every step of a
//! gesture, while the bars below it stay as they are.

use std::cell::RefCell;
use std::rc::Rc;

use entente_record::Record;
use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::{RangedCoordf64, RangedCoordu32};
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::Rectangle;
use plotters::style::{Color, RGBAColor};
use plotters_backend::DrawingBackend;

use super::chronology::{Chronology, quarter_of, quarter_start};
use super::lanes::COLOURS;
use super::marks::{DIGITS, role};
use super::ticks::{LABEL, ticks_of_years};
use super::{Extent, TimeScale};
use crate::draw::{Align, Item, Palette, Point, Rect, Role, Scene, Stroke, Tint};
use crate::query::Bits;
use crate::view::Filter;
use crate::words::Words;

/// Room for the labels below the bars.
const LABELS: f32 = 16.0;
/// Room above the highest bar.
const TOP: f32 = 4.0;
/// How far the drawing of the frame reaches beyond the strip at both sides, where its grips may stand.
pub const BEYOND: f32 = 6.0;
/// How much of what is outside the window a veil of paper covers.
const VEIL: f32 = 0.65;
/// Width and height of the grips at the window's ends.
const GRIP: (f32, f32) = (8.5, 18.0);
/// Most bars that are drawn: beyond, a bar is several quarters.
const BARS: usize = 480;

/// Events per quarter, by family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverviewBars {
    /// The first quarter, counted from the first of the year 0.
    first: u16,
    /// Quarters to a bar: 1, unless the record spans more than a century.
    step: u16,
    /// For each bar, how many events of each family, in order, and without a theme.
    pub counts: Vec<[u32; COLOURS]>,
    /// The events of the highest bar.
    pub highest: u32,
}

/// The bars of the events that pass the filters at any time. Coarse dates count at their middle.
pub fn overview_bars(
    record: &Record,
    chronology: &Chronology,
    any_time: &Bits,
    filter: &Filter,
    extent: Extent,
) -> OverviewBars {
    let (first, last) = (quarter_of(extent.first), quarter_of(extent.last));
    let quarters = usize::from(last.saturating_sub(first)) + 1;
    let step = quarters.div_ceil(BARS);
    let colours = chronology.colours(record, filter);
    let mut counts = vec![[0; COLOURS]; quarters.div_ceil(step)];
    for at in any_time.iter() {
        let bar = usize::from(chronology.quarters[at].saturating_sub(first)) / step;
        let colour = usize::from(colours[at]);
        if let Some(bar) = counts.get_mut(bar) {
            bar[colour] += 1;
        }
    }
    let highest = counts.iter().map(|bar| bar.iter().sum()).max().unwrap_or(0);
    OverviewBars { first, step: step as u16, counts, highest }
}

impl OverviewBars {
    /// Where a bar begins, in days.
    fn start(&self, bar: usize) -> f64 {
        let quarter = usize::from(self.first) + bar * usize::from(self.step);
        f64::from(quarter_start(u16::try_from(quarter).unwrap_or(u16::MAX)).0)
    }
}

/// What drawing on a plotters area can fail with.
pub type OverviewError<DB> = DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>;

/// Draws the bars. `scale` is that of the whole record, `height` the strip's height in pixels, `units` the backend units
/// of a pixel (see [`render`](crate::draw::render)).
///
/// # Errors
/// Those of the backend.
pub fn overview<DB: DrawingBackend>(
    bars: &OverviewBars,
    scale: &TimeScale,
    height: f32,
    backend: &Rc<RefCell<DB>>,
    palette: &Palette,
    units: f32,
) -> Result<(), OverviewError<DB>> {
    let unit = |pixels: f32| (pixels * units).round() as i32;
    let area: DrawingArea<DB, Shift> = backend.into();
    let plane = Cartesian2d::<RangedCoordf64, RangedCoordu32>::new(
        scale.from..scale.to,
        0..bars.highest.max(1),
        (unit(scale.x0)..unit(scale.x1), unit(height - LABELS)..unit(TOP)),
    );
    let plot = area.apply_coord_spec(plane);
    // A gap of a pixel between bars where they are wide enough for one.
    let gap =
        if bars.counts.len() as f32 * 3.0 < scale.x1 - scale.x0 { 1.0 / scale.pixels_per_day() } else { 0.0 };
    // Colour by colour rather than bar by bar, so that the canvas fills each colour once.
    for colour in 0..COLOURS {
        let colour_of = palette.colour(role(colour).into());
        let (r, g, b) = colour_of.rgb;
        let style = RGBAColor(r, g, b, colour_of.alpha).filled();
        for (at, counts) in bars.counts.iter().enumerate().filter(|(_, counts)| counts[colour] > 0) {
            let (from, to) = (bars.start(at), bars.start(at + 1));
            let below: u32 = counts[..colour].iter().sum();
            let corners = [(from, below + counts[colour]), (to - gap, below)];
            plot.draw(&Rectangle::new(corners, style))?;
        }
    }
    Ok(())
}

/// The base line and the years below it, as a scene of the same size.
pub fn overview_axis(scale: &TimeScale, width: f32, height: f32, words: &dyn Words) -> Scene {
    let mut scene = Scene::new(width, height);
    let base = height - LABELS;
    let mut line = |rect: Rect, role: Role| {
        scene.items.push(Item::Box { rect, radius: 0.0, fill: Some(role.into()), stroke: None });
    };
    line(Rect::new(scale.x0, base, scale.x1 - scale.x0, 1.0), Role::Line);
    let ticks = ticks_of_years(scale, words);
    for tick in ticks.iter().filter(|tick| tick.x >= scale.x0) {
        line(Rect::new(tick.x.round(), base, 1.0, 4.0), Role::LineStrong);
    }
    for tick in ticks.into_iter().filter(|tick| !tick.label.is_empty()) {
        scene.items.push(Item::Text {
            at: Point::new(tick.label_x, base + LABELS / 2.0 + DIGITS),
            text: tick.label,
            font: LABEL,
            tint: Role::Ink3.into(),
            align: Align::Start,
            halo: None,
        });
    }
    scene
}

/// The window's frame from one place of a strip to another, its grips, and veils over what is outside it. The scene begins
/// [`BEYOND`] to the left of the strip, and ends as far to the right of it.
pub fn overview_frame((from, to): (f32, f32), width: f32, height: f32) -> Scene {
    let mut scene = Scene::new(width + 2.0 * BEYOND, height);
    let (left, right) = (BEYOND, BEYOND + width);
    let (from, to) = (left + from, left + to);
    let base = height - LABELS;
    let mut fill = |rect: Rect, tint: Tint| {
        scene.items.push(Item::Box { rect, radius: 0.0, fill: Some(tint), stroke: None });
    };
    for (start, end) in [(left, from), (to, right)] {
        if start < end {
            fill(Rect::new(start, 0.0, end - start, base), Role::Paper.at(VEIL));
        }
    }
    // A pixel below the strip's upper edge to its base line, its lines within it.
    let (top, bottom) = (1.0, base + 1.0);
    let ink = Tint::from(Role::Ink);
    fill(Rect::new(from, top, to - from, 1.0), ink);
    fill(Rect::new(from, bottom - 1.0, to - from, 1.0), ink);
    fill(Rect::new(from, top, 1.0, bottom - top), ink);
    fill(Rect::new(to - 1.0, top, 1.0, bottom - top), ink);
    for x in [from + 0.5, to - 0.5] {
        let rect = Rect::about(Point::new(x, f32::midpoint(top, bottom)), GRIP.0, GRIP.1);
        let (fill, stroke) = (Some(Role::Surface.into()), Some(Stroke::solid(Role::Ink2, 1.5)));
        scene.items.push(Item::Box { rect, radius: GRIP.0 / 2.0, fill, stroke });
    }
    scene
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::testing::{day, record, selection};
    use entente_record::{Family, Theme};
    use plotters::backend::SVGBackend;

    fn bars(record: &Record) -> OverviewBars {
        let chronology = Chronology::new(record);
        let extent = chronology.extent(day("2017-12-31"));
        overview_bars(record, &chronology, &selection(record, |_| true).any_time, &Filter::default(), extent)
    }

    #[test]
    fn coarse_dates_count_at_their_middle() {
        let bars = bars(&record(&[("a", &["2016-05-06", "2016", "2017-02", "2017-12-31"])]));
        let policy: Vec<u32> = bars.counts.iter().map(|bar| bar[0]).collect();
        assert_eq!(policy, [0, 1, 1, 0, 1, 0, 0, 1]);
        assert_eq!(bars.highest, 1);
    }

    #[test]
    fn bars_are_stacked_by_family_and_events_without_a_theme_come_last() {
        let mut record = record(&[("a", &["2017-05-06", "2017-05-07", "2017-05-08"])]);
        record.events[0].themes = [Theme::Cybercrime].into();
        record.events[1].themes = [].into();
        let bars = bars(&record);
        assert_eq!(bars.highest, 3);
        let bar = bars.counts[1];
        assert_eq!((bar[0], bar[Family::Crime.index()], bar[COLOURS - 1]), (1, 1, 1));
    }

    #[test]
    fn millennia_make_no_more_bars_than_a_strip_can_show() {
        let bars = bars(&record(&[("a", &["0001-05-06", "2017-05-07", "9999-05-08"])]));
        assert!(bars.counts.len() <= BARS);
        assert_eq!(bars.counts.iter().flatten().sum::<u32>(), 3);
    }

    #[test]
    fn a_bar_is_as_high_as_its_share_of_the_highest() {
        let record = record(&[("a", &["2016-05-06", "2017-05-07", "2017-06-08"])]);
        let bars = bars(&record);
        let extent = Chronology::new(&record).extent(day("2017-12-31"));
        let scale = TimeScale::unfold(crate::view::Window::default(), extent, 0.0, 160.0);
        let mut svg = String::new();
        {
            let backend = Rc::new(RefCell::new(SVGBackend::with_string(&mut svg, (320, 112))));
            let palette = Palette::from_tokens(include_str!("../../style/tokens.css"), false).unwrap();
            overview(&bars, &scale, 56.0, &backend, &palette, 2.0).unwrap();
        }
        let rects: Vec<&str> = svg.lines().filter(|line| line.starts_with("<rect")).collect();
        assert_eq!(rects.len(), 2);
        // Between 4 px below the top and 16 px above the bottom, in half pixels.
        assert!(rects[0].contains("y=\"44\"") && rects[0].contains("height=\"36\""), "{}", rects[0]);
        assert!(rects[1].contains("y=\"8\"") && rects[1].contains("height=\"72\""), "{}", rects[1]);
    }

    #[test]
    fn what_is_outside_the_window_lies_under_a_veil() {
        let veils = |from, to| -> Vec<Rect> {
            let veiled = |item: &Item| match item {
                Item::Box { rect, fill, .. } if *fill == Some(Role::Paper.at(VEIL)) => Some(*rect),
                _ => None,
            };
            overview_frame((from, to), 160.0, 56.0).items.iter().filter_map(veiled).collect()
        };
        let at = |x, width| Rect::new(BEYOND + x, 0.0, width, 40.0);
        assert_eq!(veils(40.0, 100.0), [at(0.0, 40.0), at(100.0, 60.0)]);
        assert_eq!(veils(0.0, 160.0), []);
    }
}
