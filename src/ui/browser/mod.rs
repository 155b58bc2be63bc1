//! Everything that touches the browser: the address bar, names and formats, the page, pointers, canvases.

pub mod address;
mod canvas;
mod intl;
pub mod page;
pub mod pointer;
mod surface;

pub use address::Step;
pub use canvas::CanvasBackend;
pub use intl::{Names, today};
pub use page::next_frame;
pub use pointer::WheelStep;
pub use surface::{Surface, forget_colours, measure};
