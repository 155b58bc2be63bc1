//! The axis row: labels of the ticks, the pill at today and that of the selected event, to which labels give way.

use entente_record::{Day, Edtf};

use super::TimeScale;
use super::chronology::place;
use super::marks::DIGITS;
use super::ticks::{LABEL, LABEL_STRONG, Ticks};
use crate::draw::{Align, Item, Point, Rect, Role, Scene, Tint};
use crate::words::Words;

/// Height of the row.
const HEIGHT: f32 = 24.0;
/// Height of a pill.
const PILL: f32 = 18.0;
/// Between the text and the ends of a pill.
const PADDING: f32 = 7.0;

/// What the axis shows.
#[derive(Clone, Copy)]
pub struct AxisInput<'a> {
    /// The window.
    pub scale: TimeScale,
    /// Its ticks.
    pub ticks: &'a Ticks,
    /// Width of the row in pixels: pills may reach beyond the scale, not beyond the row.
    pub width: f32,
    /// Today.
    pub today: Day,
    /// "Today" in the reader's language.
    pub today_label: &'a str,
    /// Date of the open event.
    pub selected: Option<Edtf>,
    /// Names and formats.
    pub words: &'a dyn Words,
}

/// The axis row.
pub fn axis(input: &AxisInput) -> Scene {
    let mut scene = Scene::new(input.width, HEIGHT);
    let scale = &input.scale;
    let selected = input.selected.and_then(|date| {
        let x = scale.x(f64::from(place(&date)));
        pill(input, x, input.words.date(&date), 4.0)
    });
    let today =
        pill(input, scale.x(f64::from(input.today.0) + 0.5), input.today_label.to_string(), PILL / 2.0);
    let today = today.filter(|today| selected.as_ref().is_none_or(|other| apart(today.rect, other.rect)));
    let pills: Vec<Pill> = selected.into_iter().chain(today).collect();
    for tick in &input.ticks.major {
        if tick.x >= scale.x0 {
            let rect = Rect::new(tick.x.round(), HEIGHT - 5.0, 1.0, 5.0);
            scene.items.push(Item::Box { rect, radius: 0.0, fill: Some(Role::Grid.into()), stroke: None });
        }
    }
    for tick in input.ticks.major.iter().filter(|tick| !tick.label.is_empty()) {
        let rect = Rect::new(tick.label_x, 0.0, tick.width, HEIGHT);
        if pills.iter().all(|pill| apart(pill.rect, rect)) {
            let (font, role) = if tick.strong { (LABEL_STRONG, Role::Ink2) } else { (LABEL, Role::Ink3) };
            scene.items.push(Item::Text {
                at: Point::new(tick.label_x, HEIGHT / 2.0 + DIGITS),
                text: tick.label.clone(),
                font,
                tint: role.into(),
                align: Align::Start,
                halo: None,
            });
        }
    }
    pills.into_iter().for_each(|pill| pill.draw(&mut scene));
    scene
}

/// Whether there is a gap between two stretches of the row.
fn apart(a: Rect, b: Rect) -> bool {
    a.x + a.width + 4.0 <= b.x || b.x + b.width + 4.0 <= a.x
}

struct Pill {
    rect: Rect,
    radius: f32,
    text: String,
}

/// A pill about a pixel, kept within the row; `None` where the pixel is out of view.
fn pill(input: &AxisInput, x: f32, text: String, radius: f32) -> Option<Pill> {
    if !(input.scale.x0..=input.scale.x1).contains(&x) {
        return None;
    }
    let width = input.words.width(&text, LABEL_STRONG) + 2.0 * PADDING;
    let left = (x - width / 2.0).min(input.width - width).max(0.0);
    Some(Pill { rect: Rect::new(left, (HEIGHT - PILL) / 2.0, width, PILL), radius, text })
}

impl Pill {
    fn draw(self, scene: &mut Scene) {
        let fill: Option<Tint> = Some(Role::Ink.into());
        let centre = self.rect.centre();
        scene.items.push(Item::Box { rect: self.rect, radius: self.radius, fill, stroke: None });
        scene.items.push(Item::Text {
            at: Point::new(centre.x, centre.y + DIGITS),
            text: self.text.into(),
            font: LABEL_STRONG,
            tint: Role::InkOn.into(),
            align: Align::Middle,
            halo: None,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::testing::day;
    use crate::timeline::ticks;
    use crate::words::Plain;

    fn labels(selected: Option<&str>, today: &str) -> Vec<String> {
        let (from, to) = (f64::from(day("2010-01-01").0), f64::from(day("2020-01-01").0));
        let scale = TimeScale { from, to, x0: 0.0, x1: 500.0 };
        let scene = axis(&AxisInput {
            scale,
            ticks: &ticks(&scale, &Plain),
            width: 510.0,
            today: day(today),
            today_label: "Today",
            selected: selected.map(|date| Edtf::parse(date).unwrap()),
            words: &Plain,
        });
        let text = |item: Item| match item {
            Item::Text { text, .. } => Some(text.to_string()),
            _ => None,
        };
        scene.items.into_iter().filter_map(text).collect()
    }

    #[test]
    fn labels_give_way_to_the_pills() {
        let shown = labels(Some("2015-05-23"), "2019-12-01");
        assert!(shown.contains(&"23/5/2015".to_string()) && shown.contains(&"Today".to_string()));
        assert!(!shown.contains(&"2015".to_string()) && !shown.contains(&"2019".to_string()));
        assert!(shown.contains(&"2012".to_string()));
    }

    #[test]
    fn the_date_of_the_open_event_comes_before_today() {
        let shown = labels(Some("2019-11-23"), "2019-12-01");
        assert!(shown.contains(&"23/11/2019".to_string()) && !shown.contains(&"Today".to_string()));
    }

    #[test]
    fn what_is_out_of_view_has_no_pill() {
        assert_eq!(labels(Some("2008-11-23"), "2026-12-01").len(), 10);
    }
}
