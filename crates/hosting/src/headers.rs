//! The headers of every answer.
//!
//! Nothing here depends on who asks: there are no cookies and no answers to one reader alone. So all of it may be read by
//! other sites, and what remains is to keep a page from doing more than it needs.

use crate::policy;

/// A header's name and value.
pub type Header = (&'static str, String);

/// Where the policy is, which a host may narrow by who may frame a page.
pub const POLICY: &str = "Content-Security-Policy";

/// What goes with every answer, errors included. The policy comes first.
///
/// - `Referrer-Policy`: a source that a reader goes to learns neither the event that they came from nor this site.
/// - `Cross-Origin-Opener-Policy`: a page that opens this one gets no hold of its window.
/// - `Cross-Origin-Embedder-Policy` and `Cross-Origin-Resource-Policy`: a page that is isolated itself can frame only what
///   says both. They take nothing away: a page loads nothing from elsewhere, and all that lies here is public.
/// - No `X-Frame-Options`: it can't say "these sites", and `frame-ancestors` overrules it in every browser that the app
///   runs in.
pub fn everywhere(frame_ancestors: &str) -> Vec<Header> {
    let fixed = [
        ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Embedder-Policy", "require-corp"),
        ("Cross-Origin-Resource-Policy", "cross-origin"),
    ];
    let mut headers = vec![(POLICY, policy_header(frame_ancestors)), ("Permissions-Policy", permissions())];
    headers.extend(fixed.map(|(name, value)| (name, value.to_owned())));
    headers
}

/// For the downloads: scripts of other sites may read them.
pub const DOWNLOADS: (&str, &str) = ("Access-Control-Allow-Origin", "*");

/// Tells browsers to come by TLS only, for a year. It can't be taken back before, so a host turns it on when TLS is there to
/// stay. It leaves out sibling hosts, which are not ours to speak for.
pub const STRICT_TRANSPORT: (&str, &str) = ("Strict-Transport-Security", "max-age=31536000");

/// The policy with who may frame a page.
fn policy_header(frame_ancestors: &str) -> String {
    format!("{}; {} {frame_ancestors}", policy::policy(), policy::FRAME_ANCESTORS.0)
}

/// What a page may ask of the device: to put a link on the clipboard. Handing it to the system's sharing is allowed unless it
/// is refused, and not all browsers know its name.
const ALLOWED: [&str; 1] = ["clipboard-write"];

/// What it never asks for: what all of the browsers that know this header have a name for, so that none complains.
const REFUSED: [&str; 24] = [
    "accelerometer",
    "autoplay",
    "camera",
    "clipboard-read",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "xr-spatial-tracking",
];

fn permissions() -> String {
    let refused = REFUSED.iter().map(|name| format!("{name}=()"));
    let allowed = ALLOWED.iter().map(|name| format!("{name}=(self)"));
    refused.chain(allowed).collect::<Vec<_>>().join(", ")
}

/// The directives of a policy in its text, sorted: two policies that say the same are equal.
pub fn directives(policy: &str) -> Vec<(String, Vec<String>)> {
    let read = |directive: &str| {
        let mut words = directive.split_ascii_whitespace().map(str::to_owned);
        let name = words.next()?.to_ascii_lowercase();
        let mut values: Vec<String> = words.collect();
        values.sort();
        Some((name, values))
    };
    let mut all: Vec<_> = policy.split(';').filter_map(read).collect();
    all.sort();
    all
}

/// Whether a text can stand as the value of `frame-ancestors`: sources between spaces, nothing that would end the
/// directive, the header, or a string in a server's file.
pub fn is_frame_ancestors(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "':/.*-_[] ".contains(c);
    !text.trim().is_empty() && text.chars().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_of_the_header_is_that_of_the_pages_and_who_may_frame_them() {
        let headers = everywhere("'self' https://example.org");
        let mut wanted = policy::POLICY.map(|(name, value)| format!("{name} {value};")).concat();
        wanted += "frame-ancestors https://example.org 'self'";
        assert_eq!(directives(&headers[0].1), directives(&wanted));
    }

    #[test]
    fn no_header_has_what_would_end_it_or_a_string_around_it() {
        for (name, value) in everywhere("*") {
            assert!(value.chars().all(|c| (' '..='~').contains(&c) && c != '"'), "{name}: {value}");
        }
    }

    #[test]
    fn what_would_say_more_than_who_may_frame_is_refused() {
        for good in ["*", "'none'", "'self' https://*.example.org:8443", "https://a.org/"] {
            assert!(is_frame_ancestors(good), "{good}");
        }
        for bad in ["", " ", "*; script-src *", "a\nX: y", "\"", "a, b", "$host"] {
            assert!(!is_frame_ancestors(bad), "{bad}");
        }
    }
}
