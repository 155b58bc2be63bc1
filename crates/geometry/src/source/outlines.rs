//! Outlines in degrees: lines that neighbours share, and features made of them.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::adjust::Adjustments;
use super::error::GeometryError;
use super::iso3166;

/// Longitude and latitude in degrees; after [`super::cut`] the longitude counts from the central meridian.
pub(super) type Place = [f64; 2];

/// An arc as TopoJSON refers to it: its position, or the complement of it when it runs backwards.
pub(super) type Ref = i32;

/// A code of ISO 3166-1 alpha-2.
pub(super) type Code = [u8; 2];

/// Position of the arc that a reference means.
pub(super) const fn arc_of(reference: Ref) -> usize {
    (if reference < 0 { !reference } else { reference }) as usize
}

/// All lines and what they outline.
pub(super) struct Outlines {
    pub arcs: Vec<Vec<Place>>,
    /// By code; land without a code is one feature under `None`.
    pub features: BTreeMap<Option<Code>, Vec<Vec<Ref>>>,
    /// Positions of arcs that are lines of dispute.
    pub contested: Vec<usize>,
}

#[derive(Deserialize)]
struct Topology {
    transform: Transform,
    objects: Objects,
    arcs: Vec<Vec<[f64; 2]>>,
}

#[derive(Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

#[derive(Deserialize)]
struct Objects {
    countries: Collection,
}

#[derive(Deserialize)]
struct Collection {
    geometries: Vec<Geometry>,
}

#[derive(Deserialize)]
struct Geometry {
    id: Option<String>,
    properties: Properties,
    #[serde(flatten)]
    shape: Shape,
}

#[derive(Deserialize)]
struct Properties {
    name: String,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "arcs")]
enum Shape {
    Polygon(Vec<Vec<Ref>>),
    MultiPolygon(Vec<Vec<Vec<Ref>>>),
}

impl Outlines {
    /// Reads TopoJSON; features that the adjustments drop are left out, those of one code become one.
    pub fn read(topojson: &str, adjustments: &Adjustments) -> Result<Self, GeometryError> {
        let topology: Topology = serde_json::from_str(topojson)
            .map_err(|error| GeometryError::Syntax("TopoJSON", error.to_string()))?;
        let geometries = &topology.objects.countries.geometries;
        adjustments
            .check_names(&geometries.iter().map(|it| it.properties.name.as_str()).collect::<Vec<_>>())?;
        let mut features: BTreeMap<Option<Code>, Vec<Vec<Ref>>> = BTreeMap::new();
        for geometry in topology.objects.countries.geometries {
            let name = geometry.properties.name;
            if adjustments.drops(&name) {
                continue;
            }
            let code = match adjustments.code(&name)? {
                Some(code) => code,
                None => Some(
                    geometry
                        .id
                        .and_then(|id| iso3166::alpha2(&id))
                        .ok_or(GeometryError::NoCode(name.clone()))?,
                ),
            };
            let rings = match geometry.shape {
                Shape::Polygon(rings) => rings,
                Shape::MultiPolygon(polygons) => polygons.into_iter().flatten().collect(),
            };
            if rings.iter().flatten().any(|at| arc_of(*at) >= topology.arcs.len()) {
                return Err(GeometryError::Reference(name));
            }
            features.entry(code).or_default().extend(rings);
        }
        let arcs = topology.arcs.iter().map(|arc| decode(arc, &topology.transform)).collect();
        Ok(Self { arcs, features, contested: Vec::new() })
    }

    /// The points along a ring, its first one repeated at the end.
    pub fn ring(&self, ring: &[Ref]) -> Vec<Place> {
        let mut points: Vec<Place> = Vec::new();
        for reference in ring {
            let arc = &self.arcs[arc_of(*reference)];
            let forward = *reference >= 0;
            points.extend((0..arc.len()).map(|at| if forward { arc[at] } else { arc[arc.len() - 1 - at] }));
        }
        points
    }

    /// First point of an arc in the direction of the reference; `None` for an arc without points.
    pub fn start(&self, reference: Ref) -> Option<Place> {
        let arc = &self.arcs[arc_of(reference)];
        if reference < 0 { arc.last().copied() } else { arc.first().copied() }
    }

    /// Replaces an arc by two, in every ring.
    pub fn split(&mut self, arc: usize, first: Vec<Place>, second: Vec<Place>) {
        let (before, after) = (arc as Ref, self.arcs.len() as Ref);
        self.arcs[arc] = first;
        self.arcs.push(second);
        if self.contested.contains(&arc) {
            self.contested.push(after as usize);
        }
        for ring in self.features.values_mut().flatten() {
            *ring = ring
                .iter()
                .flat_map(|&reference| match reference {
                    it if it == before => vec![before, after],
                    it if it == !before => vec![!after, !before],
                    it => vec![it],
                })
                .collect();
        }
    }

    /// Makes a point of an arc the end of one, if it is not yet. Gives the position of the arc that now starts there.
    pub fn split_at(&mut self, arc: usize, at: usize) -> usize {
        if at == 0 || at + 1 >= self.arcs[arc].len() {
            return arc;
        }
        let (first, second) = (self.arcs[arc][..=at].to_vec(), self.arcs[arc][at..].to_vec());
        self.split(arc, first, second);
        self.arcs.len() - 1
    }

    /// Within each feature, takes away the arcs that have it on both sides and joins what is left to rings.
    pub fn dissolve(&mut self) -> Result<(), GeometryError> {
        let mut features = std::mem::take(&mut self.features);
        for (code, rings) in &mut features {
            let own: Vec<Ref> = rings.iter().flatten().copied().collect();
            if code.is_some() && own.iter().any(|reference| own.contains(&!reference)) {
                let outer = own.iter().copied().filter(|reference| !own.contains(&!reference)).collect();
                *rings = self.rings(outer).ok_or_else(|| GeometryError::Open(name(*code)))?;
            }
        }
        self.features = features;
        Ok(())
    }

    /// Joins arcs end to end; `None` if some are left over.
    fn rings(&self, mut arcs: Vec<Ref>) -> Option<Vec<Vec<Ref>>> {
        let mut rings = Vec::new();
        while let Some(first) = arcs.pop() {
            let start = self.start(first)?;
            let mut ring = vec![first];
            let mut end = self.start(!first)?;
            while end != start {
                let next = arcs.iter().position(|arc| self.start(*arc) == Some(end))?;
                let arc = arcs.swap_remove(next);
                end = self.start(!arc)?;
                ring.push(arc);
            }
            rings.push(ring);
        }
        Some(rings)
    }
}

/// A code as messages say it.
pub(super) fn name(code: Option<Code>) -> String {
    code.map_or("land without a code".into(), |code| String::from_utf8_lossy(&code).into())
}

fn decode(arc: &[[f64; 2]], transform: &Transform) -> Vec<Place> {
    let mut at = [0.0; 2];
    arc.iter()
        .map(|step| {
            at = [at[0] + step[0], at[1] + step[1]];
            [0, 1].map(|axis| at[axis] * transform.scale[axis] + transform.translate[axis])
        })
        .collect()
}
