//! Identifiers as types of their own, so that an event's id can't stand where a party's code is meant.

use std::fmt;

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident, $valid:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// Takes the text as an identifier if it has the form of one.
            pub fn new(text: &str) -> Option<Self> {
                let valid: fn(&str) -> bool = $valid;
                valid(text).then(|| Self(text.into()))
            }

            /// The identifier as it stands in data files and addresses.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
    };
}

identifier!(
    /// Id of an event: lower-case words, digits and hyphens, at most 96 bytes (`us-argentina-2017-05-23`).
    EventId,
    is_slug
);
identifier!(
    /// Id of a mechanism: lower-case words, digits and hyphens, at most 96 bytes.
    MechanismId,
    is_slug
);
identifier!(
    /// Code of a party: ISO 3166-1 alpha-2 (`GB`, `XK`), or that of an organisation (`EU`, `AFRICAN-UNION`).
    PartyCode,
    |text| {
        (2..=24).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-')
            && !text.starts_with('-')
            && !text.ends_with('-')
    }
);

fn is_slug(text: &str) -> bool {
    (1..=96).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_an_event_id_and_anything_else_is_not() {
        assert!(EventId::new("us-argentina-2017-05-23").is_some());
        for bad in ["", "US", "a b", "-a", "a-", "a/b", "<b>", &"a".repeat(97)] {
            assert!(EventId::new(bad).is_none(), "{bad:?}");
        }
    }

    #[test]
    fn a_party_is_a_country_code_or_an_organisation() {
        for good in ["GB", "XK", "AFRICAN-UNION", "G7"] {
            assert!(PartyCode::new(good).is_some(), "{good:?}");
        }
        for bad in ["", "g", "gb", "G", "G B", "EU-", "<B>"] {
            assert!(PartyCode::new(bad).is_none(), "{bad:?}");
        }
    }
}
