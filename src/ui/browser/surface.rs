//! Canvases on the page: their colours from the style sheet, their type from the page, one ruler for all.

use std::{
    cell::{Cell, OnceCell, RefCell},
    rc::Rc,
};

use leptos::prelude::{document, window};
use plotters_backend::DrawingBackend;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{HtmlCanvasElement, HtmlElement};

use super::{
    canvas::{CanvasBackend, Ruler, UNITS, contexts_are_restored},
    next_frame,
};
use crate::draw::{Font, Palette, Rgb, Scene, render_rounded};

type Draw = Box<dyn FnOnce()>;

thread_local! {
    /// What is to be drawn before the next frame; `None` while drawings are made at once.
    static WAITING: RefCell<Option<Vec<Draw>>> = const { RefCell::new(None) };
    static IS_PLANNED: Cell<bool> = const { Cell::new(false) };
    static RULER: RefCell<Option<Ruler>> = const { RefCell::new(None) };
    static PALETTE: RefCell<Option<Rc<Palette>>> = const { RefCell::new(None) };
    static FAMILY: OnceCell<String> = const { OnceCell::new() };
}

/// Has drawings wait for the next frame, or has them made at once: those that wait already too.
///
/// To set its type, a canvas has the browser style what has changed on the page. Between the changes of an act that happens
/// again and again; before a frame it happens once, and the frame needs it anyway. At once is for a page that comes up, and for
/// paper, which waits for no frame.
pub fn wait_for_frames(wait: bool) {
    let waiting = WAITING.with_borrow_mut(|waiting| match wait {
        true => {
            waiting.get_or_insert_default();
            None
        }
        false => waiting.take(),
    });
    waiting.into_iter().flatten().for_each(|draw| draw());
}

/// Draws before the next frame, or at once ([`wait_for_frames`]).
pub fn in_frame(draw: impl FnOnce() + 'static) {
    let now = WAITING.with_borrow_mut(|waiting| match waiting {
        Some(waiting) => {
            waiting.push(Box::new(draw));
            None
        }
        None => Some(draw),
    });
    if let Some(draw) = now {
        return draw();
    }
    if !IS_PLANNED.replace(true) {
        next_frame(|| {
            IS_PLANNED.set(false);
            let waiting = WAITING.with_borrow_mut(|waiting| waiting.as_mut().map(std::mem::take));
            waiting.into_iter().flatten().for_each(|draw| draw());
        });
    }
}

/// Width of a line of text in logical pixels, in the page's type.
pub fn measure(text: &str, font: Font) -> f32 {
    RULER.with_borrow_mut(|ruler| {
        if ruler.is_none() {
            *ruler = new_canvas().and_then(|canvas| Ruler::new(&canvas, &font_family()).ok());
        }
        ruler.as_ref().map_or(0.0, |ruler| ruler.measure(text, font))
    })
}

/// The page's colours may have changed: they are read anew for the next drawing.
pub fn forget_colours() {
    PALETTE.set(None);
}

/// Calls when a canvas that had lost its context has another: all is to be drawn again.
pub fn on_restored(mut restored: impl FnMut() + 'static) {
    let listener = Closure::<dyn FnMut()>::new(move || {
        contexts_are_restored();
        RULER.set(None);
        restored();
    });
    let _ = document().add_event_listener_with_callback_and_bool(
        "contextrestored",
        listener.as_ref().unchecked_ref(),
        true,
    );
    listener.forget();
}

/// The page's colours in the present scheme.
pub fn palette() -> Option<Rc<Palette>> {
    PALETTE.with_borrow_mut(|palette| {
        if palette.is_none() {
            *palette = read_palette().map(Rc::new);
        }
        palette.clone()
    })
}

/// Custom properties come unresolved (`light-dark(…)`), so each is put on a probe as its colour and read from there.
fn read_palette() -> Option<Palette> {
    let body = document().body()?;
    let probe: HtmlElement = document().create_element("span").ok()?.dyn_into().ok()?;
    let _ = probe.set_attribute("hidden", "");
    // Where the system forces its colours, the tokens are those already (tokens.css).
    let _ = probe.style().set_property("forced-color-adjust", "none");
    body.append_child(&probe).ok()?;
    let palette = Palette::from_lookup(|property| {
        probe.style().set_property("color", &format!("var({property})")).ok()?;
        let colour = window().get_computed_style(&probe).ok()??.get_property_value("color").ok()?;
        Rgb::parse(&colour)
    });
    probe.remove();
    Some(palette)
}

/// The page's type. It is read once: to ask for it has the browser style all that changed.
fn font_family() -> String {
    let read = || {
        let body = document().body();
        let style = body.and_then(|body| window().get_computed_style(&body).ok().flatten());
        style
            .and_then(|style| style.get_property_value("font-family").ok())
            .unwrap_or_else(|| "sans-serif".to_string())
    };
    FAMILY.with(|family| family.get_or_init(read).clone())
}

fn new_canvas() -> Option<HtmlCanvasElement> {
    document().create_element("canvas").ok()?.dyn_into().ok()
}

/// A canvas of the page with its backend.
#[derive(Clone)]
pub struct Surface(Rc<RefCell<CanvasBackend>>);

impl Surface {
    /// The surface of a canvas; `None` where the browser gives no drawing context.
    pub fn new(canvas: &HtmlCanvasElement) -> Option<Self> {
        CanvasBackend::new(canvas.clone(), &font_family())
            .ok()
            .map(|backend| Self(Rc::new(RefCell::new(backend))))
    }

    /// Draws a frame of a size in logical pixels: what `paint` draws on the backend, in its units, then a scene over it.
    pub fn draw(&self, scene: &Scene, paint: impl FnOnce(&Rc<RefCell<CanvasBackend>>, &Palette, f32)) {
        let Some(palette) = palette() else { return };
        let ratio = window().device_pixel_ratio();
        self.0.borrow_mut().begin(f64::from(scene.width), f64::from(scene.height), ratio);
        paint(&self.0, &palette, UNITS);
        // A canvas that refuses a shape leaves it out: the links and tables beside it still say everything.
        let mut backend = self.0.borrow_mut();
        let _ = render_rounded(scene, &mut *backend, &palette, UNITS, Some(CanvasBackend::draw_rounded));
        let _ = backend.present();
    }
}
