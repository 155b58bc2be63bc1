// Holds the types of `window.entente` (entente.d.ts) against the facts that a built site publishes: every event must be
// what the types say, and what the types say must occur. That a script gets an event as it is published is tested where
// it is made (src/export/plain.rs).
//
//     node types.mjs FOLDER_OF_THE_SITE NODE_MODULES FOLDER_FOR_WORK

import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const COMPILING = "--noEmit --strict --pretty false --lib esnext,dom --module esnext --moduleResolution bundler".split(" ");
// Properties whose words the types list.
const WORDS = new Set(["kind", "status"]);
const FACTS = ["EntenteEvent", "Person", "Place", "Delegation", "Commitment", "Source"];

// What scripts may write, and what the compiler must refuse: each `@ts-expect-error` is an error itself where none is.
const CALLS = `
declare const entente: Entente;
const some: EntenteEvent[] = entente.query({ theme: ["cybercrime"], from: 2019, standing: true });
const all: EntenteEvent[] = entente.query();
const one: string | undefined = entente.event("x").summary;
const view: View = entente.view();
entente.open({ ...view, theme: [], party: "MX" });
entente.open("/event/x");
entente.ready.then(() => entente.open({ path: "/party/MX" }));
const shown: Promise<number> = entente.load({ mechanisms: [] }, { name: "mine" }).then(({ events }) => events);
entente.load(new Blob(["date,title"])).then(({ problems }) => problems.map(({ line, fault, mend }) => [line, fault, mend]));
entente.reset().then(() => entente.query());
// @ts-expect-error a record that is none
entente.load(7);
// @ts-expect-error an option that there is not
entente.load("", { kept: true });
// @ts-expect-error a filter that there is not
entente.query({ country: "MX" });
// @ts-expect-error a kind that there is not
entente.query({ kind: "party" });
// @ts-expect-error a word for a yes or no
entente.query({ standing: "yes" });
// @ts-expect-error nothing replaces what is there
entente.query = () => [];
// @ts-expect-error an event may have no place
some[0].place.city;
export { all, one, shown };
`;

/** Keys and kinds of values, with the words that the types list. */
function shapeOf(value, key = "") {
  if (Array.isArray(value)) return `[${[...new Set(value.map((item) => shapeOf(item)))].sort()}]`;
  if (value !== null && typeof value === "object") {
    return `{${Object.keys(value).sort().map((name) => `${name}:${shapeOf(value[name], name)}`)}}`;
  }
  return WORDS.has(key) ? value : typeof value;
}

/** Names of all properties of a value and its parts. */
function namesIn(value, names = new Set()) {
  if (Array.isArray(value)) value.forEach((item) => namesIn(item, names));
  else if (value !== null && typeof value === "object") {
    for (const [name, part] of Object.entries(value)) {
      names.add(name);
      namesIn(part, names);
    }
  }
  return names;
}

const [site, modules, work] = process.argv.slice(2);
mkdirSync(work, { recursive: true });
const declared = readFileSync(join(site, "entente.d.ts"), "utf8");
copyFileSync(join(site, "entente.d.ts"), join(work, "entente.d.ts"));
const { mechanisms } = JSON.parse(readFileSync(join(site, "data", "record.json"), "utf8"));
const events = mechanisms.flatMap(({ id, events }) => events.map((event) => ({ ...event, mechanism: id })));
const examples = [...new Map(events.map((event) => [shapeOf(event), event])).values()];

const lines = examples.map((event, at) => `export const event${at}: EntenteEvent = ${JSON.stringify(event)};`);
writeFileSync(
  join(work, "facts.ts"),
  `import type { Entente, EntenteEvent, View } from "./entente";\n${lines.join("\n")}\n${CALLS}`,
);
const compiler = [join(modules, "typescript", "lib", "tsc.js"), ...COMPILING, "facts.ts"];
const { stdout, error, status } = spawnSync(process.execPath, compiler, { cwd: work, encoding: "utf8" });
const faults = error ? [`tsc could not be run: ${error.message}`] : stdout.split("\n").filter(Boolean);
if (status !== 0 && faults.length === 0) faults.push(`tsc ended with ${status}`);

const occurring = namesIn(events);
for (const name of FACTS) {
  const body = new RegExp(`interface ${name} \\{([^}]*)\\}`).exec(declared)?.[1] ?? "";
  const names = [...body.matchAll(/^ {2}(\w+)\??:/gm)].map((found) => found[1]);
  if (names.length === 0) faults.push(`${name}: not declared`);
  for (const property of names.filter((it) => !occurring.has(it))) faults.push(`${name}.${property}: occurs nowhere`);
}

for (const fault of faults.slice(0, 20)) console.log(fault);
console.log(`Held ${events.length} events of ${examples.length} shapes against entente.d.ts: ${faults.length} faults`);
const passed = faults.length === 0 ? 1 : 0;
console.log(`test result: ${passed ? "ok" : "FAILED"}. ${passed} passed; ${1 - passed} failed`);
process.exit(passed ? 0 : 1);
