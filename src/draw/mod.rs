//! Scenes and how they are drawn.

mod scene;

pub use scene::{Align, Dash, Font, Item, Point, Rect, Role, Scene, Stroke, Subject, Target, Tint};
