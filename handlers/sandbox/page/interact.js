// What happens when somebody presses a button or changes a field: the value is remembered at
// once, and the server is told at the moment Slack's client would tell it.

import { confirmed } from "./dialog.js";
import { act } from "./session.js";
import { attempt, changed, ui } from "./ui.js";
import { remember } from "./values.js";

const TYPING_PAUSE = 300;
const waiting = new Map();

/** Presses an element that acts at once; asks its confirmation first. */
export async function press(surface, block, element, value) {
  const key = pendingKey(surface, block, element);
  if (ui.pending.has(key)) return;
  if (element.confirm && !(await confirmed(element.confirm))) return changed(surface.scope);
  if (value) remember(surface, block, element, value);
  ui.pending.add(key);
  changed(surface.scope);
  await flush(surface);
  await attempt("press", {
    where: surface.where,
    block_id: block.block_id,
    action_id: element.action_id,
    ...(value && { value }),
  });
  ui.pending.delete(key);
  changed(surface.scope);
}

/** Takes over a field's new value; `typing` waits for a pause before the server is told. */
export function change(surface, block, element, state, typing = false) {
  if (block.type !== "input") return press(surface, block, element, state);
  remember(surface, block, element, state);
  changed(surface.scope);
  if (!surface.view) return block.dispatch_action && !typing ? press(surface, block, element, state) : undefined;
  if (typing && onlyOnEnter(block, element)) return;
  const key = pendingKey(surface, block, element);
  clearTimeout(waiting.get(key)?.timer);
  const send = () => {
    waiting.delete(key);
    return act("input", { view_id: surface.view.id, block_id: block.block_id, action_id: element.action_id, state });
  };
  if (typing) waiting.set(key, { scope: surface.scope, send, timer: setTimeout(send, TYPING_PAUSE) });
  else flush(surface).then(send);
}

/** Whether Enter in this text field is an action of its own rather than a new line or a submit. */
export function actsOnEnter(block, element) {
  return Boolean(block.dispatch_action) && !element.multiline && triggers(element).includes("on_enter_pressed");
}

/** Tells the server everything typed in a view that it has not heard yet. */
export async function flush(surface) {
  const mine = [...waiting.values()].filter((entry) => entry.scope === surface.scope);
  for (const entry of mine) clearTimeout(entry.timer);
  await Promise.all(mine.map((entry) => entry.send()));
}

/** Drops what was still to be told about a view, because its whole form is being sent or closed. */
export function dropWaiting(surface) {
  for (const [key, entry] of waiting) {
    if (entry.scope !== surface.scope) continue;
    clearTimeout(entry.timer);
    waiting.delete(key);
  }
}

/** Whether an element waits for the server's answer. */
export function isPending(surface, block, element) {
  return ui.pending.has(pendingKey(surface, block, element));
}

function onlyOnEnter(block, element) {
  return actsOnEnter(block, element) && !triggers(element).includes("on_character_entered");
}

function triggers(element) {
  return element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
}

function pendingKey(surface, block, element) {
  return `${surface.scope}\n${block.block_id}\n${element.action_id}`;
}
