//! What the reader's language gives to layouts: names, dates, numbers, widths.
//!
//! In the browser they come from `Intl` and the canvas (`ui::browser`), so that the wasm holds no such tables;
//! [`Plain`] serves native tests and needs neither.

use std::cmp::Ordering;

use entente_record::{Day, Edtf, Family, Moment, Party, Precision, Region, Theme};

use crate::{draw::Font, text::THEME_LINES, view::Language};

/// Names and formats in the reader's language.
pub trait Words {
    /// Name of a country or short name of an organisation.
    fn party(&self, party: &Party) -> String;
    /// Name of a region.
    fn region(&self, region: Option<Region>) -> String;
    /// Name of a family of themes.
    fn family(&self, family: Family) -> String;
    /// Name of a theme.
    fn theme(&self, theme: Theme) -> String;
    /// A date with all that is known of it: "23 May 2017", "30–31 Mar 2026", "May 2014", "2014".
    fn date(&self, date: &Edtf) -> String;
    /// A date for a list that stands under its year: "23 May", "30–31 Mar", "May"; a year stays a year.
    fn day_of_year(&self, date: &Edtf) -> String;
    /// Name of a language from its BCP 47 tag.
    fn language(&self, tag: &str) -> String;
    /// What a theme means, in one line.
    fn theme_line(&self, theme: Theme) -> &'static str;
    /// A list with the language's "and".
    fn list(&self, items: &[String]) -> String;
    /// A text in lower case.
    fn lower(&self, text: &str) -> String;
    /// A month without its year, short: "May" (1 to 12).
    fn month(&self, month: u8) -> String;
    /// A number with the language's separators.
    fn number(&self, number: u32) -> String;
    /// What stands before the decimals of a number.
    fn decimal_mark(&self) -> &'static str;
    /// Order of names in the language.
    fn compare(&self, a: &str, b: &str) -> Ordering;
    /// Width of a line of text in pixels.
    fn width(&self, text: &str, font: Font) -> f32;

    /// A day: "23 May 2017".
    fn day(&self, day: Day) -> String {
        self.date(&Edtf { start: day.moment(), end: None })
    }
}

/// English without tables: parties by code, months by number, widths by the average letter.
#[derive(Clone, Copy, Debug, Default)]
pub struct Plain;

impl Words for Plain {
    fn party(&self, party: &Party) -> String {
        party.organisation().map_or_else(|| party.code.to_string(), |it| it.short.to_string())
    }

    fn region(&self, region: Option<Region>) -> String {
        region.map_or("Organisations", Region::word).to_string()
    }

    fn family(&self, family: Family) -> String {
        family.word().to_string()
    }

    fn theme(&self, theme: Theme) -> String {
        theme.word().to_string()
    }

    fn date(&self, date: &Edtf) -> String {
        let part = |moment: Moment| match moment.precision() {
            Precision::Year => format!("{}", moment.year),
            Precision::Month => format!("{}/{}", moment.month, moment.year),
            Precision::Day => format!("{}/{}/{}", moment.day, moment.month, moment.year),
        };
        match date.end {
            Some(end) => format!("{}–{}", part(date.start), part(end)),
            None => part(date.start),
        }
    }

    fn day_of_year(&self, date: &Edtf) -> String {
        self.date(date)
    }

    fn language(&self, tag: &str) -> String {
        tag.to_string()
    }

    fn theme_line(&self, theme: Theme) -> &'static str {
        THEME_LINES[Language::English as usize][theme.index()]
    }

    fn list(&self, items: &[String]) -> String {
        items.join(", ")
    }

    fn lower(&self, text: &str) -> String {
        text.to_lowercase()
    }

    fn month(&self, month: u8) -> String {
        month.to_string()
    }

    fn number(&self, number: u32) -> String {
        number.to_string()
    }

    fn decimal_mark(&self) -> &'static str {
        "."
    }

    fn compare(&self, a: &str, b: &str) -> Ordering {
        a.to_lowercase().cmp(&b.to_lowercase())
    }

    fn width(&self, text: &str, font: Font) -> f32 {
        // The average advance of a sans face is 0.53 em in running text, a little more when strong.
        text.chars().count() as f32 * font.size * if font.strong { 0.57 } else { 0.53 }
    }
}
