//! How the app comes up: in slices, behind the page that could be read before.

use leptos::prelude::*;

use super::{
    App, Site,
    browser::{address, fault, page, palette, slices, wait_for_frames},
    pages::needs_details,
    screen::Loading,
    site::Carried,
};

/// Begins; `made` is called with what every part shares, before anything is shown.
pub fn start(made: fn(Site)) {
    fault::tell_panics();
    slices::install();
    leptos::task::spawn_local(come_up(made));
}

async fn come_up(made: fn(Site)) {
    let slices = slices::gently();
    let carried = match Carried::read().await {
        Ok(carried) => carried,
        // Only a build that was put together wrongly comes here; the page still says so instead of staying empty.
        Err(error) => {
            return mount_to_body(move || view! { <p role="alert">{format!("Entente: {error}")}</p> });
        }
    };
    let owner = Owner::new();
    let site = owner.with(|| Site::new(carried));
    // What every part shares lasts as long as the page.
    std::mem::forget(owner);
    made(site);
    slices::breathe().await;
    // Asking the browser for names and colours takes its time; colours while nothing else waits to be styled.
    untrack(|| site.names());
    slices::breathe().await;
    palette();
    slices::breathe().await;
    mount_to_body(move || view! { <App site=site/> });
    // What could be read until now gives way to what is whole: at once to what the index shows, else when the second load is
    // there too, so that the page does not lose half its text and get it back. A reader's own record that is kept comes whole.
    let is_whole = untrack(|| matches!(site.details(), Loading::Ready(_)));
    let needs_details = !is_whole && page::has_static() && site.page.with_untracked(needs_details);
    if needs_details {
        site.read_details(slices::rest());
    }
    slices::frame().await;
    if !needs_details {
        page::take_over();
    }
    wait_for_frames(true);
    site.is_up.set(true);
    // Timeline, map and filters react from here on; "full" follows with the second load.
    let is_whole = untrack(|| matches!(site.details(), Loading::Ready(_)));
    page::set_root("data-ready", if is_whole { "full" } else { "index" });
    if let Some(place) = address::remembered() {
        address::restore(&place);
    }
    slices::breathe().await;
    if !needs_details {
        site.read_details(std::future::ready(()));
    }
    drop(slices);
}
