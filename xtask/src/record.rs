//! What the commands do with the record and the outlines: check them, bring in new facts, pack them for the site.

use std::fs;
use std::path::{Path, PathBuf};

use entente_record::source::{self, Finding};
use entente_record::{Details, Record, pack};

use crate::failure::Failure;
use crate::root;

fn data() -> PathBuf {
    root::folder().join("data")
}

/// Prints every finding of the record's linter. A record with a finding fails.
pub fn lint() -> Result<(), Failure> {
    let findings = source::lint(&source::read_dir(&data()));
    for finding in &findings {
        println!("{finding}");
    }
    match findings.len() {
        0 => {
            println!("The record has no faults.");
            Ok(())
        }
        1 => Err(Failure::Checks("1 fault in the record.".to_owned())),
        many => Err(Failure::Checks(format!("{many} faults in the record."))),
    }
}

/// Brings the facts of a research file, and of one on organisations, into the data files, and says what changed.
pub fn import(facts: &Path, organisations: Option<&Path>) -> Result<(), Failure> {
    let facts = read(facts)?;
    let organisations = organisations.map(read).transpose()?;
    let report =
        source::import(&facts, organisations.as_deref(), &data()).map_err(|error| Failure::Input {
            what: error.to_string(),
            mend: "correct the file; what was in data/ before is still there.".to_owned(),
        })?;
    println!("{report}");
    Ok(())
}

/// Makes the outlines of the map from a TopoJSON file of Natural Earth's countries.
pub fn outlines(topojson: &Path) -> Result<(), Failure> {
    let folder = data().join("geometry");
    let adjustments = read(&folder.join("adjustments.toml"))?;
    let outlines = entente_geometry::source::import(&read(topojson)?, &adjustments).map_err(|error| {
        Failure::Input { what: format!("{}: {error}", topojson.display()), mend: OUTLINES_MEND.to_owned() }
    })?;
    let path = folder.join("world.json");
    fs::write(&path, &outlines).map_err(Failure::file("writing", &path))?;
    println!("Wrote {} ({} bytes).", path.display(), outlines.len());
    Ok(())
}

const OUTLINES_MEND: &str =
    "use countries-50m.json of the npm package world-atlas, and see data/geometry/adjustments.toml.";

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(Failure::file("reading", path))
}

/// The record as it is served.
pub struct Packed {
    /// What the wasm embeds: all that timeline, map and filters need.
    pub index: Vec<u8>,
    /// What is fetched right after.
    pub details: Vec<u8>,
}

impl Packed {
    /// Reads and packs the data files.
    pub fn read() -> Result<Packed, Failure> {
        let (record, details): (Record, Details) =
            source::compile(&source::read_dir(&data())).map_err(|findings| Failure::Input {
                what: findings.iter().map(Finding::to_string).collect::<Vec<_>>().join("\n"),
                mend: "correct the data files; `cargo xtask lint` prints all that is wrong.".to_owned(),
            })?;
        Ok(Packed { index: pack::pack_index(&record), details: pack::pack_details(&record, &details) })
    }

    /// The name of the file of details. It changes with its content, so that a host may let browsers keep it for ever.
    pub fn details_name(&self) -> String {
        format!("details-{}.bin", pack::fingerprint(&self.details))
    }
}

/// The packed outlines, as the wasm embeds them.
pub fn packed_outlines() -> Result<Vec<u8>, Failure> {
    let path = data().join("geometry/world.json");
    entente_geometry::source::pack(&read(&path)?).map_err(|error| Failure::Input {
        what: format!("{}: {error}", path.display()),
        mend: "make it anew with `cargo xtask geometry FILE`.".to_owned(),
    })
}
