//! The data files as they are written: texts and lists, not yet judged. [`schema`](super::schema) says the same for
//! people; here it is for the compiler. `lint` judges it, `compile` turns it into the model.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A file under `data/mechanisms/`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Mechanism {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) short: String,
    #[serde(default)]
    pub(crate) name_local: BTreeMap<String, String>,
    pub(crate) kind: String,
    pub(crate) parties: Vec<String>,
    #[serde(default)]
    pub(crate) members: Vec<String>,
    pub(crate) status: String,
    pub(crate) standing: bool,
    pub(crate) parent: Option<String>,
    pub(crate) themes: Vec<String>,
    pub(crate) summary: String,
    #[serde(default)]
    pub(crate) sources: Vec<Source>,
    pub(crate) events: Vec<Event>,
}

/// One of a mechanism's `[[events]]`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Event {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) date: String,
    pub(crate) title: String,
    pub(crate) ordinal: Option<u16>,
    pub(crate) place: Option<Place>,
    #[serde(default)]
    pub(crate) parties: Vec<String>,
    pub(crate) themes: Vec<String>,
    pub(crate) follows: Option<String>,
    pub(crate) summary: String,
    pub(crate) note: Option<String>,
    #[serde(default)]
    pub(crate) instruments: Vec<String>,
    #[serde(default)]
    pub(crate) delegations: Vec<Delegation>,
    #[serde(default)]
    pub(crate) commitments: Vec<Commitment>,
    pub(crate) sources: Vec<Source>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Place {
    pub(crate) city: Option<String>,
    pub(crate) country: Option<String>,
    #[serde(default, rename = "virtual")]
    pub(crate) online: bool,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Delegation {
    pub(crate) party: String,
    pub(crate) lead: Option<Person>,
    #[serde(default)]
    pub(crate) co_leads: Vec<Person>,
    #[serde(default)]
    pub(crate) agencies: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Person {
    pub(crate) name: String,
    pub(crate) title: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Commitment {
    pub(crate) text: String,
    pub(crate) due: Option<String>,
    pub(crate) status: String,
    pub(crate) fulfilled_by: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Source {
    pub(crate) url: String,
    pub(crate) title: String,
    pub(crate) publisher: String,
    pub(crate) lang: String,
    pub(crate) kind: String,
    pub(crate) date: Option<String>,
}

/// One organisation of `data/organisations.toml`, under its code.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Organisation {
    pub(crate) name: InBoth,
    pub(crate) short: String,
    pub(crate) short_es: Option<String>,
    pub(crate) kind: String,
    pub(crate) members: Option<Vec<String>>,
    pub(crate) as_of: Option<String>,
}

/// A text in English and Spanish.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct InBoth {
    /// In English.
    pub en: String,
    /// In Spanish.
    pub es: String,
}

/// The file `data/themes.toml`: families and themes as readers see them, in their order.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Themes {
    /// The families.
    pub families: Vec<FamilyText>,
}

/// A family of themes as readers see it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct FamilyText {
    /// The word of [`Family`](crate::Family).
    pub id: String,
    /// Its name.
    pub name: InBoth,
    /// Its themes.
    pub themes: Vec<ThemeText>,
}

/// A theme as readers see it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ThemeText {
    /// The word of [`Theme`](crate::Theme).
    pub id: String,
    /// Its name.
    pub name: InBoth,
    /// One line that says what it covers.
    pub text: InBoth,
}

/// The file `data/parties.toml`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Parties {
    pub(crate) regions: Vec<RegionCountries>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct RegionCountries {
    pub(crate) m49: String,
    pub(crate) countries: Vec<String>,
}

/// The file `data/record.toml`: what holds for the record as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct About {
    /// Version of the facts, such as `2026.11`.
    pub version: String,
    /// Licence of the facts, an SPDX identifier.
    pub licence: String,
}

/// The file `data/exceptions.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Exceptions {
    #[serde(default)]
    pub(crate) exceptions: Vec<Exception>,
}

/// A finding that is right but stays: the facts are as they are.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Exception {
    pub(crate) rule: String,
    pub(crate) about: String,
}

impl Mechanism {
    /// Every code of a party that it names anywhere.
    pub(crate) fn codes(&self) -> impl Iterator<Item = &str> {
        let of_events = self.events.iter().flat_map(|event| {
            let place = event.place.as_ref().and_then(|place| place.country.as_ref());
            let delegations = event.delegations.iter().map(|delegation| &delegation.party);
            event.parties.iter().chain(place).chain(delegations)
        });
        self.parties.iter().chain(&self.members).chain(of_events).map(String::as_str)
    }
}
