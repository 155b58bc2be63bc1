//! Firefox and WebKit with the drivers that steer them: the other engines that readers come with.
//!
//! Where a machine has packages of Debian's, what is missing of them is installed; elsewhere they are taken if they are
//! there.

use std::path::{Path, PathBuf};

use super::browser::{Browser, one_of};
use super::cache::Cache;
use super::{cargo_tools, debian};
use crate::failure::Failure;
use crate::process;

const FIREFOXES: [&str; 3] = ["firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"];

/// Firefox and geckodriver; `None` on a machine without either Firefox or packages of it.
pub fn firefox(cache: &Cache) -> Result<Option<Browser>, Failure> {
    let find = || one_of("FIREFOX", &FIREFOXES);
    if find().is_none() && has_packages() {
        debian::apt_install(&["firefox-esr"], "1 minute")?;
    }
    let Some(program) = find() else { return Ok(None) };
    let driver = match one_of("GECKODRIVER", &["geckodriver"]) {
        Some(driver) => driver,
        None => cargo_tools::geckodriver(cache)?.join("geckodriver"),
    };
    Ok(Some(Browser { engine: "firefox", program, driver }))
}

/// The browser that GTK's WebKit comes with, its driver, a screen that nobody sees, and what gives windows the focus.
const WEBKIT: [&str; 4] = ["libwebkit2gtk-4.1-0", "webkit2gtk-driver", "xvfb", "openbox"];

/// WebKit's MiniBrowser and WebKitWebDriver; `None` on a machine without either them or packages of them.
pub fn webkit() -> Result<Option<Browser>, Failure> {
    if find_webkit().is_none() && has_packages() {
        debian::apt_install(&WEBKIT, "1 minute")?;
        return find_webkit().map(Some).ok_or_else(|| Failure::NotAsExpected {
            what: WEBKIT.join(" "),
            expected: "MiniBrowser, WebKitWebDriver, Xvfb and openbox".to_owned(),
            found: "not all of them".to_owned(),
        });
    }
    Ok(find_webkit())
}

fn find_webkit() -> Option<Browser> {
    process::find("Xvfb")?;
    process::find("openbox")?;
    let driver = one_of("WEBKITWEBDRIVER", &["WebKitWebDriver"])?;
    Some(Browser { engine: "webkit", program: mini_browser(Path::new("/usr/lib"))?, driver })
}

/// It lies in a folder named by machine and version: "x86_64-linux-gnu/webkit2gtk-4.1".
fn mini_browser(libraries: &Path) -> Option<PathBuf> {
    let inside = |folder: &Path| -> Vec<PathBuf> {
        folder.read_dir().into_iter().flatten().flatten().map(|entry| entry.path()).collect()
    };
    let is_webkit = |folder: &PathBuf| {
        folder.file_name().is_some_and(|name| name.to_string_lossy().starts_with("webkit2gtk-"))
    };
    let folders = inside(libraries);
    let deeper = folders.iter().flat_map(|folder| inside(folder));
    let mut found: Vec<PathBuf> =
        deeper.filter(is_webkit).map(|folder| folder.join("MiniBrowser")).filter(|it| it.is_file()).collect();
    found.sort();
    found.pop()
}

fn has_packages() -> bool {
    process::find("apt-get").is_some()
}
