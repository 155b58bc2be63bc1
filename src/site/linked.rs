//! What a page is about, as linked data that machines read: JSON-LD in the vocabulary of schema.org.

use entente_record::{Edtf, Event, Mechanism, Moment, Party, PartyIndex};
use maud::{Markup, PreEscaped, html};
use serde_json::{Value, json};

use super::{Error, facts::Facts, summary::description};
use crate::{
    ui::{Screen, pages, parts::full_name, screen::Loading},
    view::{Page, View},
};

/// The licence of the facts.
const LICENCE: &str = "https://creativecommons.org/licenses/by/4.0/";

/// The `<script>` of a page.
pub fn script(facts: &Facts, screen: &Screen) -> Result<Markup, Error> {
    let linked = Linked { facts, screen };
    let mut graph = vec![linked.breadcrumbs()];
    graph.extend(linked.subject());
    let text = escaped(&json!({ "@context": "https://schema.org", "@graph": graph })).map_err(Error::Json)?;
    Ok(html! { script type="application/ld+json" { (PreEscaped(text)) } })
}

/// JSON that may stand in a `<script>`: it holds no sign that HTML or JavaScript could take for the end of anything.
fn escaped(value: &Value) -> Result<String, serde_json::Error> {
    let text = serde_json::to_string(value)?;
    let mut safe = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => safe.push_str(&format!("\\u{:04x}", sign as u32)),
            sign => safe.push(sign),
        }
    }
    Ok(safe)
}

/// A page's facts, to be put into the words of schema.org.
struct Linked<'a> {
    facts: &'a Facts,
    screen: &'a Screen<'a>,
}

impl Linked<'_> {
    /// The full address of a page in the language of this one.
    fn url(&self, page: Page) -> String {
        let view = View { language: self.screen.view.language, page, ..View::default() };
        self.facts.place.address(&crate::link::write(&view))
    }

    /// What the page is about; nothing for lists.
    fn subject(&self) -> Option<Value> {
        let record = self.screen.record;
        match &self.screen.view.page {
            Page::Event(id) => record.find_event(id).map(|it| self.event(record.event(it))),
            Page::Mechanism(id) => record.find_mechanism(id).map(|it| self.mechanism(record.mechanism(it))),
            Page::Party(code) => record.find_party(code).map(|it| self.whole_party(record.party(it))),
            Page::Explore | Page::About | Page::Data => Some(self.dataset()),
            _ => None,
        }
    }

    fn breadcrumbs(&self) -> Value {
        let (record, page) = (self.screen.record, &self.screen.view.page);
        let mut steps = vec![(self.screen.texts.brand_name.to_string(), Page::Explore)];
        if let Page::Event(id) = page
            && let Some(event) = record.find_event(id)
        {
            let mechanism = record.mechanism(record.event(event).mechanism);
            steps.push((mechanism.name.to_string(), Page::Mechanism(mechanism.id.clone())));
        }
        if *page != Page::Explore {
            steps.push((pages::name(self.screen), page.clone()));
        }
        let items: Vec<Value> = (1u32..)
            .zip(steps)
            .map(|(position, (name, page))| {
                json!({ "@type": "ListItem", "position": position, "name": name, "item": self.url(page) })
            })
            .collect();
        json!({ "@type": "BreadcrumbList", "itemListElement": items })
    }

    fn event(&self, event: &Event) -> Value {
        let record = self.screen.record;
        let mechanism = record.mechanism(event.mechanism);
        let mut value = json!({
            "@type": "Event",
            "@id": self.url(Page::Event(event.id.clone())),
            "url": self.url(Page::Event(event.id.clone())),
            "name": event.title,
            "description": description(self.screen),
            "startDate": moment(event.date.start),
            "organizer": event.parties.iter().map(|it| self.party(*it)).collect::<Vec<_>>(),
            "superEvent": {
                "@type": "EventSeries",
                "name": mechanism.name,
                "url": self.url(Page::Mechanism(mechanism.id.clone())),
            },
        });
        if let Some(end) = event.date.end {
            value["endDate"] = moment(end).into();
        }
        if let Some(mode) = event
            .place
            .as_ref()
            .and_then(|place| attendance(place.online, place.city.is_some() || place.country.is_some()))
        {
            value["eventAttendanceMode"] = mode.into();
        }
        if let Some(location) = self.location(event) {
            value["location"] = location;
        }
        let about: Vec<String> = event.themes.iter().map(|theme| self.screen.names.theme(*theme)).collect();
        if !about.is_empty() {
            value["keywords"] = about.into();
        }
        value
    }

    /// Where an event took place; a meeting online has the page as its place, for the record knows no other address.
    fn location(&self, event: &Event) -> Option<Value> {
        let place = event.place.as_ref()?;
        let country = place.country.map(|it| self.screen.record.party(it));
        let name = country.map(|it| self.screen.names.party(it));
        let parts: Vec<&str> = place.city.as_deref().into_iter().chain(name.as_deref()).collect();
        if parts.is_empty() {
            let url = self.url(Page::Event(event.id.clone()));
            return place.online.then(|| json!({ "@type": "VirtualLocation", "url": url }));
        }
        let mut address = json!({ "@type": "PostalAddress" });
        if let Some(city) = &place.city {
            address["addressLocality"] = city.as_ref().into();
        }
        if let Some(country) = country {
            address["addressCountry"] = country.code.as_str().into();
        }
        Some(json!({ "@type": "Place", "name": parts.join(", "), "address": address }))
    }

    fn mechanism(&self, mechanism: &Mechanism) -> Value {
        let record = self.screen.record;
        let mut names = vec![mechanism.short.to_string()];
        if let (Loading::Ready(details), Some(at)) =
            (self.screen.details, record.find_mechanism(&mechanism.id))
        {
            names.extend(details.mechanisms[at.index()].name_local.iter().map(|(_, name)| name.to_string()));
        }
        names.retain(|name| *name != *mechanism.name);
        let mut value = json!({
            "@type": "Organization",
            "@id": self.url(Page::Mechanism(mechanism.id.clone())),
            "url": self.url(Page::Mechanism(mechanism.id.clone())),
            "name": mechanism.name,
            "description": description(self.screen),
            "member": mechanism.parties.iter().map(|it| self.party(*it)).collect::<Vec<_>>(),
        });
        if !names.is_empty() {
            value["alternateName"] = names.into();
        }
        value
    }

    /// A party by its name and page. A country takes part through its government.
    fn party(&self, index: PartyIndex) -> Value {
        let party = self.screen.record.party(index);
        json!({
            "@type": if party.organisation().is_some() { "Organization" } else { "GovernmentOrganization" },
            "name": self.screen.names.party(party),
            "url": self.url(Page::Party(party.code.clone())),
        })
    }

    fn whole_party(&self, party: &Party) -> Value {
        let url = self.url(Page::Party(party.code.clone()));
        let mut value = json!({
            "@type": "GovernmentOrganization",
            "@id": url,
            "url": url,
            "name": self.screen.names.party(party),
            "description": description(self.screen),
        });
        if let Some(organisation) = party.organisation() {
            value["@type"] = "Organization".into();
            value["legalName"] = full_name(self.screen, party).into();
            if let Some(members) = &organisation.members {
                value["member"] = members.iter().map(|it| self.party(*it)).collect();
            }
        }
        value
    }

    fn dataset(&self) -> Value {
        let (record, texts) = (self.screen.record, self.screen.texts);
        let year = |event: Option<&Event>| event.map(|it| it.date.earliest().year().to_string());
        let span: Vec<String> =
            year(record.events.first()).into_iter().chain(year(record.events.last())).collect();
        let keywords: Vec<String> =
            entente_record::Theme::ALL.iter().map(|theme| self.screen.names.theme(*theme)).collect();
        json!({
            "@type": "Dataset",
            "@id": self.url(Page::Data),
            "url": self.url(Page::Data),
            "name": texts.brand_name,
            "description": texts.brand_description,
            "license": LICENCE,
            "version": record.version,
            "isAccessibleForFree": true,
            "temporalCoverage": span.join("/"),
            "keywords": keywords,
        })
    }
}

/// A date as ISO 8601 writes it, as far as it is known: schema.org has no sign for doubt.
fn moment(moment: Moment) -> String {
    let certain = Moment { uncertain: false, ..moment };
    Edtf { start: certain, end: None }.to_string()
}

fn attendance(online: bool, somewhere: bool) -> Option<&'static str> {
    match (online, somewhere) {
        (true, true) => Some("https://schema.org/MixedEventAttendanceMode"),
        (true, false) => Some("https://schema.org/OnlineEventAttendanceMode"),
        (false, true) => Some("https://schema.org/OfflineEventAttendanceMode"),
        (false, false) => None,
    }
}
