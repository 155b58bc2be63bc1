//! Controls that stand in markup: one listener on the page hears what the reader does with any of them.

use leptos::prelude::document;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent};

use super::page;

/// What a reader did with a control.
pub enum Control {
    /// Chose what leads to an address within the site (`data-go`).
    Go(String),
    /// Ticked a box of a facet, or took its tick away: name and value of the box.
    Chosen(String, String),
    /// Chose an act (`data-act`), which may ask for the focus on what a selector finds (`data-focus`).
    Act(String, Option<String>),
    /// Typed into the box that looks for a party.
    Typed(String),
    /// Came to a control that stands for a party (`data-code`), or left it.
    Over(Option<String>),
}

/// The kinds of event that are heard.
const EVENTS: [&str; 8] =
    ["click", "change", "input", "keydown", "pointerover", "pointerout", "focusin", "focusout"];

/// Calls back on whatever the reader does with a control, for as long as the page lives.
pub fn on_control(mut used: impl FnMut(Control) + 'static) {
    let listener = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        let Some(target) = event.target().and_then(|it| it.dyn_into::<Element>().ok()) else { return };
        let control = read(&event, &target);
        if event.type_() == "click" {
            // A choice in a menu folds it, and so does a click elsewhere.
            let chosen = target.closest("[data-act], a").ok().flatten().is_some();
            page::close_menus((!chosen).then_some(&target));
        } else if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
            page::close_menus(None);
        }
        if let Some(control) = control {
            used(control);
        }
    });
    for name in EVENTS {
        let _ = document().add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
    }
    listener.forget();
}

fn read(event: &Event, target: &Element) -> Option<Control> {
    let closest = |selector: &str| target.closest(selector).ok().flatten();
    let go = |element: Element| element.get_attribute("data-go").map(Control::Go);
    match event.type_().as_str() {
        "click" => match closest("[data-act]") {
            Some(element) => {
                Some(Control::Act(element.get_attribute("data-act")?, element.get_attribute("data-focus")))
            }
            None => closest("button[data-go]").and_then(go),
        },
        "change" => {
            if let Some(field) = target.dyn_ref::<HtmlInputElement>() {
                return (field.type_() == "checkbox").then(|| Control::Chosen(field.name(), field.value()));
            }
            target.query_selector("option:checked").ok().flatten().and_then(go)
        }
        "input" => {
            let field = target.dyn_ref::<HtmlInputElement>().filter(|field| field.id() == "wanted-party")?;
            Some(Control::Typed(field.value()))
        }
        "keydown" => {
            let key = event.dyn_ref::<KeyboardEvent>()?.key();
            closest("[data-removes]").filter(|_| matches!(key.as_str(), "Delete" | "Backspace")).and_then(go)
        }
        over => {
            let code = closest("[data-code]")?.get_attribute("data-code")?;
            Some(Control::Over(matches!(over, "pointerover" | "focusin").then_some(code)))
        }
    }
}
