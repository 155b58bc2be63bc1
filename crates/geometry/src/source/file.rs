//! The committed text: TopoJSON in world units, an arc or a country a line, so that changes can be reviewed.
//!
//! It is delta-coded with an identity transform, as other tools read it. All rings of a country stand in one polygon,
//! to be filled by the even-odd rule.

use std::fmt::Write as _;

use serde::Deserialize;

use super::adjust::Adjustments;
use super::error::GeometryError;
use super::outlines::{Code, Place, Ref, name};
use super::simplify::{Map, Unit};
use crate::projection::project;

/// The text, as [`super::pack()`] reads it.
#[derive(Deserialize)]
pub(super) struct File {
    pub objects: Objects,
    pub arcs: Vec<Vec<[i32; 2]>>,
}

#[derive(Deserialize)]
pub(super) struct Objects {
    pub countries: Countries,
    pub contested: Contested,
}

#[derive(Deserialize)]
pub(super) struct Countries {
    pub geometries: Vec<Entry>,
}

#[derive(Deserialize)]
pub(super) struct Entry {
    pub id: Option<String>,
    pub properties: Properties,
    #[serde(default)]
    pub arcs: Vec<Vec<Ref>>,
}

#[derive(Deserialize)]
pub(super) struct Properties {
    pub label: Unit,
    pub area: u32,
}

#[derive(Deserialize)]
pub(super) struct Contested {
    pub arcs: Vec<Vec<Ref>>,
}

/// One country's line.
struct Line {
    code: Option<Code>,
    label: Unit,
    area: i64,
    rings: Vec<Vec<Ref>>,
}

/// Writes the text.
pub(super) fn write(map: &Map, adjustments: &Adjustments) -> Result<String, GeometryError> {
    let lines = lines(map, adjustments)?;
    let mut text = String::from(
        "{\"type\":\"Topology\",\"transform\":{\"scale\":[1,1],\"translate\":[0,0]},\n\"objects\":{\"countries\":{\"type\":\"GeometryCollection\",\"geometries\":[\n",
    );
    let countries: Vec<String> = lines.iter().map(country).collect();
    text.push_str(&countries.join(",\n"));
    let contested: Vec<String> = map.contested.iter().map(|arc| format!("[{arc}]")).collect();
    let _ = write!(
        text,
        "\n]}},\n\"contested\":{{\"type\":\"MultiLineString\",\"arcs\":[{}]}}}},\n\"arcs\":[\n",
        contested.join(",")
    );
    let arcs: Vec<String> = map.arcs.iter().map(|arc| steps(arc)).collect();
    text.push_str(&arcs.join(",\n"));
    text.push_str("\n]}\n");
    Ok(text)
}

/// Every country of the outlines and every point, in order of code, land without one last.
fn lines(map: &Map, adjustments: &Adjustments) -> Result<Vec<Line>, GeometryError> {
    let mut lines: Vec<Line> = map
        .countries
        .iter()
        .map(|country| Line {
            code: country.code,
            label: country.label,
            area: country.area,
            rings: country.rings.clone(),
        })
        .collect();
    for (code, place) in adjustments.points()? {
        if lines.iter().any(|line| line.code == Some(code)) {
            let what = format!("{} has an outline and needs no [[point]]", name(Some(code)));
            return Err(GeometryError::Adjustment(what));
        }
        lines.push(Line { code: Some(code), label: unit(place), area: 0, rings: Vec::new() });
    }
    for (code, place) in adjustments.labels()? {
        let line = lines.iter_mut().find(|line| line.code == Some(code));
        let missing = || GeometryError::Adjustment(format!("{} is not on the map", name(Some(code))));
        line.ok_or_else(missing)?.label = unit(place);
    }
    lines.sort_by_key(|line| (line.code.is_none(), line.code));
    Ok(lines)
}

fn unit([longitude, latitude]: Place) -> Unit {
    let (x, y) = project(longitude, latitude);
    [x.round() as i32, y.round() as i32]
}

fn country(line: &Line) -> String {
    let id = line.code.map_or(String::new(), |code| format!("\"id\":\"{}\",", name(Some(code))));
    let rings: Vec<String> = line
        .rings
        .iter()
        .map(|ring| format!("[{}]", ring.iter().map(Ref::to_string).collect::<Vec<_>>().join(",")))
        .collect();
    let shape = if rings.is_empty() {
        "\"type\":null".to_string()
    } else {
        format!("\"type\":\"Polygon\",\"arcs\":[{}]", rings.join(","))
    };
    let [x, y] = line.label;
    format!("{{{id}\"properties\":{{\"label\":[{x},{y}],\"area\":{}}},{shape}}}", line.area)
}

fn steps(arc: &[Unit]) -> String {
    let mut last = [0, 0];
    let steps: Vec<String> = arc
        .iter()
        .map(|at| {
            let step = format!("[{},{}]", at[0] - last[0], at[1] - last[1]);
            last = *at;
            step
        })
        .collect();
    format!("[{}]", steps.join(","))
}
