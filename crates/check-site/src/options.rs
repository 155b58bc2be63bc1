//! The command line, as `cargo xtask` writes it.

use std::path::PathBuf;

use crate::address::Address;
use crate::probe::Host;

/// How it is called.
pub const USAGE: &str = "\
Usage: entente-check-site check URL [--plain]
       entente-check-site load URL --packages DIR
       entente-check-site try --packages DIR --deploy DIR --scratch DIR --dist DIR [--under-a-path DIR]";

/// What to do.
#[derive(Debug)]
pub enum Task {
    /// Look at a running site.
    Check(Address, Host),
    /// Ask a running site as fast as it answers.
    Load(Address, PathBuf),
    /// Try the files for servers on real ones.
    Try { packages: PathBuf, deploy: PathBuf, scratch: PathBuf, dist: PathBuf, under_a_path: Option<PathBuf> },
}

impl Task {
    /// # Errors
    /// What is wrong with the words.
    pub fn read(words: &[String]) -> Result<Task, String> {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        match words.as_slice() {
            ["check", url] => Ok(Task::Check(address(url)?, Host::Ours)),
            ["check", url, "--plain"] | ["check", "--plain", url] => {
                Ok(Task::Check(address(url)?, Host::Plain))
            }
            ["load", url, "--packages", packages] => Ok(Task::Load(address(url)?, packages.into())),
            ["try", places @ ..] => {
                let place = |name: &str| {
                    let at = places.iter().position(|word| *word == name)?;
                    places.get(at + 1).map(PathBuf::from)
                };
                let needed = |name: &str| place(name).ok_or_else(|| format!("{name} is missing.\n{USAGE}"));
                Ok(Task::Try {
                    packages: needed("--packages")?,
                    deploy: needed("--deploy")?,
                    scratch: needed("--scratch")?,
                    dist: needed("--dist")?,
                    under_a_path: place("--under-a-path"),
                })
            }
            _ => Err(USAGE.to_owned()),
        }
    }
}

fn address(url: &str) -> Result<Address, String> {
    Address::read(url).map_err(|odd| format!("\"{url}\" is no address of a site: {odd}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Task, String> {
        Task::read(&line.split(' ').map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn a_plain_host_is_asked_for_less() {
        assert!(matches!(read("check https://a.org --plain"), Ok(Task::Check(_, Host::Plain))));
        assert!(matches!(read("check https://a.org"), Ok(Task::Check(_, Host::Ours))));
    }

    #[test]
    fn what_is_no_address_is_told() {
        assert!(read("check a.org").is_err_and(|told| told.contains("a.org")));
        assert!(read("try --dist x").is_err_and(|told| told.contains("--packages is missing")));
    }
}
