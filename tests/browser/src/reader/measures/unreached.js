// What a reader could act on and the tab key did not come to. Parts of one stop (marks, countries) leave the tab key to it.
const acts = "a[href], button, input, select, textarea, summary, [tabindex]";
const isReachable = (it) =>
  it.tabIndex >= 0 && !it.disabled && it.getClientRects().length > 0 && it.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
const missed = [...document.querySelectorAll(acts)].filter(
  (it) => isReachable(it) && !window.reached.has(it) && !window.reachedAs.has(it.href ?? it.innerText),
);
return missed.map((it) => `the tab key does not come to ${it.localName}${it.id ? `#${it.id}` : ""}.${it.className} "${(it.ariaLabel ?? it.innerText ?? "").slice(0, 40)}"`);
