//! The app in the browser.

use entente::ui::{App, Site};
use leptos::prelude::*;

fn main() {
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|panic| leptos::logging::error!("{panic}")));
    mount_to_body(|| match Site::start() {
        Ok(site) => {
            entente::api::expose(site);
            view! { <App site=site/> }.into_any()
        }
        // Only a build that was put together wrongly comes here; the page still says so instead of staying empty.
        Err(error) => view! { <p role="alert">{format!("Entente: {error}")}</p> }.into_any(),
    });
}
