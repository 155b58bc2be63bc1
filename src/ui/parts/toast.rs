//! The short message at the foot of the page.

use leptos::prelude::*;

use crate::ui::Site;

#[component]
pub fn Toast() -> impl IntoView {
    let site = Site::here();
    view! {
        <div class="toast-place" role="status" aria-live="polite">
            {move || site.toast.get().map(|message| view! { <p class="toast">{message}</p> })}
        </div>
    }
}
