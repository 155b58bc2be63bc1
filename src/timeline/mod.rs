//! The timeline: what stands where, as scenes. Pure: no browser, no state of its own.
//!
//! In go the record with its [`Chronology`] (made once), the selection's [`Lanes`] (made once a selection) and a
//! [`TimeScale`] (a frame's). Out come scenes: the lanes in view ([`layout()`]), the [`axis()`], the overview.
//! Units are logical pixels, and days since 1970-01-01 as fractions: day 0.5 is noon of 1 January 1970.
//! The work of a frame grows with its pixels, not with the events held.

mod axis;
mod chronology;
mod cluster;
mod gesture;
mod growth;
mod lanes;
mod layout;
mod marks;
mod navigate;
mod overview;
#[cfg(test)]
mod properties;
mod scale;
mod ticks;

#[cfg(test)]
mod testing;

pub use axis::{AxisInput, axis};
pub use chronology::{Chronology, event_family, place};
pub use gesture::{Momentum, WheelMode, pinch, wheel_pixels, wheel_zoom};
pub use growth::Growth;
pub use lanes::{Header, Lane, LaneKind, Lanes, lanes};
pub use layout::{TimelineInput, layout};
pub use navigate::{Move, Place, Reveal, reveal, step};
pub use overview::{BEYOND, OverviewBars, overview, overview_axis, overview_bars, overview_frame};
pub use scale::{Extent, SHORTEST, TimeScale};
pub use ticks::{Tick, Ticks, ticks};
