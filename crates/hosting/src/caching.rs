//! What a browser or a cache may keep, and for how long.
//!
//! A file whose name changes with its content is kept for a year and never asked for again. All else is kept too, and asked
//! for anew each time: the answer is "not modified" as long as it is. So a reader has a new edition at once and never half of
//! one.

/// For what is named by its content.
pub const FOREVER: &str = "public, max-age=31536000, immutable";
/// For all else.
pub const ASK_AGAIN: &str = "no-cache";

/// Which files are named by their content, as a regular expression on paths, for servers that match by those: sixteen
/// hexadecimal digits at the end of the name. [`is_forever`] says the same.
pub const FOREVER_PATHS: &str = r"-[0-9a-f]{16}(_bg)?\.(bin|css|js|wasm)$";

/// The same for hosts that match by the beginning of a path.
pub const FOREVER_BEGINNINGS: [&str; 3] = ["/entente-*", "/record/details-*", "/start-*"];

/// Whether a file is named by its content. wasm-bindgen's folder of snippets has digits too, but they are those of the
/// package: not of its files.
pub fn is_forever(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let Some((stem, extension)) = name.rsplit_once('.') else { return false };
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    let Some((_, digits)) = stem.rsplit_once('-') else { return false };
    let is_digit = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    matches!(extension, "bin" | "css" | "js" | "wasm") && digits.len() == 16 && digits.chars().all(is_digit)
}

/// What an answer to a path says on caching.
pub fn of(path: &str) -> &'static str {
    if is_forever(path) { FOREVER } else { ASK_AGAIN }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_named_by_their_content_are_kept_and_nothing_else() {
        for forever in [
            "/entente-a4b582ab86a95002.js",
            "/sub/entente-a4b582ab86a95002_bg.wasm",
            "/entente-7576157ba1f966eb.css",
            "/record/details-0a00389705fb2c5d.bin",
            "/start-0123456789abcdef.js",
        ] {
            assert_eq!(of(forever), FOREVER, "{forever}");
        }
        for again in [
            "/",
            "/event/ar-us-cyber-policy-working-group-2017-04-27",
            "/snippets/entente-eddd47900a968c28/src/ui/browser/patch.js",
            "/loader_bg.wasm",
            "/sw.js",
            "/manifest.webmanifest",
            "/entente-A4B582AB86A95002.js",
            "/entente-a4b582ab86a9500.js",
            "/entente-a4b582ab86a95002.js.map",
        ] {
            assert_eq!(of(again), ASK_AGAIN, "{again}");
        }
    }
}
