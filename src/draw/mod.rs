//! Scenes and how they are drawn.
//!
//! A [`Scene`] says what stands where in logical pixels and names colours by [`Role`]; [`render`] draws it on any
//! plotters backend with the colours of a [`Palette`]: the canvas on screen, SVG and bitmaps for exports and tests.

mod palette;
mod path;
mod render;
mod scene;
mod svg;

pub use palette::{Palette, PaletteError, Rgb};
pub use render::{Rounded, TEXT_BOX, render, render_rounded};
pub use scene::{Align, Dash, Font, Item, Point, Rect, Role, Scene, Stroke, Subject, Target, Tint};
pub use svg::svg;
