//! View to address.

use entente_record::Edtf;

use super::{
    parameter,
    percent::{self, Part},
    segment,
};
use crate::view::{Group, Language, Layout, MapAt, Page, Sort, View};

/// The canonical address of a view, relative to the site's base: `/es/event/x?theme=cybercrime&from=2013`.
pub fn write(view: &View) -> String {
    let mut address = String::from(match view.language {
        Language::English => "",
        Language::Spanish => "/es",
    });
    page(&mut address, &view.page);
    if address.is_empty() {
        address.push('/');
    }
    query(&mut Query { address, first: true }, view)
}

fn page(address: &mut String, page: &Page) {
    match page {
        Page::Explore => {}
        Page::Event(id) => segments(address, &[segment::EVENT, id.as_str()]),
        Page::Mechanism(id) => segments(address, &[segment::MECHANISM, id.as_str()]),
        Page::Party(code) => segments(address, &[segment::PARTY, code.as_str()]),
        Page::Pair(a, b) => segments(address, &[segment::PAIR, a.as_str(), b.as_str()]),
        Page::Theme(theme) => segments(address, &[segment::THEME, theme.word()]),
        Page::Compare(codes) => segments(address, &[segment::COMPARE, &list(codes)]),
        Page::Commitments => segments(address, &[segment::COMMITMENTS]),
        Page::Quiet => segments(address, &[segment::QUIET]),
        Page::Network => segments(address, &[segment::NETWORK]),
        Page::About => segments(address, &[segment::ABOUT]),
        Page::Data => segments(address, &[segment::DATA]),
        Page::Missing(path) => percent::encode(address, path, Part::Path),
    }
}

fn segments(address: &mut String, segments: &[&str]) {
    for segment in segments {
        address.push('/');
        address.push_str(segment);
    }
}

/// An address whose query is being written.
struct Query {
    address: String,
    first: bool,
}

impl Query {
    /// Adds a parameter, unless its value is empty.
    fn add(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.address.push(if self.first { '?' } else { '&' });
            self.first = false;
            self.address.push_str(name);
            self.address.push('=');
            percent::encode(&mut self.address, value, Part::Query);
        }
    }
}

fn query(query: &mut Query, view: &View) -> String {
    let View { filter, window, .. } = view;
    let flag = |set: bool| if set { "1" } else { "" };
    query.add(parameter::THEME, &list(filter.themes.iter().map(|theme| theme.word())));
    query.add(parameter::PARTY, &list(&filter.parties));
    query.add(parameter::AMONG, &list(&filter.among));
    query.add(parameter::KIND, &list(filter.kinds.iter().map(|kind| kind.word())));
    query.add(parameter::FORM, &list(filter.forms.iter().map(|form| form.word())));
    query.add(parameter::STATUS, &list(filter.statuses.iter().map(|status| status.word())));
    query.add(parameter::STANDING, flag(filter.standing));
    query.add(parameter::PRIMARY, flag(filter.primary));
    query.add(parameter::SEARCH, &filter.search);
    query.add(parameter::FROM, &written(window.written_from()));
    query.add(parameter::TO, &written(window.written_to()));
    query.add(parameter::GROUP, if view.group == Group::default() { "" } else { view.group.word() });
    query.add(parameter::SORT, if view.sort == Sort::default() { "" } else { view.sort.word() });
    query.add(parameter::LAYOUT, if view.layout == Layout::default() { "" } else { view.layout.word() });
    query.add(parameter::AT, &view.at.map(position).unwrap_or_default());
    query.add(parameter::EMBED, flag(view.embedded));
    std::mem::take(&mut query.address)
}

/// The values with commas between them.
fn list(values: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let mut list = String::new();
    for value in values {
        if !list.is_empty() {
            list.push(',');
        }
        list.push_str(value.as_ref());
    }
    list
}

/// A date as it stands in an address; nothing for none.
fn written(date: Option<Edtf>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

fn position(at: MapAt) -> String {
    list([hundredths(at.lon), hundredths(at.lat), hundredths(i32::from(at.zoom))])
}

/// A number of hundredths as the shortest decimal.
fn hundredths(number: i32) -> String {
    let sign = if number < 0 { "-" } else { "" };
    let (whole, part) = (number.unsigned_abs() / 100, number.unsigned_abs() % 100);
    match (part, part % 10) {
        (0, _) => format!("{sign}{whole}"),
        (_, 0) => format!("{sign}{whole}.{}", part / 10),
        _ => format!("{sign}{whole}.{part:02}"),
    }
}
