//! Ready citations of a page of the record and of the sources beside it.

use entente_record::Source;
use maud::{Markup, html};

use crate::{
    export::{Reference, apa, bibtex, chicago, csl, ris},
    ui::{Screen, act::Act},
};

/// Citations of the open page under its title, and of some sources, in every style; folded away. None of what a reader
/// brought.
pub fn cite(screen: &Screen, title: &str, sources: &[Source]) -> Markup {
    // A link to a reader's own record leads nobody else to it.
    if screen.folds.own.shown.is_some() {
        return html! {};
    }
    let texts = screen.texts;
    let mut references =
        vec![screen.with_export(|export| Reference::of_page(export, screen.view.page.clone(), title))];
    references.extend(sources.iter().map(|source| Reference::of_source(source, Some(screen.today))));
    let lines = |style: &dyn Fn(&Reference) -> String| {
        references.iter().map(style).collect::<Vec<String>>().join("\n")
    };
    let styles: [(&str, String); 5] = [
        ("APA", lines(&|it| apa::reference(it).text)),
        ("Chicago", lines(&|it| chicago::entry(it))),
        ("BibTeX", bibtex::bibliography(&references)),
        ("RIS", ris::records(&references)),
        ("CSL-JSON", csl::items(&references)),
    ];
    html! {
        details.cite {
            summary { (texts.event_cite) }
            p { (texts.event_cite_help) }
            @for (at, (style, text)) in styles.iter().enumerate() {
                div.cite-head {
                    b { (style) }
                    button.link type="button" data-act=(Act::CopyText.word()) data-focus={ "#cite-" (at) } { (texts.event_copy_text) }
                }
                textarea id={ "cite-" (at) } rows="3" readonly spellcheck="false" aria-label={ (texts.event_cite) ", " (style) } { (text) }
            }
        }
    }
}
