// Has the browser keep the site for reading without a connection, and tells when the host does not answer or when another
// version than that of the page is ready. Whatever fails here leaves the page as it is.

import { trusted } from "./patch.js";

const said = (name) => document.querySelector(`meta[name=${name}]`)?.content;

/** Begins once the page is whole. @param {(offline: boolean, renewed: boolean) => void} tell */
export function begin(tell) {
  // A frame is a guest of another page, and may not even ask for workers; what is under development has no version.
  if (!said("version") || window !== top || !navigator.serviceWorker) return;
  const news = { offline: false, renewed: false };
  const say = (more) => tell(Object.assign(news, more).offline, news.renewed);
  const probe = async () => say({ offline: !(await answers()) });
  for (const name of ["online", "offline"]) addEventListener(name, probe);
  addEventListener("visibilitychange", () => news.offline && !document.hidden && probe());
  if (said("kept") || !navigator.onLine) probe();
  whole().then(() => keep(() => say({ renewed: true }))).catch(() => {});
}

// The worker answers no HEAD, so this is the host.
const answers = async () =>
  navigator.onLine && fetch("robots.txt", { method: "HEAD", cache: "no-store" }).then(({ status }) => status < 500, () => false);

function whole() {
  const root = document.documentElement;
  const is = () => root.dataset.ready === "full";
  return new Promise((done) => {
    if (is()) return done();
    const watch = new MutationObserver(() => is() && (watch.disconnect(), done()));
    watch.observe(root, { attributeFilter: ["data-ready"] });
  });
}

async function keep(renewed) {
  const workers = navigator.serviceWorker;
  const site = await workers.register(trusted.createScriptURL("sw.js"), { updateViaCache: "none" });
  const look = async (worker) => {
    if ((await versionOf(worker)) !== said("version")) renewed();
    // The page is of that version already.
    else if (worker === site.waiting) worker.postMessage("take over");
  };
  workers.addEventListener("controllerchange", () => workers.controller && look(workers.controller));
  const follow = (worker) =>
    worker.addEventListener("statechange", () => worker === site.waiting && workers.controller && look(worker));
  site.addEventListener("updatefound", () => follow(site.installing));
  if (site.installing) follow(site.installing);
  if (site.waiting) look(site.waiting);
}

const versionOf = (worker) =>
  new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => done(data);
    worker.postMessage("version", [port2]);
  });

/** Loads the page anew, as the version that is ready. */
export async function renew() {
  const workers = navigator.serviceWorker;
  const site = await workers.getRegistration();
  if (!site?.waiting || !workers.controller) return location.reload();
  workers.addEventListener("controllerchange", () => location.reload(), { once: true });
  site.waiting.postMessage("take over");
}
