//! Where things lie in the checkout.

use std::path::PathBuf;

/// The top folder of the checkout.
///
/// The xtask is always built where it is used, so the folder it was built in is the right one.
pub fn folder() -> PathBuf {
    let xtask = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
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
