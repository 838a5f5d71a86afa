// Fields in which something is chosen: selects, radio buttons, tick boxes.

import { h } from "./dom.js";
import { named } from "./inputs.js";
import { change } from "./interact.js";
import { textObject } from "./mrkdwn.js";
import { channelName } from "./people.js";
import { session } from "./session.js";
import { stateOf } from "./values.js";

const asIs = (option) => option;
const byId = (option) => option.value;

/** Drawing functions by element type. */
export const choices = {
  static_select: one("selected_option", groupsOf, asIs),
  users_select: one("selected_user", members, byId),
  conversations_select: one("selected_conversation", conversations, byId),
  channels_select: one("selected_channel", conversations, byId),
  multi_static_select: several("selected_options", groupsOf, asIs),
  multi_users_select: several("selected_users", members, byId),
  multi_conversations_select: several("selected_conversations", conversations, byId),
  multi_channels_select: several("selected_channels", conversations, byId),
  radio_buttons: radios,
  checkboxes: boxes,
};

function one(key, groups, store) {
  return (el, block, surface, label) => {
    const all = groups(el);
    const chosen = valueOf(stateOf(surface, block, el)[key]);
    const onchange = (event) => {
      const option = find(all, event.target.value);
      change(surface, block, el, { type: el.type, [key]: option ? store(option) : null });
    };
    return h(
      "select",
      { ...named(el, label), class: "field field--select", onchange, value: chosen ?? "" },
      h("option", { value: "" }, el.placeholder?.text ?? "Choose…"),
      all.map(optionGroup),
    );
  };
}

function several(key, groups, store) {
  return (el, block, surface, label) => {
    const all = groups(el);
    const chosen = stateOf(surface, block, el)[key];
    const set = (values) => change(surface, block, el, { type: el.type, [key]: values });
    const values = chosen.map(valueOf);
    const left = all.map((group) => ({
      ...group,
      options: group.options.filter((option) => !values.includes(option.value)),
    }));
    const full = el.max_selected_items && chosen.length >= el.max_selected_items;
    const onchange = (event) => {
      const option = find(all, event.target.value);
      event.target.value = "";
      if (option) set([...chosen, store(option)]);
    };
    return h(
      "div",
      { class: "several" },
      h(
        "ul",
        { class: "several__chosen", "aria-label": "Chosen" },
        values.map((value, index) =>
          chip(find(all, value)?.text.text ?? value, () => set(chosen.filter((_, other) => other !== index))),
        ),
      ),
      h(
        "select",
        { ...named(el, label), class: "field field--select", onchange, disabled: Boolean(full), value: "" },
        h(
          "option",
          { value: "" },
          full ? `${chosen.length} chosen, the most allowed` : (el.placeholder?.text ?? "Add…"),
        ),
        left.map(optionGroup),
      ),
    );
  };
}

function chip(words, remove) {
  return h(
    "li",
    { class: "chip", key: words },
    words,
    h("button", { type: "button", class: "chip__remove", "aria-label": `Remove ${words}`, onclick: remove }, "×"),
  );
}

function radios(el, block, surface, label) {
  const state = stateOf(surface, block, el);
  return group(
    el,
    label,
    "radiogroup",
    el.options.map((option, index) => {
      const onchange = () => change(surface, block, el, { type: el.type, selected_option: option });
      return tick(
        "radio",
        `${label.id}-name`,
        option,
        index,
        label,
        onchange,
        valueOf(state.selected_option) === option.value,
      );
    }),
  );
}

function boxes(el, block, surface, label) {
  const chosen = stateOf(surface, block, el).selected_options;
  return group(
    el,
    label,
    "group",
    el.options.map((option, index) => {
      const onchange = (event) => {
        const picked = el.options.filter((other) =>
          other === option ? event.target.checked : chosen.some((kept) => kept.value === other.value),
        );
        change(surface, block, el, { type: el.type, selected_options: picked });
      };
      return tick(
        "checkbox",
        undefined,
        option,
        index,
        label,
        onchange,
        chosen.some((kept) => kept.value === option.value),
      );
    }),
  );
}

function group(el, label, role, children) {
  const name = label.labelledBy ? { "aria-labelledby": label.labelledBy } : { "aria-label": label.name };
  const invalid = role === "radiogroup" && label.invalid ? "true" : undefined;
  return h(
    "div",
    {
      class: "ticks",
      role,
      id: label.id,
      ...name,
      "aria-describedby": label.describedBy || undefined,
      "aria-invalid": invalid,
      "data-action": el.action_id,
    },
    children,
  );
}

function tick(type, name, option, index, label, onchange, checked) {
  return h(
    "label",
    { class: "tick" },
    h("input", { type, name, id: `${label.id}-${index}`, value: option.value, onchange, checked }),
    h(
      "span",
      { class: "tick__words" },
      h("span", {}, textObject(option.text)),
      option.description && h("span", { class: "tick__description" }, textObject(option.description)),
    ),
  );
}

function optionGroup({ label, options }) {
  const entries = options.map((option) => h("option", { value: option.value }, option.text.text));
  return label ? h("optgroup", { label }, entries) : entries;
}

function groupsOf(el) {
  if (!el.option_groups) return [{ options: el.options ?? [] }];
  return el.option_groups.map((part) => ({ label: part.label.text, options: part.options }));
}

function members() {
  const people = session.state.members.filter((member) => !member.is_bot);
  return [{ options: people.map((member) => ({ value: member.id, text: { text: member.name } })) }];
}

function conversations() {
  return [
    {
      options: session.state.channels.map((channel) => ({
        value: channel.id,
        text: { text: (channel.kind === "im" ? "" : "#") + channelName(channel) },
      })),
    },
  ];
}

function find(groups, value) {
  return groups.flatMap((part) => part.options).find((option) => option.value === value);
}

function valueOf(chosen) {
  return typeof chosen === "string" ? chosen : chosen?.value;
}
