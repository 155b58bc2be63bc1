//! Marks: the shape of each kind of event, as in `style/tokens.css`, and the order in which things are drawn.
//!
//! Items of a frame are gathered with a key (layer, dimmed, colour) and sorted by it: what must lie on top does, and
//! within a layer what looks alike stands together, which the canvas draws as one path.

use crate::order;
use entente_record::{Family, Kind};

use crate::draw::{Align, Font, Item, Point, Rect, Role, Stroke, Tint};

/// Side of the box that shapes are drawn on.
const BOX: f32 = 10.0;
/// Width of the outline of hollow shapes.
const OUTLINE: f32 = 1.75;
/// Radius of the ring of the selected mark.
pub(super) const RING: f32 = 11.0;
/// Height of a capsule.
const CAPSULE: f32 = 16.0;
/// From the middle of small letters, where a text's point is, down to where digits look centred.
pub(super) const DIGITS: f32 = 1.0;
/// Type of a capsule's count.
const COUNT: Font = Font { size: 11.0, strong: true };

/// What lies on what, from the bottom up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Layer {
    /// Bands behind lanes.
    Stripe,
    /// Lines of the grid between units.
    Minor,
    /// Lines of the grid, and between lanes.
    Grid,
    /// Bars of header lanes.
    Bar,
    /// Line at today.
    Today,
    /// Life spans.
    Life,
    /// Dots of lanes that go on.
    Dots,
    /// Ends of life spans.
    End,
    /// Several days.
    Interval,
    /// Spans of coarse and uncertain dates.
    Whisker,
    /// Inside of hollow marks, over the life span.
    Back,
    /// Solid marks.
    Solid,
    /// Hollow marks.
    Hollow,
    /// Inside of capsules.
    Capsule,
    /// Outline of capsules.
    Outline,
    /// Counts in capsules.
    Count,
    /// Guide of the selected mark.
    Guide,
    /// Ring of the selected mark.
    Ring,
    /// What would lie in `Back`, `Solid`, `Hollow`, for the selected mark.
    Selected,
}

/// Items with their keys.
#[derive(Debug, Default)]
pub(super) struct Layers(Vec<(u16, Item)>);

/// How a mark looks beside its shape.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    /// Its colour: position of the family, or the number of families without a theme.
    pub colour: usize,
    /// 1, or less when not in focus.
    pub opacity: f32,
    /// Side of its box, in pixels.
    pub size: f32,
    /// Whether it is the selected one, which lies on top.
    pub selected: bool,
}

impl Look {
    fn tint(&self) -> Tint {
        role(self.colour).at(self.opacity)
    }

    fn key(&self, layer: Layer) -> u16 {
        let layer = if self.selected { Layer::Selected } else { layer };
        let dimmed = u16::from(self.opacity < 1.0);
        (layer as u16) << 5 | dimmed << 4 | self.colour.min(15) as u16
    }
}

/// What colours an event or bar.
pub(super) fn role(colour: usize) -> Role {
    Family::from_index(colour).map_or(Role::NoTheme, Role::Family)
}

impl Layers {
    /// Adds an item of no particular colour.
    pub(super) fn put(&mut self, layer: Layer, item: Item) {
        self.0.push(((layer as u16) << 5, item));
    }

    /// Adds an item as a look says.
    pub(super) fn put_as(&mut self, layer: Layer, look: &Look, item: Item) {
        self.0.push((look.key(layer), item));
    }

    /// A filled rectangle.
    pub(super) fn fill(&mut self, layer: Layer, rect: Rect, tint: impl Into<Tint>) {
        self.put(layer, Item::Box { rect, radius: 0.0, fill: Some(tint.into()), stroke: None });
    }

    /// The items in drawing order.
    pub(super) fn into_items(self) -> Vec<Item> {
        // Sorting positions rather than items, which are large; equal keys keep their order.
        let mut order: Vec<(u16, u32)> = (0..).zip(&self.0).map(|(at, (key, _))| (*key, at)).collect();
        order::sort(&mut order);
        let mut items: Vec<Option<Item>> = self.0.into_iter().map(|(_, item)| Some(item)).collect();
        order.into_iter().filter_map(|(_, at)| items[at as usize].take()).collect()
    }

    /// The mark of an event about a centre.
    pub(super) fn mark(&mut self, kind: Kind, centre: Point, look: &Look) {
        let scale = look.size / BOX;
        let at = |x: f32, y: f32| Point::new(centre.x + (x - 5.0) * scale, centre.y + (y - 5.0) * scale);
        let square = |side: f32| Rect::about(centre, side * scale, side * scale);
        let area =
            |points: Vec<Point>| Item::Area { rings: vec![points], fill: Some(look.tint()), stroke: None };
        let stroke = Stroke::solid(look.tint(), OUTLINE);
        let back = Some(Role::Paper.into());
        match kind {
            Kind::Meeting => self.put_as(
                Layer::Solid,
                look,
                Item::Disc { centre, radius: 4.5 * scale, fill: Some(look.tint()), stroke: None },
            ),
            Kind::Agreement => self.block(square(8.0), look),
            Kind::Milestone => self.put_as(
                Layer::Solid,
                look,
                area(vec![at(5.0, 0.0), at(10.0, 5.0), at(5.0, 10.0), at(0.0, 5.0)]),
            ),
            Kind::Launch => {
                self.put_as(Layer::Solid, look, area(vec![at(1.2, 0.4), at(9.6, 5.0), at(1.2, 9.6)]));
            }
            Kind::Suspension => {
                for left in [1.2, 6.0] {
                    let corner = at(left, 0.8);
                    self.block(Rect::new(corner.x, corner.y, 2.8 * scale, 8.4 * scale), look);
                }
            }
            Kind::Announcement => {
                let disc = |fill, stroke| Item::Disc { centre, radius: 3.6 * scale, fill, stroke };
                self.put_as(Layer::Back, look, disc(back, None));
                self.put_as(Layer::Hollow, look, disc(None, Some(stroke)));
            }
            Kind::Statement => {
                let rect = square(6.4);
                let rect = |fill, stroke| Item::Box { rect, radius: 0.0, fill, stroke };
                self.put_as(Layer::Back, look, rect(back, None));
                self.put_as(Layer::Hollow, look, rect(None, Some(stroke)));
            }
        }
    }

    fn block(&mut self, rect: Rect, look: &Look) {
        let item = Item::Box { rect, radius: 0.0, fill: Some(look.tint()), stroke: None };
        self.put_as(Layer::Solid, look, item);
    }

    /// The ring behind the selected mark.
    pub(super) fn ring(&mut self, centre: Point) {
        let disc = Item::Disc {
            centre,
            radius: RING,
            fill: Some(Role::Surface.into()),
            stroke: Some(Stroke::solid(Role::Ink, 1.5)),
        };
        self.put(Layer::Ring, disc);
    }

    /// A capsule with its count, outlined in the look's colour.
    pub(super) fn capsule(&mut self, centre: Point, width: f32, count: Box<str>, look: &Look) {
        let rect = Rect::about(centre, width, CAPSULE);
        let shape = |fill, stroke| Item::Box { rect, radius: CAPSULE / 2.0, fill, stroke };
        self.put(Layer::Capsule, shape(Some(Role::Surface.into()), None));
        self.put_as(Layer::Outline, look, shape(None, Some(Stroke::solid(look.tint(), OUTLINE))));
        let text = Item::Text {
            at: Point::new(centre.x, centre.y + DIGITS),
            text: count,
            font: COUNT,
            tint: Role::Ink.at(look.opacity),
            align: Align::Middle,
            halo: None,
        };
        self.put(Layer::Count, text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOK: Look = Look { colour: 0, opacity: 1.0, size: 10.0, selected: false };

    #[test]
    fn what_looks_alike_stands_together_whatever_the_order_of_lanes() {
        let mut layers = Layers::default();
        for at in 0..6 {
            let look = Look { colour: at % 2, ..LOOK };
            layers.mark(Kind::Meeting, Point::new(at as f32 * 20.0, 0.0), &look);
            layers.mark(Kind::Statement, Point::new(at as f32 * 20.0, 24.0), &look);
        }
        layers.fill(Layer::Stripe, Rect::new(0.0, 0.0, 9.0, 9.0), Role::Hover);
        let items = layers.into_items();
        assert!(matches!(items[0], Item::Box { fill: Some(Tint { role: Role::Hover, .. }), .. }));
        let fills: Vec<Role> = items
            .iter()
            .filter_map(|item| match item {
                Item::Disc { fill: Some(fill), .. } => Some(fill.role),
                _ => None,
            })
            .collect();
        let (policy, norms) = (Role::Family(Family::Policy), Role::Family(Family::Norms));
        assert_eq!(fills, [policy, policy, policy, norms, norms, norms]);
    }

    #[test]
    fn what_was_said_is_hollow_and_what_happened_is_solid() {
        for &kind in Kind::ALL {
            let mut layers = Layers::default();
            layers.mark(kind, Point::default(), &LOOK);
            let outlined = layers.into_items().iter().any(|item| {
                matches!(item, Item::Disc { stroke: Some(_), .. } | Item::Box { stroke: Some(_), .. })
            });
            assert_eq!(outlined, !kind.happened(), "{kind:?}");
        }
    }
}
