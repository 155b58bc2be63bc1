//! Three hints for a first visit, one at a time, until they are put away for good.

use maud::{Markup, html};

use super::{Icon, icon};
use crate::{
    text::fill,
    ui::{Screen, act::Act},
    view::Page,
};

/// How many there are.
pub const HINTS: u8 = 3;

/// The present hint, on the start page only: who follows a link came for what it shows.
pub fn hints(screen: &Screen) -> Markup {
    let texts = screen.texts;
    let Some(at) = screen.folds.hint.filter(|_| screen.view.page == Page::Explore && !screen.view.embedded)
    else {
        return html! {};
    };
    let text = match at {
        0 => texts.hint_filter,
        1 if screen.narrow => texts.hint_tap,
        1 => texts.hint_time,
        _ => texts.hint_link,
    };
    let of = [("at", screen.number(usize::from(at) + 1)), ("n", screen.number(usize::from(HINTS)))];
    html! {
        aside.hint-card aria-label=(texts.hint_label) {
            p { (text) }
            div.row {
                span.unit { (fill(texts.hint_of, &of.each_ref().map(|(name, value)| (*name, value.as_str())))) }
                @if at + 1 < HINTS {
                    button.link type="button" data-act=(Act::NextHint.word()) { (texts.hint_next) }
                }
            }
            button.tool.icon-only type="button" data-act=(Act::CloseHints.word()) aria-label=(texts.hint_close) title=(texts.hint_close) {
                (icon(Icon::Close))
            }
        }
    }
}
