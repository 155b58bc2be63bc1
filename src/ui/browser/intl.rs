//! Names, dates and numbers as the browser knows them (`Intl`), so that the wasm holds no such tables.

use std::{
    cell::{LazyCell, RefCell},
    cmp::Ordering,
};

use entente_record::{Day, Edtf, Family, Moment, Party, PartyCode, Precision, Record, Region, Theme};
use js_sys::{Date, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::{
    draw::Font,
    text::{FAMILIES, THEME_LINES, THEMES, Texts},
    ui::browser::measure,
    view::Language,
    words::{Words, plain_order},
};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type DisplayNames;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(locale: &str, options: &JsValue) -> DisplayNames;
    #[wasm_bindgen(method, catch)]
    fn of(this: &DisplayNames, code: &str) -> Result<Option<String>, JsValue>;

    #[wasm_bindgen(js_namespace = Intl)]
    type DateTimeFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(locale: &str, options: &JsValue) -> DateTimeFormat;
    #[wasm_bindgen(method)]
    fn format(this: &DateTimeFormat, date: &Date) -> String;
    #[wasm_bindgen(method, js_name = formatRange)]
    fn format_range(this: &DateTimeFormat, from: &Date, to: &Date) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type NumberFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(locale: &str) -> NumberFormat;
    #[wasm_bindgen(method)]
    fn format(this: &NumberFormat, number: f64) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type Collator;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(locale: &str) -> Collator;
    #[wasm_bindgen(method)]
    fn compare(this: &Collator, a: &str, b: &str) -> f64;

    #[wasm_bindgen(js_namespace = Intl)]
    type ListFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(locale: &str, options: &JsValue) -> ListFormat;
    #[wasm_bindgen(method)]
    fn format(this: &ListFormat, items: &js_sys::Array) -> String;
}

/// What is asked for when it is used first: to make one format takes the browser milliseconds.
type Lazy<T> = LazyCell<T, Box<dyn FnOnce() -> T>>;

fn lazily<T>(make: impl FnOnce() -> T + 'static) -> Lazy<T> {
    LazyCell::new(Box::new(make))
}

/// Names and formats in one language.
pub struct Names {
    language: Language,
    /// In order of code.
    parties: Vec<(PartyCode, String)>,
    languages: Lazy<DisplayNames>,
    day: Lazy<DateTimeFormat>,
    month_of_year: Lazy<DateTimeFormat>,
    month: Lazy<DateTimeFormat>,
    day_and_month: Lazy<DateTimeFormat>,
    /// What was written of dates, in order of [`key`].
    dates: RefCell<Vec<(u64, String)>>,
    numbers: Lazy<NumberFormat>,
    order: Lazy<Collator>,
    list: Lazy<ListFormat>,
}

/// Dates of which the text is remembered.
const REMEMBERED: usize = 4096;

impl Names {
    /// Asks the browser for the names of a record's parties and the formats of a language.
    pub fn new(language: Language, record: &Record) -> Self {
        let tag = language.tag();
        // British order of day, month and year: the record's readers are not of one country, and this one cannot be misread.
        let dates = match language {
            Language::English => "en-GB",
            Language::Spanish => "es",
        };
        let regions = DisplayNames::new(tag, &options(&[("type", "region")]));
        let parties = record
            .parties
            .iter()
            .map(|party| {
                let name = match party.organisation() {
                    Some(organisation) => match language {
                        Language::English => organisation.short.to_string(),
                        Language::Spanish => organisation.short_es.to_string(),
                    },
                    None => regions
                        .of(party.code.as_str())
                        .ok()
                        .flatten()
                        .unwrap_or_else(|| party.code.to_string()),
                };
                (party.code.clone(), name)
            })
            .collect();
        let date = |parts: &'static [(&str, &str)]| {
            lazily(move || {
                let mut all = vec![("timeZone", "UTC")];
                all.extend_from_slice(parts);
                DateTimeFormat::new(dates, &options(&all))
            })
        };
        Self {
            language,
            parties,
            languages: lazily(move || DisplayNames::new(tag, &options(&[("type", "language")]))),
            day: date(&[("day", "numeric"), ("month", "short"), ("year", "numeric")]),
            month_of_year: date(&[("month", "short"), ("year", "numeric")]),
            month: date(&[("month", "short")]),
            day_and_month: date(&[("day", "numeric"), ("month", "short")]),
            dates: RefCell::default(),
            numbers: lazily(move || NumberFormat::new(tag)),
            order: lazily(move || Collator::new(tag)),
            list: lazily(move || ListFormat::new(tag, &options(&[("type", "conjunction")]))),
        }
    }

    /// The texts in the same language.
    pub fn texts(&self) -> &'static Texts {
        Texts::of(self.language)
    }

    /// Name of the record's party at a position.
    pub fn party_name(&self, at: usize) -> Option<&str> {
        self.parties.get(at).map(|(_, name)| name.as_str())
    }
}

impl Words for Names {
    fn party(&self, party: &Party) -> String {
        match self.parties.binary_search_by(|(code, _)| code.cmp(&party.code)) {
            Ok(at) => self.parties[at].1.clone(),
            Err(_) => party.code.to_string(),
        }
    }

    fn region(&self, region: Option<Region>) -> String {
        self.texts().region(region).to_string()
    }

    fn family(&self, family: Family) -> String {
        FAMILIES[self.language as usize][family.index()].to_string()
    }

    fn theme(&self, theme: Theme) -> String {
        THEMES[self.language as usize][theme.index()].to_string()
    }

    fn date(&self, date: &Edtf) -> String {
        let mut known = self.dates.borrow_mut();
        let key = key(date);
        let at = match known.binary_search_by_key(&key, |(key, _)| *key) {
            Ok(at) => return known[at].1.clone(),
            Err(at) => at,
        };
        let text = self.written(date);
        if known.len() < REMEMBERED {
            known.insert(at, (key, text.clone()));
        }
        text
    }

    fn language(&self, tag: &str) -> String {
        self.languages.of(tag).ok().flatten().unwrap_or_else(|| tag.to_string())
    }

    fn theme_line(&self, theme: Theme) -> &'static str {
        THEME_LINES[self.language as usize][theme.index()]
    }

    fn day_of_year(&self, date: &Edtf) -> String {
        let (start, end) = (date.start, date.end.unwrap_or(date.start));
        if start.year != end.year || date.precision() == Precision::Year {
            return self.date(date);
        }
        let format = if date.precision() == Precision::Month { &self.month } else { &self.day_and_month };
        let mut text = if start == end {
            format.format(&js_date(start))
        } else {
            format.format_range(&js_date(start), &js_date(end))
        };
        if date.is_uncertain() {
            text.push('?');
        }
        text
    }

    fn list(&self, items: &[String]) -> String {
        self.list.format(&items.iter().map(|item| JsValue::from_str(item)).collect())
    }

    fn lower(&self, text: &str) -> String {
        js_sys::JsString::from(text).to_locale_lower_case(Some(self.language.tag())).into()
    }

    fn month(&self, month: u8) -> String {
        self.month.format(&js_date(Moment { year: 2000, month, day: 1, uncertain: false }))
    }

    fn number(&self, number: u32) -> String {
        // Up to here all languages of the site write digits and nothing else; a timeline full of counts asks often.
        if number < 1_000 { number.to_string() } else { self.numbers.format(f64::from(number)) }
    }

    fn decimal_mark(&self) -> &'static str {
        match self.language {
            Language::English => ".",
            Language::Spanish => ",",
        }
    }

    fn compare(&self, a: &str, b: &str) -> Ordering {
        plain_order(a, b).unwrap_or_else(|| self.order.compare(a, b).total_cmp(&0.0))
    }

    fn width(&self, text: &str, font: Font) -> f32 {
        measure(text, font)
    }
}

impl Names {
    fn written(&self, date: &Edtf) -> String {
        let mut text = match date.end.filter(|end| *end != date.start) {
            None => self.moment(date.start),
            Some(end) => match (date.start.precision(), end.precision()) {
                (Precision::Day, Precision::Day) => {
                    self.day.format_range(&js_date(date.start), &js_date(end))
                }
                (Precision::Month, Precision::Month) => {
                    self.month_of_year.format_range(&js_date(date.start), &js_date(end))
                }
                _ => format!("{}–{}", self.moment(date.start), self.moment(end)),
            },
        };
        if date.is_uncertain() {
            text.push('?');
        }
        text
    }

    fn moment(&self, moment: Moment) -> String {
        match moment.precision() {
            Precision::Year => moment.year.to_string(),
            Precision::Month => self.month_of_year.format(&js_date(moment)),
            Precision::Day => self.day.format(&js_date(moment)),
        }
    }
}

/// A date as a number: days are asked for again and again, and to write one takes the browser longer than to find it.
fn key(date: &Edtf) -> u64 {
    let packed = |moment: Moment| {
        let Moment { year, month, day, uncertain } = moment;
        u64::from(year.cast_unsigned()) << 16
            | u64::from(month) << 8
            | u64::from(day) << 1
            | u64::from(uncertain)
    };
    packed(date.start) << 32 | date.end.map_or(0, packed)
}

fn js_date(moment: Moment) -> Date {
    let Day(days) = moment.earliest();
    Date::new(&JsValue::from_f64(f64::from(days) * 86_400_000.0))
}

/// Today in the reader's own time zone.
pub fn today() -> Day {
    let now = Date::new_0();
    Day::from_ymd(now.get_full_year() as i16, now.get_month() as u8 + 1, now.get_date() as u8)
        .unwrap_or(Day(0))
}

fn options(pairs: &[(&str, &str)]) -> JsValue {
    let object = Object::new();
    for (key, value) in pairs {
        // Setting a property of a fresh plain object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(key), &JsValue::from_str(value));
    }
    object.into()
}
