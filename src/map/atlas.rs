//! Where the parties of a record are: outlines joined with codes, once for a record.

use entente_geometry::{Bounds, Country, Position, World};
use entente_record::{PartyIndex, PartyKind, Record};

/// Outlines and the parties that they stand for.
#[derive(Clone, Debug)]
pub struct Atlas {
    world: World,
    /// For each country of the world, its party.
    parties: Vec<Option<PartyIndex>>,
    /// For each party of the record, its country.
    countries: Vec<Option<usize>>,
}

impl Atlas {
    /// Joins outlines with a record by their codes.
    pub fn new(world: World, record: &Record) -> Self {
        let mut parties = vec![None; world.countries.len()];
        let countries = record
            .parties
            .iter()
            .enumerate()
            .map(|(at, party)| match party.kind {
                PartyKind::Country { .. } => {
                    let country = world.find(party.code.as_str())?;
                    parties[country] = Some(PartyIndex(at as u32));
                    Some(country)
                }
                PartyKind::Organisation(_) => None,
            })
            .collect();
        Self { world, parties, countries }
    }

    /// The outlines.
    pub const fn world(&self) -> &World {
        &self.world
    }

    /// Countries and the parties that they are, in order of code; land without a code or beyond the record is none.
    pub fn countries(&self) -> impl Iterator<Item = (&Country, Option<PartyIndex>)> {
        self.world.countries.iter().zip(self.parties.iter().copied())
    }

    /// The party whose land is at a world position.
    pub fn party_at(&self, x: f64, y: f64) -> Option<PartyIndex> {
        self.parties[self.world.country_at(x, y)?]
    }

    /// A party's outlines; `None` for organisations.
    pub fn country(&self, party: PartyIndex) -> Option<&Country> {
        let country = (*self.countries.get(party.index())?)?;
        self.world.countries.get(country)
    }

    /// Where a party's label and arcs go.
    pub fn label(&self, party: PartyIndex) -> Option<Position> {
        self.country(party).map(|country| country.label)
    }

    /// The box about the largest landmasses of parties: overseas land would make it the whole world.
    pub fn bounds(&self, parties: impl IntoIterator<Item = PartyIndex>) -> Bounds {
        parties.into_iter().filter_map(|party| self.country(party)).fold(Bounds::EMPTY, |bounds, country| {
            let label = Bounds { min: country.label, max: country.label };
            let main = country.rings.first().map_or(Bounds::EMPTY, |ring| ring.bounds);
            bounds.union(label).union(main)
        })
    }
}

#[cfg(test)]
mod tests {
    use entente_record::pack::unpack_index;

    use super::super::testing::{Setting, world};
    use super::*;

    #[test]
    fn every_country_of_the_record_is_on_the_map() {
        let packed = include_bytes!(concat!(env!("OUT_DIR"), "/index.bin"));
        let record = unpack_index(packed).expect("what the build packed can be unpacked");
        let atlas = Atlas::new(world(), &record);
        let countries = (0..).map(PartyIndex).zip(&record.parties);
        let countries: Vec<_> = countries.filter(|(_, party)| party.organisation().is_none()).collect();
        assert!(countries.len() > 190);
        let lost: Vec<&str> = countries
            .into_iter()
            .filter(|(at, _)| atlas.label(*at).is_none())
            .map(|(_, party)| party.code.as_str())
            .collect();
        assert_eq!(lost, [""; 0]);
    }

    #[test]
    fn an_organisation_has_no_place() {
        let setting = Setting::new();
        let asean = setting.party("ASEAN");
        assert_eq!(setting.atlas.label(asean), None);
        assert!(setting.atlas.bounds([asean]).is_empty());
    }

    #[test]
    fn land_overseas_does_not_widen_the_box_about_a_country() {
        let setting = Setting::new();
        let bounds = setting.atlas.bounds([setting.party("US")]);
        assert!(bounds.max.x - bounds.min.x < 2000, "neither Alaska nor Hawaii: {bounds:?}");
    }
}
