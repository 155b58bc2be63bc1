/** A timeline by d3 as SVG: a data join of the marks in view, by key, so that a step moves what is there. */

import { axisTop, select } from "d3";
import { COLOURS } from "./shared/record.js";
import { AXIS, LANE, NAMES, RADIUS, between, group, inView, scrolled } from "./shared/lanes.js";
import { start } from "./shared/app.js";

start((host, { lanes, extent }, moved) => {
  const svg = select(document.createElementNS("http://www.w3.org/2000/svg", "svg"));
  const grid = svg.append("g").attr("transform", `translate(0,${AXIS})`);
  const marks = svg.append("svg").attr("x", NAMES).attr("y", AXIS).append("g").attr("transform", `translate(${-NAMES},${-AXIS})`);
  const names = svg.append("g").attr("font-size", 11).attr("dominant-baseline", "middle");

  const draw = (state) => {
    const { scale, width, height } = state;
    svg.attr("width", width).attr("height", height);
    grid.call(axisTop(scale).ticks(width / 90).tickSizeInner(-height));
    const rows = inView(state);
    const window = scale.domain().map(Number);
    // A mark that would cover the one before it is left out.
    const shown = rows.flatMap(({ events, y }) => {
      let before = -Infinity;
      return between(events, window).flatMap((event) => {
        const x = scale(event.time);
        if (x - before < 1) return [];
        before = x;
        return [{ event, x, y }];
      });
    });
    marks.selectAll("circle").data(shown, ({ event }) => event.id)
      .join((enter) => enter.append("circle").attr("r", RADIUS).attr("stroke", "#fff").attr("fill", ({ event }) => COLOURS[event.family]))
      .attr("cx", ({ x }) => x).attr("cy", ({ y }) => y);
    names.selectAll("text").data(rows, ({ lane }) => lane.id)
      .join((enter) => enter.append("text").attr("x", 8).text(({ lane }) => lane.name))
      .attr("y", ({ y }) => y).attr("visibility", ({ y }) => (y < AXIS + LANE / 2 ? "hidden" : null));
  };

  const under = (_, __, ___, target) => select(target).datum()?.event;
  const view = scrolled(host, svg.node(), extent, { draw, moved, under });
  return {
    show(events) {
      view.show(group(lanes, events));
      draw(view.state);
    },
  };
});
