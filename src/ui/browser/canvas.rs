//! A plotters backend over a canvas, sharp at any device pixel ratio.
//!
//! Coordinates are sixteenths of a logical pixel ([`UNITS`]): integers, as plotters has them, yet fine enough that
//! marks stand where they belong. Consecutive shapes of the same style gather in one path, filled or stroked once, when
//! the style changes or [`present`](DrawingBackend::present) is called; shapes in one path are a union, so overlapping
//! ones of a faint colour do not darken each other. Upright rectangles and lines snap to device pixels, so hairlines
//! are crisp. (plotters-canvas ignores the pixel ratio and sets the style for every shape.)

use entente_geometry::Within;
use std::cell::{Cell, RefCell};
use std::f64::consts::TAU;
use std::fmt;

use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::draw::{Font, TEXT_BOX};
use crate::ui::css::px;

/// Backend units of a logical pixel: what [`render`](crate::draw::render) takes.
pub const UNITS: f32 = 16.0;

/// [`UNITS`] for sums in `f64`.
const UNIT: f64 = UNITS as f64;

/// The middle of small letters above their base line, in shares of the type size: half the x-height of sans faces.
const MIDDLE: f64 = 0.26;

/// Texts of which the width is remembered.
const REMEMBERED: usize = 4096;

/// A canvas that gives no drawing context, or refuses a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CanvasError;

impl fmt::Display for CanvasError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the canvas cannot be drawn on")
    }
}

impl std::error::Error for CanvasError {}

/// How the shapes of the current path are drawn.
#[derive(Clone, Copy, PartialEq)]
enum Paint {
    Fill(Ink),
    /// With a width in units.
    Stroke(Ink, u32),
}

/// A colour that compares: red, green, blue, opacity in 255ths.
type Ink = [u8; 4];

fn ink(colour: BackendColor) -> Ink {
    let (r, g, b) = colour.rgb;
    [r, g, b, (colour.alpha * 255.0).round() as u8]
}

/// A canvas as a plotters backend.
pub struct CanvasBackend {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    /// `font-family` of texts.
    family: String,
    /// Logical pixels.
    size: (f64, f64),
    /// Device pixels of a logical pixel.
    ratio: f64,
    /// How the shapes in the current path are drawn; `None`: the path is empty.
    paint: Option<Paint>,
    /// What the context is set to, so that nothing is set twice.
    fill: Option<Ink>,
    stroke: Option<Ink>,
    stroke_width: u32,
    font: Option<(u32, bool)>,
    anchor: Option<&'static str>,
    /// How often contexts had been restored when this was so.
    restored: u32,
}

thread_local! {
    static RESTORED: Cell<u32> = const { Cell::new(0) };
}

/// A canvas lost its context and has another, which is set to nothing.
pub fn contexts_are_restored() {
    RESTORED.set(RESTORED.get().wrapping_add(1));
}

impl CanvasBackend {
    /// A backend over a canvas, with the font family of its texts.
    ///
    /// # Errors
    /// [`CanvasError`] where the browser gives no context.
    pub fn new(canvas: HtmlCanvasElement, family: &str) -> Result<Self, CanvasError> {
        let context = canvas.get_context("2d").ok().flatten().ok_or(CanvasError)?;
        let context: CanvasRenderingContext2d = context.dyn_into().map_err(|_| CanvasError)?;
        round_ends(&context);
        Ok(Self {
            canvas,
            context,
            family: family.into(),
            size: (0.0, 0.0),
            ratio: 1.0,
            paint: None,
            fill: None,
            stroke: None,
            stroke_width: 0,
            font: None,
            anchor: None,
            restored: RESTORED.get(),
        })
    }

    /// Begins a frame: sizes the backing store to `width` by `height` logical pixels at a device pixel ratio, and
    /// clears it. The element's own size is the style sheet's.
    pub fn begin(&mut self, width: f64, height: f64, ratio: f64) {
        let ratio = if ratio.is_finite() && ratio > 0.0 { ratio } else { 1.0 };
        let backing = |length: f64| (length * ratio).round().within(1.0, 16_384.0) as u32;
        let (columns, rows) = (backing(width), backing(height));
        self.size = (width, height);
        self.ratio = ratio;
        self.paint = None;
        let is_set = std::mem::replace(&mut self.restored, RESTORED.get()) == RESTORED.get();
        if is_set && self.canvas.width() == columns && self.canvas.height() == rows {
            self.context.clear_rect(0.0, 0.0, f64::from(columns), f64::from(rows));
            self.context.begin_path();
            return;
        }
        // Setting the size clears the canvas and all that the context was set to.
        self.canvas.set_width(columns);
        self.canvas.set_height(rows);
        round_ends(&self.context);
        (self.fill, self.stroke, self.stroke_width) = (None, None, 0);
        (self.font, self.anchor) = (None, None);
    }

    /// Device pixels of units.
    fn device(&self, units: i32) -> f64 {
        f64::from(units) * self.ratio / UNIT
    }

    /// The paint of what comes next; draws what was gathered if it differs.
    fn set(&mut self, paint: Paint) {
        if self.paint != Some(paint) {
            self.flush();
            self.paint = Some(paint);
        }
    }

    /// Draws the current path.
    fn flush(&mut self) {
        match self.paint.take() {
            Some(Paint::Fill(ink)) => {
                self.fill_style(ink);
                self.context.fill();
            }
            Some(Paint::Stroke(ink, width)) => {
                if self.stroke != Some(ink) {
                    self.stroke = Some(ink);
                    self.context.set_stroke_style_str(&css(ink));
                }
                if self.stroke_width != width {
                    self.stroke_width = width;
                    self.context.set_line_width(f64::from(width) * self.ratio / UNIT);
                }
                self.context.stroke();
            }
            None => return,
        }
        self.context.begin_path();
    }

    fn fill_style(&mut self, ink: Ink) {
        if self.fill != Some(ink) {
            self.fill = Some(ink);
            self.context.set_fill_style_str(&css(ink));
        }
    }

    /// Adds a rectangle whose edges lie on device pixels; what has any width keeps at least one.
    fn add_rect(&mut self, (left, top): (f64, f64), (right, bottom): (f64, f64)) {
        let (x, y) = (left.round(), top.round());
        let (width, height) = ((right.round() - x).max(1.0), (bottom.round() - y).max(1.0));
        self.context.rect(x, y, width, height);
    }

    /// Adds an upright line as the rectangle that it covers: whole device pixels wide, so that it is crisp.
    fn add_straight(&mut self, from: BackendCoord, to: BackendCoord, width: u32) {
        let width = (f64::from(width) * self.ratio / UNIT).round().max(1.0);
        let ends = |a: i32, b: i32| (self.device(a.min(b)), self.device(a.max(b)));
        let across = |middle: f64| (middle - width / 2.0).round();
        let ((left, right), (top, bottom)) = (ends(from.0, to.0), ends(from.1, to.1));
        if from.0 == to.0 {
            let x = across(left);
            self.add_rect((x, top), (x + width, bottom));
        } else {
            let y = across(top);
            self.add_rect((left, y), (right, y + width));
        }
    }

    /// Draws a rectangle with round corners ([`Rounded`](crate::draw::Rounded)): an arc each costs a canvas a fraction of what
    /// a polygon does.
    pub fn draw_rounded(
        &mut self,
        (near, far): (BackendCoord, BackendCoord),
        radius: u32,
        colour: BackendColor,
        width: Option<u32>,
    ) {
        let ink = ink(colour);
        self.set(width.map_or(Paint::Fill(ink), |width| Paint::Stroke(ink, width)));
        let radius = f64::from(radius) * self.ratio / UNIT;
        let (left, right) = (self.device(near.0) + radius, self.device(far.0) - radius);
        let (top, bottom) = (self.device(near.1) + radius, self.device(far.1) - radius);
        let quarter = TAU / 4.0;
        // Clockwise from the top, as all shapes of a path; the browser joins the arcs by straight lines. A radius that is
        // negative is all that it refuses.
        self.context.move_to(left, top - radius);
        for (x, y, turn) in [(right, top, -1.0), (right, bottom, 0.0), (left, bottom, 1.0), (left, top, 2.0)]
        {
            let _ = self.context.arc(x, y, radius, turn * quarter, (turn + 1.0) * quarter);
        }
    }

    /// Adds a line through points.
    fn add_path(&self, points: &[BackendCoord]) {
        let mut points = points.iter().map(|&(x, y)| (self.device(x), self.device(y)));
        if let Some((x, y)) = points.next() {
            self.context.move_to(x, y);
        }
        for (x, y) in points {
            self.context.line_to(x, y);
        }
    }
}

/// Lines end and turn round.
fn round_ends(context: &CanvasRenderingContext2d) {
    context.set_line_cap("round");
    context.set_line_join("round");
}

/// The colour as `#rrggbbaa`.
fn css(ink: Ink) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(9);
    text.push('#');
    for byte in ink {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

/// The `font` of a canvas.
fn css_font(size: f64, strong: bool, family: &str) -> String {
    let weight = if strong { "600 " } else { "400 " };
    [weight, &px(size as f32), " ", family].concat()
}

type Drawn = Result<(), DrawingErrorKind<CanvasError>>;

impl DrawingBackend for CanvasBackend {
    type ErrorType = CanvasError;

    fn get_size(&self) -> (u32, u32) {
        ((self.size.0 * UNIT) as u32, (self.size.1 * UNIT) as u32)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        self.flush();
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        self.draw_rect(point, (point.0 + 1, point.1 + 1), &color, true)
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
        let (near, far) = ((near.0.min(far.0), near.1.min(far.1)), (near.0.max(far.0), near.1.max(far.1)));
        if fill {
            self.set(Paint::Fill(ink(style.color())));
            let corner = |(x, y)| (self.device(x), self.device(y));
            let (near, far) = (corner(near), corner(far));
            self.add_rect(near, far);
            return Ok(());
        }
        self.draw_path([near, (far.0, near.1), far, (near.0, far.1), near], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let points: Vec<BackendCoord> = path.into_iter().collect();
        let ink = ink(style.color());
        match points[..] {
            [from, to] if from.0 == to.0 || from.1 == to.1 => {
                self.set(Paint::Fill(ink));
                self.add_straight(from, to, style.stroke_width());
            }
            _ => {
                self.set(Paint::Stroke(ink, style.stroke_width()));
                self.add_path(&points);
            }
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let ink = ink(style.color());
        self.set(if fill { Paint::Fill(ink) } else { Paint::Stroke(ink, style.stroke_width()) });
        let (x, y) = (self.device(center.0), self.device(center.1));
        let radius = f64::from(radius) * self.ratio / UNIT;
        self.context.move_to(x + radius, y);
        self.context.arc(x, y, radius, 0.0, TAU).map_err(|_| DrawingErrorKind::DrawingError(CanvasError))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> Drawn {
        let mut points: Vec<BackendCoord> = vert.into_iter().collect();
        // All shapes of a path go round the same way as circles and rectangles do, or they would cut each other out.
        let turns = points.iter().zip(points.iter().cycle().skip(1));
        let area: i64 =
            turns.map(|(a, b)| i64::from(a.0) * i64::from(b.1) - i64::from(b.0) * i64::from(a.1)).sum();
        if area < 0 {
            points.reverse();
        }
        // What is filled is closed without being told; to tell takes a canvas longer than to fill it.
        self.set(Paint::Fill(ink(style.color())));
        self.add_path(&points);
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, pos: BackendCoord) -> Drawn {
        self.flush();
        self.fill_style(ink(style.color()));
        // In device pixels, without a transform: texts are hinted for the size at which they are seen.
        let size = style.size() / TEXT_BOX / UNIT * self.ratio;
        let strong = matches!(style.style(), FontStyle::Bold);
        let key = ((size * 64.0) as u32, strong);
        if self.font != Some(key) {
            self.font = Some(key);
            self.context.set_font(&css_font(size, strong, &self.family));
        }
        let anchor = match style.anchor().h_pos {
            HPos::Left => "left",
            HPos::Center => "center",
            HPos::Right => "right",
        };
        if self.anchor != Some(anchor) {
            self.anchor = Some(anchor);
            self.context.set_text_align(anchor);
        }
        let (x, y) = (self.device(pos.0), (self.device(pos.1) + MIDDLE * size).round());
        self.context.fill_text(text, x, y).map_err(|_| DrawingErrorKind::DrawingError(CanvasError))
    }
}

/// Widths of texts, measured once each.
pub struct Ruler {
    context: CanvasRenderingContext2d,
    family: String,
    /// In order of (type, text).
    known: RefCell<Vec<Measured>>,
}

/// Size (as bits, which compare) and weight, text, width.
type Measured = (u32, bool, Box<str>, f32);

impl Ruler {
    /// A ruler that measures as a canvas of its own would draw.
    ///
    /// # Errors
    /// [`CanvasError`] where the browser gives no context.
    pub fn new(canvas: &HtmlCanvasElement, family: &str) -> Result<Self, CanvasError> {
        let context = canvas.get_context("2d").ok().flatten().ok_or(CanvasError)?;
        let context = context.dyn_into().map_err(|_| CanvasError)?;
        Ok(Self { context, family: family.into(), known: RefCell::default() })
    }

    /// Width of a line of text in logical pixels. The canvas given to [`Ruler::new`] must not be drawn on.
    pub fn measure(&self, text: &str, font: Font) -> f32 {
        let mut known = self.known.borrow_mut();
        let key = (font.size.to_bits(), font.strong, text);
        let found = known.binary_search_by(|(size, strong, known, _)| (*size, *strong, &**known).cmp(&key));
        match found {
            Ok(at) => known[at].3,
            Err(at) => {
                self.context.set_font(&css_font(f64::from(font.size), font.strong, &self.family));
                let width = self.context.measure_text(text).map_or(0.0, |metrics| metrics.width() as f32);
                if known.len() >= REMEMBERED {
                    known.clear();
                    known.push((key.0, key.1, text.into(), width));
                } else {
                    known.insert(at, (key.0, key.1, text.into(), width));
                }
                width
            }
        }
    }
}
