//! What the site keeps on the reader's device beside its own memory: taking all of it away.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/ui/browser/device.js")]
extern "C" {
    async fn clear() -> JsValue;
}

/// Takes away preferences, a reader's own record and the files for reading offline; whether nothing is left.
pub async fn clear_all() -> bool {
    clear().await.is_truthy()
}
