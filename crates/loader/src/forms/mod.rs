//! The forms that a record comes in.

pub mod json;
pub mod table;
pub mod toml;

/// A form of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// JSON in the shape of `record.json`.
    Json,
    /// TOML in the shape of a mechanism's file.
    Toml,
    /// One event a row, separated by commas, semicolons or tabs.
    Table,
}

impl Form {
    /// The form that the name of a file says, or else its text.
    pub fn of(text: &str, name: &str) -> Self {
        let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
        match extension.as_deref() {
            Some("json") => Self::Json,
            Some("toml") => Self::Toml,
            Some("csv" | "tsv") => Self::Table,
            _ => Self::seen(text),
        }
    }

    fn seen(text: &str) -> Self {
        let start = text.trim_start();
        let inner = start.strip_prefix('[').map(str::trim_start);
        if start.starts_with('{') || inner.is_some_and(|inner| inner.starts_with(['{', ']'])) {
            return Self::Json;
        }
        let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let first = lines().next().unwrap_or_default();
        let is_key = |key: &str| key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let is_field = first.split_once('=').is_some_and(|(key, _)| is_key(key.trim()));
        if is_field || first.starts_with("[[") { Self::Toml } else { Self::Table }
    }
}
