//! References as BibTeX.
//!
//! `@misc` with `year` and `month` for BibTeX itself, whose styles know no web pages, and `date` for biblatex, which
//! knows days. Braces around titles and names keep capitals and commas as they are. A brace within a text is written as
//! a command, since BibTeX counts braces whether they are escaped or not. `url` is taken verbatim by both.

use super::{Reference, month};

/// The references, one entry each.
pub fn bibliography(references: &[Reference]) -> String {
    let mut out = String::new();
    for reference in references {
        entry(&mut out, reference);
    }
    out
}

fn entry(out: &mut String, reference: &Reference) {
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str("@misc{");
    out.push_str(&reference.key);
    let publisher = escaped(&reference.publisher);
    if reference.by_publisher {
        field(out, "author", &["{", &publisher, "}"].concat());
    } else {
        field(out, "howpublished", &publisher);
    }
    field(out, "title", &["{", &escaped(&reference.title), "}"].concat());
    if let Some(date) = reference.date {
        field(out, "date", &date.to_string());
        field(out, "year", &year(date.start.year));
        if let Some(name) = month::short(date.start.month) {
            // A macro: each style writes months in its own way.
            out.push_str(",\n  month = ");
            out.push_str(name);
        }
    }
    if let Some(version) = &reference.version {
        field(out, "version", &escaped(version));
    }
    field(out, "url", &reference.url);
    if let Some(day) = reference.accessed {
        field(out, "urldate", &day.to_string());
    }
    field(out, "language", &escaped(&reference.language));
    out.push_str("\n}\n");
}

fn field(out: &mut String, name: &str, value: &str) {
    for part in [",\n  ", name, " = {", value, "}"] {
        out.push_str(part);
    }
}

fn year(year: i16) -> String {
    entente_record::Moment { year, month: 0, day: 0, uncertain: false }.to_string()
}

/// A text with what TeX would obey made harmless.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '%' | '&' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::testing::{hostile, sample};
    use biblatex::{Bibliography, ChunksExt};
    use proptest::prelude::*;

    fn references() -> Vec<Reference> {
        let sample = sample();
        sample.details.events[0].sources.iter().map(|source| Reference::of_source(source, None)).collect()
    }

    #[test]
    fn an_entry_has_what_both_programs_need() {
        let text = bibliography(&references()[..1]);
        let key = &references()[0].key;
        assert_eq!(
            text,
            [
                "@misc{",
                key,
                ",
  author = {{Department of State \\& Co.}},
  title = {{Joint Statement: 100\\% \\textbraceleft{}agreed\\textbraceright{}}},
  date = {2017-04-27},
  year = {2017},
  month = apr,
  url = {https://www.state.gov/a;b?x=%7B1%7D&y=_2},
  language = {en}
}
"
            ]
            .concat()
        );
    }

    #[test]
    fn a_parser_reads_what_was_meant() {
        let bibliography = Bibliography::parse(&bibliography(&references())).unwrap();
        let entry = bibliography.get(&references()[0].key).unwrap();
        assert_eq!(entry.author().unwrap()[0].name, "Department of State & Co.");
        assert_eq!(entry.url().unwrap(), references()[0].url);
        let second = bibliography.get(&references()[1].key).unwrap();
        assert_eq!(second.title().unwrap().format_verbatim(), references()[1].title);
        assert_eq!(second.author().ok(), None);
    }

    proptest! {
        #[test]
        fn any_text_leaves_the_entries_whole(title in hostile(), publisher in hostile(), url in hostile()) {
            let mut references = references();
            let mut source = sample().details.events[0].sources[0].clone();
            (source.title, source.publisher, source.url) = (title.into(), publisher.into(), url.into());
            references.insert(0, Reference::of_source(&source, None));
            let text = bibliography(&references);
            let parsed = Bibliography::parse(&text).unwrap();
            prop_assert_eq!(parsed.len(), references.len());
            let url = ["\n  url = {", &references[0].url, "},\n"].concat();
            prop_assert!(text.contains(&url), "{}", text);
            let depth = text.chars().map(|c| match c { '{' => 1, '}' => -1, _ => 0 }).sum::<i32>();
            prop_assert_eq!(depth, 0);
        }
    }
}
