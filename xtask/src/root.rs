//! Where things lie in the checkout.

use std::path::PathBuf;

/// The top folder of the checkout.
///
/// Cargo says where the xtask that it runs lies. Where it was built is only the second best answer: checkouts that
/// share a target folder also share the program.
pub fn folder() -> PathBuf {
    let running = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let xtask = running.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    xtask.parent().map(PathBuf::from).unwrap_or(xtask)
}

/// Where a production build leaves the site.
pub fn dist() -> PathBuf {
    folder().join("dist")
}

/// Where builds leave what may be thrown away.
pub fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(elsewhere) => folder().join(elsewhere),
        None => folder().join("target"),
    }
}

/// Where files wait that Trunk takes into the site. `index.html` names this folder, so it can't move.
pub fn stage() -> PathBuf {
    folder().join("target").join("stage")
}
