//! Requests that nobody sends by accident.

use super::headers_of;
use super::pages::is_here;
use crate::finding::Rule;
use crate::http::{Answer, Request};
use crate::probe::{Host, Probe};

/// Ways out of the site's folder, to another host, or into an answer's head; behind the path of the site's root.
/// Characters stand for bytes (`Client`).
const WAYS: [&str; 26] = [
    "/../../../../../../etc/passwd",
    "/about/../../../../../../etc/passwd",
    "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "/.%2e/.%2e/.%2e/.%2e/etc/passwd",
    "/..%2f..%2f..%2f..%2fetc%2fpasswd",
    "/%252e%252e/%252e%252e/etc/passwd",
    "/..%252f..%252f..%252fetc/passwd",
    "/..\\..\\..\\..\\etc\\passwd",
    "/..%5c..%5c..%5cetc%5cpasswd",
    "/..;/..;/etc/passwd",
    "/%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd",
    "/..%c0%af..%c0%afetc/passwd",
    "/\u{c0}\u{ae}\u{c0}\u{ae}/etc/passwd",
    "/%e0%80%ae%e0%80%ae/etc/passwd",
    "/%uff0e%uff0e/etc/passwd",
    "/data%00",
    "/data/record.json%00.html",
    "/%",
    "/%zz",
    "/\u{1}",
    "//other.example/",
    "//other.example/%2e%2e",
    "/\\other.example",
    "/%5cother.example/%2e%2e",
    "/about%0d%0aX-Injected:%20yes",
    "/?%0d%0aX-Injected:%20yes",
];

/// What lies in folders that a copy of the site may have been made from, or is for the host alone.
const HIDDEN: [&str; 6] =
    ["/.git/config", "/.env", "/.htaccess", "/data/.hidden", "/_headers", "/.well-known/../.env"];

/// Longer than any address of the site.
const LONG: usize = 20_000;

/// Tries the ways. An error is right, and so is a page of the site or a redirect within it; silence is right too.
pub fn outside(probe: &mut Probe) {
    let own: Vec<Answer> = ["/", "/404.html", "/about"]
        .iter()
        .filter_map(|path| probe.ask(&Request::get(&probe.target(path))))
        .collect();
    let mut requests: Vec<Request> = WAYS.iter().map(|way| Request::get(&probe.target(way))).collect();
    requests.push(Request::get(&probe.target(&format!("/{}", "a".repeat(LONG)))));
    requests.push(Request::get("http://other.example/"));
    requests.push(Request::get("no-slash"));
    requests.push(Request::get("*"));
    for request in &requests {
        let Ok(answer) = probe.try_ask(request) else { continue };
        harmless(probe, request, &answer, &own);
    }
    if probe.host == Host::Ours {
        for path in HIDDEN {
            let request = Request::get(&probe.target(path));
            let Ok(answer) = probe.try_ask(&request) else { continue };
            probe.hold(matches!(answer.status, 400 | 403 | 404), Rule::Outside, &request, || {
                format!("status {}; wanted: 404", answer.status)
            });
        }
    }
}

fn harmless(probe: &mut Probe, request: &Request, answer: &Answer, own: &[Answer]) {
    probe.hold(answer.header("X-Injected").is_none(), Rule::Outside, request, || {
        "a part of the address is a header of the answer".to_owned()
    });
    let found = match answer.status {
        // A server with a name may have nothing to say for another.
        200..300 if answer.body.is_empty() => return,
        200..300 if own.iter().any(|page| page.body == answer.body) => return,
        200..300 => format!("status {} with {} bytes that are no page", answer.status, answer.body.len()),
        300..400 => match answer.header("Location") {
            Some(to) if is_here(probe, &to) => return,
            to => format!("status {}, to {to:?}", answer.status),
        },
        400..=499 | 501 | 505 => return,
        _ => format!("status {}", answer.status),
    };
    probe.find(Rule::Outside, request, found);
}

/// Tries to do more than to read.
pub fn methods(probe: &mut Probe, pages: &[String]) {
    if probe.host == Host::Plain {
        return;
    }
    let file = probe.target("/robots.txt");
    for target in pages.iter().take(2).chain([&file]) {
        for method in ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "NONSENSE"] {
            let request = Request::get(target).method(method).header("Content-Length", "0");
            let Ok(answer) = probe.try_ask(&request) else { continue };
            probe.hold(matches!(answer.status, 400 | 403 | 405 | 501), Rule::Method, &request, || {
                format!("status {}; wanted: 405", answer.status)
            });
            if answer.status == 405 && method == "POST" {
                headers_of(probe, &request, &answer);
            }
        }
    }
}
