//! Ways to break the files for servers, each with the rule that must show it.

use crate::finding::Rule;

/// One change to a server's files.
#[derive(Debug)]
pub struct Break {
    /// In words.
    pub what: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    /// What must be found.
    pub rule: Rule,
}

const fn broken(what: &'static str, from: &'static str, to: &'static str, rule: Rule) -> Break {
    Break { what, from, to, rule }
}

/// For nginx.
pub const NGINX: [Break; 24] = [
    broken(
        "a missing policy",
        "add_header Content-Security-Policy",
        "add_header X-Other",
        Rule::Header("Content-Security-Policy"),
    ),
    broken(
        "a policy that lets scripts in",
        "script-src 'self'",
        "script-src 'self' 'unsafe-inline'",
        Rule::Header("Content-Security-Policy"),
    ),
    broken(
        "a policy without who may frame a page",
        "; frame-ancestors $entente_frame_ancestors",
        "",
        Rule::Header("Content-Security-Policy"),
    ),
    broken(
        "a missing Permissions-Policy",
        "add_header Permissions-Policy",
        "add_header X-Other",
        Rule::Header("Permissions-Policy"),
    ),
    broken("another Referrer-Policy", "no-referrer", "unsafe-url", Rule::Header("Referrer-Policy")),
    broken(
        "a missing nosniff",
        "add_header X-Content-Type-Options",
        "add_header X-Other",
        Rule::Header("X-Content-Type-Options"),
    ),
    broken(
        "a missing Cross-Origin-Opener-Policy",
        "add_header Cross-Origin-Opener-Policy",
        "add_header X-Other",
        Rule::Header("Cross-Origin-Opener-Policy"),
    ),
    broken(
        "a header that errors lack",
        "add_header Cross-Origin-Resource-Policy \"cross-origin\" always",
        "add_header Cross-Origin-Resource-Policy \"cross-origin\"",
        Rule::Header("Cross-Origin-Resource-Policy"),
    ),
    broken(
        "a download that scripts of others may not read",
        "\"$entente_readers\"",
        "\"\"",
        Rule::Header("Access-Control-Allow-Origin"),
    ),
    broken("wasm of no type", "\"application/wasm\" wasm;", "", Rule::Type),
    broken("tables without their charset", "text/csv; charset=utf-8", "text/csv", Rule::Type),
    broken("missing brotli", "brotli_static on;", "", Rule::Compression),
    broken("missing gzip", "gzip_static on;", "gzip_static off;", Rule::Compression),
    broken("brotli for everybody", "brotli_static on;", "brotli_static always;", Rule::Compression),
    broken("a missing Vary", "gzip_vary on;", "gzip_vary off;", Rule::Vary),
    broken("pages that are kept", "default \"no-cache\";", "default \"max-age=3600\";", Rule::Caching),
    broken("an app that is not kept", "public, max-age=31536000, immutable", "no-cache", Rule::Caching),
    broken(
        "files that are always sent again",
        "etag on;",
        "etag off; if_modified_since off;",
        Rule::Revalidation,
    ),
    broken("files without ranges", "etag on;", "etag on; max_ranges 0;", Rule::Range),
    broken("pages that need a slash", "$uri/index.html =404", "=404", Rule::Page),
    broken("a start page for every address", "=404;", "/index.html;", Rule::NotFound),
    broken("an error page of the server's own", "error_page 404", "error_page 418", Rule::NotFound),
    broken("hidden files in the open", "(\\.(?!well-known/)|_headers$)", "no-such", Rule::Outside),
    broken("the server's version", "server_tokens off;", "server_tokens on;", Rule::Version),
];

/// For Caddy.
pub const CADDY: [Break; 10] = [
    broken(
        "a missing policy",
        "\t\tContent-Security-Policy",
        "\t\tX-Other",
        Rule::Header("Content-Security-Policy"),
    ),
    broken("another Referrer-Policy", "no-referrer", "unsafe-url", Rule::Header("Referrer-Policy")),
    broken("wasm of another type", "\"application/wasm\"", "\"text/plain\"", Rule::Type),
    broken("missing compression", "precompressed br gzip", "precompressed gzip", Rule::Compression),
    broken("an app that is not kept", "public, max-age=31536000, immutable", "no-cache", Rule::Caching),
    broken(
        "pages that are kept",
        "?Cache-Control \"no-cache\"",
        "?Cache-Control \"max-age=60\"",
        Rule::Caching,
    ),
    broken(
        "a start page for every address",
        "{path}/index.html",
        "{path}/index.html /index.html",
        Rule::NotFound,
    ),
    broken("other methods", "not method GET HEAD", "method NONE", Rule::Method),
    broken("hidden files in the open", "path */.* */_headers", "path /no-such", Rule::Outside),
    broken("a cookie", "-Server", "Set-Cookie \"seen=1\"", Rule::Cookie),
];
