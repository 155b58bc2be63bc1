//! A real server on a free port of this machine, run in the foreground with a configuration of `deploy/`, gone when it is
//! dropped.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::address::Address;
use crate::trial::Trouble;

/// Where programs and files lie.
#[derive(Clone, Debug)]
pub struct Places {
    /// Debian's packages, unpacked.
    pub packages: PathBuf,
    /// The files for servers.
    pub deploy: PathBuf,
    /// For configurations, logs and the like; made anew for each server.
    pub scratch: PathBuf,
}

/// What a server is to serve.
#[derive(Clone, Copy, Debug)]
pub struct Site<'a> {
    /// The site.
    pub dist: &'a Path,
    /// The path that it was built for, without its trailing slash: empty, or `/sub`.
    pub base: &'a str,
}

/// The text of a server's files, which a trial may change before the server reads them.
#[derive(Clone, Debug)]
pub struct Text {
    /// What to change, and into what.
    pub change: Option<(&'static str, &'static str)>,
}

impl Text {
    /// A committed file, changed. What is to be changed has to be in one of the server's files; `met` counts.
    fn read(&self, path: &Path, met: &mut usize) -> Result<String, Trouble> {
        let text = fs::read_to_string(path).map_err(Trouble::file(path))?;
        Ok(match self.change {
            Some((from, to)) if text.contains(from) => {
                *met += 1;
                text.replace(from, to)
            }
            _ => text,
        })
    }

    fn is_changed(&self, met: usize) -> Result<(), Trouble> {
        match self.change {
            Some((from, _)) if met == 0 => Err(Trouble(format!("no file has {from:?} in it any more"))),
            _ => Ok(()),
        }
    }
}

/// A server that runs.
pub struct Running {
    child: Child,
    /// Where the site lies.
    pub address: Address,
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself, and then there is nothing to end.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Starts nginx with the files of `deploy/nginx`.
pub fn nginx(places: &Places, site: Site, text: &Text) -> Result<Running, Trouble> {
    let scratch = fresh(&places.scratch.join("nginx"))?;
    let (port, mut met) = (free_port()?, 0);
    let from = places.deploy.join("nginx");
    let root = root(&scratch, site)?;
    let server = text.read(&from.join("entente.conf"), &mut met)?;
    let server = server
        .replace("listen 80;", &format!("listen 127.0.0.1:{port};"))
        .replace("listen [::]:80;", "")
        .replace("root /srv/entente;", &format!("root {};", root.display()))
        .replace("error_page 404 /404.html;", &format!("error_page 404 {}/404.html;", site.base));
    let headers = text.read(&from.join("entente-headers.conf"), &mut met)?;
    text.is_changed(met)?;
    let modules = places.packages.join("usr/lib/nginx/modules");
    let main = format!(
        "load_module {}/ngx_http_brotli_static_module.so;\n\
         user root;\nmaster_process off;\ndaemon off;\npid nginx.pid;\nerror_log stderr notice;\n\
         events {{ worker_connections 256; }}\n\
         http {{\n  access_log off;\n  client_body_temp_path body;\n  fastcgi_temp_path fastcgi;\n  proxy_temp_path proxy;\n  \
         scgi_temp_path scgi;\n  uwsgi_temp_path uwsgi;\n  include entente.conf;\n}}\n",
        modules.display()
    );
    fs::create_dir_all(scratch.join("snippets")).map_err(Trouble::file(&scratch))?;
    for (name, text) in
        [("nginx.conf", main), ("entente.conf", server), ("snippets/entente-headers.conf", headers)]
    {
        let path = scratch.join(name);
        fs::write(&path, text).map_err(Trouble::file(&path))?;
    }
    let mut command = program(&places.packages, "usr/sbin/nginx");
    command.arg("-p").arg(&scratch).arg("-c").arg(scratch.join("nginx.conf"));
    let mut check = program(&places.packages, "usr/sbin/nginx");
    check.arg("-t").arg("-q").arg("-p").arg(&scratch).arg("-c").arg(scratch.join("nginx.conf"));
    loads(check)?;
    // It says so after its sockets are open.
    start(command, "event method", port, site)
}

/// Starts Caddy with `deploy/caddy/Caddyfile`.
pub fn caddy(places: &Places, site: Site, text: &Text) -> Result<Running, Trouble> {
    let scratch = fresh(&places.scratch.join("caddy"))?;
    let (port, mut met) = (free_port()?, 0);
    let root = root(&scratch, site)?;
    let server = text.read(&places.deploy.join("caddy/Caddyfile"), &mut met)?;
    text.is_changed(met)?;
    let main = "{\n\tadmin off\n\tauto_https off\n}\nimport site\n";
    for (name, text) in [("Caddyfile", main), ("site", server.as_str())] {
        let path = scratch.join(name);
        fs::write(&path, text).map_err(Trouble::file(&path))?;
    }
    let command = |task: &str| {
        let mut command = program(&places.packages, "usr/bin/caddy");
        command.arg(task).args(["--adapter", "caddyfile", "--config"]).arg(scratch.join("Caddyfile"));
        command.env("XDG_DATA_HOME", scratch.join("data")).env("XDG_CONFIG_HOME", scratch.join("config"));
        command.env("ENTENTE_ADDRESS", format!("http://127.0.0.1:{port}"));
        command.env("ENTENTE_ROOT", &root).env("ENTENTE_PATH", site.base);
        command
    };
    loads(command("validate"))?;
    start(command("run"), "serving initial configuration", port, site)
}

/// A folder that the server takes for its root: the site itself, or one that has it at its path.
fn root(scratch: &Path, site: Site) -> Result<PathBuf, Trouble> {
    let dist = site.dist.canonicalize().map_err(Trouble::file(site.dist))?;
    let Some((folders, name)) = site.base.rsplit_once('/') else { return Ok(dist) };
    let root = scratch.join("root");
    let folder = root.join(folders.trim_start_matches('/'));
    fs::create_dir_all(&folder).map_err(Trouble::file(&folder))?;
    std::os::unix::fs::symlink(dist, folder.join(name)).map_err(Trouble::file(&folder))?;
    Ok(root)
}

fn fresh(folder: &Path) -> Result<PathBuf, Trouble> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(Trouble::file(folder))?;
    }
    fs::create_dir_all(folder).map_err(Trouble::file(folder))?;
    folder.canonicalize().map_err(Trouble::file(folder))
}

/// A program of the packages, which finds their libraries.
pub fn program(packages: &Path, path: &str) -> Command {
    let mut command = Command::new(packages.join(path));
    let libraries = packages.join("usr/lib");
    let machines = libraries.read_dir().into_iter().flatten().flatten().map(|entry| entry.path());
    let folders: Vec<PathBuf> = machines.filter(|path| path.to_string_lossy().ends_with("-gnu")).collect();
    if let Ok(path) = std::env::join_paths(folders) {
        command.env("LD_LIBRARY_PATH", path);
    }
    command
}

/// A port that nobody listens on.
fn free_port() -> Result<u16, Trouble> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
    let port = listener.and_then(|listener| listener.local_addr()).map(|address| address.port());
    port.map_err(|reason| Trouble(format!("no free port ({reason})")))
}

/// Has a server read its configuration and say whether it can.
fn loads(mut command: Command) -> Result<(), Trouble> {
    let output = command.output().map_err(|reason| Trouble(format!("{command:?} ({reason})")))?;
    if output.status.success() {
        return Ok(());
    }
    Err(Trouble(format!("the configuration does not load:\n{}", String::from_utf8_lossy(&output.stderr))))
}

/// Starts a server and waits until it says that it serves.
fn start(mut command: Command, sign: &str, port: u16, site: Site) -> Result<Running, Trouble> {
    let failed = |reason| Trouble(format!("the server could not be started ({reason})"));
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
    let said = child.as_mut().ok().and_then(|child| child.stderr.take());
    let name = Ipv4Addr::LOCALHOST.to_string();
    let address = Address { is_secure: false, name, port, base: site.base.to_owned() };
    let running = Running { child: child.map_err(failed)?, address };
    let mut lines = BufReader::new(said.ok_or_else(|| Trouble("it says nothing".to_owned()))?).lines();
    let mut told = Vec::new();
    for line in lines.by_ref().map_while(Result::ok) {
        if line.contains(sign) {
            // What it says from now on is read by nobody, but it must not wait for that.
            std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
            return Ok(running);
        }
        told.push(line);
    }
    Err(Trouble(format!("the server ended before it served:\n{}", told.join("\n"))))
}
