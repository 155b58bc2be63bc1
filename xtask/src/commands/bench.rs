//! `bench`: what a production build weighs and how fast it answers, against the budgets.

use crate::failure::Failure;
use crate::site::{self, PublicUrl};
use crate::{process, root, setup};

/// Builds, measures, and fails if a size is over its budget.
pub fn run() -> Result<(), Failure> {
    let tools = setup::production()?;
    let browser = setup::browser::ensure()?;
    site::build(&tools, &PublicUrl::top(), &root::dist())?;
    process::run(
        &mut super::reader(&browser, "bench", &root::dist()),
        "make smaller what grew, or see what the browser says above.",
    )
}
