//! What the reader's language gives to layouts: names, dates, numbers, widths.
//!
//! In the browser they come from `Intl` and the canvas (`ui::browser`), so that the wasm holds no such tables;
//! [`Plain`] serves native tests and needs neither.

use std::cmp::Ordering;

use entente_record::{Day, Edtf, Family, Moment, Party, Precision, Region, Theme};

use crate::{draw::Font, text::THEME_LINES, view::Language};

/// The order of two names where letters and digits without marks decide it, in English and Spanish as in the root of all
/// collations (Unicode Technical Standard 10): digits before letters, letters whatever their case. `None` where anything
/// else decides. To ask the browser costs microseconds each time.
pub fn plain_order(a: &str, b: &str) -> Option<Ordering> {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let apart = a.iter().zip(b).position(|(a, b)| !a.eq_ignore_ascii_case(b))?;
    // A mark may follow a letter and change it.
    let is_plain =
        |text: &[u8]| text[apart].is_ascii_alphanumeric() && text.get(apart + 1).is_none_or(u8::is_ascii);
    (is_plain(a) && is_plain(b)).then(|| a[apart].to_ascii_lowercase().cmp(&b[apart].to_ascii_lowercase()))
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_letters_decide_whatever_their_case_and_nothing_else_does() {
        for (a, b, order) in [
            ("Argentina", "Brazil", Some(Ordering::Less)),
            ("argentina", "Brazil", Some(Ordering::Less)),
            ("US–Japan", "US–India", Some(Ordering::Greater)),
            ("G7", "Ghana", Some(Ordering::Less)),
            ("same", "SAME", None),
            ("Fiji", "Fiji and more", None),
            ("A-b", "Ab", None),
            ("África", "Asia", None),
            ("an\u{303}o", "ano", None),
            ("an\u{303}o", "azo", None),
        ] {
            assert_eq!(plain_order(a, b), order, "{a}, {b}");
            assert_eq!(plain_order(b, a), order.map(Ordering::reverse), "{b}, {a}");
        }
    }
}
