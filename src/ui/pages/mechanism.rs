//! One mechanism: what it is, its series, its sources.

use entente_record::MechanismIndex;
use maud::{Markup, html};

use super::event::{failed, reading, silence, sources, theme_links};
use crate::{
    text::fill,
    ui::{
        Screen,
        parts::{event_line, party_links},
        screen::Loading,
    },
};

pub fn body(screen: &Screen, index: MechanismIndex) -> Markup {
    let texts = screen.texts;
    let mechanism = screen.record.mechanism(index);
    let status = screen.names.lower(texts.status(mechanism.status));
    let about = fill(texts.panel_form_status, &[("form", texts.form(mechanism.form)), ("status", &status)]);
    let detail = match screen.details {
        Loading::Ready(details) => Some(&details.mechanisms[index.index()]),
        _ => None,
    };
    html! {
        article {
            p.kicker { span { (about) } span.dot-sep { (silence(screen, index)) } }
            h1 #detail-title tabindex="-1" lang="en" { (mechanism.name) }
            p.with { (party_links(screen, &mechanism.parties)) }
            @match (screen.details, detail) {
                (Loading::Failed, _) => (failed(screen)),
                (_, None) => (reading(screen)),
                (_, Some(detail)) => {
                    @if let Some(parent) = &detail.parent {
                        p.series { (fill(texts.panel_parent, &[("name", parent)])) }
                    }
                    p.summary lang="en" { (detail.summary) }
                    @if !detail.name_local.is_empty() {
                        section {
                            h2 { (texts.panel_local_names) }
                            ul.plain {
                                @for (tag, name) in &detail.name_local { li lang=(tag) dir="auto" { (name) } }
                            }
                        }
                    }
                }
            }
            (theme_links(screen, &mechanism.themes))
            section {
                h2 { (texts.panel_events) " " span.unit { (screen.number(mechanism.events.len())) } }
                ul.event-lines { @for event in &mechanism.events { li { (event_line(screen, *event)) } } }
            }
            @if !mechanism.members.is_empty() {
                section { h2 { (texts.panel_members) } p.parties { (party_links(screen, &mechanism.members)) } }
            }
            @if let Some(detail) = detail.filter(|detail| !detail.sources.is_empty()) {
                (sources(screen, &detail.sources, ""))
            }
        }
    }
}
