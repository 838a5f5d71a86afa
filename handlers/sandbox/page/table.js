// Tables in messages: the plain table, and the data table with its caption, sorting and pages.

import { h } from "./dom.js";
import { richText } from "./richtext.js";
import { changed, ui } from "./ui.js";

/** A table block; its first row is the heading. */
export function table(block) {
  const align = (column) => block.column_settings?.[column]?.align;
  return h(
    "div",
    { class: "table-frame", tabindex: "0", role: "group", "aria-label": "Table" },
    h("table", { class: "table" }, ...parts(block.rows, align, null)),
  );
}

/** A data_table block: caption, sortable columns, so many rows at a time. */
export function dataTable(block, surface) {
  const key = `${surface.scope}\n${block.block_id}`;
  const look = ui.opened.get(key) ?? { page: 0, column: null, down: false };
  const set = (next) => {
    ui.opened.set(key, { ...look, ...next });
    changed(surface.scope);
  };
  const [head, ...body] = block.rows;
  const size = block.page_size ?? 5;
  const pages = Math.ceil(body.length / size);
  const rows = sorted(body, look).slice(look.page * size, (look.page + 1) * size);
  const numeric = (column) => (body.every((row) => row[column]?.type === "raw_number") ? "right" : undefined);
  const sort = (column) => set({ column, down: look.column === column && !look.down, page: 0 });
  return h(
    "div",
    { class: "data-table" },
    h(
      "div",
      { class: "table-frame", tabindex: "0", role: "group", "aria-label": block.caption },
      h(
        "table",
        { class: "table" },
        h("caption", {}, block.caption),
        ...parts([head, ...rows], numeric, { look, sort, rowHead: block.row_header_column_index ?? 0 }),
      ),
    ),
    pages > 1 && pager(look.page, pages, (page) => set({ page })),
  );
}

function parts([head, ...rows], align, sorting) {
  return [
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        head.map((cell, column) => heading(cell, column, align(column), sorting)),
      ),
    ),
    h(
      "tbody",
      {},
      rows.map((row) =>
        h(
          "tr",
          {},
          row.map((cell, column) =>
            h(
              sorting?.rowHead === column ? "th" : "td",
              { class: `align-${align(column) ?? "left"}`, scope: sorting?.rowHead === column ? "row" : undefined },
              content(cell),
            ),
          ),
        ),
      ),
    ),
  ];
}

function heading(cell, column, align, sorting) {
  const shared = { scope: "col", class: `align-${align ?? "left"}` };
  if (!sorting) return h("th", shared, content(cell));
  const { look, sort } = sorting;
  const order = look.column === column ? (look.down ? "descending" : "ascending") : undefined;
  const arrow = { ascending: " ↑", descending: " ↓" }[order] ?? "";
  return h(
    "th",
    { ...shared, "aria-sort": order },
    h(
      "button",
      { type: "button", class: "table__sort", onclick: () => sort(column) },
      content(cell),
      h("span", { "aria-hidden": "true" }, arrow),
    ),
  );
}

function pager(page, pages, go) {
  const step = (words, to) =>
    h(
      "button",
      { type: "button", class: "button button--small", disabled: to < 0 || to >= pages, onclick: () => go(to) },
      words,
    );
  return h(
    "div",
    { class: "pager" },
    step("Earlier rows", page - 1),
    h("span", {}, `Page ${page + 1} of ${pages}`),
    step("More rows", page + 1),
  );
}

function content(cell) {
  if (cell?.type === "rich_text") return richText(cell);
  return String(cell?.text ?? cell?.value ?? "");
}

function sorted(rows, { column, down }) {
  if (column === null) return rows;
  const key = (row) => row[column]?.value ?? row[column]?.text ?? "";
  const by = (a, b) =>
    typeof key(a) === "number" && typeof key(b) === "number"
      ? key(a) - key(b)
      : String(key(a)).localeCompare(String(key(b)));
  return [...rows].sort((a, b) => (down ? by(b, a) : by(a, b)));
}
