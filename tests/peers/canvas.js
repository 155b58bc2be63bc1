/** A timeline by d3 on a canvas: only the lanes in view are drawn, and of each only the events in the window. */

import { COLOURS } from "./shared/record.js";
import { AXIS, NAMES, RADIUS, between, group, inView, scrolled } from "./shared/lanes.js";
import { start } from "./shared/app.js";

const TAU = 2 * Math.PI;

start((host, { lanes, extent }, moved) => {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");

  const draw = (state) => {
    const { scale, width, height } = state;
    const ratio = devicePixelRatio;
    if (canvas.width !== width * ratio || canvas.height !== height * ratio) {
      Object.assign(canvas, { width: width * ratio, height: height * ratio });
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.font = "11px system-ui, sans-serif";
    context.textBaseline = "middle";
    const format = scale.tickFormat();
    context.fillStyle = "#ebe7de";
    const ticks = scale.ticks(width / 90);
    for (const tick of ticks) context.fillRect(Math.round(scale(tick)), AXIS, 1, height);
    const rows = inView(state);
    const window = scale.domain().map(Number);
    // One path for each colour; a mark that would cover the one before it is left out.
    const paths = new Map();
    context.save();
    context.beginPath();
    context.rect(NAMES, AXIS, width - NAMES, height - AXIS);
    context.clip();
    for (const { events, y } of rows) {
      let before = -Infinity;
      for (const { time, family } of between(events, window)) {
        const x = scale(time);
        if (x - before < 1) continue;
        before = x;
        let path = paths.get(family);
        if (!path) paths.set(family, (path = new Path2D()));
        path.moveTo(x + RADIUS, y);
        path.arc(x, y, RADIUS, 0, TAU);
      }
    }
    context.strokeStyle = "#fff";
    for (const [family, path] of paths) {
      context.fillStyle = COLOURS[family];
      context.fill(path);
      context.stroke(path);
    }
    context.restore();
    context.fillStyle = "#171c24";
    for (const { lane, y } of rows) context.fillText(lane.name, 8, y, NAMES - 16);
    context.clearRect(0, 0, width, AXIS);
    context.textAlign = "center";
    for (const tick of ticks) context.fillText(format(tick), scale(tick), AXIS / 2);
    context.textAlign = "start";
  };

  const under = (state, x, y) => {
    const row = inView(state).find((row) => Math.abs(row.y - y) <= RADIUS);
    const reach = [x - RADIUS, x + RADIUS].map((at) => Number(state.scale.invert(at)));
    return row && between(row.events, reach).at(-1);
  };

  const view = scrolled(host, canvas, extent, { draw, moved, under });
  return {
    show(events) {
      view.show(group(lanes, events));
      draw(view.state);
    },
  };
});
