//! Marks on their way out of their clusters while the window glides.

use std::sync::Arc;

use leptos::prelude::*;

use super::Stretch;
use crate::{
    draw::Scene,
    timeline::{Growth, TimeScale},
    ui::browser::page,
};

/// What grows. Only a glide has it: it draws frame after frame by itself and ends, while a reader who turns a wheel is to
/// wait for nothing.
#[derive(Clone, Copy)]
pub struct Growing {
    stretch: Stretch,
    growth: StoredValue<Growth, LocalStorage>,
}

impl Growing {
    /// Nothing grows yet.
    pub fn new(stretch: Stretch) -> Self {
        Self { stretch, growth: StoredValue::new_local(Growth::default()) }
    }

    /// Draws a frame of a scale by a function.
    pub fn frame(self, scale: &TimeScale, draw: impl FnOnce(Option<(&Growth, f64)>) -> Scene) -> Arc<Scene> {
        let now = page::now();
        let mut growth = self.growth.try_update_value(std::mem::take).unwrap_or_default();
        if !self.stretch.glides() {
            return Arc::new(draw(None));
        }
        let scene = draw(Some((&growth, now)));
        growth.follow(&scene, scale, now);
        self.growth.set_value(growth);
        Arc::new(scene)
    }
}
