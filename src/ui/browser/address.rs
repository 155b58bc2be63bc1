//! The address bar and the history: the only place that reads or writes them.
//!
//! The site may live under a sub-path; everything here is relative to the document's base (`<base href>`), so the rest
//! of the app only knows addresses that begin at the site's own root.

use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{HtmlElement, MouseEvent, ScrollRestoration, Url};

/// Whether a new address adds a step that Back undoes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A click: adds a history entry.
    Push,
    /// The end of a gesture, typing: replaces the entry.
    Replace,
}

/// Path of the site's root without its trailing slash: empty, or `/sub`.
pub fn base() -> String {
    let base = window()
        .document()
        .and_then(|document| document.base_uri().ok().flatten())
        .and_then(|uri| Url::new(&uri).ok())
        .map_or_else(String::new, |url| url.pathname());
    // A base that names a file counts as its folder.
    base.rsplit_once('/').map_or_else(String::new, |(folder, _)| folder.to_string())
}

/// Path within the site (begins with "/") and query (without "?") of the address bar.
pub fn current() -> (String, String) {
    let location = window().location();
    let path = location.pathname().unwrap_or_default();
    let query = location.search().unwrap_or_default();
    (within(&path), query.trim_start_matches('?').to_string())
}

fn within(path: &str) -> String {
    let base = base();
    match path.strip_prefix(base.as_str()) {
        Some(rest) if rest.starts_with('/') => rest.to_string(),
        _ => "/".to_string(),
    }
}

/// Scheme, host and port of the site.
pub fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// The full address of a path within the site, for copying.
pub fn absolute(path: &str) -> String {
    [origin(), base(), path.to_string()].concat()
}

/// Where the reader was on the page: scroll offsets by element id, and the focused element's id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// (id, top) of each scrolled box; an empty id is the page itself.
    pub scroll: Vec<(String, i32)>,
    /// Id of the focused element.
    pub focus: Option<String>,
}

/// Boxes that scroll by themselves.
const SCROLLERS: [&str; 5] = ["lanes", "rail", "detail", "page", "table"];

/// Reads where the reader is.
pub fn place() -> Place {
    let mut scroll = vec![(String::new(), window().scroll_y().unwrap_or(0.0) as i32)];
    let document = leptos::prelude::document();
    for id in SCROLLERS {
        if let Some(element) = document.get_element_by_id(id) {
            scroll.push((id.to_string(), element.scroll_top()));
        }
    }
    scroll.retain(|(_, top)| *top > 0);
    let focus = document.active_element().map(|element| element.id()).filter(|id| !id.is_empty());
    Place { scroll, focus }
}

/// Puts the reader back where they were.
pub fn restore(place: &Place) {
    let document = leptos::prelude::document();
    for id in SCROLLERS {
        let top = place.scroll.iter().find(|(name, _)| name == id).map_or(0, |(_, top)| *top);
        if let Some(element) = document.get_element_by_id(id) {
            element.set_scroll_top(top);
        }
    }
    let top = place.scroll.iter().find(|(name, _)| name.is_empty()).map_or(0, |(_, top)| *top);
    window().scroll_to_with_x_and_y(0.0, f64::from(top));
    if let Some(element) = place.focus.as_deref().and_then(|id| document.get_element_by_id(id)) {
        focus(&element);
    }
}

/// Focuses an element without scrolling to it.
pub fn focus(element: &web_sys::Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

/// Writes an address within the site. On a push, the entry that is left remembers where the reader was.
pub fn write(path: &str, step: Step) {
    let Ok(history) = window().history() else { return };
    let full = format!("{}{path}", base());
    let _ = match step {
        Step::Push => {
            remember(&place());
            history.push_state_with_url(&JsValue::from_str(""), "", Some(&full))
        }
        Step::Replace => {
            let state = history.state().unwrap_or(JsValue::NULL);
            history.replace_state_with_url(&state, "", Some(&full))
        }
    };
}

/// Stores a place in the present entry.
fn remember(place: &Place) {
    let Ok(history) = window().history() else { return };
    let mut text = String::new();
    for (id, top) in &place.scroll {
        text.push_str(&format!("{id} {top}\n"));
    }
    if let Some(focus) = &place.focus {
        text.push_str(&format!("focus\t{focus}\n"));
    }
    // Mostly it is where it was when the entry was made; to tell the browser so again takes it a millisecond.
    if history.state().ok().and_then(|state| state.as_string()).as_ref() != Some(&text) {
        let _ = history.replace_state(&JsValue::from_str(&text), "");
    }
}

/// The place that an entry remembers; `None` for one that the browser made.
fn read_state(state: &JsValue) -> Option<Place> {
    let mut place = Place::default();
    for line in state.as_string()?.lines() {
        if let Some(id) = line.strip_prefix("focus\t") {
            place.focus = Some(id.to_string());
        } else if let Some((id, top)) = line.rsplit_once(' ')
            && let Ok(top) = top.parse()
        {
            place.scroll.push((id.to_string(), top));
        }
    }
    Some(place)
}

/// Calls back when the reader goes Back or Forward: path, query, and where they were.
pub fn on_history(mut changed: impl FnMut(String, String, Option<Place>) + 'static) {
    if let Ok(history) = window().history() {
        let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
    }
    let listener = Closure::<dyn FnMut(web_sys::PopStateEvent)>::new(move |event: web_sys::PopStateEvent| {
        let (path, query) = current();
        changed(path, query, read_state(&event.state()));
    });
    let _ = window().add_event_listener_with_callback("popstate", listener.as_ref().unchecked_ref());
    // Lives as long as the page.
    listener.forget();
}

/// Before the page is left or reloaded, the entry remembers where the reader was.
pub fn on_leave() {
    let listener = Closure::<dyn FnMut()>::new(|| remember(&place()));
    let _ = window().add_event_listener_with_callback("pagehide", listener.as_ref().unchecked_ref());
    listener.forget();
}

/// Where the reader was when this entry was last left (after a reload).
pub fn remembered() -> Option<Place> {
    window().history().and_then(|history| history.state()).ok().and_then(|state| read_state(&state))
}

/// Takes over plain clicks on links within the site, so that they don't reload the page. Clicks that ask for another
/// tab or a download, and links out, stay the browser's.
pub fn on_link(mut follow: impl FnMut(String, String) + 'static) {
    let listener = Closure::<dyn FnMut(MouseEvent)>::new(move |event: MouseEvent| {
        if event.default_prevented()
            || event.button() != 0
            || event.meta_key()
            || event.ctrl_key()
            || event.shift_key()
            || event.alt_key()
        {
            return;
        }
        let link = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .and_then(|element| element.closest("a[href]").ok().flatten())
            .and_then(|element| element.dyn_into::<web_sys::HtmlAnchorElement>().ok());
        let Some(link) = link else { return };
        let here = window().location();
        let same_site = link.origin() == here.origin().unwrap_or_default()
            && (link.pathname().starts_with(&format!("{}/", base())));
        let same_page = !link.hash().is_empty() && link.pathname() == here.pathname().unwrap_or_default();
        if !same_site || same_page || !link.target().is_empty() || link.has_attribute("download") {
            return;
        }
        event.prevent_default();
        follow(within(&link.pathname()), link.search().trim_start_matches('?').to_string());
    });
    let _ = leptos::prelude::document()
        .add_event_listener_with_callback("click", listener.as_ref().unchecked_ref());
    listener.forget();
}
