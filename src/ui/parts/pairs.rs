//! Who meets most: pairs of parties by meetings; each links to what the two share.

use maud::{Markup, html};

use crate::{
    map::Focus,
    query::PairCount,
    text::fill,
    ui::{Screen, act::Act, screen::List},
    view::Page,
};

/// Pairs that are shown before the reader asks for all.
const FIRST: usize = 9;

/// The list, about the party in focus or about all.
pub fn pairs(screen: &Screen) -> Markup {
    let texts = screen.texts;
    let focus = match screen.attention() {
        Focus::Party(party) | Focus::Organisation(party) => Some(party),
        _ => None,
    };
    let about = |pair: &&PairCount| focus.is_none_or(|party| pair.a == party || pair.b == party);
    let pairs: Vec<&PairCount> = screen.selection.pairs.iter().filter(about).collect();
    let title = match focus {
        Some(party) => fill(texts.pairs_title_party, &[("party", &screen.party_name(party))]),
        None => texts.pairs_title.to_string(),
    };
    let whole = screen.is_whole(List::Pairs);
    html! {
        section.pairs aria-label=(title) {
            h2 { span { (title) } " " span.unit { (texts.pairs_unit) } }
            @if pairs.is_empty() { p.empty { (texts.pairs_none) } }
            ol { @for pair in pairs.iter().take(if whole { pairs.len() } else { FIRST }) { (row(screen, pair)) } }
            @if pairs.len() > FIRST {
                button.link type="button" aria-expanded=(whole) data-act=(Act::Whole(List::Pairs).word()) {
                    @if whole { (texts.pairs_fewer) } @else { (screen.counted(texts.pairs_all, pairs.len())) }
                }
            }
        }
    }
}

fn row(screen: &Screen, pair: &PairCount) -> Markup {
    let code = |party| screen.record.party(party).code.clone();
    let page = Page::pair(code(pair.a), code(pair.b));
    let here = (screen.view.page == page).then_some("true");
    // Up to 4 px thick, in hundredths.
    let weight = (75 + 14 * pair.meetings).min(400);
    let style =
        ["border-top-width:", &(weight / 100).to_string(), ".", &(weight % 100 / 10).to_string(), "px"];
    html! {
        li data-key={ (code(pair.a).as_str()) "-" (code(pair.b).as_str()) } {
            a href=(screen.href_page(page)) aria-current=[here] {
                span { (screen.party_name(pair.a)) " – " (screen.party_name(pair.b)) }
                span.weight.none[pair.meetings == 0] data-style=(style.concat()) {}
                b { (screen.names.number(pair.meetings)) }
            }
        }
    }
}
