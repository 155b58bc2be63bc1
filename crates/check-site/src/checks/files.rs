//! How a file is served: type, compression, caching, conditional requests, parts of it.

use entente_hosting::{caching, headers, types};

use super::headers_of;
use crate::finding::Rule;
use crate::http::{Answer, Request};
use crate::probe::{Host, Probe};

/// What a file has to get smaller by at least: below this, a server may send it as it is.
const WORTH_COMPRESSING: usize = 1024;
/// What is compressed already.
const COMPRESSED: [&str; 2] = ["ico", "png"];

/// What is asked for, and the encodings that are then right, the best first.
const WISHES: [(&str, &[&str]); 5] = [
    ("br", &["br"]),
    ("gzip", &["gzip"]),
    ("gzip, deflate, br, zstd", &["br", "zstd"]),
    ("identity", &[]),
    ("br;q=0, gzip;q=0", &[]),
];

/// Looks at one file. Returns its bytes as they are, by gzip and by brotli.
pub fn check(probe: &mut Probe, target: &str) -> Option<[usize; 3]> {
    let request = Request::get(target);
    let plain = probe.ask(&request)?;
    if plain.status != 200 {
        probe.find(Rule::Link, &request, format!("status {}", plain.status));
        return None;
    }
    headers_of(probe, &request, &plain);
    of_its_type(probe, &request, &plain);
    kept(probe, &request, &plain);
    let sizes = compressed(probe, &request, &plain);
    not_sent_again(probe, &request);
    head(probe, &request, &plain);
    part(probe, &request, &plain);
    Some(sizes)
}

fn path(request: &Request) -> &str {
    request.target.split('?').next().unwrap_or_default()
}

fn of_its_type(probe: &mut Probe, request: &Request, answer: &Answer) {
    let Some(known) = types::of(path(request)) else { return };
    let found = answer.header("Content-Type").unwrap_or_default();
    let (name, parameters) = found.split_once(';').unwrap_or((&found, ""));
    let name = name.trim().to_ascii_lowercase();
    let is_right = name == known.name || known.also.contains(&name.as_str());
    // Bytes have no charset; a script and a style sheet have that of their page.
    let needs_charset = known.has_charset && name.starts_with("text/") && probe.host == Host::Ours;
    let has_charset = parameters.trim().eq_ignore_ascii_case("charset=utf-8");
    probe.hold(is_right && (has_charset || !needs_charset), Rule::Type, request, || {
        format!("found: {found:?}; wanted: {:?}", known.header())
    });
}

fn kept(probe: &mut Probe, request: &Request, answer: &Answer) {
    if probe.host == Host::Plain {
        return;
    }
    let found = answer.header("Cache-Control").unwrap_or_default();
    let wanted = caching::of(path(request));
    // Hosts that can't be told say "asked for anew" in this way.
    let as_good = ["public, max-age=0, must-revalidate"];
    let is_right = found == wanted || (wanted == caching::ASK_AGAIN && as_good.contains(&found.as_str()));
    probe.hold(is_right, Rule::Caching, request, || format!("Cache-Control: {found:?}; wanted: {wanted:?}"));
    let is_download = path(request).starts_with(&probe.target("/data/"));
    if is_download {
        let (name, wanted) = headers::DOWNLOADS;
        let found = answer.header(name).unwrap_or_default();
        probe.hold(found == wanted, Rule::Header(name), request, || {
            format!("found: {found:?}; wanted: {wanted:?}")
        });
    }
}

/// Asks in all ways. Returns the bytes as they are, by gzip and by brotli.
fn compressed(probe: &mut Probe, request: &Request, plain: &Answer) -> [usize; 3] {
    let raw = plain.body.len();
    let mut sizes = [raw; 3];
    let is_worth_it = raw >= WORTH_COMPRESSING
        && types::of(path(request)).is_some_and(|known| !COMPRESSED.contains(&known.extension));
    probe.hold(plain.header("Content-Encoding").is_none(), Rule::Compression, request, || {
        "it comes compressed to who did not say that they read it".to_owned()
    });
    let mut best = raw;
    for (wish, right) in WISHES {
        let request = request.clone().header("Accept-Encoding", wish);
        let Some(answer) = probe.ask(&request) else { continue };
        let encoding = answer.header("Content-Encoding");
        let found = encoding.as_deref().unwrap_or("identity");
        let is_right = match encoding.as_deref() {
            Some(encoding) => right.contains(&encoding),
            None => right.is_empty() || !is_worth_it || probe.host == Host::Plain,
        };
        probe.hold(is_right, Rule::Compression, &request, || {
            let wanted = right.first().unwrap_or(&"identity");
            format!("Content-Encoding: {found}; wanted: {wanted}, of {raw} bytes")
        });
        match answer.decoded() {
            Ok(bytes) => probe.hold(bytes == plain.body, Rule::Compression, &request, || {
                format!("another file than without: {} bytes, not {raw}", bytes.len())
            }),
            Err(error) => probe.find(Rule::Compression, &request, format!("by {found}: {error}")),
        }
        if is_worth_it {
            let vary = answer.header("Vary").unwrap_or_default().to_ascii_lowercase();
            probe.hold(vary.contains("accept-encoding"), Rule::Vary, &request, || format!("Vary: {vary:?}"));
        }
        match found {
            "gzip" => sizes[1] = answer.body.len(),
            "br" => sizes[2] = answer.body.len(),
            _ => {}
        }
        best = best.min(answer.body.len());
    }
    probe.hold(best < raw || !is_worth_it, Rule::Compression, request, || {
        format!("its {raw} bytes never come compressed")
    });
    sizes
}

/// Asks again for what is there, in each form.
fn not_sent_again(probe: &mut Probe, request: &Request) {
    for encoding in ["br", "gzip", "identity"] {
        let request = request.clone().header("Accept-Encoding", encoding);
        let Some(first) = probe.ask(&request) else { continue };
        let known = [("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")];
        let known: Vec<_> = known.iter().filter_map(|(from, to)| Some((*to, first.header(from)?))).collect();
        probe.hold(!known.is_empty(), Rule::Revalidation, &request, || {
            "neither ETag nor Last-Modified".to_owned()
        });
        for (name, value) in known {
            let again = request.clone().header(name, &value);
            let Some(answer) = probe.ask(&again) else { continue };
            probe.hold(answer.status == 304 && answer.body.is_empty(), Rule::Revalidation, &again, || {
                format!("status {} with {} bytes; wanted: 304", answer.status, answer.body.len())
            });
            let (before, after) = (first.header("Cache-Control"), answer.header("Cache-Control"));
            probe.hold(before == after || probe.host == Host::Plain, Rule::Caching, &again, || {
                format!("Cache-Control: {after:?} with 304, {before:?} before")
            });
        }
        let other = request.clone().header("If-None-Match", "\"another\"");
        let Some(answer) = probe.ask(&other) else { continue };
        probe.hold(answer.status == 200, Rule::Revalidation, &other, || {
            format!("status {} to who has another file; wanted: 200", answer.status)
        });
    }
}

fn head(probe: &mut Probe, request: &Request, plain: &Answer) {
    let request = request.clone().method("HEAD");
    let Some(answer) = probe.ask(&request) else { return };
    for name in ["Content-Type", "Content-Length", "ETag", "Cache-Control"] {
        let (head, get) = (answer.header(name), plain.header(name));
        // A body may come in pieces, without its length.
        let is_left_out = name == "Content-Length" && (head.is_none() || get.is_none());
        probe.hold(answer.status == 200 && (head == get || is_left_out), Rule::Head, &request, || {
            format!("status {}, {name}: {head:?}; GET says {get:?}", answer.status)
        });
    }
}

/// Asks for the first hundred bytes, and for some behind the end.
fn part(probe: &mut Probe, request: &Request, plain: &Answer) {
    const LENGTH: usize = 100;
    let size = plain.body.len();
    if size <= LENGTH {
        return;
    }
    if plain.header("Accept-Ranges").as_deref() != Some("bytes") {
        // A server may answer no ranges at all; of ours, files to take away are long, and worth going on with.
        let is_download = path(request).starts_with(&probe.target("/data/"));
        probe.hold(!is_download || probe.host == Host::Plain, Rule::Range, request, || {
            format!("Accept-Ranges: {:?}", plain.header("Accept-Ranges"))
        });
        return;
    }
    let within = request.clone().header("Range", &format!("bytes=0-{}", LENGTH - 1));
    if let Some(answer) = probe.ask(&within) {
        let told = answer.header("Content-Range").unwrap_or_default();
        let wanted = format!("bytes 0-{}/{size}", LENGTH - 1);
        let is_right = answer.status == 206 && told == wanted && answer.body == plain.body[..LENGTH];
        probe.hold(is_right, Rule::Range, &within, || {
            format!(
                "status {}, {told:?}, {} bytes; wanted: 206, {wanted:?}",
                answer.status,
                answer.body.len()
            )
        });
    }
    let behind = request.clone().header("Range", &format!("bytes={}-", size + 1));
    if let Some(answer) = probe.ask(&behind) {
        probe.hold(answer.status == 416, Rule::Range, &behind, || {
            format!("status {}; wanted: 416", answer.status)
        });
    }
}
