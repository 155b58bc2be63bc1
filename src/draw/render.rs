//! Drawing a scene on a plotters backend.
//!
//! plotters counts in whole units from the top left, y down. `units` says how many of them make a logical pixel: 16 on
//! the canvas, so that marks are exact to a sixteenth of a pixel; an integer scale for SVG and bitmaps. Items are drawn
//! in the scene's order. What plotters lacks is made of what it has: dashes and dots are cut into pieces, holes are
//! bridged ([`path::fillable`]), halos are the text in eight places.

use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontDesc, FontFamily, FontStyle, TextStyle};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, DrawingBackend, DrawingErrorKind};

use super::{Align, Dash, Font, Item, Palette, Point, Rect, Scene, Stroke, Tint, path};

/// What plotters calls the size of a text is this times the size that style sheets mean (its backends divide by it).
pub const TEXT_BOX: f64 = 1.24;

/// Draws a scene on a backend, with `units` backend units to a logical pixel.
///
/// # Errors
/// Those of the backend.
pub fn render<DB: DrawingBackend>(
    scene: &Scene,
    backend: &mut DB,
    palette: &Palette,
    units: f32,
) -> Result<(), DrawingErrorKind<DB::ErrorType>> {
    render_rounded(scene, backend, palette, units, None)
}

/// A rectangle with round corners, which plotters has not: its corners at the top left and the bottom right, their radius,
/// all in backend units; the colour, and the width of the outline, or `None` to fill.
pub type Rounded<DB> = fn(&mut DB, (BackendCoord, BackendCoord), u32, BackendColor, Option<u32>);

/// As [`render`], on a backend that may have a quicker way to such rectangles than polygons of many points.
///
/// # Errors
/// Those of the backend.
pub fn render_rounded<DB: DrawingBackend>(
    scene: &Scene,
    backend: &mut DB,
    palette: &Palette,
    units: f32,
    rounded: Option<Rounded<DB>>,
) -> Result<(), DrawingErrorKind<DB::ErrorType>> {
    let mut pen = Pen { backend, palette, units, rounded };
    let strong = |item: &Item| match item {
        Item::Text { font, .. } => Some(font.strong),
        _ => None,
    };
    for run in scene.items.chunk_by(|a, b| strong(a).is_some() == strong(b).is_some()) {
        // Texts that follow each other lie beside each other: those of one weight are drawn together, for a canvas takes as
        // long to change its type as to set some ten texts.
        let (first, rest): (Vec<&Item>, Vec<&Item>) =
            run.iter().partition(|item| strong(item) != Some(false));
        first.into_iter().chain(rest).try_for_each(|item| pen.item(item))?;
    }
    Ok(())
}

/// Colour and width of a line, as backends take them.
struct Line {
    colour: BackendColor,
    width: u32,
}

impl BackendStyle for Line {
    fn color(&self) -> BackendColor {
        self.colour
    }

    fn stroke_width(&self) -> u32 {
        self.width
    }
}

type Drawn<DB> = Result<(), DrawingErrorKind<<DB as DrawingBackend>::ErrorType>>;

struct Pen<'a, DB> {
    backend: &'a mut DB,
    palette: &'a Palette,
    units: f32,
    rounded: Option<Rounded<DB>>,
}

impl<DB: DrawingBackend> Pen<'_, DB> {
    fn item(&mut self, item: &Item) -> Drawn<DB> {
        match item {
            Item::Area { rings, fill, stroke } => {
                if let Some(fill) = fill {
                    for ring in path::fillable(rings) {
                        self.fill(&ring, *fill)?;
                    }
                }
                match stroke {
                    Some(stroke) => rings.iter().try_for_each(|ring| self.outline(ring, *stroke)),
                    None => Ok(()),
                }
            }
            Item::Line { points, stroke } => self.line(points, *stroke),
            Item::Box { rect, radius, fill, stroke } => self.rectangle(*rect, *radius, *fill, *stroke),
            Item::Disc { centre, radius, fill, stroke } => self.disc(*centre, *radius, *fill, *stroke),
            Item::Text { at, text, font, tint, align, halo } => {
                if let Some((halo, width)) = halo {
                    self.halo(*at, text, *font, *align, *halo, width / 2.0)?;
                }
                self.text(*at, text, *font, *align, *tint)
            }
        }
    }

    fn at(&self, point: Point) -> BackendCoord {
        (self.length(point.x), self.length(point.y))
    }

    /// Units of a length; a float out of range becomes the nearest integer, never a wrong one.
    fn length(&self, pixels: f32) -> i32 {
        (pixels * self.units).round() as i32
    }

    fn style(&self, stroke: Stroke) -> Line {
        Line { colour: self.palette.colour(stroke.tint), width: self.length(stroke.width).max(1) as u32 }
    }

    fn fill(&mut self, ring: &[Point], tint: Tint) -> Drawn<DB> {
        if ring.len() < 3 {
            return Ok(());
        }
        let ring: Vec<BackendCoord> = ring.iter().map(|&point| self.at(point)).collect();
        self.backend.fill_polygon(ring, &self.palette.colour(tint))
    }

    fn outline(&mut self, ring: &[Point], stroke: Stroke) -> Drawn<DB> {
        // Walking on to the second point gives the first a proper join; plotters has no closed paths.
        let closed: Vec<Point> = ring.iter().chain(ring.iter().take(2)).copied().collect();
        match stroke.dash {
            Dash::Solid => self.line(&closed, stroke),
            Dash::Dashed | Dash::Dotted => self.line(&closed[..closed.len().min(ring.len() + 1)], stroke),
        }
    }

    fn line(&mut self, points: &[Point], stroke: Stroke) -> Drawn<DB> {
        match stroke.dash {
            Dash::Solid => self.path(points, stroke),
            Dash::Dashed => {
                path::dashes(points, 4.0, 3.0).iter().try_for_each(|piece| self.path(piece, stroke))
            }
            Dash::Dotted => path::dots(points, 4.0)
                .iter()
                .try_for_each(|&dot| self.disc(dot, stroke.width / 2.0, Some(stroke.tint), None)),
        }
    }

    fn path(&mut self, points: &[Point], stroke: Stroke) -> Drawn<DB> {
        if points.len() < 2 {
            return Ok(());
        }
        let style = self.style(stroke);
        let points: Vec<BackendCoord> = points.iter().map(|&point| self.at(point)).collect();
        self.backend.draw_path(points, &style)
    }

    fn rectangle(
        &mut self,
        rect: Rect,
        radius: f32,
        fill: Option<Tint>,
        stroke: Option<Stroke>,
    ) -> Drawn<DB> {
        let far = Point::new(rect.x + rect.width, rect.y + rect.height);
        let is_solid = stroke.is_none_or(|stroke| stroke.dash == Dash::Solid);
        if let Some(rounded) = self.rounded.filter(|_| radius > 0.0 && is_solid) {
            let corners = (self.at(Point::new(rect.x, rect.y)), self.at(far));
            let radius = self.length(radius.min(rect.width / 2.0).min(rect.height / 2.0)).max(0) as u32;
            if let Some(fill) = fill {
                rounded(self.backend, corners, radius, self.palette.colour(fill), None);
            }
            if let Some(stroke) = stroke {
                let Line { colour, width } = self.style(stroke);
                rounded(self.backend, corners, radius, colour, Some(width));
            }
            return Ok(());
        }
        if radius > 0.0 {
            let outline = path::rounded(rect, radius);
            if let Some(fill) = fill {
                self.fill(&outline, fill)?;
            }
            return stroke.map_or(Ok(()), |stroke| self.outline(&outline, stroke));
        }
        let near = Point::new(rect.x, rect.y);
        if let Some(fill) = fill {
            let colour = self.palette.colour(fill);
            self.backend.draw_rect(self.at(near), self.at(far), &colour, true)?;
        }
        // Not `draw_rect`: plotters' SVG backend draws its outlines one unit wide, whatever the style says.
        stroke.map_or(Ok(()), |stroke| {
            self.outline(&[near, Point::new(far.x, near.y), far, Point::new(near.x, far.y)], stroke)
        })
    }

    fn disc(&mut self, centre: Point, radius: f32, fill: Option<Tint>, stroke: Option<Stroke>) -> Drawn<DB> {
        let (at, units) = (self.at(centre), self.length(radius).max(0) as u32);
        if let Some(fill) = fill {
            self.backend.draw_circle(at, units, &self.palette.colour(fill), true)?;
        }
        match stroke {
            Some(stroke) if stroke.dash == Dash::Solid => {
                let style = self.style(stroke);
                self.backend.draw_circle(at, units, &style, false)
            }
            Some(stroke) => {
                let around = Rect::about(centre, radius * 2.0, radius * 2.0);
                self.outline(&path::rounded(around, radius), stroke)
            }
            None => Ok(()),
        }
    }

    fn halo(&mut self, at: Point, text: &str, font: Font, align: Align, tint: Tint, reach: f32) -> Drawn<DB> {
        let slant = reach * std::f32::consts::FRAC_1_SQRT_2;
        let around = [
            (reach, 0.0),
            (slant, slant),
            (0.0, reach),
            (-slant, slant),
            (-reach, 0.0),
            (-slant, -slant),
            (0.0, -reach),
            (slant, -slant),
        ];
        around
            .iter()
            .try_for_each(|(x, y)| self.text(Point::new(at.x + x, at.y + y), text, font, align, tint))
    }

    fn text(&mut self, at: Point, text: &str, font: Font, align: Align, tint: Tint) -> Drawn<DB> {
        let size = f64::from(font.size * self.units) * TEXT_BOX;
        let weight = if font.strong { FontStyle::Bold } else { FontStyle::Normal };
        let h_pos = match align {
            Align::Start => HPos::Left,
            Align::Middle => HPos::Center,
            Align::End => HPos::Right,
        };
        let style = TextStyle {
            font: FontDesc::new(FontFamily::SansSerif, size, weight),
            color: self.palette.colour(tint),
            pos: Pos::new(h_pos, VPos::Center),
        };
        self.backend.draw_text(text, &style, self.at(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::Role;
    use plotters::backend::SVGBackend;

    /// What the SVG backend writes for items, at two units to a pixel, in light colours.
    fn drawn(items: Vec<Item>) -> Vec<String> {
        let mut svg = String::new();
        {
            let palette = Palette::from_tokens(include_str!("../../style/tokens.css"), false).unwrap();
            let mut backend = SVGBackend::with_string(&mut svg, (80, 40));
            let scene = Scene { items, ..Scene::new(40.0, 20.0) };
            render(&scene, &mut backend, &palette, 2.0).unwrap();
        }
        svg.lines().filter(|line| !line.contains("svg")).map(str::to_string).collect()
    }

    #[test]
    fn a_small_scene_is_drawn_item_by_item() {
        let stroke = |dash| Stroke { tint: Role::Ink.into(), width: 1.5, dash };
        let (left, right) = (Point::new(1.0, 5.0), Point::new(9.0, 5.0));
        let lines = drawn(vec![
            Item::Box {
                rect: Rect::new(0.0, 0.0, 10.0, 4.0),
                radius: 0.0,
                fill: Some(Role::Grid.at(0.5)),
                stroke: None,
            },
            Item::Disc {
                centre: left,
                radius: 3.5,
                fill: Some(Role::Paper.into()),
                stroke: Some(stroke(Dash::Solid)),
            },
            Item::Line { points: vec![left, right], stroke: stroke(Dash::Solid) },
            Item::Line { points: vec![left, right], stroke: stroke(Dash::Dashed) },
            Item::Line { points: vec![left, right], stroke: stroke(Dash::Dotted) },
            Item::Area {
                rings: vec![vec![left, right, Point::new(5.0, 9.0)]],
                fill: Some(Role::Accent.into()),
                stroke: None,
            },
        ]);
        let expected = r##"
<rect x="0" y="0" width="20" height="8" opacity="0.5" fill="#EBE7DE" stroke="none"/>
<circle cx="2" cy="10" r="7" opacity="1" fill="#FBFAF7" stroke="none" stroke-width="1"/>
<circle cx="2" cy="10" r="7" opacity="1" fill="none" stroke="#171C24" stroke-width="3"/>
<polyline fill="none" opacity="1" stroke="#171C24" stroke-width="3" points="2,10 18,10 "/>
<polyline fill="none" opacity="1" stroke="#171C24" stroke-width="3" points="2,10 10,10 "/>
<polyline fill="none" opacity="1" stroke="#171C24" stroke-width="3" points="16,10 18,10 "/>
<circle cx="2" cy="10" r="2" opacity="1" fill="#171C24" stroke="none" stroke-width="1"/>
<circle cx="10" cy="10" r="2" opacity="1" fill="#171C24" stroke="none" stroke-width="1"/>
<circle cx="18" cy="10" r="2" opacity="1" fill="#171C24" stroke="none" stroke-width="1"/>
<polygon opacity="1" fill="#0A56C4" points="2,10 18,10 10,18 "/>"##;
        assert_eq!(lines.join("\n"), expected.trim_start());
    }

    #[test]
    fn a_text_is_as_large_as_it_says_and_its_halo_lies_behind_it() {
        let lines = drawn(vec![Item::Text {
            at: Point::new(10.0, 10.0),
            text: "<2017>".into(),
            font: Font { size: 11.0, strong: true },
            tint: Role::Ink.into(),
            align: Align::Middle,
            halo: Some((Role::Paper.into(), 3.0)),
        }]);
        let texts: Vec<&String> = lines.iter().filter(|line| line.starts_with("<text")).collect();
        assert_eq!(texts.len(), 9);
        assert!(texts[..8].iter().all(|text| text.contains("#FBFAF7")));
        for part in ["#171C24", "x=\"20\"", "y=\"20\"", "middle", "font-weight=\"bold\"", "font-size=\"22\""]
        {
            assert!(texts[8].contains(part), "{part} in {}", texts[8]);
        }
        assert!(lines.iter().any(|line| line.contains("&lt;2017&gt;")), "{lines:?}");
    }

    #[test]
    fn an_outline_is_closed_and_as_wide_as_it_says() {
        let rect = Rect::new(1.0, 1.0, 6.0, 6.0);
        let stroke = Some(Stroke::solid(Role::Ink, 2.0));
        let lines = drawn(vec![Item::Box { rect, radius: 0.0, fill: None, stroke }]);
        assert_eq!(
            lines,
            [
                r##"<polyline fill="none" opacity="1" stroke="#171C24" stroke-width="4" points="2,2 14,2 14,14 2,14 2,2 14,2 "/>"##
            ]
        );
    }
}
