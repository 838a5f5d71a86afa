// Block Kit blocks: which function draws which type.
// Reference: https://docs.slack.dev/reference/block-kit/blocks

import { chart } from "./chart.js";
import { h } from "./dom.js";
import { element, fieldId } from "./elements.js";
import { pictureAddress } from "./files.js";
import { markdown } from "./markdown.js";
import { textObject } from "./mrkdwn.js";
import { richText } from "./richtext.js";
import { dataTable, table } from "./table.js";

const LEVELS = { default: "Note", info: "Note", warning: "Worth a look", error: "Problem", success: "Done" };

const DRAW = {
  section,
  context,
  divider: () => h("hr", { class: "divider" }),
  header: (block, surface) =>
    h(surface.view?.type === "modal" ? "h3" : "h2", { class: "block-header" }, textObject(block.text)),
  image,
  actions,
  context_actions: actions,
  input,
  rich_text: (block) => h("div", { class: "rich-text" }, richText(block)),
  alert,
  table,
  data_table: dataTable,
  data_visualization: chart,
  markdown: (block) => h("div", { class: "markdown" }, markdown(block.text)),
  card,
  carousel: (block, surface) =>
    h(
      "div",
      { class: "carousel" },
      block.elements.map((one) => card(one, surface)),
    ),
  container,
};

/**
 * Draws blocks on a surface: {scope, anchor, where, view, state, errors}. `scope` names the message or
 * view, `anchor` begins the ids of its fields (a thread shows a message a second time),
 * `where` is what the server is told, `view` is null in messages (which have a
 * `state` of their own), `errors` go by block_id.
 */
export function blocks(list, surface) {
  return (list ?? []).map((block, index) => {
    const known = { block_id: `block-${index}`, ...block };
    const drawn =
      DRAW[block.type]?.(known, surface) ??
      h("p", { class: "unknown" }, `The sandbox cannot show a “${block.type}” block.`);
    return h(
      "div",
      { class: `block block--${block.type}`, key: keyOf(known), "data-block": known.block_id },
      drawn,
    );
  });
}

// A block that only shows something gets a new id at every update of its view, and yet is the same to whoever reads it.
function keyOf(block) {
  const acts = block.element || block.accessory || block.type === "actions";
  return acts ? `${block.type} ${block.block_id}` : undefined;
}

function section(block, surface) {
  const name = plain(block.text ?? block.fields?.[0]);
  return h(
    "div",
    { class: "section" },
    h(
      "div",
      { class: "section__text" },
      block.text && h("div", { class: "mrkdwn" }, textObject(block.text)),
      block.fields &&
        h(
          "div",
          { class: "section__fields" },
          block.fields.map((field) => h("div", { class: "mrkdwn" }, textObject(field))),
        ),
    ),
    block.accessory &&
      h(
        "div",
        { class: "section__accessory" },
        element(block.accessory, block, surface, standalone(block, block.accessory, surface, name)),
      ),
  );
}

function context(block) {
  return h(
    "div",
    { class: "context" },
    block.elements.map((part) =>
      part.type === "image" ? element(part, block) : h("span", { class: "mrkdwn" }, textObject(part)),
    ),
  );
}

function image(block) {
  const source = pictureAddress(block);
  return h(
    "figure",
    { class: "figure" },
    block.title && h("figcaption", {}, textObject(block.title)),
    source
      ? h("img", { src: source, alt: block.alt_text ?? "", loading: "lazy" })
      : h("p", { class: "figure__missing" }, `Picture: ${block.alt_text ?? "no description"}`),
  );
}

function actions(block, surface) {
  return h(
    "div",
    { class: "actions" },
    (block.elements ?? []).map((el) => element(el, block, surface, standalone(block, el, surface, ""))),
  );
}

function input(block, surface) {
  const el = block.element;
  const id = fieldId(surface, block, el);
  const error = surface.errors?.[block.block_id];
  const grouped = el.type === "radio_buttons" || el.type === "checkboxes";
  const describedBy = [error && `${id}-error`, block.hint && `${id}-hint`].filter(Boolean).join(" ");
  const words = [textObject(block.label), block.optional && h("span", { class: "optional" }, " (optional)")];
  return h(
    "div",
    { class: `input ${error ? "input--wrong" : ""}` },
    grouped ? h("div", { class: "label", id: `${id}-label` }, words) : h("label", { class: "label", for: id }, words),
    element(el, block, surface, {
      id,
      describedBy,
      invalid: Boolean(error),
      required: !block.optional,
      labelledBy: grouped ? `${id}-label` : undefined,
    }),
    error &&
      h(
        "p",
        { class: "error", id: `${id}-error`, key: "error", "data-testid": "field-error" },
        h("span", { "aria-hidden": "true" }, "! "),
        error,
      ),
    block.hint && h("p", { class: "hint", id: `${id}-hint`, key: "hint" }, textObject(block.hint)),
  );
}

function alert(block) {
  const level = block.level in LEVELS ? block.level : "default";
  return h(
    "div",
    { class: `alert alert--${level}`, role: "status" },
    h("strong", { class: "alert__level" }, LEVELS[level]),
    h("div", { class: "mrkdwn" }, textObject(block.text)),
  );
}

function card(block, surface) {
  return h(
    "div",
    { class: "card" },
    block.hero_image &&
      h("img", { class: "card__hero", src: pictureAddress(block.hero_image), alt: block.hero_image.alt_text ?? "" }),
    block.title && h("div", { class: "card__title mrkdwn" }, textObject(block.title)),
    block.subtitle && h("div", { class: "card__subtitle mrkdwn" }, textObject(block.subtitle)),
    block.body && h("div", { class: "mrkdwn" }, textObject(block.body)),
    block.actions && actions({ ...block, elements: block.actions }, surface),
  );
}

function container(block, surface) {
  const inside = blocks(block.child_blocks ?? block.blocks ?? block.elements, surface);
  if (!block.title) return h("div", { class: "card" }, inside);
  return h("details", { class: "card", open: true }, h("summary", {}, textObject(block.title)), inside);
}

function standalone(block, el, surface, name) {
  return { id: fieldId(surface, block, el), name: name || el.placeholder?.text || el.action_id };
}

function plain(text) {
  return (text?.text ?? "").replace(/[*_~`<>]/g, "").slice(0, 80);
}
