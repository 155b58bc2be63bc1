/** What the two timelines by hand have in common: lanes that scroll, a scale that zooms, a tip. */

import { bisector, scaleUtc, select, zoom } from "d3";

export const LANE = 24;
export const AXIS = 24;
export const NAMES = 200;
export const RADIUS = 5;

const from = bisector((event) => event.time).left;

/** Turning the wheel by 100 pixels is a quarter, as in the app. */
const STRENGTH = 0.00224 / Math.LN2;

/** The events of a lane from one moment to another. */
export const between = (events, [start, end]) => events.slice(from(events, start), from(events, end));

/** The lanes that have events among these, each with its own. */
export function group(lanes, events) {
  const own = lanes.map(() => []);
  for (const event of events) own[event.lane.at].push(event);
  return lanes.flatMap((lane) => (own[lane.at].length ? [{ lane, events: own[lane.at] }] : []));
}

/**
 * Lays a surface (a canvas or an SVG) over a column of lanes that scrolls, and calls `draw` once a frame after anything
 * has changed. `under` finds the event at a place of the surface.
 */
export function scrolled(host, surface, extent, { draw, moved, under }) {
  const scroller = host.appendChild(Object.assign(document.createElement("div"), { className: "scroller" }));
  const column = scroller.appendChild(document.createElement("div"));
  column.append(surface);
  const width = scroller.clientWidth;
  const height = scroller.clientHeight;
  const whole = scaleUtc(extent, [NAMES, width - 10]);
  const state = { scale: whole, rows: [], scroll: 0, width, height };
  let asked = 0;
  const ask = () => { asked ||= requestAnimationFrame(() => { asked = 0; draw(state); }); };
  scroller.addEventListener("scroll", () => { state.scroll = scroller.scrollTop; ask(); }, { passive: true });

  const gesture = zoom().scaleExtent([1, 2000]).translateExtent([[0, 0], [width, Infinity]]).extent([[0, 0], [width, height]])
    .filter((event) => (event.type === "wheel" ? event.ctrlKey : !event.button))
    .wheelDelta((event) => -event.deltaY * STRENGTH)
    .on("zoom", ({ transform }) => {
      state.scale = transform.rescaleX(whole);
      ask();
      moved(state.scale.domain().map(Number));
    });
  select(surface).call(gesture);

  const tip = document.body.appendChild(Object.assign(document.createElement("div"), { id: "tip", hidden: true }));
  surface.addEventListener("pointermove", (event) => {
    const found = event.buttons ? undefined : under(state, event.offsetX, event.offsetY, event.target);
    tip.hidden = !found;
    if (!found) return;
    tip.textContent = `${found.date}: ${found.title}`;
    tip.style.left = `${event.clientX + 12}px`;
    tip.style.top = `${event.clientY + 12}px`;
  });
  return {
    show(rows) {
      state.rows = rows;
      column.style.height = `${AXIS + rows.length * LANE}px`;
      ask();
    },
    state,
  };
}

/** The rows in view, each with where its middle lies. */
export function inView({ rows, scroll, height }) {
  const first = Math.max(0, Math.floor(scroll / LANE));
  const last = Math.min(rows.length, Math.ceil((scroll + height - AXIS) / LANE));
  return rows.slice(first, last).map((row, at) => ({ ...row, y: AXIS + (first + at + 0.5) * LANE - scroll }));
}
