//! Texts of the interface: made by the build from `data/locale/`, filled in here.

use entente_record::{Form, Kind, Region, Status};

use crate::view::{Group, Language, Sort};

/// The forms of a text that counts. English and Spanish need these two (CLDR plural rules; "many" is for millions).
#[derive(Clone, Copy)]
pub struct Plural {
    one: &'static str,
    other: &'static str,
}

impl Plural {
    /// The form for a number.
    pub const fn of(self, number: u32) -> &'static str {
        if number == 1 { self.one } else { self.other }
    }
}

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

impl Texts {
    /// The texts in a language.
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &ENGLISH,
            Language::Spanish => &SPANISH,
        }
    }

    /// Name of a kind of event.
    pub fn kind(&self, kind: Kind) -> &'static str {
        self.kind[kind.index()]
    }

    /// Name of a form of mechanism.
    pub fn form(&self, form: Form) -> &'static str {
        self.form[form.index()]
    }

    /// Name of a status.
    pub fn status(&self, status: Status) -> &'static str {
        self.status[status.index()]
    }

    /// Name of a region; of `None`: organisations. (Browsers name countries; not all of them name M49 regions.)
    pub fn region(&self, region: Option<Region>) -> &'static str {
        match region {
            Some(Region::Africa) => self.region_africa,
            Some(Region::Americas) => self.region_americas,
            Some(Region::Asia) => self.region_asia,
            Some(Region::Europe) => self.region_europe,
            Some(Region::Oceania) => self.region_oceania,
            None => self.region_organisations,
        }
    }

    /// Name of a grouping.
    pub fn group(&self, group: Group) -> &'static str {
        self.group[group as usize]
    }

    /// Head of the lane labels under a grouping.
    pub fn lane_head(&self, group: Group) -> &'static str {
        self.lane_head[group as usize]
    }

    /// Name of an order of lanes.
    pub fn sort(&self, sort: Sort) -> &'static str {
        self.sort[sort as usize]
    }
}

/// Fills `{name}` placeholders; a name that is not given stays as it stands, so that it is seen in tests.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        match after.split_once('}') {
            Some((name, tail)) => {
                match values.iter().find(|(key, _)| *key == name) {
                    Some((_, value)) => filled.push_str(value),
                    None => {
                        filled.push('{');
                        filled.push_str(name);
                        filled.push('}');
                    }
                }
                rest = tail;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_and_what_is_filled_in_is_not_read_again() {
        assert_eq!(fill("{a} of {b}", &[("a", "{b}"), ("b", "2")]), "{b} of 2");
        assert_eq!(fill("open { and {c}", &[]), "open { and {c}");
    }

    #[test]
    fn one_is_singular_and_none_and_many_are_plural() {
        let events = ENGLISH.result_gives;
        assert_eq!([0, 1, 2].map(|n| fill(events.of(n), &[("n", "n")])), ["n events", "n event", "n events"]);
    }
}
