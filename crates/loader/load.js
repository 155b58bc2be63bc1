// What the worker begins with. Its two files have no hash in their names; the query that this file is asked for with
// changes with them, and goes on to them.

importScripts("loader.js" + location.search);
wasm_bindgen({ module_or_path: "loader_bg.wasm" + location.search }).catch((error) =>
  postMessage({ said: "failed", detail: String(error) }),
);
