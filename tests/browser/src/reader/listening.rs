//! Reading by ear: what assistive technology is told, and when.

use fantoccini::key::Key;
use serde_json::json;

use crate::fault::{Fault, check, same};
use crate::page::Page;
use crate::tree::Tree;

use super::EVENT;
use super::keyboard::key;
use super::kinds::{self, Findings};

/// What a reader can act on, or would be shown.
const NAMED: [&str; 8] =
    ["button", "link", "checkbox", "textbox", "searchbox", "combobox", "slider", "image"];

pub async fn every_page_has_landmarks_names_and_headings(page: &Page<'_>) -> Result<(), Fault> {
    let mut findings = Findings::default();
    page.open("/").await?;
    page.full().await?;
    for path in kinds::all("") {
        page.go(&path).await?;
        // What can be unfolded is looked at too.
        page.script("for (const it of document.querySelectorAll('#detail details')) it.open = true").await?;
        let tree = Tree::of(page).await?;
        findings.add(&path, landmarks(&tree));
        // An event's own heading stands beside the page that it was opened on.
        findings.add(&path, headings(&tree, if path == EVENT { 2 } else { 1 }));
        let nameless = tree.0.iter().filter(|it| NAMED.contains(&it.role.as_str()) && it.name.is_empty());
        findings.add(&path, nameless.map(|node| format!("a {} has no name", node.role)));
    }
    findings.none()
}

/// What is wrong with the landmarks: those that a page has once, and names where there may be several.
fn landmarks(tree: &Tree) -> Vec<String> {
    let mut wrong = Vec::new();
    for role in ["banner", "main", "search"] {
        let count = tree.all(role).count();
        if count != 1 {
            wrong.push(format!("{count} landmarks are a {role}"));
        }
    }
    for role in ["navigation", "complementary", "region"] {
        let mut names: Vec<&str> = tree.all(role).map(|node| node.name.as_str()).collect();
        names.sort_unstable();
        if names.contains(&"") {
            wrong.push(format!("a {role} has no name"));
        }
        let twice = names.windows(2).filter(|pair| pair[0] == pair[1]);
        wrong.extend(twice.map(|pair| format!("two of {role} are named \"{}\"", pair[0])));
    }
    wrong
}

/// What is wrong with the headings: one of the first level, and none left out on the way down.
fn headings(tree: &Tree, start: i64) -> Vec<String> {
    let levels: Vec<i64> = tree.all("heading").filter_map(|node| node.number("level")).collect();
    let first = levels.iter().filter(|level| **level == 1).count();
    let begins_well = first == 1 && levels.first() == Some(&start);
    let mut wrong: Vec<String> =
        (!begins_well).then(|| format!("the levels of the headings are {levels:?}")).into_iter().collect();
    let jumps = levels.windows(2).filter(|pair| pair[1] > pair[0] + 1);
    wrong.extend(jumps.map(|pair| format!("a heading of level {} follows one of {}", pair[1], pair[0])));
    wrong
}

pub async fn the_parts_of_the_start_page_are_landmarks(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/").await?;
    page.full().await?;
    let tree = Tree::of(page).await?;
    for (role, name) in [
        ("navigation", "Pages"),
        ("complementary", "Filters"),
        ("region", "Who works with whom"),
        ("region", "Who meets most"),
        ("region", "Timeline"),
    ] {
        tree.find(role, name)?;
    }
    page.go(EVENT).await?;
    Tree::of(page).await?.find("complementary", "Event").map(drop)
}

pub async fn the_timeline_says_what_it_shows_and_how_to_move(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/?from=2010&to=2015&theme=cybercrime").await?;
    let events = page.first_number("#result").await?;
    page.settle().await?;
    let tree = Tree::of(page).await?;
    let lanes = tree.find("group", &format!("{events} events in "))?;
    check(lanes.name.ends_with("lanes, 2010–2015"), || format!("the lanes are named {:?}", lanes.name))?;
    check(lanes.description.starts_with("Arrow keys move between marks"), || {
        format!("how to move is said so: {:?}", lanes.description)
    })?;
    tree.find("slider", "Start of the window")?;
    // The tree that Chromium hands out says no text of a slider.
    let text = page.script("return document.querySelector('#brush-from').ariaValueText").await?;
    same("where the window starts", text, json!("1 Jan 2010"))
}

pub async fn the_focused_mark_says_all_of_its_event(page: &Page<'_>) -> Result<(), Fault> {
    page.open(EVENT).await?;
    page.full().await?;
    // The open event is the one stop of the tab key among the marks.
    page.find("#lanes .mark[tabindex='0']").await?;
    page.until("the lanes are at the event", "return document.querySelector('#lanes .lane-label.here')")
        .await?;
    page.settle().await?;
    page.script("document.querySelector(\"#lanes .mark[tabindex='0']\").focus()").await?;
    page.settle().await?;
    let tree = Tree::of(page).await?;
    let mark = tree.focused()?;
    same("the role of the mark", mark.role.as_str(), "link")?;
    // The source is not sure of the day.
    let all = "Meeting, 23 May 2017?, First meeting of the U.S.-Argentina Cyber Policy Working Group, \
               Argentina, United States, 2 of 2 in this lane";
    same("what it says", mark.name.as_str(), all)?;
    // The next mark of the lane is another place in it.
    let before = mark.name.clone();
    page.press(&key(Key::Left)).await?;
    page.until(
        "another mark has the focus",
        &format!(
            "return document.activeElement.matches('.mark') && document.activeElement.ariaLabel !== {}",
            json!(before)
        ),
    )
    .await
    .map(drop)
}

pub async fn the_map_is_one_key_from_tables_that_say_the_same(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/?from=2015").await?;
    page.full().await?;
    page.settle().await?;
    let tree = Tree::of(page).await?;
    let map = tree.find("group", "Map of who works with whom")?;
    check(map.description.ends_with("T shows the same as a table."), || format!("{:?}", map.description))?;
    let on_map = tree.find("link", "Japan, ")?.name.clone();
    page.script("document.querySelector('#country-JP').focus()").await?;
    page.press("t").await?;
    page.until_at("/?from=2015&view=table").await?;
    page.until("the focus is on the table", "return document.activeElement.id === 'table-of-parties'")
        .await?;
    let tree = Tree::of(page).await?;
    tree.find("table", "Who meets whom")?;
    let parties = tree.find("table", "Who takes part")?;
    let cells: Vec<&str> = tree
        .within(parties)
        .skip_while(|node| !(node.role == "rowheader" && node.name == "Japan"))
        .filter(|node| ["cell", "gridcell"].contains(&node.role.as_str()))
        .take(2)
        .map(|node| node.name.as_str())
        .collect();
    let [mechanisms, events] = cells.as_slice() else {
        return Err(Fault::new("no row of the table is about Japan"));
    };
    let in_words = format!("Japan, Mechanisms: {mechanisms}, {events} events");
    same("what map and table say of Japan", on_map, in_words)?;
    page.press("t").await?;
    page.until_at("/?from=2015").await?;
    page.find("#map").await.map(drop)
}

/// Counts what a reader of the result sentence is told: changes of one moment are told as one.
const LISTEN: &str = "
    window.told = [];
    const result = document.querySelector('#result');
    new MutationObserver(() => window.told.push(result.innerText))
        .observe(result, { childList: true, characterData: true, subtree: true });";

pub async fn the_result_is_told_once_and_not_while_typing(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/").await?;
    page.full().await?;
    let tree = Tree::of(page).await?;
    let live = tree.all("status").find(|node| node.is("atomic") && node.word("live") == Some("polite"));
    check(live.is_some(), || "the result is no polite live region".to_owned())?;
    page.script(LISTEN).await?;
    for field in ["#search", "#wanted-party"] {
        page.click(field).await?;
        page.press("argentina").await?;
        page.settle().await?;
    }
    same("what was told while typing", page.script("return window.told.length").await?, json!(0))?;
    page.tick("party", "AR").await?;
    page.until_at("/?party=AR").await?;
    page.settle().await?;
    same("what was told of a filter", page.script("return window.told.length").await?, json!(1))?;
    page.go("/?from=2010&to=2020").await?;
    page.script("document.querySelector('[role=slider]').focus(); window.told = []").await?;
    for _ in 0..8 {
        page.press(&key(Key::Right)).await?;
    }
    page.until("the address names a later start", "return /from=201[12]/.test(location.search)").await?;
    page.settle().await?;
    let told = page.script("return window.told").await?;
    check(told.as_array().is_some_and(|told| told.len() == 1), || {
        format!("of eight steps of time was told: {told}")
    })
}

pub async fn the_first_link_leads_past_everything_to_the_result(page: &Page<'_>) -> Result<(), Fault> {
    page.open("/party/MX").await?;
    page.full().await?;
    page.script("document.activeElement.blur(); document.querySelector('.skip').focus()").await?;
    page.press(&key(Key::Enter)).await?;
    page.until("the result has the focus", "return document.activeElement.id === 'result'").await?;
    same("the path", page.script("return location.pathname").await?, json!("/party/MX"))
}
