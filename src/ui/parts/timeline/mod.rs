//! The timeline: its bar, the overview with the window on it, the axis, the lanes.

mod axis;
mod bar;
mod growing;
mod keys;
mod lanes;
mod marks;
mod overview;
mod stretch;
mod tip;

use leptos::prelude::*;

use crate::ui::{
    Site,
    parts::{in_turn, part},
};

pub use bar::view_bar;
pub use overview::OverviewRow;
pub use stretch::Stretch;

use axis::AxisRow;
use lanes::LaneBox;

#[component]
pub fn Timeline() -> impl IntoView {
    let site = Site::here();
    let stretch = Stretch::new(site);
    provide_context(stretch);
    view! {
        <section id="timeline" class="timeline" aria-label=move || site.texts().timeline_label>
            {part(site, view_bar)}
            {in_turn(site, || view! { <OverviewRow/> })}
            {in_turn(site, || view! { <AxisRow/> })}
            {in_turn(site, || view! { <LaneBox/> })}
        </section>
    }
}

/// The overview by itself, over the list by year.
#[component]
pub fn Overview() -> impl IntoView {
    let site = Site::here();
    provide_context(Stretch::new(site));
    view! { <OverviewRow/> }
}
