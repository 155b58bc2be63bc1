// What Lighthouse says of a built site, as a reader with a phone on a slow network meets it.
//
//   node scores.mjs SITE NODE_MODULES REPORTS
//
// The site is served as a production host would: compressed by brotli, connections kept open, files whose name has a
// fingerprint to be kept for good. Each page is opened three times; the scores are those of the run with the median
// performance, whose whole report is left in REPORTS. CHROME_PATH names the browser.

import { mkdirSync, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const [site, modules, reports] = process.argv.slice(2).map((path) => resolve(path));

const PAGES = {
  start: "/",
  event: "/event/ar-us-cyber-policy-working-group-2017-05-23/",
  party: "/party/MX/",
};
const RUNS = 3;
/** What each category should reach, in percent. */
const AIMS = { performance: 98, accessibility: 100, "best-practices": 100, seo: 100 };
const METRICS = {
  "first-contentful-paint": "FCP",
  "largest-contentful-paint": "LCP",
  "total-blocking-time": "TBT",
  "cumulative-layout-shift": "CLS",
  "speed-index": "SI",
};

const MEDIA_TYPES = {
  ".bin": "application/octet-stream",
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".xml": "application/xml",
};

/** The file that answers a path, and the status that goes with it. */
function answer(path) {
  const place = join(site, decodeURIComponent(path));
  const file = place.startsWith(site) && existsSync(place) ? place : "";
  const page = file && statSync(file).isDirectory() ? join(file, "index.html") : file;
  return page && existsSync(page) ? [200, page] : [404, join(site, "404.html")];
}

const packed = new Map();

/** A file after brotli at its highest level, as hosts lay it ready. */
function pack(file) {
  if (!packed.has(file)) {
    const bytes = readFileSync(file);
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    packed.set(file, brotliCompressSync(bytes, { params }));
  }
  return packed.get(file);
}

function serve() {
  const server = createServer((request, response) => {
    const [status, file] = answer(new URL(request.url, "http://site").pathname);
    const extension = extname(file);
    const takesBrotli = (request.headers["accept-encoding"] ?? "").includes("br") && extension !== ".png";
    const body = takesBrotli ? pack(file) : readFileSync(file);
    const isFingerprinted = /-[0-9a-f]{8,}[._]/.test(file);
    response.writeHead(status, {
      "Content-Type": MEDIA_TYPES[extension] ?? "application/octet-stream",
      "Content-Length": body.length,
      "Cache-Control": isFingerprinted ? "public, max-age=31536000, immutable" : "no-cache",
      ...(takesBrotli ? { "Content-Encoding": "br", Vary: "Accept-Encoding" } : {}),
    });
    response.end(body);
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

/** Imports a package from a folder that is not beside this file. */
async function load(name) {
  const require = createRequire(join(modules, "index.js"));
  return import(pathToFileURL(require.resolve(name)));
}

/** The run with the median performance. */
async function judge(lighthouse, chromeLauncher, address) {
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) {
    const chromeFlags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
    const chrome = await chromeLauncher.launch({ chromeFlags });
    try {
      runs.push((await lighthouse(address, { port: chrome.port, logLevel: "error", output: "json" })).lhr);
    } finally {
      chrome.kill();
    }
  }
  runs.sort((a, b) => a.categories.performance.score - b.categories.performance.score);
  return runs[Math.floor(runs.length / 2)];
}

/** The audits of a category that cost points, with how much they weigh. */
function costs(report, category) {
  return category.auditRefs
    .filter(({ weight }) => weight > 0)
    .map(({ id, weight }) => ({ ...report.audits[id], weight }))
    .filter(({ score }) => score !== null && score < 0.995)
    .map(({ id, score, weight, displayValue }) => {
      const points = (weight * (1 - score)).toFixed(1);
      return `    -${points}  ${id}${displayValue ? ` (${displayValue})` : ""}`;
    });
}

const { default: lighthouse } = await load("lighthouse");
const chromeLauncher = await load("chrome-launcher");
mkdirSync(reports, { recursive: true });
const server = await serve();
for (const [name, path] of Object.entries(PAGES)) {
  const address = `http://127.0.0.1:${server.address().port}${path}`;
  const report = await judge(lighthouse, chromeLauncher, address);
  const file = join(reports, `${name}.json`);
  writeFileSync(file, JSON.stringify(report, null, 1));
  const metrics = Object.entries(METRICS).map(([id, short]) => `${short} ${report.audits[id].displayValue}`);
  console.log(`${path}\n  ${metrics.join(", ")}`);
  for (const [id, category] of Object.entries(report.categories)) {
    const score = Math.round(category.score * 100);
    console.log(`  ${id}: ${score}${score < AIMS[id] ? ` (aim: ${AIMS[id]})` : ""}`);
    for (const cost of costs(report, category)) console.log(cost);
  }
  console.log(`  whole report: ${file}`);
}
server.close();
