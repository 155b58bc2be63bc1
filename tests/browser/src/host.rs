//! A static host, as plain as they come: files, the index of a folder, and `404.html` for everything else.
//!
//! It never answers one address with another's file, so a test against it shows what any static host would do.
//! Where a build left a file as brotli makes it, it sends that one, as a host that is set up well does.
//! A test can make it refuse some files, spoil them, keep them waiting, lose them, answer nobody, or lay another build over its
//! own, to see what the app does then.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use crate::fault::Fault;

/// Where the site lies that is not at the top of its host.
pub const SUB_PATH: &str = "/sub/path/";

/// Where the script lies that pages begin with.
const FIRST: &str = "first.js";

/// A running server. It serves until the program ends.
pub struct Host {
    port: u16,
    site: Arc<Site>,
}

/// A built site and where on the host it lies.
struct Site {
    folder: PathBuf,
    /// Files that lie over those of the folder.
    over: Mutex<Option<PathBuf>>,
    /// Headers of every answer, each with its line end.
    headers: Mutex<String>,
    /// A script that every page begins with.
    first: Mutex<String>,
    under: String,
    mood: Mutex<Mood>,
    mood_changed: Condvar,
}

/// How the host meets requests.
#[derive(Default)]
enum Mood {
    /// As it should.
    #[default]
    Willing,
    /// It refuses every file whose path begins so.
    Refusing(String),
    /// It lets every file wait whose path ends so.
    Slow(String),
    /// It has lost every file whose path ends so.
    Lacking(String),
    /// It closes every connection without a word.
    Silent,
    /// It spoils every file whose path ends so.
    Spoiling(String, Spoil),
}

/// What becomes of a file on its way.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Spoil {
    /// Its second half is missing, and nothing says so.
    Cut,
    /// Every byte of it is another.
    Garbled,
    /// It is said to be plain text.
    Mislabelled,
}

/// What a request gets.
#[derive(Debug, PartialEq, Eq)]
enum Answer {
    File(PathBuf),
    /// A folder asked for without the slash at its end.
    Moved(String),
    /// The page for addresses that nothing lies under.
    NotFound(PathBuf),
    Refused,
}

impl Host {
    /// Serves the folder under a path that begins and ends with a slash, on a free port.
    pub fn serve(folder: &Path, under: &str) -> Result<Host, Fault> {
        let bound = TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
        let listener = bound.map_err(|reason| Fault::new(format!("no port to serve on ({reason})")))?;
        let address = listener.local_addr().map_err(|reason| Fault::new(reason.to_string()))?;
        let site = Arc::new(Site {
            folder: folder.to_owned(),
            over: Mutex::default(),
            headers: Mutex::default(),
            first: Mutex::default(),
            under: under.to_owned(),
            mood: Mutex::default(),
            mood_changed: Condvar::new(),
        });
        let shared = Arc::clone(&site);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let site = Arc::clone(&shared);
                // A browser that closes the connection early has seen enough.
                std::thread::spawn(move || drop(converse(&site, stream)));
            }
        });
        Ok(Host { port: address.port(), site })
    }

    /// The full address of a path of the site, which begins with a slash.
    pub fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{}{}", self.port, self.site.under.trim_end_matches('/'), path)
    }

    /// The path within the site of a full address.
    pub fn path_of<'a>(&self, address: &'a str) -> Option<&'a str> {
        address.strip_prefix(&self.address("/")).map(|rest| &address[address.len() - rest.len() - 1..])
    }

    /// From now on, refuses every file whose path begins so, within the site.
    pub fn refuse(&self, prefix: &str) {
        self.site.change(Mood::Refusing(prefix.to_owned()));
    }

    /// From now on, lets every file wait whose path ends so, until it relents.
    pub fn hold(&self, suffix: &str) {
        self.site.change(Mood::Slow(suffix.to_owned()));
    }

    /// From now on, has no file whose path ends so.
    pub fn lose(&self, suffix: &str) {
        self.site.change(Mood::Lacking(suffix.to_owned()));
    }

    /// From now on, spoils every file whose path ends so.
    pub fn spoil(&self, suffix: &str, spoil: Spoil) {
        self.site.change(Mood::Spoiling(suffix.to_owned(), spoil));
    }

    /// From now on, answers nobody, as if the connection were cut.
    pub fn fall_silent(&self) {
        self.site.change(Mood::Silent);
    }

    /// From now on, serves the files of a folder in the place of its own by the same paths, or its own again.
    pub fn lay_over(&self, folder: Option<&Path>) {
        *self.site.over() = folder.map(Path::to_owned);
    }

    /// From now on, sends the policy that stands in the site's pages as a header too, with workers as with pages.
    pub fn send_policy(&self) -> Result<(), Fault> {
        let page = fs::read_to_string(self.site.folder.join("index.html"));
        let page = page.map_err(|reason| Fault::new(format!("the start page can't be read ({reason})")))?;
        let policy = page.split("http-equiv=\"Content-Security-Policy\" content=\"").nth(1);
        let policy = policy.and_then(|rest| rest.split('"').next()).filter(|policy| !policy.is_empty());
        let policy = policy.ok_or_else(|| Fault::new("the start page has no policy"))?;
        *self.site.headers() = format!("Content-Security-Policy: {policy}\r\n");
        Ok(())
    }

    /// From now on, sends a header with every answer.
    pub fn send(&self, header: &str) {
        *self.site.headers() = format!("{header}\r\n");
    }

    /// From now on, every page that is gone to begins with a script. Its file is another one then than what was built, so
    /// only who goes to a page gets it so: to who fetches it, as what keeps the site on a device does, it is as it was.
    pub fn begin_pages_with(&self, script: &str) {
        *self.site.first() = script.to_owned();
    }

    /// The folder that is served.
    pub fn folder(&self) -> &Path {
        &self.site.folder
    }

    /// From now on, refuses nothing; what waits is answered.
    pub fn relent(&self) {
        self.site.change(Mood::Willing);
    }
}

impl Site {
    fn mood(&self) -> MutexGuard<'_, Mood> {
        self.mood.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, mood: Mood) {
        *self.mood() = mood;
        self.mood_changed.notify_all();
    }

    fn over(&self) -> MutexGuard<'_, Option<PathBuf>> {
        self.over.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn headers(&self) -> MutexGuard<'_, String> {
        self.headers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn first(&self) -> MutexGuard<'_, String> {
        self.first.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A page that begins with the script.
    fn begun(&self, page: Vec<u8>) -> Vec<u8> {
        let page = String::from_utf8_lossy(&page);
        let script = format!("<head><script src=\"{}{FIRST}\"></script>", self.under);
        page.replacen("<head>", &script, 1).into_bytes()
    }

    /// The file by a path, if there is one.
    fn file(&self, path: &str) -> Option<PathBuf> {
        let over = self.over().as_deref().map(|over| over.join(path));
        over.into_iter().chain([self.folder.join(path)]).find(|place| place.is_file())
    }

    fn is_silent(&self) -> bool {
        matches!(*self.mood(), Mood::Silent)
    }

    fn lacks(&self, inside: &str) -> bool {
        matches!(&*self.mood(), Mood::Lacking(suffix) if inside.ends_with(suffix.as_str()))
    }

    fn spoils(&self, inside: &str) -> Option<Spoil> {
        match &*self.mood() {
            Mood::Spoiling(suffix, spoil) if inside.ends_with(suffix.as_str()) => Some(*spoil),
            _ => None,
        }
    }

    /// Whether a path is refused; a held one is so long in coming.
    fn refuses(&self, inside: &str) -> bool {
        let held = |mood: &mut Mood| matches!(mood, Mood::Slow(suffix) if inside.ends_with(suffix.as_str()));
        let mood = self.mood_changed.wait_while(self.mood(), held).unwrap_or_else(PoisonError::into_inner);
        matches!(&*mood, Mood::Refusing(prefix) if inside.starts_with(prefix.as_str()))
    }

    fn answer(&self, target: &str) -> Answer {
        let (path, query) = target.split_once('?').map_or((target, ""), |(path, query)| (path, query));
        let not_found = Answer::NotFound(self.folder.join("404.html"));
        let Some(inside) = path.strip_prefix(&self.under) else { return not_found };
        if self.refuses(inside) {
            return Answer::Refused;
        }
        if self.lacks(inside) || inside.split('/').any(|part| part == "..") {
            return not_found;
        }
        if let Some(file) = self.file(inside) {
            return Answer::File(file);
        }
        let folder = inside.trim_end_matches('/');
        let index =
            if folder.is_empty() { "index.html".to_owned() } else { [folder, "/index.html"].concat() };
        let Some(index) = self.file(&index) else { return not_found };
        if path.ends_with('/') {
            return Answer::File(index);
        }
        let query = if query.is_empty() { String::new() } else { format!("?{query}") };
        Answer::Moved(format!("{path}/{query}"))
    }
}

/// Reads one request and answers it.
fn converse(site: &Site, mut stream: TcpStream) -> std::io::Result<()> {
    if site.is_silent() {
        return Ok(());
    }
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut request = String::new();
    reader.read_line(&mut request)?;
    let (mut header, mut takes_brotli, mut is_gone_to) = (String::new(), false, false);
    while reader.read_line(&mut header)? > 2 {
        takes_brotli |= accepts(&header, "accept-encoding", "br");
        is_gone_to |= accepts(&header, "accept", "text/html");
        header.clear();
    }
    let target = request.split(' ').nth(1).unwrap_or("/");
    if target.strip_prefix(&site.under) == Some(FIRST) {
        let script = site.first().clone();
        return write!(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Type: text/javascript\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{script}",
            script.len()
        );
    }
    let (status, extra, path) = match site.answer(target) {
        Answer::File(path) => ("200 OK", String::new(), Some(path)),
        Answer::Moved(to) => ("301 Moved Permanently", format!("Location: {to}\r\n"), None),
        Answer::NotFound(path) => ("404 Not Found", String::new(), Some(path)),
        Answer::Refused => ("503 Service Unavailable", String::new(), None),
    };
    let spoil = site.spoils(target.split('?').next().unwrap_or(target));
    let media_type =
        if spoil == Some(Spoil::Mislabelled) { "text/plain" } else { media_type(path.as_deref()) };
    let begins = is_gone_to && media_type.starts_with("text/html") && !site.first().is_empty();
    // What is spoiled is the file itself, not how it is packed.
    let takes_brotli = takes_brotli && spoil.is_none() && !begins;
    let packed = path.as_deref().map(with_br).filter(|packed| takes_brotli && packed.is_file());
    let extra =
        if packed.is_some() { extra + "Content-Encoding: br\r\nVary: Accept-Encoding\r\n" } else { extra };
    let extra = extra + &site.headers();
    let mut body = packed.or(path).map(fs::read).transpose()?.unwrap_or_default();
    if begins {
        body = site.begun(body);
    }
    match spoil {
        Some(Spoil::Cut) => body.truncate(body.len() / 2),
        Some(Spoil::Garbled) => body.iter_mut().for_each(|byte| *byte ^= 0x5a),
        Some(Spoil::Mislabelled) | None => {}
    }
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\n{extra}Connection: close\r\n\r\n",
        body.len()
    )?;
    if request.starts_with("HEAD ") {
        return Ok(());
    }
    stream.write_all(&body)
}

/// Whether a line of a request's head, of this name in small letters, lists a value.
fn accepts(line: &str, header: &str, value: &str) -> bool {
    let Some((name, list)) = line.split_once(':') else { return false };
    let is_it = |one: &str| one.split(';').next().is_some_and(|one| one.trim() == value);
    name.eq_ignore_ascii_case(header) && list.split(',').any(is_it)
}

/// Where a build leaves a file as brotli makes it.
pub fn with_br(path: &Path) -> PathBuf {
    let mut packed = path.as_os_str().to_owned();
    packed.push(".br");
    packed.into()
}

fn media_type(path: Option<&Path>) -> &'static str {
    match path.and_then(Path::extension).and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("webmanifest") => "application/manifest+json",
        Some("xml") => "application/xml",
        Some("txt" | "toml") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sources of this crate stand in for a site: `src` is a folder without an index.
    fn site(under: &str) -> Site {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        Site {
            folder,
            over: Mutex::default(),
            headers: Mutex::default(),
            first: Mutex::default(),
            under: under.to_owned(),
            mood: Mutex::default(),
            mood_changed: Condvar::new(),
        }
    }

    #[test]
    fn a_file_is_found_whatever_the_query_says() {
        let site = site("/");
        assert_eq!(site.answer("/src/host.rs?x=1"), Answer::File(site.folder.join("src/host.rs")));
    }

    #[test]
    fn what_is_not_there_gets_the_page_for_that() {
        let site = site("/");
        let not_found = Answer::NotFound(site.folder.join("404.html"));
        assert_eq!(site.answer("/event/none"), not_found);
        assert_eq!(site.answer("/src"), not_found);
        assert_eq!(site.answer("/../browser/src/host.rs"), not_found);
    }

    #[test]
    fn browsers_say_what_they_take() {
        let takes = |line: &str| accepts(line, "accept-encoding", "br");
        assert!(takes("Accept-Encoding: gzip, deflate, br, zstd\r\n"));
        assert!(takes("Accept-Encoding: gzip;q=1.0, br;q=0.5\r\n"));
        assert!(!takes("Accept-Encoding: gzip, deflate\r\n"));
        assert!(!takes("Accept: br\r\n"));
    }

    #[test]
    fn a_page_begins_with_the_script() {
        let page = site(SUB_PATH).begun(b"<html><head><title>x</title></head></html>".to_vec());
        let page = String::from_utf8_lossy(&page).into_owned();
        assert_eq!(
            page,
            "<html><head><script src=\"/sub/path/first.js\"></script><title>x</title></head></html>"
        );
    }

    #[test]
    fn under_a_path_nothing_is_found_outside_of_it() {
        let site = site(SUB_PATH);
        assert_eq!(site.answer("/sub/path/src/host.rs"), Answer::File(site.folder.join("src/host.rs")));
        assert_eq!(site.answer("/src/host.rs"), Answer::NotFound(site.folder.join("404.html")));
    }

    #[test]
    fn a_refused_file_is_refused_until_the_host_relents() {
        let host = Host::serve(&site("/").folder, "/").expect("serves");
        host.refuse("src/");
        assert_eq!(host.site.answer("/src/host.rs"), Answer::Refused);
        host.relent();
        assert_ne!(host.site.answer("/src/host.rs"), Answer::Refused);
    }

    #[test]
    fn what_is_lost_is_not_found_and_what_lies_over_comes_first() {
        let host = Host::serve(&site("/").folder, "/").expect("serves");
        host.lose("host.rs");
        assert!(matches!(host.site.answer("/src/host.rs"), Answer::NotFound(_)));
        host.relent();
        assert!(matches!(host.site.answer("/src/host.rs"), Answer::File(_)));
        let over = host.folder().join("src");
        host.lay_over(Some(&over));
        assert_eq!(host.site.answer("/host.rs"), Answer::File(over.join("host.rs")));
        assert_eq!(host.site.answer("/src/host.rs"), Answer::File(over.join("host.rs")));
        host.lay_over(None);
        assert!(matches!(host.site.answer("/host.rs"), Answer::NotFound(_)));
    }

    #[test]
    fn the_path_of_an_address_is_within_the_site() {
        let host = Host::serve(&site("/").folder, SUB_PATH).expect("serves");
        let address = host.address("/event/x?q=1");
        assert_eq!(host.path_of(&address), Some("/event/x?q=1"));
        assert_eq!(host.path_of("http://example.org/"), None);
    }
}
