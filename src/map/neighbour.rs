//! Arrow keys on the map: the nearest country in a direction.

use entente_record::PartyIndex;

use super::Atlas;

/// Where an arrow points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Up.
    North,
    /// Right.
    East,
    /// Down.
    South,
    /// Left.
    West,
}

/// What one step aside costs against one step along the arrow.
const ASIDE: i32 = 2;

/// The nearest party in a direction whose label point lies within 45° of it, sideways ones counting as farther; `None`
/// at the map's edge, and from a party that is not on the map.
pub fn neighbour(atlas: &Atlas, from: PartyIndex, direction: Direction) -> Option<PartyIndex> {
    let start = atlas.label(from)?;
    let candidates = atlas.countries().filter_map(|(country, party)| {
        let east = i32::from(country.label.x) - i32::from(start.x);
        let south = i32::from(country.label.y) - i32::from(start.y);
        let (along, aside) = match direction {
            Direction::North => (-south, east.abs()),
            Direction::East => (east, south.abs()),
            Direction::South => (south, east.abs()),
            Direction::West => (-east, south.abs()),
        };
        let party = party.filter(|party| *party != from && along > 0 && aside <= along)?;
        Some((along + ASIDE * aside, party))
    });
    candidates.min().map(|(_, party)| party)
}

#[cfg(test)]
mod tests {
    use super::super::testing::Setting;
    use super::*;

    #[test]
    fn arrows_go_to_the_nearest_country_that_way() {
        let setting = Setting::new();
        let step = |from: &str, direction| {
            let found = neighbour(&setting.atlas, setting.party(from), direction)?;
            Some(setting.record.party(found).code.to_string())
        };
        assert_eq!(step("US", Direction::North).as_deref(), Some("CA"));
        assert_eq!(step("US", Direction::South).as_deref(), Some("MX"));
        assert_eq!(step("FR", Direction::East).as_deref(), Some("CN"));
        assert_eq!(step("CN", Direction::East).as_deref(), Some("JP"));
        assert_eq!(step("AR", Direction::South), None);
        assert_eq!(step("ASEAN", Direction::North), None);
    }
}
