//! The committed outlines: what is on the map, whose it is, and that the packed bytes say the same.

use entente_geometry::projection::project;
use entente_geometry::{ArcKind, UnpackError, World, source};

const TEXT: &str = include_str!("../../../data/geometry/world.json");

fn packed() -> Vec<u8> {
    source::pack(TEXT).expect("the committed outlines can be packed")
}

fn world() -> World {
    World::unpack(&packed()).expect("what was packed can be unpacked")
}

/// The code of the land at a place; "" for land without a code.
fn land(world: &World, longitude: f64, latitude: f64) -> Option<&str> {
    let (x, y) = project(longitude, latitude);
    let country = &world.countries[world.country_at(x, y)?];
    Some(country.code().unwrap_or_default())
}

#[test]
fn contested_land_is_drawn_as_decided() {
    let world = world();
    for (longitude, latitude, whose) in [
        (34.3, 45.3, "UA"),  // Crimea
        (34.0, 45.9, "UA"),  // where it joins the mainland
        (33.6, 35.25, "CY"), // north of the island
        (33.0, 34.9, "CY"),  // south of it
        (44.1, 9.6, "SO"),   // Hargeisa
        (45.3, 2.1, "SO"),   // Mogadishu
        (-13.0, 25.0, "EH"), // west of the berm
        (-9.5, 26.8, "EH"),  // east of it
        (-9.0, 28.5, "MA"),
        (-59.0, -51.8, ""), // Falkland Islands (Malvinas)
        (77.1, 35.4, ""),   // Siachen Glacier
        (21.0, 42.6, "XK"),
        (121.0, 23.8, "TW"),
        (35.25, 32.0, "PS"),
    ] {
        assert_eq!(land(&world, longitude, latitude), Some(whose), "{longitude} {latitude}");
    }
}

#[test]
fn land_at_the_edge_of_the_map_is_whole_and_the_sea_is_empty() {
    let world = world();
    for (longitude, latitude, whose) in [
        (-175.0, 66.5, Some("RU")), // Chukotka, beyond the antimeridian
        (179.0, 68.0, Some("RU")),  // and before it
        (-170.2, 63.4, Some("US")), // St. Lawrence Island, west of the cut
        (-155.0, 66.0, Some("US")),
        (178.0, -17.8, Some("FJ")),
        (175.5, -38.5, Some("NZ")),
        (-140.0, 60.9, Some("CA")),
        (0.0, 70.0, None),
        (-30.0, 66.0, None),
        (100.0, 66.0, Some("RU")),
        (-160.0, 10.0, None),
        (170.0, 60.0, None),
        (0.0, -75.0, None),
    ] {
        assert_eq!(land(&world, longitude, latitude), whose, "{longitude} {latitude}");
    }
}

#[test]
fn every_country_has_its_label_on_its_own_land_or_is_a_point() {
    let world = world();
    for country in &world.countries {
        let (x, y) = (f64::from(country.label.x), f64::from(country.label.y));
        let tiny = country.area < 200;
        assert!(tiny || world.covers(country, x, y), "{:?}", country.code());
    }
}

#[test]
fn no_line_jumps_across_the_map() {
    for arc in &world().arcs {
        for step in arc.points.windows(2) {
            let length = f64::from(step[1].x - step[0].x).hypot(f64::from(step[1].y - step[0].y));
            // The longest straight border, that along 49° N, has some 900 units.
            assert!(length < 1000.0, "{step:?}");
        }
    }
}

#[test]
fn a_ring_begins_where_it_ends() {
    let world = world();
    for ring in world.countries.iter().flat_map(|country| &country.rings) {
        let ends = ring.arcs.iter().map(|reference| {
            let points = &world.arcs[reference.arc as usize].points;
            let (first, last) = (points[0], points[points.len() - 1]);
            if reference.reversed { (last, first) } else { (first, last) }
        });
        let ends: Vec<_> = ends.collect();
        for (at, (_, end)) in ends.iter().enumerate() {
            assert_eq!(*end, ends[(at + 1) % ends.len()].0);
        }
    }
}

#[test]
fn neighbours_share_their_borders_and_lines_of_dispute_are_marked() {
    let world = world();
    let count = |kind| world.arcs.iter().filter(|arc| arc.kind == kind).count();
    assert!(count(ArcKind::Border) > 250);
    assert!(count(ArcKind::Contested) >= 10);
    let own = |code| -> Vec<u32> {
        let country = &world.countries[world.find(code).expect("on the map")];
        country.rings.iter().flat_map(|ring| ring.arcs.iter().map(|reference| reference.arc)).collect()
    };
    let sahara = own("EH");
    assert!(sahara.iter().all(|arc| world.arcs[*arc as usize].kind == ArcKind::Contested));
    let (canada, states) = (own("CA"), own("US"));
    assert!(canada.iter().any(|arc| states.contains(arc)));
}

#[test]
fn states_without_an_outline_are_points() {
    let world = world();
    for code in ["TV", "TK", "VA", "MC"] {
        let country = &world.countries[world.find(code).expect("on the map")];
        assert_eq!((country.rings.len(), country.area), (0, 0), "{code}");
    }
    assert_eq!(world.find("AQ"), None);
    assert_eq!(world.find("EUROPE"), None);
}

#[test]
fn packing_gives_the_same_bytes_every_time() {
    assert_eq!(packed(), packed());
}

#[test]
fn packed_outlines_stay_small() {
    // 33 kB after brotli; see the size in bytes before it, which needs no compressor here.
    assert!(packed().len() < 50_000, "{}", packed().len());
}

#[test]
fn broken_bytes_are_an_error_and_never_a_panic() {
    let packed = packed();
    assert_eq!(World::unpack(&[]), Err(UnpackError::End));
    assert_eq!(World::unpack(&[0]), Err(UnpackError::Format));
    for length in (0..packed.len()).step_by(97) {
        assert!(World::unpack(&packed[..length]).is_err(), "{length}");
    }
    assert_eq!(World::unpack(&[&packed[..], &[0]].concat()), Err(UnpackError::Rest));
    for at in (0..packed.len()).step_by(997) {
        for flip in [0x01, 0x80, 0xff] {
            let mut broken = packed.clone();
            broken[at] ^= flip;
            // What still can be read is a world whose references all hold.
            if let Ok(world) = World::unpack(&broken) {
                assert!(world.country_at(0.5, 0.5).is_none_or(|country| country < world.countries.len()));
            }
        }
    }
}

#[test]
fn a_count_beyond_the_bytes_is_an_error_before_memory_is_taken() {
    let billions = [1, 0xff, 0xff, 0xff, 0xff, 0x0f];
    assert_eq!(World::unpack(&billions), Err(UnpackError::End));
}
