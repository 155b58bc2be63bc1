//! References as CSL-JSON, which Zotero, Pandoc and every CSL processor read.

use entente_record::{Day, Moment};

use super::{Reference, json::Json};

/// The references as a list of items.
pub fn items(references: &[Reference]) -> String {
    let mut json = Json::default();
    json.list();
    for reference in references {
        item(&mut json, reference);
    }
    json.end_list();
    json.finish()
}

fn item(json: &mut Json, reference: &Reference) {
    json.object();
    json.field("id", &reference.key);
    json.field("type", "webpage");
    json.field("title", &reference.title);
    if reference.by_publisher {
        json.key("author");
        json.list();
        json.object();
        json.field("literal", &reference.publisher);
        json.end_object();
        json.end_list();
    } else {
        json.field("container-title", &reference.publisher);
    }
    if let Some(date) = reference.date {
        self::date(json, "issued", date.start);
    }
    json.known("version", reference.version.as_deref());
    json.field("URL", &reference.url);
    if let Some(day) = reference.accessed {
        date(json, "accessed", Day::moment(day));
    }
    json.field("language", &reference.language);
    json.end_object();
}

/// `{ "date-parts": [[year, month, day]] }`, with `circa` if uncertain.
fn date(json: &mut Json, key: &str, moment: Moment) {
    json.key(key);
    json.object();
    json.key("date-parts");
    json.list();
    json.list();
    json.number(moment.year.unsigned_abs().into());
    for part in [moment.month, moment.day].into_iter().take_while(|part| *part > 0) {
        json.number(part.into());
    }
    json.end_list();
    json.end_list();
    if moment.uncertain {
        json.key("circa");
        json.flag(true);
    }
    json.end_object();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::testing::{hostile, sample};
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn read(references: &[Reference]) -> Value {
        serde_json::from_str(&items(references)).unwrap()
    }

    #[test]
    fn a_publisher_is_author_or_container() {
        let sample = sample();
        let sources = &sample.details.events[0].sources;
        let of = |at: usize| Reference::of_source(&sources[at], Day::from_ymd(2026, 11, 22));
        let items = read(&[of(0), of(1)]);
        assert_eq!(items[0]["author"], json!([{ "literal": "Department of State & Co." }]));
        assert_eq!(items[0]["issued"], json!({ "date-parts": [[2017, 4, 27]] }));
        assert_eq!(items[0].get("container-title"), None);
        assert_eq!(items[1]["container-title"], "The Daily, Example");
        assert_eq!(items[1]["issued"], json!({ "date-parts": [[2017, 5]] }));
        assert_eq!(items[1]["accessed"], json!({ "date-parts": [[2026, 11, 22]] }));
        assert_eq!(items[1].get("author"), None);
    }

    proptest! {
        #[test]
        fn any_text_reads_back(title in hostile()) {
            let mut source = sample().details.events[0].sources[0].clone();
            source.title = title.into();
            let reference = Reference::of_source(&source, None);
            let title = reference.title.clone();
            prop_assert_eq!(&read(&[reference])[0]["title"], &Value::String(title));
        }
    }
}
