//! What each form and each bad file gets.

use std::fmt::Write;

use entente_record::{Record, pack, source::MOST_EVENTS};
use proptest::prelude::*;

use super::{Form, Loaded, MOST_BYTES, MOST_TOML, Progress, Refusal, load};

const SMALL: &str = "date,title,kind,parties\n2020-05,They met,meeting,AR; US\n";

/// A mechanism as JSON; what is left open are its events.
const HEAD: &str = r#"{ "name": "Border group", "parties": ["AR", "US"], "events": ["#;

/// A file of a mechanism of our own.
const OURS: &str = include_str!("../../../data/mechanisms/ar-us-cyber-policy-working-group.toml");

fn loaded(text: &str, name: &str) -> Loaded {
    load(text.as_bytes(), name, None, &mut |_| ()).expect("is looked at")
}

fn refused(bytes: &[u8], name: &str) -> Refusal {
    load(bytes, name, None, &mut |_| ()).expect_err("is refused")
}

fn record(loaded: &Loaded) -> Record {
    let (index, details) = loaded.packed.as_ref().expect("something is good");
    let record = pack::unpack_index(index).expect("is a pack");
    pack::unpack_details(details, &record).expect("belongs to the index");
    record
}

/// Line, field and message of every fault, then of every warning.
fn told(loaded: &Loaded) -> Vec<String> {
    let all = loaded.told.faults.iter().chain(&loaded.told.warnings);
    all.map(|it| format!("{} {}: {}", it.line.unwrap_or(0), it.field, it.message)).collect()
}

/// A table of many events.
fn table(events: usize, mechanisms: usize) -> String {
    let mut text = String::from("date,title,kind,parties,themes,mechanism,city,country,summary,sources\n");
    let parties = ["AR; US", "DE; FR", "JP; AU", "EU; IN", "MX; US; CA"];
    for at in 0..events {
        let (year, month, day) = (1990 + at % 36, 1 + at % 12, 1 + at % 28);
        let _ = writeln!(
            text,
            "{year}-{month:02}-{day:02},Meeting {at} of officials,meeting,{},cybercrime; capacity-building,\
             Dialogue {},Geneva,CH,\"They met, for the {at}. time.\",https://a.example/{at}",
            parties[at % parties.len()],
            at % mechanisms,
        );
    }
    text
}

/// The same as JSON, as our own download has it.
fn tree(events: usize, mechanisms: usize) -> String {
    let mut text = String::from("{ \"mechanisms\": [");
    for mechanism in 0..mechanisms {
        let comma = if mechanism > 0 { "," } else { "" };
        let _ = write!(
            text,
            "{comma}{{\"id\":\"dialogue-{mechanism}\",\"name\":\"Dialogue {mechanism}\",\"kind\":\"dialogue\",\"parties\":[\"AR\",\"US\"],\"events\":["
        );
        for at in 0..events / mechanisms {
            let comma = if at > 0 { "," } else { "" };
            let follows = match at {
                0 => String::new(),
                _ => format!(",\"follows\":\"dialogue-{mechanism}-{}\"", at - 1),
            };
            let _ = write!(
                text,
                "{comma}\n{{\"id\":\"dialogue-{mechanism}-{at}\",\"kind\":\"meeting\",\"date\":\"2020\",\"title\":\"Meeting {at}\",\"themes\":[\"cybercrime\"]{follows},\
                 \"summary\":\"They met.\",\"delegations\":[{{\"party\":\"US\",\"agencies\":[\"Department of State\",\"Department of Justice\"],\"lead\":{{\"name\":\"José Person{}\"}}}}],\
                 \"sources\":[{{\"url\":\"https://a.example/{mechanism}/{at}\",\"title\":\"Note\",\"publisher\":\"State\",\"lang\":\"en\",\"kind\":\"primary\"}}]}}",
                at % 50
            );
        }
        text.push_str("]}");
    }
    text.push_str("]}");
    text
}

#[test]
fn the_least_table_is_a_record() {
    let loaded = loaded(SMALL, "mine.csv");
    assert_eq!(told(&loaded), [""; 0]);
    let record = record(&loaded);
    assert_eq!((record.events[0].id.as_str(), &*record.mechanisms[0].name), ("mine-2020-05", "mine"));
}

#[test]
fn a_table_may_be_separated_by_semicolons_or_tabs_and_have_any_line_ends_and_a_mark() {
    for separator in [",", ";", "\t"] {
        for end in ["\n", "\r\n", "\r"] {
            let text = SMALL.replace("; ", " , ").replace(" , ", "|");
            let text = text.replace(',', separator).replace('|', "/").replace("AR/US", "\"AR; US\"");
            let text = format!("\u{feff}{}", text.replace('\n', end));
            let loaded = loaded(&text, "mine.csv");
            assert_eq!((loaded.events, told(&loaded)), (1, vec![]), "{separator:?} {end:?}");
        }
    }
}

#[test]
fn a_mechanism_of_a_table_has_what_its_rows_say() {
    let text = "Mechanism;Form;Date;Title;Kind;Parties;Themes\n\
                Border talks;dialogue;2020;a;Meeting;us, ar;Deterrence\n\
                border-group;;2021;b;launch;AR;\n\
                Border talks;;2022;c;meeting;US, MX;cybercrime\n";
    let loaded = loaded(text, "mine.csv");
    assert_eq!(told(&loaded), [""; 0]);
    let record = record(&loaded);
    let ids: Vec<_> = record.mechanisms.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["border-group", "border-talks"]);
    let talks = &record.mechanisms[1];
    assert_eq!((talks.form.word(), talks.parties.len(), talks.themes.len()), ("dialogue", 3, 2));
}

#[test]
fn bad_rows_of_a_table_are_told_with_their_lines_and_the_others_are_taken() {
    let text = "date,title,kind,parties,colour\n\
                2020,\"Two\nlines\",meeting,AR; US,red\n\
                2020-13,No such month,meeting,AR; US,\n\
                2020,No such party,meeting,AR; QQ,\n\
                ,No date,meeting,AR,\n\
                \n\
                2020,Too few cells\n\
                2021,Good,meeting,AR; US,,,,and more\n";
    let loaded = loaded(text, "mine.csv");
    assert_eq!((loaded.events, loaded.events_left_out), (2, 4));
    let told = told(&loaded);
    let lines: Vec<&str> = told.iter().map(|it| it.split(' ').next().unwrap()).collect();
    assert_eq!(lines, ["6", "8", "4", "5", "1", "2"], "{told:#?}");
}

#[test]
fn a_formula_is_text() {
    let text = "date,title,kind,parties\n2020,\"=HYPERLINK(\"\"https://a.example\"\")\",meeting,AR\n2021,'=1+1,meeting,AR\n";
    let record = record(&loaded(text, "mine.csv"));
    let titles: Vec<&str> = record.events.iter().map(|it| &*it.title).collect();
    assert_eq!(titles, ["=HYPERLINK(\"https://a.example\")", "=1+1"]);
}

#[test]
fn a_table_without_the_columns_that_it_needs_is_refused() {
    assert_eq!(
        refused(b"when,what\n2020,x\n", "mine.csv"),
        Refusal::Columns(vec!["date", "title", "kind", "parties"])
    );
    assert_eq!(refused(b"date,title,parties\n2020,x,AR\n", "mine.csv"), Refusal::Columns(vec!["kind"]));
}

#[test]
fn json_may_be_a_record_a_list_or_one_mechanism() {
    let one = format!("{HEAD}{}] }}", r#"{ "date": "2020", "title": "a", "kind": "meeting" }"#);
    for text in
        [one.clone(), format!("[{one}]"), format!("{{ \"version\": \"1\", \"mechanisms\": [{one}] }}")]
    {
        let loaded = loaded(&text, "pasted");
        assert_eq!((loaded.events, told(&loaded)), (1, vec![]), "{text}");
    }
}

#[test]
fn bad_events_of_json_are_told_with_their_lines() {
    let deep = "[".repeat(5_000) + &"]".repeat(5_000);
    let events = [
        r#"{ "date": "2020", "title": "Good", "kind": "meeting" }"#,
        "7",
        r#"{ "date": 2020, "title": "Number", "kind": "meeting" }"#,
        &format!(r#"{{ "date": "2020", "title": "Deep", "kind": "meeting", "note": {deep} }}"#),
        r#"{ "date": "2021", "title": "Nothing known", "kind": "meeting", "note": null, "themes": [] }"#,
    ];
    let loaded = loaded(&format!("{HEAD}\n{}\n] }}", events.join(",\n")), "mine.json");
    assert_eq!((loaded.events, loaded.events_left_out), (2, 3));
    let told = told(&loaded);
    let lines: Vec<&str> = told.iter().map(|it| it.split(' ').next().unwrap()).collect();
    assert_eq!(lines, ["3", "4", "5"], "{told:#?}");
}

#[test]
fn json_that_is_none_is_refused_with_its_line() {
    let Refusal::Malformed(Form::Json, 2, message) = refused(b"{ \"mechanisms\":\n [ }", "mine.json") else {
        panic!("line 2")
    };
    assert!(message.contains("line 2"), "{message}");
    assert_eq!(refused(b"{ \"a\": 1 }", "mine.json"), Refusal::Shapeless(Form::Json));
    assert_eq!(refused(b"3", "mine.json"), Refusal::Shapeless(Form::Json));
}

#[test]
fn a_file_of_our_own_is_a_record_by_itself_and_under_a_heading() {
    let alone = loaded(OURS, "ours.toml");
    assert_eq!(told(&alone), [""; 0]);
    let (head, events) = OURS.split_once("[[events]]").unwrap();
    let below =
        format!("[[mechanisms]]\n{head}[[events]]{events}").replace("[[events", "[[mechanisms.events");
    let below = loaded(&below, "pasted");
    assert_eq!(told(&below), [""; 0]);
    assert_eq!(record(&below).events, record(&alone).events);
}

#[test]
fn a_place_that_says_nothing_is_none() {
    let place = |place: &str| {
        let event = format!(r#"{{ "date": "2020", "title": "a", "kind": "meeting", "place": {place} }}"#);
        record(&loaded(&format!("{HEAD}{event}] }}"), "mine.json")).events[0].place.is_some()
    };
    assert_eq!(
        [r#"{ "virtual": false }"#, r#"{ "city": " " }"#, r#"{ "virtual": true }"#].map(place),
        [false, false, true]
    );
}

#[test]
fn toml_that_is_none_is_refused_and_a_bare_date_leaves_out_its_event() {
    let Refusal::Malformed(Form::Toml, 3, _) = refused(b"id = \"x\"\n[[events]]\ntitle = \n", "mine.toml")
    else {
        panic!("line 3")
    };
    assert_eq!(refused(b"a = 1\n", "mine.toml"), Refusal::Shapeless(Form::Toml));
    let text = "name = \"Border group\"\nparties = [\"AR\"]\n[[events]]\ndate = 2020-01-01\ntitle = \"a\"\nkind = \"meeting\"\n[[events]]\ndate = \"2020\"\ntitle = \"b\"\nkind = \"meeting\"\n";
    let loaded = loaded(text, "mine.toml");
    assert_eq!((loaded.events, loaded.events_left_out), (1, 1));
    assert_eq!(
        told(&loaded),
        ["4 events[0].date: neither a text nor a small whole number", "3 date: is missing"]
    );
}

#[test]
fn bytes_that_are_no_text_in_utf_8_are_refused_with_the_reason() {
    assert_eq!(refused(b"", "mine.csv"), Refusal::Empty);
    assert_eq!(refused("\u{feff} \r\n".as_bytes(), "mine.csv"), Refusal::Empty);
    assert_eq!(refused(b"\xff\xfed\0a\0", "mine.csv"), Refusal::Utf16);
    assert_eq!(refused(b"d\0a\0t\0", "mine.csv"), Refusal::Utf16);
    // Latin-1, as older spreadsheets write it.
    assert_eq!(refused(b"date,title\n2020,Reuni\xf3n\n", "mine.csv"), Refusal::Encoding(2));
}

#[test]
fn what_is_too_large_or_has_too_many_rows_is_refused() {
    assert_eq!(refused(&vec![b'x'; MOST_BYTES + 1], "mine.csv"), Refusal::TooLarge(MOST_BYTES));
    assert_eq!(refused(&vec![b'#'; MOST_TOML + 1], "mine.toml"), Refusal::TooLarge(MOST_TOML));
    let rows = "date,title,kind,parties\n".to_string() + &"1,a,b,C\n".repeat(MOST_EVENTS + 1);
    assert_eq!(refused(rows.as_bytes(), "mine.csv"), Refusal::TooMany);
    let events = format!("{HEAD}{}{{}}]}}", "{},".repeat(MOST_EVENTS + 1));
    assert_eq!(refused(events.as_bytes(), "mine.json"), Refusal::TooMany);
}

#[test]
fn toml_that_is_nested_deeper_than_the_stack_is_refused() {
    let level = format!("{}b = {{ ", "a.".repeat(70));
    for text in ["x = 1\ny = {".to_string() + &level.repeat(70), format!("\nx = {}", "[".repeat(100_000))] {
        assert!(matches!(refused(text.as_bytes(), "mine.toml"), Refusal::Malformed(Form::Toml, 2, _)));
    }
}

#[test]
fn few_bytes_that_ask_for_much_memory_are_refused_or_left_out() {
    let mechanisms = format!("[{}{{}}]", "{},".repeat(MOST_EVENTS + 1));
    assert_eq!(refused(mechanisms.as_bytes(), "mine.json"), Refusal::TooMany);
    let fields: String = (0..=MOST_EVENTS).map(|at| format!(r#""{at}":0,"#)).collect();
    let mechanism = format!(r#"{{{fields}"name":"a","events":[]}}"#);
    for text in [format!("[{mechanism}]"), mechanism] {
        assert_eq!(refused(text.as_bytes(), "mine.json"), Refusal::TooMany);
    }
    let nested = format!("x = [{}]", format!("{{{}b=1}},", "a.".repeat(50)).repeat(5_000));
    assert_eq!(refused(nested.as_bytes(), "mine.toml"), Refusal::TooMany);
    let sources =
        format!("{}2020,a,meeting,AR,{}\n", "date,title,kind,parties,sources\n", "a ".repeat(1 << 20));
    let table = loaded(&sources, "mine.csv");
    assert_eq!((table.events_left_out, &*told(&table)[0]), (1, "2 sources: holds 1000 entries"));

    // Fields of a mechanism, each of which would fit.
    let fields: String = (0..3).map(|at| format!(r#""f{at}":[{}0],"#, "0,".repeat(300_000))).collect();
    let event = r#"{"date":"2020","title":"a","kind":"meeting"}"#;
    let tree = loaded(&format!(r#"{{"name":"a","parties":["AR"],{fields}"events":[{event}]}}"#), "mine.json");
    assert_eq!(tree.events, 0);
    assert!(told(&tree).iter().any(|it| it.starts_with("1 f1: ")), "{:?}", told(&tree));
}

#[test]
fn one_row_of_fifty_megabytes_is_left_out_alone() {
    let long = "x".repeat(50 << 20);
    let text = format!("{SMALL}2020,{long},meeting,AR\n2021,Good,meeting,AR\n");
    let table = loaded(&text, "mine.csv");
    assert_eq!((table.events, table.events_left_out), (2, 1));
    assert_eq!(told(&table), ["3 title: holds 52428800 bytes"]);
    let text = format!(
        "{HEAD}{{\"title\":\"{long}\"}},{{\"date\":\"2020\",\"title\":\"a\",\"kind\":\"meeting\"}}]}}"
    );
    let tree = loaded(&text, "mine.json");
    assert_eq!((tree.events, tree.events_left_out), (1, 1));
}

#[test]
fn a_table_whose_rows_say_little_and_all_name_the_same_source_is_a_record() {
    let address = format!("https://a.example/{}", "long/".repeat(20));
    let rows = format!("2020,a,meeting,AR; US,{address}\n").repeat(20_000);
    let loaded = loaded(&format!("date,title,kind,parties,sources\n{rows}"), "mine.csv");
    assert_eq!(record(&loaded).events.len(), 20_000);
}

#[test]
fn many_mechanisms_and_one_list_without_end_take_no_time() {
    let many = loaded(&table(20_000, 20_000), "mine.csv");
    assert_eq!((many.mechanisms, many.events), (20_000, 20_000));
    let codes = "QQ;".repeat(2_000_000);
    let loaded = loaded(&format!("{SMALL}2020,a,meeting,{codes}\n"), "mine.csv");
    assert_eq!((loaded.events, loaded.events_left_out), (1, 1));
}

#[test]
fn twenty_thousand_events_are_taken_whole_and_progress_is_told() {
    for (text, name) in [(table(20_000, 300), "mine.csv"), (tree(20_000, 100), "mine.json")] {
        let mut last = 0.0;
        let mut steps = 0;
        let loaded = load(text.as_bytes(), name, None, &mut |progress| {
            steps += 1;
            if let Progress::Reading(part) = progress {
                assert!((last..=1.0).contains(&part), "{part} after {last}");
                last = part;
            }
        });
        let loaded = loaded.expect("is looked at");
        assert_eq!((loaded.events, loaded.told.fault_count, loaded.told.warning_count), (20_000, 0, 0));
        assert!(steps > 8, "{name} told only {steps} steps");
        assert_eq!(record(&loaded).events.len(), 20_000);
    }
}

#[test]
fn pasted_text_shows_its_form() {
    for (text, form) in [
        (" \n{ }", Form::Json),
        ("[ {", Form::Json),
        ("[]", Form::Json),
        ("[[mechanisms]]\n", Form::Toml),
        ("# A comment\nid = \"x\"", Form::Toml),
        ("date,title\n", Form::Table),
        ("title;2 = 3\n", Form::Table),
    ] {
        assert_eq!(Form::of(text, "pasted"), form, "{text}");
    }
    assert_eq!(Form::of("{", "mine.CSV"), Form::Table);
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), name in "[a-z]{0,4}(\\.(csv|json|toml))?") {
        let _ = load(&bytes, &name, None, &mut |_| ());
    }

    #[test]
    fn no_text_makes_it_panic(text in "(date|title|kind|parties|[,;\t\n\"{}\\[\\]:= a-z0-9-]){0,120}", name in "x(\\.(csv|json|toml))?") {
        let _ = load(text.as_bytes(), &name, None, &mut |_| ());
    }

    #[test]
    fn a_file_of_our_own_that_is_spoiled_is_told_or_refused(at in 0..OURS.len(), by in "\\PC{0,3}") {
        let mut at = at;
        while !OURS.is_char_boundary(at) {
            at -= 1;
        }
        let text = format!("{}{by}{}", &OURS[..at], &OURS[at..]);
        let _ = load(text.as_bytes(), "x.toml", None, &mut |_| ());
    }
}

#[test]
fn beside_ours_stands_what_has_ids_of_its_own() {
    let table = |rows: &str| format!("id,date,title,kind,parties,mechanism\n{rows}");
    let ours = table("group-2020,2020,They met,meeting,DE; FR,group\n");
    let (index, details) = loaded(&ours, "ours.csv").packed.expect("is good");
    let record = pack::unpack_index(&index).expect("is a pack");
    let details = pack::unpack_details(&details, &record).expect("is a pack");

    let mine = table(
        "mine-2019,2019,We met,meeting,FR; US,mine\ngroup-2020,2020,We met too,meeting,FR; US,mine\nx,2021,a,meeting,FR; US,group\n",
    );
    let loaded =
        load(mine.as_bytes(), "mine.csv", Some((record, details)), &mut |_| ()).expect("is looked at");
    let counts = (loaded.mechanisms, loaded.events, loaded.mechanisms_left_out, loaded.events_left_out);
    assert_eq!(counts, (1, 1, 1, 2));
    let told: Vec<String> = loaded.told.faults.iter().map(|it| it.message.to_string()).collect();
    assert_eq!(told, ["\"group-2020\" is already in the record", "\"group\" is already in the record"]);
    let both = pack::unpack_index(&loaded.packed.expect("is good").0).expect("is a pack");
    let ids: Vec<&str> = both.events.iter().map(|it| it.id.as_str()).collect();
    assert_eq!((&*both.version, ids), ("ours.csv + mine.csv", vec!["mine-2019", "group-2020"]));
    let brought: Vec<bool> = both.mechanisms.iter().map(|it| it.brought).collect();
    assert_eq!(brought, [false, true]);
}
