// Has the site work without a connection: keeps the files of one version, all or none, and answers with them where the host
// does not. A page always comes from the host if it answers in time; the app in the one that is kept shows every page.

const VERSION = "{version}";
// Path from the site's root: what it is held against. The names of some change with what is in them.
const FILES = {files};
const APP = "app.html";

const SITE = new URL("./", location).href;
const ALL = `entente ${SITE} `;
const KEPT = ALL + VERSION;
const isFixed = (name) => /[-?][0-9a-f]{16}(_bg)?(\.\w+)?$/.test(name);

// How long a page waits for the host, in milliseconds.
const PATIENCE = 4000;

addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(tidy()));

addEventListener("message", ({ data, ports }) => {
  if (data === "version") ports[0].postMessage(VERSION);
  if (data === "take over") skipWaiting();
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const { href, pathname } = new URL(request.url);
  if (request.method !== "GET" || !href.startsWith(SITE)) return;
  if (request.mode !== "navigate") {
    const name = href.slice(SITE.length);
    if (name in FILES || isFixed(name)) event.respondWith(file(request, name));
  } else if (!pathname.split("/").pop().includes(".")) {
    // Files that a link leads to are the browser's.
    event.respondWith(page(request));
    event.waitUntil(tidy());
  }
});

async function keep() {
  const cache = await caches.open(KEPT);
  const asked = ([name, integrity]) =>
    new Request(SITE + name, { integrity, cache: isFixed(name) ? "default" : "no-cache" });
  try {
    await cache.addAll(Object.entries(FILES).map(asked));
  } catch (error) {
    await caches.delete(KEPT);
    throw error;
  }
}

// What earlier versions left, once no page is open that may still ask for it.
async function tidy() {
  if ((await clients.matchAll({ includeUncontrolled: true })).length > 0) return;
  const names = (await caches.keys()).filter((name) => name.startsWith(ALL) && name !== KEPT);
  await Promise.all(names.map((name) => caches.delete(name)));
}

async function page(request) {
  const asked = fetch(request);
  const late = new Promise((_, failed) => setTimeout(failed, PATIENCE));
  try {
    const answer = await Promise.race([asked, late]);
    if (answer.status < 500) return answer;
  } catch {}
  const app = await caches.match(SITE + APP, { cacheName: KEPT });
  // Some hosts lead app.html to another address; a browser takes no page that was led there.
  return app ? new Response(app.body, { headers: app.headers }) : asked;
}

async function file(request, name) {
  // What is fixed may be of an earlier version: its pages may still ask for it.
  const where = { ignoreVary: true, ...(isFixed(name) || { cacheName: KEPT }) };
  const kept = await caches.match(request, where);
  // Of the rest, a page of another version asks for another file by the same name.
  if (kept && (isFixed(name) || request.integrity === FILES[name])) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}
