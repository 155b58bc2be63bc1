//! Names, dates and numbers without a browser: the same words that its `Intl` gives (`ui::browser`), from
//! `data/locale/intl.json`, which `cargo xtask intl` takes from Chromium.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use entente_record::{Edtf, Family, Moment, Party, Precision, Region, Theme};
use serde::Deserialize;

use crate::{
    draw::Font,
    query,
    text::{FAMILIES, THEME_LINES, THEMES, Texts},
    view::Language,
    words::{Plain, Words},
};

const TABLES: &str = include_str!("../../data/locale/intl.json");

#[derive(Deserialize)]
struct File {
    languages: BTreeMap<String, Table>,
}

/// What `Intl` knows in one language.
#[derive(Deserialize)]
struct Table {
    /// By ISO 3166-1 alpha-2 or M49 code.
    regions: BTreeMap<String, String>,
    /// By BCP 47 tag.
    languages: BTreeMap<String, String>,
    dates: DateFormats,
    numbers: Numbers,
    list: ListJoints,
}

#[derive(Deserialize)]
struct DateFormats {
    day: DateFormat,
    month_of_year: DateFormat,
    day_and_month: DateFormat,
    month: DateFormat,
}

/// A date format as patterns: `{d} {M} {y}`, those of the second date of a range with a 2.
#[derive(Deserialize)]
struct DateFormat {
    one: String,
    months: [String; 12],
    ranges: Ranges,
}

/// Patterns of ranges by the largest part in which they differ.
#[derive(Deserialize)]
struct Ranges {
    day: Option<String>,
    month: Option<String>,
    year: Option<String>,
}

#[derive(Deserialize)]
struct Numbers {
    /// Between thousands.
    group: String,
    /// The least number that is grouped.
    from: u32,
}

/// What stands between the items of a list.
#[derive(Deserialize)]
struct ListJoints {
    pair: String,
    middle: String,
    last: String,
    /// Between two items of which the second begins with the sound of i.
    before_i: String,
}

/// Names and formats in one language.
pub struct Names {
    language: Language,
    table: Table,
}

impl Names {
    /// Both languages, in the order of [`Language::ALL`].
    ///
    /// # Errors
    /// If `data/locale/intl.json` is not of the form that `cargo xtask intl` gives it.
    pub fn both() -> Result<[Self; 2], String> {
        let mut file: File =
            serde_json::from_str(TABLES).map_err(|error| format!("data/locale/intl.json: {error}"))?;
        let mut named = |language: Language| {
            let table = file.languages.remove(language.tag());
            let table = table.ok_or_else(|| format!("data/locale/intl.json lacks {:?}", language.tag()))?;
            Ok::<_, String>(Self { language, table })
        };
        let [first, second] = Language::ALL;
        Ok([named(first)?, named(second)?])
    }

    fn moment(&self, moment: Moment) -> String {
        match moment.precision() {
            Precision::Year => moment.year.to_string(),
            Precision::Month => self.table.dates.month_of_year.one(moment),
            Precision::Day => self.table.dates.day.one(moment),
        }
    }
}

impl DateFormat {
    fn one(&self, moment: Moment) -> String {
        self.fill(&self.one, moment, moment)
    }

    /// As `formatRange`: what both dates have in common stands once.
    fn range(&self, from: Moment, to: Moment) -> String {
        let pattern = if from.year != to.year {
            &self.ranges.year
        } else if from.month != to.month {
            &self.ranges.month
        } else if from.day != to.day {
            &self.ranges.day
        } else {
            &None
        };
        self.fill(pattern.as_ref().unwrap_or(&self.one), from, to)
    }

    fn fill(&self, pattern: &str, from: Moment, to: Moment) -> String {
        let month = |moment: Moment| self.months[usize::from(moment.month.clamp(1, 12)) - 1].as_str();
        crate::text::fill(
            pattern,
            &[
                ("d", &from.day.max(1).to_string()),
                ("M", month(from)),
                ("y", &from.year.to_string()),
                ("d2", &to.day.max(1).to_string()),
                ("M2", month(to)),
                ("y2", &to.year.to_string()),
            ],
        )
    }
}

/// "?" where a date is doubtful.
fn marked(mut text: String, date: &Edtf) -> String {
    if date.is_uncertain() {
        text.push('?');
    }
    text
}

/// Whether a Spanish word begins with the sound of i, before which "y" is "e": not "hie", "hia". As ICU has it.
fn begins_with_i(word: &str) -> bool {
    let mut letters = word.chars().map(|letter| letter.to_ascii_lowercase());
    match (letters.next(), letters.next(), letters.next()) {
        (Some('i'), ..) => true,
        (Some('h'), Some('i'), third) => !matches!(third, Some('a' | 'e')),
        _ => false,
    }
}

impl Words for Names {
    fn party(&self, party: &Party) -> String {
        match party.organisation() {
            Some(organisation) => match self.language {
                Language::English => organisation.short.to_string(),
                Language::Spanish => organisation.short_es.to_string(),
            },
            None => {
                self.table.regions.get(party.code.as_str()).cloned().unwrap_or_else(|| party.code.to_string())
            }
        }
    }

    fn region(&self, region: Option<Region>) -> String {
        let Some(region) = region else {
            return Texts::of(self.language).region_organisations.to_string();
        };
        self.table.regions.get(region.word()).cloned().unwrap_or_else(|| region.word().to_string())
    }

    fn family(&self, family: Family) -> String {
        FAMILIES[self.language as usize][family.index()].to_string()
    }

    fn theme(&self, theme: Theme) -> String {
        THEMES[self.language as usize][theme.index()].to_string()
    }

    fn date(&self, date: &Edtf) -> String {
        let dates = &self.table.dates;
        let text = match date.end.filter(|end| *end != date.start) {
            None => self.moment(date.start),
            Some(end) => match (date.start.precision(), end.precision()) {
                (Precision::Day, Precision::Day) => dates.day.range(date.start, end),
                (Precision::Month, Precision::Month) => dates.month_of_year.range(date.start, end),
                _ => format!("{}–{}", self.moment(date.start), self.moment(end)),
            },
        };
        marked(text, date)
    }

    fn day_of_year(&self, date: &Edtf) -> String {
        let (start, end) = (date.start, date.end.unwrap_or(date.start));
        if start.year != end.year || date.precision() == Precision::Year {
            return self.date(date);
        }
        let dates = &self.table.dates;
        let format = if date.precision() == Precision::Month { &dates.month } else { &dates.day_and_month };
        marked(format.range(start, end), date)
    }

    fn language(&self, tag: &str) -> String {
        self.table.languages.get(tag).cloned().unwrap_or_else(|| tag.to_string())
    }

    fn theme_line(&self, theme: Theme) -> &'static str {
        THEME_LINES[self.language as usize][theme.index()]
    }

    fn list(&self, items: &[String]) -> String {
        let joints = &self.table.list;
        let Some((last, before)) = items.split_last() else { return String::new() };
        let joint = match before.len() {
            0 => return last.clone(),
            _ if begins_with_i(last) && joints.before_i != joints.pair => &joints.before_i,
            1 => &joints.pair,
            _ => &joints.last,
        };
        [before.join(&joints.middle).as_str(), joint, last].concat()
    }

    fn lower(&self, text: &str) -> String {
        text.to_lowercase()
    }

    fn month(&self, month: u8) -> String {
        self.table.dates.month.one(Moment { year: 2000, month, day: 1, uncertain: false })
    }

    fn number(&self, number: u32) -> String {
        let digits = number.to_string();
        if number < self.table.numbers.from {
            return digits;
        }
        let first = digits.len() % 3;
        let mut groups: Vec<&str> = Vec::new();
        groups.extend((first > 0).then(|| &digits[..first]));
        groups.extend((first..digits.len()).step_by(3).map(|at| &digits[at..at + 3]));
        groups.join(&self.table.numbers.group)
    }

    fn decimal_mark(&self) -> &'static str {
        match self.language {
            Language::English => ".",
            Language::Spanish => ",",
        }
    }

    /// Accents and case decide only between names that are otherwise the same; Spanish has ñ after n.
    fn compare(&self, a: &str, b: &str) -> Ordering {
        let key = |text: &str| {
            let text = match self.language {
                Language::English => text.to_lowercase(),
                Language::Spanish => text.to_lowercase().replace('ñ', "nzzzz"),
            };
            query::words(&text)
        };
        key(a).cmp(&key(b)).then_with(|| a.cmp(b))
    }

    fn width(&self, text: &str, font: Font) -> f32 {
        Plain.width(text, font)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same question in English and in Spanish.
    fn both(ask: impl Fn(&Names) -> String) -> [String; 2] {
        let names = Names::both().expect("the tables are whole");
        names.each_ref().map(ask)
    }

    /// The figures of these tests are what `Intl` of Chromium 156 answers.
    #[test]
    fn dates_stand_as_the_browser_writes_them() {
        let date = |text: &str| both(|names| names.date(&Edtf::parse(text).expect("is a date")));
        assert_eq!(date("2017-05-23"), ["23 May 2017", "23 may 2017"]);
        assert_eq!(date("2017-09-23"), ["23 Sept 2017", "23 sept 2017"]);
        assert_eq!(date("2014-05"), ["May 2014", "may 2014"]);
        assert_eq!(date("2014"), ["2014", "2014"]);
        assert_eq!(date("2014?"), ["2014?", "2014?"]);
        assert_eq!(date("2026-03-30/2026-03-31"), ["30 – 31 Mar 2026", "30–31 mar 2026"]);
        assert_eq!(date("2026-03-30/2026-04-01"), ["30 Mar – 1 Apr 2026", "30 mar – 1 abr 2026"]);
        assert_eq!(date("2025-12-30/2026-04-01"), ["30 Dec 2025 – 1 Apr 2026", "30 dic 2025 – 1 abr 2026"]);
        assert_eq!(date("2026-03/2026-04"), ["Mar – Apr 2026", "mar–abr 2026"]);
        assert_eq!(date("2025-12/2026-04"), ["Dec 2025 – Apr 2026", "dic 2025 – abr 2026"]);
        assert_eq!(date("2025/2026"), ["2025–2026", "2025–2026"]);
    }

    #[test]
    fn dates_under_their_year_leave_it_out() {
        let date = |text: &str| both(|names| names.day_of_year(&Edtf::parse(text).expect("is a date")));
        assert_eq!(date("2017-05-23"), ["23 May", "23 may"]);
        assert_eq!(date("2026-03-30/2026-03-31"), ["30 – 31 Mar", "30–31 mar"]);
        assert_eq!(date("2026-03-30/2026-04-01?"), ["30 Mar – 1 Apr?", "30 mar – 1 abr?"]);
        assert_eq!(date("2014-05"), ["May", "may"]);
        assert_eq!(date("2014"), ["2014", "2014"]);
    }

    #[test]
    fn numbers_are_grouped_as_the_language_does() {
        let number = |number| both(|names| names.number(number));
        assert_eq!(number(999), ["999", "999"]);
        assert_eq!(number(1234), ["1,234", "1234"]);
        assert_eq!(number(12_345), ["12,345", "12.345"]);
        assert_eq!(number(1_234_567), ["1,234,567", "1.234.567"]);
    }

    #[test]
    fn lists_end_with_and() {
        let list = |items: &[&str]| {
            let items: Vec<String> = items.iter().map(|item| item.to_string()).collect();
            both(|names| names.list(&items))
        };
        assert_eq!(list(&[]), ["", ""]);
        assert_eq!(list(&["Chile"]), ["Chile", "Chile"]);
        assert_eq!(list(&["Chile", "Peru"]), ["Chile and Peru", "Chile y Peru"]);
        assert_eq!(list(&["Chile", "Peru", "Cuba"]), ["Chile, Peru, and Cuba", "Chile, Peru y Cuba"]);
        assert_eq!(list(&["Francia", "Italia"])[1], "Francia e Italia");
        assert_eq!(list(&["Cobre", "hierro"])[1], "Cobre y hierro");
        assert_eq!(list(&["Madres", "hijas"])[1], "Madres e hijas");
    }

    #[test]
    fn countries_and_languages_have_the_browsers_names() {
        let tables = |ask: fn(&Table) -> &str| both(|names| ask(&names.table).to_string());
        assert_eq!(tables(|it| &it.regions["PS"]), ["Palestine", "Palestina"]);
        assert_eq!(tables(|it| &it.regions["CI"]), ["Côte d’Ivoire", "Côte d’Ivoire"]);
        assert_eq!(tables(|it| &it.regions["TR"]), ["Türkiye", "Turquía"]);
        assert_eq!(both(|names| names.language("es")), ["Spanish", "español"]);
        assert_eq!(both(|names| names.language("cnr")), ["Montenegrin", "serbio (Montenegro)"]);
    }

    #[test]
    fn names_stand_in_the_order_of_the_language() {
        let sorted = |language: usize, mut names: Vec<&'static str>| {
            let both = Names::both().expect("the tables are whole");
            names.sort_by(|a, b| both[language].compare(a, b));
            names
        };
        assert_eq!(sorted(0, vec!["Oman", "Åland", "Albania"]), ["Åland", "Albania", "Oman"]);
        assert_eq!(sorted(1, vec!["oso", "ñandú", "nube"]), ["nube", "ñandú", "oso"]);
    }

    #[test]
    fn every_country_and_language_of_the_record_has_a_name() {
        let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
        let compiled = entente_record::source::compile(&entente_record::source::read_dir(&data));
        let (record, details) = compiled.expect("has no faults");
        let of_events = details.events.iter().flat_map(|event| &event.sources);
        let sources = of_events.chain(details.mechanisms.iter().flat_map(|it| &it.sources));
        let tags: std::collections::BTreeSet<&str> = sources.map(|source| &*source.lang).collect();
        for names in Names::both().expect("the tables are whole") {
            for party in record.parties.iter().filter(|party| party.organisation().is_none()) {
                assert_ne!(names.party(party), party.code.as_str());
            }
            for tag in &tags {
                assert_ne!(names.language(tag), *tag);
            }
        }
    }
}
