//! One citation in the style of the American Psychological Association (7th edition), as in a list of references.
//!
//! Written by hand: the record has one kind of source, a page on the web with a title, a publisher and at times a date.
//! A processor of citation styles (`hayagriva`) lays it out in the same way, but brings an XML reader, tables of
//! collation and an archive of styles. The tests hold this against examples of the style's own guide.

use std::ops::Range;

use entente_record::Moment;

use super::{Reference, month};

/// A citation: one paragraph, of which one part is in italics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// The whole text.
    pub text: String,
    /// Which bytes of it stand in italics.
    pub italic: Range<usize>,
}

/// The entry in the list of references.
///
/// By its publisher: `Publisher. (2018, May 24). Title. URL`. Without an author the title stands first:
/// `Title. (2018, May 24). Publisher. URL`.
pub fn reference(reference: &Reference) -> Cited {
    let mut text = String::new();
    let mut italic = 0..0;
    let mut title = |text: &mut String| {
        italic = text.len()..text.len() + reference.title.len();
        text.push_str(&reference.title);
        if let Some(version) = &reference.version {
            text.push_str(&format!(" (Version {version})"));
        }
        stop(text);
    };
    let date = ["(", &date(reference.date.map(|date| date.start)), ")."].concat();
    if reference.by_publisher {
        text.push_str(&reference.publisher);
        stop(&mut text);
        text.push_str(&date);
        text.push(' ');
        title(&mut text);
    } else {
        title(&mut text);
        text.push_str(&date);
        text.push(' ');
        text.push_str(&reference.publisher);
        stop(&mut text);
    }
    // A page without a date may change: the style asks when it was read.
    if let (None, Some(day)) = (reference.date, reference.accessed) {
        let day = day.moment();
        let name = month::name(day.month).unwrap_or_default();
        text.push_str(&format!("Retrieved {name} {}, {}, from ", day.day, day.year));
    }
    text.push_str(&reference.url);
    Cited { text, italic }
}

/// `2018, May 24`, `2018, May`, `2018`, `ca. 2018`, `n.d.`
fn date(moment: Option<Moment>) -> String {
    let Some(moment) = moment else { return "n.d.".into() };
    match (month::name(moment.month), moment.day) {
        _ if moment.uncertain => format!("ca. {}", moment.year),
        (None, _) => moment.year.to_string(),
        (Some(name), 0) => format!("{}, {name}", moment.year),
        (Some(name), day) => format!("{}, {name} {day}", moment.year),
    }
}

/// Ends a part, unless it has an end of its own.
fn stop(text: &mut String) {
    text.push_str(if text.ends_with(['.', '?', '!']) { " " } else { ". " });
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
            accessed: Day::from_ymd(2020, 1, 9),
        }
    }

    #[test]
    fn a_page_by_an_organisation_is_cited_as_the_guide_does() {
        // apastyle.apa.org, "Webpage on a website references": group author, with and without a date.
        let dated = document(
            "World Health Organization",
            "The top 10 causes of death",
            "2018-05-24",
            "https://www.who.int/news-room/fact-sheets/detail/the-top-10-causes-of-death",
        );
        assert_eq!(
            reference(&dated).text,
            "World Health Organization. (2018, May 24). The top 10 causes of death. \
             https://www.who.int/news-room/fact-sheets/detail/the-top-10-causes-of-death"
        );
        let undated = document(
            "U.S. Census Bureau",
            "U.S. and world population clock",
            "",
            "https://www.census.gov/popclock/",
        );
        assert_eq!(
            reference(&undated).text,
            "U.S. Census Bureau. (n.d.). U.S. and world population clock. \
             Retrieved January 9, 2020, from https://www.census.gov/popclock/"
        );
    }

    #[test]
    fn the_title_is_in_italics() {
        let cited = reference(&document("State", "Is it?", "2018-05", "https://a.example"));
        assert_eq!(cited.text, "State. (2018, May). Is it? https://a.example");
        assert_eq!(&cited.text[cited.italic], "Is it?");
    }

    #[test]
    fn without_an_author_the_title_stands_first() {
        let mut news = document("The Daily", "Cyber talks", "2017", "https://a.example");
        news.by_publisher = false;
        assert_eq!(reference(&news).text, "Cyber talks. (2017). The Daily. https://a.example");
    }

    #[test]
    fn a_page_of_the_record_names_its_version() {
        let mut page = document("Entente", "First meeting", "2026-11", "https://a.example");
        page.version = Some("2026.11".into());
        let cited = reference(&page);
        assert_eq!(
            cited.text,
            "Entente. (2026, November). First meeting (Version 2026.11). https://a.example"
        );
        assert_eq!(&cited.text[cited.italic], "First meeting");
    }

    #[test]
    fn an_uncertain_date_is_said_to_be_one() {
        let cited = reference(&document("Interior", "Note", "2017-04?", "https://a.example"));
        assert_eq!(cited.text, "Interior. (ca. 2017). Note. https://a.example");
    }

    proptest! {
        #[test]
        fn any_title_stands_whole_in_italics(title in hostile(), publisher in hostile(), by_publisher: bool) {
            let mut document = document(&publisher, &title, "2017", "https://a.example");
            document.by_publisher = by_publisher;
            let cited = reference(&document);
            prop_assert_eq!(&cited.text[cited.italic], title);
            prop_assert!(cited.text.contains(&publisher) && cited.text.ends_with(" https://a.example"));
        }
    }
}
