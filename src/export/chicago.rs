//! One citation in the style of the Chicago Manual of Style (17th edition), notes and bibliography.
//!
//! Written by hand for the reason that [`super::apa`] gives. Nothing in it is in italics: a page's title is in quotation
//! marks, and the name of a site that is not also a printed work is plain.

use entente_record::Moment;

use super::{Reference, month};

/// The note: `“Title,” Publisher, May 24, 2018, URL.`
pub fn note(reference: &Reference) -> String {
    let mut text = in_quotes(&reference.title, ',');
    let version = reference.version.as_ref().map(|version| format!("version {version}"));
    let parts = [Some(reference.publisher.clone()), version, Some(date(reference, "accessed"))];
    for part in parts.into_iter().flatten().filter(|part| !part.is_empty()) {
        text.push(' ');
        text.push_str(&part);
        text.push(',');
    }
    text.push(' ');
    text.push_str(&reference.url);
    text.push('.');
    text
}

/// The entry of the bibliography: `Publisher. “Title.” May 24, 2018. URL.`
pub fn entry(reference: &Reference) -> String {
    let mut text = String::new();
    let version = reference.version.as_ref().map(|version| format!("Version {version}"));
    let title = in_quotes(&reference.title, '.');
    let parts = [Some(reference.publisher.clone()), Some(title), version, Some(date(reference, "Accessed"))];
    for part in parts.into_iter().flatten().filter(|part| !part.is_empty()) {
        text.push_str(&part);
        text.push_str(if part.ends_with(['.', '”']) { " " } else { ". " });
    }
    text.push_str(&reference.url);
    text.push('.');
    text
}

/// `May 24, 2018`, `May 2018`, `2018`, in brackets with a question mark if uncertain; without a date, when it was read.
fn date(reference: &Reference, accessed: &str) -> String {
    match (reference.date, reference.accessed) {
        (Some(date), _) if date.start.uncertain => format!("[{}?]", moment(date.start)),
        (Some(date), _) => moment(date.start),
        (None, Some(day)) => format!("{accessed} {}", moment(day.moment())),
        (None, None) => String::new(),
    }
}

fn moment(moment: Moment) -> String {
    match (month::name(moment.month), moment.day) {
        (None, _) => moment.year.to_string(),
        (Some(name), 0) => format!("{name} {}", moment.year),
        (Some(name), day) => format!("{name} {day}, {}", moment.year),
    }
}

/// The title in quotation marks, with what ends it inside them; quotation marks within become single ones.
fn in_quotes(title: &str, end: char) -> String {
    let mut text = String::from("“");
    let mut before = ' ';
    for c in title.chars() {
        let opens = before.is_whitespace() || matches!(before, '(' | '[' | '—' | '‘');
        text.push(match c {
            '“' => '‘',
            '”' => '’',
            '"' if opens => '‘',
            '"' => '’',
            c => c,
        });
        before = c;
    }
    // A full stop is not doubled, nor set after "?" or "!"; a comma is set after all three.
    let is_ended = text.ends_with(['.', '?', '!']);
    // "... the ‘iron dome.’”: a quotation that ends the title takes the sign in; an apostrophe would too, which none ends.
    let closes_quotation = text.ends_with('’') && text.contains('‘');
    if closes_quotation {
        text.pop();
    }
    if end == ',' || !is_ended {
        text.push(end);
    }
    if closes_quotation {
        text.push('’');
    }
    text.push('”');
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::testing::hostile;
    use entente_record::{Day, Edtf};
    use proptest::prelude::*;

    fn document(publisher: &str, title: &str, date: &str, url: &str) -> Reference {
        Reference {
            key: String::new(),
            title: title.into(),
            publisher: publisher.into(),
            by_publisher: true,
            date: Edtf::parse(date).ok(),
            url: url.into(),
            language: "en".into(),
            version: None,
            accessed: Day::from_ymd(2017, 5, 1),
        }
    }

    #[test]
    fn a_page_is_cited_as_the_manual_does() {
        // The manual's own quick guide, "Website content".
        let yale = document(
            "Yale University",
            "About Yale: Yale Facts",
            "",
            "https://www.yale.edu/about-yale/yale-facts",
        );
        assert_eq!(
            note(&yale),
            "“About Yale: Yale Facts,” Yale University, accessed May 1, 2017, https://www.yale.edu/about-yale/yale-facts."
        );
        assert_eq!(
            entry(&yale),
            "Yale University. “About Yale: Yale Facts.” Accessed May 1, 2017. https://www.yale.edu/about-yale/yale-facts."
        );
    }

    #[test]
    fn a_question_keeps_its_mark_and_dates_are_as_precise_as_known() {
        let climate = document("NRDC", "What Is Climate Change?", "2021-09-01", "https://www.nrdc.org/x");
        assert_eq!(
            note(&climate),
            "“What Is Climate Change?,” NRDC, September 1, 2021, https://www.nrdc.org/x."
        );
        assert_eq!(
            entry(&climate),
            "NRDC. “What Is Climate Change?” September 1, 2021. https://www.nrdc.org/x."
        );
        let month = document("NRDC", "Facts", "2021-09", "https://a.example");
        assert_eq!(entry(&month), "NRDC. “Facts.” September 2021. https://a.example.");
        let uncertain = document("NRDC", "Facts", "2021?", "https://a.example");
        assert_eq!(entry(&uncertain), "NRDC. “Facts.” [2021?]. https://a.example.");
    }

    #[test]
    fn quotations_within_a_title_have_single_marks() {
        let title = "Israel on the \"cyber dome\" and “shared” (\"own\") 'defence'";
        assert_eq!(in_quotes(title, '.'), "“Israel on the ‘cyber dome’ and ‘shared’ (‘own’) 'defence'.”");
        assert_eq!(in_quotes("On the “cyber dome”", '.'), "“On the ‘cyber dome.’”");
        assert_eq!(in_quotes("On the “cyber dome?”", ','), "“On the ‘cyber dome?,’”");
        assert_eq!(in_quotes("The U.S.", '.'), "“The U.S.”");
    }

    #[test]
    fn a_page_of_the_record_names_its_version() {
        let mut page = document("Entente", "First meeting", "2026-11", "https://a.example");
        page.version = Some("2026.11".into());
        assert_eq!(
            note(&page),
            "“First meeting,” Entente, version 2026.11, November 2026, https://a.example."
        );
        assert_eq!(
            entry(&page),
            "Entente. “First meeting.” Version 2026.11. November 2026. https://a.example."
        );
    }

    proptest! {
        #[test]
        fn any_title_opens_and_closes_its_quotation_once(title in hostile()) {
            let document = document("Publisher", &title, "2017", "https://a.example");
            for text in [note(&document), entry(&document)] {
                prop_assert_eq!((text.matches('“').count(), text.matches('”').count()), (1, 1), "{}", text);
                prop_assert!(text.ends_with(" https://a.example."));
            }
        }
    }
}
