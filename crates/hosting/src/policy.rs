//! The headers that the site is served with: one list, from which the policy in each page and the files for servers come.

/// What a page may load and do. Everything is the site's own; `'wasm-unsafe-eval'` lets WebAssembly be compiled and nothing
/// else. It stands in a `<meta>` of each page too, for hosts that set no headers.
pub const POLICY: [(&str, &str); 12] = [
    ("default-src", "'none'"),
    ("script-src", "'self' 'wasm-unsafe-eval'"),
    ("style-src", "'self'"),
    ("img-src", "'self' data: blob:"),
    ("connect-src", "'self'"),
    ("worker-src", "'self'"),
    // The preview of the frame that is offered for other pages.
    ("frame-src", "'self'"),
    ("manifest-src", "'self'"),
    ("base-uri", "'self'"),
    ("form-action", "'self'"),
    ("require-trusted-types-for", "'script'"),
    ("trusted-types", "entente"),
];

/// [`POLICY`] as a header or a `<meta>` has it.
pub fn policy() -> String {
    POLICY.map(|(directive, sources)| [directive, " ", sources].concat()).join("; ")
}

/// Who may show a page in a frame: everybody, since events are offered to be embedded. A host may narrow it. It has no
/// effect in a `<meta>`, so it is a header only.
pub const FRAME_ANCESTORS: (&str, &str) = ("frame-ancestors", "*");
