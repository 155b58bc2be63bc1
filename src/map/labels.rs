//! Which countries are named, and where: never over another label, an arc's end or the plot's edge, and where the
//! fewest arcs pass.

use crate::order;
use entente_record::{PartyIndex, PartyKind, Region};

use super::arcs::{Arc, END};
use super::{Focus, MapInput};
use crate::draw::{Align, Font, Item, Point, Rect, Role};

const SIZE: f32 = 11.0;
const NAME: Font = Font { size: SIZE, strong: true };
const COUNT: Font = Font { size: SIZE, strong: false };

/// Height of the box that a label keeps free.
const HEIGHT: f32 = 14.0;

/// Between name and number.
const GAP: f32 = 3.0;

/// Width of the whole halo.
const HALO: f32 = 3.5;

/// With this many samples of arcs inside, a place is taken only for what must be named.
const CROWDED: usize = 8;

/// How many of the busiest parties are always candidates, and how many of these must be named.
const BUSIEST: usize = 9;
const MUST: usize = 4;

/// M49 035.
const SOUTH_EAST_ASIA: &[&str] = &["BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "TL", "VN"];
/// M49 013.
const CENTRAL_AMERICA: &[&str] = &["BZ", "CR", "GT", "HN", "MX", "NI", "PA", "SV"];
const SOUTHERN_CONE: &[&str] = &["AR", "CL", "PY", "UY"];

/// A place about the label point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Right,
    Left,
    Below,
    Above,
    BelowRight,
    BelowLeft,
}

const PLACES: [Place; 6] =
    [Place::Right, Place::Left, Place::Below, Place::Above, Place::BelowRight, Place::BelowLeft];

/// Where a label is tried first, if not at the right: where land leaves it room beside its busiest arcs.
const PREFERRED: &[(&str, Place)] = &[
    ("AU", Place::Below),
    ("CN", Place::Left),
    ("ID", Place::Left),
    ("IN", Place::Left),
    ("MX", Place::Left),
    ("US", Place::Left),
];

/// A country that may be named.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Candidate {
    party: PartyIndex,
    number: Option<u32>,
    /// Named even where arcs are crowded.
    must: bool,
}

/// Draws the labels that find a place.
pub fn draw(input: &MapInput<'_>, arcs: &[Arc], items: &mut Vec<Item>) {
    let mut taken: Vec<Rect> = input.avoid.to_vec();
    taken.extend(arcs.iter().flat_map(Arc::ends).map(|end| Rect::about(end, 2.0 * END, 2.0 * END)));
    for candidate in candidates(input, arcs) {
        if let Some(rect) = place(input, arcs, &taken, &candidate) {
            write(input, &candidate, rect, items);
            taken.push(rect);
        }
    }
}

/// Who may be named, the most important first.
fn candidates(input: &MapInput<'_>, arcs: &[Arc]) -> Vec<Candidate> {
    let unnumbered = |parties: &[PartyIndex]| {
        parties.iter().map(|party| Candidate { party: *party, number: None, must: true }).collect()
    };
    match input.attention() {
        Focus::Party(party) => {
            let own = Candidate { party: *party, number: None, must: true };
            let partners = arcs.iter().rev().map(|arc| Candidate {
                party: if arc.a == *party { arc.b } else { arc.a },
                number: (arc.meetings > 0).then_some(arc.meetings),
                must: false,
            });
            std::iter::once(own).chain(partners).collect()
        }
        Focus::Pair(a, b) => unnumbered(&[*a, *b]),
        Focus::Event(parties) => unnumbered(parties),
        Focus::None | Focus::Organisation(_) => by_default(input),
    }
}

/// The busiest in view, and the busiest of regions that would else have no name.
fn by_default(input: &MapInput<'_>) -> Vec<Candidate> {
    let count = |party: &PartyIndex| input.selection.parties.get(party.index()).map_or(0, |it| it.mechanisms);
    let all = (0..input.record.parties.len()).map(|at| PartyIndex(at as u32));
    let in_view = |party: &PartyIndex| {
        let point = input.atlas.label(*party).map(|label| input.viewport.point(label));
        point.is_some_and(|point| input.viewport.plot().contains(point))
    };
    let mut ranked: Vec<PartyIndex> = all.filter(|party| count(party) > 0 && in_view(party)).collect();
    order::sort_by_key(&mut ranked, |party| std::cmp::Reverse(count(party)));
    let code = |party: &PartyIndex| input.record.party(*party).code.as_str();
    let in_africa = |party: &PartyIndex| {
        matches!(input.record.party(*party).kind, PartyKind::Country { region: Some(Region::Africa) })
    };
    let top = |codes: &'static [&str], most: usize| {
        ranked.iter().filter(move |party| codes.contains(&code(party))).take(most)
    };
    let wished = ranked.iter().take(BUSIEST).chain(top(&["CA", "BR"], 2));
    let wished = wished.chain(top(SOUTH_EAST_ASIA, 1)).chain(top(CENTRAL_AMERICA, 1));
    let wished = wished.chain(top(SOUTHERN_CONE, 1)).chain(ranked.iter().filter(|it| in_africa(it)).take(2));
    let mut candidates: Vec<Candidate> = Vec::new();
    for party in wished {
        if candidates.iter().all(|known| known.party != *party) {
            let must = candidates.len() < MUST;
            candidates.push(Candidate { party: *party, number: Some(count(party)), must });
        }
    }
    candidates
}

/// Where a label goes: the box with the fewest samples of arcs, of those that nothing else takes.
fn place(input: &MapInput<'_>, arcs: &[Arc], taken: &[Rect], candidate: &Candidate) -> Option<Rect> {
    let point = input.viewport.point(input.atlas.label(candidate.party)?);
    let width = width(input, candidate);
    let code = input.record.party(candidate.party).code.as_str();
    let preferred = PREFERRED.iter().find(|(of, _)| *of == code).map(|(_, place)| *place);
    let places = preferred.into_iter().chain(PLACES);
    let free = places.map(|place| box_at(point, width, place)).filter(|rect| {
        within(input.viewport.plot(), *rect) && taken.iter().all(|other| !overlap(*rect, *other))
    });
    let samples =
        |rect: &Rect| arcs.iter().flat_map(Arc::samples).filter(|point| rect.contains(*point)).count();
    // The first of equals wins: the preferred one.
    let (rect, samples) = free.map(|rect| (rect, samples(&rect))).min_by_key(|(_, samples)| *samples)?;
    (candidate.must || samples < CROWDED).then_some(rect)
}

fn width(input: &MapInput<'_>, candidate: &Candidate) -> f32 {
    let name = input.words.width(&input.words.party(input.record.party(candidate.party)), NAME);
    let number = candidate.number.map_or(0.0, |it| GAP + input.words.width(&input.words.number(it), COUNT));
    name + number
}

fn box_at(point: Point, width: f32, place: Place) -> Rect {
    // Sideways, clear of the dot at the arc's end.
    let aside = END + 4.0;
    let (x, y) = match place {
        Place::Right => (point.x + aside, point.y - HEIGHT / 2.0),
        Place::Left => (point.x - aside - width, point.y - HEIGHT / 2.0),
        Place::Below => (point.x - width / 2.0, point.y + aside),
        Place::Above => (point.x - width / 2.0, point.y - aside - HEIGHT),
        Place::BelowRight => (point.x + END, point.y + END + 2.0),
        Place::BelowLeft => (point.x - END - width, point.y + END + 2.0),
    };
    Rect::new(x, y, width, HEIGHT)
}

fn within(plot: Rect, rect: Rect) -> bool {
    plot.contains(Point::new(rect.x, rect.y))
        && plot.contains(Point::new(rect.x + rect.width, rect.y + rect.height))
}

fn overlap(a: Rect, b: Rect) -> bool {
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

fn write(input: &MapInput<'_>, candidate: &Candidate, rect: Rect, items: &mut Vec<Item>) {
    let name = input.words.party(input.record.party(candidate.party));
    let middle = rect.y + rect.height / 2.0;
    let mut text = |x: f32, text: String, font: Font, role: Role| {
        items.push(Item::Text {
            at: Point::new(x, middle),
            text: text.into(),
            font,
            tint: role.into(),
            align: Align::Start,
            halo: Some((Role::ArcHalo.into(), HALO)),
        });
    };
    let number_at = rect.x + input.words.width(&name, NAME) + GAP;
    text(rect.x, name, NAME, Role::Ink);
    if let Some(number) = candidate.number {
        text(number_at, input.words.number(number), COUNT, Role::Ink2);
    }
}

#[cfg(test)]
mod tests {
    use super::super::arcs;
    use super::super::testing::Setting;
    use super::*;

    fn placed(setting: &Setting, focus: &Focus, hovered: &Focus, avoid: &[Rect]) -> Vec<(String, Rect)> {
        let input = MapInput { avoid, ..setting.input(focus, hovered) };
        let arcs = arcs::chosen(&input);
        let mut items = Vec::new();
        draw(&input, &arcs, &mut items);
        let texts = items.into_iter().filter_map(|item| match item {
            Item::Text { at, text, font, .. } => {
                let width = input.words.width(&text, font);
                Some((text.to_string(), Rect::new(at.x, at.y - HEIGHT / 2.0, width, HEIGHT)))
            }
            _ => None,
        });
        texts.collect()
    }

    #[test]
    fn labels_never_lie_on_each_other_or_beyond_the_plot() {
        let setting = Setting::new();
        let labels = placed(&setting, &Focus::None, &Focus::None, &[]);
        assert!(labels.len() >= 10, "{labels:?}");
        for (at, (text, rect)) in labels.iter().enumerate() {
            assert!(within(setting.viewport.plot(), *rect), "{text}");
            for (other, beside) in &labels[at + 1..] {
                assert!(!overlap(*rect, *beside), "{text} and {other}");
            }
        }
    }

    #[test]
    fn labels_keep_clear_of_what_lies_over_the_plot() {
        let setting = Setting::new();
        let all = Rect::new(0.0, 0.0, 908.0, 338.0);
        assert!(placed(&setting, &Focus::None, &Focus::None, &[all]).is_empty());
    }

    #[test]
    fn while_one_country_is_in_focus_only_its_partners_are_named_with_their_meetings() {
        let setting = Setting::new();
        let focus = Focus::Party(setting.party("JP"));
        let texts: Vec<String> =
            placed(&setting, &Focus::None, &focus, &[]).into_iter().map(|(text, _)| text).collect();
        assert_eq!(texts, ["JP", "US", "9"]);
    }

    #[test]
    fn a_crowd_of_arcs_drops_a_label_but_not_one_that_must_be() {
        let setting = Setting::new();
        let input = setting.input(&Focus::None, &Focus::None);
        let party = setting.party("FR");
        let centre = input.viewport.point(setting.atlas.label(party).expect("on the map"));
        let mut crowd = arcs::chosen(&input);
        // Back and forth over a strip about the label point, so that all places are crowded.
        let over = |at: u16| {
            let (row, column) = (f32::from(at / 5), f32::from(at % 5));
            Point::new(centre.x + 8.0 * column - 16.0, centre.y + 6.0 * row - 12.0)
        };
        crowd[0].points = (0..25).map(over).collect();
        crowd = vec![crowd.swap_remove(0); 8];
        let candidate = |must| Candidate { party, number: None, must };
        assert_eq!(place(&input, &crowd, &[], &candidate(false)), None);
        assert!(place(&input, &crowd, &[], &candidate(true)).is_some());
    }
}
