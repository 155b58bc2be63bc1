//! Pictures of addresses, at two sizes and in both colour schemes.

use crate::driver::Driver;
use crate::fault::Fault;
use crate::host::Host;
use crate::options::Options;
use crate::page::{DESK, PHONE, Page, Screen};

/// Takes the pictures of all addresses and says where they are.
pub async fn run(driver: &Driver, options: &Options) -> Result<(), Fault> {
    let host = Host::serve(&options.dist, "/")?;
    for (size, screen) in [("desk", DESK), ("phone", PHONE)] {
        for (scheme, dark) in [("light", false), ("dark", true)] {
            let screen = Screen { dark, ..screen };
            let page = Page::start(driver, &host, &options.pictures, screen).await?;
            for address in &options.words {
                let name = format!("{}-{size}-{scheme}", file_name(address));
                if let Err(fault) = page.open(address).await {
                    println!("{address}: {fault}");
                    println!("{}", page.console_errors().await?.join("\n"));
                } else {
                    page.full().await?;
                }
                page.settle().await?;
                println!("{}", page.picture(&name).await?.display());
            }
            page.client.close().await?;
        }
    }
    Ok(())
}

/// An address as a name for a file: letters and digits stay, the rest becomes dashes.
fn file_name(address: &str) -> String {
    let kept = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let name: String = address.trim_matches('/').chars().map(kept).collect();
    if name.is_empty() { "home".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_becomes_a_name_that_any_disk_takes() {
        assert_eq!(file_name("/"), "home");
        assert_eq!(file_name("/es/?theme=cybercrime"), "es--theme-cybercrime");
    }
}
