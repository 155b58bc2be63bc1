// What a reader sees when the app has failed for good. A panic leaves the wasm as it stood, so nothing of it is called again:
// this file needs none of it.

const KEY = "entente-left-out";
const HEARD = ["click", "change", "input", "keydown", "keyup", "pointerdown", "pointermove", "pointerup", "pointerover",
  "pointerout", "focusin", "focusout", "wheel", "dblclick", "contextmenu", "popstate", "drop", "paste"];
let words = null;
let told = false;

/** What was left out of this tab: the word of a part, or nothing. @returns {string} */
export function left_out() {
  try {
    return sessionStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

/** @param {string} part */
export function leave_out(part) {
  try {
    if (part) sessionStorage.setItem(KEY, part);
    else sessionStorage.removeItem(KEY);
  } catch {
    // Where nothing is kept, the next visit tries all of it again.
  }
}

/**
 * What is said on a failure: title, what failed if no part is known, what a reload does with and without a part, the button.
 * @param {string[]} all
 */
export function speak(all) {
  if (!words) {
    addEventListener("error", ({ error }) => caught(error));
    addEventListener("unhandledrejection", ({ reason }) => caught(reason));
  }
  words = all;
}

/** An exception that nobody caught, if it went through the wasm: those that the app throws for callers are plain errors. */
function caught(error) {
  if (error instanceof Error && error.constructor !== Error && /wasm/i.test(error.stack ?? "")) failed("", "", String(error));
}

/**
 * Says that the app has failed and offers to go on without the part that did.
 * @param {string} part @param {string} what @param {string} where
 */
export function failed(part, what, where) {
  if (told) return;
  told = true;
  console.error(`Entente failed${part && ` (${part})`}: ${where}`);
  // What could be read before the app came can still be read.
  const page = document.getElementById("static");
  if (page || !words) {
    document.getElementById("start-failed")?.removeAttribute("hidden");
    return;
  }
  const [title, unknown, without, again, button] = words;
  leave_out(part);
  const dialog = document.createElement("dialog");
  dialog.className = "failure";
  dialog.setAttribute("role", "alertdialog");
  dialog.setAttribute("aria-labelledby", "failure-title");
  dialog.setAttribute("aria-describedby", "failure-text");
  const add = (name, text, id) => {
    const element = document.createElement(name);
    element.textContent = text;
    if (id) element.id = id;
    dialog.append(element);
    return element;
  };
  add("h2", title, "failure-title");
  add("p", `${what || unknown} ${part ? without : again}`, "failure-text");
  // The console has all of it.
  add("code", where.split("\n").slice(0, 2).join(" ").slice(0, 240));
  const reload = add("button", button);
  reload.type = "button";
  reload.className = "primary";
  reload.addEventListener("click", () => location.reload());
  // Nothing reaches the app any more.
  for (const name of HEARD) {
    const stop = (event) => {
      if (!dialog.contains(event.target)) event.stopImmediatePropagation();
    };
    addEventListener(name, stop, true);
    dialog.addEventListener(name, (event) => event.stopPropagation());
  }
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  document.body.append(dialog);
  dialog.showModal();
}
