// A list of messages with day dividers; each message is drawn again only when it changed.

import { h, memo } from "./dom.js";
import { message } from "./message.js";
import { session } from "./session.js";
import { dayKey, dayName, momentOf, sandboxNow } from "./time.js";
import { revision, ui } from "./ui.js";

const TOGETHER = 300;
const texts = new WeakMap();

/** The <ol> of messages of a channel (place "main") or of a thread (place "thread"). */
export function messageList(messages, channel, place) {
  const shown = messages.filter((one) => !one.ephemeral || !ui.dismissed.has(`${channel.id} ${one.ts}`));
  const today = dayKey(sandboxNow());
  let before = null;
  const lines = shown.flatMap((one) => {
    const day = dayKey(momentOf(one.ts));
    const newDay = !before || day !== dayKey(momentOf(before.ts));
    const fresh = place === "main" && one.ts === ui.firstNew;
    const compact = !newDay && !fresh && sameSpeaker(before, one);
    before = one;
    const divider =
      newDay && h("li", { class: "day", key: `day ${day} ${one.ts}` }, h("span", {}, dayName(momentOf(one.ts))));
    const dependencies = [fingerprint(one), compact, today, session.as, revision(scopeOf(channel, one))].join("|");
    return [
      divider,
      fresh && h("li", { class: "day day--new", key: "new" }, h("span", {}, "New")),
      memo(one.ts, dependencies, () => message(one, channel, { compact, place, scope: scopeOf(channel, one) })),
    ];
  });
  return h("ol", { class: "messages", role: "list" }, lines);
}

function scopeOf(channel, one) {
  return `msg:${channel.id}:${one.ts}`;
}

function sameSpeaker(before, one) {
  return (
    before.user === one.user &&
    !before.ephemeral &&
    !one.ephemeral &&
    !before.reply_count &&
    Number(one.ts) - Number(before.ts) < TOGETHER
  );
}

function fingerprint(one) {
  if (!texts.has(one)) texts.set(one, JSON.stringify(one));
  return texts.get(one);
}
