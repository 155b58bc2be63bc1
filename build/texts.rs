//! Texts of the interface, from `data/locale/*.toml` and `data/themes.toml`, as Rust that the app includes.
//!
//! English sets the keys. The build fails with a list when a language lacks one, has one too many, or fills in other
//! placeholders; so a missing translation is never found by a reader.

use std::{collections::BTreeMap, fmt::Write, fs, path::Path};

use entente_record::{
    Form, Kind, Status,
    source::{FamilyText, InBoth, ThemeText, Themes},
};
use toml::{Table, Value};

/// Names and one-line descriptions of themes and families, in each language, in the order of the vocabularies.
pub fn generate_themes(themes: &Themes) -> String {
    let mut source = String::new();
    let families: Vec<&FamilyText> = themes.families.iter().collect();
    let all: Vec<&ThemeText> = families.iter().flat_map(|family| &family.themes).collect();
    table(&mut source, "FAMILIES", "Names of the families", families.iter().map(|it| &it.name));
    table(&mut source, "THEMES", "Names of the themes", all.iter().map(|it| &it.name));
    table(&mut source, "THEME_LINES", "What the themes mean, in one line", all.iter().map(|it| &it.text));
    source
}

fn table<'a>(source: &mut String, name: &str, about: &str, texts: impl Iterator<Item = &'a InBoth>) {
    let (english, spanish): (Vec<&str>, Vec<&str>) = texts.map(|it| (it.en.as_str(), it.es.as_str())).unzip();
    let count = english.len();
    let _ = writeln!(source, "/// {about}, in each language.");
    let _ = writeln!(source, "pub static {name}: [[&str; {count}]; 2] = [{english:?}, {spanish:?}];");
}

/// Tables that are a vocabulary: they become arrays in the vocabulary's order.
fn vocabularies() -> Vec<(&'static str, Vec<&'static str>)> {
    vec![
        ("kind", Kind::ALL.iter().map(|it| it.word()).collect()),
        ("form", Form::ALL.iter().map(|it| it.word()).collect()),
        ("status", Status::ALL.iter().map(|it| it.word()).collect()),
        ("group", vec!["mechanism", "party", "theme", "region"]),
        ("lane_head", vec!["mechanism", "party", "theme", "region"]),
        ("sort", vec!["count", "recent", "first", "name"]),
        (
            "file",
            vec![
                "record_json",
                "record_schema_json",
                "parties_json",
                "parties_schema_json",
                "datapackage_json",
                "entente_sqlite",
                "mechanisms_csv",
                "mechanism_names_csv",
                "mechanism_parties_csv",
                "mechanism_themes_csv",
                "events_csv",
                "event_parties_csv",
                "event_themes_csv",
                "delegations_csv",
                "people_csv",
                "agencies_csv",
                "commitments_csv",
                "instruments_csv",
                "sources_csv",
                "parties_csv",
                "memberships_csv",
                "themes_csv",
                "events_ics",
                "sources_bib",
            ],
        ),
        ("frame", vec!["small", "medium", "large"]),
        ("download", vec!["csv", "json", "ics", "bib", "ris", "csl"]),
    ]
}

/// A text, or the forms of a plural.
#[derive(Clone)]
enum Text {
    One(String),
    Plural { one: String, other: String },
}

/// The languages in the order of `view::Language`.
const LANGUAGES: [(&str, &str); 2] = [("en", "ENGLISH"), ("es", "SPANISH")];

/// The module's source: a struct with a field a text, and a value of it for each language.
pub fn generate(data: &Path) -> Result<String, String> {
    let mut languages = Vec::new();
    for (tag, _) in LANGUAGES {
        languages.push((tag, read(&data.join("locale").join(format!("{tag}.toml")))?));
    }
    compare(&languages)?;

    let vocabularies = vocabularies();
    let is_vocabulary =
        |key: &str| vocabularies.iter().any(|(name, _)| key.split_once('.').is_some_and(|it| it.0 == *name));
    let english = &languages[0].1;
    let mut source = String::from("/// Every text of the interface in one language.\npub struct Texts {\n");
    for (key, text) in english.iter().filter(|(key, _)| !is_vocabulary(key)) {
        let kind = if matches!(text, Text::One(_)) { "&'static str" } else { "Plural" };
        let _ = writeln!(source, "    /// `{key}`\n    pub {}: {kind},", field(key));
    }
    for (name, words) in &vocabularies {
        let _ = writeln!(
            source,
            "    /// Names of `{name}`, in its order.\n    pub {name}: [&'static str; {}],",
            words.len()
        );
    }
    source.push_str("}\n");

    for ((tag, constant), (_, texts)) in LANGUAGES.iter().zip(&languages) {
        let _ = writeln!(source, "/// The texts in `{tag}`.\npub static {constant}: Texts = Texts {{");
        for (key, text) in texts.iter().filter(|(key, _)| !is_vocabulary(key)) {
            let value = match text {
                Text::One(text) => format!("{text:?}"),
                Text::Plural { one, other } => format!("Plural {{ one: {one:?}, other: {other:?} }}"),
            };
            let _ = writeln!(source, "    {}: {value},", field(key));
        }
        for (name, words) in &vocabularies {
            let _ = write!(source, "    {name}: [");
            for word in words {
                match texts.get(&format!("{name}.{word}")) {
                    Some(Text::One(text)) => {
                        let _ = write!(source, "{text:?}, ");
                    }
                    _ => return Err(format!("data/locale/{tag}.toml: [{name}] lacks {word:?}")),
                }
            }
            source.push_str("],\n");
        }
        source.push_str("};\n");
    }
    Ok(source)
}

fn field(key: &str) -> String {
    key.replace(['.', '-'], "_")
}

fn read(path: &Path) -> Result<BTreeMap<String, Text>, String> {
    let at = path.display();
    let text = fs::read_to_string(path).map_err(|error| format!("{at}: {error}"))?;
    let table: Table = text.parse().map_err(|error| format!("{at}: {error}"))?;
    let mut texts = BTreeMap::new();
    flatten("", &table, &mut texts).map_err(|key| format!("{at}: {key} is neither a text nor a plural"))?;
    Ok(texts)
}

fn flatten(prefix: &str, table: &Table, texts: &mut BTreeMap<String, Text>) -> Result<(), String> {
    for (name, value) in table {
        let key = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        match value {
            Value::String(text) => {
                texts.insert(key, Text::One(text.clone()));
            }
            Value::Table(inner) => match (inner.get("one"), inner.get("other")) {
                (Some(Value::String(one)), Some(Value::String(other))) => {
                    texts.insert(key, Text::Plural { one: one.clone(), other: other.clone() });
                }
                _ => flatten(&key, inner, texts)?,
            },
            _ => return Err(key),
        }
    }
    Ok(())
}

fn compare(languages: &[(&str, BTreeMap<String, Text>)]) -> Result<(), String> {
    let mut faults = String::new();
    let (_, english) = &languages[0];
    for (tag, texts) in &languages[1..] {
        for key in english.keys().filter(|key| !texts.contains_key(*key)) {
            let _ = writeln!(faults, "data/locale/{tag}.toml: {key} is missing; translate it from en.toml");
        }
        for (key, text) in texts {
            match english.get(key) {
                None => {
                    let _ = writeln!(faults, "data/locale/{tag}.toml: {key} is not in en.toml; take it out");
                }
                Some(source) if placeholders(source) != placeholders(text) => {
                    let _ = writeln!(
                        faults,
                        "data/locale/{tag}.toml: {key} fills in other {{placeholders}} than en.toml"
                    );
                }
                Some(_) => {}
            }
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

fn placeholders(text: &Text) -> Vec<String> {
    let joined = match text {
        Text::One(text) => text.clone(),
        Text::Plural { one, other } => format!("{one}{other}"),
    };
    let mut names: Vec<String> = joined
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name.to_string()))
        .collect();
    names.sort();
    names.dedup();
    names
}
