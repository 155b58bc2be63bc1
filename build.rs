//! Makes what the wasm embeds: the packed index of the record, the outlines, the texts.
//!
//! A data file that is wrong ends the build with the linter's message, not with a panic.

#[path = "build/texts.rs"]
mod texts;

use std::{env, fs, path::Path, process::ExitCode};

use entente_record::{pack, source};

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=data");
    println!("cargo::rerun-if-changed=build");
    match make() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            for line in message.lines() {
                println!("cargo::error={line}");
            }
            ExitCode::FAILURE
        }
    }
}

fn make() -> Result<(), String> {
    let out = env::var("OUT_DIR").map_err(|error| format!("OUT_DIR: {error}"))?;
    let (data, out) = (Path::new("data"), Path::new(&out));

    println!("cargo::rerun-if-changed=crates/loader");
    println!("cargo::rerun-if-changed=crates/record/src");
    let loader = pack::fingerprint(&sources(&["crates/loader", "crates/record/src", "data"].map(Path::new))?);
    println!("cargo::rustc-env=ENTENTE_LOADER={loader}");

    let tree = source::read_dir(data);
    let (record, details) = source::compile(&tree).map_err(listed)?;
    write(&out.join("index.bin"), &pack::pack_index(&record))?;
    let details = pack::fingerprint(&pack::pack_details(&record, &details));
    println!("cargo::rustc-env=ENTENTE_DETAILS=details-{details}.bin");

    let outlines = data.join("geometry/world.json");
    let at = outlines.display();
    let outlines = fs::read_to_string(&outlines).map_err(|error| format!("{at}: {error}"))?;
    let world = entente_geometry::source::pack(&outlines).map_err(|error| format!("{at}: {error}"))?;
    write(&out.join("world.bin"), &world)?;

    let themes = tree.themes().ok_or("data/themes.toml can't be read")?;
    let texts = texts::generate(data)? + &texts::generate_themes(themes);
    write(&out.join("texts.rs"), texts.as_bytes())
}

/// All files below folders, one after the other: what the worker is made of, whose files have no hash in their names.
fn sources(folders: &[&Path]) -> Result<Vec<u8>, String> {
    let mut all = Vec::new();
    for folder in folders {
        let failed = |error| format!("{}: {error}", folder.display());
        let mut paths: Vec<_> =
            fs::read_dir(folder).map_err(failed)?.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                all.extend(sources(&[&path])?);
            } else {
                all.extend(fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?);
            }
        }
    }
    Ok(all)
}

/// All findings, one a line.
fn listed(findings: Vec<source::Finding>) -> String {
    findings.iter().map(|finding| format!("{finding}\n")).collect()
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}
