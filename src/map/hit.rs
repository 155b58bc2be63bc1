//! What is under the pointer: a small state near it, an arc, or the country whose land it is.

use entente_geometry::Within;
use entente_record::PartyIndex;

use super::choropleth::is_small;
use super::{MapInput, arcs};
use crate::draw::{Point, Subject};

/// How far from its dot a small state answers: half of 24 pixels, of 44 on touch.
const REACH: f32 = 12.0;
const REACH_TOUCH: f32 = 22.0;

/// How far from its line an arc answers, beyond half its width.
const NEAR_ARC: f32 = 3.0;
const NEAR_ARC_TOUCH: f32 = 8.0;

/// What answers at a point of the plot. The nearest dot wins, then the nearest arc, then the land.
pub fn hit(input: &MapInput<'_>, point: Point, touch: bool) -> Option<Subject> {
    let (reach, near) = if touch { (REACH_TOUCH, NEAR_ARC_TOUCH) } else { (REACH, NEAR_ARC) };
    dot(input, point, reach)
        .map(Subject::Party)
        .or_else(|| arc(input, point, near))
        .or_else(|| land(input, point).map(Subject::Party))
}

fn dot(input: &MapInput<'_>, point: Point, reach: f32) -> Option<PartyIndex> {
    let dots = input.atlas.countries().filter_map(|(country, party)| {
        let centre = input.viewport.point(country.label);
        let distance = (centre.x - point.x).hypot(centre.y - point.y);
        (distance <= reach && is_small(country, input.viewport)).then_some((distance, party?))
    });
    dots.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, party)| party)
}

fn arc(input: &MapInput<'_>, point: Point, near: f32) -> Option<Subject> {
    let arcs = arcs::chosen(input);
    let distances = arcs.iter().map(|arc| {
        let steps = arc.points.windows(2).map(|step| distance(step[0], step[1], point));
        (steps.fold(f32::INFINITY, f32::min), arc)
    });
    let (distance, arc) = distances.min_by(|a, b| a.0.total_cmp(&b.0))?;
    // At its ends an arc leaves the pointer to the country.
    let at_end = arc.ends().any(|end| (end.x - point.x).hypot(end.y - point.y) <= REACH);
    (distance <= near && !at_end).then_some(Subject::Pair(arc.a, arc.b))
}

fn land(input: &MapInput<'_>, point: Point) -> Option<PartyIndex> {
    let (x, y) = input.viewport.position(point);
    input.atlas.party_at(x, y)
}

/// From a point to a straight line between two.
fn distance(from: Point, to: Point, point: Point) -> f32 {
    let (x, y) = (to.x - from.x, to.y - from.y);
    let length = x * x + y * y;
    let share = if length > 0.0 {
        (((point.x - from.x) * x + (point.y - from.y) * y) / length).within(0.0, 1.0)
    } else {
        0.0
    };
    (from.x + share * x - point.x).hypot(from.y + share * y - point.y)
}

#[cfg(test)]
mod tests {
    use entente_geometry::projection::project;

    use super::super::testing::Setting;
    use super::super::{Focus, MapViewport};
    use super::*;

    fn at(setting: &Setting, longitude: f64, latitude: f64) -> Point {
        let (x, y) = project(longitude, latitude);
        let (x0, y0) = setting.viewport.position(Point::default());
        let scale = setting.viewport.scale();
        Point::new(((x - x0) * scale) as f32, ((y - y0) * scale) as f32)
    }

    fn code(setting: &Setting, longitude: f64, latitude: f64, touch: bool) -> Option<String> {
        let without_arcs = Focus::Event([].into());
        let input = setting.input(&without_arcs, &Focus::None);
        match hit(&input, at(setting, longitude, latitude), touch)? {
            Subject::Party(party) => Some(setting.record.party(party).code.to_string()),
            _ => None,
        }
    }

    #[test]
    fn land_answers_with_its_country_and_the_sea_does_not() {
        let setting = Setting::new();
        for (longitude, latitude, country) in
            [(-58.0, -15.0, "BR"), (2.5, 46.5, "FR"), (-152.0, 65.0, "US"), (100.0, 32.0, "CN")]
        {
            assert_eq!(code(&setting, longitude, latitude, false).as_deref(), Some(country));
        }
        assert_eq!(code(&setting, -35.0, 35.0, false), None);
        assert_eq!(code(&setting, -59.0, -51.7, false), None, "Falkland Islands (Malvinas) are unnamed");
    }

    #[test]
    fn the_dot_of_a_small_state_answers_near_it_and_farther_on_touch() {
        let setting = Setting::new();
        assert_eq!(code(&setting, 103.8, 1.3, false).as_deref(), Some("SG"));
        // Some 15 pixels east of Tuvalu.
        assert_eq!(code(&setting, -174.2, -8.5, false), None);
        assert_eq!(code(&setting, -174.2, -8.5, true).as_deref(), Some("TV"));
    }

    #[test]
    fn close_up_a_small_state_answers_by_its_land() {
        let mut setting = Setting::new();
        let singapore = at(&setting, 103.8, 1.36);
        setting.viewport = setting.viewport.zoomed(singapore, 32.0);
        assert_eq!(code(&setting, 103.8, 1.36, false).as_deref(), Some("SG"));
        assert_eq!(code(&setting, 104.6, 0.6, false), None);
    }

    #[test]
    fn an_arc_answers_beside_its_ends() {
        let setting = Setting::new();
        let input = setting.input(&Focus::None, &Focus::None);
        let strongest = arcs::chosen(&input).pop().expect("an arc");
        let middle = strongest.points[strongest.points.len() / 2];
        let near = Point::new(middle.x, middle.y + 2.0);
        assert_eq!(hit(&input, near, false), Some(Subject::Pair(strongest.a, strongest.b)));
        let end = strongest.points[0];
        assert!(matches!(hit(&input, end, false), Some(Subject::Party(_))));
    }

    #[test]
    fn nothing_answers_on_a_plot_without_size() {
        let mut setting = Setting::new();
        setting.viewport = MapViewport::whole(0.0, 0.0);
        let input = setting.input(&Focus::None, &Focus::None);
        assert_eq!(hit(&input, Point::new(-500.0, 900.0), false), None);
    }
}
