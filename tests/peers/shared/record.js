/**
 * The record as the pages use it: events in order of date, each with its lane, its moment and its family of themes.
 * All pages fetch the same file, which is the download that the site offers (`data/record.json`).
 */

export const FAMILIES = {
  policy: ["cyber-policy", "internet-governance", "digital-economy"],
  norms: ["international-security", "confidence-building", "human-rights"],
  protection: ["critical-infrastructure", "incident-response", "information-sharing"],
  crime: ["cybercrime"],
  defence: ["cyber-defence", "deterrence", "disinformation"],
  skills: ["capacity-building", "awareness-skills", "public-private", "emerging-technology"],
};

export const COLOURS = {
  policy: "#2f6690", norms: "#7a5195", protection: "#3a7d44", crime: "#c0392b", defence: "#8d6e00", skills: "#00767a",
  none: "#6b7280",
};

export const THEMES = Object.values(FAMILIES).flat();

const familyOf = new Map(Object.entries(FAMILIES).flatMap(([family, themes]) => themes.map((theme) => [theme, family])));

/** Which record a page is asked to show: that of the site, or another one beside it. */
const asked = () => new URLSearchParams(location.search).get("record") ?? "record";

/** The first day of an EDTF date, as milliseconds. */
const moment = (date) => Date.parse(date.split("/")[0].replace(/[?~%]/g, ""));

/** Fetches the record: its mechanisms as lanes, the busiest at present first, and its events. */
export async function load() {
  const record = await (await fetch(`${asked()}.json`)).json();
  const lanes = [];
  const events = [];
  for (const { id, short, name, parties, events: own } of record.mechanisms) {
    const lane = { id, name: short ?? name, events: [] };
    lanes.push(lane);
    for (const event of own) {
      const time = moment(event.date);
      const { themes } = event;
      lane.events.push({ ...event, parties: event.parties ?? parties, time, lane, family: familyOf.get(themes[0]) ?? "none" });
    }
    lane.events.sort((a, b) => a.time - b.time);
  }
  lanes.sort((a, b) => (b.events.at(-1)?.time ?? 0) - (a.events.at(-1)?.time ?? 0));
  lanes.forEach((lane, at) => { lane.at = at; events.push(...lane.events); });
  events.sort((a, b) => a.time - b.time);
  return { lanes, events, extent: [events[0].time, Date.now()] };
}
