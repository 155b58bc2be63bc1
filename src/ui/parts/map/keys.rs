//! Keys on the map: arrows go to the nearest country, plus, minus and 0 zoom.

use entente_record::PartyIndex;
use leptos::prelude::*;

use super::{
    links::is_linked,
    plot::{Shared, leads_to_with_shift},
};
use crate::{
    draw::{Point, Subject},
    map::{Direction, MapViewport, neighbour},
    ui::browser::{Step, page},
};

/// How much nearer "+" brings the map.
const ZOOM: f64 = 1.5;
/// Countries that a move may pass over to find one with a link.
const PASSED: usize = 40;

/// A key pressed on the map.
pub fn pressed(shared: Shared, event: &web_sys::KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let site = shared.site;
    let (width, height) = shared.size.get_untracked();
    let middle = Point::new(width / 2.0, height / 2.0);
    let viewport = untrack(|| shared.viewport());
    let direction = match event.key().as_str() {
        "ArrowUp" => Direction::North,
        "ArrowRight" => Direction::East,
        "ArrowDown" => Direction::South,
        "ArrowLeft" => Direction::West,
        "+" | "=" => return zoom(shared, event, viewport.zoomed(middle, ZOOM)),
        "-" | "_" => return zoom(shared, event, viewport.zoomed(middle, 1.0 / ZOOM)),
        "0" => return zoom(shared, event, MapViewport::whole(width, height)),
        "Enter" if event.shift_key() => {
            let on = site.hovered.get_untracked();
            let view = on.and_then(|party| {
                site.screen_now(|screen| leads_to_with_shift(screen, &Subject::Party(party)))
            });
            if let Some(view) = view {
                event.prevent_default();
                site.navigate(view, Step::Push);
            }
            return;
        }
        _ => return,
    };
    event.prevent_default();
    if let Some(target) = site.hovered.get_untracked().and_then(|from| next(shared, from, direction)) {
        page::focus_id(&format!("country-{}", site.record().party(target).code));
    }
}

fn zoom(shared: Shared, event: &web_sys::KeyboardEvent, viewport: MapViewport) {
    event.prevent_default();
    shared.turn(viewport);
}

/// The nearest country in a direction that has a link.
fn next(shared: Shared, from: PartyIndex, direction: Direction) -> Option<PartyIndex> {
    let atlas = shared.site.atlas();
    let steps = std::iter::successors(Some(from), |at| neighbour(&atlas, *at, direction));
    shared.site.screen_now(|screen| steps.skip(1).take(PASSED).find(|party| is_linked(screen, *party)))
}
