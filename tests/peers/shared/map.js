/** Countries shaded by their events: a map by d3 as SVG. */

import { geoEqualEarth, geoPath, scaleSequentialLog, interpolateBlues, select } from "d3";
import { feature } from "topojson-client";
import { alpha2 } from "./countries.js";

const NONE = "#e9e6dd";

/** Draws the map and returns what shades it anew: a function of the events of each country. */
export async function map(host) {
  const world = await (await fetch("countries-110m.json")).json();
  const { clientWidth: width, clientHeight: height } = host;
  const countries = feature(world, world.objects.countries);
  const path = geoPath(geoEqualEarth().rotate([-11, 0]).fitSize([width, height], { type: "Sphere" }));
  const shapes = select(host).append("svg").attr("viewBox", [0, 0, width, height]).selectAll("path")
    .data(countries.features).join("path").attr("d", path).attr("fill", NONE);
  shapes.append("title");
  return (counts) => {
    const shade = scaleSequentialLog([1, Math.max(2, ...counts.values())], interpolateBlues);
    shapes.each(function (country) {
      const count = counts.get(alpha2(country.id)) ?? 0;
      const fill = count ? shade(count) : NONE;
      if (this.getAttribute("fill") === fill) return;
      this.setAttribute("fill", fill);
      this.firstChild.textContent = `${country.properties.name}: ${count}`;
    });
  };
}
