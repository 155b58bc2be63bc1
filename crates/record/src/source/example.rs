//! A small record for tests: one mechanism with three events, which passes every rule.

use super::SourceTree;

/// The file of the mechanism.
pub(crate) const MECHANISM: &str = include_str!("example.toml");

/// Where it stands.
pub(crate) const PATH: &str = "mechanisms/ar-us-cyber.toml";

/// The texts of themes: the real ones.
pub(crate) const THEMES: &str = include_str!("../../../../data/themes.toml");

const ORGANISATIONS: &str = r#"
[EU]
name = { en = "European Union", es = "Unión Europea" }
short = "EU"
short_es = "UE"
kind = "union"
members = ["FR", "DE"]
as_of = "2025"
"#;

const PARTIES: &str = r#"
[[regions]]
m49 = "019"
countries = ["AR", "US"]

[[regions]]
m49 = "150"
countries = ["DE", "FR"]
"#;

const TABLES: &str = r#"
[[tables]]
name = "parties"
en = "Parties."
es = "Partes."
columns = [{ name = "code", en = "Code.", es = "Código." }]
"#;

/// The files beside `mechanisms/`.
const BESIDE: [(&str, &str); 5] = [
    ("record.toml", "version = \"1\"\nlicence = \"CC-BY-4.0\"\n"),
    ("themes.toml", THEMES),
    ("parties.toml", PARTIES),
    ("organisations.toml", ORGANISATIONS),
    ("tables.toml", TABLES),
];

/// The files beside `mechanisms/`, as they are read.
pub(crate) fn reference() -> impl Iterator<Item = (String, String)> {
    BESIDE.into_iter().map(|(path, text)| (path.into(), text.into()))
}

/// The example, with some files (path below the data directory, text) instead of or besides its own.
pub(crate) fn tree(files: &[(&str, &str)]) -> SourceTree {
    let mut all = BESIDE.to_vec();
    all.push((PATH, MECHANISM));
    all.retain(|(name, _)| !files.iter().any(|(other, _)| other == name));
    all.extend(files);
    SourceTree::from_texts("data", all.into_iter().map(|(path, text)| (path.into(), text.into())))
}
