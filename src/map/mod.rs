//! The map: a selection and a viewport in, a scene out.
//!
//! Outlines come in world units (see [`entente_geometry::projection`]); everything that is drawn or hit is in pixels of
//! the plot. What a frame costs grows with what is in view: positions are scaled and moved, never projected.

mod arcs;
mod atlas;
mod choropleth;
mod hit;
mod labels;
mod neighbour;
mod viewport;

#[cfg(test)]
mod testing;

use entente_record::{PartyIndex, Record};

pub use arcs::{chosen as arcs, pill_lines};
pub use atlas::Atlas;
pub use choropleth::shade;
pub use hit::hit;
pub use neighbour::{Direction, neighbour};
pub use viewport::MapViewport;

use crate::draw::{Rect, Scene, Subject, Target};
use crate::query::Selection;
use crate::words::Words;

/// Below this width in pixels the map shows fewer arcs.
const NARROW: f32 = 600.0;

/// Side of the square about a label point that a link over the map covers.
const TARGET: f32 = 24.0;

/// What the map is about: what is open or chosen, or what is under the pointer.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Focus {
    /// Nothing: the strongest pairs.
    #[default]
    None,
    /// One country: all its pairs.
    Party(PartyIndex),
    /// Two parties.
    Pair(PartyIndex, PartyIndex),
    /// The parties of the open event: the arc of two, the outlines of more.
    Event(Box<[PartyIndex]>),
    /// The members of an organisation or open process.
    Organisation(PartyIndex),
}

/// What a map is made from.
#[derive(Clone, Copy)]
pub struct MapInput<'a> {
    /// Who the parties are.
    pub record: &'a Record,
    /// Where they are.
    pub atlas: &'a Atlas,
    /// What counts.
    pub selection: &'a Selection,
    /// What part of the world is shown, at which size.
    pub viewport: &'a MapViewport,
    /// What is open or chosen. An event or pair takes the shade from all others.
    pub focus: &'a Focus,
    /// What is under the pointer or has the keyboard's focus. It changes arcs, outlines and labels, never shades.
    pub hovered: &'a Focus,
    /// Whether countries are named.
    pub labels: bool,
    /// Where labels must not lie: heading, legend, buttons over the plot.
    pub avoid: &'a [Rect],
    /// Names and widths.
    pub words: &'a dyn Words,
}

impl MapInput<'_> {
    /// What decides about arcs and labels.
    fn attention(&self) -> &Focus {
        if *self.hovered == Focus::None { self.focus } else { self.hovered }
    }
}

/// Lays out the map: land by shade, borders, small states, outlines, arcs, labels. Its targets are the countries of the
/// record in view, in order of code, each a square about its label point; for the pointer use [`hit()`], which knows shapes.
pub fn layout(input: &MapInput<'_>) -> Scene {
    let (width, height) = input.viewport.size();
    let mut scene = Scene::new(width, height);
    choropleth::draw(input, &mut scene.items);
    let arcs = arcs::chosen(input);
    arcs::draw(&arcs, &mut scene.items);
    if input.labels {
        labels::draw(input, &arcs, &mut scene.items);
    }
    scene.targets = targets(input);
    scene
}

fn targets(input: &MapInput<'_>) -> Vec<Target> {
    let plot = input.viewport.plot();
    let parties = (0..input.record.parties.len()).map(|at| PartyIndex(at as u32));
    parties
        .filter_map(|party| {
            let centre = input.viewport.point(input.atlas.label(party)?);
            let rect = Rect::about(centre, TARGET, TARGET);
            plot.contains(centre).then_some(Target { rect, subject: Subject::Party(party), lane: None })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::testing::Setting;
    use super::*;
    use crate::draw::Item;

    #[test]
    fn every_country_of_the_record_in_view_is_a_target() {
        let setting = Setting::new();
        let scene = setting.layout(&Focus::None, &Focus::None);
        let countries = ["AR", "BR", "CA", "CN", "FR", "JP", "MX", "SG", "TV", "US"];
        let found: Vec<&str> = scene
            .targets
            .iter()
            .filter_map(|target| match target.subject {
                Subject::Party(party) => Some(setting.record.party(party).code.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(found, countries);
    }

    #[test]
    fn an_event_of_two_draws_one_strong_arc_and_leaves_no_other_shade() {
        let setting = Setting::new();
        let scene = setting.layout(&setting.event(&["AR", "US"]), &Focus::None);
        let arcs = scene
            .items
            .iter()
            .filter(|item| matches!(item, Item::Line { stroke, .. } if stroke.width == 2.6));
        assert_eq!(arcs.count(), 1);
        let names: Vec<&str> = scene
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Text { text, .. } => Some(&**text),
                _ => None,
            })
            .collect();
        assert_eq!(names, ["AR", "US"]);
    }

    #[test]
    fn a_plot_without_size_has_no_labels_and_does_not_fail() {
        let mut setting = Setting::new();
        setting.viewport = MapViewport::whole(0.0, 0.0);
        let scene = setting.layout(&Focus::None, &Focus::None);
        assert!(scene.items.iter().all(|item| !matches!(item, Item::Text { .. })));
    }
}
