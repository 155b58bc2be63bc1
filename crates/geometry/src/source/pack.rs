//! From the committed text to the bytes that [`World::unpack`] reads; see there for their layout.

use super::error::GeometryError;
use super::file::{Entry, File};
use super::outlines::{Ref, arc_of};
use crate::World;
use crate::unpack::FORMAT;

/// Packs the text of `data/geometry/world.json`. The same text always gives the same bytes.
pub fn pack(text: &str) -> Result<Vec<u8>, GeometryError> {
    let file: File =
        serde_json::from_str(text).map_err(|error| GeometryError::Syntax("world.json", error.to_string()))?;
    let arcs = absolute(&file.arcs);
    let mut bytes = vec![FORMAT];
    let contested: Vec<usize> =
        file.objects.contested.arcs.iter().flatten().map(|arc| arc_of(*arc)).collect();
    put(&mut bytes, arcs.len() as u32);
    for (at, arc) in arcs.iter().enumerate() {
        let steps = arc.len().saturating_sub(1) as u32;
        put(&mut bytes, steps * 2 + u32::from(contested.contains(&at)));
    }
    for axis in [0, 1] {
        let mut last = 0;
        for point in arcs.iter().flatten() {
            put_step(&mut bytes, &mut last, point[axis]);
        }
    }
    put_countries(&mut bytes, &file.objects.countries.geometries, &arcs)?;
    World::unpack(&bytes).map_err(GeometryError::Pack)?;
    Ok(bytes)
}

fn put_countries(
    bytes: &mut Vec<u8>,
    entries: &[Entry],
    arcs: &[Vec<[i32; 2]>],
) -> Result<(), GeometryError> {
    put(bytes, entries.len() as u32);
    let (mut label, mut last_arc) = ([0, 0], 0);
    for entry in entries {
        let name = entry.id.as_deref().unwrap_or("\0\0");
        bytes.extend_from_slice(name.as_bytes());
        for axis in [0, 1] {
            put_step(bytes, &mut label[axis], entry.properties.label[axis]);
        }
        put(bytes, entry.properties.area);
        put(bytes, entry.arcs.len() as u32);
        for ring in &entry.arcs {
            check_ring(ring, arcs, name)?;
            put(bytes, ring.len() as u32);
            for reference in ring {
                let arc = arc_of(*reference) as i32;
                put(bytes, zigzag(arc - last_arc) * 2 + u32::from(*reference < 0));
                last_arc = arc;
            }
        }
    }
    Ok(())
}

/// Every arc is there, and each ends where the next one starts.
fn check_ring(ring: &[Ref], arcs: &[Vec<[i32; 2]>], name: &str) -> Result<(), GeometryError> {
    let start = |reference: Ref| {
        let arc = arcs.get(arc_of(reference))?;
        if reference < 0 { arc.last() } else { arc.first() }
    };
    for (at, reference) in ring.iter().enumerate() {
        let next = ring[(at + 1) % ring.len()];
        match (start(!*reference), start(next)) {
            (Some(end), Some(start)) if end == start => {}
            (Some(_), Some(_)) => return Err(GeometryError::Open(name.into())),
            _ => return Err(GeometryError::Reference(name.into())),
        }
    }
    Ok(())
}

fn absolute(arcs: &[Vec<[i32; 2]>]) -> Vec<Vec<[i32; 2]>> {
    let absolute = |arc: &Vec<[i32; 2]>| {
        let mut at = [0i32; 2];
        arc.iter()
            .map(|step| {
                at = [0, 1].map(|axis| at[axis].saturating_add(step[axis]));
                at
            })
            .collect()
    };
    arcs.iter().map(absolute).collect()
}

const fn zigzag(value: i32) -> u32 {
    ((value << 1) ^ (value >> 31)) as u32
}

fn put_step(bytes: &mut Vec<u8>, last: &mut i32, next: i32) {
    put(bytes, zigzag(next.wrapping_sub(*last)));
    *last = next;
}

fn put(bytes: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}
