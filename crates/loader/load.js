// What the worker begins with. Its two files have no hash in their names; the query that this file is asked for with
// changes with them, and goes on to them.

// A worker is a place of its own, with its own policy where the host sends one (src/ui/browser/patch.js has the page's).
const rules = { createScriptURL: (address) => address };
const trusted = self.trustedTypes?.createPolicy("entente", rules) ?? rules;

importScripts(trusted.createScriptURL("loader.js" + location.search));
wasm_bindgen({ module_or_path: "loader_bg.wasm" + location.search }).catch((error) =>
  postMessage({ said: "failed", detail: String(error) }),
);
