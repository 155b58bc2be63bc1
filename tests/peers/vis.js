/** vis-timeline beside a map by d3: mechanisms are groups, events are points, filters are those of a DataView. */

import { DataSet, DataView } from "vis-data/esnext";
import { Timeline } from "vis-timeline/esnext";
import "vis-timeline/styles/vis-timeline-graph2d.css";
import "./vis.css";
import { start } from "./shared/app.js";

start((host, { lanes, events, extent }, moved) => {
  const items = new DataSet(events.map((event) => ({
    id: event.id,
    group: event.lane.id,
    start: event.time,
    type: "point",
    content: "",
    title: `${event.date}: ${event.title}`,
    className: event.family,
    themes: event.themes,
  })));
  const groups = new DataSet(lanes.map(({ id, name, at }) => ({ id, content: name, order: at })));
  let chosen = new Set();
  const view = new DataView(items, { filter: ({ themes }) => !chosen.size || themes.some((theme) => chosen.has(theme)) });
  const timeline = new Timeline(host, view, groups, {
    start: extent[0],
    end: extent[1],
    height: `${host.clientHeight}px`,
    groupOrder: "order",
    groupHeightMode: "fixed",
    stack: false,
    selectable: false,
    verticalScroll: true,
    zoomKey: "ctrlKey",
    orientation: "top",
  });
  timeline.on("rangechange", ({ start, end }) => moved([Number(start), Number(end)]));
  return {
    show(_, themes) {
      if (chosen.size || themes.size) {
        chosen = themes;
        view.refresh();
      }
    },
  };
});
