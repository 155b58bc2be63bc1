// Takes off the device whatever the site put there: preferences, a reader's own record, and the files for reading offline.
// Another site of the same host may keep things beside ours; they stay.

const ours = (name) => name.startsWith("entente");

/** Whether nothing of the site is left. */
export async function clear() {
  const all = await Promise.allSettled([preferences(), records(), files()]);
  // What the browser keeps from the site holds nothing of it.
  return all.every(({ reason }) => !reason || reason.name === "SecurityError");
}

async function preferences() {
  for (const storage of [localStorage, sessionStorage]) {
    for (const key of Object.keys(storage).filter(ours)) storage.removeItem(key);
  }
}

const records = () =>
  new Promise((done, failed) => {
    const request = indexedDB.deleteDatabase("entente");
    request.onsuccess = done;
    request.onerror = () => failed(request.error);
    request.onblocked = () => failed(new Error("another tab has it open"));
  });

async function files() {
  const worker = await navigator.serviceWorker?.getRegistration(document.baseURI);
  await worker?.unregister();
  if (!globalThis.caches) return;
  await Promise.all((await caches.keys()).filter(ours).map((name) => caches.delete(name)));
}
