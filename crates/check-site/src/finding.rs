//! What is wrong with a running site.

use std::fmt;

/// What a site promises. Each rule says how to mend what breaks it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Rule {
    /// The server answers, in HTTP.
    Answers,
    /// Every answer has this header with this value.
    Header(&'static str),
    /// The policy in a page is that of the header.
    Policy,
    /// A file has its type.
    Type,
    /// What gets smaller by it comes compressed, as was asked, and is the same file.
    Compression,
    /// Caches are told that the answer depends on what was asked.
    Vary,
    /// What is named by its content is kept for ever, and nothing else is.
    Caching,
    /// What has not changed is not sent again.
    Revalidation,
    /// A part of a file can be asked for.
    Range,
    /// `HEAD` says what `GET` says.
    Head,
    /// A page answers at its address.
    Page,
    /// An address that nothing lies under gets the page for those, with status 404.
    NotFound,
    /// Every link of a page leads somewhere.
    Link,
    /// No address leads out of the site.
    Outside,
    /// Nothing but reading is possible.
    Method,
    /// Nothing is kept in a reader's browser by the server.
    Cookie,
    /// The version of the server is nobody's business.
    Version,
}

impl Rule {
    /// How to mend what breaks the rule.
    pub const fn mend(self) -> &'static str {
        match self {
            Rule::Answers => {
                "see that the server runs, that its name leads there, and that it speaks HTTP/1.1."
            }
            Rule::Header(_) => {
                "send it with every answer, errors too: deploy/nginx/entente-headers.conf, deploy/caddy/Caddyfile, \
                 or `_headers` in the root of the site."
            }
            Rule::Policy => "take policy and pages from the same build; a proxy may not change either.",
            Rule::Type => "give the server the types of deploy/nginx/entente.conf.",
            Rule::Compression => {
                "have the server send the .br and .gz files that lie beside the originals \
                 (nginx: brotli_static, gzip_static; Caddy: precompressed), or compress by itself."
            }
            Rule::Vary => {
                "send `Vary: Accept-Encoding` (nginx: gzip_vary on), or caches hand out what can't be read."
            }
            Rule::Caching => {
                "send `public, max-age=31536000, immutable` with files that have sixteen hexadecimal digits at the end \
                 of their name, and `no-cache` with all others."
            }
            Rule::Revalidation => {
                "have the server send ETag or Last-Modified, and compare them when it is asked."
            }
            Rule::Range => "let the server answer ranges of files that are not compressed.",
            Rule::Head => "let HEAD through to where GET goes.",
            Rule::Page => {
                "have an address without an extension answered by index.html in the folder of its name."
            }
            Rule::NotFound => {
                "answer unknown addresses with 404.html and status 404, not with the start page."
            }
            Rule::Link => "copy the whole of dist/, and see that no rule of the server hides a part of it.",
            Rule::Outside => {
                "serve dist/ alone, by the server's own rules for files, without rewriting by hand."
            }
            Rule::Method => "refuse all but GET and HEAD with 405.",
            Rule::Cookie => "turn off what sets cookies in front of the site.",
            Rule::Version => "turn the version off (nginx: server_tokens off).",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rule::Header(name) => write!(out, "Header {name}"),
            other => write!(out, "{other:?}"),
        }
    }
}

/// A rule that is broken, where, and how.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    pub rule: Rule,
    /// The request that showed it.
    pub request: String,
    pub what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}\n    {}", self.rule, self.request, self.what)
    }
}
