//! Address to view.

use entente_record::{Day, Edtf, EventId, Form, Kind, MechanismId, PartyCode, Record, Status, Theme};

use super::{
    parameter,
    percent::{self, Part},
    segment,
};
use crate::view::{Filter, Group, Language, Layout, MapAt, Page, Set, Sort, View, Window};

/// What an address says, and what of it could not be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What it says.
    pub view: View,
    /// What was left out, in the order of the address, save that a window which ends before it starts comes last; a
    /// long list is cut.
    pub ignored: Vec<Ignored>,
}

/// A piece of an address that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignored {
    /// The query parameter, or `pair` or `compare` for a piece of such a path.
    pub parameter: Box<str>,
    /// The piece as it stood, decoded; a long one is cut and ends with "…".
    pub value: Box<str>,
    /// Why.
    pub reason: Reason,
}

/// Why a piece of an address was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// There is no such parameter.
    UnknownParameter,
    /// The parameter has no such value.
    UnknownWord,
    /// The record has no such party.
    UnknownParty,
    /// Not a year, month or day.
    NotADate,
    /// The window would end before it starts.
    Backwards,
    /// Not longitude, latitude and zoom.
    NotAPosition,
    /// No such place or zoom on the map.
    OutOfRange,
    /// Only the start of it was taken.
    TooLong,
    /// It was already said.
    Repeated,
    /// More parties than can be compared.
    TooMany,
    /// A comparison needs a second party.
    TooFew,
}

impl Reason {
    /// In English, for scripts.
    pub const fn words(self) -> &'static str {
        match self {
            Self::UnknownParameter | Self::UnknownWord | Self::UnknownParty => "unknown",
            Self::NotADate => "not a year, month or day",
            Self::Backwards => "the window would end before it starts",
            Self::NotAPosition => "not longitude, latitude and zoom",
            Self::OutOfRange => "out of range",
            Self::TooLong => "too long",
            Self::Repeated => "given twice",
            Self::TooMany => "too many",
            Self::TooFew => "too few",
        }
    }
}

/// How many pieces are listed: enough for any slip, few enough for a message.
const LISTED: usize = 16;
/// How many characters of a piece are kept for the message.
const SHOWN: usize = 40;

/// Reads a path relative to the site's base ("/" first, still percent-encoded) and a query (without "?").
///
/// Ids of events and mechanisms and codes of pages are checked for their form only: a page for an unknown one says so
/// and offers the nearest. Parties in the query must be in the record. Parameters by which other sites track readers
/// (`utm_source`, `fbclid`) are left out without a word.
pub fn read(path: &str, query: &str, record: &Record) -> Reading {
    let pairs = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (percent::decode(name, Part::Query), percent::decode(value, Part::Query))
    });
    read_parts(path, &pairs.collect::<Vec<_>>(), record)
}

/// As [`read`], of parameters that are no text of an address: names and values as they are.
pub fn read_parts(path: &str, parameters: &[(String, String)], record: &Record) -> Reading {
    let mut reader = Reader { record, view: View::default(), ignored: Vec::new(), said: Vec::new() };
    reader.path(&percent::decode(path, Part::Path));
    for (name, value) in parameters {
        reader.parameter(name, value.trim());
    }
    reader.order_window();
    Reading { view: reader.view, ignored: reader.ignored }
}

struct Reader<'a> {
    record: &'a Record,
    view: View,
    ignored: Vec<Ignored>,
    /// The parameters of one value that were read already.
    said: Vec<&'static str>,
}

impl Reader<'_> {
    fn ignore(&mut self, parameter: &str, value: &str, reason: Reason) {
        if self.ignored.len() < LISTED {
            self.ignored.push(Ignored { parameter: cut(parameter), value: cut(value), reason });
        }
    }

    fn path(&mut self, path: &str) {
        // A browser resolves "." and ".." before anybody sees them; empty segments would make "//host" of a path.
        let mut segments: Vec<&str> =
            path.split('/').filter(|segment| !matches!(*segment, "" | "." | "..")).collect();
        while segments.last() == Some(&"index.html") {
            segments.pop();
        }
        if segments.first().is_some_and(|first| first.eq_ignore_ascii_case(segment::SPANISH)) {
            self.view.language = Language::Spanish;
            segments.remove(0);
        }
        self.view.page = self.page(&segments).unwrap_or_else(|| missing(&segments));
    }

    fn page(&mut self, segments: &[&str]) -> Option<Page> {
        let Some((first, rest)) = segments.split_first() else { return Some(Page::Explore) };
        match (first.to_ascii_lowercase().as_str(), rest) {
            (segment::EVENT, [id]) => EventId::new(&id.to_ascii_lowercase()).map(Page::Event),
            (segment::MECHANISM, [id]) => MechanismId::new(&id.to_ascii_lowercase()).map(Page::Mechanism),
            (segment::PARTY, [code]) => party_code(code).map(Page::Party),
            (segment::PAIR, [a, b]) => {
                let page = Page::pair(party_code(a)?, party_code(b)?);
                if let Page::Party(code) = &page {
                    self.ignore(segment::PAIR, code.as_str(), Reason::Repeated);
                }
                Some(page)
            }
            (segment::THEME, [word]) => Theme::from_word(&word.to_ascii_lowercase()).map(Page::Theme),
            (segment::COMPARE, [codes]) => self.compare(codes),
            (segment::COMMITMENTS, []) => Some(Page::Commitments),
            (segment::QUIET, []) => Some(Page::Quiet),
            (segment::NETWORK, []) => Some(Page::Network),
            (segment::ABOUT, []) => Some(Page::About),
            (segment::DATA, []) => Some(Page::Data),
            _ => None,
        }
    }

    fn compare(&mut self, list: &str) -> Option<Page> {
        let mut codes: Vec<PartyCode> = Vec::new();
        let mut refused = Vec::new();
        for item in items(list) {
            match party_code(item) {
                None => refused.push((item, Reason::UnknownParty)),
                Some(code) if codes.contains(&code) => refused.push((item, Reason::Repeated)),
                Some(_) if codes.len() == Page::COMPARED => refused.push((item, Reason::TooMany)),
                Some(code) => codes.push(code),
            }
        }
        let page = Page::compare(codes)?;
        if let (Page::Party(code), []) = (&page, refused.as_slice()) {
            self.ignore(segment::COMPARE, code.as_str(), Reason::TooFew);
        }
        for (item, reason) in refused {
            self.ignore(segment::COMPARE, item, reason);
        }
        Some(page)
    }

    fn parameter(&mut self, name: &str, value: &str) {
        let record = self.record;
        let party = |item: &str| party_code(item).filter(|code| record.find_party(code).is_some());
        let Filter { themes, parties, among, kinds, forms, statuses, .. } = &mut self.view.filter;
        let refused = match name {
            parameter::THEME => choose(themes, value, word(Theme::from_word)),
            parameter::PARTY => choose(parties, value, party),
            parameter::AMONG => choose(among, value, party),
            parameter::KIND => choose(kinds, value, word(Kind::from_word)),
            parameter::FORM => choose(forms, value, word(Form::from_word)),
            parameter::STATUS => choose(statuses, value, word(Status::from_word)),
            _ => return self.single(name, value),
        };
        let unknown = match name {
            parameter::PARTY | parameter::AMONG => Reason::UnknownParty,
            _ => Reason::UnknownWord,
        };
        for (item, repeated) in refused {
            self.ignore(name, item, if repeated { Reason::Repeated } else { unknown });
        }
    }

    /// A parameter of one value: the first one counts.
    fn single(&mut self, name: &str, value: &str) {
        const SINGLE: [&str; 10] = [
            parameter::STANDING,
            parameter::PRIMARY,
            parameter::SEARCH,
            parameter::FROM,
            parameter::TO,
            parameter::GROUP,
            parameter::SORT,
            parameter::LAYOUT,
            parameter::AT,
            parameter::EMBED,
        ];
        let Some(known) = SINGLE.into_iter().find(|single| *single == name) else {
            if !is_tracker(name) {
                self.ignore(name, value, Reason::UnknownParameter);
            }
            return;
        };
        if value.is_empty() {
            return;
        }
        if self.said.contains(&known) {
            return self.ignore(name, value, Reason::Repeated);
        }
        self.said.push(known);
        if let Err(reason) = self.set(known, value) {
            self.ignore(name, value, reason);
        }
    }

    fn set(&mut self, name: &str, value: &str) -> Result<(), Reason> {
        let View { filter, window, group, sort, layout, at, embedded, .. } = &mut self.view;
        let named = |word: &str| word.eq_ignore_ascii_case(value);
        match name {
            parameter::STANDING => filter.standing = flag(value)?,
            parameter::PRIMARY => filter.primary = flag(value)?,
            parameter::SEARCH => {
                filter.search = Filter::normal_search(value);
                if value.split_whitespace().ne(filter.search.split_whitespace()) {
                    return Err(Reason::TooLong);
                }
            }
            parameter::FROM => window.from = Some(date(value)?.earliest()),
            parameter::TO => window.to = Some(date(value)?.latest()),
            parameter::GROUP => {
                *group = Group::ALL.into_iter().find(|it| named(it.word())).ok_or(Reason::UnknownWord)?;
            }
            parameter::SORT => {
                *sort = Sort::ALL.into_iter().find(|it| named(it.word())).ok_or(Reason::UnknownWord)?;
            }
            parameter::LAYOUT => {
                *layout = Layout::ALL.into_iter().find(|it| named(it.word())).ok_or(Reason::UnknownWord)?;
            }
            parameter::AT => *at = Some(position(value)?),
            _ => *embedded = flag(value)?,
        }
        Ok(())
    }

    /// A window that would end before it starts says nothing, and neither end is more to blame than the other.
    fn order_window(&mut self) {
        if let Window { from: Some(from), to: Some(to) } = self.view.window
            && from > to
        {
            self.view.window = Window::default();
            let said = |day: Day| day.to_string();
            self.ignore(parameter::FROM, &said(from), Reason::Backwards);
            self.ignore(parameter::TO, &said(to), Reason::Backwards);
        }
    }
}

fn missing(segments: &[&str]) -> Page {
    let mut path = String::new();
    for segment in segments {
        path.push('/');
        path.push_str(segment);
    }
    Page::Missing(path.into())
}

fn items(list: &str) -> impl Iterator<Item = &str> {
    list.split(',').map(str::trim).filter(|item| !item.is_empty())
}

/// Adds each known item to the set; gives the others, each with whether it was in the set already.
fn choose<'v, T: Ord>(
    chosen: &mut Set<T>,
    list: &'v str,
    known: impl Fn(&str) -> Option<T>,
) -> Vec<(&'v str, bool)> {
    let mut refused = Vec::new();
    for item in items(list) {
        let value = known(item);
        let is_known = value.is_some();
        if !value.is_some_and(|value| chosen.insert(value)) {
            refused.push((item, is_known));
        }
    }
    refused
}

fn word<T>(from_word: fn(&str) -> Option<T>) -> impl Fn(&str) -> Option<T> {
    move |item| from_word(&item.to_ascii_lowercase())
}

fn party_code(text: &str) -> Option<PartyCode> {
    PartyCode::new(&text.to_ascii_uppercase())
}

fn flag(value: &str) -> Result<bool, Reason> {
    match value {
        "1" => Ok(true),
        "0" => Ok(false),
        _ => Err(Reason::UnknownWord),
    }
}

fn date(value: &str) -> Result<Edtf, Reason> {
    Edtf::parse_single(value).ok_or(Reason::NotADate)
}

fn position(value: &str) -> Result<MapAt, Reason> {
    let mut parts = value.split(',').map(|part| hundredths(part.trim()));
    let (Some(Some(lon)), Some(Some(lat)), Some(Some(zoom)), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(Reason::NotAPosition);
    };
    let (least, most) = MapAt::ZOOM;
    let zoom = u16::try_from(zoom).ok().filter(|zoom| (least..=most).contains(zoom));
    match zoom {
        Some(zoom) if lon.abs() <= MapAt::LON && lat.abs() <= MapAt::LAT => Ok(MapAt { lon, lat, zoom }),
        _ => Err(Reason::OutOfRange),
    }
}

/// A decimal of at most six digits before the point, in hundredths, rounded half away from zero.
fn hundredths(text: &str) -> Option<i32> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let numeric = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !numeric(whole) || !numeric(part) || whole.len() > 6 {
        return None;
    }
    let mut places = part.bytes().map(|byte| i32::from(byte - b'0')).chain([0, 0, 0]);
    let mut place = || places.next().unwrap_or(0);
    let whole: i32 = whole.parse().ok()?;
    let thousandths = whole * 1000 + place() * 100 + place() * 10 + place();
    Some(sign * ((thousandths + 5) / 10))
}

/// Whether other sites put the parameter on links that lead here, to recognise readers.
fn is_tracker(name: &str) -> bool {
    name.starts_with("utm_")
        || name.starts_with("mc_")
        || name.ends_with("clid")
        || matches!(name, "msclkid" | "igshid" | "_ga" | "_gl")
}

fn cut(text: &str) -> Box<str> {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => [&text[..end], "…"].concat().into(),
        None => text.into(),
    }
}
