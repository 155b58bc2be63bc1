//! The curve: work for a step of zoom by the number of events, both axes logarithmic.

use plotters::prelude::*;

use crate::browser::Browser;
use crate::native::Native;

const SIZE: (u32, u32) = (860, 460);
const EVENTS: std::ops::Range<f64> = 800.0..1_300_000.0;
const WORK: std::ops::Range<f64> = 0.01..1_000.0;

/// A line of the plot.
struct Line {
    name: String,
    colour: RGBColor,
    /// Events and milliseconds.
    points: Vec<(f64, f64)>,
}

/// Pages in the browser, in their colours.
const PAGES: [(&str, RGBColor); 4] = [
    ("entente", RGBColor(10, 86, 196)),
    ("canvas", RGBColor(192, 57, 43)),
    ("svg", RGBColor(141, 110, 0)),
    ("vis", RGBColor(122, 81, 149)),
];

/// Draws it as SVG.
pub fn draw(browser: &Browser, native: &Native) -> Result<String, String> {
    let lines = lines(browser, native);
    let mut svg = String::new();
    plot(&lines, &mut svg).map_err(|reason| format!("the plot can't be drawn ({reason})"))?;
    Ok(svg)
}

fn lines(browser: &Browser, native: &Native) -> Vec<Line> {
    let zero = browser.zero();
    let mut lines: Vec<Line> = PAGES
        .iter()
        .map(|(page, colour)| {
            let name = browser.opened.iter().find(|opened| opened.page == *page);
            let steps = browser.stepped.iter().filter(|stepped| stepped.page == *page);
            let mut points: Vec<(f64, f64)> = steps
                .filter_map(|it| Some((it.events? as f64, (it.zoom.median()? - zero).max(WORK.start))))
                .collect();
            points.sort_by(|a, b| a.0.total_cmp(&b.0));
            let name = name.map_or(*page, |opened| opened.name.as_str());
            Line { name: format!("{name}, in Chromium"), colour: *colour, points }
        })
        .collect();
    if let (Some(zoom), Some(draw)) = (native.get("zoom"), native.get("draw")) {
        let points = zoom.iter().filter_map(|(events, zoom)| {
            Some((*events as f64, zoom.median()? + draw.get(events)?.median()?))
        });
        let name = "Entente, layout and drawing natively".to_owned();
        lines.push(Line { name, colour: RGBColor(90, 98, 110), points: points.collect() });
    }
    lines
}

fn plot(lines: &[Line], svg: &mut String) -> Result<(), Box<dyn std::error::Error>> {
    let area = SVGBackend::with_string(svg, SIZE).into_drawing_area();
    area.fill(&WHITE)?;
    let mut chart = ChartBuilder::on(&area)
        .caption("Work for a step of zoom", ("sans-serif", 18))
        .margin(14)
        .x_label_area_size(46)
        .y_label_area_size(64)
        .build_cartesian_2d(EVENTS.log_scale(), WORK.log_scale())?;
    chart
        .configure_mesh()
        .light_line_style(RGBColor(244, 243, 240))
        .bold_line_style(RGBColor(226, 223, 216))
        .x_desc("events of the record")
        .y_desc("median work of the main thread, ms")
        .x_label_formatter(&|events| thousands(*events as u64))
        .y_label_formatter(&|work| format!("{work}"))
        .label_style(("sans-serif", 12))
        .draw()?;
    for line in lines {
        let colour = line.colour;
        chart
            .draw_series(LineSeries::new(line.points.iter().copied(), colour.stroke_width(2)))?
            .label(&line.name)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 18, y)], colour.stroke_width(2)));
        chart.draw_series(line.points.iter().map(|point| Circle::new(*point, 4, colour.filled())))?;
    }
    chart
        .configure_series_labels()
        .position(SeriesLabelPosition::UpperLeft)
        .background_style(WHITE.mix(0.9))
        .border_style(RGBColor(226, 223, 216))
        .label_font(("sans-serif", 12))
        .draw()?;
    area.present()?;
    drop(chart);
    Ok(())
}

/// 1000000 is "1,000,000".
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped_by_three() {
        assert_eq!([7, 1_000, 1_234_567].map(thousands), ["7", "1,000", "1,234,567"]);
    }
}
