//! Everything promised in the selection, with what became of it.

use entente_record::{EventIndex, Outcome, PartyIndex, Theme};
use maud::{Markup, html};

use super::{
    event::{commitment_row, failed, reading},
    shared::tally,
};
use crate::{
    order,
    study::{Promise, promises},
    ui::{Screen, parts::event_line, screen::Loading},
};

/// Parties and themes whose promises are counted by themselves.
const COUNTED: usize = 8;

pub fn body(screen: &Screen) -> Markup {
    html! {
        article {
            header.span-2 { h1 #detail-title tabindex="-1" { (screen.texts.about_promises) } }
            (list(screen))
        }
    }
}

fn list(screen: &Screen) -> Markup {
    let texts = screen.texts;
    let details = match screen.details {
        Loading::Ready(details) => details,
        Loading::Reading => return reading(screen),
        Loading::Failed => return failed(screen),
    };
    let mut events: Vec<EventIndex> =
        screen.selection.events.iter().map(|at| EventIndex(at as u32)).collect();
    events.retain(|it| !details.events[it.index()].commitments.is_empty());
    events.reverse();
    let all = promises(screen.record, details, events.iter().copied(), screen.today);
    html! {
        section.span-2 {
            p.lead { (screen.counted(texts.about_promises_lead, all.len())) }
            (tally(screen, &all))
            @if all.iter().any(|it| it.commitment.outcome == Outcome::Unknown) { p { (texts.about_promises_note) } }
        }
        (shares(screen, texts.about_by_party, &by_party(screen, &all)))
        (shares(screen, texts.about_by_theme, &by_theme(screen, &all)))
        @for event in &events {
            section.span-2 data-key=(screen.record.event(*event).id.as_str()) {
                h2.event-head { (event_line(screen, *event)) }
                ul.commitments {
                    @for commitment in &details.events[event.index()].commitments { (commitment_row(screen, commitment)) }
                }
            }
        }
    }
}

/// What belongs together, under a name.
struct Group<'a> {
    name: String,
    href: String,
    promises: Vec<Promise<'a>>,
}

fn by_party<'a>(screen: &Screen, all: &[Promise<'a>]) -> Vec<Group<'a>> {
    let parties = screen.record.parties.iter().enumerate();
    let groups = parties.map(|(at, party)| Group {
        name: screen.names.party(party),
        href: screen.href_party(party),
        promises: about(all, |it| screen.record.event(it.made).parties.contains(&PartyIndex(at as u32))),
    });
    largest(groups.collect())
}

fn by_theme<'a>(screen: &Screen, all: &[Promise<'a>]) -> Vec<Group<'a>> {
    let groups = Theme::ALL.iter().map(|theme| Group {
        name: screen.names.theme(*theme),
        href: screen.href_page(crate::view::Page::Theme(*theme)),
        promises: about(all, |it| screen.record.event(it.made).themes.contains(theme)),
    });
    largest(groups.collect())
}

fn about<'a>(all: &[Promise<'a>], test: impl Fn(&Promise) -> bool) -> Vec<Promise<'a>> {
    all.iter().copied().filter(|it| test(it)).collect()
}

fn largest(mut groups: Vec<Group>) -> Vec<Group> {
    groups.retain(|group| !group.promises.is_empty());
    order::sort_by(&mut groups, |a, b| {
        b.promises.len().cmp(&a.promises.len()).then_with(|| a.name.cmp(&b.name))
    });
    groups.truncate(COUNTED);
    groups
}

fn shares(screen: &Screen, title: &str, groups: &[Group]) -> Markup {
    html! {
        @if !groups.is_empty() {
            section.shares {
                h2 { (title) }
                @for group in groups {
                    div {
                        p { a href=(group.href) { (group.name) } " " b { (screen.number(group.promises.len())) } }
                        (tally(screen, &group.promises))
                    }
                }
            }
        }
    }
}
