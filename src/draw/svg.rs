//! A scene as an SVG picture that stands alone.
//!
//! plotters' own SVG backend writes opacities as floats, which would bring the machinery for that into the app (12 kB),
//! and knows no title; this one writes whole numbers: tenths of a pixel, opacities in percent.

use std::convert::Infallible;

use maud::{Render, html};
use plotters::style::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};

use super::{Palette, Role, Scene, TEXT_BOX, render};

/// Units of the picture to a logical pixel.
const UNIT: u32 = 10;

/// The picture of a scene on paper, under a title, in a palette's colours and the reader's sans face.
pub fn svg(scene: &Scene, palette: &Palette, title: &str) -> String {
    let (width, height) = (scene.width.max(1.0).ceil() as u32, scene.height.max(1.0).ceil() as u32);
    let mut backend = SvgBackend { out: String::new(), size: (width * UNIT, height * UNIT) };
    let paper = palette.colour(Role::Paper.into());
    let whole = ((0, 0), (backend.size.0 as i32, backend.size.1 as i32));
    let _ = backend.draw_rect(whole.0, whole.1, &Ink(paper), true);
    // A backend that cannot fail.
    let _ = render(scene, &mut backend, palette, UNIT as f32);
    let mut head = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\"");
    for (name, value) in [("width", width), ("height", height)] {
        attribute(&mut head, name, value);
    }
    head.push_str(" viewBox=\"0 0 ");
    head.push_str(&backend.size.0.to_string());
    head.push(' ');
    head.push_str(&backend.size.1.to_string());
    head.push_str("\" font-family=\"system-ui, sans-serif\">\n");
    let title = html! { title { (readable(title)) } }.into_string();
    [head.as_str(), &title, "\n", &backend.out, "</svg>\n"].concat()
}

/// A text without what XML has no place for: that would make the whole picture unreadable.
fn readable(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control() && !matches!(letter, '\u{fffe}' | '\u{ffff}')).collect()
}

fn attribute(out: &mut String, name: &str, value: impl ToString) {
    for piece in [" ", name, "=\"", &value.to_string(), "\""] {
        out.push_str(piece);
    }
}

/// A colour as a style that fills.
struct Ink(BackendColor);

impl BackendStyle for Ink {
    fn color(&self) -> BackendColor {
        self.0
    }
}

struct SvgBackend {
    out: String,
    size: (u32, u32),
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl SvgBackend {
    fn open(&mut self, name: &str) {
        self.out.push('<');
        self.out.push_str(name);
    }

    fn close(&mut self) {
        self.out.push_str("/>\n");
    }

    fn number(&mut self, name: &str, value: i32) {
        attribute(&mut self.out, name, value);
    }

    /// `fill="#171c24" fill-opacity="40%"`, or the same for a stroke.
    fn colour(&mut self, what: &str, colour: BackendColor) {
        let (r, g, b) = colour.rgb;
        let mut text = String::from("#");
        for part in [r, g, b] {
            for digit in [part >> 4, part & 15] {
                text.push(char::from(b"0123456789abcdef"[usize::from(digit)]));
            }
        }
        attribute(&mut self.out, what, text);
        if colour.alpha < 0.995 {
            let percent = [&((colour.alpha * 100.0).round() as u32).to_string(), "%"].concat();
            attribute(&mut self.out, &[what, "-opacity"].concat(), percent);
        }
    }

    fn shape<S: BackendStyle>(&mut self, style: &S, fill: bool) {
        if fill {
            self.colour("fill", style.color());
        } else {
            attribute(&mut self.out, "fill", "none");
            self.colour("stroke", style.color());
            self.number("stroke-width", style.stroke_width() as i32);
        }
        self.close();
    }

    fn points<I: IntoIterator<Item = BackendCoord>>(&mut self, points: I) {
        self.out.push_str(" points=\"");
        for (x, y) in points {
            for number in [x, y] {
                self.out.push_str(&number.to_string());
                self.out.push(' ');
            }
        }
        self.out.push('"');
    }
}

impl DrawingBackend for SvgBackend {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        self.draw_rect(point, (point.0 + 1, point.1 + 1), &Ink(color), true)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        near: BackendCoord,
        far: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.open("rect");
        self.number("x", near.0.min(far.0));
        self.number("y", near.1.min(far.1));
        self.number("width", (far.0 - near.0).abs());
        self.number("height", (far.1 - near.1).abs());
        self.shape(style, fill);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.open("polyline");
        self.points(path);
        self.shape(style, false);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.open("circle");
        self.number("cx", center.0);
        self.number("cy", center.1);
        self.number("r", radius as i32);
        self.shape(style, fill);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> Drawn {
        self.open("polygon");
        self.points(vert);
        self.shape(style, true);
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, pos: BackendCoord) -> Drawn {
        let size = (style.size() / TEXT_BOX).round() as i32;
        self.open("text");
        self.number("x", pos.0);
        // The point is the middle of the line; a third of the size below it stands the baseline of most faces.
        self.number("y", pos.1 + size * 35 / 100);
        self.number("font-size", size);
        if matches!(style.style(), FontStyle::Bold) {
            attribute(&mut self.out, "font-weight", "600");
        }
        match style.anchor().h_pos {
            HPos::Left => {}
            HPos::Center => attribute(&mut self.out, "text-anchor", "middle"),
            HPos::Right => attribute(&mut self.out, "text-anchor", "end"),
        }
        self.colour("fill", style.color());
        self.out.push('>');
        readable(text).render_to(&mut self.out);
        self.out.push_str("</text>\n");
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::{Align, Dash, Font, Item, Point, Rect, Stroke};

    fn palette() -> Palette {
        Palette::from_tokens(include_str!("../../style/tokens.css"), false).unwrap()
    }

    #[test]
    fn shapes_are_written_in_whole_numbers() {
        let stroke = Stroke { tint: Role::Ink.into(), width: 1.5, dash: Dash::Solid };
        let items = vec![
            Item::Box {
                rect: Rect::new(1.0, 2.0, 10.5, 4.0),
                radius: 0.0,
                fill: Some(Role::Ink.at(0.4)),
                stroke: None,
            },
            Item::Line { points: vec![Point::new(0.0, 0.0), Point::new(3.0, 4.0)], stroke },
        ];
        let picture = svg(&Scene { items, ..Scene::new(40.0, 20.0) }, &palette(), "A & B");
        assert!(picture.starts_with(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\" viewBox=\"0 0 400 200\""
        ));
        assert!(picture.contains("<title>A &amp; B</title>"));
        assert!(
            picture.contains(
                r##"<rect x="10" y="20" width="105" height="40" fill="#171c24" fill-opacity="40%"/>"##
            ),
            "{picture}"
        );
        assert!(
            picture.contains(r##"points="0 0 30 40 " fill="none" stroke="#171c24" stroke-width="15"/>"##),
            "{picture}"
        );
    }

    #[test]
    fn texts_end_as_text() {
        let item = Item::Text {
            at: Point::new(5.0, 5.0),
            text: "<script>\u{8}&\u{fffe}\"".into(),
            font: Font { size: 12.0, strong: true },
            tint: Role::Ink.into(),
            align: Align::End,
            halo: None,
        };
        let picture =
            svg(&Scene { items: vec![item], ..Scene::new(40.0, 20.0) }, &palette(), "A\u{0}\u{ffff}B");
        assert!(picture.contains("<title>AB</title>"), "{picture}");
        assert!(picture.contains("font-weight=\"600\" text-anchor=\"end\""), "{picture}");
        assert!(picture.contains(">&lt;script&gt;&amp;&quot;</text>"), "{picture}");
    }
}
