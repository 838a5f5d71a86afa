// Block Kit elements: which function draws which type, and the ones that act when pressed.

import { choices } from "./choices.js";
import { h } from "./dom.js";
import { fileInput } from "./fileinput.js";
import { pictureAddress } from "./files.js";
import { inputs } from "./inputs.js";
import { isPending, press } from "./interact.js";
import { openMenu } from "./menu.js";
import { textObject } from "./mrkdwn.js";
import { followHere } from "./place.js";
import { session } from "./session.js";

const DRAW = { button, workflow_button: button, overflow, image, file_input: fileInput, ...inputs, ...choices };
const WEB = /^https?:\/\//i;

/**
 * Draws one element. `label` carries what its block knows about its name: {id, name,
 * describedBy, invalid, required, inGroup}.
 */
export function element(el, block, surface, label) {
  if (el.visible_to_user_ids && !el.visible_to_user_ids.includes(session.as)) return null;
  return (
    DRAW[el.type]?.(el, block, surface, label) ??
    h("span", { class: "unknown" }, `The sandbox cannot show “${el.type}”.`)
  );
}

/** A stable id for a field, from the place it stands in. */
export function fieldId(surface, block, el) {
  return `f-${surface.anchor}-${block.block_id}-${el?.action_id ?? ""}`.replace(/[^\w-]/g, "_");
}

function button(el, block, surface) {
  const busy = isPending(surface, block, el);
  const shared = {
    class: `button ${el.style ? `button--${el.style}` : ""} ${busy ? "is-busy" : ""}`,
    "aria-description": el.accessibility_label,
    "aria-busy": busy,
    "data-action": el.action_id,
    onclick: () => press(surface, block, el),
  };
  const words = textObject(el.text);
  if (el.url && WEB.test(el.url)) {
    const onclick = (event) => {
      followHere(event);
      shared.onclick();
    };
    return h(
      "a",
      { ...shared, onclick, href: el.url, target: "_blank", rel: "noopener noreferrer" },
      words,
      h("span", { "aria-hidden": "true" }, " ↗"),
    );
  }
  return h("button", { ...shared, type: "button" }, words);
}

function overflow(el, block, surface, label) {
  const items = el.options.map((option) => ({
    label: option.text.text,
    description: option.description?.text,
    chosen: () => {
      if (option.url && WEB.test(option.url)) window.open(option.url, "_blank", "noopener");
      press(surface, block, el, { type: "overflow", selected_option: option });
    },
  }));
  const name = label?.name ? `More choices: ${label.name}` : "More choices";
  return h(
    "button",
    {
      type: "button",
      class: "button button--overflow",
      "aria-label": name,
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "data-action": el.action_id,
      onclick: (event) => openMenu(event.currentTarget, name, items),
    },
    "⋯",
  );
}

function image(el) {
  return h("img", { class: "thumb", src: pictureAddress(el), alt: el.alt_text ?? "" });
}
