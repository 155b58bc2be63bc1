// Holds the linked data (JSON-LD) of every page of a built site against the vocabulary of schema.org, which the package
// schema-dts has as types of TypeScript.
//
//     node linked-data.mjs FOLDER_OF_THE_SITE NODE_MODULES FOLDER_FOR_WORK
//
// Things that differ in their texts only are of one shape, of which the compiler sees one example: the pages have
// thousands of things and some dozens of shapes. Each thing is checked by itself, against the one type that it names,
// and within the thing that it is part of, where the types that suit the property are known. To the compiler a date and
// an address are texts like any other; these are read on each page.

import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve, sep } from "node:path";

const CONTEXT = "https://schema.org";
// They have no subject, and so no linked data.
const WITHOUT = ["404.html", "app.html"];
const SCRIPT = /<script type="application\/ld\+json">([^<]*)<\/script>/g;
// Names and values of properties that the compiler can't judge: addresses and dates.
const FORMS = [
  { names: /^(@id|url|item|license)$/, values: /^https?:\/\/[^\s<>"]+$/ },
  { names: /Date$/, values: /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/ },
];
const COMPILING =
  "--noEmit --strict --pretty false --skipLibCheck --lib esnext --module esnext --moduleResolution bundler".split(" ");

// What must be refused, or the check would pass whatever the pages say.
const REFUSED = [
  ["a property that schema.org does not know", { "@type": "Event", name: "x", madeUp: "x" }],
  ["a property of another type", { "@type": "Event", legalName: "x" }],
  ["an unknown property of a part", { "@type": "Event", organizer: [{ "@type": "Organization", madeUp: "x" }] }],
  ["a number for a yes or no", { "@type": "Dataset", isAccessibleForFree: 3 }],
  ["a place for an organizer", { "@type": "Event", organizer: { "@type": "Place", name: "x" } }],
  ["a part that names no type", { "@type": "Event", organizer: { name: "x" } }],
  ["a word outside of its vocabulary", { "@type": "Event", eventAttendanceMode: `${CONTEXT}/DreamAttendanceMode` }],
  ["a type that schema.org does not know", { "@type": "Rendezvous", name: "x" }],
];

/** The things in a value, parts of things too. */
function thingsIn(value) {
  if (value === null || typeof value !== "object") return [];
  const own = "@type" in value ? [value] : [];
  return own.concat(Object.values(value).flatMap(thingsIn));
}

/** All of a value but its texts and numbers: keys, types, kinds of values, words of schema.org's vocabularies. */
function shapeOf(value) {
  if (Array.isArray(value)) return `[${[...new Set(value.map(shapeOf))].sort().join(" | ")}]`;
  if (value !== null && typeof value === "object") {
    const keys = Object.keys(value).sort();
    return `{ ${keys.map((key) => `${key}: ${key === "@type" ? value[key] : shapeOf(value[key])}`).join(", ")} }`;
  }
  return typeof value === "string" && value.startsWith(`${CONTEXT}/`) ? value : typeof value;
}

/** A value whose lists hold one example of each shape. */
function shortened(value) {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) {
    return [...new Map(value.map((item) => [shapeOf(item), shortened(item)])).values()];
  }
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shortened(part)]));
}

/** Properties of a thing whose text is not what schema.org says of it. */
function misreadIn(thing) {
  const isMisread = ([name, value]) => FORMS.some(({ names, values }) => names.test(name) && !values.test(value));
  return Object.entries(thing).filter(isMisread);
}

/** The things of a page. Throws if it has no linked data, or such as can't be read. */
function thingsOf(html) {
  const scripts = [...html.matchAll(SCRIPT)].map(([, text]) => JSON.parse(text));
  if (scripts.length !== 1) throw new Error(`expected 1 script of linked data, found ${scripts.length}`);
  const [{ "@context": context, "@graph": graph, ...rest }] = scripts;
  if (context !== CONTEXT) throw new Error(`expected the context ${CONTEXT}, found ${context}`);
  const isTyped = (thing) => thing?.["@type"] !== undefined;
  if (!Array.isArray(graph) || !graph.every(isTyped)) throw new Error("expected a graph of typed things");
  if (Object.keys(rest).length > 0) throw new Error(`expected context and graph, found ${Object.keys(rest)} too`);
  const things = thingsIn(graph);
  const misread = things.flatMap(misreadIn);
  if (misread.length > 0) throw new Error(`expected addresses and dates, found ${JSON.stringify(misread)}`);
  return things;
}

/** The shapes on all pages, each with an example, its first page and how often it comes; and what is wrong. */
function collect(site, pages) {
  const shapes = new Map();
  const wrong = [];
  for (const page of pages) {
    try {
      for (const thing of thingsOf(readFileSync(join(site, page), "utf8"))) {
        const shape = shapeOf(thing);
        const known = shapes.get(shape) ?? { shape, thing: shortened(thing), page, count: 0 };
        known.count += 1;
        shapes.set(shape, known);
      }
    } catch (error) {
      wrong.push(`${page}: ${error.message}`);
    }
  }
  return { shapes: [...shapes.values()], wrong };
}

/** What the compiler says of each thing; an empty list is praise. Each thing is one line of the program. */
function complaints(things, modules, work) {
  const program = [`import type * as schema from ${JSON.stringify(join(modules, "schema-dts"))};`];
  things.forEach((thing, at) => {
    const type = /^\w+$/.test(thing["@type"]) ? `schema.${thing["@type"]}Leaf` : "never";
    program.push(`export const thing${at}: ${type} = ${JSON.stringify(thing)};`);
  });
  const file = join(work, "things.ts");
  mkdirSync(work, { recursive: true });
  writeFileSync(file, program.join("\n"));
  const compiler = [join(modules, "typescript", "lib", "tsc.js"), ...COMPILING, "things.ts"];
  const { stdout, stderr, error } = spawnSync(process.execPath, compiler, { cwd: work, encoding: "utf8" });
  if (error !== undefined || stderr !== "") throw new Error(`the compiler could not run: ${error ?? stderr}`);
  const said = things.map(() => []);
  for (const line of stdout.split("\n").filter((line) => line !== "" && !line.startsWith(" "))) {
    const found = /^things\.ts\((\d+),\d+\): error (.*)$/.exec(line);
    const about = said[Number(found?.[1]) - 2];
    if (about === undefined) throw new Error(`the compiler did not come to the things: ${line}`);
    about.push(found[2]);
  }
  return said;
}

/** Says how each check ended, and what was wrong; then how many there were. */
function report(checks, start) {
  for (const [name, wrong] of checks) {
    console.log([`test ${name} ... ${wrong.length === 0 ? "ok" : "FAILED"}`, ...wrong.slice(0, 8)].join("\n    "));
  }
  const failed = checks.filter(([, wrong]) => wrong.length > 0).length;
  const seconds = ((performance.now() - start) / 1000).toFixed(2);
  const outcome = failed === 0 ? "ok" : "FAILED";
  const counts = `${checks.length - failed} passed; ${failed} failed; 0 ignored`;
  console.log(`test result: ${outcome}. ${counts}; finished in ${seconds}s`);
  return failed === 0;
}

function main(site, modules, work) {
  const start = performance.now();
  const files = readdirSync(site, { recursive: true }).filter((file) => file.endsWith(".html"));
  const isSpanish = (page) => page.startsWith(`es${sep}`);
  const english = files.filter((file) => !WITHOUT.includes(file) && !isSpanish(file)).sort();
  const spanish = files.filter(isSpanish).sort();
  const pages = [...english, ...spanish];
  const { shapes, wrong } = collect(site, pages);
  const occurrences = shapes.reduce((sum, { count }) => sum + count, 0);
  console.log(`${pages.length} pages, ${spanish.length} in Spanish: ${occurrences} things of ${shapes.length} shapes.`);

  // A thing that must be refused may be so for itself or for a part of it.
  const suspects = REFUSED.map(([, thing]) => thingsIn(thing));
  const said = complaints([...shapes.map(({ thing }) => thing), ...suspects.flat()], modules, work);
  const ofShapes = shapes.map(({ shape, thing, page, count }, at) => {
    const where = `${page}${count > 1 ? ` and ${count - 1} more` : ""}`;
    return [`${thing["@type"]} as in ${where}`, said[at].map((words) => `${page}: ${words}\n    in ${shape}`)];
  });
  let at = shapes.length;
  const ofSuspects = REFUSED.map(([what], index) => {
    const words = said.slice(at, (at += suspects[index].length)).flat();
    return [`schema.org refuses ${what}`, words.length > 0 ? [] : ["expected a complaint of the compiler, found none"]];
  });
  const different = english.length === spanish.length ? [] : [`expected ${english.length}, found ${spanish.length}`];
  const missing = pages.length > 0 ? [] : [`expected pages in ${site}, found none`];
  const checks = [
    ["every page has linked data, with addresses and dates that are such", [...missing, ...wrong]],
    ["as many pages are in Spanish as in English", different],
    ...ofShapes,
    ...ofSuspects,
  ];
  return report(checks, start) ? 0 : 1;
}

const folders = process.argv.slice(2).map((folder) => resolve(folder));
if (folders.length === 3) {
  process.exitCode = main(...folders);
} else {
  console.error("Usage: node linked-data.mjs FOLDER_OF_THE_SITE NODE_MODULES FOLDER_FOR_WORK");
  process.exitCode = 2;
}
