// Text that does not fit: a line for each piece that leaves its box, is cut off by a box that does not scroll, or ends in an
// ellipsis that nothing spells out; and the page itself, if it scrolls sideways.
const found = new Set();
const styles = new Map();
const style = (element) => {
  if (!styles.has(element)) styles.set(element, getComputedStyle(element));
  return styles.get(element);
};
const name = (element) => {
  const own = (it) => it.localName + (it.id ? `#${it.id}` : "") + [...it.classList].map((word) => `.${word}`).join("");
  const around = element.parentElement?.closest("[id], [class]:not(.part)");
  return around ? `${own(around)} ${own(element)}` : own(element);
};
const root = document.documentElement;
const [width, height] = [root.clientWidth, innerHeight];
if (root.scrollWidth > width) found.add(`the page is ${root.scrollWidth - width} px wider than the screen`);

// A letter's own box is higher than its line where lines are set close: what counts is a quarter of it.
const beyond = (text, box) => ({
  across: text.right > box.right + 1 || text.left < box.left - 1,
  along: text.bottom > box.bottom + text.height / 4 || text.top < box.top - text.height / 4,
});
const isClipping = (value) => value === "hidden" || value === "clip";
// The page itself cuts off what is below it where its body does not scroll.
const isFixedPage = isClipping(style(document.body).overflowY);

/** The box that an element is placed in: the next one around it that is one, by its position. */
const around = (element) => {
  const { position } = style(element);
  if (position === "fixed") return null;
  let box = element.parentElement;
  while (position === "absolute" && box && style(box).position === "static") box = box.parentElement;
  return box;
};

const checked = (node, rect) => {
  const words = node.nodeValue.trim().replace(/\s+/g, " ").slice(0, 60);
  const parent = node.parentElement;
  let element = parent;
  while (style(element).display.startsWith("inline") && style(element).display === "inline") element = element.parentElement;
  const block = element;
  const { across: leavesAcross, along: leavesAlong } = beyond(rect, block.getBoundingClientRect());
  const own = style(block);
  if (leavesAcross && own.overflowX === "visible" && own.display !== "contents") found.add(`"${words}" is wider than its box ${name(block)}`);
  if (leavesAlong && own.overflowY === "visible" && own.display !== "contents") found.add(`"${words}" is higher than its box ${name(block)}`);
  let [seesAcross, seesAlong] = [true, true];
  for (let box = block; box && box !== document.body && box !== root; box = around(box)) {
    const { overflowX, overflowY, textOverflow, display } = style(box);
    if (display === "contents" || display === "inline") continue;
    const { across, along } = beyond(rect, box.getBoundingClientRect());
    if (seesAcross && across && isClipping(overflowX)) {
      if (textOverflow !== "ellipsis") found.add(`"${words}" is cut off by ${name(box)}`);
      else if (!box.closest("[title], [aria-label]")) found.add(`"${words}" ends in an ellipsis in ${name(box)} and stands nowhere in full`);
      seesAcross = false;
    }
    if (seesAlong && along && isClipping(overflowY)) {
      found.add(`"${words}" is cut off below or above by ${name(box)}`);
      seesAlong = false;
    }
    if (overflowX === "auto" || overflowX === "scroll") seesAcross = false;
    if (overflowY === "auto" || overflowY === "scroll") seesAlong = false;
  }
  if (seesAcross && (rect.right > width + 1 || rect.left < -1)) found.add(`"${words}" leaves the screen sideways (${name(block)})`);
  if (seesAlong && isFixedPage && rect.bottom > height + rect.height / 4) found.add(`"${words}" is below the page (${name(block)})`);
};

const isHidden = (element) =>
  !element.checkVisibility({ contentVisibilityAuto: true, opacityProperty: true, visibilityProperty: true }) ||
  // Words for assistive technology alone, and the link that shows itself when it has the focus.
  element.closest(".hidden, .skip:not(:focus)") !== null;
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node = texts.nextNode(); node; node = texts.nextNode()) {
  const parent = node.parentElement;
  if (!node.nodeValue.trim() || parent.closest("script, style, noscript, textarea, select, svg, title") || isHidden(parent)) continue;
  const range = document.createRange();
  range.selectNodeContents(node);
  for (const rect of range.getClientRects()) if (rect.width > 0 && rect.height > 0) checked(node, rect);
}
for (const field of document.querySelectorAll("input:not([type=checkbox])")) {
  if (!isHidden(field) && field.scrollWidth > field.clientWidth + 1 && style(field).textOverflow !== "ellipsis") {
    found.add(`what stands in ${name(field)} is wider than it`);
  }
}
return [...found];
