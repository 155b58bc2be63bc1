//! What somebody may put into a record or an address to have the page do as they want: it ends as text.

use serde_json::{Value, json};

use crate::fault::{Fault, check, same};
use crate::page::Page;

use super::{guarding, kinds::Findings};

/// Markup that acts where it is read as markup, each in another way.
const MARKUP: [&str; 5] = [
    "<img src=x onerror=\"window.owned=1\">",
    "<script>window.owned=1</script>",
    "\"><svg onload=window.owned=1>",
    "'--></title></style></textarea></script><iframe srcdoc=\"<script>top.owned=1</script>\">",
    "<a href=\"javascript:window.owned=1\">x</a>",
];

/// Addresses that act where they are followed.
const SCHEMES: [&str; 4] = [
    "javascript:window.owned=1",
    "JaVaScRiPt:window.owned=1",
    "data:text/html,<script>window.owned=1</script>",
    "vbscript:x",
];

/// Letters that turn the order of others around, hide, or end what reads them.
const LETTERS: &str = "\u{202e}\u{2066}\u{2067}\u{202b}turned\u{200f}\u{feff}\u{200b}\u{2028}\u{0}\u{7}\u{8}\u{1b}[31m\u{7f}\u{85}\u{fffe}";

/// All of it, as long as a text may be.
fn worst() -> String {
    let short = [MARKUP.concat(), SCHEMES.concat(), LETTERS.to_owned()].concat();
    let room = 4_000 - short.len();
    short + &"long".repeat(room / 4)
}

/// What of a page acts by what was brought into it, a line each; `part` must be there as text.
const ACTS: &str = "
    const all = [...document.querySelectorAll('*')];
    const schemes = ['http:', 'https:', 'blob:'];
    const leads = (name) => all.filter((it) => it.hasAttribute(name)).map((it) => it.getAttribute(name));
    const url = (text) => { try { return new URL(text, document.baseURI); } catch { return { protocol: 'none' }; } };
    return [
        ...(window.owned || window.top.owned ? ['a script ran'] : []),
        ...all.filter((it) => ['IMG', 'OBJECT', 'EMBED', 'IFRAME', 'FRAME'].includes(it.nodeName)).map((it) => it.outerHTML),
        ...all.filter((it) => it.nodeName.toLowerCase() === 'script' && (it.text.includes('owned') || (it.src && !it.src.startsWith(location.origin)))).map((it) => it.outerHTML),
        ...all.flatMap((it) => it.getAttributeNames().filter((name) => name.startsWith('on') || name === 'srcdoc')),
        ...['href', 'src', 'action', 'formaction', 'xlink:href', 'data-go'].flatMap(leads)
            .filter((text) => text !== 'data:,' && !schemes.includes(url(text).protocol)),
    ];";

/// Notes what acts on the page as it is, and what the console holds.
async fn look(findings: &mut Findings, page: &Page<'_>, place: &str) -> Result<(), Fault> {
    page.settle().await?;
    findings.look(place, page, ACTS).await?;
    findings.add(place, page.console_errors().await?);
    Ok(())
}

/// A record that holds what is given in every field that takes any text.
fn record(text: &str) -> Value {
    let source = json!({ "url": "https://a.example/x", "title": text, "publisher": text, "lang": "en", "kind": "primary", "date": "2020" });
    let person = json!({ "name": text, "title": text });
    json!([{
        "id": "mine", "name": text, "short": text, "name_local": { "es": text }, "kind": "dialogue", "parties": ["DE", "FR"],
        "status": "active", "standing": true, "themes": ["cybercrime"], "summary": text, "sources": [source],
        "events": [{
            "id": "mine-2020", "kind": "meeting", "date": "2020-05-03", "title": text, "summary": text, "note": text,
            "place": { "city": text, "country": "DE" }, "parties": ["DE", "FR"], "themes": ["cybercrime"],
            "delegations": [{ "party": "DE", "lead": person, "co_leads": [person], "agencies": [text] }],
            "commitments": [{ "text": text, "status": "unknown" }],
            "instruments": [text], "sources": [source],
        }, {
            "id": "mine-2021", "kind": "meeting", "date": "2021", "title": text, "follows": "mine-2020", "parties": ["DE", "FR"],
        }],
    }])
}

pub async fn what_a_record_contains_ends_as_text(page: &Page<'_>) -> Result<(), Fault> {
    guarding::watch(page).await?;
    page.open("/").await?;
    page.full().await?;
    let text = worst();
    let load = format!(
        "return entente.load({}, {{ name: {} }}).then((it) => it.events)",
        record(&text),
        json!(text)
    );
    same("events of the record", page.script(&load).await?, json!(2))?;
    page.script(
        "window.saved = [];
         const make = URL.createObjectURL;
         URL.createObjectURL = (blob) => { blob.text().then((text) => saved.push(text)); return make.call(URL, blob); };
         HTMLAnchorElement.prototype.click = () => {};",
    )
    .await?;
    let mut findings = Findings::default();
    for (address, shown) in [
        ("/", "#lanes"),
        ("/event/mine-2020", "#detail h1"),
        ("/es/event/mine-2020", "#detail h1"),
        ("/event/mine-2021", "#detail"),
        ("/mechanism/mine", "#detail h1"),
        ("/party/DE", "#detail"),
        ("/pair/DE/FR", "#detail"),
        ("/theme/cybercrime", "#detail"),
        ("/commitments", "#detail"),
        ("/?view=table", "#timeline"),
        ("/?group=theme", "#own-bar"),
        ("/quiet", "#own-bar"),
        ("/network", "#own-bar"),
        ("/data", "#own-bar"),
    ] {
        page.go(address).await?;
        page.until_says(shown, "<img src=x onerror=\"window.owned=1\">").await?;
        look(&mut findings, page, address).await?;
        page.script("for (const it of document.querySelectorAll('details')) it.open = true").await?;
        look(&mut findings, page, &["unfolded ", address].concat()).await?;
    }
    // What is found, pointed at, cited, put on paper, and saved.
    page.go("/").await?;
    page.press("/").await?;
    page.press("<img src").await?;
    page.until_says("#search-list", "<img src=x").await?;
    look(&mut findings, page, "what is found").await?;
    page.go("/").await?;
    page.script("document.querySelector('#lanes a[href*=\"/event/\"]').focus()").await?;
    page.find(".mark-tip").await?;
    look(&mut findings, page, "what a mark says").await?;
    page.go("/event/mine-2020").await?;
    page.print().await?;
    look(&mut findings, page, "paper").await?;
    page.go("/").await?;
    page.print().await?;
    look(&mut findings, page, "paper with a picture").await?;
    page.script("document.querySelector('[data-act=picture-0]').click()").await?;
    page.until("the picture is saved", "return saved.length === 1").await?;
    let drawn = "const svg = new DOMParser().parseFromString(given, 'image/svg+xml');
        return [svg.documentElement.nodeName, ...[...svg.querySelectorAll('*')].filter((it) =>
            ['script', 'img', 'iframe', 'foreignobject'].includes(it.nodeName.toLowerCase())
            || it.getAttributeNames().some((name) => name.startsWith('on') || name.includes('href'))).map((it) => it.outerHTML)]";
    let picture = page.script("return saved[0]").await?;
    same("what is in the picture", page.apart(drawn, &picture).await?, json!(["svg"]))?;
    findings.none()
}

pub async fn what_a_record_may_not_contain_is_told_as_text(page: &Page<'_>) -> Result<(), Fault> {
    guarding::watch(page).await?;
    page.open("/data").await?;
    page.full().await?;
    let mut findings = Findings::default();
    let fields: [&[&str]; 18] = [
        &["id"],
        &["kind"],
        &["status"],
        &["parties"],
        &["themes"],
        &["name_local"],
        &["<b>"],
        &["events", "id"],
        &["events", "kind"],
        &["events", "date"],
        &["events", "parties"],
        &["events", "themes"],
        &["events", "follows"],
        &["events", "place", "country"],
        &["events", "delegations", "party"],
        &["events", "commitments", "fulfilled_by"],
        &["events", "sources", "url"],
        &["events", "sources", "lang"],
    ];
    let whole = record("They met");
    let texts = [MARKUP.to_vec(), SCHEMES.to_vec(), vec![LETTERS]].concat();
    for text in texts {
        // One mechanism spoiled in each field, and one that is not.
        let spoiled = fields.iter().enumerate().map(|(at, field)| {
            let mut all = json!([whole[0]]);
            all[0]["id"] = json!(format!("mine-{at}"));
            all[0]["events"] = json!([all[0]["events"][0]]);
            all[0]["events"][0]["id"] = json!(format!("mine-{at}-2020"));
            spoil(&mut all, field, text);
            all[0].take()
        });
        let all: Vec<Value> = spoiled.chain([whole[0].clone()]).collect();
        let load = format!(
            "return entente.load({}, {{ name: {} }}).then((it) => it.events_left_out)",
            json!(all),
            json!(text)
        );
        let left_out = page.script(&load).await?;
        check(left_out.as_u64() >= Some(5), || format!("{left_out} events are left out with {text}"))?;
        page.script("entente.open('/data')").await?;
        page.find("#own-outcome .findings").await?;
        look(&mut findings, page, text).await?;
        page.script("entente.open('/event/mine-2020')").await?;
        look(&mut findings, page, &["beside ", text].concat()).await?;
    }
    findings.none()
}

/// Puts a text in the place of a field; lists on the way lead into their first entry.
fn spoil(value: &mut Value, path: &[&str], text: &str) {
    match (value, path) {
        (Value::Array(items), [_, ..]) => items.iter_mut().take(1).for_each(|item| spoil(item, path, text)),
        (Value::Array(items), []) => *items = vec![json!(text)],
        (Value::Object(fields), [name, rest @ ..]) => {
            spoil(fields.entry(*name).or_insert_with(|| json!("")), rest, text);
        }
        (value, _) => *value = json!(text),
    }
}

/// Every part of an address that a reader can write, with this in it.
fn addresses(text: &str) -> Vec<String> {
    let text: String =
        url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20");
    let keys = [
        "theme", "party", "among", "kind", "form", "status", "standing", "primary", "q", "from", "to",
        "group", "sort", "view", "at", "embed",
    ];
    let query: Vec<String> = keys.iter().map(|key| format!("{key}={text}")).collect();
    let mut all = vec![format!("/?{}", query.join("&")), format!("/?{text}={text}"), format!("/#{text}")];
    for prefix in ["", "/es"] {
        all.extend(
            [
                "event/X",
                "mechanism/X",
                "party/X",
                "pair/X/X",
                "pair/US/X",
                "theme/X",
                "compare/X,X",
                "compare/US,X",
                "X",
                "X/X",
            ]
            .map(|path| [prefix, "/", &path.replace('X', &text)].concat()),
        );
    }
    all.extend(query.into_iter().map(|part| ["/?", &part].concat()));
    all
}

pub async fn what_an_address_contains_ends_as_text(page: &Page<'_>) -> Result<(), Fault> {
    page.expect_error("404 (Not Found)");
    guarding::watch(page).await?;
    let mut findings = Findings::default();
    page.open("/").await?;
    page.full().await?;
    for text in [&MARKUP.concat(), &SCHEMES.join(" "), LETTERS, &"<b>long".repeat(4_000)] {
        for address in addresses(text) {
            let script = format!(
                "history.pushState(null, '', document.baseURI.replace(/\\/$/, '') + {});
                 dispatchEvent(new PopStateEvent('popstate', {{ state: null }}));",
                json!(address)
            );
            page.script(&script).await?;
            let short: String = address.chars().take(80).collect();
            findings.look(&short, page, ACTS).await?;
        }
        look(&mut findings, page, text).await?;
    }
    // Opened cold, in every part that the page says something of.
    let markup = MARKUP[0];
    for address in addresses(markup).into_iter().take(13) {
        page.open(&address).await?;
        look(&mut findings, page, &address).await?;
    }
    page.open(&addresses(markup)[0]).await?;
    page.until_says("#ignored", "<img src=x onerror=").await?;
    findings.none()
}
