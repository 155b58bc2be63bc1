//! Where the map departs from its source: `data/geometry/adjustments.toml`, each entry with its reason.

use serde::Deserialize;

use super::error::GeometryError;
use super::outlines::{Code, Outlines, Place, Ref, arc_of};

/// The file. Features are named as in the source, countries by ISO code, places as `[longitude, latitude]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Adjustments {
    drop: Vec<Drop>,
    code: Vec<Recode>,
    transfer: Vec<Transfer>,
    split: Vec<Split>,
    contested: Vec<Contested>,
    #[serde(default)]
    label: Vec<At>,
    point: Vec<At>,
}

/// A feature that the map leaves out.
#[derive(Deserialize)]
struct Drop {
    name: String,
    #[serde(rename = "reason")]
    _reason: String,
}

/// A feature drawn under another code than its number's, or under none: then it is neither shaded nor named.
#[derive(Deserialize)]
struct Recode {
    name: String,
    code: Option<String>,
    #[serde(rename = "reason")]
    _reason: String,
}

/// A whole ring that goes from one country to another.
#[derive(Deserialize)]
struct Transfer {
    from: String,
    to: String,
    /// A place within the ring.
    holding: Place,
    #[serde(rename = "reason")]
    _reason: String,
}

/// A part of a ring that goes from one country to another, cut off by a straight line.
#[derive(Deserialize)]
struct Split {
    from: String,
    to: String,
    /// A place within the part.
    holding: Place,
    /// The ends of the line, close to points of the ring.
    along: [Place; 2],
    #[serde(rename = "reason")]
    _reason: String,
}

/// A line of dispute: the border between two countries, or all of one's outline.
#[derive(Deserialize)]
struct Contested {
    between: Option<[String; 2]>,
    around: Option<String>,
    /// West, south, east, north: only there.
    within: Option<[f64; 4]>,
    #[serde(rename = "reason")]
    _reason: String,
}

/// A place for a country's label, or for a country without an outline.
#[derive(Deserialize)]
struct At {
    code: String,
    at: Place,
    #[serde(rename = "reason")]
    _reason: String,
}

impl Adjustments {
    pub fn read(toml: &str) -> Result<Self, GeometryError> {
        toml::from_str(toml).map_err(|error| GeometryError::Syntax("adjustments.toml", error.to_string()))
    }

    /// Every feature that an entry names is in the source.
    pub fn check_names(&self, known: &[&str]) -> Result<(), GeometryError> {
        let named = self.drop.iter().map(|drop| &drop.name).chain(self.code.iter().map(|code| &code.name));
        match named.into_iter().find(|name| !known.contains(&name.as_str())) {
            Some(name) => Err(GeometryError::Adjustment(format!("the source has no feature {name:?}"))),
            None => Ok(()),
        }
    }

    /// Whether a feature is left out.
    pub fn drops(&self, name: &str) -> bool {
        self.drop.iter().any(|drop| drop.name == name)
    }

    /// The code that a feature gets instead of its number's; `Some(None)`: it gets none.
    pub fn code(&self, name: &str) -> Result<Option<Option<Code>>, GeometryError> {
        let found = self.code.iter().find(|code| code.name == name);
        found.map(|found| found.code.as_deref().map(code).transpose()).transpose()
    }

    /// Where labels are put by hand.
    pub fn labels(&self) -> Result<Vec<(Code, Place)>, GeometryError> {
        self.label.iter().map(|label| Ok((code(&label.code)?, label.at))).collect()
    }

    /// Countries that the outlines lack.
    pub fn points(&self) -> Result<Vec<(Code, Place)>, GeometryError> {
        self.point.iter().map(|point| Ok((code(&point.code)?, point.at))).collect()
    }

    /// Moves, cuts, joins, and marks what is contested.
    pub fn apply(&self, outlines: &mut Outlines) -> Result<(), GeometryError> {
        for transfer in &self.transfer {
            let ring = take_ring(outlines, &transfer.from, transfer.holding)?;
            outlines.features.entry(Some(code(&transfer.to)?)).or_default().push(ring);
        }
        for split in &self.split {
            apply_split(outlines, split)?;
        }
        outlines.dissolve()?;
        for contested in &self.contested {
            mark(outlines, contested)?;
        }
        Ok(())
    }
}

fn code(text: &str) -> Result<Code, GeometryError> {
    match *text.as_bytes() {
        [a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => Ok([a, b]),
        _ => Err(GeometryError::Adjustment(format!("{text:?} is no code of two letters"))),
    }
}

/// Takes the ring of a country about a place out of it.
fn take_ring(outlines: &mut Outlines, from: &str, place: Place) -> Result<Vec<Ref>, GeometryError> {
    let missing = || GeometryError::Adjustment(format!("{from} has no land at {place:?}"));
    let rings = outlines.features.get(&Some(code(from)?)).ok_or_else(missing)?;
    let at = rings.iter().position(|ring| holds(&outlines.ring(ring), place)).ok_or_else(missing)?;
    let rings = outlines.features.get_mut(&Some(code(from)?)).ok_or_else(missing)?;
    Ok(rings.remove(at))
}

/// Whether a closed line goes around a place, by the even-odd rule. Not for lines across the antimeridian.
fn holds(ring: &[Place], [x, y]: Place) -> bool {
    let crossings = ring.windows(2).filter(|edge| {
        let [from, to] = [edge[0], edge[1]];
        (from[1] > y) != (to[1] > y) && from[0] + (y - from[1]) / (to[1] - from[1]) * (to[0] - from[0]) > x
    });
    crossings.count() % 2 == 1
}

fn apply_split(outlines: &mut Outlines, split: &Split) -> Result<(), GeometryError> {
    let ring = take_ring(outlines, &split.from, split.holding)?;
    // The ring goes back while its arcs are cut, so that it is renamed with the others.
    let from = Some(code(&split.from)?);
    outlines.features.entry(from).or_default().push(ring);
    for end in split.along {
        let (arc, at) = nearest(outlines, &split.from, end)?;
        outlines.split_at(arc, at);
    }
    let ring = take_ring(outlines, &split.from, split.holding)?;
    let ends = split.along.map(|end| nearest_start(outlines, &ring, end));
    let [Some(first), Some(second)] = ends else {
        return Err(GeometryError::Adjustment(format!("{}: no point near the cut", split.from)));
    };
    if first == second {
        return Err(GeometryError::Adjustment(format!("{}: both ends of the cut meet", split.from)));
    }
    let mut ring = ring;
    let len = ring.len();
    ring.rotate_left(first);
    let rest = ring.split_off((second + len - first) % len);
    let line = [rest[0], ring[0]].into_iter().filter_map(|arc| outlines.start(arc)).collect();
    let chord = outlines.arcs.len() as Ref;
    outlines.arcs.push(line);
    let halves = [[ring, vec![chord]].concat(), [rest, vec![!chord]].concat()];
    for half in halves {
        let to = if holds(&outlines.ring(&half), split.holding) { &split.to } else { &split.from };
        outlines.features.entry(Some(code(to)?)).or_default().push(half);
    }
    Ok(())
}

fn distance(a: Place, b: Place) -> f64 {
    let narrowing = a[1].to_radians().cos();
    ((a[0] - b[0]) * narrowing).hypot(a[1] - b[1])
}

/// The arc and point of a country's outline nearest to a place.
fn nearest(outlines: &Outlines, country: &str, place: Place) -> Result<(usize, usize), GeometryError> {
    let rings = outlines.features.get(&Some(code(country)?)).into_iter().flatten();
    let arcs = rings.flatten().map(|reference| arc_of(*reference));
    let points = arcs.flat_map(|arc| (0..outlines.arcs[arc].len()).map(move |at| (arc, at)));
    points
        .min_by(|a, b| {
            let from = |(arc, at): &(usize, usize)| distance(place, outlines.arcs[*arc][*at]);
            from(a).total_cmp(&from(b))
        })
        .ok_or_else(|| GeometryError::Adjustment(format!("{country} has no outline")))
}

/// Position in the ring of the arc that starts nearest to a place.
fn nearest_start(outlines: &Outlines, ring: &[Ref], place: Place) -> Option<usize> {
    let from = |at: &usize| outlines.start(ring[*at]).map_or(f64::INFINITY, |start| distance(place, start));
    (0..ring.len()).min_by(|a, b| from(a).total_cmp(&from(b)))
}

fn mark(outlines: &mut Outlines, contested: &Contested) -> Result<(), GeometryError> {
    let arcs = |outlines: &Outlines, country: &str| -> Result<Vec<usize>, GeometryError> {
        let rings = outlines.features.get(&Some(code(country)?)).into_iter().flatten();
        Ok(rings.flatten().map(|reference| arc_of(*reference)).collect())
    };
    let (found, whose) = match (&contested.between, &contested.around) {
        (Some([one, other]), None) => {
            let theirs = arcs(outlines, other)?;
            let shared = arcs(outlines, one)?.into_iter().filter(|arc| theirs.contains(arc)).collect();
            (shared, format!("{one} and {other}"))
        }
        (None, Some(country)) => (arcs(outlines, country)?, country.clone()),
        _ => return Err(GeometryError::Adjustment("[[contested]] needs `between` or `around`".into())),
    };
    let mut marked = 0;
    for arc in found {
        for arc in within(outlines, arc, contested.within) {
            marked += 1;
            outlines.contested.push(arc);
        }
    }
    if marked == 0 {
        return Err(GeometryError::Adjustment(format!("no line between {whose}")));
    }
    Ok(())
}

/// Cuts an arc where it enters or leaves a box of degrees; gives the pieces inside.
fn within(outlines: &mut Outlines, arc: usize, area: Option<[f64; 4]>) -> Vec<usize> {
    let Some([west, south, east, north]) = area else { return vec![arc] };
    let inside = |place: Place| (west..=east).contains(&place[0]) && (south..=north).contains(&place[1]);
    let (mut rest, mut pieces) = (arc, Vec::new());
    loop {
        let steps: Vec<bool> =
            outlines.arcs[rest].windows(2).map(|step| inside(step[0]) && inside(step[1])).collect();
        if steps.first() == Some(&true) {
            pieces.push(rest);
        }
        match steps.iter().position(|step| Some(step) != steps.first()) {
            Some(at) => rest = outlines.split_at(rest, at),
            None => return pieces,
        }
    }
}
