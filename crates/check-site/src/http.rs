//! Requests sent as they are written, and their answers. A library would mend what is odd about a path before it is sent,
//! and a server's way with odd paths is one of the things to know.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use crate::address::Address;

/// How long a server may be silent.
const PATIENCE: Duration = Duration::from_secs(20);
/// The most that is taken of a head and of a body.
const HEAD_LIMIT: u64 = 64 << 10;
const BODY_LIMIT: u64 = 64 << 20;

/// A request.
#[derive(Clone, Debug)]
pub struct Request {
    pub method: &'static str,
    /// What stands between method and version, as it is.
    pub target: String,
    pub headers: Vec<(&'static str, String)>,
}

impl Request {
    pub fn get(target: &str) -> Request {
        Request { method: "GET", target: target.to_owned(), headers: Vec::new() }
    }

    pub fn method(self, method: &'static str) -> Request {
        Request { method, ..self }
    }

    pub fn header(mut self, name: &'static str, value: &str) -> Request {
        self.headers.push((name, value.to_owned()));
        self
    }

    /// How it is told in findings: `GET /about (Accept-Encoding: br)`.
    pub fn told(&self) -> String {
        let headers: Vec<String> =
            self.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        let target: String = self.target.chars().take(120).flat_map(char::escape_default).collect();
        match headers.as_slice() {
            [] => format!("{} {target}", self.method),
            _ => format!("{} {target} ({})", self.method, headers.join(", ")),
        }
    }
}

/// An answer, with the body as it came.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Answer {
    pub status: u16,
    /// In the order in which they came.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    /// All values of a header, joined as one; `None` if there is none.
    pub fn header(&self, name: &str) -> Option<String> {
        let values: Vec<&str> = self
            .headers
            .iter()
            .filter(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
            .collect();
        (!values.is_empty()).then(|| values.join(", "))
    }

    /// The body as text, without the encoding that it came in; what can't be read is left out.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.decoded().unwrap_or_default()).into_owned()
    }

    /// The body without the encoding that it came in.
    pub fn decoded(&self) -> io::Result<Vec<u8>> {
        let mut plain = Vec::new();
        match self.header("Content-Encoding").as_deref() {
            None | Some("identity") => plain.clone_from(&self.body),
            Some("br") => {
                let decoder = brotli::Decompressor::new(self.body.as_slice(), 4096);
                decoder.take(BODY_LIMIT).read_to_end(&mut plain)?;
            }
            Some("gzip") => {
                let decoder = flate2::read::GzDecoder::new(self.body.as_slice());
                decoder.take(BODY_LIMIT).read_to_end(&mut plain)?;
            }
            Some(other) => return Err(io::Error::other(format!("in an unknown encoding, {other}"))),
        }
        Ok(plain)
    }
}

/// A way to a server: bytes there and back.
trait Line: Read + Write {}
impl<T: Read + Write> Line for T {}

/// Asks one server, over one connection as long as that holds.
pub struct Client {
    address: Address,
    tls: Arc<ClientConfig>,
    line: Option<BufReader<Box<dyn Line>>>,
}

impl Client {
    pub fn new(address: &Address) -> Client {
        let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        let tls = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
        Client { address: address.clone(), tls: Arc::new(tls), line: None }
    }

    /// Sends a request and reads its answer. A connection that the server has closed meanwhile is opened again.
    pub fn ask(&mut self, request: &Request) -> io::Result<Answer> {
        if let Some(line) = self.line.take()
            && let Ok(answer) = self.ask_on(line, request)
        {
            return Ok(answer);
        }
        let line = self.open()?;
        self.ask_on(line, request)
    }

    fn open(&self) -> io::Result<BufReader<Box<dyn Line>>> {
        let mut places = (self.address.name.as_str(), self.address.port).to_socket_addrs()?;
        let place = places.next().ok_or_else(|| io::Error::other("the name leads to no address"))?;
        let stream = TcpStream::connect_timeout(&place, PATIENCE)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        if !self.address.is_secure {
            return Ok(BufReader::new(Box::new(stream)));
        }
        let name = ServerName::try_from(self.address.name.clone()).map_err(io::Error::other)?;
        let session = ClientConnection::new(Arc::clone(&self.tls), name).map_err(io::Error::other)?;
        Ok(BufReader::new(Box::new(StreamOwned::new(session, stream))))
    }

    fn ask_on(&mut self, mut line: BufReader<Box<dyn Line>>, request: &Request) -> io::Result<Answer> {
        let mut text = format!("{} {} HTTP/1.1\r\n", request.method, request.target);
        let own_host = request.headers.iter().any(|(name, _)| *name == "Host");
        if !own_host {
            text += &format!("Host: {}\r\n", self.address.host());
        }
        text += "User-Agent: entente-check-site\r\n";
        for (name, value) in &request.headers {
            text += &format!("{name}: {value}\r\n");
        }
        text += "\r\n";
        line.get_mut().write_all(&to_bytes(&text))?;
        line.get_mut().flush()?;
        let (answer, stays_open) = read_answer(&mut line, request.method)?;
        self.line = stays_open.then_some(line);
        Ok(answer)
    }
}

/// Characters up to U+00FF stand for the byte of their number, so that a request can have any byte.
fn to_bytes(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect()
}

/// Reads an answer to a method; also whether more can be asked on the line.
fn read_answer(line: &mut impl BufRead, method: &str) -> io::Result<(Answer, bool)> {
    let mut head = line.by_ref().take(HEAD_LIMIT);
    let status_line = read_line(&mut head)?;
    let mut words = status_line.split(' ');
    let is_http = words.next().is_some_and(|version| version.starts_with("HTTP/1."));
    let status = words.next().and_then(|word| word.parse().ok()).filter(|_| is_http);
    let status: u16 = status.ok_or_else(|| io::Error::other(format!("no HTTP answer: {status_line:?}")))?;
    let mut answer = Answer { status, ..Answer::default() };
    loop {
        let text = read_line(&mut head)?;
        if text.is_empty() {
            break;
        }
        let (name, value) = text.split_once(':').unwrap_or((&text, ""));
        answer.headers.push((name.trim().to_owned(), value.trim().to_owned()));
    }
    let says = |name: &str, value: &str| {
        answer.header(name).is_some_and(|found| found.to_ascii_lowercase().contains(value))
    };
    let mut stays_open = !says("Connection", "close") && status_line.starts_with("HTTP/1.1");
    let length = answer.header("Content-Length").and_then(|text| text.parse::<u64>().ok());
    if method == "HEAD" || status == 204 || status == 304 {
        return Ok((answer, stays_open));
    }
    let body = if says("Transfer-Encoding", "chunked") {
        read_chunks(line)?
    } else {
        let mut body = Vec::new();
        line.by_ref().take(length.unwrap_or(BODY_LIMIT).min(BODY_LIMIT)).read_to_end(&mut body)?;
        stays_open &= length.is_some();
        if length.is_some_and(|length| length != body.len() as u64) {
            return Err(io::Error::other("the answer ends early or is too long to check"));
        }
        body
    };
    Ok((Answer { body, ..answer }, stays_open))
}

fn read_line(from: &mut impl BufRead) -> io::Result<String> {
    let mut bytes = Vec::new();
    from.read_until(b'\n', &mut bytes)?;
    match bytes.pop() {
        Some(b'\n') => Ok(String::from_utf8_lossy(&bytes).trim_end_matches('\r').to_owned()),
        _ => Err(io::Error::other("the answer ends early")),
    }
}

fn read_chunks(line: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let text = read_line(&mut line.by_ref().take(HEAD_LIMIT))?;
        let digits = text.split(';').next().unwrap_or_default().trim();
        let length = u64::from_str_radix(digits, 16).map_err(io::Error::other)?;
        if length == 0 {
            // What may follow the last chunk ends with an empty line.
            while !read_line(&mut line.by_ref().take(HEAD_LIMIT))?.is_empty() {}
            return Ok(body);
        }
        let before = body.len() as u64;
        line.by_ref().take(length.min(BODY_LIMIT)).read_to_end(&mut body)?;
        if body.len() as u64 - before != length || body.len() as u64 > BODY_LIMIT {
            return Err(io::Error::other("the answer ends early or is too long to check"));
        }
        read_line(&mut line.by_ref().take(HEAD_LIMIT))?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], method: &str) -> io::Result<(Answer, bool)> {
        read_answer(&mut &*bytes, method)
    }

    #[test]
    fn an_answer_ends_where_its_length_its_chunks_or_the_connection_say() {
        let body = |bytes: &[u8]| read(bytes, "GET").map(|(answer, open)| (answer.body, open)).ok();
        let met = || b"met".to_vec();
        assert_eq!(body(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nmetHTTP"), Some((met(), true)));
        let chunked =
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x\r\nme\r\n1\r\nt\r\n0\r\nA: b\r\n\r\n";
        assert_eq!(body(chunked), Some((met(), true)));
        assert_eq!(body(b"HTTP/1.1 200 OK\r\n\r\nmet"), Some((met(), false)));
        assert_eq!(body(b"HTTP/1.1 304 Not Modified\r\nContent-Length: 3\r\n\r\n"), Some((vec![], true)));
    }

    #[test]
    fn what_is_no_answer_or_half_of_one_is_an_error() {
        for odd in [
            &b""[..],
            b"HTTP/1.1 200",
            b"SSH-2.0-x\r\n\r\n",
            b"HTTP/1.1 many\r\n\r\n",
            b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nmet",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nmet",
        ] {
            assert!(read(odd, "GET").is_err(), "{}", String::from_utf8_lossy(odd));
        }
    }

    #[test]
    fn an_answer_to_head_has_no_body_whatever_its_length_says() {
        let (answer, open) = read(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n", "HEAD").expect("is one");
        assert!(open && answer.body.is_empty());
        assert_eq!(answer.header("content-length").as_deref(), Some("3"));
    }

    #[test]
    fn any_byte_can_be_sent() {
        assert_eq!(to_bytes("/\u{c0}\u{ae}\\"), [b'/', 0xc0, 0xae, b'\\']);
    }
}
