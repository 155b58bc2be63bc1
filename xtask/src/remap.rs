//! What the places of sources are called inside the app. A panic's message names the file that it came from; without this,
//! the wasm that readers get would name folders of whoever built it, and differ with them.

use std::path::{Path, PathBuf};

use crate::root;

/// Where Cargo looks for flags that are for the app alone. They are added to those of `.cargo/config.toml`.
pub const VARIABLE: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// The flags for this machine: the checkout is `/entente`, what the compiler leaves lies in `/target`, packages in `/crates`,
/// the standard library in `/rust`. Where one folder lies in another, the later name counts.
pub fn flags(sysroot: Option<&Path>, compiled: &Path) -> String {
    let library = sysroot.map(|sysroot| (sysroot.join("lib/rustlib/src/rust"), "/rust"));
    let checkout = (root::folder(), "/entente");
    let packages = packages().into_iter().map(|folder| (folder, "/crates"));
    // Flags stand between spaces, so a folder with a space in its name keeps it.
    let flag = |(from, to): (PathBuf, &str)| {
        let from = from.to_str().filter(|from| !from.contains(char::is_whitespace))?;
        Some(format!("--remap-path-prefix={from}={to}"))
    };
    let compiled = (compiled.to_owned(), "/target");
    let renamed = [checkout, compiled].into_iter().chain(packages).chain(library);
    renamed.filter_map(flag).collect::<Vec<_>>().join(" ")
}

/// The folders that Cargo unpacks packages into, one a registry.
fn packages() -> Vec<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".cargo")));
    let registries = home.map(|home| home.join("registry/src")).and_then(|folder| folder.read_dir().ok());
    let mut folders: Vec<PathBuf> =
        registries.into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    folders.sort();
    folders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checkout_and_library_get_names_that_say_nothing_of_the_machine() {
        let flags = flags(Some(Path::new("/somewhere/toolchain")), Path::new("/somewhere/target"));
        let checkout = format!("--remap-path-prefix={}=/entente", root::folder().display());
        assert!(flags.starts_with(&checkout), "{flags}");
        assert!(flags.contains(" --remap-path-prefix=/somewhere/target=/target"), "{flags}");
        assert!(flags.ends_with("=/somewhere/toolchain/lib/rustlib/src/rust=/rust"), "{flags}");
    }
}
