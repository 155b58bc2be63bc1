//! A part that is only text and links: what a function says of the screen, shown and followed.

use leptos::{html, prelude::*};
use maud::Markup;

use crate::ui::{Screen, Site, browser::patch};

/// What makes a part's markup; `None` leaves what is shown as it is.
pub type Make = Box<dyn Fn(&Screen) -> Option<Markup>>;

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

/// A length in CSS, to a tenth of a pixel.
pub fn px(pixels: f32) -> String {
    // Whole numbers are enough for that, and much smaller than the machinery for all floats.
    let tenths = (pixels * 10.0).round() as i32;
    let sign = if tenths < 0 { "-" } else { "" };
    let tenths = tenths.unsigned_abs();
    [sign, &(tenths / 10).to_string(), ".", &(tenths % 10).to_string(), "px"].concat()
}

/// A box in CSS.
pub fn placed(left: f32, top: f32) -> String {
    ["left:", &px(left), ";top:", &px(top)].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_rounded_to_tenths() {
        assert_eq!(
            [0.0, 1.26, -0.04, -3.55, 120.0].map(px),
            ["0.0px", "1.3px", "0.0px", "-3.6px", "120.0px"]
        );
    }
}
