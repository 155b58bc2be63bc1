//! Marks on their way out of their clusters, frame by frame, for who has nothing against motion.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    draw::Scene,
    timeline::{Growth, Lanes, TimeScale},
    ui::browser::{next_frame, page},
};

/// What grows, and what has the next frame drawn.
#[derive(Clone, Copy)]
pub struct Growing {
    lanes: Memo<Arc<Lanes>>,
    /// What it grows out of, and the lanes that it belongs to.
    growth: StoredValue<Option<(Growth, Arc<Lanes>)>, LocalStorage>,
    /// Counts up for each frame that something grows in.
    frame: RwSignal<u32>,
}

impl Growing {
    /// Nothing grows yet.
    pub fn new(lanes: Memo<Arc<Lanes>>) -> Self {
        Self { lanes, growth: StoredValue::new_local(None), frame: RwSignal::new(0) }
    }

    /// Draws a frame of a scale by a function; another follows as long as something grows.
    pub fn frame(self, scale: &TimeScale, draw: impl FnOnce(Option<(&Growth, f64)>) -> Scene) -> Arc<Scene> {
        if page::prefers_reduced_motion() {
            return Arc::new(draw(None));
        }
        self.frame.track();
        let (lanes, now) = (self.lanes.get_untracked(), page::now());
        let before = self.growth.try_update_value(Option::take).flatten();
        // Other lanes have nothing of these to grow from.
        let before = before.filter(|(_, of)| Arc::ptr_eq(of, &lanes)).map(|(growth, _)| growth);
        let mut growth = before.unwrap_or_default();
        let scene = draw(Some((&growth, now)));
        growth.follow(&scene, scale, now);
        if growth.is_running() {
            let frame = self.frame;
            next_frame(move || {
                frame.try_update(|count| *count += 1);
            });
        }
        self.growth.set_value(Some((growth, lanes)));
        Arc::new(scene)
    }
}
