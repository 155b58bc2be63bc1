//! Atom feeds (RFC 4287): the latest events, of all and of one party or theme, in each language.

use entente_record::{EventIndex, Moment};
use maud::{Markup, PreEscaped, html};

use super::{facts::Facts, xml};
use crate::{
    link,
    text::fill,
    ui::{Screen, pages, screen::Loading},
    view::{Page, View},
};

/// How many events a feed holds.
const LATEST: usize = 50;

/// A feed that a page offers.
pub struct Feed {
    /// Its title in the language of the page.
    pub title: String,
    /// Its path within the site.
    pub path: String,
    /// The latest first.
    events: Vec<EventIndex>,
}

/// The feed of a page, if it has one: the start page, a party and a theme have, unless they have no events.
pub fn of_page(facts: &Facts, view: &View) -> Option<Feed> {
    let record = &facts.record;
    let is_in: Box<dyn Fn(&entente_record::Event) -> bool> = match &view.page {
        Page::Explore => Box::new(|_| true),
        Page::Party(code) => {
            let party = record.find_party(code)?;
            Box::new(move |event| event.parties.contains(&party))
        }
        Page::Theme(theme) => Box::new(|event| event.themes.contains(theme)),
        _ => return None,
    };
    let mut events: Vec<EventIndex> =
        record.events_with_index().filter(|(_, event)| is_in(event)).map(|(at, _)| at).collect();
    events.reverse();
    events.truncate(LATEST);
    let screen = facts.screen(view);
    let title = fill(screen.texts.static_feed, &[("name", &pages::name(&screen))]);
    let path = [link::write(view).trim_end_matches('/'), "/feed.xml"].concat();
    (!events.is_empty()).then_some(Feed { title, path, events })
}

/// The file of a feed. Its addresses are full only where the site's host is known.
pub fn write(facts: &Facts, view: &View, feed: &Feed) -> String {
    let screen = facts.screen(view);
    let address = facts.place.address(&feed.path);
    let page = facts.place.address(&link::write(view));
    let newest = feed.events.first().map(|it| facts.record.event(*it).date.start);
    let version = facts.version_date().or(newest);
    html! {
        (PreEscaped(xml::HEAD))
        feed xmlns="http://www.w3.org/2005/Atom" xml:lang=(view.language.tag()) {
            id { (address) }
            title { (xml::text(&feed.title)) }
            updated { (instant(version)) }
            link rel="self" type="application/atom+xml" href=(address) {}
            link rel="alternate" type="text/html" href=(page) {}
            author { name { (screen.texts.brand_name) } }
            rights { (fill(screen.texts.about_version, &[("version", &facts.record.version)])) }
            @for event in &feed.events { (entry(facts, &screen, *event, version)) }
        }
    }
    .into_string()
}

fn entry(facts: &Facts, screen: &Screen, index: EventIndex, version: Option<Moment>) -> Markup {
    let event = facts.record.event(index);
    let view =
        View { language: screen.view.language, page: Page::Event(event.id.clone()), ..View::default() };
    let address = facts.place.address(&link::write(&view));
    let summary = match screen.details {
        Loading::Ready(details) => xml::text(&details.events[index.index()].summary),
        _ => String::new(),
    };
    let title = [screen.names.date(&event.date).as_str(), ": ", &event.title].concat();
    // When an entry was written is not recorded. The day of the event orders a reader's list as the record does; an
    // event that is still to come counts as news of the version that announces it.
    let start = event.date.start;
    let updated = version.filter(|version| version.earliest() < start.earliest()).unwrap_or(start);
    html! {
        entry {
            id { (address) }
            title { (xml::text(&title)) }
            updated { (instant(Some(updated))) }
            link rel="alternate" type="text/html" href=(address) {}
            category term=(event.kind.word()) label=(screen.texts.kind(event.kind)) {}
            summary type="text" xml:lang="en" { (summary) }
        }
    }
}

/// The first moment of what is known of a date.
fn instant(date: Option<Moment>) -> String {
    let day = date.map_or(entente_record::Day(0), Moment::earliest);
    format!("{day}T00:00:00Z")
}
