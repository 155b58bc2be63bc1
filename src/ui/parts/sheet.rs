//! What lies over the page until it is put away: help, sharing. A modal dialog of the browser's own, which holds the
//! focus, closes on Escape and gives the focus back to where it was.

use leptos::{html, prelude::*};
use maud::{Markup, html};

use super::{Icon, follow, help, icon, share};
use crate::ui::{
    Screen, Site,
    act::Act,
    browser::{next_frame, page},
    screen::Sheet,
};

/// The dialog, shown while a sheet is open.
#[component]
pub fn Sheets() -> impl IntoView {
    let site = Site::here();
    let dialog = NodeRef::<html::Dialog>::new();
    // Closings that were not the browser's own.
    let ours = StoredValue::new(0u32);
    let sheet = Memo::new(move |_| site.folds.with(|folds| folds.sheet));
    Effect::new(move || {
        let shown = sheet.get().is_some();
        let Some(dialog) = dialog.get() else { return };
        // What it shows is there before it opens, so that the focus goes to its heading.
        next_frame(move || {
            if page::show_dialog(&dialog, shown) && !shown {
                ours.update_value(|ours| *ours += 1);
            }
        });
    });
    let closed = move |_| {
        // The event comes late: another sheet may be on its way by then.
        if ours.get_value() > 0 {
            ours.update_value(|ours| *ours -= 1);
        } else {
            site.act(Act::CloseSheet);
        }
    };
    // A click beside the sheet lands on the dialog itself.
    let beside = move |event: web_sys::MouseEvent| {
        if event.target() == event.current_target() {
            site.act(Act::CloseSheet);
        }
    };
    view! {
        <dialog id="sheet" class="sheet" node_ref=dialog aria-labelledby="sheet-title"
            on:close=closed on:click=beside>
            {follow(site, Box::new(|screen| screen.folds.sheet.map(|sheet| markup(screen, sheet))))}
        </dialog>
    }
}

fn markup(screen: &Screen, sheet: Sheet) -> Markup {
    let texts = screen.texts;
    let (title, body) = match sheet {
        Sheet::Help => (texts.help_title, help(screen)),
        Sheet::Share => (texts.share_title, share(screen)),
    };
    html! {
        div.sheet-body {
            header role="presentation" {
                h2 #sheet-title tabindex="-1" autofocus { (title) }
                button.tool.icon-only type="button" data-act=(Act::CloseSheet.word()) aria-label=(texts.help_close) title=(texts.help_close) {
                    (icon(Icon::Close))
                }
            }
            (body)
        }
    }
}
