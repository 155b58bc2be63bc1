use entente_record::{Day, EventId, Kind, PartyCode, Record, Theme};
use proptest::prelude::*;

use super::*;
use crate::testing::{any_view, event, mechanism, record};
use crate::view::{Language, MapAt, Page, View, Window};

fn world() -> Record {
    record(vec![
        mechanism("us-mexico-cyber", &["MX", "US"]).events(vec![event("2022-08-10")]),
        mechanism("a-few", &["AR", "DE", "FR"]),
        mechanism("asean-us", &["ASEAN", "US"]),
    ])
}

/// Reads an address as a browser would split it.
fn read_address(address: &str) -> Reading {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    read(path, query, &world())
}

/// The canonical address of an address.
fn canonical(address: &str) -> String {
    write(&read_address(address).view)
}

/// What is ignored in an address, as (parameter, value, reason).
fn ignored(address: &str) -> Vec<(String, String, Reason)> {
    let ignored = read_address(address).ignored.into_iter();
    ignored.map(|it| (it.parameter.into(), it.value.into(), it.reason)).collect()
}

fn one(parameter: &str, value: &str, reason: Reason) -> Vec<(String, String, Reason)> {
    vec![(parameter.into(), value.into(), reason)]
}

fn code(text: &str) -> PartyCode {
    PartyCode::new(text).unwrap()
}

fn page(address: &str) -> Page {
    read_address(address).view.page
}

#[test]
fn each_page_has_its_address() {
    let event = EventId::new("us-argentina-2017-05-23").unwrap();
    for (address, expected) in [
        ("/", Page::Explore),
        ("/event/us-argentina-2017-05-23", Page::Event(event)),
        ("/mechanism/us-mexico-cyber", {
            Page::Mechanism(entente_record::MechanismId::new("us-mexico-cyber").unwrap())
        }),
        ("/party/AFRICAN-UNION", Page::Party(code("AFRICAN-UNION"))),
        ("/pair/MX/US", Page::Pair(code("MX"), code("US"))),
        ("/theme/cybercrime", Page::Theme(Theme::Cybercrime)),
        ("/compare/AR,MX,US", Page::Compare(vec![code("AR"), code("MX"), code("US")])),
        ("/commitments", Page::Commitments),
        ("/quiet", Page::Quiet),
        ("/network", Page::Network),
        ("/about", Page::About),
        ("/data", Page::Data),
    ] {
        let english = View { page: expected, ..View::default() };
        let spanish = english.with_language(Language::Spanish);
        assert_eq!(write(&english), address);
        assert_eq!(read_address(address).view, english);
        assert_eq!(write(&spanish), format!("/es{}", address.trim_end_matches('/')));
        assert_eq!(read_address(&format!("/es{address}")).view, spanish);
    }
}

#[test]
fn each_parameter_narrows_or_arranges() {
    // Every example of the table of links, in the order of writing.
    let all = "/?theme=cybercrime,capacity-building&party=MX,US&among=MX,US&kind=meeting,agreement&form=dialogue\
               &status=active&standing=1&primary=1&q=ransomware&from=2013&to=2019-06&group=party&sort=recent\
               &view=table&at=-58.38,-34.6,4";
    let Reading { view, ignored } = read_address(all);
    assert_eq!(ignored, []);
    assert_eq!(write(&view), all);
    assert!(view.filter.themes.contains(&Theme::CapacityBuilding));
    assert!(view.filter.kinds.contains(&Kind::Agreement));
    assert!(view.filter.standing && view.filter.primary);
    assert_eq!(view.window.from, Day::from_ymd(2013, 1, 1));
    assert_eq!(view.window.to, Day::from_ymd(2019, 6, 30));
    assert_eq!(view.at, Some(MapAt { lon: -5838, lat: -3460, zoom: 400 }));
}

#[test]
fn defaults_are_left_out() {
    assert_eq!(canonical("/?group=mechanism&sort=count&view=timeline&standing=0&q=&theme="), "/");
    assert_eq!(ignored("/?group=mechanism&sort=count&view=timeline&standing=0&q=&theme="), []);
}

#[test]
fn other_spellings_lead_to_the_one_form() {
    for (address, expected) in [
        ("", "/"),
        ("/index.html", "/"),
        ("/es/index.html", "/es"),
        ("/es/", "/es"),
        ("//event//x/", "/event/x"),
        ("/Event/X", "/event/x"),
        ("/pair/US/MX", "/pair/MX/US"),
        ("/pair/us/mx/", "/pair/MX/US"),
        ("/compare/US,MX,AR", "/compare/AR,MX,US"),
        ("/compare/us%2Cmx", "/compare/MX,US"),
        ("/?party=us&party=mx", "/?party=MX,US"),
        ("/?kind=agreement,meeting", "/?kind=meeting,agreement"),
        ("/?q=++capacity%20%20building+", "/?q=capacity+building"),
        ("/?from=2013-01-01&to=2019-12-31", "/?from=2013&to=2019"),
        ("/?from=2013-02-01&to=2020-02-29", "/?from=2013-02&to=2020-02"),
        ("/?from=2013-12-31&to=2019-01-01", "/?from=2013-12-31&to=2019-01-01"),
        ("/?at=-0.004,10.50,1.0", "/?at=0,10.5,1"),
        ("/?q=%c3%b1+a%2Bb%26c", "/?q=%C3%B1+a%2Bb%26c"),
    ] {
        assert_eq!(canonical(address), expected, "{address}");
        assert_eq!(ignored(address), [], "{address}");
    }
}

#[test]
fn what_is_unknown_or_malformed_is_left_out_and_named() {
    for (address, expected) in [
        ("/?colour=yes", one("colour", "yes", Reason::UnknownParameter)),
        ("/?embed=yes", one("embed", "yes", Reason::UnknownWord)),
        ("/?theme=cybercrime,hacking", one("theme", "hacking", Reason::UnknownWord)),
        ("/?kind=meeting,meeting", one("kind", "meeting", Reason::Repeated)),
        ("/?party=MX,ZZ", one("party", "ZZ", Reason::UnknownParty)),
        ("/?among=<b>", one("among", "<b>", Reason::UnknownParty)),
        ("/?standing=yes", one("standing", "yes", Reason::UnknownWord)),
        ("/?group=planet", one("group", "planet", Reason::UnknownWord)),
        ("/?sort=name&sort=first", one("sort", "first", Reason::Repeated)),
        ("/?view=map", one("view", "map", Reason::UnknownWord)),
        ("/?from=2013-02-30", one("from", "2013-02-30", Reason::NotADate)),
        ("/?to=2013/2014", one("to", "2013/2014", Reason::NotADate)),
        ("/?at=1,2", one("at", "1,2", Reason::NotAPosition)),
        ("/?at=1e3,NaN,2", one("at", "1e3,NaN,2", Reason::NotAPosition)),
        ("/?at=181,0,1", one("at", "181,0,1", Reason::OutOfRange)),
        ("/?at=0,0,0.5", one("at", "0,0,0.5", Reason::OutOfRange)),
        ("/pair/US/US", one("pair", "US", Reason::Repeated)),
        ("/compare/US,US,MX", one("compare", "US", Reason::Repeated)),
        ("/compare/US", one("compare", "US", Reason::TooFew)),
        ("/compare/US,MX,AR,DE,FR", one("compare", "FR", Reason::TooMany)),
        ("/compare/US,<b>,MX", one("compare", "<b>", Reason::UnknownParty)),
    ] {
        assert_eq!(ignored(address), expected, "{address}");
    }
}

#[test]
fn what_can_be_read_beside_it_stays() {
    assert_eq!(canonical("/?theme=hacking,cybercrime&from=x&to=2019"), "/?theme=cybercrime&to=2019");
    assert_eq!(canonical("/pair/US/US?q=norms"), "/party/US?q=norms");
    assert_eq!(canonical("/compare/US"), "/party/US");
    assert_eq!(canonical("/compare/US,MX,FR,DE,AR"), "/compare/DE,FR,MX,US");
}

#[test]
fn a_window_that_ends_before_it_starts_is_left_out_whole() {
    let Reading { view, ignored } = read_address("/?from=2019&to=2013");
    assert_eq!(view.window, Window::default());
    assert_eq!(ignored.len(), 2);
    assert!(ignored.iter().all(|it| it.reason == Reason::Backwards));
}

#[test]
fn a_search_too_long_is_cut_and_the_message_is_short() {
    let Reading { view, ignored } = read_address(&format!("/?q={}", "a".repeat(5000)));
    assert_eq!(view.filter.search.len(), 200);
    assert_eq!(ignored[0].reason, Reason::TooLong);
    assert_eq!(ignored[0].value.chars().count(), 41);
}

#[test]
fn many_unknown_parameters_make_a_short_list_and_trackers_none() {
    let many: Vec<String> = (0..1000).map(|number| format!("x{number}=1")).collect();
    assert_eq!(read_address(&format!("/?{}", many.join("&"))).ignored.len(), 16);
    assert_eq!(ignored("/?utm_source=news&fbclid=1&gclid=2&msclkid=3&mc_eid=4&q=norms"), []);
}

#[test]
fn an_address_that_names_no_page_is_kept_as_missing() {
    for path in
        ["/nowhere", "/event", "/event/a/b", "/event/A B", "/theme/hacking", "/party/<b>", "/compare/,"]
    {
        assert_eq!(page(path), Page::Missing(path.into()));
    }
    assert_eq!(write(&read_address("/es/caf%C3%A9%3Fa").view), "/es/caf%C3%A9%3Fa");
}

#[test]
fn a_missing_page_never_leads_to_another_host() {
    assert_eq!(canonical("//evil.example/x"), "/evil.example/x");
    assert_eq!(canonical("/%2F%2Fevil.example"), "/evil.example");
    assert_eq!(canonical("/\\evil.example"), "/%5Cevil.example");
    assert_eq!(canonical("/../%2e%2e//evil.example"), "/evil.example");
}

#[test]
fn an_unknown_event_or_party_has_a_page_that_says_so() {
    assert_eq!(page("/event/never-held"), Page::Event(EventId::new("never-held").unwrap()));
    assert_eq!(page("/party/ZZ"), Page::Party(code("ZZ")));
    assert_eq!(ignored("/pair/US/ZZ"), []);
}

/// Addresses made of pieces of the grammar, right and wrong, and of anything.
fn any_query() -> impl Strategy<Value = String> {
    let name = proptest::sample::select(
        &[
            "theme", "party", "among", "kind", "form", "status", "standing", "primary", "q", "from", "to",
            "group", "sort", "view", "at", "x",
        ][..],
    );
    let value = prop_oneof![
        Just("cybercrime,deterrence,,x".to_string()),
        Just("us,MX,ZZ,us".to_string()),
        "[0-9]{4}(-[0-9]{2}){0,2}",
        "-?[0-9]{1,7}(\\.[0-9]{0,4})?,-?[0-9]{1,3}(\\.[0-9]{0,4})?,[0-9]{1,3}(\\.[0-9])?",
        "[a-z%+,0-9]{0,8}",
        any::<String>(),
    ];
    let pair = (name, value).prop_map(|(name, value)| format!("{name}={value}"));
    prop_oneof![proptest::collection::vec(pair, 0..8).prop_map(|pairs| pairs.join("&")), any::<String>(),]
}

fn any_path() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        proptest::sample::select(
            &[
                "es",
                "event",
                "party",
                "pair",
                "compare",
                "US",
                "MX",
                "us,mx,zz",
                "index.html",
                "..",
                "",
                "%2F",
                "a b"
            ][..]
        )
        .prop_map(String::from),
        any::<String>(),
    ];
    proptest::collection::vec(piece, 0..5).prop_map(|pieces| format!("/{}", pieces.join("/")))
}

proptest! {
    #[test]
    fn writing_then_reading_gives_the_same_view_and_ignores_nothing(view in any_view()) {
        let address = write(&view);
        prop_assert!(address.starts_with('/') && !address.starts_with("//") && address.is_ascii(), "{}", address);
        // The world of these tests has every party that any view can name.
        let reading = read_address(&address);
        prop_assert_eq!(&reading.ignored, &[]);
        prop_assert_eq!(reading.view, view);
    }

    #[test]
    fn any_address_reads_to_a_view_that_writes_and_reads_to_itself(path in any_path(), query in any_query()) {
        let world = world();
        let view = read(&path, &query, &world).view;
        let again = read_address(&write(&view));
        prop_assert_eq!(again.view, view);
        prop_assert_eq!(again.ignored, []);
    }

    #[test]
    fn reading_never_panics(path: String, query: String) {
        let reading = read(&path, &query, &world());
        prop_assert!(reading.ignored.len() <= 16);
    }
}
