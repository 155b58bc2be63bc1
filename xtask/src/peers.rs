//! The pages that the app is measured beside (`tests/peers`), made ready to be served.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::{compress, process, root};

/// Scripts that are bundled, one a page.
const PAGES: [&str; 4] = ["canvas", "svg", "vis", "timelinejs"];

/// Bundles the pages as their makers would for production, with the same record that the site offers for download, and
/// everything compressed as well as it can be. Returns their folder.
pub fn make(node_modules: &Path, dist: &Path) -> Result<PathBuf, Failure> {
    let folder = root::target().join("bench").join("peers");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(Failure::file("removing", &folder))?;
    }
    fs::create_dir_all(&folder).map_err(Failure::file("making the folder", &folder))?;
    let source = root::folder().join("tests/peers");
    bundle(node_modules, &source, &folder)?;
    for page in PAGES.into_iter().chain(["empty"]) {
        let name = format!("{page}.html");
        copy(&source.join(&name), &folder.join(name))?;
    }
    let world = node_modules.join("world-atlas/countries-110m.json");
    copy(&world, &folder.join("countries-110m.json"))?;
    let record = dist.join("data/record.json");
    let text = fs::read_to_string(&record).map_err(Failure::file("reading", &record))?;
    let to = folder.join("record.json");
    fs::write(&to, compact(&text)).map_err(Failure::file("writing", &to))?;
    compress::best(&folder)?;
    Ok(folder)
}

fn bundle(node_modules: &Path, source: &Path, folder: &Path) -> Result<(), Failure> {
    let mut esbuild = Command::new("node");
    esbuild.arg(node_modules.join("esbuild/bin/esbuild")).current_dir(source).env("NODE_PATH", node_modules);
    esbuild.args(PAGES.map(|page| format!("{page}.js")));
    esbuild.args(["--bundle", "--minify", "--format=esm", "--target=es2022", "--log-level=warning"]);
    // Style sheets are taken as their makers ship them, not from their sources.
    esbuild.arg("--loader:.less=empty");
    esbuild.args(["woff2", "woff", "ttf", "eot", "svg"].map(|font| format!("--loader:.{font}=file")));
    esbuild.arg("--asset-names=assets/[name]").arg(format!("--outdir={}", folder.display()));
    process::run(&mut esbuild, "see what esbuild says above.")
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::copy(from, to).map(drop).map_err(Failure::file("copying", from))
}

/// JSON without the blanks that make it readable.
fn compact(json: &str) -> String {
    let (mut is_text, mut is_escaped) = (false, false);
    let mut keep = |letter: char| {
        let was_text = is_text;
        if letter == '"' && !is_escaped {
            is_text = !is_text;
        }
        is_escaped = is_text && letter == '\\' && !is_escaped;
        was_text || !letter.is_ascii_whitespace()
    };
    json.chars().filter(|letter| keep(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_go_from_between_texts_and_stay_within() {
        assert_eq!(compact("{ \"a b\": [1,\n \"c \\\" d\", \"e\\\\\" ] }"), r#"{"a b":[1,"c \" d","e\\"]}"#);
    }
}
