//! Fonts that are the same on every machine, for pictures that are compared.
//!
//! The site asks for fonts of the reader's system. Here that system has three families, out of crates whose versions are
//! locked: Noto Sans, Libertinus Serif wherever a serif is asked for, DejaVu Sans Mono. Fontconfig is told of no others,
//! so nothing has to be installed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::fault::Fault;

const CONFIGURATION: &str = r#"<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>FOLDER</dir>
  <cachedir>FOLDER/cache</cachedir>
  <alias binding="same"><family>sans-serif</family><prefer><family>Noto Sans</family></prefer></alias>
  <alias binding="same"><family>system-ui</family><prefer><family>Noto Sans</family></prefer></alias>
  <alias binding="same"><family>serif</family><prefer><family>Libertinus Serif</family></prefer></alias>
  <alias binding="same"><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
  <match target="font">
    <edit name="antialias" mode="assign"><bool>true</bool></edit>
    <edit name="hinting" mode="assign"><bool>false</bool></edit>
    <edit name="hintstyle" mode="assign"><const>hintnone</const></edit>
    <edit name="rgba" mode="assign"><const>none</const></edit>
  </match>
</fontconfig>
"#;

/// Lays the fonts into a folder. Returns the file that `FONTCONFIG_FILE` is to name.
pub fn lay_out(folder: &Path) -> Result<PathBuf, Fault> {
    fs::create_dir_all(folder).map_err(|reason| unwritable(folder, reason))?;
    // Fontconfig looks for a relative path elsewhere, and takes the system's fonts without a word.
    let folder = &folder.canonicalize().map_err(|reason| unwritable(folder, reason))?;
    let sans = [notosans::REGULAR_TTF, notosans::BOLD_TTF, notosans::ITALIC_TTF, notosans::BOLD_ITALIC_TTF];
    for (at, font) in sans.into_iter().chain(typst_assets::fonts()).enumerate() {
        // Fontconfig reads what a file holds, whatever its name says.
        write(&folder.join(format!("{at}.otf")), font)?;
    }
    let configuration = folder.join("fonts.conf");
    let named = folder.to_string_lossy().replace('&', "&amp;").replace('<', "&lt;");
    write(&configuration, CONFIGURATION.replace("FOLDER", &named).as_bytes())?;
    Ok(configuration)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    fs::write(path, bytes).map_err(|reason| unwritable(path, reason))
}

fn unwritable(path: &Path, reason: std::io::Error) -> Fault {
    Fault::new(format!("{} can't be written ({reason})", path.display()))
}
