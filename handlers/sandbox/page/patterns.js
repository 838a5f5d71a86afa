// Fills, markers and the legend by which the series of a chart differ without colour.

import { h } from "./dom.js";

const FILLS = [
  () => [],
  () => [h("path", { class: "pattern__ink", d: "M-2 2l4 -4M0 8l8 -8M6 10l4 -4" })],
  () => [
    h("circle", { class: "pattern__dot", cx: 2, cy: 2, r: 1.3 }),
    h("circle", { class: "pattern__dot", cx: 6, cy: 6, r: 1.3 }),
  ],
  () => [h("path", { class: "pattern__ink", d: "M0 2h8M0 6h8" })],
  () => [h("path", { class: "pattern__ink", d: "M0 0l8 8M0 8l8 -8" })],
  () => [h("path", { class: "pattern__ink", d: "M2 0v8M6 0v8" })],
];

/** Marker outlines by series, each as a path around (x, y). */
export const markers = [
  (x, y) => `M${x - 4} ${y}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0`,
  (x, y) => `M${x - 4} ${y - 4}h8v8h-8z`,
  (x, y) => `M${x} ${y - 5}l5 9h-10z`,
  (x, y) => `M${x} ${y - 5}l5 5l-5 5l-5 -5z`,
  (x, y) => `M${x} ${y + 5}l5 -9h-10z`,
  (x, y) => `M${x - 4} ${y - 4}l8 8m0 -8l-8 8`,
];

/** The id of the fill of one series. */
export function patternId(id, which) {
  return `fill-${id}-${which}`;
}

/** The <pattern> elements for so many series. */
export function patterns(id, count) {
  return Array.from({ length: count }, (_, which) =>
    h(
      "pattern",
      { id: patternId(id, which), class: `series-${which % 6}`, width: 8, height: 8, patternUnits: "userSpaceOnUse" },
      h("rect", { class: "pattern__ground", width: 8, height: 8 }),
      FILLS[which % 6](),
    ),
  );
}

/** The legend: the same fill or line and marker beside each name. */
export function legend(id, names, kind) {
  const sample = (which) =>
    kind === "line"
      ? [
          h("path", { class: `series-${which % 6} chart__line dash-${which % 6}`, d: "M0 8h28" }),
          h("path", { class: `series-${which % 6} chart__marker`, d: markers[which % 6](14, 8) }),
        ]
      : h("rect", {
          class: `series-${which % 6} chart__bar`,
          x: 5,
          y: 1,
          width: 18,
          height: 14,
          rx: 2,
          fill: `url(#${patternId(id, which)})`,
        });
  return h(
    "ul",
    { class: "chart__legend" },
    names.map((name, which) =>
      h(
        "li",
        {},
        h(
          "svg",
          { class: "chart__sample", viewBox: "0 0 28 16", width: 28, height: 16, "aria-hidden": "true" },
          sample(which),
        ),
        name,
      ),
    ),
  );
}
