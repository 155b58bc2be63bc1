//! The Python packages that read the downloads (`tests/readers/requirements.txt`), in an environment of their own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use entente_record::pack;

use super::cache::{Cache, Tool};
use super::debian;
use crate::failure::Failure;
use crate::{process, root};

/// Debian's own comes second: another one that is first on PATH may be too old.
const PYTHONS: [&str; 2] = ["python3", "/usr/bin/python3"];

/// Succeeds on a Python that can make an environment and has all that the readers use of its library.
const IS_FIT: &str = "import sys, venv, ensurepip, sqlite3, tomllib";

/// Succeeds where each package of the list is there in the version that the list wants. An environment fails it when it
/// is damaged, and when the Python that it was made with is gone or has become another.
const HAS_ALL: &str = "\
import sys
from importlib.metadata import version
with open(sys.argv[1], encoding='utf-8') as file:
    lines = [line.strip() for line in file if '==' in line]
assert lines and all(version(name) == wanted for name, wanted in (line.split('==') for line in lines))";

const MEND: &str = "install Python 3.11 or newer with its modules venv and sqlite3 \
                    (Debian: `apt-get install python3 python3-venv`).";

/// The interpreter that sees the packages.
pub fn ensure(cache: &Cache) -> Result<PathBuf, Failure> {
    let requirements = root::folder().join("tests/readers/requirements.txt");
    let list = fs::read(&requirements).map_err(Failure::file("reading", &requirements))?;
    let version = pack::fingerprint(&list);
    // Programs of an environment name its folder, which here is renamed when it is whole; its Python does not.
    let python = |folder: &Path| folder.join("bin/python");
    let has_all = ["-I".as_ref(), "-c".as_ref(), HAS_ALL.as_ref(), requirements.as_os_str()];
    let version_in = &|folder: &Path| process::ask(python(folder), &has_all).map(|_| version.clone());
    let tool = Tool {
        name: "python-of-the-readers",
        version: &version,
        usual_wait: "30 seconds on 2 cores",
        version_in,
    };
    let home = cache.ensure(&tool, |folder| {
        process::run(Command::new(fit_python()?).args(["-m", "venv"]).arg(folder), MEND)?;
        let mut pip = Command::new(python(folder));
        // The list is whole: what is not in it is not wanted.
        pip.args(["-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]);
        pip.arg("--requirement").arg(&requirements);
        process::run(&mut pip, "see what pip says above; it needs a connection to the Python package index.")
    })?;
    Ok(python(&home))
}

/// A Python to make the environment with, installed if need be.
fn fit_python() -> Result<PathBuf, Failure> {
    let missing =
        || Failure::Missing { what: "Python, which reads the downloads".to_owned(), mend: MEND.to_owned() };
    let find = || {
        let there = PYTHONS.iter().filter_map(|program| process::find(program));
        there.into_iter().find(|python| process::ask(python, &["-c", IS_FIT]).is_some())
    };
    if let Some(python) = find() {
        return Ok(python);
    }
    debian::apt_install(&["python3", "python3-venv"], "20 seconds").map_err(|failure| match failure {
        Failure::Missing { .. } => missing(),
        other => other,
    })?;
    find().ok_or_else(missing)
}
