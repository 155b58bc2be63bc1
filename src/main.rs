//! The app in the browser.

use entente::ui::{App, Site};
use leptos::prelude::*;

fn main() {
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|panic| leptos::logging::error!("{panic}")));
    match Site::start() {
        Ok(site) => mount_to_body(move || view! { <App site=site/> }),
        // Only a build that was put together wrongly comes here; the page still says so instead of staying empty.
        Err(error) => mount_to_body(move || view! { <p role="alert">{format!("Entente: {error}")}</p> }),
    }
}
