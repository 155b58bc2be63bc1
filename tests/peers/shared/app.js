/**
 * What the pages with a map have in common: filters by theme with their counts, the sentence of the result, and the rule
 * that what passes the filters and lies in the window is what map and sentence count.
 *
 * A page gives a function that makes its timeline: it is handed the host, the record and what to call with the window
 * when a gesture ends, and returns `{ show(events) }`.
 */

import "./page.css";
import { bisector } from "d3";
import { load, THEMES } from "./record.js";
import { map } from "./map.js";

const from = bisector((event) => event.time).left;

/** How long after the last turn of a wheel its gesture ends, in milliseconds. */
const REST = 220;

function rail(record, change) {
  const host = document.querySelector("#rail");
  const counts = new Map(THEMES.map((theme) => [theme, 0]));
  for (const { themes } of record.events) for (const theme of themes) counts.set(theme, counts.get(theme) + 1);
  for (const theme of THEMES) {
    const input = Object.assign(document.createElement("input"), { type: "checkbox", name: "theme", value: theme });
    const output = Object.assign(document.createElement("output"), { value: counts.get(theme) });
    const label = document.createElement("label");
    label.append(input, theme.replaceAll("-", " "), output);
    host.append(label);
  }
  host.addEventListener("change", () => {
    change(new Set([...host.querySelectorAll("input:checked")].map((input) => input.value)));
  });
}

export async function start(timeline) {
  const host = document.querySelector("#map");
  const [record, shade] = await Promise.all([load(), map(host)]);
  let passing = record.events;
  let window = record.extent;
  let rest = 0;

  const count = () => {
    const shown = passing.slice(from(passing, window[0]), from(passing, window[1]));
    const counts = new Map();
    for (const { parties } of shown) for (const party of parties) counts.set(party, (counts.get(party) ?? 0) + 1);
    shade(counts);
    document.querySelector("#result").textContent = `${shown.length.toLocaleString("en")} events`;
  };
  const moved = (to) => {
    window = to;
    clearTimeout(rest);
    rest = setTimeout(count, REST);
  };
  const drawing = timeline(document.querySelector("#timeline"), record, moved);
  rail(record, (themes) => {
    passing = themes.size ? record.events.filter((event) => event.themes.some((theme) => themes.has(theme))) : record.events;
    drawing.show(passing, themes);
    count();
  });
  drawing.show(passing, new Set());
  count();
  document.documentElement.dataset.ready = "full";
}
