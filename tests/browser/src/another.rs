//! Another build of a site: the same pages, of another version, with two scripts that differ, one under another name and
//! one under the same. What browsers hold files against is made anew, as a build does.

use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use entente_record::pack::fingerprint;
use sha2::{Digest, Sha384};

use crate::fault::Fault;

/// Letters and version of a pack, and how long the hash after them is.
const HEAD: usize = 5;
const HASH: usize = 8;

/// The files that differ, in a folder to be laid over the site's own; it is removed with this.
pub struct Another {
    folder: PathBuf,
    /// The version that its pages say they are of.
    pub version: String,
}

impl Another {
    /// The same build with one file more, or another in its place.
    pub fn with(name: &str, file: &str, text: &str) -> Result<Another, Fault> {
        let another = Another::empty(name);
        another.write(file, text)?;
        Ok(another)
    }

    fn empty(name: &str) -> Another {
        let folder = std::env::temp_dir().join(format!("entente-another-{name}-{}", std::process::id()));
        Another { folder, version: "f".repeat(16) }
    }

    /// Another build of the site in a folder, with these pages, given by their files.
    pub fn of(site: &Path, name: &str, pages: &[&str]) -> Result<Another, Fault> {
        let another = Another::empty(name);
        let worker = read(site, "sw.js")?;
        let lacks = |what: &str| Fault::new(format!("sw.js names no {what}"));
        let version = worker.split('"').nth(1).ok_or_else(|| lacks("version"))?;
        let start = quoted(&worker, "start-").ok_or_else(|| lacks("start script"))?;
        let patch = quoted(&worker, "/patch.js").ok_or_else(|| lacks("script of parts"))?;
        let renamed = "start-ffffffffffffffff.js";
        let mut changes =
            vec![(version.to_owned(), another.version.clone()), (start.to_owned(), renamed.to_owned())];
        for (file, to) in [(start, renamed), (patch, patch)] {
            let before = read(site, file)?;
            let after = format!("{before}\n// Another.\n");
            changes.push((integrity(&before), integrity(&after)));
            another.write(to, &after)?;
        }
        let app = read(site, "app.html")?;
        changes.push((integrity(&app), integrity(&changed(&app, &changes))));
        for file in ["sw.js", "app.html"].iter().chain(pages) {
            another.write(file, &changed(&read(site, file)?, &changes))?;
        }
        Ok(another)
    }

    /// The same build with details that belong to an index of another size. They are whole: their hash is right.
    pub fn with_other_details(site: &Path, name: &str) -> Result<Another, Fault> {
        let unread = |reason: std::io::Error| Fault::new(format!("the details can't be read ({reason})"));
        let is_details = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with("details-") && name.ends_with(".bin")
        };
        let entries = site.join("record").read_dir().map_err(unread)?;
        let details = entries.flatten().map(|entry| entry.path()).find(is_details);
        let details = details.ok_or_else(|| Fault::new("the site has no details"))?;
        let pack = fs::read(&details).map_err(unread)?;
        let (head, body) = pack.split_at(HEAD);
        let mut body = body.split_at(HASH).1.to_vec();
        // The first number says how many mechanisms there are.
        body[0] ^= 1;
        let hash = u64::from_str_radix(&fingerprint(&body), 16).unwrap_or_default();
        let another = Another::empty(name);
        let file = Path::new("record").join(details.file_name().unwrap_or_default());
        another.write_bytes(&file, &[head, &hash.to_le_bytes(), &body].concat())?;
        Ok(another)
    }

    /// The folder to be laid over.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn write(&self, file: &str, text: &str) -> Result<(), Fault> {
        self.write_bytes(Path::new(file), text.as_bytes())
    }

    fn write_bytes(&self, file: &Path, bytes: &[u8]) -> Result<(), Fault> {
        let path = self.folder.join(file);
        let unwritten =
            |reason: std::io::Error| Fault::new(format!("{} can't be written ({reason})", path.display()));
        path.parent().map_or(Ok(()), fs::create_dir_all).map_err(unwritten)?;
        fs::write(&path, bytes).map_err(unwritten)
    }
}

impl Drop for Another {
    fn drop(&mut self) {
        // What can't be removed is left to the system.
        drop(fs::remove_dir_all(&self.folder));
    }
}

/// The text between quotation marks that holds a part.
fn quoted<'a>(text: &'a str, part: &str) -> Option<&'a str> {
    text.split('"').find(|quoted| quoted.contains(part))
}

fn changed(text: &str, changes: &[(String, String)]) -> String {
    changes.iter().fold(text.to_owned(), |text, (before, after)| text.replace(before, after))
}

fn integrity(text: &str) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(text)))
}

fn read(site: &Path, file: &str) -> Result<String, Fault> {
    let path = site.join(file);
    fs::read_to_string(&path)
        .map_err(|reason| Fault::new(format!("{} can't be read ({reason})", path.display())))
}
