//! Where the site lies: the path of its root, and the host if it is known.

use super::Error;

/// Where the site lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Scheme and host, such as `https://example.org`, without a slash at the end.
    origin: Option<String>,
    /// Path of the root without its trailing slash: empty, or `/sub`.
    base: String,
}

impl Place {
    /// From the address in the page's `<base>` (a path, or a host and a path) and the origin that was asked for, which
    /// counts before the host of the former.
    ///
    /// # Errors
    /// [`Error::Origin`] for an origin that is more or less than scheme and host.
    pub fn new(base: &str, origin: Option<&str>) -> Result<Self, Error> {
        let (host, path) = split(base).unwrap_or(("", base));
        let origin = match origin {
            Some(origin) => {
                let (host, path) = split(origin).ok_or_else(|| Error::Origin(origin.to_string()))?;
                let is_host =
                    |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-' | ':' | '[' | ']');
                let name = host.split_once("://").map_or("", |(_, name)| name);
                if name.is_empty() || !name.chars().all(is_host) || !matches!(path, "" | "/") {
                    return Err(Error::Origin(origin.to_string()));
                }
                Some(host.to_string())
            }
            None => (!host.is_empty()).then(|| host.to_string()),
        };
        Ok(Self { origin, base: path.trim_end_matches('/').to_string() })
    }

    /// Path of the root without its trailing slash.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Scheme and host; empty where they are not known.
    pub fn origin(&self) -> &str {
        self.origin.as_deref().unwrap_or_default()
    }

    /// Whether full addresses are known.
    pub fn has_origin(&self) -> bool {
        self.origin.is_some()
    }

    /// The address of a path of the site that begins with a slash: full if the host is known, else from the host's root.
    pub fn address(&self, path: &str) -> String {
        [self.origin(), &self.base, path].concat()
    }

    /// The path within the site of a link that leads there; `None` for one that leads elsewhere. Query and fragment
    /// are cut off.
    pub fn within<'a>(&self, href: &'a str) -> Option<&'a str> {
        let href = self.origin.as_deref().and_then(|origin| href.strip_prefix(origin)).unwrap_or(href);
        let path = href.split(['?', '#']).next().unwrap_or_default();
        path.strip_prefix(self.base.as_str()).filter(|rest| rest.starts_with('/') && !rest.starts_with("//"))
    }
}

/// Scheme with host, and path.
fn split(address: &str) -> Option<(&str, &str)> {
    let after = ["https://", "http://"].into_iter().find_map(|scheme| address.strip_prefix(scheme))?;
    let host = after.find('/').unwrap_or(after.len());
    Some(address.split_at(address.len() - after.len() + host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_full_where_the_host_is_known() {
        let address = |base, origin| Place::new(base, origin).map(|place| place.address("/about")).ok();
        assert_eq!(address("/", None).as_deref(), Some("/about"));
        assert_eq!(address("/sub/", None).as_deref(), Some("/sub/about"));
        assert_eq!(address("/sub/", Some("https://a.org/")).as_deref(), Some("https://a.org/sub/about"));
        assert_eq!(address("https://b.org/sub/", None).as_deref(), Some("https://b.org/sub/about"));
        assert_eq!(
            address("https://b.org/", Some("http://a.org:81")).as_deref(),
            Some("http://a.org:81/about")
        );
    }

    #[test]
    fn an_origin_is_scheme_and_host_and_nothing_else() {
        for odd in
            ["a.org", "https://", "ftp://a.org", "https://a.org/x", "https://a b", "https://a.org?x", "\"><"]
        {
            assert!(Place::new("/", Some(odd)).is_err(), "{odd}");
        }
    }

    #[test]
    fn a_link_is_within_the_site_or_leads_elsewhere() {
        let place = Place::new("/sub/", Some("https://a.org")).expect("is a place");
        assert_eq!(place.within("/sub/about?x=1#y"), Some("/about"));
        assert_eq!(place.within("https://a.org/sub/about"), Some("/about"));
        for elsewhere in ["/about", "https://b.org/sub/about", "//b.org/", "/subway", "mailto:x@y"] {
            assert_eq!(place.within(elsewhere), None, "{elsewhere}");
        }
    }
}
