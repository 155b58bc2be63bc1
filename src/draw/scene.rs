//! What to draw, and what each mark stands for.
//!
//! Units are logical (CSS) pixels, x to the right, y down, origin at the top left of the surface. Colours are named by
//! [`Role`] and resolved by the surface, so that one scene serves light, dark, print and high contrast.
//! Items are drawn in order: later ones lie on top.

use std::ops::Range;

use entente_record::{EventIndex, Family, MechanismIndex, PartyIndex};

/// A place on the surface.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Down.
    pub y: f32,
}

impl Point {
    /// A point from its coordinates.
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }
}

/// An upright rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Rect {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl Rect {
    /// A rectangle from its top left corner and size.
    pub const fn new(x: f32, y: f32, width: f32, height: f32) -> Self {
        Self { x, y, width, height }
    }

    /// The rectangle of a size about a centre.
    pub const fn about(centre: Point, width: f32, height: f32) -> Self {
        Self::new(centre.x - width / 2.0, centre.y - height / 2.0, width, height)
    }

    /// The middle.
    pub const fn centre(&self) -> Point {
        Point::new(self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// Whether a point lies inside or on the edge.
    pub fn contains(&self, point: Point) -> bool {
        (self.x..=self.x + self.width).contains(&point.x)
            && (self.y..=self.y + self.height).contains(&point.y)
    }
}

/// What a colour is for; tokens.css gives each its value in both schemes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Page, sea of the map.
    Paper,
    /// Drawer, cards, inside of a cluster.
    Surface,
    /// Band behind a header lane.
    Sunken,
    /// Row under the pointer or chosen.
    Hover,
    /// Dividers.
    Line,
    /// Control borders.
    LineStrong,
    /// Text and selection.
    Ink,
    /// Secondary text.
    Ink2,
    /// Tertiary text.
    Ink3,
    /// Text on ink.
    InkOn,
    /// Focus.
    Accent,
    /// A theme family.
    Family(Family),
    /// An event whose sources name no theme.
    NoTheme,
    /// Map shade, 0 (none) to 5.
    Shade(u8),
    /// Border between countries.
    MapBorder,
    /// Line of dispute.
    MapContested,
    /// Arc.
    Arc,
    /// Halo of an arc or label.
    ArcHalo,
    /// Life span of a lane.
    LaneLife,
    /// Every other lane.
    LaneAlt,
    /// Grid.
    Grid,
    /// Line at today.
    Today,
}

/// A colour and how much of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tint {
    /// What the colour is for.
    pub role: Role,
    /// 0 (nothing) to 1 (full).
    pub opacity: f32,
}

impl From<Role> for Tint {
    fn from(role: Role) -> Self {
        Self { role, opacity: 1.0 }
    }
}

impl Role {
    /// The role at an opacity from 0 to 1.
    pub const fn at(self, opacity: f32) -> Tint {
        Tint { role: self, opacity }
    }
}

/// Pattern of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Dash {
    /// Without gaps.
    #[default]
    Solid,
    /// Dashes of 4, gaps of 3.
    Dashed,
    /// Round dots, 4 apart.
    Dotted,
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Colour.
    pub tint: Tint,
    /// Width in pixels.
    pub width: f32,
    /// Pattern.
    pub dash: Dash,
}

impl Stroke {
    /// A solid line.
    pub fn solid(tint: impl Into<Tint>, width: f32) -> Self {
        Self { tint: tint.into(), width, dash: Dash::Solid }
    }
}

/// Horizontal place of a text about its point. Vertically, the point is the middle of the x-height line box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// The point is at the start.
    Start,
    /// The point is in the middle.
    Middle,
    /// The point is at the end.
    End,
}

/// Type of a text; the face is the surface's sans.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Font {
    /// Height in pixels.
    pub size: f32,
    /// Weight 600 rather than 400.
    pub strong: bool,
}

/// One thing to draw.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A closed area, or several that are filled together by the even-odd rule (holes).
    Area {
        /// Rings, each closed by itself.
        rings: Vec<Vec<Point>>,
        /// Inside.
        fill: Option<Tint>,
        /// Outline.
        stroke: Option<Stroke>,
    },
    /// An open line.
    Line {
        /// At least two points.
        points: Vec<Point>,
        /// How it is drawn.
        stroke: Stroke,
    },
    /// A rectangle.
    Box {
        /// Where.
        rect: Rect,
        /// Radius of its corners.
        radius: f32,
        /// Inside.
        fill: Option<Tint>,
        /// Outline, centred on the edge.
        stroke: Option<Stroke>,
    },
    /// A circle.
    Disc {
        /// Centre.
        centre: Point,
        /// Radius.
        radius: f32,
        /// Inside.
        fill: Option<Tint>,
        /// Outline, centred on the edge.
        stroke: Option<Stroke>,
    },
    /// A line of text.
    Text {
        /// Where; see [`Align`].
        at: Point,
        /// What.
        text: Box<str>,
        /// Type.
        font: Font,
        /// Colour.
        tint: Tint,
        /// Horizontal place.
        align: Align,
        /// Outline behind the letters: (colour, width of the whole outline).
        halo: Option<(Tint, f32)>,
    },
}

/// What a mark stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Subject {
    /// One event.
    Event(EventIndex),
    /// Events of one lane too close to tell apart, in order of date: positions in the timeline's list of lane events.
    /// A range, since a capsule may stand for more events than a frame could copy.
    Cluster(Range<u32>),
    /// A mechanism (lane).
    Mechanism(MechanismIndex),
    /// A party (country, pill).
    Party(PartyIndex),
    /// Two parties (arc); the first is the lesser index.
    Pair(PartyIndex, PartyIndex),
}

/// Where a mark can be met by the pointer or the focus.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// The area that answers.
    pub rect: Rect,
    /// What it stands for.
    pub subject: Subject,
    /// Position of its lane among all lanes, where it has one.
    pub lane: Option<u32>,
}

/// A drawing: what to draw in order, and where its marks are.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Scene {
    /// Width of the surface.
    pub width: f32,
    /// Height of the surface.
    pub height: f32,
    /// In drawing order.
    pub items: Vec<Item>,
    /// In the order of reading (lane, then date).
    pub targets: Vec<Target>,
}

impl Scene {
    /// An empty drawing of a size.
    pub fn new(width: f32, height: f32) -> Self {
        Self { width, height, ..Self::default() }
    }

    /// Draws another scene over this one, its origin at a point.
    pub fn place(&mut self, other: &Scene, at: Point) {
        let point = |it: Point| Point::new(it.x + at.x, it.y + at.y);
        let points = |all: Vec<Point>| all.into_iter().map(point).collect::<Vec<Point>>();
        let rectangle = |it: Rect| Rect { x: it.x + at.x, y: it.y + at.y, ..it };
        self.items.extend(other.items.iter().cloned().map(|item| match item {
            Item::Area { rings, fill, stroke } => {
                Item::Area { rings: rings.into_iter().map(points).collect(), fill, stroke }
            }
            Item::Line { points: line, stroke } => Item::Line { points: points(line), stroke },
            Item::Box { rect, radius, fill, stroke } => {
                Item::Box { rect: rectangle(rect), radius, fill, stroke }
            }
            Item::Disc { centre, radius, fill, stroke } => {
                Item::Disc { centre: point(centre), radius, fill, stroke }
            }
            Item::Text { at, text, font, tint, align, halo } => {
                Item::Text { at: point(at), text, font, tint, align, halo }
            }
        }));
        let moved = |it: &Target| Target { rect: rectangle(it.rect), ..it.clone() };
        self.targets.extend(other.targets.iter().map(moved));
    }

    /// The topmost target at a point; among several, that with the nearest centre.
    pub fn hit(&self, point: Point) -> Option<&Target> {
        self.targets.iter().filter(|target| target.rect.contains(point)).min_by(|a, b| {
            let distance = |target: &Target| {
                let centre = target.rect.centre();
                (centre.x - point.x).hypot(centre.y - point.y)
            };
            distance(a).total_cmp(&distance(b))
        })
    }
}
