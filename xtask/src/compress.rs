//! Files of a built site as brotli and gzip make them, beside the originals, for hosts that send what lies ready
//! (nginx' `brotli_static` and `gzip_static`, Caddy's `precompressed`, and others).
//!
//! What every reader's browser loads is worth the highest quality. The 9,000 pages get one that takes seconds instead of
//! minutes. What gets no smaller is left as it is. Equal files give equal bytes.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use flate2::write::GzEncoder;

use crate::failure::Failure;
use crate::tell;

/// What is text, or compresses like it. Pictures (PNG) are compressed already.
const COMPRESSIBLE: [&str; 17] = [
    "bib",
    "bin",
    "css",
    "csv",
    "html",
    "ics",
    "js",
    "json",
    "jsonld",
    "sqlite",
    "svg",
    "toml",
    "ts",
    "txt",
    "wasm",
    "webmanifest",
    "xml",
];

/// What the app is made of, with the page that it starts from.
const APP: [&str; 4] = ["bin", "css", "js", "wasm"];

/// How hard compressors try.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Quality {
    /// 0 to 11.
    brotli: i32,
    /// 0 to 9.
    gzip: u32,
}

/// For what every reader loads.
const BEST: Quality = Quality { brotli: 11, gzip: 9 };
/// For all else.
const QUICK: Quality = Quality { brotli: 5, gzip: 6 };

/// What came of it, in bytes: the originals that have something smaller beside them.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
struct Sum {
    files: usize,
    raw: usize,
    brotli: usize,
    gzip: usize,
}

impl Sum {
    fn add(&mut self, other: Sum) {
        self.files += other.files;
        self.raw += other.raw;
        self.brotli += other.brotli;
        self.gzip += other.gzip;
    }
}

/// Compresses the files of a site, what every reader loads best.
pub fn site(dist: &Path) -> Result<(), Failure> {
    let what = "Compressing the site";
    let start = tell::begin(what, "30 seconds on 2 cores");
    let sum = all(dist, |path| quality(dist, path))?;
    println!(
        "{} files of {:.1} MB are {:.1} MB by brotli and {:.1} MB by gzip.",
        sum.files,
        sum.raw as f64 / 1e6,
        sum.brotli as f64 / 1e6,
        sum.gzip as f64 / 1e6
    );
    tell::end(what, start);
    Ok(())
}

/// Compresses all files below a folder as well as can be.
pub fn best(folder: &Path) -> Result<(), Failure> {
    all(folder, |_| BEST).map(drop)
}

/// Compresses the files below a folder, on all cores.
fn all(folder: &Path, quality: impl Fn(&Path) -> Quality + Sync) -> Result<Sum, Failure> {
    let mut files = Vec::new();
    walk(folder, &mut files)?;
    // The largest first, so that no core ends long after the others.
    files.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    let rest = Mutex::new(files.into_iter());
    let next = || rest.lock().ok().and_then(|mut rest| rest.next());
    let work = || {
        let mut sum = Sum::default();
        while let Some((path, _)) = next() {
            sum.add(file(&path, quality(&path))?);
        }
        Ok(sum)
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let sums: Vec<Result<Sum, Failure>> = thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        workers.into_iter().filter_map(|worker| worker.join().ok()).collect()
    });
    let mut all = Sum::default();
    for sum in sums {
        all.add(sum?);
    }
    Ok(all)
}

/// The bytes of a file after brotli at its highest quality.
pub fn weigh(path: &Path) -> Result<usize, Failure> {
    let bytes = fs::read(path).map_err(Failure::file("reading", path))?;
    Ok(brotli(&bytes, BEST.brotli).map_err(Failure::file("compressing", path))?.len())
}

/// The files below a folder that can be compressed, with their sizes.
fn walk(folder: &Path, files: &mut Vec<(PathBuf, u64)>) -> Result<(), Failure> {
    for entry in folder.read_dir().map_err(Failure::file("reading", folder))? {
        let entry = entry.map_err(Failure::file("reading", folder))?;
        let path = entry.path();
        let about = entry.metadata().map_err(Failure::file("reading", &path))?;
        if about.is_dir() {
            walk(&path, files)?;
        } else if has_one_of(&path, &COMPRESSIBLE) {
            files.push((path, about.len()));
        }
    }
    Ok(())
}

fn has_one_of(path: &Path, extensions: &[&str]) -> bool {
    path.extension().and_then(|extension| extension.to_str()).is_some_and(|it| extensions.contains(&it))
}

fn quality(dist: &Path, path: &Path) -> Quality {
    let is_start = path == dist.join("index.html");
    if is_start || has_one_of(path, &APP) { BEST } else { QUICK }
}

/// Writes both forms of a file beside it, or none where one of them is not smaller.
fn file(path: &Path, quality: Quality) -> Result<Sum, Failure> {
    let bytes = fs::read(path).map_err(Failure::file("reading", path))?;
    let brotli = brotli(&bytes, quality.brotli).map_err(Failure::file("compressing", path))?;
    let gzip = gzip(&bytes, quality.gzip).map_err(Failure::file("compressing", path))?;
    if brotli.len() >= bytes.len() || gzip.len() >= bytes.len() {
        return Ok(Sum::default());
    }
    for (packed, extension) in [(&brotli, ".br"), (&gzip, ".gz")] {
        let beside = beside(path, extension);
        fs::write(&beside, packed).map_err(Failure::file("writing", &beside))?;
    }
    Ok(Sum { files: 1, raw: bytes.len(), brotli: brotli.len(), gzip: gzip.len() })
}

/// `index.html.br` beside `index.html`.
fn beside(path: &Path, extension: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(extension);
    name.into()
}

fn brotli(bytes: &[u8], quality: i32) -> std::io::Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality,
        size_hint: bytes.len(),
        ..brotli::enc::BrotliEncoderParams::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters)?;
    Ok(packed)
}

/// Without name and time, which would make equal files differ.
fn gzip(bytes: &[u8], quality: u32) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::new(quality));
    encoder.write_all(bytes)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    /// A folder of its own, gone when the test ends.
    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str) -> Scratch {
            let folder = std::env::temp_dir().join(format!("entente-compress-{name}-{}", std::process::id()));
            fs::create_dir_all(folder.join("page")).expect("a scratch folder can be made");
            Scratch(folder)
        }

        fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
            let path = self.0.join(name);
            fs::write(&path, bytes).expect("can be written");
            path
        }

        fn read(&self, name: &str) -> Option<Vec<u8>> {
            fs::read(self.0.join(name)).ok()
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            drop(fs::remove_dir_all(&self.0));
        }
    }

    #[test]
    fn both_forms_of_a_file_give_the_file_again() {
        let scratch = Scratch::new("again");
        let text = "They met again and again. ".repeat(100).into_bytes();
        scratch.write("page/index.html", &text);
        site(&scratch.0).expect("can be compressed");
        let (mut by_brotli, mut by_gzip) = (Vec::new(), Vec::new());
        let packed = scratch.read("page/index.html.br").expect("is there");
        brotli::Decompressor::new(&*packed, 4096).read_to_end(&mut by_brotli).expect("is brotli");
        let packed = scratch.read("page/index.html.gz").expect("is there");
        flate2::read::GzDecoder::new(&*packed).read_to_end(&mut by_gzip).expect("is gzip");
        assert!(by_brotli == text && by_gzip == text);
    }

    #[test]
    fn pictures_and_what_gets_no_smaller_are_left_alone() {
        let scratch = Scratch::new("alone");
        scratch.write("picture.png", &[0; 1000]);
        scratch.write("short.txt", b"x");
        site(&scratch.0).expect("can be compressed");
        for name in ["picture.png.br", "picture.png.gz", "short.txt.br", "short.txt.gz"] {
            assert_eq!(scratch.read(name), None, "{name}");
        }
    }

    #[test]
    fn a_second_time_gives_the_same_bytes_and_nothing_more() {
        let scratch = Scratch::new("same");
        scratch.write("app.js", "let met = again;".repeat(50).as_bytes());
        site(&scratch.0).expect("can be compressed");
        let first = (scratch.read("app.js.br"), scratch.read("app.js.gz"));
        site(&scratch.0).expect("can be compressed");
        assert_eq!((scratch.read("app.js.br"), scratch.read("app.js.gz")), first);
        assert_eq!(scratch.read("app.js.br.gz"), None);
    }

    #[test]
    fn what_every_reader_loads_is_compressed_best() {
        let dist = Path::new("dist");
        let of = |name: &str| quality(dist, &dist.join(name));
        assert_eq!([of("index.html"), of("app_bg.wasm"), of("record/details.bin")], [BEST; 3]);
        assert_eq!([of("about/index.html"), of("data/record.json")], [QUICK; 2]);
    }
}
