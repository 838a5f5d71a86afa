// Fields in which something is typed or a date or time is picked.

import { h } from "./dom.js";
import { actsOnEnter, change } from "./interact.js";
import { asRichText, wordsOf } from "./richtext.js";
import { fromLocalField, toLocalField } from "./time.js";
import { stateOf } from "./values.js";

const NEARLY_FULL = 0.2;

/** Drawing functions by element type. */
export const inputs = {
  plain_text_input: text,
  email_text_input: (el, block, surface, label) => typed("email", el, block, surface, label),
  url_text_input: (el, block, surface, label) => typed("url", el, block, surface, label),
  number_input: (el, block, surface, label) =>
    typed("text", el, block, surface, label, { inputmode: el.is_decimal_allowed ? "decimal" : "numeric" }),
  rich_text_input: richTextInput,
  datepicker: (el, block, surface, label) => picked("date", "selected_date", el, block, surface, label),
  timepicker: (el, block, surface, label) => picked("time", "selected_time", el, block, surface, label),
  datetimepicker: dateTime,
};

/** The attributes every field shares: its id, its name and what describes it. */
export function named(el, label, extra = {}) {
  return {
    id: label?.id,
    "aria-label": label?.name,
    "aria-describedby": label?.describedBy || undefined,
    "aria-invalid": label?.invalid ? "true" : undefined,
    "aria-required": label?.required ? "true" : undefined,
    "data-action": el.action_id,
    ...extra,
  };
}

function text(el, block, surface, label) {
  if (!el.multiline) return [typed("text", el, block, surface, label), counter(el, block, surface)];
  const value = stateOf(surface, block, el).value ?? "";
  const rows = Math.min(12, Math.max(4, Math.ceil(value.length / 70) + value.split("\n").length - 1));
  return [h("textarea", { ...typing(el, block, surface, label), rows, value }), counter(el, block, surface)];
}

function typed(type, el, block, surface, label, extra) {
  const value = stateOf(surface, block, el).value ?? "";
  return h("input", { ...typing(el, block, surface, label), type, autocomplete: "off", ...extra, value });
}

function typing(el, block, surface, label) {
  const state = (event) => ({ type: el.type, value: event.target.value === "" ? null : event.target.value });
  return named(el, label, {
    class: "field",
    placeholder: el.placeholder?.text,
    oninput: (event) => change(surface, block, el, state(event), true),
    onkeydown: (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || !actsOnEnter(block, el)) return;
      event.preventDefault();
      change(surface, block, el, state(event));
    },
  });
}

function counter(el, block, surface) {
  if (!el.max_length) return null;
  const left = el.max_length - [...(stateOf(surface, block, el).value ?? "")].length;
  if (left > el.max_length * NEARLY_FULL) return null;
  const words = left < 0 ? `${-left} too many` : `${left} left`;
  return h("span", { class: `counter ${left < 0 ? "counter--over" : ""}` }, words);
}

function richTextInput(el, block, surface, label) {
  const value = wordsOf(stateOf(surface, block, el).rich_text_value);
  const oninput = (event) => {
    const words = event.target.value;
    change(surface, block, el, { type: el.type, rich_text_value: words ? asRichText(words) : null }, true);
  };
  return h("textarea", {
    ...named(el, label),
    class: "field",
    rows: 4,
    placeholder: el.placeholder?.text,
    oninput,
    value,
  });
}

function picked(type, key, el, block, surface, label) {
  const state = stateOf(surface, block, el);
  const onchange = (event) =>
    change(surface, block, el, { ...state, type: el.type, [key]: event.target.value || null });
  return h("input", { ...named(el, label), class: "field field--short", type, onchange, value: state[key] ?? "" });
}

function dateTime(el, block, surface, label) {
  const onchange = (event) =>
    change(surface, block, el, { type: el.type, selected_date_time: fromLocalField(event.target.value) });
  const value = toLocalField(stateOf(surface, block, el).selected_date_time);
  return h("input", { ...named(el, label), class: "field field--short", type: "datetime-local", onchange, value });
}
