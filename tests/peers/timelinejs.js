/** TimelineJS3: one slide an event. It has neither a map nor filters. */

import { Timeline } from "@knight-lab/timelinejs";
import "@knight-lab/timelinejs/dist/css/timeline.css";
import { load } from "./shared/record.js";

const { events } = await load();
const slides = events.map((event) => {
  const [year, month, day] = event.date.split("/")[0].replace(/[?~%]/g, "").split("-").map(Number);
  return {
    unique_id: event.id,
    start_date: { year, month, day },
    text: { headline: event.title || event.lane.name, text: event.summary ?? "" },
  };
});
const timeline = new Timeline("timeline", { events: slides }, { hash_bookmark: false, timenav_height_percentage: 50, font: null });
timeline.on("loaded", () => { document.documentElement.dataset.ready = "full"; });
