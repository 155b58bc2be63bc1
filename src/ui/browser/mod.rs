//! Everything that touches the browser: the address bar, names and formats, the page, pointers, canvases.

pub mod address;
mod canvas;
mod controls;
mod device;
pub mod fault;
mod frame;
mod intl;
mod offline;
pub mod own;
pub mod page;
mod patch;
pub mod pointer;
pub mod slices;
mod surface;

pub use address::Step;
pub use canvas::CanvasBackend;
pub use controls::{Control, on_control};
pub use device::clear_all;
pub use frame::report_height;
pub use intl::{Names, today};
pub use offline::{on_news, renew};
pub use page::next_frame;
pub use patch::patch;
pub use pointer::WheelStep;
pub use surface::{Surface, forget_colours, in_frame, measure, on_restored, palette, wait_for_frames};
