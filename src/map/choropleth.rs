//! Land by how many mechanisms each country has in the selection: shades, borders, small states, outlines.

use crate::order;
use entente_geometry::{ArcKind, Country, Ring};
use entente_record::PartyIndex;

use super::viewport::Transform;
use super::{Focus, MapInput, MapViewport, NARROW};
use crate::draw::{Dash, Item, Point, Role, Stroke};

/// How small states are drawn.
struct Dots {
    /// Countries smaller than this on the plot, in square pixels, are drawn as a dot.
    below: f64,
    /// Radius of that dot.
    radius: f32,
}

const DOTS: Dots = Dots { below: 16.0, radius: 3.3 };

/// On a narrow plot, where dots of full size would hide the land between them.
const DOTS_NARROW: Dots = Dots { below: 5.0, radius: 2.2 };

const fn dots(viewport: &MapViewport) -> Dots {
    if viewport.size().0 < NARROW { DOTS_NARROW } else { DOTS }
}

/// Points nearer than this to the last one kept are left out, in pixels right plus pixels down.
const NEAR: f32 = 1.0;

/// Rings smaller than this in both directions are left out, in pixels.
const TINY: f32 = 0.8;

/// Width of a border and of a line of dispute.
const BORDER: f32 = 0.6;
const CONTESTED: f32 = 0.9;

/// Width of the outline of what is chosen.
const OUTLINE: f32 = 1.2;

/// The shade of a count: 0, 1-2, 3-5, 6-11, 12-24, 25 and more. The steps are fixed, so that two links compare.
pub const fn shade(mechanisms: u32) -> u8 {
    match mechanisms {
        0 => 0,
        1..=2 => 1,
        3..=5 => 2,
        6..=11 => 3,
        12..=24 => 4,
        _ => 5,
    }
}

/// Whether a country is drawn as a dot at this scale.
pub fn is_small(country: &Country, viewport: &MapViewport) -> bool {
    let scale = viewport.scale();
    country.rings.is_empty() || f64::from(country.area) * scale * scale < dots(viewport).below
}

/// Draws land, borders, dots and outlines.
pub fn draw(input: &MapInput<'_>, items: &mut Vec<Item>) {
    let lines = Lines::new(input);
    draw_land(input, &lines, items);
    draw_borders(input, &lines, items);
    draw_dots(input, items);
    for party in outlined(input) {
        draw_outline(input, &lines, party, items);
    }
}

fn shade_of(input: &MapInput<'_>, party: Option<PartyIndex>) -> u8 {
    let Some(party) = party else { return 0 };
    let keeps_shade = match input.focus {
        Focus::Event(parties) => parties.contains(&party),
        Focus::Pair(a, b) => *a == party || *b == party,
        Focus::None | Focus::Party(_) | Focus::Organisation(_) => true,
    };
    let count = input.selection.parties.get(party.index()).map_or(0, |count| count.mechanisms);
    if keeps_shade { shade(count) } else { 0 }
}

/// One area a shade, so that a surface sets each colour once.
fn draw_land(input: &MapInput<'_>, lines: &Lines, items: &mut Vec<Item>) {
    let mut shades: [Vec<Vec<Point>>; 6] = Default::default();
    for (country, party) in input.atlas.countries() {
        if input.viewport.shows(&country.bounds) && !(party.is_some() && is_small(country, input.viewport)) {
            shades[usize::from(shade_of(input, party))].extend(lines.rings(country, input.viewport));
        }
    }
    for (shade, rings) in shades.into_iter().enumerate().filter(|(_, rings)| !rings.is_empty()) {
        items.push(Item::Area { rings, fill: Some(Role::Shade(shade as u8).into()), stroke: None });
    }
}

fn draw_borders(input: &MapInput<'_>, lines: &Lines, items: &mut Vec<Item>) {
    let arcs =
        || input.atlas.world().arcs.iter().enumerate().filter(|(_, arc)| input.viewport.shows(&arc.bounds));
    for (at, _) in arcs().filter(|(_, arc)| arc.kind != ArcKind::Coast) {
        items.push(Item::Line {
            points: lines.line(at).to_vec(),
            stroke: Stroke::solid(Role::MapBorder, BORDER),
        });
    }
    for (at, _) in arcs().filter(|(_, arc)| arc.kind == ArcKind::Contested) {
        let stroke = Stroke { tint: Role::MapContested.into(), width: CONTESTED, dash: Dash::Dashed };
        items.push(Item::Line { points: lines.line(at).to_vec(), stroke });
    }
}

fn draw_dots(input: &MapInput<'_>, items: &mut Vec<Item>) {
    let radius = dots(input.viewport).radius;
    let small = input
        .atlas
        .countries()
        .filter(|(country, party)| party.is_some() && is_small(country, input.viewport))
        .map(|(country, party)| (shade_of(input, party), input.viewport.point(country.label)));
    let mut dots: Vec<(u8, Point)> =
        small.filter(|(_, centre)| input.viewport.plot().contains(*centre)).collect();
    // The busiest on top.
    order::sort_by_key(&mut dots, |(shade, _)| *shade);
    items.extend(dots.into_iter().map(|(shade, centre)| Item::Disc {
        centre,
        radius,
        fill: Some(Role::Shade(shade).into()),
        stroke: Some(Stroke::solid(Role::MapBorder, BORDER)),
    }));
}

/// What is chosen or under the pointer, and the members of a chosen organisation, in order of code.
fn outlined(input: &MapInput<'_>) -> Vec<PartyIndex> {
    let mut parties: Vec<PartyIndex> = Vec::new();
    for focus in [input.focus, input.hovered] {
        match focus {
            Focus::None => {}
            Focus::Party(party) => parties.push(*party),
            Focus::Pair(a, b) => parties.extend([*a, *b]),
            Focus::Event(all) => parties.extend(all.iter()),
            Focus::Organisation(organisation) => parties.extend(members(input, *organisation)),
        }
    }
    order::sort(&mut parties);
    parties.dedup();
    parties
}

/// The members that are listed; where none are, as for an open process, those who take part in its mechanisms.
fn members(input: &MapInput<'_>, organisation: PartyIndex) -> Vec<PartyIndex> {
    let listed = input.record.parties.get(organisation.index()).and_then(|party| party.organisation());
    match listed.and_then(|it| it.members.as_deref()) {
        Some(members) => members.to_vec(),
        None => {
            let open = input.record.mechanisms.iter().filter(|it| it.parties.contains(&organisation));
            open.flat_map(|it| it.members.iter().copied()).collect()
        }
    }
}

fn draw_outline(input: &MapInput<'_>, lines: &Lines, party: PartyIndex, items: &mut Vec<Item>) {
    let Some(country) = input.atlas.country(party) else { return };
    if !input.viewport.shows(&country.bounds) {
        return;
    }
    let stroke = Some(Stroke::solid(Role::Ink, OUTLINE));
    items.push(if is_small(country, input.viewport) {
        Item::Disc {
            centre: input.viewport.point(country.label),
            radius: dots(input.viewport).radius,
            fill: None,
            stroke,
        }
    } else {
        Item::Area { rings: lines.rings(country, input.viewport).collect(), fill: None, stroke }
    });
}

/// The arcs of a frame in pixels. Each is thinned once, whichever way the rings run along it, so that neighbours keep
/// meeting on the same points.
struct Lines {
    points: Vec<Point>,
    /// Where each arc's points end.
    ends: Vec<u32>,
}

impl Lines {
    fn new(input: &MapInput<'_>) -> Self {
        let transform = input.viewport.transform();
        let arcs = &input.atlas.world().arcs;
        let mut lines = Self { points: Vec::new(), ends: Vec::with_capacity(arcs.len()) };
        for arc in arcs {
            match (arc.points.first(), arc.points.last()) {
                (Some(_), _) if input.viewport.shows(&arc.bounds) => {
                    lines.push_thinned(&arc.points, transform)
                }
                // Out of view, an arc may take the straight way: no point of the plot changes sides.
                (Some(first), Some(last)) => {
                    lines.points.extend([first, last].map(|at| transform.point(*at)))
                }
                _ => {}
            }
            lines.ends.push(lines.points.len() as u32);
        }
        lines
    }

    fn push_thinned(&mut self, points: &[entente_geometry::Position], transform: Transform) {
        let mut last: Option<Point> = None;
        for (at, position) in points.iter().enumerate() {
            let point = transform.point(*position);
            let is_near = last.is_some_and(|it| (point.x - it.x).abs() + (point.y - it.y).abs() < NEAR);
            if !is_near || at + 1 == points.len() {
                self.points.push(point);
                last = Some(point);
            }
        }
    }

    /// An arc's points.
    fn line(&self, arc: usize) -> &[Point] {
        let start = if arc == 0 { 0 } else { self.ends[arc - 1] };
        &self.points[start as usize..self.ends[arc] as usize]
    }

    /// The rings of a country that can be seen; always its largest.
    fn rings<'a>(
        &'a self,
        country: &'a Country,
        viewport: &'a MapViewport,
    ) -> impl Iterator<Item = Vec<Point>> + 'a {
        let scale = viewport.scale() as f32;
        let is_tiny = move |ring: &Ring| {
            let side = |from: i16, to: i16| (f32::from(to) - f32::from(from)) * scale;
            side(ring.bounds.min.x, ring.bounds.max.x) < TINY
                && side(ring.bounds.min.y, ring.bounds.max.y) < TINY
        };
        let seen = country.rings.iter().enumerate();
        let seen = seen.filter(move |(at, ring)| *at == 0 || !is_tiny(ring) && viewport.shows(&ring.bounds));
        seen.map(|(_, ring)| self.ring(ring))
    }

    fn ring(&self, ring: &Ring) -> Vec<Point> {
        let mut points: Vec<Point> = Vec::new();
        for reference in &ring.arcs {
            let line = self.line(reference.arc as usize);
            // The last arc ended where this one begins.
            let skip = usize::from(!points.is_empty());
            if reference.reversed {
                points.extend(line.iter().rev().skip(skip));
            } else {
                points.extend(line.iter().skip(skip));
            }
        }
        points
    }
}

#[cfg(test)]
mod tests {
    use entente_record::PartyKind;

    use super::super::testing::Setting;
    use super::*;
    use crate::draw::Scene;

    #[test]
    fn shades_have_fixed_steps() {
        let shades: Vec<u8> = [0, 1, 2, 3, 5, 6, 11, 12, 24, 25, 400].map(shade).into();
        assert_eq!(shades, [0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    }

    fn drawn_dots(scene: &Scene) -> usize {
        scene
            .items
            .iter()
            .filter(|item| matches!(item, Item::Disc { radius, .. } if *radius == DOTS.radius))
            .count()
    }

    #[test]
    fn small_states_are_dots_until_their_outline_can_be_seen() {
        let mut setting = Setting::new();
        let whole = setting.layout(&Focus::None, &Focus::None);
        assert_eq!(drawn_dots(&whole), 2, "Singapore and Tuvalu");
        let singapore = setting.party("SG");
        setting.viewport = setting.viewport.fitted(setting.atlas.bounds([singapore]));
        let centre = setting.viewport.point(setting.atlas.label(singapore).expect("on the map"));
        setting.viewport = setting.viewport.zoomed(centre, 32.0);
        assert_eq!(drawn_dots(&setting.layout(&Focus::None, &Focus::None)), 0);
    }

    fn outlines(scene: &Scene) -> usize {
        let is_outline =
            |item: &&Item| matches!(item, Item::Area { fill: None, .. } | Item::Disc { fill: None, .. });
        scene.items.iter().filter(is_outline).count()
    }

    #[test]
    fn an_organisation_outlines_its_members_or_else_who_takes_part_in_its_processes() {
        let mut setting = Setting::new();
        let asean = Focus::Organisation(setting.party("ASEAN"));
        assert_eq!(outlines(&setting.layout(&asean, &Focus::None)), 0);
        let [brazil, france, singapore] = ["BR", "FR", "SG"].map(|code| setting.party(code));
        let of_asean = setting.record.mechanisms.iter_mut().find(|it| it.id.as_str() == "asean-us");
        of_asean.expect("a mechanism").members = [brazil, singapore].into();
        assert_eq!(outlines(&setting.layout(&asean, &Focus::None)), 2);
        let at = setting.party("ASEAN").index();
        if let PartyKind::Organisation(organisation) = &mut setting.record.parties[at].kind {
            organisation.members = Some([france].into());
        }
        assert_eq!(outlines(&setting.layout(&asean, &Focus::None)), 1);
    }

    #[test]
    fn neighbours_meet_on_the_same_points() {
        let setting = Setting::new();
        let input = setting.input(&Focus::None, &Focus::None);
        let lines = Lines::new(&input);
        let rings = |code| -> Vec<Point> {
            let country = setting.atlas.country(setting.party(code)).expect("on the map");
            lines.rings(country, &setting.viewport).flatten().collect()
        };
        let (canada, states) = (rings("CA"), rings("US"));
        let shared = canada.iter().filter(|point| states.contains(point)).count();
        assert!(shared > 40, "{shared}");
    }

    #[test]
    fn a_close_view_draws_less_than_the_whole_world() {
        let count = |scene: &Scene| -> usize {
            let areas = scene.items.iter().filter_map(|item| match item {
                Item::Area { rings, .. } => Some(rings.iter().map(Vec::len).sum::<usize>()),
                _ => None,
            });
            areas.sum()
        };
        let mut setting = Setting::new();
        let whole = count(&setting.layout(&Focus::None, &Focus::None));
        setting.viewport = setting.viewport.zoomed(Point::new(400.0, 170.0), 16.0);
        let near = count(&setting.layout(&Focus::None, &Focus::None));
        assert!(near * 4 < whole, "{near} of {whole}");
    }
}
