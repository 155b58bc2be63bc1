//! What a site is held against, one file a subject.

mod files;
mod odd;
mod pages;

use entente_hosting::headers::{self, directives};
use entente_hosting::policy;

use crate::finding::Rule;
use crate::http::{Answer, Request};
use crate::probe::{Host, Probe};
use crate::sample::Sample;

/// What was seen, in numbers.
#[derive(Debug, Default)]
pub struct Seen {
    pub pages: usize,
    pub files: usize,
    pub links: usize,
    /// Bytes of what a first visit loads until the app reacts: as they are, by gzip and by brotli.
    pub first_visit: [usize; 3],
    /// Whether browsers are told to come by TLS only.
    pub is_strict: bool,
}

/// Holds a site against all of it.
pub fn run(probe: &mut Probe) -> Seen {
    let Some(sample) = Sample::take(probe) else { return Seen::default() };
    for page in &sample.pages {
        pages::check(probe, page);
    }
    let mut first_visit = [0; 3];
    for target in sample.pages.iter().chain(&sample.files) {
        let Some(sizes) = files::check(probe, target) else { continue };
        if is_of_a_first_visit(probe, target) {
            for (sum, size) in first_visit.iter_mut().zip(sizes) {
                *sum += size;
            }
        }
    }
    let links = pages::follow(probe, &sample.links);
    pages::unknown(probe);
    odd::outside(probe);
    odd::methods(probe, &sample.pages);
    let start = Request::get(&probe.target("/"));
    let is_strict = probe.ask(&start).is_some_and(|it| it.header(headers::STRICT_TRANSPORT.0).is_some());
    Seen { pages: sample.pages.len(), files: sample.files.len(), links, first_visit, is_strict }
}

/// The start page, the app and its details. What reads a record of the reader's own comes later.
fn is_of_a_first_visit(probe: &Probe, target: &str) -> bool {
    let is_the_app = entente_hosting::caching::is_forever(target) || target.contains("/snippets/");
    target == probe.target("/") || is_the_app
}

/// The headers of every answer.
fn headers_of(probe: &mut Probe, request: &Request, answer: &Answer) {
    if probe.host == Host::Plain {
        return;
    }
    for (name, wanted) in headers::everywhere(policy::FRAME_ANCESTORS.1) {
        let Some(found) = answer.header(name) else {
            probe.find(Rule::Header(name), request, format!("it is missing; wanted: {wanted}"));
            continue;
        };
        let is_right = if name == headers::POLICY { is_our_policy(&found, &wanted) } else { found == wanted };
        probe.hold(is_right, Rule::Header(name), request, || format!("found: {found}\n    wanted: {wanted}"));
    }
}

/// Whether a policy says what ours says. Who may frame a page is for the host to choose, but it has to.
fn is_our_policy(found: &str, wanted: &str) -> bool {
    let of = |text| {
        let all = directives(text);
        let (frames, rest): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|(name, _)| name == policy::FRAME_ANCESTORS.0);
        (frames.len(), rest)
    };
    of(found) == of(wanted)
}
