//! The servers that the files of `deploy/` are tried on, and what puts a site under load: Debian's packages, unpacked into
//! the cache. They are not installed: nothing of them starts by itself or takes a port.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use entente_record::pack;

use super::cache::{Cache, Tool};
use super::debian;
use crate::failure::Failure;
use crate::process;

/// The programs, and the libraries of theirs that a machine may be without.
const PACKAGES: [&str; 8] = [
    "nginx",
    "libnginx-mod-http-brotli-static",
    "caddy",
    "wrk",
    "libbrotli1",
    "libluajit-5.1-2",
    "libpcre2-8-0",
    "libssl3",
];

/// What has to be there when all are unpacked.
const PROGRAMS: [&str; 4] = [
    "usr/sbin/nginx",
    "usr/lib/nginx/modules/ngx_http_brotli_static_module.so",
    "usr/bin/caddy",
    "usr/bin/wrk",
];

/// The folder that the packages are unpacked in; `None` on a machine that has no packages of Debian's.
pub fn ensure(cache: &Cache) -> Result<Option<PathBuf>, Failure> {
    if ["apt-get", "dpkg-deb"].iter().any(|program| process::find(program).is_none()) {
        return Ok(None);
    }
    // Packages of another release are other programs.
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let version = pack::fingerprint(format!("{release}{PACKAGES:?}").as_bytes());
    let version_in = &|folder: &Path| {
        PROGRAMS.iter().all(|program| folder.join(program).is_file()).then(|| version.clone())
    };
    let tool = Tool { name: "servers", version: &version, usual_wait: "10 seconds", version_in };
    cache
        .ensure(&tool, |folder| {
            if !download(folder) {
                debian::apt_update();
                process::run(&mut downloading(folder), MEND)?;
            }
            unpack(folder)
        })
        .map(Some)
}

const MEND: &str = "see what apt-get says above; it needs a connection to Debian's archive.";

fn downloading(folder: &Path) -> Command {
    let mut apt = Command::new("apt-get");
    apt.args(["download", "-qq"]).args(PACKAGES).current_dir(folder);
    apt
}

/// Whether the packages could be had with what is known of them.
fn download(folder: &Path) -> bool {
    let status = downloading(folder).stderr(std::process::Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

fn unpack(folder: &Path) -> Result<(), Failure> {
    let entries = folder.read_dir().map_err(Failure::file("reading", folder))?;
    for package in entries.flatten().map(|entry| entry.path()) {
        if package.extension().is_some_and(|extension| extension == "deb") {
            process::run(Command::new("dpkg-deb").arg("-x").arg(&package).arg(folder), MEND)?;
            fs::remove_file(&package).map_err(Failure::file("removing", &package))?;
        }
    }
    Ok(())
}
