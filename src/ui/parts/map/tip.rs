//! The tooltip of a country or an arc: name, counts, last meeting.

use entente_record::PartyIndex;
use leptos::prelude::*;

use super::plot::{Shared, chosen_alone};
use crate::{
    draw::{Point, Subject},
    text::{Texts, fill},
    ui::{Site, browser::page},
    words::Words,
};

/// Size that a tooltip may take, in pixels.
const WIDTH: f32 = 190.0;
const HEIGHT: f32 = 150.0;

#[component]
pub fn MapTip(
    /// What the parts of the map share.
    shared: Shared,
) -> impl IntoView {
    let site = shared.site;
    // Under the pointer, or at the label point of the country that has the focus.
    let subject = move || {
        shared.under.get().or_else(|| {
            let party = site.hovered.get()?;
            let at = shared.scene.with(|scene| {
                scene
                    .targets
                    .iter()
                    .find(|target| target.subject == Subject::Party(party))
                    .map(|it| it.rect.centre())
            })?;
            Some((Subject::Party(party), at))
        })
    };
    move || {
        if shared.transient.with(Option::is_some) {
            return None;
        }
        let (subject, at) = subject()?;
        let lines = match subject {
            Subject::Party(party) => country(site, party),
            Subject::Pair(a, b) => pair(site, a, b),
            _ => return None,
        };
        Some(place(shared, at, lines))
    }
}

fn place(shared: Shared, at: Point, lines: AnyView) -> AnyView {
    let (width, height) = shared.size.get();
    let left = if at.x + WIDTH + 14.0 > width { (at.x - WIDTH - 14.0).max(0.0) } else { at.x + 14.0 };
    let top = if at.y + HEIGHT > height { (height - HEIGHT).max(0.0) } else { at.y + 10.0 };
    view! {
        <div class="tip" role="tooltip" style:width=format!("{WIDTH}px") style:left=format!("{left:.0}px") style:top=format!("{top:.0}px")>
            {lines}
        </div>
    }
    .into_any()
}

fn line(name: &'static str, value: String) -> AnyView {
    view! { <dt>{name}</dt><dd>{value}</dd> }.into_any()
}

fn country(site: Site, party: PartyIndex) -> AnyView {
    let (texts, names, record) = (site.texts(), site.names(), site.record());
    let count = site.selection.with(|selection| selection.parties[party.index()]);
    let name = names.party(record.party(party));
    if count.events == 0 {
        return view! { <b>{name}</b><p>{texts.map_tip_none}</p> }.into_any();
    }
    let last = count.last.map(|last| line(texts.map_tip_latest, names.day(last)));
    let hint =
        match chosen_alone(site).filter(|_| !page::is_coarse()).and_then(|code| record.find_party(&code)) {
            Some(other) if other != party => {
                fill(texts.map_tip_hint_pair, &[("party", &names.party(record.party(other)))])
            }
            _ if page::is_coarse() => texts.map_tip_hint_touch.to_string(),
            _ => texts.map_tip_hint.to_string(),
        };
    view! {
        <b>{name}</b>
        <dl>
            {line(texts.map_tip_mechanisms, names.number(count.mechanisms))}
            {line(texts.map_tip_events, names.number(count.events))}
            {line(texts.map_tip_partners, names.number(count.partners))}
            {last}
        </dl>
        <p class="hint">{hint}</p>
    }
    .into_any()
}

fn pair(site: Site, a: PartyIndex, b: PartyIndex) -> AnyView {
    let (texts, names, record): (&Texts, _, _) = (site.texts(), site.names(), site.record());
    let count = site
        .selection
        .with(|selection| selection.pairs.iter().find(|pair| (pair.a, pair.b) == (a, b)).copied());
    let title = format!("{} – {}", names.party(record.party(a)), names.party(record.party(b)));
    let rows = count.map(|count| {
        view! {
            <dl>
                {line(texts.map_tip_mechanisms, names.number(count.mechanisms))}
                {line(texts.map_tip_meetings, names.number(count.meetings))}
                {line(texts.map_tip_events, names.number(count.events))}
                {count.last.map(|last| line(texts.map_tip_latest, names.day(last)))}
            </dl>
        }
    });
    view! { <b>{title}</b> {rows} }.into_any()
}
