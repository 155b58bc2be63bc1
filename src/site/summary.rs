//! What a page says in one or two plain sentences: for search engines, previews and feeds.

use entente_record::EventIndex;

use crate::{
    text::fill,
    ui::{Screen, pages},
    view::Page,
};

/// As much as search engines and previews show.
const LENGTH: usize = 160;

/// The description of the page that a screen shows.
pub fn description(screen: &Screen) -> String {
    cut(&whole(screen), LENGTH)
}

fn whole(screen: &Screen) -> String {
    let (record, texts, names) = (screen.record, screen.texts, screen.names);
    let details = match screen.details {
        crate::ui::screen::Loading::Ready(details) => Some(details),
        _ => None,
    };
    match &screen.view.page {
        Page::Event(id) => record
            .find_event(id)
            .zip(details)
            .map_or_else(String::new, |(it, details)| details.events[it.index()].summary.to_string()),
        Page::Mechanism(id) => record
            .find_mechanism(id)
            .zip(details)
            .map_or_else(String::new, |(it, details)| details.mechanisms[it.index()].summary.to_string()),
        Page::Party(code) => {
            let Some(party) = record.find_party(code) else { return String::new() };
            let full = match record.party(party).organisation() {
                Some(_) => crate::ui::parts::full_name(screen, record.party(party)).to_string(),
                None => screen.party_name(party),
            };
            counted(screen, &full, &pages::events_among(screen, &[party]))
        }
        Page::Pair(a, b) => {
            let Some((a, b)) = record.find_party(a).zip(record.find_party(b)) else { return String::new() };
            let both = names.list(&[screen.party_name(a), screen.party_name(b)]);
            counted(screen, &both, &pages::events_among(screen, &[a, b]))
        }
        Page::Compare(codes) => {
            let parties: Vec<_> = codes.iter().filter_map(|code| record.find_party(code)).collect();
            let all = names.list(&parties.iter().map(|it| screen.party_name(*it)).collect::<Vec<_>>());
            let who = [texts.panel_compare, ": ", &all].concat();
            counted(screen, &who, &pages::events_among(screen, &parties))
        }
        Page::Theme(theme) => names.theme_line(*theme).to_string(),
        Page::Commitments => {
            let all = details.map_or(0, |it| it.events.iter().map(|event| event.commitments.len()).sum());
            [screen.counted(texts.about_promises_lead, all).as_str(), texts.about_promises_note].join(" ")
        }
        Page::Quiet => texts.about_quiet_lead.to_string(),
        Page::Network => texts.about_network_lead.to_string(),
        Page::About => texts.about_lead.to_string(),
        Page::Data => coverage(screen),
        Page::Explore | Page::Missing(_) => texts.brand_description.to_string(),
    }
}

/// "Mexico: 21 events, 3 May 2014 to 2 Aug 2026. Second meeting." in the reader's language: how much, since when, and
/// what came last.
fn counted(screen: &Screen, who: &str, events: &[EventIndex]) -> String {
    let texts = screen.texts;
    let (Some(last), Some(first)) = (events.first(), events.last()) else {
        return [who, ": ", texts.panel_no_events].concat();
    };
    let date = |event: &EventIndex| screen.names.date(&screen.record.event(*event).date);
    let span = fill(texts.panel_first_last, &[("first", &date(first)), ("last", &date(last))]);
    let title = &screen.record.event(*last).title;
    [who, ": ", &screen.counted(texts.result_gives, events.len()), ", ", &span, ". ", title, "."].concat()
}

/// How much the record holds.
fn coverage(screen: &Screen) -> String {
    let (record, texts) = (screen.record, screen.texts);
    let year = |event: Option<&entente_record::Event>| {
        event.map_or_else(String::new, |event| event.date.earliest().year().to_string())
    };
    let counts = [
        ("events", screen.number(record.events.len())),
        ("mechanisms", screen.number(record.mechanisms.len())),
        ("first", year(record.events.first())),
        ("last", year(record.events.last())),
    ];
    fill(texts.about_coverage, &counts.each_ref().map(|(name, value)| (*name, value.as_str())))
}

/// A text on one line of at most some characters; what is cut ends with a whole word and "…".
fn cut(text: &str, length: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= length {
        return line;
    }
    let end = line.char_indices().nth(length - 1).map_or(line.len(), |(at, _)| at);
    // The word that the end falls into goes as a whole, unless there is no other.
    let end = if line[end..].starts_with(' ') { end } else { line[..end].rfind(' ').unwrap_or(end) };
    format!("{}…", line[..end].trim_end_matches([' ', ',', ';', ':', '.', '(', '–', '-']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_at_a_word() {
        assert_eq!(cut("one two\n  three", 20), "one two three");
        assert_eq!(cut("one two three", 13), "one two three");
        assert_eq!(cut("one two three", 12), "one two…");
        assert_eq!(cut("one two, three", 9), "one two…");
        assert_eq!(cut("España y México", 9), "España y…");
        assert_eq!(cut("ñññññññ", 4), "ñññ…");
    }

    #[test]
    fn what_is_cut_is_never_longer_than_asked_for() {
        let text =
            "Interagency bilateral channel on cyber policy that the two governments said they would create";
        for length in 2..100 {
            assert!(cut(text, length).chars().count() <= length, "{length}");
        }
    }
}
