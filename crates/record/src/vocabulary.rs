//! The closed vocabularies of the record. Their reader-facing names are data (`data/themes.toml`, locale files);
//! the words here are those of data files and addresses.

/// A closed vocabulary: variants in their fixed order, each with its word.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every variant in the vocabulary's own order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word in data files and addresses.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The variant of a word, if the vocabulary has it.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }

            /// Place in [`Self::ALL`].
            pub const fn index(self) -> usize {
                self as usize
            }

            /// The variant at a place in [`Self::ALL`].
            pub fn from_index(index: usize) -> Option<Self> {
                Self::ALL.get(index).copied()
            }
        }

        #[cfg(feature = "source")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "string",
                    "enum": [$($word),+],
                })
            }
        }
    };
}

vocabulary!(
    /// Kind of an event. Solid marks happened, hollow marks were said.
    Kind {
        /// Parties met.
        Meeting = "meeting",
        /// Something to come was made public.
        Announcement = "announcement",
        /// Parties signed or concluded something.
        Agreement = "agreement",
        /// Parties said something together.
        Statement = "statement",
        /// A mechanism began.
        Launch = "launch",
        /// A mechanism was suspended.
        Suspension = "suspension",
        /// Another step that matters: a report, a mandate, an entry into force.
        Milestone = "milestone",
    }
);

vocabulary!(
    /// Form of a mechanism (the data files call it `kind`).
    Form {
        /// Memorandum or partnership.
        Partnership = "partnership",
        /// Dialogue.
        Dialogue = "dialogue",
        /// Working group.
        WorkingGroup = "working-group",
        /// Consultations.
        Consultation = "consultation",
        /// Initiative.
        Initiative = "initiative",
        /// Group of experts.
        ExpertGroup = "expert-group",
        /// Joint committee.
        JointCommittee = "joint-committee",
        /// Negotiation of a treaty.
        TreatyProcess = "treaty-process",
    }
);

vocabulary!(
    /// What is known of a mechanism's present.
    Status {
        /// A source says that it goes on.
        Active = "active",
        /// A source says that it ended.
        Concluded = "concluded",
        /// A source says that it is suspended.
        Suspended = "suspended",
        /// No source says.
        Unknown = "unknown",
    }
);

vocabulary!(
    /// Family of themes; the order is that of stacked bars, bottom to top.
    Family {
        /// Policy & economy.
        Policy = "policy",
        /// Norms, trust & rights.
        Norms = "norms",
        /// Protection & response.
        Protection = "protection",
        /// Cybercrime.
        Crime = "crime",
        /// Defence & deterrence.
        Defence = "defence",
        /// Skills & technology.
        Skills = "skills",
    }
);

vocabulary!(
    /// What an event or mechanism is about; in the order of the rail.
    Theme {
        /// National cyber policy.
        CyberPolicy = "cyber-policy",
        /// Internet governance.
        InternetGovernance = "internet-governance",
        /// Digital economy.
        DigitalEconomy = "digital-economy",
        /// International security.
        InternationalSecurity = "international-security",
        /// Confidence-building.
        ConfidenceBuilding = "confidence-building",
        /// Human rights.
        HumanRights = "human-rights",
        /// Critical infrastructure.
        CriticalInfrastructure = "critical-infrastructure",
        /// Incident response.
        IncidentResponse = "incident-response",
        /// Information sharing.
        InformationSharing = "information-sharing",
        /// Cybercrime.
        Cybercrime = "cybercrime",
        /// Cyber defence.
        CyberDefence = "cyber-defence",
        /// Deterrence.
        Deterrence = "deterrence",
        /// Disinformation.
        Disinformation = "disinformation",
        /// Capacity building.
        CapacityBuilding = "capacity-building",
        /// Awareness and skills.
        AwarenessSkills = "awareness-skills",
        /// Public-private.
        PublicPrivate = "public-private",
        /// Emerging technology.
        EmergingTechnology = "emerging-technology",
    }
);

vocabulary!(
    /// What sort of organisation a party is.
    OrganisationKind {
        /// Open to the world.
        Global = "global",
        /// Of one region.
        Regional = "regional",
        /// Supranational or continental union.
        Union = "union",
        /// Military alliance.
        Alliance = "alliance",
        /// Informal group of states.
        Group = "group",
        /// Open process.
        Process = "process",
    }
);

vocabulary!(
    /// What a source says became of a commitment.
    OutcomeKind {
        /// It was kept.
        Fulfilled = "fulfilled",
        /// It was not kept.
        Missed = "missed",
        /// Nothing is said.
        Unknown = "unknown",
    }
);

vocabulary!(
    /// Whether a source speaks for a party.
    SourceKind {
        /// Published by a party or the mechanism itself.
        Primary = "primary",
        /// Told by somebody else.
        Secondary = "secondary",
    }
);

vocabulary!(
    /// Region of a country: the macro regions of the UN Statistics Division's M49 standard, which `Intl` can name.
    Region {
        /// M49 002.
        Africa = "002",
        /// M49 019.
        Americas = "019",
        /// M49 142.
        Asia = "142",
        /// M49 150.
        Europe = "150",
        /// M49 009.
        Oceania = "009",
    }
);

impl Theme {
    /// The family that the theme belongs to.
    pub const fn family(self) -> Family {
        match self {
            Self::CyberPolicy | Self::InternetGovernance | Self::DigitalEconomy => Family::Policy,
            Self::InternationalSecurity | Self::ConfidenceBuilding | Self::HumanRights => Family::Norms,
            Self::CriticalInfrastructure | Self::IncidentResponse | Self::InformationSharing => {
                Family::Protection
            }
            Self::Cybercrime => Family::Crime,
            Self::CyberDefence | Self::Deterrence | Self::Disinformation => Family::Defence,
            Self::CapacityBuilding
            | Self::AwarenessSkills
            | Self::PublicPrivate
            | Self::EmergingTechnology => Family::Skills,
        }
    }
}

impl Family {
    /// The family's themes, in order.
    pub fn themes(self) -> impl Iterator<Item = Theme> {
        Theme::ALL.iter().copied().filter(move |theme| theme.family() == self)
    }
}

impl Kind {
    /// Whether the event took place (drawn solid) rather than was said (drawn hollow).
    pub const fn happened(self) -> bool {
        !matches!(self, Self::Announcement | Self::Statement)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_variants_are_inverse() {
        for &theme in Theme::ALL {
            assert_eq!(Theme::from_word(theme.word()), Some(theme));
            assert_eq!(Theme::from_index(theme.index()), Some(theme));
        }
        assert_eq!(Kind::from_word("party"), None);
    }

    #[test]
    fn the_families_hold_every_theme_once_in_order() {
        let listed: Vec<Theme> = Family::ALL.iter().flat_map(|family| family.themes()).collect();
        assert_eq!(listed, Theme::ALL);
    }
}
