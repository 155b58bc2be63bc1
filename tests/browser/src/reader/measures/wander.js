// Acts at random, each from what stands on the page then: links, buttons, boxes, keys, wheels, back and forward, searches.
// Returns what went wrong: errors, and moments at which the address and the view did not agree.
const [seed, acts] = arguments;
let state = seed;
const random = (below) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};
const any = (all) => all[random(all.length)];
const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

const faults = new Set();
// A box whose size changes what it is observed for is measured again in the next frame; browsers call that an error.
const failed = ({ error, message }) => {
  if (!message.startsWith("ResizeObserver loop")) faults.add(String(error ?? message));
};
addEventListener("error", failed);

// What leaves the page, writes files or takes away what is kept is tried elsewhere.
const LEAVES = /^(save|picture|copy|share|load|cancel|keep|join|remove|clear|renew|retry)/;
const isShown = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled;
const found = (css, wanted = () => true) => [...document.querySelectorAll(css)].filter((it) => wanted(it) && isShown(it));
const isPage = (link) =>
  link.origin === location.origin && !link.target && !link.hash && !link.hasAttribute("download") && !link.pathname.split("/").pop().includes(".");
const KEYS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown", "+", "-", "t", "m", "f", "?", "Escape", "Enter"];
const WORDS = ["argentina", "cyber dialogue 2017", "tokio", "<b>", "zzz", "norms"];

const press = (key) =>
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
const wheel = (box) => {
  const { left, top, width, height } = box.getBoundingClientRect();
  const at = { clientX: left + random(width), clientY: top + random(height), deltaY: random(400) - 200, ctrlKey: true };
  box.dispatchEvent(new WheelEvent("wheel", { ...at, bubbles: true, cancelable: true }));
};
const search = (field) => {
  field.focus();
  field.value = any(WORDS);
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
};
const first = (window.firstEntry ??= navigation.currentEntry.index);
const go = (steps) => {
  const entry = navigation.entries()[navigation.currentEntry.index + steps];
  if (entry && entry.index >= first) history.go(steps);
};
const DEEDS = [
  () => any(found("#app a[href]", isPage))?.click(),
  () => any(found("#app a[href]", isPage))?.click(),
  () => any(found("#app button", (it) => !LEAVES.test(it.dataset.act ?? "") && it.type !== "submit"))?.click(),
  () => any(found("#app input[type=checkbox]"))?.click(),
  () => any(found("#app summary"))?.click(),
  () => press(any(KEYS)),
  () => press(any(KEYS)),
  () => {
    const box = any(found("#lanes, #map, #overview"));
    if (box) wheel(box);
  },
  () => go(random(2) ? -1 : 1),
  () => {
    const field = any(found("input[role=combobox]"));
    if (field) search(field);
  },
];

// A browser takes 200 new addresses in ten seconds and drops the others: nobody's hands are as fast as this.
const written = (window.written ??= []);
if (!window.counts) {
  window.counts = true;
  for (const name of ["pushState", "replaceState"]) {
    const write = history[name];
    history[name] = function (...all) {
      written.push(performance.now());
      return write.apply(this, all);
    };
  }
}
const room = async () => {
  for (;;) {
    while (written.length && performance.now() - written[0] > 11000) written.shift();
    if (written.length < 150) return;
    await frame();
  }
};

for (let act = 0; act < acts; act++) {
  await room();
  const deed = any(DEEDS);
  try {
    deed();
  } catch (error) {
    faults.add(`${deed}: ${error}`);
  }
  await frame();
  const { address } = entente.view();
  if (new URL(address, location).href !== location.href) faults.add(`the view is ${address} at ${location.href}`);
  if (document.querySelector(".failure")) break;
}
removeEventListener("error", failed);
return [state, [...faults]];
