//! The tooltip of a country or an arc: name, counts, last meeting.

use entente_record::{Day, PartyIndex};
use leptos::prelude::*;
use maud::{Markup, html};

use super::plot::Shared;
use crate::{
    draw::Subject,
    text::fill,
    ui::{Screen, browser::page, css::placed},
};

/// Size that a tooltip may take, in pixels.
const WIDTH: f32 = 190.0;
const HEIGHT: f32 = 150.0;

/// What is under the pointer, or at the label point of the country that has the focus; nothing while the map moves.
pub fn tip(screen: &Screen, shared: Shared) -> Markup {
    let site = shared.site;
    let subject = shared.under.get().or_else(|| {
        let party = site.hovered.get()?;
        shared.scene.with(|scene| {
            let target = scene.targets.iter().find(|target| target.subject == Subject::Party(party))?;
            Some((Subject::Party(party), target.rect.centre()))
        })
    });
    let Some((subject, at)) = subject.filter(|_| !shared.is_moving()) else { return html! {} };
    let lines = match subject {
        Subject::Party(party) => country(screen, party),
        Subject::Pair(a, b) => pair(screen, a, b),
        _ => return html! {},
    };
    let (width, height) = shared.size.get();
    let left = if at.x + WIDTH + 14.0 > width { (at.x - WIDTH - 14.0).max(0.0) } else { at.x + 14.0 };
    let top = if at.y + HEIGHT > height { (height - HEIGHT).max(0.0) } else { at.y + 10.0 };
    html! { div.tip.map-tip role="tooltip" data-style=(placed(left, top)) { (lines) } }
}

/// Names with their counts, and the last meeting.
fn counts(screen: &Screen, counts: &[(&str, u32)], last: Option<Day>) -> Markup {
    html! {
        dl {
            @for (name, count) in counts { dt { (name) } dd { (screen.names.number(*count)) } }
            @if let Some(last) = last { dt { (screen.texts.map_tip_latest) } dd { (screen.names.day(last)) } }
        }
    }
}

fn country(screen: &Screen, party: PartyIndex) -> Markup {
    let texts = screen.texts;
    let count = screen.selection.parties[party.index()];
    let other = screen.chosen_alone().and_then(|code| screen.record.find_party(code));
    let hint = match other.filter(|_| !page::is_coarse()) {
        Some(other) if other != party => {
            fill(texts.map_tip_hint_pair, &[("party", &screen.party_name(other))])
        }
        _ if page::is_coarse() => texts.map_tip_hint_touch.to_string(),
        _ => texts.map_tip_hint.to_string(),
    };
    html! {
        b { (screen.party_name(party)) }
        @if count.events == 0 {
            p { (texts.map_tip_none) }
        } @else {
            (counts(screen, &[
                (texts.map_tip_mechanisms, count.mechanisms),
                (texts.map_tip_events, count.events),
                (texts.map_tip_partners, count.partners),
            ], count.last))
            p.hint { (hint) }
        }
    }
}

fn pair(screen: &Screen, a: PartyIndex, b: PartyIndex) -> Markup {
    let texts = screen.texts;
    let count = screen.selection.pairs.iter().find(|pair| (pair.a, pair.b) == (a, b));
    html! {
        b { (screen.party_name(a)) " – " (screen.party_name(b)) }
        @if let Some(count) = count {
            (counts(screen, &[
                (texts.map_tip_mechanisms, count.mechanisms),
                (texts.map_tip_meetings, count.meetings),
                (texts.map_tip_events, count.events),
            ], count.last))
        }
    }
}
