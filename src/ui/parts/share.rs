//! The link to the present view, and a frame of it for other pages.

use maud::{Markup, html};

use super::{Icon, icon};
use crate::{
    text::fill,
    ui::{Screen, act::Act, pages, screen::FrameSize},
    view::View,
};

/// The sheet's body.
pub fn share(screen: &Screen) -> Markup {
    let texts = screen.texts;
    let link = [screen.origin, &screen.href(screen.view)].concat();
    html! {
        div.share-sheet {
            section {
                h3 { (texts.share_link) }
                p { (texts.share_link_help) }
                textarea #share-address rows="2" readonly aria-label=(texts.share_link) { (link) }
                div.row {
                    button.primary type="button" data-act=(Act::Copy.word()) { (icon(Icon::Link)) " " (texts.top_share) }
                    @if screen.folds.shares {
                        button.outline type="button" data-act=(Act::ShareLink.word()) { (texts.share_system) }
                    }
                }
            }
            section {
                h3 { (texts.share_embed) }
                p { (texts.share_embed_help) }
                div.segmented role="group" aria-label=(texts.share_size) {
                    @for (size, name) in FrameSize::ALL.into_iter().zip(texts.frame) {
                        @let (width, height) = size.pixels();
                        @let numbers = [("width", width.to_string()), ("height", height.to_string())];
                        button type="button" data-act=(Act::Frame(size).word()) aria-pressed=(screen.folds.frame == size) {
                            (name) " " span.unit { (fill(texts.share_pixels, &numbers.each_ref().map(|(name, value)| (*name, value.as_str())))) }
                        }
                    }
                }
                textarea #share-frame rows="4" readonly aria-label=(texts.share_embed) { (code(screen)) }
                div.row {
                    button.primary type="button" data-act=(Act::CopyText.word()) data-focus="#share-frame" { (texts.share_copy_code) }
                }
                div class={ "preview size-" (screen.folds.frame as usize) } {
                    iframe src=(embedded(screen)) title=(texts.share_preview) loading="lazy" {}
                }
            }
        }
    }
}

/// The address of the present view for a frame.
fn embedded(screen: &Screen) -> String {
    let view = View { embedded: true, ..screen.view.clone() };
    [screen.origin, &screen.href(&view)].concat()
}

/// The markup that another page takes over. It is escaped as markup, and once more where it is shown.
fn code(screen: &Screen) -> String {
    let (width, height) = screen.folds.frame.pixels();
    let frame = html! {
        iframe src=(embedded(screen)) title=(pages::title(screen)) width=(width) height=(height)
            loading="lazy" allow="clipboard-write; web-share" style="border:0;max-width:100%" {}
    };
    frame.into_string()
}
