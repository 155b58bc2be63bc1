//! wip
use leptos::prelude::*;
#[component]
pub fn MapSection() -> impl IntoView {
    view! { <div></div> }
}
