//! The outlines, as the app holds them: arcs that neighbours share, and countries made of them.
//!
//! Positions are in world units, y to the south (see [`crate::projection`]). A border stands once, as one [`Arc`];
//! the rings of both neighbours refer to it, so that they can't drift apart however coarsely they are drawn.

/// A place on the map, in world units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Position {
    /// To the east.
    pub x: i16,
    /// To the south.
    pub y: i16,
}

/// An upright box in world units, edges included. Empty where `min` lies beyond `max`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// North-west corner.
    pub min: Position,
    /// South-east corner.
    pub max: Position,
}

impl Bounds {
    /// The box of nothing.
    pub const EMPTY: Self =
        Self { min: Position { x: i16::MAX, y: i16::MAX }, max: Position { x: i16::MIN, y: i16::MIN } };

    /// The smallest box about these positions.
    pub fn about(positions: impl IntoIterator<Item = Position>) -> Self {
        positions.into_iter().fold(Self::EMPTY, |bounds, at| bounds.union(Self { min: at, max: at }))
    }

    /// The smallest box about both.
    pub fn union(self, other: Self) -> Self {
        Self {
            min: Position { x: self.min.x.min(other.min.x), y: self.min.y.min(other.min.y) },
            max: Position { x: self.max.x.max(other.max.x), y: self.max.y.max(other.max.y) },
        }
    }

    /// Whether there is nothing in it.
    pub const fn is_empty(&self) -> bool {
        self.min.x > self.max.x || self.min.y > self.max.y
    }
}

/// What an arc is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArcKind {
    /// Land on one side.
    Coast,
    /// Between two countries.
    Border,
    /// A line of dispute, drawn dashed.
    Contested,
}

/// A line between two junctions, or a closed one.
#[derive(Clone, Debug, PartialEq)]
pub struct Arc {
    /// Two or more.
    pub points: Box<[Position]>,
    /// The box about them.
    pub bounds: Bounds,
    /// What it is.
    pub kind: ArcKind,
}

/// An arc of [`World::arcs`] in one of its directions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArcRef {
    /// Position of the arc.
    pub arc: u32,
    /// Whether it runs from its last point to its first.
    pub reversed: bool,
}

/// A closed line: arcs end to end. Islands and holes are not told apart; a country's rings are filled together by the
/// even-odd rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Ring {
    /// In order along the ring.
    pub arcs: Box<[ArcRef]>,
    /// The box about it.
    pub bounds: Bounds,
}

/// A country or territory, or land that belongs to no code.
#[derive(Clone, Debug, PartialEq)]
pub struct Country {
    /// ISO 3166-1 alpha-2; `None` for land that is drawn but neither shaded nor named.
    pub code: Option<[u8; 2]>,
    /// Where its label and the ends of its arcs go: the centre of its largest landmass, or a correction.
    pub label: Position,
    /// In square world units; 0 where only a point is known.
    pub area: u32,
    /// The largest landmass first; empty where only a point is known.
    pub rings: Vec<Ring>,
    /// The box about rings and label.
    pub bounds: Bounds,
}

impl Country {
    /// The code as text.
    pub fn code(&self) -> Option<&str> {
        self.code.as_ref().and_then(|code| std::str::from_utf8(code).ok())
    }
}

/// All outlines.
#[derive(Clone, Debug, PartialEq)]
pub struct World {
    /// Every line once.
    pub arcs: Vec<Arc>,
    /// In order of code, land without one last.
    pub countries: Vec<Country>,
}

impl World {
    /// Where the country with this code stands.
    pub fn find(&self, code: &str) -> Option<usize> {
        let code: [u8; 2] = code.as_bytes().try_into().ok()?;
        let coded = self.countries.partition_point(|country| country.code.is_some());
        self.countries[..coded].binary_search_by(|country| country.code.cmp(&Some(code))).ok()
    }

    /// The country whose land is at a position in world units.
    pub fn country_at(&self, x: f64, y: f64) -> Option<usize> {
        self.countries.iter().position(|country| self.covers(country, x, y))
    }

    /// Whether a position is on a country's land: by the even-odd rule, which needs no order among its arcs.
    pub fn covers(&self, country: &Country, x: f64, y: f64) -> bool {
        let near = |bounds: &Bounds| {
            (f64::from(bounds.min.x)..=f64::from(bounds.max.x)).contains(&x)
                && (f64::from(bounds.min.y)..=f64::from(bounds.max.y)).contains(&y)
        };
        if !near(&country.bounds) {
            return false;
        }
        let rings = country.rings.iter().filter(|ring| near(&ring.bounds));
        let crossings = rings.flat_map(|ring| ring.arcs.iter()).map(|arc| {
            let points = &self.arcs[arc.arc as usize].points;
            points.windows(2).filter(|edge| crosses(edge[0], edge[1], x, y)).count()
        });
        crossings.sum::<usize>() % 2 == 1
    }
}

/// Whether a ray from the position to the east crosses an edge.
fn crosses(from: Position, to: Position, x: f64, y: f64) -> bool {
    let (from_y, to_y) = (f64::from(from.y), f64::from(to.y));
    if (from_y > y) == (to_y > y) {
        return false;
    }
    let at = f64::from(from.x) + (y - from_y) / (to_y - from_y) * (f64::from(to.x) - f64::from(from.x));
    at > x
}
