//! What files weigh: in bytes, as they lie on the disk and after brotli at its highest level, which is what a host sends.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::fault::Fault;

/// Bytes on the disk and after brotli.
#[derive(Clone, Copy, Default)]
pub struct Weight {
    pub raw: usize,
    pub brotli: usize,
}

/// The files of the site that a page is made of, without the copies of the page under other addresses.
pub fn site_files(dist: &Path) -> Result<Vec<PathBuf>, Fault> {
    let mut files = vec![];
    for folder in [dist.to_owned(), dist.join("record")] {
        let entries = folder.read_dir().map_err(|reason| unreadable(&folder, reason))?;
        files.extend(entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()));
    }
    let is_copy = |path: &Path| {
        path.ends_with("404.html")
            || path.extension().is_some_and(|extension| extension == "br" || extension == "gz")
    };
    files.retain(|path| !is_copy(path));
    files.sort();
    Ok(files)
}

/// The file that a host sends for a path.
pub fn file_of(dist: &Path, path: &str) -> PathBuf {
    let path = path.split('?').next().unwrap_or_default().trim_start_matches('/');
    let file = dist.join(path);
    if file.is_dir() { file.join("index.html") } else { file }
}

fn unreadable(path: &Path, reason: std::io::Error) -> Fault {
    Fault::new(format!("{} can't be read ({reason})", path.display()))
}

/// Weighs each file once: the highest level of brotli takes its time.
#[derive(Default)]
pub struct Scale {
    known: BTreeMap<PathBuf, Weight>,
}

impl Scale {
    /// The weight of a file. What brotli makes heavier, such as a font, is sent as it is.
    pub fn weigh(&mut self, path: &Path) -> Result<Weight, Fault> {
        if let Some(weight) = self.known.get(path) {
            return Ok(*weight);
        }
        let bytes = fs::read(path).map_err(|reason| unreadable(path, reason))?;
        let mut packed = Vec::new();
        brotli::BrotliCompress(&mut bytes.as_slice(), &mut packed, &Default::default())
            .map_err(|reason| unreadable(path, reason))?;
        let weight = Weight { raw: bytes.len(), brotli: packed.len().min(bytes.len()) };
        self.known.insert(path.to_owned(), weight);
        Ok(weight)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_weighs_what_its_page_weighs_and_the_query_weighs_nothing() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert_eq!(file_of(here, "/src/main.rs?x"), here.join("src/main.rs"));
        assert_eq!(file_of(here, "/"), here.join("index.html"));
    }

    #[test]
    fn brotli_makes_text_lighter() {
        let weight =
            Scale::default().weigh(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/bench/weights.rs"));
        let weight = weight.expect("is there");
        assert!(weight.brotli * 2 < weight.raw, "{} of {}", weight.brotli, weight.raw);
    }
}
