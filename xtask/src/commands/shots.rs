//! `shots`: pictures of a production build, at two sizes and in both colour schemes.

use crate::failure::Failure;
use crate::setup::Browser;
use crate::site::{self, Target};
use crate::{process, root, setup};

/// Takes pictures of these addresses (of `/` if none is given), of the site as it is or after a new build.
pub fn run(addresses: &[&str], build_first: bool) -> Result<(), Failure> {
    let browser = ready(build_first)?;
    let mut reader = super::reader(&browser, "shots", &root::dist());
    reader.args(if addresses.is_empty() { &["/"] } else { addresses });
    process::run(&mut reader, "see what the browser says above.")
}

/// Accepts how each kind of page looks now, or those whose picture's name holds one of the words.
pub fn accept(names: &[&str], build_first: bool) -> Result<(), Failure> {
    let browser = ready(build_first)?;
    let mut reader = super::reader(&browser, "accept", &root::dist());
    reader.arg("--references").arg(super::references()).args(names);
    process::run(&mut reader, "see what the browser says above.")
}

fn ready(build_first: bool) -> Result<Browser, Failure> {
    let browser = setup::browser::ensure()?;
    if build_first {
        site::build(&setup::production()?, &Target::top(), &root::dist())?;
    }
    Ok(browser)
}
