//! The content types of the site's files, by extension. With `nosniff` a browser runs a script, uses a style sheet and
//! compiles WebAssembly while it arrives only if the type is right.

/// What files with an extension are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Type {
    /// What the name ends with, without the dot.
    pub extension: &'static str,
    /// The type that our files for servers give.
    pub name: &'static str,
    /// What other hosts give and is as good.
    pub also: &'static [&'static str],
    /// Whether the encoding of the text has to be said: the file does not say it itself.
    pub has_charset: bool,
}

impl Type {
    /// As the header has it.
    pub fn header(&self) -> String {
        if self.has_charset { format!("{}; charset=utf-8", self.name) } else { self.name.to_owned() }
    }
}

const fn of_text(extension: &'static str, name: &'static str, also: &'static [&'static str]) -> Type {
    Type { extension, name, also, has_charset: true }
}

const fn of_data(extension: &'static str, name: &'static str, also: &'static [&'static str]) -> Type {
    Type { extension, name, also, has_charset: false }
}

/// Any file may be given as bytes where nothing in a browser depends on more.
const BYTES: &str = "application/octet-stream";

/// All types, in order of extension.
pub const TYPES: [Type; 19] = [
    of_text("bib", "application/x-bibtex", &["text/x-bibtex", BYTES]),
    of_data("bin", BYTES, &[]),
    of_text("css", "text/css", &[]),
    of_text("csv", "text/csv", &[]),
    of_text("html", "text/html", &[]),
    of_data("ico", "image/vnd.microsoft.icon", &["image/x-icon"]),
    of_text("ics", "text/calendar", &[]),
    of_text("js", "text/javascript", &["application/javascript"]),
    of_data("json", "application/json", &[]),
    of_data("jsonl", "application/jsonl", &["application/x-ndjson", BYTES]),
    of_data("png", "image/png", &[]),
    of_data("sqlite", "application/vnd.sqlite3", &["application/x-sqlite3", BYTES]),
    of_data("svg", "image/svg+xml", &[]),
    of_text("toml", "application/toml", &["text/plain", BYTES]),
    // Types of TypeScript, to be read; most servers take them for videos.
    of_text("ts", "text/plain", &["application/typescript", "text/typescript"]),
    of_text("txt", "text/plain", &[]),
    of_data("wasm", "application/wasm", &[]),
    of_data("webmanifest", "application/manifest+json", &["application/json"]),
    of_data("xml", "application/xml", &["text/xml", "application/atom+xml"]),
];

/// The type of what lies at a path. A path without an extension leads to a page.
pub fn of(path: &str) -> Option<&'static Type> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension = name.rsplit_once('.').map_or("html", |(_, extension)| extension);
    TYPES.iter().find(|known| known.extension == extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_to_a_type_by_its_extension_and_to_a_page_without() {
        let header = |path| of(path).map(Type::header);
        assert_eq!(header("/event/x").as_deref(), Some("text/html; charset=utf-8"));
        assert_eq!(header("/").as_deref(), Some("text/html; charset=utf-8"));
        assert_eq!(header("/a_bg.wasm").as_deref(), Some("application/wasm"));
        assert_eq!(header("/entente.d.ts").as_deref(), Some("text/plain; charset=utf-8"));
        assert_eq!(header("/data/x.parquet"), None);
    }

    #[test]
    fn extensions_are_in_order_and_stand_once() {
        assert!(TYPES.windows(2).all(|pair| pair[0].extension < pair[1].extension));
    }
}
