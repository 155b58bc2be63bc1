//! The bill of materials of a built site, `bom.cdx.json`: every package whose code is in what readers get, with its licence
//! and the checksum of its source, in CycloneDX 1.6.
//!
//! In go what Cargo says of the app and of the worker for wasm32, and `Cargo.lock`. No time and no chance: equal sources give
//! equal bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::failure::Failure;
use crate::setup::TARGET;
use crate::{process, root};

/// The name of the file in the site.
const NAME: &str = "bom.cdx.json";
/// What is shipped: the app first.
const SHIPPED: [&str; 2] = ["entente", "entente-loader"];

/// Writes it into a site; `rustc` is what the compiler says its version is.
pub fn write(dist: &Path, rustc: &str) -> Result<(), Failure> {
    let lock = root::folder().join("Cargo.lock");
    let lock = fs::read_to_string(&lock).map_err(Failure::file("reading", &lock))?;
    let bill = bill(&tree()?, &checksums(&lock)?, rustc).ok_or_else(|| Failure::Input {
        what: "Cargo does not list the packages of the app as expected".to_owned(),
        mend: format!("see what `cargo tree --package {}` says.", SHIPPED[0]),
    })?;
    let path = dist.join(NAME);
    fs::write(&path, format!("{bill:#}\n")).map_err(Failure::file("writing", &path))
}

/// What Cargo says: a package a line, after how deep it stands.
fn tree() -> Result<String, Failure> {
    let mut cargo = Command::new("cargo");
    cargo.args(["tree", "--locked", "--target", TARGET, "--edges", "normal,no-proc-macro"]);
    cargo.args(["--prefix", "depth", "--format", "\t{p}\t{l}\t{r}"]).current_dir(root::folder());
    for package in SHIPPED {
        cargo.args(["--package", package]);
    }
    process::output(&mut cargo, "see what Cargo says above.")
}

/// The checksums of packages' sources, by name and version.
fn checksums(lock: &str) -> Result<BTreeMap<String, String>, Failure> {
    let lock: toml::Table = lock.parse().map_err(|reason| Failure::Input {
        what: format!("Cargo.lock is no TOML ({reason})"),
        mend: "restore it from the repository (`git checkout Cargo.lock`).".to_owned(),
    })?;
    let packages = lock.get("package").and_then(toml::Value::as_array).into_iter().flatten();
    let text = |package: &toml::Value, key: &str| package.get(key)?.as_str().map(str::to_owned);
    let checksum = |package| {
        let id = format!("{}@{}", text(package, "name")?, text(package, "version")?);
        Some((id, text(package, "checksum")?))
    };
    Ok(packages.filter_map(checksum).collect())
}

/// One package, as a line of the tree has it.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Package<'a> {
    depth: usize,
    name: &'a str,
    version: &'a str,
    licence: &'a str,
    repository: &'a str,
}

impl<'a> Package<'a> {
    fn read(line: &'a str) -> Option<Package<'a>> {
        let mut parts = line.split('\t');
        let depth = parts.next()?.parse().ok()?;
        let (name, version) = parts.next()?.split_once(" v")?;
        // One of ours is followed by where it lies, which is nobody's business.
        let version = version.split(' ').next()?;
        let licence = parts.next()?;
        // What was listed before is marked.
        let repository = parts.next().unwrap_or_default().trim_end_matches(" (*)");
        Some(Package { depth, name, version, licence, repository })
    }

    fn id(&self) -> String {
        format!("{}@{}", self.name, self.version)
    }

    fn component(&self, checksum: Option<&String>) -> Value {
        let mut component = json!({
            "type": "library",
            "bom-ref": self.id(),
            "name": self.name,
            "version": self.version,
        });
        if !self.licence.is_empty() {
            // As licences were written before they were expressions.
            component["licenses"] = json!([{ "expression": self.licence.replace('/', " OR ") }]);
        }
        if let Some(checksum) = checksum {
            component["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
            component["purl"] = format!("pkg:cargo/{}", self.id()).into();
        }
        if self.repository.starts_with("https://") {
            component["externalReferences"] = json!([{ "type": "vcs", "url": self.repository }]);
        }
        component
    }
}

/// The bill; `None` if the tree is none.
fn bill(tree: &str, checksums: &BTreeMap<String, String>, rustc: &str) -> Option<Value> {
    let mut components = BTreeMap::new();
    let mut needs: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut above: Vec<String> = Vec::new();
    let mut app = None;
    for line in tree.lines().filter(|line| !line.trim().is_empty()) {
        let package = Package::read(line)?;
        let id = package.id();
        above.truncate(package.depth);
        if let Some(needing) = above.last() {
            needs.entry(needing.clone()).or_default().insert(id.clone());
        }
        needs.entry(id.clone()).or_default();
        above.push(id.clone());
        let component = package.component(checksums.get(&id));
        if package.name == SHIPPED[0] {
            app = Some((id, component));
        } else {
            components.insert(id, component);
        }
    }
    let (id, mut app) = app?;
    app["type"] = "application".into();
    // The worker is fetched by the app.
    let worker = components.keys().find(|id| id.starts_with(&format!("{}@", SHIPPED[1]))).cloned();
    needs.entry(id).or_default().extend(worker);
    let mut components: Vec<Value> = components.into_values().collect();
    components.extend(without_packages(rustc));
    let dependencies: Vec<Value> =
        needs.iter().map(|(id, needs)| json!({ "ref": id, "dependsOn": needs })).collect();
    let mut bill = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": app },
        "components": components,
        "dependencies": dependencies,
    });
    bill["serialNumber"] = serial(&bill.to_string()).into();
    Some(bill)
}

/// What is shipped and no package: the compiler's library, the facts and the outlines. No package of npm's is.
fn without_packages(rustc: &str) -> [Value; 3] {
    [
        json!({
            "type": "library",
            "bom-ref": "rust-standard-library",
            "name": "rust-standard-library",
            "version": rustc,
            "licenses": [{ "expression": "MIT OR Apache-2.0" }],
        }),
        json!({
            "type": "data",
            "bom-ref": "record",
            "name": "The record",
            "licenses": [{ "license": { "id": "CC-BY-4.0" } }],
        }),
        json!({
            "type": "data",
            "bom-ref": "outlines",
            "name": "Outlines of countries by Natural Earth",
            "licenses": [{ "license": { "name": "Public domain" } }],
            "externalReferences": [{ "type": "website", "url": "https://www.naturalearthdata.com/" }],
        }),
    ]
}

/// A number of its own for each content: a UUID of version 8, whose bits are the maker's.
fn serial(content: &str) -> String {
    let mut bytes = Sha256::digest(content.as_bytes());
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let parts = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
    format!("urn:uuid:{}", parts.join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TREE: &str = "0\tentente v0.1.0 (/home/x/entente)\tMIT OR Apache-2.0\t\n\
        1\tserde v1.0.1\tMIT/Apache-2.0\thttps://example.org/serde\n2\tserde_core v1.0.1\tMIT\t\n\
        1\tserde_core v1.0.1\tMIT\t (*)\n\n0\tentente-loader v0.1.0 (/home/x/entente)\tMIT\t\n";

    fn made() -> Value {
        let lock = "[[package]]\nname = \"serde\"\nversion = \"1.0.1\"\nchecksum = \"ab\"\n";
        bill(TREE, &checksums(lock).expect("is TOML"), "1.90.0").expect("is a tree")
    }

    #[test]
    fn each_package_stands_once_with_what_it_needs() {
        let bill = made();
        let names: Vec<&str> = bill["components"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|it| it["name"].as_str())
            .collect();
        assert_eq!(names[..3], ["entente-loader", "serde", "serde_core"]);
        assert_eq!(bill["metadata"]["component"]["type"], "application");
        let all = bill["dependencies"].as_array().expect("a list");
        let needs = all.iter().find(|needs| needs["ref"] == "entente@0.1.0").expect("the app needs some");
        assert_eq!(needs["dependsOn"], json!(["entente-loader@0.1.0", "serde@1.0.1", "serde_core@1.0.1"]));
    }

    #[test]
    fn a_package_of_others_has_its_checksum_and_licence_and_nothing_says_where_ours_lies() {
        let bill = made();
        let serde = &bill["components"][1];
        assert_eq!(serde["hashes"][0]["content"], "ab");
        assert_eq!(serde["licenses"][0]["expression"], "MIT OR Apache-2.0");
        assert_eq!(serde["purl"], "pkg:cargo/serde@1.0.1");
        assert!(!bill.to_string().contains("/home/x"));
    }

    #[test]
    fn the_number_is_that_of_the_content() {
        assert_eq!(made()["serialNumber"], made()["serialNumber"]);
        assert_ne!(serial("a"), serial("b"));
        let number = serial("a");
        assert_eq!((number.len(), &number[23..24]), (45, "8"), "{number}");
    }

    #[test]
    fn what_is_no_tree_gives_no_bill() {
        assert_eq!(bill("error: no", &BTreeMap::new(), ""), None);
        assert_eq!(bill("", &BTreeMap::new(), ""), None);
    }
}
