//! The site: what is laid ready for Trunk before a build, and what is added to its output for a static host.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::record::Packed;
use crate::setup::BuildTools;
use crate::{process, root, tell};

/// A path under which a site is served: it begins and ends with a slash.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PublicUrl(String);

impl PublicUrl {
    /// The top of a host.
    pub fn top() -> PublicUrl {
        PublicUrl("/".to_owned())
    }

    /// `/sub/`, `sub` and `/sub` are the same place; an address with a host is taken as it is.
    pub fn read(text: &str) -> Result<PublicUrl, Failure> {
        let bad = |c: char| c.is_whitespace() || matches!(c, '?' | '#' | '"' | '\'' | '<' | '>' | '\\');
        if text.is_empty() || text.contains(bad) {
            return Err(Failure::Usage(format!(
                "\"{text}\" is not a path that a site can be served under. Mend: name one like /sub/."
            )));
        }
        let has_host = text.starts_with("http://") || text.starts_with("https://");
        let start = if has_host || text.starts_with('/') { "" } else { "/" };
        let end = if text.ends_with('/') { "" } else { "/" };
        Ok(PublicUrl(format!("{start}{text}{end}")))
    }
}

/// A production build into `dist`, whole for any static host.
pub fn build(tools: &BuildTools, public_url: &PublicUrl, dist: &Path) -> Result<(), Failure> {
    let what = format!("Building the site for {}", public_url.0);
    let start = tell::begin(&what, "2 minutes on 2 cores, 5 the first time");
    let mut trunk = tools.trunk()?;
    trunk.args(["build", "--release", "--public-url", &public_url.0, "--dist"]).arg(dist);
    process::run(&mut trunk, "see what the compiler says above.")?;
    write_shells(dist, &Packed::read()?.addresses)?;
    tell::end(&what, start);
    Ok(())
}

/// Lays the page under every address that a static host is asked for when a link is opened cold, and as the page
/// for all other addresses (`404.html`). The page finds its parts through its base address, so it is the same anywhere.
fn write_shells(dist: &Path, addresses: &[String]) -> Result<(), Failure> {
    let page = dist.join("index.html");
    let html = fs::read(&page).map_err(Failure::file("reading", &page))?;
    let write = |path: PathBuf| fs::write(&path, &html).map_err(Failure::file("writing", &path));
    write(dist.join("404.html"))?;
    for address in addresses {
        let folder = dist.join(address);
        fs::create_dir_all(&folder).map_err(Failure::file("making the folder", &folder))?;
        write(folder.join("index.html"))?;
    }
    Ok(())
}

/// Lays ready what Trunk takes into the site: the style sheet in one file and the details of the record.
pub fn stage() -> Result<(), Failure> {
    let stage = root::stage();
    let record = stage.join("record");
    fs::create_dir_all(&record).map_err(Failure::file("making the folder", &record))?;
    let style = joined_style(&root::folder().join("style/index.css"))?;
    write_if_changed(&stage.join("entente.css"), style.as_bytes())?;
    let packed = Packed::read()?;
    let name = packed.details_name();
    remove_all_but(&record, &name)?;
    write_if_changed(&record.join(name), &packed.details)
}

/// Removes what earlier builds left in a folder of files.
fn remove_all_but(folder: &Path, name: &str) -> Result<(), Failure> {
    let entries = folder.read_dir().map_err(Failure::file("reading", folder))?;
    for entry in entries.flatten().filter(|entry| entry.file_name() != name) {
        fs::remove_file(entry.path()).map_err(Failure::file("removing", &entry.path()))?;
    }
    Ok(())
}

/// A style sheet with the files that it imports in place of its imports.
fn joined_style(index: &Path) -> Result<String, Failure> {
    let text = fs::read_to_string(index).map_err(Failure::file("reading", index))?;
    let mut joined = String::new();
    for line in text.lines() {
        match imported(line) {
            Some(name) => {
                let path = index.with_file_name(name);
                joined += &fs::read_to_string(&path).map_err(Failure::file("reading", &path))?;
            }
            None => joined += line,
        }
        joined.push('\n');
    }
    Ok(joined)
}

/// The file that a line `@import "tokens.css";` names.
fn imported(line: &str) -> Option<&str> {
    line.trim().strip_prefix("@import \"")?.strip_suffix("\";")
}

/// Leaves a file alone that already is as it should be, so that nobody sees a change where there is none.
fn write_if_changed(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if fs::read(path).is_ok_and(|present| present == bytes) {
        return Ok(());
    }
    fs::write(path, bytes).map_err(Failure::file("writing", path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_path_begins_and_ends_with_a_slash_however_it_is_written() {
        for text in ["/sub/", "/sub", "sub/", "sub"] {
            assert_eq!(PublicUrl::read(text).expect("is a path"), PublicUrl("/sub/".to_owned()));
        }
        assert_eq!(PublicUrl::read("/").expect("is a path"), PublicUrl::top());
        assert_eq!(
            PublicUrl::read("https://example.org/x").expect("is an address"),
            PublicUrl("https://example.org/x/".to_owned())
        );
    }

    #[test]
    fn what_can_not_be_a_public_path_is_refused() {
        for text in ["", "a b", "/x?y", "/<script>"] {
            assert!(PublicUrl::read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_style_sheet_takes_in_the_files_that_it_imports_in_their_order() {
        assert_eq!(imported("@import \"tokens.css\";"), Some("tokens.css"));
        assert_eq!(imported("body { color: red }"), None);
    }
}
