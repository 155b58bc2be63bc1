//! A part that is only text and links: what a function says of the screen, shown and followed.

use leptos::{html, prelude::*};
use maud::Markup;

use crate::ui::{
    Screen, Site,
    browser::{patch, slices},
};

/// What makes a part's markup; `None` leaves what is shown as it is.
pub type Make = Box<dyn Fn(&Screen) -> Option<Markup>>;

/// Shows something. While the page comes up it is made in a turn of its own, so that the browser has its turn between what
/// stands side by side.
pub fn in_turn<V: IntoView + 'static>(site: Site, make: impl Fn() -> V + Send + 'static) -> AnyView {
    let turn = RwSignal::new(site.is_up.get_untracked());
    if !turn.get_untracked() {
        Effect::new(move || turn.set(true));
    }
    (move || turn.get().then(&make)).into_any()
}

/// Shows what a function says of the screen, and follows it. Its controls act through `data-go` and `data-act`
/// (`Site::listen`), so that no part has handlers of its own.
pub fn part(site: Site, make: fn(&Screen) -> Markup) -> AnyView {
    follow(site, Box::new(move |screen| Some(make(screen))))
}

/// As [`part`], for what needs more than the screen: it follows every signal that it reads.
pub fn follow(site: Site, make: Make) -> AnyView {
    let host = NodeRef::<html::Div>::new();
    Effect::new(move |shown: Option<String>| {
        let mut made = None;
        site.with_screen(&mut |screen| made = make(screen));
        let Some(host) = host.get() else { return String::new() };
        let shown = shown.unwrap_or_default();
        match made.map(Markup::into_string) {
            Some(markup) if markup != shown => {
                patch(&host, &markup);
                markup
            }
            _ => shown,
        }
    });
    view! { <div class="part" node_ref=host></div> }.into_any()
}

/// As [`follow`], for what nobody sees, as links over what a canvas shows: it follows after the frame, which need not wait.
pub fn follow_late(site: Site, make: Make) -> AnyView {
    slices::late(|| follow(site, make))
}
