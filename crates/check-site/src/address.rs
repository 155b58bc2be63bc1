//! The address of a site, as it is typed.

use std::fmt;

/// Where a site lies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Address {
    /// Whether it is reached by TLS.
    pub is_secure: bool,
    /// Name or number, without a port; one of IPv6 without its brackets.
    pub name: String,
    pub port: u16,
    /// Path of the site's root without its trailing slash: empty, or `/sub`.
    pub base: String,
}

/// What is wrong with an address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Odd {
    Scheme,
    Name,
    Port,
    Path,
}

impl fmt::Display for Odd {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Odd::Scheme => "it begins with neither http:// nor https://",
            Odd::Name => "it names no host",
            Odd::Port => "its port is no number below 65,536",
            Odd::Path => "its path has a query, a fragment or what a request can't carry",
        })
    }
}

impl Address {
    /// Reads `https://example.org`, `http://127.0.0.1:8080/sub/` and the like.
    pub fn read(text: &str) -> Result<Address, Odd> {
        let (is_secure, rest) = match (text.strip_prefix("https://"), text.strip_prefix("http://")) {
            (Some(rest), _) => (true, rest),
            (_, Some(rest)) => (false, rest),
            _ => return Err(Odd::Scheme),
        };
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let (name, port) = match host.strip_prefix('[').and_then(|inner| inner.split_once(']')) {
            Some((name, port)) => (name, port.strip_prefix(':')),
            None => host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port))),
        };
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':');
        if name.is_empty() || !name.chars().all(is_part) {
            return Err(Odd::Name);
        }
        let usual = if is_secure { 443 } else { 80 };
        let port = port.map_or(Ok(usual), str::parse).map_err(|_| Odd::Port)?;
        if path.contains(['?', '#', ' ']) || path.contains(char::is_control) {
            return Err(Odd::Path);
        }
        Ok(Address { is_secure, name: name.to_owned(), port, base: path.trim_end_matches('/').to_owned() })
    }

    /// What a request's `Host` says.
    pub fn host(&self) -> String {
        let name = if self.name.contains(':') { format!("[{}]", self.name) } else { self.name.clone() };
        let usual = if self.is_secure { 443 } else { 80 };
        if self.port == usual { name } else { format!("{name}:{}", self.port) }
    }

    /// Scheme and host, which full addresses begin with.
    pub fn origin(&self) -> String {
        let scheme = if self.is_secure { "https" } else { "http" };
        format!("{scheme}://{}", self.host())
    }

    /// The path within the site's host that a link of a page leads to; `None` if it leads elsewhere or is none. `own` is
    /// the origin that the site takes for its own, where full addresses stand in it.
    pub fn within(&self, href: &str, own: Option<&str>) -> Option<String> {
        let path = own.and_then(|own| href.strip_prefix(own)).unwrap_or(href);
        let path = path.split('#').next().unwrap_or_default();
        let path = if path.is_empty() { "/" } else { path };
        let rest = path.strip_prefix(self.base.as_str())?;
        let is_inside = rest.is_empty() || rest.starts_with('?') || rest.starts_with('/');
        (is_inside && path.starts_with('/') && !path.starts_with("//")).then(|| path.to_owned())
    }
}

impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{}", self.origin(), self.base)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_they_are_typed() {
        let told = |text: &str| Address::read(text).map(|address| address.to_string());
        assert_eq!(told("https://example.org").as_deref(), Ok("https://example.org"));
        assert_eq!(told("http://127.0.0.1:8080/sub/").as_deref(), Ok("http://127.0.0.1:8080/sub"));
        assert_eq!(told("http://[::1]:80/").as_deref(), Ok("http://[::1]"));
        assert_eq!(told("example.org"), Err(Odd::Scheme));
        assert_eq!(told("http:///x"), Err(Odd::Name));
        assert_eq!(told("http://a:99999"), Err(Odd::Port));
        assert_eq!(told("http://a/\r\nX: y"), Err(Odd::Path));
    }

    #[test]
    fn a_link_is_followed_within_the_site_only() {
        let address = Address::read("http://127.0.0.1:8080/sub/").expect("is one");
        let within = |href| address.within(href, Some("https://example.org"));
        assert_eq!(within("/sub/about?x=1#y").as_deref(), Some("/sub/about?x=1"));
        assert_eq!(within("https://example.org/sub/data").as_deref(), Some("/sub/data"));
        for elsewhere in ["/about", "/subway", "//example.org/sub/", "https://other.org/sub/", "mailto:a@b"] {
            assert_eq!(within(elsewhere), None, "{elsewhere}");
        }
    }
}
