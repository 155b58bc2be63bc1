//! The page around the app: its attributes, what the reader prefers, sizes, the clipboard, files.

use leptos::prelude::{document, window};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, ResizeObserver, ResizeObserverEntry, Response};

/// The attribute of `<html>` that holds the colours which the reader chose, `dark` or `light`; the style sheet follows it.
pub const SCHEME: &str = "data-scheme";

/// Sets an attribute of `<html>`, or takes it away if it is to be empty. One that has the value already is left alone, for
/// the browser would style everything anew.
pub fn set_root(name: &str, value: &str) {
    let Some(root) = document().document_element() else { return };
    let before = root.get_attribute(name);
    if before.as_deref().unwrap_or_default() != value {
        let _ = root.set_attribute(name, value);
    }
    if before.is_some() && value.is_empty() {
        let _ = root.remove_attribute(name);
    }
}

/// Sets the title and the description.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// The title.
pub fn title() -> String {
    document().title()
}

/// An attribute of the root element; empty if there is none.
pub fn root(name: &str) -> String {
    document().document_element().and_then(|root| root.get_attribute(name)).unwrap_or_default()
}

/// Whether nobody can see the page now.
pub fn is_hidden() -> bool {
    document().hidden()
}

/// Whether the page that could be read before the app came is still there.
pub fn has_static() -> bool {
    document().get_element_by_id("static").is_some()
}

/// How far down a heading may stand that is the one being read, in CSS pixels: below a bar, and a line more.
const HEAD_ROOM: f64 = 96.0;

/// Takes the page off that could be read before the app came (`#static`), if it is there. A reader who was further down
/// in it, or on one of its links, is at the same heading and the same link afterwards.
pub fn take_over() {
    let Some(before) = document().get_element_by_id("static") else { return };
    let heads = all(&before, "h1, h2");
    // The last heading that was passed; one that is not shown has no place.
    let is_passed = |head: &Element| {
        head.get_client_rects().length() > 0 && head.get_bounding_client_rect().top() < HEAD_ROOM
    };
    let passed = heads.iter().rposition(is_passed).unwrap_or(0);
    let active = document().active_element().filter(|active| before.contains(Some(active)));
    let href = active.and_then(|active| active.get_attribute("href"));
    before.remove();
    if passed == 0 && href.is_none() {
        return;
    }
    // What is open first begins at its top; where the reader was comes after that.
    next_frame(move || {
        next_frame(move || {
            let Some(detail) = document().get_element_by_id("detail") else { return };
            let heads = all(&detail, "h1, h2");
            if let Some(head) = heads.get(passed).filter(|_| passed > 0) {
                head.scroll_into_view();
            }
            let same = |link: &Element| link.get_attribute("href") == href;
            if let Some(link) = all(&detail, "a[href]").into_iter().find(|it| href.is_some() && same(it)) {
                super::address::focus(&link);
            }
        });
    });
}

/// All that a selector finds in an element.
fn all(within: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = within.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

/// Calls back with an element's content size in CSS pixels, now and whenever it changes, until the function that comes
/// back is called.
pub fn on_size(
    element: &Element,
    mut changed: impl FnMut(f64, f64) + 'static,
) -> impl FnOnce() + Send + Sync + 'static {
    let observed = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
        if let Some(entry) = entries.iter().last().and_then(|it| it.dyn_into::<ResizeObserverEntry>().ok()) {
            let size = entry.content_rect();
            changed(size.width(), size.height());
        }
    });
    let observer = ResizeObserver::new(observed.as_ref().unchecked_ref()).ok();
    if let Some(observer) = &observer {
        observer.observe(element);
    }
    let watch = SendWrapper::new((observer, observed));
    move || {
        if let (Some(observer), _) = &*watch {
            observer.disconnect();
        }
    }
}

/// Calls back with whether a media query holds, now and whenever that changes.
pub fn on_media(query: &str, mut changed: impl FnMut(bool) + 'static) {
    let Ok(Some(list)) = window().match_media(query) else { return };
    changed(list.matches());
    let listener = Closure::<dyn FnMut(web_sys::MediaQueryListEvent)>::new(
        move |event: web_sys::MediaQueryListEvent| changed(event.matches()),
    );
    let _ = list.add_event_listener_with_callback("change", listener.as_ref().unchecked_ref());
    listener.forget();
}

/// Calls back before the next frame.
pub fn next_frame(call: impl FnOnce() + 'static) {
    let call = Closure::once_into_js(call);
    let _ = window().request_animation_frame(call.unchecked_ref());
}

/// Milliseconds since the page began.
pub fn now() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}

/// Writes a text to the clipboard; false where the browser does not allow it.
pub async fn copy(text: &str) -> bool {
    let clipboard = window().navigator().clipboard();
    // Insecure pages and some frames have no clipboard at all.
    if JsValue::from(&clipboard).is_undefined() {
        return false;
    }
    JsFuture::from(clipboard.write_text(text)).await.is_ok()
}

/// Calls before the page is put on paper, and after.
pub fn on_print(before: impl FnMut() + 'static, after: impl FnMut() + 'static) {
    let before = Closure::<dyn FnMut()>::new(before);
    let after = Closure::<dyn FnMut()>::new(after);
    for (name, listener) in [("beforeprint", before), ("afterprint", after)] {
        let _ = window().add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
        listener.forget();
    }
}

/// Whether the system has a way of its own to share a link.
pub fn can_share() -> bool {
    js_sys::Reflect::has(&window().navigator(), &"share".into()).unwrap_or(false)
}

/// Hands a link to the system's own way of sharing. A reader who thinks better of it has said so to the system.
pub fn share(title: &str, address: &str) {
    let data = web_sys::ShareData::new();
    data.set_title(title);
    data.set_url(address);
    let shared = JsFuture::from(window().navigator().share_with_data(&data));
    leptos::task::spawn_local(async move { drop(shared.await) });
}

/// Lays a dialog over the page, or puts it away; the browser gives the focus back to where it was. Whether that changed
/// anything.
pub fn show_dialog(dialog: &web_sys::HtmlDialogElement, shown: bool) -> bool {
    if shown == dialog.open() {
        return false;
    }
    if shown {
        return dialog.show_modal().is_ok();
    }
    dialog.close();
    true
}

/// Whether a reader can see what a selector finds.
pub fn is_shown(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten();
    found.is_some_and(|element| element.get_client_rects().length() > 0)
}

/// The text of the field that a selector finds.
pub fn value_of(selector: &str) -> Option<String> {
    let field = document().query_selector(selector).ok()??;
    field.dyn_into::<web_sys::HtmlTextAreaElement>().ok().map(|field| field.value())
}

/// Begins to fetch a file beside the page; the error says what failed.
pub fn fetch_bytes(path: &str) -> impl Future<Output = Result<Vec<u8>, String>> + use<> {
    let describe = |error: JsValue| {
        error
            .dyn_ref::<js_sys::Error>()
            .map_or_else(|| "network".to_string(), |error| String::from(error.message()))
    };
    let fetched = JsFuture::from(window().fetch_with_str(path));
    async move {
        let response: Response = fetched.await.map_err(describe)?.dyn_into().map_err(describe)?;
        if !response.ok() {
            return Err(format!("HTTP {}", response.status()));
        }
        let buffer = JsFuture::from(response.array_buffer().map_err(describe)?).await.map_err(describe)?;
        Ok(js_sys::Uint8Array::new(&buffer).to_vec())
    }
}

/// Hands the reader a file. Where the browser makes none, nothing happens.
pub fn save_file(name: &str, media_type: &str, text: &str) {
    if let Some(address) = address_of(media_type, text) {
        save(name, &address);
        let _ = web_sys::Url::revoke_object_url(&address);
    }
}

/// A text of a media type under an address that lasts as long as the page; it is to be revoked.
fn address_of(media_type: &str, text: &str) -> Option<String> {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    web_sys::Url::create_object_url_with_blob(&blob).ok()
}

/// Hands the reader an SVG picture as dots, `width` by `height` of them; false where the browser draws none.
pub async fn save_png(name: &str, svg: &str, width: f64, height: f64) -> bool {
    let Some(address) = address_of("image/svg+xml", svg) else { return false };
    let drawn = png(&address, width, height).await;
    let _ = web_sys::Url::revoke_object_url(&address);
    match drawn {
        Some(dots) => {
            save(name, &dots);
            true
        }
        None => false,
    }
}

async fn png(address: &str, width: f64, height: f64) -> Option<String> {
    let image = web_sys::HtmlImageElement::new().ok()?;
    image.set_src(address);
    JsFuture::from(image.decode()).await.ok()?;
    let canvas: web_sys::HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context: web_sys::CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height).ok()?;
    canvas.to_data_url().ok()
}

/// Follows a link to a file, as a click on it does.
fn save(name: &str, address: &str) {
    let link =
        document().create_element("a").ok().and_then(|it| it.dyn_into::<web_sys::HtmlAnchorElement>().ok());
    if let Some(link) = link {
        link.set_href(address);
        link.set_download(name);
        link.click();
    }
}

/// Folds every menu away, save the one that an element is in.
pub fn close_menus(within: Option<&Element>) {
    let Ok(open) = document().query_selector_all("details.menu[open]") else { return };
    for at in 0..open.length() {
        let Some(menu) = open.item(at).and_then(|it| it.dyn_into::<Element>().ok()) else { continue };
        if !within.is_some_and(|element| menu.contains(Some(element))) {
            let _ = menu.remove_attribute("open");
        }
    }
}

/// What the reader chose on this device and that is no part of a link (the colour scheme).
pub fn stored(key: &str) -> Option<String> {
    window().local_storage().ok().flatten()?.get_item(key).ok().flatten()
}

/// Stores a choice on this device; where storage is refused the choice lasts until the page is left.
pub fn store(key: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(key, value);
    }
}

/// Whether an element has the focus.
pub fn is_focused(element: &Element) -> bool {
    document().active_element().is_some_and(|active| active == *element)
}

/// Focuses the first control inside what a selector finds.
pub fn focus_first(selector: &str) {
    let control = document()
        .query_selector(&format!("{selector} input, {selector} button, {selector} a"))
        .ok()
        .flatten();
    if let Some(control) = control {
        super::address::focus(&control);
        control.scroll_into_view();
    }
}

/// Focuses the element with an id and scrolls to it.
pub fn go_to(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        super::address::focus(&element);
        element.scroll_into_view();
    }
}

/// Whether what has the focus is inside of what a selector finds.
pub fn is_focused_within(selector: &str) -> bool {
    document().active_element().is_some_and(|active| active.closest(selector).ok().flatten().is_some())
}

/// Focuses the element with an id, without scrolling to it.
pub fn focus_id(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        super::address::focus(&element);
    }
}

/// Calls back on every key pressed anywhere, until the function that comes back is called.
pub fn on_key_until(
    mut pressed: impl FnMut(web_sys::KeyboardEvent) + 'static,
) -> impl FnOnce() + Send + Sync + 'static {
    let listener = Closure::<dyn FnMut(web_sys::KeyboardEvent)>::new(move |event: web_sys::KeyboardEvent| {
        if !event.default_prevented() && !event.ctrl_key() && !event.meta_key() && !event.alt_key() {
            pressed(event);
        }
    });
    let _ = document().add_event_listener_with_callback("keydown", listener.as_ref().unchecked_ref());
    let listener = SendWrapper::new(listener);
    move || {
        let _ = document().remove_event_listener_with_callback("keydown", listener.as_ref().unchecked_ref());
    }
}

/// As [`on_key_until`], for as long as the page lives.
pub fn on_key(pressed: impl FnMut(web_sys::KeyboardEvent) + 'static) {
    std::mem::forget(on_key_until(pressed));
}

/// Whether a key goes into a field.
pub fn is_typing(event: &web_sys::KeyboardEvent) -> bool {
    event.target().and_then(|target| target.dyn_into::<Element>().ok()).is_some_and(|element| {
        element
            .closest("input:not([type=checkbox]), textarea, select, [contenteditable]")
            .ok()
            .flatten()
            .is_some()
    })
}

/// Calls back each time an element comes near the visible part of the page.
pub fn on_sight(element: &Element, mut seen: impl FnMut() + 'static) {
    let callback = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
        let visible = entries
            .iter()
            .filter_map(|entry| entry.dyn_into::<web_sys::IntersectionObserverEntry>().ok())
            .any(|entry| entry.is_intersecting());
        if visible {
            seen();
        }
    });
    let options = web_sys::IntersectionObserverInit::new();
    options.set_root_margin("600px");
    if let Ok(observer) =
        web_sys::IntersectionObserver::new_with_options(callback.as_ref().unchecked_ref(), &options)
    {
        observer.observe(element);
        callback.forget();
    }
}

/// Id of the element that has the focus.
pub fn focused_id() -> Option<String> {
    document().active_element().map(|element| element.id()).filter(|id| !id.is_empty())
}

/// Scrolls a box to its top.
pub fn scroll_to_top(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.set_scroll_top(0);
    }
}

/// Whether the reader asked for less motion.
pub fn prefers_reduced_motion() -> bool {
    holds("(prefers-reduced-motion: reduce)")
}

/// Whether the reader points with a finger.
pub fn is_coarse() -> bool {
    holds("(pointer: coarse)")
}

fn holds(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|list| list.matches())
}

/// The middle of what a selector finds, in the coordinates of an element.
pub fn centre_of(within: &Element, selector: &str) -> Option<(f64, f64)> {
    let found = document().query_selector(selector).ok()??.get_bounding_client_rect();
    let frame = within.get_bounding_client_rect();
    Some((
        found.left() + found.width() / 2.0 - frame.left(),
        found.top() + found.height() / 2.0 - frame.top(),
    ))
}

/// Id of the nearest element around an event's target that a selector finds.
pub fn closest_id(event: &web_sys::Event, selector: &str) -> Option<String> {
    let target: Element = event.target()?.dyn_into().ok()?;
    Some(target.closest(selector).ok()??.id())
}

/// An event's target as an element.
pub fn as_element(target: web_sys::EventTarget) -> Option<Element> {
    target.dyn_into().ok()
}
