//! A canvas that shows a scene, sharp at any device pixel ratio, in the page's colours.

use std::{cell::RefCell, rc::Rc, sync::Arc};

use leptos::{html, prelude::*};

use crate::{
    draw::{Palette, Scene},
    ui::{
        Site,
        browser::{CanvasBackend, Surface, in_frame, page},
    },
};

/// Draws on a backend, in a palette's colours, at some backend units a pixel, before the scene is drawn over it.
pub type Paint = Box<dyn Fn(&Rc<RefCell<CanvasBackend>>, &Palette, f32)>;

/// Width and height of an element in pixels, for as long as it is on the page.
pub fn size_of(host: NodeRef<html::Div>) -> RwSignal<(f32, f32)> {
    let size = RwSignal::new((0.0, 0.0));
    Effect::new(move || {
        let Some(host) = host.get() else { return };
        let stop = page::on_size(&host, move |width, height| {
            size.try_set((width as f32, height as f32));
        });
        on_cleanup(stop);
    });
    size
}

/// The canvas of a scene; assistive technology passes over it, what it shows stands in links and tables beside it.
#[component]
pub fn Drawing(
    /// What to draw; drawn again whenever it changes.
    scene: Signal<Arc<Scene>>,
    /// What to draw below it.
    #[prop(optional)]
    paint: Option<Paint>,
) -> impl IntoView {
    let site = Site::here();
    let canvas = NodeRef::<html::Canvas>::new();
    let surface = StoredValue::new_local(None::<Surface>);
    let paint = StoredValue::new_local(paint);
    let is_waiting = StoredValue::new(false);
    let draw = move || {
        // By the time of the frame the drawing may be gone.
        let Some(Some(canvas)) = canvas.try_get_untracked() else { return };
        is_waiting.set_value(false);
        if surface.with_value(Option::is_none) {
            surface.set_value(Surface::new(&canvas));
        }
        let Some(surface) = surface.get_value() else { return };
        scene.with_untracked(|scene| {
            if scene.width >= 1.0 && scene.height >= 1.0 {
                surface.draw(scene, |backend, palette, units| {
                    paint.with_value(|paint| {
                        if let Some(paint) = paint {
                            paint(backend, palette, units);
                        }
                    });
                });
            }
        });
    };
    Effect::new(move || {
        site.colours.get();
        scene.with(|_| ());
        if canvas.get().is_some() && !is_waiting.get_value() {
            is_waiting.set_value(true);
            in_frame(draw);
        }
    });
    view! { <canvas node_ref=canvas aria-hidden="true"></canvas> }
}
