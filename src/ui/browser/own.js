// A reader's own record: the files that they hand in, the worker that reads one, and what is kept on the device.

import { trusted } from "./patch.js";

let worker;
// Who waits for what the worker makes of a file.
let waiting;
let shown;

/** Calls back with each file chosen in `#own-file` or dropped on `#own`, and with its name. @param {(file: Blob, name: string) => void} given */
export function hear(given) {
  document.addEventListener("change", ({ target }) => {
    const file = target.id === "own-file" && target.files[0];
    if (!file) return;
    given(file, file.name);
    // The same file, changed, can be chosen again.
    target.value = "";
  });
  for (const name of ["dragover", "drop"]) {
    document.addEventListener(name, (event) => {
      if (!event.target.closest?.("#own")) return;
      event.preventDefault();
      const file = event.dataTransfer.files[0];
      if (name === "drop" && file) given(file, file.name);
    });
  }
}

/**
 * Has a worker read a file, to stand by itself or beside ours.
 * @param {string} script @param {Blob} file @param {string} name
 * @param {{ index: Uint8Array, details: string } | undefined} ours the pack of the index, and where that of the details is
 * @param {(message: object) => void} said
 */
export function load(script, file, name, ours, said) {
  cancel();
  const mine = (worker = new Worker(trusted.createScriptURL(script)));
  waiting = said;
  const end = (message) => {
    if (worker !== mine) return;
    waiting = undefined;
    cancel();
    if (message.index) {
      const { index, details, counts } = message;
      shown = { name, counts, index: new Blob([index]), details: new Blob([details]) };
      // When ours changes, both are put beside each other anew.
      if (ours) Object.assign(shown, { beside: ours.details, file });
    }
    said(message);
  };
  const failed = (error) => end({ said: "failed", detail: error?.message ?? "" });
  mine.onerror = failed;
  mine.onmessage = async ({ data }) => {
    // What it said before it was ended may still be on its way.
    if (worker !== mine) return;
    if (data.said === "progress") return said(data);
    if (data.said !== "ready") return end(data);
    try {
      const packs = ours && { index: ours.index, details: await fetched(ours.details) };
      const buffer = await file.arrayBuffer();
      mine.postMessage({ name, bytes: new Uint8Array(buffer), ...packs }, [buffer]);
    } catch (error) {
      failed(error);
    }
  };
}

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** Ends the work on a file; who waits for it hears so. */
export function cancel() {
  worker?.terminate();
  worker = undefined;
  const heard = waiting;
  waiting = undefined;
  heard?.({ said: "ended" });
}

const sizeOf = Object.getOwnPropertyDescriptor(Blob.prototype, "size").get;

/** Whether it is a file; not by its class: one of the page around a frame has another. */
function isFile(record) {
  try {
    sizeOf.call(record);
    return true;
  } catch {
    return false;
  }
}

/**
 * What a script hands in, as a file; or why it is none.
 * @param {unknown} record @returns {{ file?: Blob, name?: string, why?: string }}
 */
export function handedIn(record) {
  try {
    if (typeof record === "string") return { file: new Blob([record]) };
    if (isFile(record)) return { file: new Blob([record]), name: `${record.name ?? ""}` };
    if (typeof record !== "object" || record === null) return { why: "it is no object, text or file" };
    // In lines, so that what is wrong has one.
    const text = JSON.stringify(record, null, 1);
    return text === undefined ? { why: "nothing of it can be written as JSON" } : { file: new Blob([text]) };
  } catch (error) {
    return { why: error instanceof Error ? `${error.message}` : "it throws when it is read" };
  }
}

async function store(mode, act) {
  const base = await new Promise((resolve, reject) => {
    const request = indexedDB.open("entente", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("own");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  try {
    const work = base.transaction("own", mode);
    const request = act(work.objectStore("own"));
    await new Promise((resolve, reject) => {
      work.oncomplete = resolve;
      work.onabort = () => reject(work.error);
    });
    return request.result;
  } finally {
    base.close();
  }
}

const bytesOf = async (file) => new Uint8Array(await file.arrayBuffer());

/** Keeps the record that was read last on the device. @param {string} site */
export async function keep(site) {
  const { index, details, file, ...rest } = shown;
  // As bytes: a private window of Safari's keeps no files.
  const bytes = { index: await bytesOf(index), details: await bytesOf(details), ...(file && { file: await bytesOf(file) }) };
  return store("readwrite", (own) => own.put({ ...rest, ...bytes }, site));
}

/** Keeps none any more. @param {string} site */
export const forget = (site) => store("readwrite", (own) => own.delete(site));

// How long the first picture waits for what is kept, in milliseconds.
const PATIENCE = 3000;

/** The record that is kept, as the worker gave it, with its name; or that the device does not answer. @param {string} site */
export async function kept(site) {
  const late = new Promise((done) => setTimeout(done, PATIENCE, { said: "late" }));
  const found = await Promise.race([store("readonly", (own) => own.get(site)), late]);
  if (found?.said) return found;
  if (!found) return undefined;
  // Bytes, or files of an earlier version of this.
  const { file } = found;
  shown = { ...found, index: new Blob([found.index]), details: new Blob([found.details]), ...(file && { file: new Blob([file]) }) };
  return { ...shown, index: await bytesOf(shown.index), details: await bytesOf(shown.details) };
}
