//! The site: what is laid ready for Trunk before a build, and what is added to its output for a static host.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use entente_record::Day;

use crate::failure::Failure;
use crate::record::Packed;
use crate::setup::BuildTools;
use crate::{bom, process, remap, root, tell};

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

/// Scheme and host of a site, such as `https://example.org`: what full addresses begin with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Origin(String);

impl Origin {
    /// A path belongs into the public URL.
    pub fn read(text: &str) -> Result<Origin, Failure> {
        let host = ["https://", "http://"].into_iter().find_map(|scheme| text.strip_prefix(scheme));
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
        match host.map(|host| host.trim_end_matches('/')) {
            Some(host) if !host.is_empty() && host.chars().all(is_part) => {
                Ok(Origin(text.trim_end_matches('/').to_owned()))
            }
            _ => Err(Failure::Usage(format!(
                "\"{text}\" is not where a site can be. Mend: name scheme and host, like https://example.org."
            ))),
        }
    }
}

/// Where a site will lie.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Target {
    /// The path of its root.
    pub public_url: PublicUrl,
    /// Its host, if known. Sitemap, feeds and link previews need it.
    pub origin: Option<Origin>,
    /// Who may show a page in a frame, where it is not everybody.
    pub frame_ancestors: Option<String>,
}

impl Target {
    /// The top of a host that is not known.
    pub fn top() -> Target {
        Target { public_url: PublicUrl::top(), origin: None, frame_ancestors: None }
    }

    /// Reads `--public-url`, `--origin` and `--frame-ancestors`, each with its value behind it or behind a "=".
    pub fn read(options: &[&str]) -> Result<Target, Failure> {
        let mut target = Target::top();
        let mut rest = options.iter();
        while let Some(option) = rest.next() {
            let (name, value) = match option.split_once('=') {
                Some((name, value)) => (name, Some(value)),
                None => (*option, rest.next().copied()),
            };
            match (name, value) {
                ("--public-url", Some(value)) => target.public_url = PublicUrl::read(value)?,
                ("--origin", Some(value)) => target.origin = Some(Origin::read(value)?),
                ("--frame-ancestors", Some(value)) => target.frame_ancestors = Some(value.to_owned()),
                _ => return Err(Failure::Usage(format!("build does not know \"{}\".", options.join(" ")))),
            }
        }
        Ok(target)
    }
}

/// A production build into `dist`, whole for any static host: the app, then a page for everything that has a name, and the
/// bill of what all of it is made of.
pub fn build(tools: &BuildTools, target: &Target, dist: &Path) -> Result<(), Failure> {
    let public_url = &target.public_url.0;
    let what = format!("Building the site for {public_url}");
    let start = tell::begin(&what, "2 minutes on 2 cores, 5 the first time");
    let mut trunk = tools.trunk()?;
    trunk.args(["build", "--release", "--public-url", public_url, "--dist"]).arg(dist);
    trunk.env(remap::VARIABLE, remap::flags(tools.toolchain.sysroot().as_deref(), &root::target()));
    process::run(&mut trunk, "see what the compiler says above.")?;
    tell::end(&what, start);
    put_worker_script(dist)?;
    write_pages(target, dist)?;
    bom::write(dist, &tools.toolchain.release().unwrap_or_default())
}

/// Puts the worker's script into the site as wasm-bindgen wrote it: what Trunk's minifier makes of it is named by chance, and
/// no two builds would be the same.
fn put_worker_script(dist: &Path) -> Result<(), Failure> {
    const NAME: &str = "loader.js";
    let from = root::target().join("wasm-bindgen/release").join(NAME);
    fs::copy(&from, dist.join(NAME)).map(drop).map_err(Failure::file("copying", &from))
}

/// Writes the static pages over the one page that Trunk built, natively and from the same functions as the app.
fn write_pages(target: &Target, dist: &Path) -> Result<(), Failure> {
    let what = "Writing the static pages";
    let start = tell::begin(what, "1 minute, 3 the first time on 2 cores");
    // The start page takes the place of Trunk's own, which is the mould of all.
    let (page, shell) = (dist.join("index.html"), root::target().join("shell.html"));
    fs::copy(&page, &shell).map_err(Failure::file("copying", &page))?;
    let mut site = Command::new("cargo");
    site.args([
        "run",
        "--quiet",
        "--package",
        "entente",
        "--bin",
        "entente-site",
        "--features",
        "site",
        "--",
    ]);
    site.current_dir(root::folder());
    site.arg("--data").arg(root::folder().join("data")).arg("--shell").arg(shell).arg("--dist").arg(dist);
    site.args(["--today", &today().to_string()]);
    if let Some(Origin(origin)) = &target.origin {
        site.args(["--origin", origin]);
    }
    if let Some(frame_ancestors) = &target.frame_ancestors {
        site.args(["--frame-ancestors", frame_ancestors]);
    }
    process::run(&mut site, "see what it says above.")?;
    tell::end(what, start);
    Ok(())
}

/// The day of the build in UTC, or that of `SOURCE_DATE_EPOCH`, by which a build of another day can be repeated.
fn today() -> Day {
    const SECONDS: u64 = 86_400;
    let asked = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.trim().parse().ok());
    let now = || SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |time| time.as_secs());
    let days: u64 = asked.unwrap_or_else(now) / SECONDS;
    Day(i32::try_from(days).unwrap_or(i32::MAX).min(Day::MAX.0))
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
    fn where_a_site_will_lie_is_read_in_any_order_and_form() {
        let read = |options: &[&str]| Target::read(options).ok();
        let target = |path: &str, origin: Option<&str>| {
            Some(Target {
                public_url: PublicUrl(path.to_owned()),
                origin: origin.map(|origin| Origin(origin.to_owned())),
                frame_ancestors: None,
            })
        };
        assert_eq!(read(&[]), target("/", None));
        assert_eq!(read(&["--public-url", "sub"]), target("/sub/", None));
        let both = target("/sub/", Some("https://example.org"));
        assert_eq!(read(&["--origin=https://example.org/", "--public-url=/sub/"]), both);
        assert_eq!(read(&["--public-url", "/sub", "--origin", "https://example.org"]), both);
        let framed = read(&["--frame-ancestors", "'self' https://example.org"]).expect("is known");
        assert_eq!(framed.frame_ancestors.as_deref(), Some("'self' https://example.org"));
        for odd in
            [&["--origin"][..], &["--origin", "example.org"], &["--origin=https://a/b"], &["--fast", "x"]]
        {
            assert_eq!(read(odd), None, "{odd:?}");
        }
    }

    #[test]
    fn a_style_sheet_takes_in_the_files_that_it_imports_in_their_order() {
        assert_eq!(imported("@import \"tokens.css\";"), Some("tokens.css"));
        assert_eq!(imported("body { color: red }"), None);
    }
}
