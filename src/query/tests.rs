mod real;

use std::{collections::BTreeSet, sync::Arc};

use entente_record::{
    Day, Delegation, Details, Event, EventDetail, EventIndex, Form, Kind, MechanismDetail, PartyCode,
    PartyIndex, Person, Record, Status, Theme,
};
use proptest::prelude::*;

use super::*;
use crate::testing::{any_record, any_view, event, mechanism, names, record};
use crate::view::{Filter, FilterPart, View, Window};

fn index(record: &Record) -> Index {
    Index::new(record, Arc::new(names))
}

/// The two notes that the record began with, a third mechanism, and one of an organisation.
fn world() -> Record {
    record(vec![
        mechanism("us-argentina", &["AR", "US"])
            .name("Cyber Policy Working Group")
            .form(Form::WorkingGroup)
            .standing()
            .events(vec![
                event("2017-04-27")
                    .kind(Kind::Statement)
                    .title("Joint statement")
                    .themes(&[Theme::CyberPolicy]),
                event("2017-05-23")
                    .title("First meeting")
                    .themes(&[Theme::Cybercrime])
                    .at("US", "Washington")
                    .primary(),
            ]),
        mechanism("us-mexico", &["MX", "US"])
            .name("Cyber Affairs")
            .form(Form::WorkingGroup)
            .status(Status::Active)
            .events(vec![
                event("2022-08-10")
                    .title("Working group meeting")
                    .themes(&[Theme::Cybercrime, Theme::Deterrence]),
                event("2022")
                    .title("Trilateral expert meeting")
                    .parties(&["CA", "MX", "US"])
                    .at("MX", "Mérida"),
            ]),
        mechanism("asean-us", &["ASEAN", "US"])
            .name("ASEAN–U.S. dialogue")
            .events(vec![event("2019-10-03/2019-10-04").title("Dialogue").at("SG", "Singapore")]),
    ])
}

fn view(parts: &[FilterPart]) -> View {
    parts.iter().fold(View::default(), |view, part| view.with(part))
}

fn party(code: &str) -> PartyCode {
    PartyCode::new(code).unwrap()
}

fn window(from: &str, to: &str) -> FilterPart {
    let day = |text: &str| entente_record::Edtf::parse(text).ok();
    FilterPart::Window(Window { from: day(from).map(|it| it.earliest()), to: day(to).map(|it| it.latest()) })
}

/// Ids of the events that pass.
fn passing(view: &View) -> Vec<String> {
    let world = world();
    let selection = select(&world, &index(&world), view);
    selection.events.iter().map(|at| world.events[at].id.to_string()).collect()
}

fn found(text: &str) -> Vec<String> {
    passing(&view(&[FilterPart::Search(text.into())]))
}

#[test]
fn within_a_facet_values_widen_and_across_facets_they_narrow() {
    let crime = FilterPart::Theme(Theme::Cybercrime);
    let policy = FilterPart::Theme(Theme::CyberPolicy);
    let meeting = FilterPart::Kind(Kind::Meeting);
    assert_eq!(
        passing(&view(std::slice::from_ref(&crime))),
        ["us-argentina-2017-05-23", "us-mexico-2022-08-10"]
    );
    assert_eq!(passing(&view(&[crime, policy.clone()])).len(), 3);
    assert_eq!(passing(&view(&[policy, meeting])), [""; 0]);
}

#[test]
fn party_is_any_of_and_among_is_all_of_those_who_took_part() {
    let any = [FilterPart::Party(party("CA")), FilterPart::Party(party("AR"))];
    let all = [FilterPart::Among(party("CA")), FilterPart::Among(party("MX"))];
    assert_eq!(passing(&view(&any)).len(), 3);
    assert_eq!(passing(&view(&all)), ["us-mexico-2022"]);
    assert_eq!(passing(&view(&[FilterPart::Party(party("SG"))])), [""; 0], "a member, but not a party");
    assert_eq!(passing(&view(&[FilterPart::Party(party("ZZ"))])), [""; 0], "not in the record");
    assert_eq!(passing(&view(&[FilterPart::Among(party("ZZ"))])), [""; 0], "not in the record");
}

#[test]
fn an_event_passes_a_window_that_it_may_have_been_in() {
    assert_eq!(passing(&view(&[window("2019-10-04", "2019-10-04")])), ["asean-us-2019-10-03-2019-10-04"]);
    assert_eq!(passing(&view(&[window("2022-11", "")])), ["us-mexico-2022"], "some day of 2022");
    assert_eq!(passing(&view(&[window("", "2017-04-27")])), ["us-argentina-2017-04-27"]);
}

#[test]
fn a_facet_counts_what_choosing_would_give() {
    let world = world();
    let index = index(&world);
    let selection =
        select(&world, &index, &view(&[FilterPart::Theme(Theme::Cybercrime), window("2022", "")]));
    let facets = &selection.facets;
    assert_eq!(selection.events.count(), 1);
    assert_eq!(selection.any_time.count(), 2);
    assert_eq!(facets.themes[Theme::Deterrence.index()], 1);
    assert_eq!(facets.themes[Theme::CyberPolicy.index()], 0, "the window still counts");
    assert_eq!(facets.forms[Form::WorkingGroup.index()], 1, "mechanisms, not events");
    assert_eq!(facets.statuses[Status::Active.index()], 1);
    let at = |code: &str| world.find_party(&party(code)).unwrap().index();
    assert_eq!((facets.parties[at("MX")], facets.parties[at("CA")]), (1, 0));
}

#[test]
fn parties_and_pairs_are_counted() {
    let world = world();
    let selection = select(&world, &index(&world), &View::default());
    let us = &selection.parties[world.find_party(&party("US")).unwrap().index()];
    assert_eq!((us.mechanisms, us.events, us.partners), (3, 5, 4));
    assert_eq!(us.last, Day::from_ymd(2022, 12, 31));
    let canada = &selection.parties[world.find_party(&party("CA")).unwrap().index()];
    assert_eq!((canada.mechanisms, canada.events, canada.partners), (0, 1, 2), "a guest is no party to it");
    let first = &selection.pairs[0];
    assert_eq!((world.party(first.a).code.as_str(), world.party(first.b).code.as_str()), ("MX", "US"));
    assert_eq!((first.mechanisms, first.events, first.meetings), (1, 2, 2));
}

#[test]
fn every_word_of_a_search_begins_some_word() {
    assert_eq!(found("first MEET"), ["us-argentina-2017-05-23"], "title");
    assert_eq!(found("polic work").len(), 2, "mechanism");
    assert_eq!(found("pais mx").len(), 2, "party, accents folded");
    assert_eq!(found("merida"), ["us-mexico-2022"], "city");
    assert_eq!(found("country sg singa"), ["asean-us-2019-10-03-2019-10-04"], "country of the place");
    assert_eq!(found("dialog u.s."), ["asean-us-2019-10-03-2019-10-04"], "initials");
    assert_eq!(found("first zebra"), [""; 0]);
    assert_eq!(found("?!").len(), 5, "no words, no search");
}

fn with_details(record: &Record) -> Index {
    let mut events: Vec<EventDetail> = record.events.iter().map(|_| detail("")).collect();
    let held = record.events.iter().position(|event| event.id.as_str() == "us-argentina-2017-05-23").unwrap();
    events[held] = EventDetail {
        instruments: vec!["Joint Statement".into()],
        delegations: vec![Delegation {
            party: PartyIndex(0),
            lead: Some(Person {
                name: "Ana Núñez".into(),
                title: Some("Undersecretary of Technology".into()),
            }),
            co_leads: vec![],
            agencies: vec!["Ministry of Modernisation".into()],
        }],
        ..detail("Talks on protecting infrastructure")
    };
    let mechanism = MechanismDetail {
        summary: "Announced after a visit".into(),
        parent: Some("Bicentennial Framework".into()),
        name_local: vec![("es".into(), "Grupo de Trabajo".into())],
        sources: vec![],
    };
    let mut index = index(record);
    index.add_details(Arc::new(Details { mechanisms: vec![mechanism], events, tables: Vec::new() }));
    index
}

fn detail(summary: &str) -> EventDetail {
    EventDetail {
        summary: summary.into(),
        note: None,
        instruments: vec![],
        delegations: vec![],
        commitments: vec![],
        sources: vec![],
    }
}

#[test]
fn details_make_people_offices_agencies_and_summaries_findable() {
    let world = world();
    let (before, after) = (index(&world), with_details(&world));
    for text in ["nunez", "undersec tech", "modernisation", "infrastructure protecting", "statement first"] {
        let view = view(&[FilterPart::Search(text.into())]);
        let ids = |index| {
            let selection = select(&world, index, &view);
            selection.events.iter().map(|at| world.events[at].id.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(ids(&before), [""; 0], "{text}");
        assert_eq!(ids(&after), ["us-argentina-2017-05-23"], "{text}");
    }
    let hits = search(&world, &after, "ana", 3);
    assert_eq!((&*hits.people[0].name, hits.people[0].events.len()), ("Ana Núñez", 1));
    assert_eq!(search(&world, &after, "bicentennial", 3).mechanisms.len(), 1);
    assert_eq!(search(&world, &before, "ana", 3).people, []);
}

#[test]
fn the_search_box_ranks_whole_words_of_a_name_before_beginnings_before_the_rest() {
    let record = record(vec![
        mechanism("a", &["DE", "US"]).name("Cyber group").events(vec![
            event("2010").title("Cyber talks"),
            event("2011").title("Cybersecurity talks"),
            event("2012").title("Other talks"),
            event("2013").title("Cyber talks").at("DE", "Cyberstadt"),
        ]),
        mechanism("b", &["DE", "US"]).name("Cybercrime group"),
    ]);
    let hits = search(&record, &index(&record), "cyber", 10);
    let years: Vec<i16> = hits.events.iter().map(|at| record.event(*at).date.earliest().year()).collect();
    assert_eq!(years, [2013, 2010, 2011, 2012], "newest first among equals");
    assert_eq!(
        hits.mechanisms.iter().map(|at| record.mechanism(*at).id.as_str()).collect::<Vec<_>>(),
        ["a", "b"]
    );
    assert_eq!(
        (&*hits.places[0].city, hits.places[0].events.as_slice()),
        ("Cyberstadt", &[EventIndex(3)][..])
    );
    assert_eq!(search(&record, &index(&record), "cyber", 2).events.len(), 2);
    assert_eq!(search(&record, &index(&record), " .,", 10), Hits::default());
    let country = search(&record, &index(&record), "country de", 10);
    assert_eq!((country.parties.as_slice(), country.places.as_slice()), (&[PartyIndex(0)][..], &[][..]));
}

#[test]
fn loosening_names_whole_facets_and_single_parties_that_must_take_part() {
    let world = world();
    let index = index(&world);
    let themes = [FilterPart::Theme(Theme::CyberPolicy), FilterPart::Theme(Theme::Deterrence)];
    let view = view(&[
        themes[0].clone(),
        themes[1].clone(),
        FilterPart::Among(party("AR")),
        FilterPart::Among(party("MX")),
        FilterPart::Among(party("US")),
    ]);
    let ways = loosen(&world, &index, &view);
    let parts: Vec<&[FilterPart]> = ways.iter().map(|way| way.parts.as_slice()).collect();
    assert_eq!(parts, [&[FilterPart::Among(party("AR"))][..], &[FilterPart::Among(party("MX"))]]);
    assert!(select(&world, &index, &view).events.is_empty());
}

#[test]
fn an_unknown_id_has_near_ones() {
    let world = world();
    let index = index(&world);
    let event = |text: &str| {
        let near = nearest_events(&world, &index, text, 2);
        near.first().map(|at| world.event(*at).id.to_string())
    };
    assert_eq!(event("us-argentnia-2017-05-24").as_deref(), Some("us-argentina-2017-05-23"), "a slip");
    assert_eq!(
        event("us-argentina-first-meeting").as_deref(),
        Some("us-argentina-2017-05-23"),
        "words of the title"
    );
    assert_eq!(event("singapore-2019").as_deref(), Some("asean-us-2019-10-03-2019-10-04"), "the place");
    assert_eq!(event("zzz"), None);
    let mechanisms = nearest_mechanisms(&world, &index, "mexico-us", 1);
    assert_eq!(world.mechanism(mechanisms[0]).id.as_str(), "us-mexico");
    let codes = |text: &str| -> Vec<String> {
        let near = nearest_parties(&world, &index, text, 1);
        near.iter().map(|at| world.party(*at).code.to_string()).collect()
    };
    assert_eq!(codes("ASEEAN"), ["ASEAN"]);
    assert_eq!(codes("PAIS-MX"), ["MX"]);
    assert_eq!(codes("***"), [""; 0]);
}

/// The plain meaning of a view, event by event: what `select` must agree with.
mod reference {
    use super::*;

    /// Facets in the order of the address.
    pub(super) const THEMES: usize = 0;
    pub(super) const PARTIES: usize = 1;
    pub(super) const KINDS: usize = 3;
    pub(super) const FORMS: usize = 4;
    pub(super) const STATUSES: usize = 5;
    pub(super) const STANDING: usize = 6;
    pub(super) const PRIMARY: usize = 7;
    pub(super) const WINDOW: usize = 9;

    /// Whether the event passes each facet.
    fn passes(record: &Record, view: &View, event: &Event) -> [bool; 10] {
        let Filter { themes, parties, among, kinds, forms, statuses, standing, primary, search } =
            &view.filter;
        let mechanism = record.mechanism(event.mechanism);
        let took_part: BTreeSet<&PartyCode> =
            event.parties.iter().map(|at| &record.party(*at).code).collect();
        let Window { from, to } = view.window;
        [
            themes.is_empty() || event.themes.iter().any(|theme| themes.contains(theme)),
            parties.is_empty() || parties.iter().any(|code| took_part.contains(code)),
            among.iter().all(|code| took_part.contains(code)),
            kinds.is_empty() || kinds.contains(&event.kind),
            forms.is_empty() || forms.contains(&mechanism.form),
            statuses.is_empty() || statuses.contains(&mechanism.status),
            !standing || mechanism.standing,
            !primary || event.primary,
            fold::word_list(search)
                .iter()
                .all(|word| words_of(record, event).iter().any(|it| it.starts_with(word))),
            from.is_none_or(|day| event.date.latest() >= day)
                && to.is_none_or(|day| event.date.earliest() <= day),
        ]
    }

    fn words_of(record: &Record, event: &Event) -> Vec<String> {
        let mechanism = record.mechanism(event.mechanism);
        let place = event.place.iter();
        let countries = place.clone().filter_map(|place| place.country);
        let named = event.parties.iter().copied().chain(countries).flat_map(|at| {
            let mut names = names(record)[at.index()].clone();
            names.push(record.party(at).code.to_string());
            names
        });
        let mut texts: Vec<String> = named.collect();
        texts.extend([&event.title, &mechanism.name, &mechanism.short].map(|text| text.to_string()));
        texts.extend(place.filter_map(|place| place.city.as_deref()).map(String::from));
        texts.iter().flat_map(|text| fold::word_list(text)).collect()
    }

    /// Positions of the events that pass every facet but those left out.
    pub(super) fn events(record: &Record, view: &View, left_out: &[usize]) -> Vec<usize> {
        let passing = record.events.iter().enumerate().filter(|(_, event)| {
            let passes = passes(record, view, event);
            (0..10).all(|facet| passes[facet] || left_out.contains(&facet))
        });
        passing.map(|(at, _)| at).collect()
    }

    /// How many of the positions hold events that fit.
    pub(super) fn count(record: &Record, events: &[usize], fits: impl Fn(&Event) -> bool) -> u32 {
        events.iter().filter(|at| fits(&record.events[**at])).count() as u32
    }

    /// How many mechanisms have an event among the positions that fits.
    pub(super) fn mechanisms(record: &Record, events: &[usize], fits: impl Fn(&Event) -> bool) -> u32 {
        let fitting = events.iter().map(|at| &record.events[*at]).filter(|event| fits(event));
        fitting.map(|event| event.mechanism).collect::<BTreeSet<_>>().len() as u32
    }
}

fn check_facets(record: &Record, view: &View, facets: &Facets) -> Result<(), TestCaseError> {
    use reference::{count, events, mechanisms};
    let but = |facet| events(record, view, &[facet]);
    let themes = but(reference::THEMES);
    for theme in Theme::ALL {
        let expected = count(record, &themes, |event| event.themes.contains(theme));
        prop_assert_eq!(facets.themes[theme.index()], expected);
    }
    for family in entente_record::Family::ALL {
        let expected = count(record, &themes, |event| event.themes.iter().any(|it| it.family() == *family));
        prop_assert_eq!(facets.families[family.index()], expected);
    }
    for kind in Kind::ALL {
        let expected = count(record, &but(reference::KINDS), |event| event.kind == *kind);
        prop_assert_eq!(facets.kinds[kind.index()], expected);
    }
    for form in Form::ALL {
        let of = |event: &Event| record.mechanism(event.mechanism).form == *form;
        prop_assert_eq!(facets.forms[form.index()], mechanisms(record, &but(reference::FORMS), of));
    }
    for status in Status::ALL {
        let of = |event: &Event| record.mechanism(event.mechanism).status == *status;
        prop_assert_eq!(facets.statuses[status.index()], mechanisms(record, &but(reference::STATUSES), of));
    }
    for at in (0u32..).zip(&record.parties).map(|(at, _)| PartyIndex(at)) {
        let of = |event: &Event| event.parties.contains(&at);
        prop_assert_eq!(facets.parties[at.index()], mechanisms(record, &but(reference::PARTIES), of));
    }
    let standing = |event: &Event| record.mechanism(event.mechanism).standing;
    prop_assert_eq!(facets.standing, mechanisms(record, &but(reference::STANDING), standing));
    prop_assert_eq!(facets.primary, count(record, &but(reference::PRIMARY), |event| event.primary));
    Ok(())
}

fn check_parties(record: &Record, passing: &[usize], selection: &Selection) -> Result<(), TestCaseError> {
    for (at, counted) in (0u32..).zip(&selection.parties).map(|(at, party)| (PartyIndex(at), party)) {
        let of: Vec<&Event> = passing
            .iter()
            .map(|it| &record.events[*it])
            .filter(|event| event.parties.contains(&at))
            .collect();
        let partners: BTreeSet<_> =
            of.iter().flat_map(|event| &event.parties).filter(|it| **it != at).collect();
        let own = |event: &Event| {
            event.parties.contains(&at) && record.mechanism(event.mechanism).parties.contains(&at)
        };
        let expected = PartyCount {
            mechanisms: reference::mechanisms(record, passing, own),
            events: of.len() as u32,
            partners: partners.len() as u32,
            last: of.iter().map(|event| event.date.latest()).max(),
        };
        prop_assert_eq!(*counted, expected);
    }
    Ok(())
}

fn check_pairs(record: &Record, passing: &[usize], selection: &Selection) -> Result<(), TestCaseError> {
    let events = |pair: &PairCount| -> Vec<usize> {
        let of_pair =
            |at: &&usize| *record.mechanism(record.events[**at].mechanism).parties == [pair.a, pair.b];
        passing.iter().filter(of_pair).copied().collect()
    };
    for pair in &selection.pairs {
        let of = events(pair);
        let expected = PairCount {
            mechanisms: reference::mechanisms(record, &of, |_| true),
            events: of.len() as u32,
            meetings: reference::count(record, &of, |event| event.kind == Kind::Meeting),
            last: of.iter().map(|at| record.events[*at].date.latest()).max(),
            ..*pair
        };
        prop_assert_eq!(*pair, expected);
        prop_assert!(pair.events > 0);
    }
    let of_two = |event: &Event| record.mechanism(event.mechanism).parties.len() == 2;
    let in_pairs: u32 = selection.pairs.iter().map(|pair| pair.events).sum();
    prop_assert_eq!(in_pairs, reference::count(record, passing, of_two));
    prop_assert!(selection.pairs.is_sorted_by_key(|pair| (u32::MAX - pair.meetings, pair.a, pair.b)));
    Ok(())
}

proptest! {
    #[test]
    fn selecting_agrees_with_looking_at_every_event(record in any_record(), view in any_view()) {
        let selection = select(&record, &index(&record), &view);
        let passing = reference::events(&record, &view, &[]);
        prop_assert_eq!(selection.events.iter().collect::<Vec<_>>(), passing.clone());
        let any_time = reference::events(&record, &view, &[reference::WINDOW]);
        prop_assert_eq!(selection.any_time.iter().collect::<Vec<_>>(), any_time);
        for (at, mechanism) in record.mechanisms.iter().enumerate() {
            let events = reference::count(&record, &passing, |it| it.mechanism.index() == at);
            prop_assert_eq!(selection.mechanism_events[at], events, "{}", mechanism.id);
            prop_assert_eq!(selection.mechanisms.contains(at), events > 0);
        }
        check_facets(&record, &view, &selection.facets)?;
        check_parties(&record, &passing, &selection)?;
        check_pairs(&record, &passing, &selection)?;
    }

    #[test]
    fn a_loosened_view_lets_as_many_events_pass_as_was_said(record in any_record(), view in any_view()) {
        let index = index(&record);
        let now = select(&record, &index, &view).events.count();
        for way in loosen(&record, &index, &view) {
            let events = select(&record, &index, &way.of(&view)).events.count();
            prop_assert_eq!(events, way.events as usize);
            prop_assert!(events > now);
        }
    }

    #[test]
    fn what_the_search_box_finds_the_filter_lets_pass(record in any_record(), text in "[a-z]{1,2}( [a-z]{1,2})?") {
        let index = index(&record);
        let hits = search(&record, &index, &text, usize::MAX);
        let selection = select(&record, &index, &view(&[FilterPart::Search(text)]));
        let mut events: Vec<usize> = hits.events.iter().map(|at| at.index()).collect();
        events.sort_unstable();
        prop_assert_eq!(events, selection.events.iter().collect::<Vec<_>>());
    }

    #[test]
    fn searching_and_looking_for_near_ids_never_panics(record in any_record(), text: String) {
        let index = index(&record);
        let hits = search(&record, &index, &text, 3);
        prop_assert!(hits.events.len() <= 3 && hits.parties.len() <= 3);
        prop_assert!(nearest_events(&record, &index, &text, 3).len() <= 3);
        prop_assert!(nearest_parties(&record, &index, &text, 3).len() <= 3);
    }
}
