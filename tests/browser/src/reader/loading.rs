//! A reader's own record: handed in, told of, kept, and taken away again.

use serde_json::json;

use crate::fault::{Fault, check, same};
use crate::page::Page;
use crate::reader::scripting;

/// Three good rows and two bad ones.
const TABLE: &str = "date;title;kind;parties;themes;mechanism\n\
    2020-05-03;They met;meeting;DE,FR;cybercrime;Border group\n\
    2021-05;They met again;meeting;DE,FR;deterrence;Border group\n\
    2021-02-30;Never;meeting;DE,FR;;Border group\n\
    2022;Signed;agreement;US,MX;cybercrime;Pact\n\
    2023;Signed by nobody;agreement;QQ;cybercrime;Pact\n";

const TREE: &str = r#"[{ "name": "Border group", "parties": ["DE", "FR"], "events": [
    { "date": "2020", "title": "They met", "kind": "meeting" },
    { "date": "2021", "kind": "meeting" },
    { "date": "soon", "title": "They will meet", "kind": "meeting" }] }]"#;

/// Chooses a file with this text and name.
async fn choose(page: &Page<'_>, name: &str, text: &str) -> Result<(), Fault> {
    page.find("#own-file").await?;
    let script = format!(
        "const files = new DataTransfer();
         files.items.add(new File([{}], {}));
         const input = document.querySelector('#own-file');
         input.files = files.files;
         input.dispatchEvent(new Event('change', {{ bubbles: true }}));",
        json!(text),
        json!(name)
    );
    page.script(&script).await.map(drop)
}

/// Goes to the page of data without leaving the app.
async fn to_data(page: &Page<'_>) -> Result<(), Fault> {
    page.script("entente.open('/data')").await?;
    page.find("#own-file").await.map(drop)
}

pub async fn a_table_is_chosen_and_shown(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/data").await?;
    page.full().await?;
    choose(page, "mine.csv", TABLE).await?;
    page.until_says("#own-bar", "mine.csv").await?;
    page.until_counts("n === 3").await?;
    page.tick("theme", "cybercrime").await?;
    page.until_counts("n === 2").await?;
    page.click("#own-bar a").await?;
    page.until_says("#own-outcome", "2 events were left out").await?;
    let lines =
        "return [...document.querySelectorAll('.findings tbody tr')].map((row) => row.cells[0].textContent)";
    same("lines with faults", page.script(lines).await?, json!(["4", "6"]))
}

pub async fn pasted_text_is_read_and_its_bad_events_are_told(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/es/data").await?;
    page.full().await?;
    page.click("#own details summary").await?;
    page.script(&format!("document.querySelector('#own-text').value = {}", json!(TREE))).await?;
    page.click("[data-act=load-pasted]").await?;
    page.until_says("#own-bar", "Registro pegado").await?;
    page.until_counts("n === 1").await?;
    page.click("#own-bar a").await?;
    page.until_says("#own-outcome", "Se omitieron 2 eventos").await?;
    page.until_says(".findings", "«soon» no es una fecha").await?;
    page.until_says(".findings", "escriba un día").await?;
    same("findings", page.count(".findings tbody tr").await?, 2)?;
    // They are there in each language.
    page.script("entente.open('/data')").await?;
    page.until_says(".findings", "\"soon\" is no date").await
}

pub async fn what_is_dropped_is_read_and_removing_it_gives_ours_back(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/data").await?;
    page.full().await?;
    let ours = page.first_number("#result").await?;
    let drop = format!(
        "const files = new DataTransfer();
         files.items.add(new File([{}], 'mine.csv'));
         const at = document.querySelector('#own-title');
         at.dispatchEvent(new DragEvent('drop', {{ dataTransfer: files, bubbles: true, cancelable: true }}));",
        json!(TABLE)
    );
    page.script(&drop).await?;
    page.until_counts("n === 3").await?;
    page.click("#own-bar [data-act=remove-own]").await?;
    page.until_counts(&format!("n === {ours}")).await?;
    page.full().await?;
    same("bars", page.count("#own-bar").await?, 0)?;
    // The timeline is ours again, and it reacts.
    page.tick("theme", "cybercrime").await?;
    page.until_counts(&format!("n > 3 && n < {ours}")).await
}

pub async fn a_record_that_is_kept_is_there_after_a_reload(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/data").await?;
    page.full().await?;
    page.click("#own-keep").await?;
    choose(page, "mine.csv", TABLE).await?;
    page.until_counts("n === 3").await?;
    page.until("it is kept", "return localStorage.getItem('entente-own') === '1'").await?;
    page.open("/?theme=cybercrime").await?;
    page.until_says("#own-bar", "mine.csv").await?;
    page.until_counts("n === 2").await?;
    page.click("#own-bar [data-act=remove-own]").await?;
    page.until_counts("n > 3").await?;
    page.open("/").await?;
    page.full().await?;
    same("bars", page.count("#own-bar").await?, 0)
}

pub async fn a_bad_file_leaves_what_is_shown(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/data").await?;
    page.full().await?;
    choose(page, "mine.csv", TABLE).await?;
    page.until_counts("n === 3").await?;
    to_data(page).await?;
    for (name, text, says) in [
        ("broken.json", "{ \"mechanisms\": [", "line 1"),
        ("none.csv", "when,what\n2020,x\n", "date, title, kind, parties"),
        ("empty.toml", "", "nothing in it"),
        ("bad.csv", "date,title,kind,parties\n2020,x,spam,AR\n", "what you saw before"),
        ("wide.csv", "d\0a\0t\0e\0", "UTF-16"),
    ] {
        choose(page, name, text).await?;
        page.until_says("#own-outcome [role=alert]", says).await?;
        page.until_says("#own-bar", "mine.csv").await?;
        same("events", page.first_number("#result").await?, 3)?;
    }
    Ok(())
}

pub async fn a_long_load_is_cancelled(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/data").await?;
    page.full().await?;
    let ours = page.first_number("#result").await?;
    // It is begun and ended in one go: no reader is faster.
    page.script(
        "new MutationObserver((_, watch) => {
             const cancel = document.querySelector('[data-act=cancel-load]');
             if (!cancel) return;
             watch.disconnect();
             cancel.click();
             window.cancelled = true;
         }).observe(document.body, { childList: true, subtree: true });",
    )
    .await?;
    let rows = "2020-05-03,They met,meeting,AR; US\n".repeat(20_000);
    choose(page, "long.csv", &format!("date,title,kind,parties\n{rows}")).await?;
    page.until(
        "it is cancelled",
        "return window.cancelled && !document.querySelector('#own-outcome progress')",
    )
    .await?;
    same(
        "words on the outcome",
        page.script("return document.querySelector('#own-outcome').innerText").await?,
        json!(""),
    )?;
    // What is handed in next is read as if nothing had been.
    choose(page, "mine.csv", TABLE).await?;
    page.until_says("#own-bar", "mine.csv").await?;
    page.until_counts("n === 3").await?;
    check(ours > 900, || format!("{ours} events before"))
}

pub async fn a_script_loads_a_record_and_hears_what_was_wrong(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/?embed=1").await?;
    page.full().await?;
    let ours = page.script("return entente.query().length").await?;
    let loaded = page
        .script(&format!(
            "return entente.load({}, {{ name: 'mine.csv' }}).then((loaded) => [loaded, entente.query().length, entente.view().embed])",
            json!(TABLE)
        ))
        .await?;
    same("what is shown", &loaded[1], &json!(3))?;
    same("whether it is a frame still", &loaded[2], &json!(true))?;
    let told = &loaded[0];
    let counts = ["mechanisms", "events", "mechanisms_left_out", "events_left_out", "problem_count"];
    same("counts", json!(counts.map(|name| &told[name])), json!([2, 3, 0, 2, 2]))?;
    let first = &told["problems"][0];
    let keys = |it: &serde_json::Value| {
        it.as_object().map(|it| it.keys().cloned().collect::<Vec<_>>()).unwrap_or_default()
    };
    same("properties of what is told", json!(keys(told)), json!(scripting::declared("interface Loaded {")))?;
    same("properties of a problem", json!(keys(first)), json!(scripting::declared("interface Problem {")))?;
    same(
        "the first problem",
        json!([first["line"], first["field"], first["left_out"]]),
        json!([4, "date", true]),
    )?;
    check(first["fault"].as_str().is_some_and(|it| it.contains("2021-02-30")), || format!("{first}"))?;
    check(first["mend"].as_str().is_some_and(|it| !it.is_empty()), || format!("{first}"))?;
    page.until_says("#own-bar", "mine.csv").await?;
    let back = page.script("return entente.reset().then(() => entente.query().filter((event) => event.summary).length > 900 && entente.query().length)").await?;
    same("events of ours", back, ours)?;
    same("bars", page.count("#own-bar").await?, 0)
}

pub async fn a_script_hands_in_objects_texts_and_files(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/").await?;
    page.full().await?;
    let forms = [
        (json!(TREE).to_string(), 1),
        (TREE.to_owned(), 1),
        (format!("{{ mechanisms: {TREE} }}"), 1),
        (format!("new File([{}], 'mine.csv')", json!(TABLE)), 3),
        (format!("new Blob([{}])", json!(TABLE)), 3),
        // Of the page around a frame, or of another one.
        (
            format!(
                "new (document.body.appendChild(document.createElement('iframe')).contentWindow.Blob)([{}])",
                json!(TABLE)
            ),
            3,
        ),
    ];
    for (record, events) in forms {
        let call = format!(
            "return entente.load({record}).then((loaded) => [loaded.events, entente.query().length])"
        );
        same(&record, page.script(&call).await?, json!([events, events]))?;
    }
    Ok(())
}

pub async fn a_record_stands_beside_ours_and_is_marked(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/data").await?;
    page.full().await?;
    let ours = page.first_number("#result").await?;
    page.click("#own-join").await?;
    page.click("#own-keep").await?;
    // One of these events has the id of one of ours.
    let clash = "id,date,title,kind,parties,mechanism,mechanism_name\n\
        mine-2020,2020-05-03,They met,meeting,\"DE,FR\",mine,Border group\n\
        ar-us-cyber-policy-working-group-2017-05-23,2021,They met,meeting,\"DE,FR\",mine,\n";
    choose(page, "mine.csv", clash).await?;
    page.until_says("#own-bar", "together with one of your own: mine.csv").await?;
    page.until_counts(&format!("n === {ours} + 1")).await?;
    page.until("it is kept", "return localStorage.getItem('entente-own') === '1'").await?;
    page.click("#own-bar a").await?;
    page.until_says(".findings", "is already in the record").await?;
    page.script("entente.open('/event/mine-2020')").await?;
    page.until_says("#detail .series .own-mark", "yours").await?;
    page.script("entente.open('/event/ar-us-cyber-policy-working-group-2017-05-23')").await?;
    page.until_says("#detail .series", "Working Group").await?;
    same("marks on ours", page.count("#detail .own-mark").await?, 0)?;
    page.script("entente.open({ q: '\"Border group\"' })").await?;
    page.until(
        "the lane says whose it is",
        "return document.querySelector('.lane-label[title=\"Border group (yours)\"]')",
    )
    .await?;
    page.script("entente.open({ path: '/party/DE', q: '\"Border group\"' })").await?;
    page.until_says("#detail .own-mark", "yours").await?;
    // Both are there again after a reload.
    page.open("/?q=%22Border%20group%22&view=table").await?;
    page.until_says("#own-bar", "together with one of your own: mine.csv").await?;
    page.until_says("#timeline .own-mark", "yours").await?;
    page.click("#own-bar [data-act=remove-own]").await?;
    page.until_counts(&format!("n === {ours}")).await?;
    same("marks", page.count(".own-mark").await?, 0)
}

pub async fn a_script_puts_a_record_beside_ours(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/").await?;
    page.full().await?;
    let ours = page.script("return entente.query().length").await?;
    let told = page
        .script(&format!(
            "return entente.load({}, {{ join: true }}).then(({{ mechanisms, events }}) =>
                 [mechanisms, events, entente.query().length - {ours},
                  entente.query().every((event) => !event.sources || event.sources.length > 0 || event.mechanism === 'border-group')])",
            json!(TREE)
        ))
        .await?;
    same("what is shown", told, json!([1, 1, 1, true]))?;
    // A second one takes the place of the first.
    let told = page
        .script(&format!(
            "return entente.load({}, {{ join: true }}).then(() => entente.query().length - {ours})",
            json!(TABLE)
        ))
        .await?;
    same("events of the second", told, json!(3))
}

pub async fn what_stood_beside_another_version_of_ours_is_put_beside_this_one(
    page: &Page<'_>,
) -> Result<(), Fault> {
    page.open("/").await?;
    page.full().await?;
    let ours = page.first_number("#result").await?;
    let load =
        format!("return entente.load({}, {{ name: 'mine.json', keep: true, join: true }})", json!(TREE));
    page.script(&load).await?;
    page.until("it is kept", "return localStorage.getItem('entente-own') === '1'").await?;
    let age = "return new Promise((done) => {
         indexedDB.open('entente', 1).onsuccess = ({ target: { result } }) => {
             const store = result.transaction('own', 'readwrite').objectStore('own');
             const site = new URL(document.baseURI).pathname.replace(/\\/$/, '');
             store.get(site).onsuccess = ({ target: { result: kept } }) => {
                 const old = new TextEncoder().encode('old');
                 const packs = { index: old, details: old };
                 store.put({ ...kept, ...packs, beside: 'another' }, site).onsuccess = () => { result.close(); done(); };
             };
         };
     })";
    page.script(age).await?;
    page.open("/?party=FR").await?;
    page.until_says("#own-bar", "mine.json").await?;
    page.until_at("/?party=FR").await?;
    page.script("entente.open('/')").await?;
    page.until_counts(&format!("n === {ours} + 1")).await
}

pub async fn a_script_is_told_why_a_record_is_refused(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/").await?;
    page.full().await?;
    let ours = page.script("return entente.query().length").await?;
    page.script("window.circle = {}; circle.mechanisms = circle").await?;
    let calls = [
        ("entente.load()", "no object, text or file"),
        ("entente.load(null)", "no object, text or file"),
        ("entente.load(7)", "no object, text or file"),
        ("entente.load(() => 1)", "no object, text or file"),
        ("entente.load('')", "nothing in it"),
        ("entente.load('{ \"mechanisms\": [')", "line 1"),
        ("entente.load('when,what\\n2020,x')", "date, title, kind, parties"),
        ("entente.load({})", "JSON"),
        ("entente.load(circle)", "can’t be read"),
        ("entente.load({ mechanisms: 1n })", "BigInt"),
        ("entente.load({ get mechanisms() { throw new window.Error('of the caller') } })", "of the caller"),
        ("entente.load({ toJSON() { throw 7 } })", "throws"),
        ("entente.load({ toJSON: () => undefined })", "can’t be read"),
        ("entente.load(new Blob(Array(257).fill(new Uint8Array(1024 * 1024))))", "256"),
        ("entente.load('x', 7)", "options"),
        ("entente.load('x', { kept: true })", "“kept” is unknown"),
        ("entente.load('x', { get name() { throw 7 } })", "throw when they are read"),
        (
            "entente.load(Object.defineProperty(new File(['x'], 'x.csv'), 'name', { value: Symbol('x') }))",
            "ymbol",
        ),
        ("entente.load('x', { keep: 'yes' })", "“keep” is unknown, or of another type"),
    ];
    for (call, words) in calls {
        let told = page
            .script(&format!(
                "return {call}.then(() => 'nothing', (error) => error instanceof window.Error && error.message)"
            ))
            .await?;
        check(told.as_str().is_some_and(|told| told.contains(words)), || format!("{call} says {told}"))?;
    }
    let count = page.script("return entente.query().length").await?;
    same("events of ours", count, ours)
}

pub async fn of_two_loads_the_later_one_counts(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/").await?;
    page.full().await?;
    let told = page
        .script(&format!(
            "const first = entente.load({0}).then(() => 'loaded', (error) => error.message);
             const second = entente.load({1}).then((loaded) => loaded.events);
             return Promise.all([first, second])",
            json!(TABLE),
            json!(TREE)
        ))
        .await?;
    check(told[0].as_str().is_some_and(|it| it.contains("another record")), || format!("{told}"))?;
    same("events of the later one", &told[1], &json!(1))?;
    let ended = page
        .script(&format!(
            "const first = entente.load({}).then(() => 'loaded', (error) => error.message);
             return entente.reset().then(() => first)",
            json!(TABLE)
        ))
        .await?;
    check(ended.as_str().is_some_and(|it| it.contains("ended")), || format!("{ended}"))
}

pub async fn what_a_script_loads_leaves_what_is_kept(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/data").await?;
    page.full().await?;
    page.script(&format!("return entente.load({}, {{ name: 'mine.csv', keep: true }})", json!(TABLE)))
        .await?;
    page.until("it is kept", "return localStorage.getItem('entente-own') === '1'").await?;
    page.script(&format!("return entente.load({})", json!(TREE))).await?;
    page.until_counts("n === 1").await?;
    // Neither taking that away nor bringing ours back has to do with what is kept.
    page.click("#own-bar [data-act=remove-own]").await?;
    page.until_counts("n > 3").await?;
    page.open("/").await?;
    page.until_says("#own-bar", "mine.csv").await?;
    page.script("return entente.reset()").await?;
    page.until_counts("n > 3").await?;
    page.open("/").await?;
    page.until_says("#own-bar", "mine.csv").await?;
    page.until_counts("n === 3").await
}

pub async fn what_is_kept_is_there_before_anything_is_drawn(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/data").await?;
    page.full().await?;
    page.script(&format!("return entente.load({}, {{ name: 'mine.csv', keep: true }})", json!(TABLE)))
        .await?;
    page.until("it is kept", "return localStorage.getItem('entente-own') === '1'").await?;
    // The page is loaded again in a frame that notes what the result says from the first on.
    page.script(
        "const frame = document.createElement('iframe');
         window.seen = [];
         document.body.append(frame);
         frame.contentWindow.location = '/';
         const note = () => {
             const result = frame.contentDocument?.querySelector('#result')?.textContent;
             if (result && seen.at(-1) !== result) seen.push(result);
             requestAnimationFrame(note);
         };
         note();
         window.frame = frame;",
    )
    .await?;
    page.until("it is drawn", "return frame.contentDocument.documentElement.dataset.ready === 'full'")
        .await?;
    let seen = page.script("return seen.filter((result) => !/\\b3\\b/.test(result))").await?;
    same("results of another record", seen, json!([]))
}

pub async fn a_worker_that_can_not_be_fetched_is_told(page: &Page<'_>) -> Result<(), Fault> {
    page.expect_error("503 (Service Unavailable)");
    page.expect_error("NetworkError");
    // From the start, or it might be on the device already.
    page.host.refuse("loader");
    page.open("/data").await?;
    page.full().await?;
    let ours = page.first_number("#result").await?;
    choose(page, "mine.csv", TABLE).await?;
    page.until_says("#own-outcome [role=alert]", "Try again").await?;
    page.host.relent();
    choose(page, "mine.csv", TABLE).await?;
    page.until_counts("n === 3").await?;
    check(ours > 900, || format!("{ours} events before"))
}
