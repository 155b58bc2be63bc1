//! A canvas that shows a scene, sharp at any device pixel ratio, in the page's colours.

use std::{cell::RefCell, rc::Rc, sync::Arc};

use leptos::{html, prelude::*};

use crate::{
    draw::{Palette, Scene},
    ui::{
        Site,
        browser::{CanvasBackend, Surface, page},
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
    Effect::new(move || {
        site.colours.get();
        if let Some(canvas) = canvas.get() {
            if surface.with_value(Option::is_none) {
                surface.set_value(Surface::new(&canvas));
            }
            let surface = surface.get_value();
            scene.with(|scene| {
                if let Some(surface) = surface.filter(|_| scene.width >= 1.0 && scene.height >= 1.0) {
                    surface.draw(scene, |backend, palette, units| {
                        if let Some(paint) = &paint {
                            paint(backend, palette, units);
                        }
                    });
                }
            });
        }
    });
    view! { <canvas node_ref=canvas aria-hidden="true"></canvas> }
}
