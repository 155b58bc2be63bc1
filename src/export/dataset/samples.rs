//! Files that show how a reader's own record is written: facts of ours, in each form that can be loaded.

use entente_record::{MechanismId, MechanismIndex};

use super::{Dataset, File, file};
use crate::export::csv;

/// The mechanism that is shown: one of two parties, with everything that an event can have.
const MECHANISM: &str = "ar-us-cyber-policy-working-group";

/// Its file.
const TOML: &str = include_str!("../../../data/mechanisms/ar-us-cyber-policy-working-group.toml");

/// The columns that most tables have.
const TEMPLATE: [&str; 10] =
    ["date", "title", "kind", "parties", "mechanism", "themes", "city", "country", "summary", "sources"];

/// The files.
pub fn samples(data: &Dataset) -> [File; 3] {
    let found = MechanismId::new(MECHANISM).and_then(|id| data.record.find_mechanism(&id));
    // Another record has another first one.
    let shown = found.or((!data.record.mechanisms.is_empty()).then_some(MechanismIndex(0)));
    let events = shown.map_or(&[][..], |index| &data.record.mechanism(index).events);
    let mut template = csv::Table::default();
    template.row(&TEMPLATE);
    [
        file("sample.csv", csv::events(&data.export(), events)),
        file("sample.toml", TOML.into()),
        file("template.csv", template.finish()),
    ]
}
