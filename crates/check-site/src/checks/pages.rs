//! Pages at their addresses, the policy in them, their links, and what unknown addresses get.

use std::collections::BTreeSet;

use entente_hosting::headers::directives;
use entente_hosting::policy;

use super::headers_of;
use crate::finding::Rule;
use crate::http::Request;
use crate::markup;
use crate::probe::{Host, Probe};

/// How many links are followed.
const LINKS: usize = 400;

/// An address that nothing lies under, below one that is a folder, and one for a file.
const UNKNOWN: [&str; 5] = [
    "/no-such-page",
    "/event/no-such-event",
    "/es/no-such-page?theme=x",
    "/data/no-such-file.csv",
    "/no.wasm",
];

/// Looks at one page: that it is one, at the address without a slash at its end, with the policy in it.
pub fn check(probe: &mut Probe, target: &str) {
    let request = Request::get(target);
    let Some(answer) = probe.ask(&request) else { return };
    if answer.status != 200 {
        let to = answer.header("Location").map(|to| format!(", to {to}")).unwrap_or_default();
        probe.find(Rule::Page, &request, format!("status {}{to}; wanted: 200", answer.status));
        return;
    }
    let html = answer.text();
    let tags = markup::tags(&html);
    let canonical = tags.iter().find(|tag| tag.get("rel") == Some("canonical"));
    let canonical = canonical.and_then(|tag| tag.get("href")).unwrap_or_default();
    let is_its_own = canonical.trim_end_matches('/').ends_with(target.trim_end_matches('/'));
    probe.hold(is_its_own, Rule::Page, &request, || format!("it is the page of {canonical:?}"));
    let meta = tags.iter().find(|tag| {
        let name = tag.get("http-equiv").unwrap_or_default();
        tag.name == "meta" && name.eq_ignore_ascii_case("content-security-policy")
    });
    let found = meta.and_then(|tag| tag.get("content")).map(directives);
    let mut wanted: Vec<_> =
        policy::POLICY.iter().flat_map(|(name, value)| directives(&format!("{name} {value}"))).collect();
    wanted.sort();
    let is_right = found.as_ref() == Some(&wanted);
    probe.hold(is_right, Rule::Policy, &request, || match found {
        Some(found) => format!("in the page: {found:?}\n    wanted: {wanted:?}"),
        None => "the page has none in itself".to_owned(),
    });
    let slash = Request::get(&format!("{}/", target.trim_end_matches('/')));
    let Some(answer) = probe.ask(&slash) else { return };
    let location = answer.header("Location");
    let leads_back = location.as_deref().is_some_and(|to| is_here(probe, to));
    probe.hold(answer.status == 200 || leads_back, Rule::Page, &slash, || {
        format!("status {}, to {location:?}", answer.status)
    });
}

/// Whether an address that a server leads to is one of the same site.
pub fn is_here(probe: &Probe, location: &str) -> bool {
    probe.address.within(location, Some(&probe.address.origin())).is_some()
}

/// Follows links. Returns how many.
pub fn follow(probe: &mut Probe, links: &BTreeSet<String>) -> usize {
    // Some from everywhere, where there are too many.
    let step = links.len().div_ceil(LINKS).max(1);
    let followed = links.iter().step_by(step);
    let mut count = 0;
    for link in followed {
        let request = Request::get(link).method("HEAD");
        let Some(answer) = probe.ask(&request) else { continue };
        let location = answer.header("Location").filter(|_| probe.host == Host::Plain);
        let is_led_on = location.is_some_and(|to| is_here(probe, &to));
        probe.hold(answer.status == 200 || is_led_on, Rule::Link, &request, || {
            format!("status {}", answer.status)
        });
        count += 1;
    }
    count
}

/// Asks for what is not there.
pub fn unknown(probe: &mut Probe) {
    let page = Request::get(&probe.target("/404.html"));
    let Some(page) = probe.ask(&page) else { return };
    for path in UNKNOWN {
        let request = Request::get(&probe.target(path));
        let Some(answer) = probe.ask(&request) else { continue };
        headers_of(probe, &request, &answer);
        probe.hold(answer.status == 404, Rule::NotFound, &request, || {
            format!("status {}; wanted: 404", answer.status)
        });
        probe.hold(answer.body == page.body, Rule::NotFound, &request, || {
            format!("{} bytes that are not those of 404.html", answer.body.len())
        });
        let caching = answer.header("Cache-Control").unwrap_or_default();
        probe.hold(!caching.contains("immutable"), Rule::Caching, &request, || {
            format!("Cache-Control: {caching:?} with an error")
        });
    }
}
