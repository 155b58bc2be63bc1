//! The data files as they are written: texts and lists, not yet judged. [`schema`](super::schema) says the same for
//! people; here it is for the compiler, and for the JSON Schemas of what is published ([`super::published`]). `lint` judges it, `compile` turns it into the model.

use std::collections::BTreeMap;
use std::num::NonZeroU16;

use schemars::JsonSchema;
use serde::Deserialize;

use super::published::{Address, LanguageTag, says_who_took_part};
use crate::{
    Edtf, EventId, Form, Kind, MechanismId, OrganisationKind, OutcomeKind, PartyCode, SourceKind, Status,
    Theme,
};

/// A file under `data/mechanisms/`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(crate) struct Mechanism {
    /// Its id; it stays from version to version.
    #[schemars(with = "MechanismId")]
    pub(crate) id: String,
    /// Full name in English.
    pub(crate) name: String,
    /// Short name, at most 28 characters.
    pub(crate) short: String,
    /// Names in other languages, by BCP 47 tag.
    #[serde(default)]
    #[schemars(with = "BTreeMap<LanguageTag, String>")]
    pub(crate) name_local: BTreeMap<String, String>,
    /// What sort of mechanism.
    #[schemars(with = "Form")]
    pub(crate) kind: String,
    /// Its parties.
    #[schemars(with = "Vec<PartyCode>")]
    pub(crate) parties: Vec<String>,
    /// States that take part without being counted as parties.
    #[serde(default)]
    #[schemars(with = "Vec<PartyCode>")]
    pub(crate) members: Vec<String>,
    /// What sources say of its present.
    #[schemars(with = "Status")]
    pub(crate) status: String,
    /// Whether it is meant to meet again and again.
    pub(crate) standing: bool,
    /// The framework that it belongs to.
    pub(crate) parent: Option<String>,
    /// What it is about, the leading theme first.
    #[schemars(with = "Vec<Theme>")]
    pub(crate) themes: Vec<String>,
    /// What it is, in the record's words.
    pub(crate) summary: String,
    /// Sources on the mechanism as a whole.
    #[serde(default)]
    pub(crate) sources: Vec<Source>,
    /// In order of date.
    pub(crate) events: Vec<Event>,
}

/// One of a mechanism's `[[events]]`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, transform = says_who_took_part)]
pub(crate) struct Event {
    /// Its id; it stays from version to version.
    #[schemars(with = "EventId")]
    pub(crate) id: String,
    /// What sort of event.
    #[schemars(with = "Kind")]
    pub(crate) kind: String,
    /// When, as far as the sources know.
    #[schemars(with = "Edtf")]
    pub(crate) date: String,
    /// Title in English.
    pub(crate) title: String,
    /// Which meeting of its series, where a source says.
    #[schemars(with = "Option<NonZeroU16>")]
    pub(crate) ordinal: Option<u16>,
    /// Where.
    pub(crate) place: Option<Place>,
    /// Who took part; where it is left out, the mechanism's parties.
    #[serde(default)]
    #[schemars(with = "Vec<PartyCode>")]
    pub(crate) parties: Vec<String>,
    /// Themes that its sources name, the leading one first; may be empty.
    #[schemars(with = "Vec<Theme>")]
    pub(crate) themes: Vec<String>,
    /// The earlier event that it follows up.
    #[schemars(with = "Option<EventId>")]
    pub(crate) follows: Option<String>,
    /// What happened, in the record's words.
    pub(crate) summary: String,
    /// What is doubtful about it, and why.
    pub(crate) note: Option<String>,
    /// Agreements, statements and documents by name.
    #[serde(default)]
    pub(crate) instruments: Vec<String>,
    /// Who sent whom.
    #[serde(default)]
    pub(crate) delegations: Vec<Delegation>,
    /// What was promised.
    #[serde(default)]
    pub(crate) commitments: Vec<Commitment>,
    /// Where it is told.
    pub(crate) sources: Vec<Source>,
}

/// Where an event was held.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(crate) struct Place {
    /// City.
    pub(crate) city: Option<String>,
    /// Country.
    #[schemars(with = "Option<PartyCode>")]
    pub(crate) country: Option<String>,
    /// Whether it was held online.
    #[serde(default, rename = "virtual")]
    pub(crate) online: bool,
}

/// A party's delegation to an event.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(crate) struct Delegation {
    /// Whose.
    #[schemars(with = "PartyCode")]
    pub(crate) party: String,
    /// Who led it.
    pub(crate) lead: Option<Person>,
    /// Who led it together with the lead.
    #[serde(default)]
    pub(crate) co_leads: Vec<Person>,
    /// Ministries and agencies that took part.
    #[serde(default)]
    pub(crate) agencies: Vec<String>,
}

/// A person in an office.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(crate) struct Person {
    /// Name, as the sources have it.
    pub(crate) name: String,
    /// Office held at the time.
    pub(crate) title: Option<String>,
}

/// What was promised at an event.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(crate) struct Commitment {
    /// What, in the record's words.
    pub(crate) text: String,
    /// By when.
    #[schemars(with = "Option<Edtf>")]
    pub(crate) due: Option<String>,
    /// What sources say became of it.
    #[schemars(with = "OutcomeKind")]
    pub(crate) status: String,
    /// The event that kept it.
    #[schemars(with = "Option<EventId>")]
    pub(crate) fulfilled_by: Option<String>,
}

/// A document that tells of an event or a mechanism.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(crate) struct Source {
    /// Its address.
    #[schemars(with = "Address")]
    pub(crate) url: String,
    /// Title, in its language.
    pub(crate) title: String,
    /// Who published it.
    pub(crate) publisher: String,
    /// Its language (BCP 47).
    pub(crate) lang: String,
    /// Primary: published by a party or the mechanism itself.
    #[schemars(with = "SourceKind")]
    pub(crate) kind: String,
    /// When it was published.
    #[schemars(with = "Option<Edtf>")]
    pub(crate) date: Option<String>,
}

/// One organisation of `data/organisations.toml`, under its code.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(crate) struct Organisation {
    /// Its full name.
    pub(crate) name: InBoth,
    /// Short name in English.
    pub(crate) short: String,
    /// Short name in Spanish, if another.
    pub(crate) short_es: Option<String>,
    /// What sort of organisation.
    #[schemars(with = "OrganisationKind")]
    pub(crate) kind: String,
    /// Members; none for open processes and the UN.
    #[schemars(with = "Option<Vec<PartyCode>>")]
    pub(crate) members: Option<Vec<String>>,
    /// The date of the list of members.
    #[schemars(with = "Option<Edtf>")]
    pub(crate) as_of: Option<String>,
}

/// A text in English and Spanish.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
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

/// The file `data/tables.toml`: what stands in the tables of the downloads.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Tables {
    pub(crate) tables: Vec<Table>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Table {
    pub(crate) name: String,
    #[serde(flatten)]
    pub(crate) about: InBoth,
    pub(crate) columns: Vec<Column>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Column {
    pub(crate) name: String,
    #[serde(flatten)]
    pub(crate) about: InBoth,
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
