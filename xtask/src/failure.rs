//! What can go wrong in a command, in words for the person who ran it: what failed, and the mend.

use std::fmt;
use std::path::{Path, PathBuf};

/// A command that could not do its work.
#[derive(Debug)]
pub enum Failure {
    /// The command line makes no sense.
    Usage(String),
    /// A program could not be started at all.
    NotStarted { program: String, reason: std::io::Error, mend: String },
    /// A program ran and reported that it failed. What it had to say is already on the screen.
    Failed { what: String, mend: String },
    /// A tool that the set-up can't bring by itself is missing.
    Missing { what: String, mend: String },
    /// What was installed is not what was asked for.
    NotAsExpected { what: String, expected: String, found: String },
    /// A file or folder could not be read or written.
    File { doing: &'static str, path: PathBuf, reason: std::io::Error },
    /// The input of a command is not usable.
    Input { what: String, mend: String },
    /// The checks ran, and some did not pass.
    Checks(String),
}

impl Failure {
    /// An error of reading or writing `path`.
    pub fn file(doing: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Failure {
        let path = path.to_owned();
        move |reason| Failure::File { doing, path, reason }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Usage(what) => write!(out, "{what}\n\n{}", crate::USAGE),
            Failure::NotStarted { program, reason, mend } => {
                write!(out, "Failed: `{program}` could not be started ({reason}).\nMend: {mend}")
            }
            Failure::Failed { what, mend } => write!(out, "Failed: {what}.\nMend: {mend}"),
            Failure::Missing { what, mend } => write!(out, "Missing: {what}.\nMend: {mend}"),
            Failure::NotAsExpected { what, expected, found } => write!(
                out,
                "Failed: {what} was installed, but says it is \"{found}\" where \"{expected}\" was expected.\n\
                 Mend: run the command again; nothing of this attempt was kept."
            ),
            Failure::File { doing, path, reason } => write!(
                out,
                "Failed: {doing} {} ({reason}).\nMend: see that it is there, that you may read and write it, and that the disk has room.",
                path.display()
            ),
            Failure::Input { what, mend } => write!(out, "Failed: {what}.\nMend: {mend}"),
            Failure::Checks(what) => write!(out, "{what}"),
        }
    }
}

impl std::error::Error for Failure {}
