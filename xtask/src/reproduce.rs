//! `reproduce`: the site built twice from its sources, and every file compared.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::failure::Failure;
use crate::setup::{BuildTools, TARGET};
use crate::site::{self, Target};
use crate::{compress, root};

/// How many differing files are told by name.
const SHOWN: usize = 40;

/// What the compiler leaves of a production build, below its target folder: all that is for the browser, and what build
/// scripts made of data.
const COMPILED: [&str; 2] = ["release", "worker"];

/// Builds twice and compares. What the compiler left is thrown away before each build, so that all of the app is made anew.
pub fn run(tools: &BuildTools, target: &Target) -> Result<(), Failure> {
    let folder = root::target().join("reproduce");
    let mut sums = Vec::new();
    for name in ["first", "second"] {
        let dist = folder.join(name);
        clear(&dist)?;
        for compiled in COMPILED {
            clear(&root::target().join(TARGET).join(compiled))?;
        }
        site::build(tools, target, &dist)?;
        compress::site(&dist)?;
        let files = checksums(&dist)?;
        println!("The {name} build: {} files, {}", files.len(), of_all(&files));
        sums.push(files);
    }
    let differing = differing(&sums[0], &sums[1]);
    if differing.is_empty() {
        println!("Both builds are the same, byte for byte.");
        return clear(&folder);
    }
    for path in differing.iter().take(SHOWN) {
        println!("differs: {}", path.display());
    }
    Err(Failure::Checks(format!(
        "{} files differ between two builds of the same sources; both are in {}.",
        differing.len(),
        folder.display()
    )))
}

fn clear(folder: &Path) -> Result<(), Failure> {
    if !folder.exists() {
        return Ok(());
    }
    fs::remove_dir_all(folder).map_err(Failure::file("removing", folder))
}

/// SHA-256 of each file below a folder, by its path.
type Sums = BTreeMap<PathBuf, String>;

fn checksums(folder: &Path) -> Result<Sums, Failure> {
    let mut sums = Sums::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in next.read_dir().map_err(Failure::file("reading", &next))? {
            let path = entry.map_err(Failure::file("reading", &next))?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = fs::read(&path).map_err(Failure::file("reading", &path))?;
            let name = path.strip_prefix(folder).unwrap_or(&path).to_owned();
            sums.insert(name, hex(&Sha256::digest(bytes)));
        }
    }
    Ok(sums)
}

/// One checksum of all: that of the list that `sha256sum` would print, in order of path.
fn of_all(sums: &Sums) -> String {
    let lines: String = sums.iter().map(|(path, sum)| format!("{sum}  {}\n", path.display())).collect();
    format!("SHA-256 of their list {}", hex(&Sha256::digest(lines)))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Files that are not the same in both, or in one only.
fn differing<'a>(first: &'a Sums, second: &'a Sums) -> Vec<&'a PathBuf> {
    let changed = first.iter().filter(|(path, sum)| second.get(*path) != Some(sum)).map(|(path, _)| path);
    let added = second.keys().filter(|path| !first.contains_key(*path));
    changed.chain(added).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(files: &[(&str, &str)]) -> Sums {
        files.iter().map(|(path, sum)| (PathBuf::from(path), (*sum).to_owned())).collect()
    }

    #[test]
    fn files_that_changed_came_or_went_differ() {
        let (first, second) =
            (sums(&[("a", "1"), ("b", "2"), ("c", "3")]), sums(&[("a", "1"), ("b", "9"), ("d", "4")]));
        let names: Vec<String> =
            differing(&first, &second).iter().map(|path| path.display().to_string()).collect();
        assert_eq!(names, ["b", "c", "d"]);
        assert_eq!(differing(&first, &first), Vec::<&PathBuf>::new());
    }

    #[test]
    fn the_checksum_of_all_changes_with_any_file_and_its_name() {
        let all = [sums(&[("a", "1")]), sums(&[("a", "2")]), sums(&[("b", "1")])].map(|files| of_all(&files));
        assert!(all[0] != all[1] && all[0] != all[2]);
    }
}
