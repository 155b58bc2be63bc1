// Brings what an element holds to what a text of markup says. Whatever is in both stays the same element, so that focus,
// scroll and what a reader types in it stay too.

// The one policy of the site for what could run as a script: markup is what `maud` wrote, in which texts of records and
// addresses are escaped; scripts are the site's own.
export const trusted = (globalThis.trustedTypes?.createPolicy.bind(trustedTypes) ?? ((_, rules) => rules))("entente", {
  createHTML: (markup) => markup,
  createScriptURL(address) {
    const { origin, href } = new URL(address, document.baseURI);
    if (origin !== location.origin) throw new TypeError(`${href} is no script of this site`);
    return href;
  },
});

/** @param {Element} host @param {string} markup */
export function patch(host, markup) {
  const template = document.createElement("template");
  template.innerHTML = trusted.createHTML(markup);
  const active = document.activeElement;
  children(host, template.content);
  for (const box of host.querySelectorAll("[data-mixed]")) box.indeterminate = true;
  for (const placed of host.querySelectorAll("[data-style]")) {
    const style = placed.getAttribute("data-style");
    if (placed.style.cssText !== style) placed.style.cssText = style;
  }
  // An element that had to move lost the focus on the way.
  if (active !== document.activeElement && active.isConnected) active.focus({ preventScroll: true });
}

const key = (node) => (node.nodeType === 1 && (node.id || node.getAttribute("data-key"))) || "";
const alike = (a, b) => a.nodeName === b.nodeName && key(a) === key(b);

function children(old, fresh) {
  // Looked at only where the order differs: mostly it does not.
  let kept = null;
  const find = (wanted) => {
    if (!wanted) return undefined;
    if (!kept) {
      kept = new Map();
      for (const node of old.children) if (key(node)) kept.set(key(node), node);
    }
    return kept.get(wanted);
  };
  let at = old.firstChild;
  for (let node = fresh.firstChild; node; ) {
    const next = node.nextSibling;
    // A keyed element that is wanted later on is not the one to overwrite or drop here.
    const found = at && alike(at, node) ? at : find(key(node));
    if (found && alike(found, node)) {
      if (found === at) at = at.nextSibling;
      else old.insertBefore(found, at);
      one(found, node);
    } else {
      old.insertBefore(node, at);
    }
    node = next;
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}

function one(old, fresh) {
  if (old.nodeType !== 1) {
    if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    return;
  }
  for (const name of fresh.getAttributeNames()) {
    const value = fresh.getAttribute(name);
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  for (const name of old.getAttributeNames()) {
    // A reader opens what unfolds; placing is set by script.
    if (name !== "style" && name !== "open" && !fresh.hasAttribute(name)) old.removeAttribute(name);
  }
  if (old.nodeName === "INPUT") {
    old.checked = fresh.hasAttribute("checked");
    old.indeterminate = false;
  } else if (old.nodeName === "OPTION") {
    old.selected = fresh.hasAttribute("selected");
  }
  // What stands in a box of its own is another part's.
  if (!fresh.hasAttribute("data-own")) children(old, fresh);
}
