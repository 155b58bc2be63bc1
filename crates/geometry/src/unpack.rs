//! From packed bytes to a [`World`]. Small, because it ships; total, because bytes may be anything.
//!
//! The bytes: [`FORMAT`]; the number of arcs; for each arc twice its number of steps, plus 1 if it is contested; then
//! where each arc starts and its steps, first all x, then all y, each as the difference from the last position
//! (an arc's start from the last arc's end). Then the number of countries; for each its two letters (two zeros for
//! none), label as the difference from the last one, area, number of rings; for each ring the number of arcs and each
//! of these as twice the difference from the last position, plus 1 if reversed. Numbers are little-endian base 128;
//! differences are zigzag.

use std::fmt;

use crate::{Arc, ArcKind, ArcRef, Bounds, Country, Position, Ring, World};

/// First byte of the packed geometry: changes whenever its layout does.
pub(crate) const FORMAT: u8 = 1;

/// Why bytes are no packed geometry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnpackError {
    /// They are of another format.
    Format,
    /// They end too early.
    End,
    /// A number, position or reference is beyond its range.
    Range,
    /// There is more behind the end.
    Rest,
}

impl fmt::Display for UnpackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Format => "not packed geometry of this version",
            Self::End => "the geometry ends too early",
            Self::Range => "a number in the geometry is out of range",
            Self::Rest => "bytes follow the geometry's end",
        })
    }
}

impl std::error::Error for UnpackError {}

impl World {
    /// Reads packed outlines.
    pub fn unpack(bytes: &[u8]) -> Result<Self, UnpackError> {
        let mut reader = Reader { rest: bytes };
        if reader.byte()? != FORMAT {
            return Err(UnpackError::Format);
        }
        let mut arcs = reader.arcs()?;
        let countries = reader.countries(&arcs)?;
        if !reader.rest.is_empty() {
            return Err(UnpackError::Rest);
        }
        mark_borders(&mut arcs, &countries);
        Ok(Self { arcs, countries })
    }
}

/// An arc of two rings is a border.
fn mark_borders(arcs: &mut [Arc], countries: &[Country]) {
    let mut used = vec![false; arcs.len()];
    for reference in countries.iter().flat_map(|country| &country.rings).flat_map(|ring| &ring.arcs) {
        let at = reference.arc as usize;
        if used[at] && arcs[at].kind == ArcKind::Coast {
            arcs[at].kind = ArcKind::Border;
        }
        used[at] = true;
    }
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl Reader<'_> {
    fn byte(&mut self) -> Result<u8, UnpackError> {
        let (first, rest) = self.rest.split_first().ok_or(UnpackError::End)?;
        self.rest = rest;
        Ok(*first)
    }

    fn number(&mut self) -> Result<u32, UnpackError> {
        let mut value = 0u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            let part = u32::from(byte & 0x7f);
            if shift == 28 && part > 0xf {
                return Err(UnpackError::Range);
            }
            value |= part << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(UnpackError::Range)
    }

    /// A number of things that take at least a byte each, so that hostile counts allocate nothing.
    fn count(&mut self) -> Result<usize, UnpackError> {
        self.number().and_then(|count| self.fits(count))
    }

    fn fits(&self, count: u32) -> Result<usize, UnpackError> {
        if count as usize > self.rest.len() { Err(UnpackError::End) } else { Ok(count as usize) }
    }

    /// The next coordinate after `last`.
    fn step(&mut self, last: i16) -> Result<i16, UnpackError> {
        let zigzag = self.number()?;
        let difference = (zigzag >> 1) as i32 ^ -((zigzag & 1) as i32);
        let next = i32::from(last).checked_add(difference).ok_or(UnpackError::Range)?;
        i16::try_from(next).map_err(|_| UnpackError::Range)
    }

    fn arcs(&mut self) -> Result<Vec<Arc>, UnpackError> {
        let count = self.count()?;
        let mut heads = Vec::with_capacity(count);
        let mut total = 0;
        for _ in 0..count {
            let head = self.number()?;
            let points = self.fits(head >> 1)? + 1;
            if points < 2 {
                return Err(UnpackError::Range);
            }
            total += points;
            heads.push((points, head & 1 == 1));
        }
        self.fits(u32::try_from(total).map_err(|_| UnpackError::Range)?)?;
        let (xs, ys) = (self.coordinates(total)?, self.coordinates(total)?);
        let mut at = 0;
        Ok(heads
            .into_iter()
            .map(|(count, contested)| {
                let points: Box<[Position]> =
                    (at..at + count).map(|at| Position { x: xs[at], y: ys[at] }).collect();
                at += count;
                let bounds = Bounds::about(points.iter().copied());
                Arc { points, bounds, kind: if contested { ArcKind::Contested } else { ArcKind::Coast } }
            })
            .collect())
    }

    fn coordinates(&mut self, count: usize) -> Result<Vec<i16>, UnpackError> {
        let mut last = 0;
        (0..count)
            .map(|_| {
                last = self.step(last)?;
                Ok(last)
            })
            .collect()
    }

    fn countries(&mut self, arcs: &[Arc]) -> Result<Vec<Country>, UnpackError> {
        let mut last = Position::default();
        let mut last_arc = 0;
        let mut countries: Vec<Country> = Vec::new();
        for _ in 0..self.count()? {
            let country = self.country(arcs, &mut last, &mut last_arc)?;
            // `World::find` relies on the order.
            let key = |country: &Country| (country.code.is_none(), country.code);
            if countries.last().is_some_and(|before| {
                key(before) > key(&country) || country.code.is_some() && before.code == country.code
            }) {
                return Err(UnpackError::Range);
            }
            countries.push(country);
        }
        Ok(countries)
    }

    fn country(
        &mut self,
        arcs: &[Arc],
        last: &mut Position,
        last_arc: &mut u32,
    ) -> Result<Country, UnpackError> {
        let code = match [self.byte()?, self.byte()?] {
            [0, 0] => None,
            code if code.iter().all(u8::is_ascii_uppercase) => Some(code),
            _ => return Err(UnpackError::Range),
        };
        let label = Position { x: self.step(last.x)?, y: self.step(last.y)? };
        *last = label;
        let area = self.number()?;
        let count = self.count()?;
        let mut rings = Vec::with_capacity(count);
        for _ in 0..count {
            rings.push(self.ring(arcs, last_arc)?);
        }
        let own = Bounds { min: label, max: label };
        let bounds = rings.iter().fold(own, |bounds, ring: &Ring| bounds.union(ring.bounds));
        Ok(Country { code, label, area, rings, bounds })
    }

    fn ring(&mut self, arcs: &[Arc], last: &mut u32) -> Result<Ring, UnpackError> {
        let count = self.count()?;
        let mut references = Vec::with_capacity(count);
        let mut bounds = Bounds::EMPTY;
        for _ in 0..count {
            let coded = self.number()?;
            let zigzag = coded >> 1;
            let difference = (zigzag >> 1) as i32 ^ -((zigzag & 1) as i32);
            let arc = last.checked_add_signed(difference).ok_or(UnpackError::Range)?;
            *last = arc;
            bounds = bounds.union(arcs.get(arc as usize).ok_or(UnpackError::Range)?.bounds);
            references.push(ArcRef { arc, reversed: coded & 1 == 1 });
        }
        Ok(Ring { arcs: references.into(), bounds })
    }
}
