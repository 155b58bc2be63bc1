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
  // An element that had to move lost the focus on the way.
  if (active !== document.activeElement && active.isConnected) active.focus({ preventScroll: true });
}

const key = (node) => (node.nodeType === 1 && (node.id || node.getAttribute("data-key"))) || "";
const alike = (a, b) => a.nodeName === b.nodeName && key(a) === key(b);

function keys(first) {
  const found = new Map();
  for (let node = first; node; node = node.nextSibling) if (key(node)) found.set(key(node), node);
  return found;
}

function children(old, fresh) {
  // Looked at only where the order differs: mostly it does not.
  let kept, wanted;
  let at = old.firstChild;
  for (let node = fresh.firstChild; node; ) {
    // What is not wanted further on goes at once, so that what stays need not move past it.
    while (at && !alike(at, node)) {
      wanted ??= keys(node);
      if (!key(at) || wanted.has(key(at))) break;
      const gone = at;
      at = at.nextSibling;
      gone.remove();
    }
    const next = node.nextSibling;
    // A keyed element that is wanted later on is not the one to overwrite or drop here.
    const found = at && alike(at, node) ? at : key(node) && (kept ??= keys(at)).get(key(node));
    if (found && alike(found, node)) {
      if (found === at) at = at.nextSibling;
      else old.insertBefore(found, at);
      one(found, node);
    } else {
      if (node.nodeType === 1) dress(node);
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

// What markup may not say by itself: the policy allows no style in it, and a box that is half ticked has no attribute.
function dress(fresh) {
  place(fresh);
  for (const inner of fresh.querySelectorAll("[data-style],[data-mixed]")) place(inner);
}

function place(element) {
  const style = element.getAttribute("data-style");
  if (style !== null) element.style.cssText = style;
  if (element.hasAttribute("data-mixed")) element.indeterminate = true;
}

// To be told of a value that it has already costs an element its style and its place.
function set(element, name, value) {
  if (element[name] !== value) element[name] = value;
}

// What a reader may have changed without the markup knowing.
function settle(old, fresh) {
  if (old.nodeName === "INPUT") {
    set(old, "checked", fresh.hasAttribute("checked"));
    set(old, "indeterminate", fresh.hasAttribute("data-mixed"));
  } else if (old.nodeName === "OPTION") {
    set(old, "selected", fresh.hasAttribute("selected"));
  }
}

function one(old, fresh) {
  // The browser compares whole trees faster than a walk does.
  if (old.isEqualNode(fresh)) {
    if (old.nodeType !== 1) return;
    settle(old, fresh);
    if (!old.firstElementChild) return;
    const wanted = fresh.querySelectorAll("input,option");
    if (wanted.length) old.querySelectorAll("input,option").forEach((field, at) => settle(field, wanted[at]));
    return;
  }
  if (old.nodeType !== 1) {
    old.nodeValue = fresh.nodeValue;
    return;
  }
  let common = 0;
  for (const name of fresh.getAttributeNames()) {
    const before = old.getAttribute(name);
    const value = fresh.getAttribute(name);
    if (before !== null) common += 1;
    if (before === value) continue;
    old.setAttribute(name, value);
    if (name === "data-style") old.style.cssText = value;
  }
  if (old.attributes.length > common) {
    for (const name of old.getAttributeNames()) {
      // A reader opens what unfolds; placing is set by script.
      if (name !== "style" && name !== "open" && !fresh.hasAttribute(name)) old.removeAttribute(name);
    }
  }
  settle(old, fresh);
  // What stands in a box of its own is another part's.
  if (!fresh.hasAttribute("data-own")) children(old, fresh);
}
