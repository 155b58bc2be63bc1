//! The picture that stands beside a link to a page: its name, a line about it and its lanes of the timeline.
//!
//! The scenes are the app's own, drawn by plotters' bitmap backend ([`entente_pixels`]).

use entente_pixels::{FINE, Letters, Sheet};
use entente_record::{EventIndex, MechanismIndex};

use super::{Error, facts::Facts};
use crate::{
    draw::{Align, Font, Item, Palette, Point, Rect, Role, Scene, Stroke, Tint, render},
    link,
    query::{Bits, Selection, select},
    timeline::{Extent, TimeScale, lanes},
    ui::{Screen, pages, picture},
    view::{Filter, Language, Page, View, Window},
};

/// Size in logical pixels. A picture is shown at about half its 1200 by 630 pixels.
const SIZE: (f32, f32) = (600.0, 315.0);
/// Pixels to a logical one.
const PIXELS: u32 = 2;
/// Around everything.
const MARGIN: f32 = 32.0;
/// Lanes at most.
const LANES: usize = 5;
const LANE_HEIGHT: f32 = 22.0;
const AXIS_HEIGHT: f32 = 24.0;
/// Room for the names of lanes, where there are several.
const LABELS: f32 = 190.0;
const BRAND: Font = Font { size: 15.0, strong: true };
const LINE: Font = Font { size: 13.0, strong: false };
const LABEL: Font = Font { size: 10.5, strong: false };

/// The page whose picture stands for a page: a mechanism's for its events, the start page's for what has none.
fn page_of(facts: &Facts, page: &Page) -> Page {
    let record = &facts.record;
    match page {
        Page::Mechanism(_) | Page::Party(_) => page.clone(),
        Page::Event(id) => record.find_event(id).map_or(Page::Explore, |event| {
            Page::Mechanism(record.mechanism(record.event(event).mechanism).id.clone())
        }),
        _ => Page::Explore,
    }
}

/// The view whose picture stands for a view. Mechanisms have theirs in English only, as their names are.
pub fn view_of(facts: &Facts, view: &View) -> View {
    let page = page_of(facts, &view.page);
    let language = if matches!(page, Page::Mechanism(_)) { Language::English } else { view.language };
    View { page, language, ..View::default() }
}

/// Where the picture of a view lies within the site.
pub fn path(facts: &Facts, view: &View) -> String {
    [link::write(&view_of(facts, view)).trim_end_matches('/'), "/preview.png"].concat()
}

/// What pictures are drawn with.
pub struct Studio {
    palette: Palette,
    letters: Letters,
}

impl Studio {
    /// Colours of the style sheet, letters of Noto Sans.
    pub fn new() -> Result<Self, Error> {
        let palette = Palette::from_tokens(include_str!("../../style/tokens.css"), false);
        Ok(Self {
            palette: palette.map_err(|error| Error::Picture(error.to_string()))?,
            letters: Letters::new().map_err(Error::Picture)?,
        })
    }

    /// The colours.
    pub const fn palette(&self) -> &Palette {
        &self.palette
    }

    /// The letters.
    pub const fn letters(&self) -> &Letters {
        &self.letters
    }

    /// The picture of a page, as a PNG.
    pub fn draw(&self, facts: &Facts, view: &View) -> Result<Vec<u8>, Error> {
        let failed =
            |error: &dyn std::fmt::Display| Error::Picture(format!("{}: {error}", link::write(view)));
        let scene = scene(facts, &facts.screen(view), &self.letters);
        let mut sheet = Sheet::new((SIZE.0 as u32 * PIXELS, SIZE.1 as u32 * PIXELS), &self.letters);
        render(&scene, &mut sheet, &self.palette, (PIXELS * FINE) as f32).map_err(|error| failed(&error))?;
        sheet.png().map_err(|error| failed(&error))
    }
}

/// What a picture shows.
fn scene(facts: &Facts, screen: &Screen, letters: &Letters) -> Scene {
    let mut scene = Scene::new(SIZE.0, SIZE.1);
    let paper = Rect::new(0.0, 0.0, SIZE.0, SIZE.1);
    scene.items.push(Item::Box { rect: paper, radius: 0.0, fill: Some(Role::Paper.into()), stroke: None });
    brand(&mut scene, screen);

    let name = match screen.view.page {
        Page::Explore => screen.texts.map_title.to_string(),
        _ => pages::name(screen),
    };
    let (lines, font) = fitted(letters, &name, SIZE.0 - 2.0 * MARGIN);
    let mut y = MARGIN + 48.0;
    for line in lines {
        text(&mut scene, Point::new(MARGIN, y), &line, font, Role::Ink);
        y += font.size * 1.22;
    }
    let shown = shown(facts, screen);
    let about = cut(letters, &about(screen, &shown), LINE, SIZE.0 - 2.0 * MARGIN);
    text(&mut scene, Point::new(MARGIN, y + 2.0), &about, LINE, Role::Ink2);
    timeline(&mut scene, letters, facts, screen, &shown);
    scene
}

/// The mark and the name of the site: two circles that share something.
fn brand(scene: &mut Scene, screen: &Screen) {
    let y = MARGIN + 6.0;
    for x in [MARGIN + 7.0, MARGIN + 15.0] {
        let stroke = Some(Stroke::solid(Role::Ink, 2.0));
        scene.items.push(Item::Disc { centre: Point::new(x, y), radius: 7.0, fill: None, stroke });
    }
    text(scene, Point::new(MARGIN + 30.0, y), screen.texts.brand_name, BRAND, Role::Ink);
}

fn text(scene: &mut Scene, at: Point, words: &str, font: Font, tint: impl Into<Tint>) {
    scene.items.push(Item::Text {
        at,
        text: words.into(),
        font,
        tint: tint.into(),
        align: Align::Start,
        halo: None,
    });
}

/// What passes for the page: all, the party's, the mechanism's.
fn shown(facts: &Facts, screen: &Screen) -> Selection {
    let record = screen.record;
    match &screen.view.page {
        Page::Party(code) => {
            let filter = Filter { parties: [code.clone()].into_iter().collect(), ..Filter::default() };
            select(record, screen.index, &View { filter, ..View::default() })
        }
        Page::Mechanism(id) => record
            .find_mechanism(id)
            .map_or_else(|| screen.selection.clone(), |it| of_mechanism(facts, screen.selection, it)),
        _ => screen.selection.clone(),
    }
}

/// A selection with the events of one mechanism left.
fn of_mechanism(facts: &Facts, all: &Selection, mechanism: MechanismIndex) -> Selection {
    let mut events = Bits::none(facts.record.events.len());
    let own = &facts.record.mechanism(mechanism).events;
    own.iter().for_each(|event| events.insert(event.index()));
    let mut mechanisms = Bits::none(facts.record.mechanisms.len());
    mechanisms.insert(mechanism.index());
    let mut mechanism_events = vec![0; facts.record.mechanisms.len()];
    mechanism_events[mechanism.index()] = own.len() as u32;
    Selection { any_time: events.clone(), events, mechanisms, mechanism_events, ..all.clone() }
}

/// "26 events, 8–9 Dec 2011 to 24 Oct 2025", before it a mechanism's parties.
fn about(screen: &Screen, shown: &Selection) -> String {
    let mut parts = Vec::new();
    if let Page::Mechanism(id) = &screen.view.page
        && let Some(index) = screen.record.find_mechanism(id)
    {
        let parties = &screen.record.mechanism(index).parties;
        if parties.len() <= 3 {
            parts.push(
                screen.names.list(&parties.iter().map(|it| screen.party_name(*it)).collect::<Vec<_>>()),
            );
        }
    }
    parts.push(screen.counted(screen.texts.result_gives, shown.events.count()));
    let date = |at: usize| screen.names.date(&screen.record.event(EventIndex(at as u32)).date);
    if let (Some(first), Some(last)) = (shown.events.iter().next(), shown.events.iter().last()) {
        let span = [("first", date(first)), ("last", date(last))];
        parts.push(crate::text::fill(
            screen.texts.panel_first_last,
            &span.each_ref().map(|(name, value)| (*name, value.as_str())),
        ));
    }
    parts.join(" · ")
}

/// The lanes with the most events, at the foot of the picture.
fn timeline(scene: &mut Scene, letters: &Letters, facts: &Facts, screen: &Screen, shown: &Selection) {
    let Some(first) = shown.events.iter().next() else { return };
    let year = 366;
    let first = entente_record::Day(screen.record.events[first].date.earliest().0 - year);
    let extent = Extent { first, last: screen.extent.last.max(first) };
    let lanes = lanes(screen.record, &facts.chronology, shown, &View::default(), &[], screen.names);
    let count = lanes.lanes.len().min(LANES);
    let left = if count > 1 { MARGIN + LABELS } else { MARGIN };
    let width = SIZE.0 - MARGIN - left;
    let height = count as f32 * LANE_HEIGHT;
    let top = SIZE.1 - MARGIN / 2.0 - AXIS_HEIGHT - height;
    let scale = TimeScale::unfold(Window::default(), extent, 0.0, width);
    let (marks, axis) = picture::timeline(screen, &lanes, scale, (width, height), LANE_HEIGHT);
    scene.place(&marks, Point::new(left, top));
    scene.place(&axis, Point::new(left, top + height));
    if count > 1 {
        for (row, lane) in lanes.lanes.iter().take(count).enumerate() {
            let y = top + (row as f32 + 0.5) * LANE_HEIGHT;
            let label = cut(letters, &lane.label, LABEL, LABELS - 12.0);
            text(scene, Point::new(MARGIN, y), &label, LABEL, Role::Ink2);
        }
    }
}

/// A name in at most three lines of a width, as large as it can stand.
fn fitted(letters: &Letters, name: &str, width: f32) -> (Vec<String>, Font) {
    for size in [32.0, 28.0, 24.0, 21.0] {
        let font = Font { size, strong: true };
        let lines = wrapped(letters, name, font, width);
        if lines.len() <= if size > 24.0 { 2 } else { 3 } {
            return (lines, font);
        }
    }
    let font = Font { size: 21.0, strong: true };
    let mut lines = wrapped(letters, name, font, width);
    let rest = lines.split_off(2).join(" ");
    lines.push(cut(letters, &rest, font, width));
    (lines, font)
}

fn wrapped(letters: &Letters, name: &str, font: Font, width: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split_whitespace() {
        match lines.last_mut() {
            Some(line) if wide(letters, &[line.as_str(), word].join(" "), font) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_string()),
        }
    }
    lines
}

/// A text that ends with "…" where it does not fit.
fn cut(letters: &Letters, text: &str, font: Font, width: f32) -> String {
    if wide(letters, text, font) <= width {
        return text.to_string();
    }
    let mut short = text.to_string();
    while wide(letters, &format!("{}…", short.trim_end()), font) > width && short.pop().is_some() {}
    format!("{}…", short.trim_end())
}

/// Width of a line in logical pixels.
fn wide(letters: &Letters, text: &str, font: Font) -> f32 {
    letters.set(text, font.size, font.strong).width
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_wrapped_and_then_cut() {
        let letters = Letters::new().expect("the font is whole");
        let (lines, font) = fitted(&letters, "Mexico", 536.0);
        assert_eq!((lines.as_slice(), font.size), (&["Mexico".to_string()][..], 32.0));
        let name = "Working group ".repeat(30);
        let (lines, font) = fitted(&letters, &name, 536.0);
        assert_eq!(lines.len(), 3);
        let fits = |line: &String| wide(&letters, line, font) <= 536.0;
        assert!(lines[2].ends_with('…') && lines.iter().all(fits), "{lines:?}");
    }
}
