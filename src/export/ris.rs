//! References as RIS, which Zotero, EndNote and Mendeley read.
//!
//! One tag a line, so no value may break its line ([`Reference`] sees to that). Programs take a comma in `AU` for the
//! one between last and first name; a publisher with a comma in its name is given as site (`T2`) and publisher only.

use super::Reference;

/// The references, one record each.
pub fn records(references: &[Reference]) -> String {
    let mut out = String::new();
    for reference in references {
        record(&mut out, reference);
    }
    out
}

fn record(out: &mut String, reference: &Reference) {
    tag(out, "TY", "ELEC");
    tag(out, "ID", &reference.key);
    if reference.by_publisher && !reference.publisher.contains(',') {
        tag(out, "AU", &reference.publisher);
    }
    tag(out, "TI", &reference.title);
    tag(out, "T2", &reference.publisher);
    tag(out, "PB", &reference.publisher);
    if let Some(date) = reference.date {
        let moment = date.start;
        let number = |part: u8| if part > 0 { format!("{part:02}") } else { String::new() };
        let year = date.earliest().civil().year();
        tag(out, "PY", &format!("{year:04}"));
        tag(out, "DA", &format!("{year:04}/{}/{}/", number(moment.month), number(moment.day)));
    }
    if let Some(version) = &reference.version {
        tag(out, "ET", version);
    }
    tag(out, "UR", &reference.url);
    if let Some(day) = reference.accessed {
        tag(out, "Y2", &[&day.to_string().replace('-', "/"), "/"].concat());
    }
    tag(out, "LA", &reference.language);
    out.push_str("ER  - \r\n\r\n");
}

fn tag(out: &mut String, name: &str, value: &str) {
    for part in [name, "  - ", value, "\r\n"] {
        out.push_str(part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::testing::{hostile, sample};
    use entente_record::Day;
    use proptest::prelude::*;

    #[test]
    fn a_record_has_a_tag_a_line() {
        let sample = sample();
        let source = &sample.details.events[0].sources[1];
        let reference = Reference::of_source(source, Day::from_ymd(2026, 11, 22));
        let text = records(std::slice::from_ref(&reference));
        assert_eq!(
            text.replace("\r\n", "\n"),
            [
                "TY  - ELEC\nID  - ",
                &reference.key,
                "
TI  - Are “they” talking? ~ Kyiv's view
T2  - The Daily, Example
PB  - The Daily, Example
PY  - 2017
DA  - 2017/05//
UR  - https://example.org/second
Y2  - 2026/11/22/
LA  - es
ER  - \n\n"
            ]
            .concat()
        );
    }

    proptest! {
        #[test]
        fn any_text_keeps_its_line(title in hostile(), publisher in hostile(), url in hostile()) {
            let mut source = sample().details.events[0].sources[0].clone();
            (source.title, source.publisher, source.url) = (title.into(), publisher.into(), url.into());
            let text = records(&[Reference::of_source(&source, None)]);
            let whole = text.trim_end_matches("\r\n").split("\r\n").all(|line| {
                let bytes = line.as_bytes();
                bytes.len() >= 6 && bytes[..2].iter().all(u8::is_ascii_alphanumeric) && &bytes[2..6] == b"  - "
            });
            prop_assert!(whole, "{}", text);
            prop_assert_eq!(text.matches("\r\nER  - \r\n").count(), 1);
            prop_assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
        }
    }
}
