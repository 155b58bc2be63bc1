//! From TopoJSON and adjustments to the text: each kind of adjustment on a small world of squares.

use entente_geometry::projection::project;
use entente_geometry::source::{GeometryError, import, pack};
use entente_geometry::{ArcKind, World};

/// Three squares of ten degrees side by side from the prime meridian to 30° E: Albania, Algeria and one that has no
/// number. Neighbours share the arcs 1 and 2.
const SQUARES: &str = r#"{
  "type": "Topology",
  "transform": {"scale": [1, 1], "translate": [0, 0]},
  "objects": {"countries": {"type": "GeometryCollection", "geometries": [
    {"type": "Polygon", "id": "008", "properties": {"name": "West"}, "arcs": [[0, 1]]},
    {"type": "Polygon", "id": "012", "properties": {"name": "Middle"}, "arcs": [[-2, -5, -3, -4]]},
    {"type": "MultiPolygon", "properties": {"name": "East"}, "arcs": [[[2, -6]]]}
  ]}},
  "arcs": [
    [[10, 0], [-10, 0], [0, 10], [10, 0]],
    [[10, 10], [0, -5], [0, -5]],
    [[20, 0], [0, 10]],
    [[10, 0], [10, 0]],
    [[20, 10], [-10, 0]],
    [[20, 0], [10, 0], [0, 10], [-10, 0]]
  ]
}"#;

/// The adjustments file with these entries; kinds of entry that it does not have are empty.
fn adjustments(entries: &str) -> String {
    let kinds = ["drop", "code", "transfer", "split", "contested", "label", "point"];
    let empty = kinds.iter().filter(|kind| !entries.contains(&format!("[[{kind}]]")));
    empty.map(|kind| format!("{kind} = []\n")).collect::<String>() + entries
}

const UNNAMED: &str = "[[code]]\nname = 'East'\nreason = 'test'\n";

fn world(entries: &str) -> Result<World, GeometryError> {
    let text = import(SQUARES, &adjustments(entries))?;
    World::unpack(&pack(&text)?).map_err(GeometryError::Pack)
}

fn land(world: &World, longitude: f64, latitude: f64) -> Option<&str> {
    let (x, y) = project(longitude, latitude);
    Some(world.countries[world.country_at(x, y)?].code().unwrap_or("none"))
}

#[test]
fn squares_come_out_where_they_are() -> Result<(), GeometryError> {
    let world = world(UNNAMED)?;
    let at = |longitude| land(&world, longitude, 5.0);
    assert_eq!([at(5.0), at(15.0), at(25.0), at(35.0)], [Some("AL"), Some("DZ"), Some("none"), None]);
    assert_eq!(world.arcs.iter().filter(|arc| arc.kind == ArcKind::Border).count(), 2);
    Ok(())
}

#[test]
fn a_feature_without_number_needs_a_code() {
    assert_eq!(world(""), Err(GeometryError::NoCode("East".into())));
}

#[test]
fn a_feature_can_be_left_out() -> Result<(), GeometryError> {
    let world = world("[[drop]]\nname = 'East'\nreason = 'test'\n")?;
    assert_eq!(land(&world, 25.0, 5.0), None);
    Ok(())
}

#[test]
fn features_of_one_code_become_one_without_a_line_between() -> Result<(), GeometryError> {
    let world = world("[[code]]\nname = 'East'\ncode = 'DZ'\nreason = 'test'\n")?;
    assert_eq!(land(&world, 25.0, 5.0), Some("DZ"));
    let joined = &world.countries[world.find("DZ").expect("on the map")];
    assert_eq!(joined.rings.len(), 1);
    assert_eq!(world.arcs.iter().filter(|arc| arc.kind == ArcKind::Border).count(), 1);
    Ok(())
}

#[test]
fn a_ring_can_go_to_another_country() -> Result<(), GeometryError> {
    let transfer = "[[transfer]]\nfrom = 'DZ'\nto = 'AL'\nholding = [15.0, 5.0]\nreason = 'test'\n";
    let world = world(&format!("{UNNAMED}{transfer}"))?;
    assert_eq!(land(&world, 15.0, 5.0), Some("AL"));
    Ok(())
}

#[test]
fn a_part_of_a_ring_can_go_to_another_country_along_a_straight_line() -> Result<(), GeometryError> {
    let split = "[[split]]\nfrom = 'AL'\nto = 'DZ'\nholding = [8.0, 8.0]\nalong = [[0.2, 9.8], [9.9, 5.1]]\nreason = 'test'\n";
    let world = world(&format!("{UNNAMED}{split}"))?;
    assert_eq!(land(&world, 8.0, 8.0), Some("DZ"));
    assert_eq!(land(&world, 2.0, 5.0), Some("AL"));
    assert_eq!(world.countries[world.find("DZ").expect("on the map")].rings.len(), 1);
    Ok(())
}

#[test]
fn lines_of_dispute_are_marked_only_where_they_lie() -> Result<(), GeometryError> {
    let contested = |rest: &str| format!("{UNNAMED}[[contested]]\n{rest}\nreason = 'test'\n");
    let length = |world: &World| {
        let lines = world.arcs.iter().filter(|arc| arc.kind == ArcKind::Contested);
        lines.map(|arc| i32::from(arc.bounds.max.y) - i32::from(arc.bounds.min.y)).sum::<i32>()
    };
    let all = world(&contested("between = ['AL', 'DZ']"))?;
    let half = world(&contested("between = ['DZ', 'AL']\nwithin = [9.0, 4.0, 11.0, 11.0]"))?;
    assert!((length(&all) - 2 * length(&half)).abs() <= 4, "{} {}", length(&all), length(&half));
    let around = world(&contested("around = 'DZ'"))?;
    assert_eq!(around.arcs.iter().filter(|arc| arc.kind == ArcKind::Contested).count(), 4);
    Ok(())
}

#[test]
fn labels_and_points_go_where_they_are_put() -> Result<(), GeometryError> {
    let entries = "[[label]]\ncode = 'AL'\nat = [2.0, 2.0]\nreason = 'test'\n\
                   [[point]]\ncode = 'TV'\nat = [179.2, -8.5]\nreason = 'test'\n";
    let world = world(&format!("{UNNAMED}{entries}"))?;
    for (code, (longitude, latitude)) in [("AL", (2.0, 2.0)), ("TV", (179.2, -8.5))] {
        let label = world.countries[world.find(code).expect("on the map")].label;
        let (x, y) = project(longitude, latitude);
        assert!((f64::from(label.x) - x).abs() <= 0.5 && (f64::from(label.y) - y).abs() <= 0.5, "{code}");
    }
    Ok(())
}

#[test]
fn an_adjustment_that_no_longer_fits_the_source_is_an_error() {
    for entry in [
        "[[transfer]]\nfrom = 'DZ'\nto = 'AL'\nholding = [55.0, 5.0]\nreason = 'test'\n",
        "[[transfer]]\nfrom = 'DZA'\nto = 'AL'\nholding = [15.0, 5.0]\nreason = 'test'\n",
        "[[split]]\nfrom = 'AL'\nto = 'DZ'\nholding = [5.0, 5.0]\nalong = [[0.0, 0.0], [0.1, 0.0]]\nreason = 'test'\n",
        "[[contested]]\nbetween = ['AL', 'FR']\nreason = 'test'\n",
        "[[contested]]\nreason = 'test'\n",
        "[[label]]\ncode = 'FR'\nat = [2.0, 2.0]\nreason = 'test'\n",
        "[[point]]\ncode = 'AL'\nat = [2.0, 2.0]\nreason = 'test'\n",
        "[[drop]]\nname = 'Nowhere'\nreason = 'test'\n",
    ] {
        let error = world(&format!("{UNNAMED}{entry}"));
        assert!(matches!(error, Err(GeometryError::Adjustment(_))), "{entry}: {error:?}");
    }
}

#[test]
fn text_that_is_no_topojson_or_toml_is_an_error() {
    let fits = adjustments(UNNAMED);
    for broken in ["", "{}", "[1]", &SQUARES.replace("[0, 1]", "[0, 99]"), &SQUARES.replace("[0, 1]", "[0]")]
    {
        assert!(import(broken, &fits).and_then(|text| pack(&text)).is_err(), "{broken}");
    }
    assert!(matches!(import(SQUARES, "drop = 3"), Err(GeometryError::Syntax("adjustments.toml", _))));
    assert!(matches!(pack("{"), Err(GeometryError::Syntax("world.json", _))));
}
