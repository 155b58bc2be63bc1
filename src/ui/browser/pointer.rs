//! Where a pointer is, in the coordinates of a box.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, PointerEvent, WheelEvent};

use crate::{
    draw::Point,
    timeline::{WheelMode, wheel_pixels, wheel_zoom},
};

fn within(element: &Element, x: i32, y: i32) -> Point {
    let place = element.get_bounding_client_rect();
    Point::new(x as f32 - place.left() as f32, y as f32 - place.top() as f32)
}

/// Where a pointer event is in an element.
pub fn local(element: &Element, event: &PointerEvent) -> Point {
    within(element, event.client_x(), event.client_y())
}

/// Where a wheel event is in an element.
pub fn local_wheel(element: &Element, event: &WheelEvent) -> Point {
    within(element, event.client_x(), event.client_y())
}

/// Where a mouse event is in an element.
pub fn local_mouse(element: &Element, event: &web_sys::MouseEvent) -> Point {
    within(element, event.client_x(), event.client_y())
}

/// An attribute of the element of a sort that an event is on.
pub fn attribute(event: &Event, sort: &str, name: &str) -> Option<String> {
    let selector = [sort, "[", name, "]"].concat();
    event.target()?.dyn_into::<Element>().ok()?.closest(&selector).ok()??.get_attribute(name)
}

/// One turn of a wheel.
#[derive(Clone, Copy)]
pub struct WheelStep {
    x: f64,
    y: f64,
    pinch: bool,
}

impl WheelStep {
    /// Reads a wheel event; a page of it is taken as 800 px.
    pub fn of(event: &WheelEvent) -> Self {
        let mode = WheelMode::from_number(event.delta_mode());
        let pixels = |delta: f64| wheel_pixels(delta, mode, 800.0);
        Self {
            x: pixels(event.delta_x()),
            y: pixels(event.delta_y()),
            pinch: event.ctrl_key() || event.meta_key(),
        }
    }

    /// Whether it asks for zoom wherever it is: Ctrl or Cmd held, or a pinch on a trackpad.
    pub const fn is_pinch(&self) -> bool {
        self.pinch
    }

    /// Whether it goes sideways rather than up or down.
    pub const fn is_sideways(&self) -> bool {
        self.x.abs() > self.y.abs()
    }

    /// Pixels sideways.
    pub const fn sideways(&self) -> f32 {
        self.x as f32
    }

    /// The enlargement it asks for.
    pub fn zoom(&self) -> f64 {
        wheel_zoom(self.y, self.pinch)
    }
}

/// The pointers that are down on a box, by their ids, with where they are.
#[derive(Clone, Debug, Default)]
pub struct Fingers(Vec<(i32, Point)>);

impl Fingers {
    /// A pointer is, or has moved, there.
    pub fn put(&mut self, event: &PointerEvent, at: Point) {
        let id = event.pointer_id();
        match self.0.iter_mut().find(|(other, _)| *other == id) {
            Some((_, place)) => *place = at,
            None => self.0.push((id, at)),
        }
    }

    /// A pointer is gone.
    pub fn lift(&mut self, event: &PointerEvent) {
        self.0.retain(|(id, _)| *id != event.pointer_id());
    }

    /// Where the only pointer is.
    pub fn one(&self) -> Option<Point> {
        if let [(_, at)] = self.0.as_slice() { Some(*at) } else { None }
    }

    /// Where the first two pointers are.
    pub fn two(&self) -> Option<(Point, Point)> {
        if let [(_, a), (_, b), ..] = self.0.as_slice() { Some((*a, *b)) } else { None }
    }

    /// Whether the pointer is down.
    pub fn holds(&self, event: &PointerEvent) -> bool {
        self.0.iter().any(|(id, _)| *id == event.pointer_id())
    }
}

/// Whether the browser shows that what has got the focus has it: it came by keyboard.
pub fn shows_focus(event: &web_sys::FocusEvent) -> bool {
    let target = event.target().and_then(|it| it.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|element| element.matches(":focus-visible").unwrap_or(false))
}
