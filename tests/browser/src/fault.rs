//! Why a test, or the whole run, did not pass.

use std::fmt;

use fantoccini::error::{CmdError, NewSessionError};

/// What was wrong, in words for the person who reads the output.
#[derive(Debug)]
pub struct Fault(String);

impl Fault {
    pub fn new(what: impl Into<String>) -> Fault {
        Fault(what.into())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Fault {}

impl From<CmdError> for Fault {
    fn from(error: CmdError) -> Fault {
        let kind = match &error {
            CmdError::Standard(error) => format!(" ({})", error.error()),
            _ => String::new(),
        };
        Fault(format!("the browser refused: {error}{kind}"))
    }
}

impl From<NewSessionError> for Fault {
    fn from(error: NewSessionError) -> Fault {
        Fault(format!("the browser did not start: {error}"))
    }
}

/// Fails with these words unless the condition holds.
pub fn check(condition: bool, otherwise: impl FnOnce() -> String) -> Result<(), Fault> {
    if condition { Ok(()) } else { Err(Fault(otherwise())) }
}

/// Fails unless both are the same.
pub fn same<T: PartialEq + fmt::Debug>(what: &str, found: T, expected: T) -> Result<(), Fault> {
    check(found == expected, || format!("{what} is {found:?}, expected {expected:?}"))
}
