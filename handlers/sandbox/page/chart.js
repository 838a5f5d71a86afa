// The data_visualization block as inline SVG. Series differ by pattern, dash and marker as
// well as by colour, and every figure can be read in a table below the picture.
// Shapes: https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block

import { h } from "./dom.js";
import { legend, markers, patternId, patterns } from "./patterns.js";

const WIDTH = 560;
const HEIGHT = 270;
const PLOT = { left: 44, right: 12, top: 34, bottom: 46 };
const LETTER = { desk: 6.6, phone: 10.2 };
const KINDS = { bar: "Bar chart", line: "Line chart", area: "Area chart", pie: "Pie chart" };

/** Draws a chart with its title, legend and figures. */
export function chart(block, surface) {
  const { chart: plan, title } = block;
  const id = `${surface.anchor}-${block.block_id}`.replace(/[^\w-]/g, "_");
  const pie = plan.type === "pie";
  const names = pie ? plan.segments.map((segment) => segment.label) : plan.series.map((series) => series.name);
  const drawing = pie ? slices(plan.segments, id) : plot(plan, id);
  const spoken = `${KINDS[plan.type]}: ${title}. ${sentences(plan)}`;
  return h(
    "figure",
    { class: "chart" },
    h("figcaption", { class: "chart__title" }, title),
    h(
      "svg",
      { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": spoken, class: "chart__picture" },
      h("defs", {}, patterns(id, names.length)),
      drawing,
    ),
    legend(id, names, plan.type),
    h("details", { class: "chart__figures" }, h("summary", {}, "Show the figures"), framed(plan, title)),
  );
}

function plot(plan, id) {
  const categories = plan.axis_config?.categories ?? plan.series[0].data.map((point) => point.label);
  const values = plan.series.map((series) =>
    categories.map((label) => series.data.find((point) => point.label === label)?.value ?? 0),
  );
  const top = niceTop(Math.max(1, ...values.flat()));
  const band = (WIDTH - PLOT.left - PLOT.right) / categories.length;
  const scale = {
    band,
    x: (index) => PLOT.left + band * (index + 0.5),
    y: (value) => PLOT.top + (HEIGHT - PLOT.top - PLOT.bottom) * (1 - value / top),
  };
  const draw = { bar: bars, line: lines, area: areas }[plan.type];
  return [axes(plan.axis_config ?? {}, categories, top, scale), draw(values, scale, id)];
}

function axes({ x_label, y_label }, categories, top, { x, y, band }) {
  const longest = Math.max(...categories.map((label) => label.length)) + 1;
  const fits = (index, letter) => (categories.length - 1 - index) % Math.ceil((longest * letter) / band) === 0;
  const level = (value) => [
    h("line", { class: "chart__grid", x1: PLOT.left, x2: WIDTH - PLOT.right, y1: y(value), y2: y(value) }),
    h("text", { class: "chart__tick", x: PLOT.left - 8, y: y(value) + 4, "text-anchor": "end" }, String(value)),
  ];
  return [
    [0, top / 2, top].filter(Number.isInteger).map(level),
    categories.map(
      (label, index) =>
        fits(index, LETTER.desk) &&
        h(
          "text",
          {
            class: `chart__tick ${fits(index, LETTER.phone) ? "" : "chart__tick--desk"}`,
            x: x(index),
            y: HEIGHT - PLOT.bottom + 18,
            "text-anchor": "middle",
          },
          label,
        ),
    ),
    x_label &&
      h("text", { class: "chart__axis", x: (PLOT.left + WIDTH) / 2, y: HEIGHT - 6, "text-anchor": "middle" }, x_label),
    y_label && h("text", { class: "chart__axis", x: PLOT.left - 36, y: 14 }, y_label),
  ];
}

function bars(values, { x, y, band }, id) {
  const width = Math.min(38, (band * 0.74) / values.length);
  const labelled = values.flat().length <= 24 && width >= 12;
  return values.map((series, which) =>
    series.map((value, index) => {
      const left = x(index) + width * (which - values.length / 2);
      return [
        h("rect", {
          class: `series-${which % 6} chart__bar`,
          x: left + 1,
          y: y(value),
          width: width - 2,
          height: y(0) - y(value),
          rx: 2,
          fill: `url(#${patternId(id, which)})`,
        }),
        labelled &&
          value !== 0 &&
          h(
            "text",
            { class: "chart__value chart__value--bar", x: left + width / 2, y: y(value) - 4, "text-anchor": "middle" },
            String(value),
          ),
      ];
    }),
  );
}

function lines(values, scale) {
  return values.map((series, which) => [
    h("polyline", { class: `series-${which % 6} chart__line dash-${which % 6}`, points: points(series, scale) }),
    series.map((value, index) =>
      h("path", { class: `series-${which % 6} chart__marker`, d: markers[which % 6](scale.x(index), scale.y(value)) }),
    ),
  ]);
}

function areas(values, scale, id) {
  return values.map((series, which) => {
    const ground = `${scale.x(series.length - 1)},${scale.y(0)} ${scale.x(0)},${scale.y(0)}`;
    return [
      h("polygon", {
        class: `series-${which % 6} chart__area`,
        points: `${points(series, scale)} ${ground}`,
        fill: `url(#${patternId(id, which)})`,
      }),
      h("polyline", { class: `series-${which % 6} chart__line dash-${which % 6}`, points: points(series, scale) }),
    ];
  });
}

function slices(segments, id) {
  const total = segments.reduce((sum, segment) => sum + segment.value, 0);
  const [cx, cy, radius] = [WIDTH / 2, HEIGHT / 2, 88];
  const at = (share, distance) => [
    cx + distance * Math.sin(2 * Math.PI * share),
    cy - distance * Math.cos(2 * Math.PI * share),
  ];
  let from = 0;
  return segments.map((segment, which) => {
    const share = segment.value / total;
    const [start, end, middle] = [
      at(from, radius),
      at(from + Math.min(share, 0.9999), radius),
      at(from + share / 2, radius + 14),
    ];
    from += share;
    const arc = `M${cx} ${cy}L${start}A${radius} ${radius} 0 ${share > 0.5 ? 1 : 0} 1 ${end}Z`;
    const anchor = middle[0] < cx - 4 ? "end" : middle[0] > cx + 4 ? "start" : "middle";
    return [
      h("path", { class: `series-${which % 6} chart__bar`, d: arc, fill: `url(#${patternId(id, which)})` }),
      h(
        "text",
        { class: "chart__value", x: middle[0], y: middle[1] + 4, "text-anchor": anchor },
        `${segment.label}: ${segment.value} (${Math.round(share * 100)}%)`,
      ),
    ];
  });
}

function framed(plan, title) {
  return h("div", { class: "table-frame", tabindex: "0", role: "group", "aria-label": title }, figures(plan, title));
}

function figures(plan, title) {
  const rows =
    plan.type === "pie"
      ? plan.segments.map((segment) => [segment.label, segment.value])
      : plan.series[0].data.map((point, index) => [
          point.label,
          ...plan.series.map((series) => series.data[index]?.value ?? 0),
        ]);
  const head =
    plan.type === "pie"
      ? ["", "Value"]
      : [plan.axis_config?.x_label ?? "", ...plan.series.map((series) => series.name)];
  return h(
    "table",
    { class: "table" },
    h("caption", { class: "visually-hidden" }, title),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        head.map((words, column) =>
          words ? h("th", { scope: "col", class: column ? "align-right" : "" }, words) : h("td", {}),
        ),
      ),
    ),
    h(
      "tbody",
      {},
      rows.map(([label, ...values]) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, label),
          values.map((value) => h("td", { class: "align-right" }, String(value))),
        ),
      ),
    ),
  );
}

function sentences(plan) {
  if (plan.type === "pie") return plan.segments.map((segment) => `${segment.label} ${segment.value}`).join(", ");
  return plan.series
    .map((series) => `${series.name}: ${series.data.map((point) => `${point.label} ${point.value}`).join(", ")}`)
    .join(". ");
}

function points(series, { x, y }) {
  return series.map((value, index) => `${x(index)},${y(value)}`).join(" ");
}

function niceTop(largest) {
  const magnitude = 10 ** Math.floor(Math.log10(largest));
  const step = [1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * magnitude >= largest);
  return Math.max(2, Math.round(step * magnitude));
}
