//! Working without a connection: the script beside this file has the browser keep the site (`site/sw.js`) and hears when
//! the host does not answer or another version is ready.

use wasm_bindgen::prelude::*;

use crate::ui::screen::News;

#[wasm_bindgen(module = "/src/ui/browser/offline.js")]
extern "C" {
    fn begin(tell: &Closure<dyn FnMut(bool, bool)>);
    /// Loads the page anew, as the version that is ready.
    pub fn renew();
}

/// Calls back with what there is to say, for as long as the page lives.
pub fn on_news(mut heard: impl FnMut(News) + 'static) {
    let tell = Closure::new(move |offline, renewed| heard(News { offline, renewed }));
    begin(&tell);
    tell.forget();
}
