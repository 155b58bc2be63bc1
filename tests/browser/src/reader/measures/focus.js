// How the element that has the focus is seen: null if none has it any more, else what is wrong with it. `window.reached`
// collects what had the focus, `window.reachedAs` by what it leads to or says: a list may be made anew while the focus is away.
const element = document.activeElement;
if (!element || element === document.body) return null;
window.reached ??= new Set();
const isBack = window.reached.has(element);
window.reached.add(element);
(window.reachedAs ??= new Set()).add(element.href ?? element.innerText);
const say = (it) => it.localName + (it.id ? `#${it.id}` : "") + [...it.classList].map((word) => `.${word}`).join("") + ` "${(it.ariaLabel ?? it.innerText ?? "").slice(0, 40)}"`;
const wrong = [];
const { outlineStyle, outlineWidth } = getComputedStyle(element);
if (outlineStyle === "none" || parseFloat(outlineWidth) < 1) wrong.push(`${say(element)} has the focus and does not show it`);
const box = element.getBoundingClientRect();
const inset = Math.min(2, box.width / 4, box.height / 4);
const points = [
  [box.left + box.width / 2, box.top + box.height / 2],
  [box.left + inset, box.top + inset],
  [box.right - inset, box.top + inset],
  [box.left + inset, box.bottom - inset],
  [box.right - inset, box.bottom - inset],
];
// A control is seen where it, or what stands in it, or the row that it belongs to, is in front. What no pointer reaches (a link
// that lies over a drawing for the keyboard alone) is seen if the drawing is.
const row = element.closest("label") ?? element.closest("#map") ?? element;
const isSeen = ([x, y]) => {
  const front = document.elementFromPoint(x, y);
  return front !== null && (row.contains(front) || front.contains(element) && front !== document.body && front !== document.documentElement);
};
if (box.width === 0 || box.height === 0) wrong.push(`${say(element)} has the focus and no size`);
else if (!points.some(isSeen)) {
  const front = document.elementFromPoint(...points[0]);
  wrong.push(`${say(element)} has the focus behind ${front ? say(front) : "the edge of the screen"}`);
}
const parts = ["skip", "topbar", "strip", "filters-button", "rail", "query-bar", "map-section", "timeline", "detail", "page-map", "hint-card"];
const part = parts.find((name) => element.closest(`.${name}`)) ?? "other";
return { wrong, isBack, part };
