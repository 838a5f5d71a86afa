// One message: who, when, its blocks or text, reactions, the way into its thread, its menu.

import { blocks } from "./blocks.js";
import { h } from "./dom.js";
import { emoji } from "./emoji.js";
import { fileList } from "./files.js";
import { openMenu } from "./menu.js";
import { mrkdwn, spoken } from "./mrkdwn.js";
import { avatar, person } from "./people.js";
import { session } from "./session.js";
import { openThread } from "./thread.js";
import { clockTime, fullMoment, momentOf } from "./time.js";
import { attempt, dismiss } from "./ui.js";

const THUMB = "thumbsup";

/** Draws a message; `compact` leaves out the name, `place` is "main" or "thread". */
export function message(one, channel, { compact, place, scope }) {
  const author = { ...person(one.user), ...(one.name && { name: one.name }) };
  const surface = {
    scope,
    anchor: `${place}-${scope}`,
    where: { channel: channel.id, ts: one.ts },
    view: null,
    state: one.state,
    errors: {},
  };
  const moment = momentOf(one.ts);
  const time = h(
    "time",
    { class: "message__time", datetime: moment.toISOString(), title: fullMoment(moment) },
    clockTime(moment),
  );
  return h(
    "li",
    {
      class: `message ${compact ? "message--compact" : ""} ${one.ephemeral ? "message--ephemeral" : ""}`,
      tabindex: "-1",
      "data-testid": "message",
      "data-ts": one.ts,
    },
    h("div", { class: "message__side" }, compact ? time : avatar(author)),
    h(
      "div",
      { class: "message__main" },
      one.ephemeral && privacy(one, channel),
      one.pinned && h("p", { class: "message__privacy" }, h("span", { "aria-hidden": "true" }, "◈ "), "Pinned here"),
      compact
        ? h("span", { class: "visually-hidden" }, `${author.name}, `)
        : h(
            "div",
            { class: "message__head" },
            h("strong", { class: "message__name" }, author.name),
            (one.app ?? author.is_bot) && h("span", { class: "badge" }, "App"),
            time,
          ),
      h("div", { class: "message__body" }, body(one, surface), fileList(one.files)),
      reactions(one, channel),
      place === "main" && one.reply_count > 0 && replies(one),
    ),
    !one.ephemeral && menuButton(one, channel, author, place),
  );
}

function body(one, surface) {
  const edited = one.edited && h("span", { class: "message__edited" }, " (edited)");
  if (one.blocks?.length) return [h("div", { class: "blocks" }, blocks(one.blocks, surface)), edited];
  return h("div", { class: "mrkdwn" }, mrkdwn(one.text ?? ""), edited);
}

function privacy(one, channel) {
  return h(
    "p",
    { class: "message__privacy" },
    h("span", { "aria-hidden": "true" }, "◉ "),
    "Only visible to you",
    h(
      "button",
      {
        type: "button",
        class: "link-button",
        "data-testid": "dismiss-message",
        onclick: () => dismiss(`${channel.id} ${one.ts}`),
      },
      "Dismiss",
    ),
  );
}

function reactions(one, channel) {
  if (!one.reactions?.length) return null;
  return h(
    "div",
    { class: "reactions" },
    one.reactions.map(({ name, users }) => {
      const mine = users.includes(session.as);
      const who = users.map((id) => person(id).name).join(", ");
      return h(
        "button",
        {
          type: "button",
          key: name,
          class: `reaction ${mine ? "reaction--mine" : ""}`,
          "aria-pressed": String(mine),
          title: `${who} reacted with ${name}`,
          onclick: () => attempt("react", { channel: channel.id, ts: one.ts, name }),
        },
        emoji(name),
        ` ${users.length}`,
      );
    }),
  );
}

function replies(one) {
  const words = one.reply_count === 1 ? "1 reply" : `${one.reply_count} replies`;
  return h(
    "button",
    { type: "button", class: "replies", "data-testid": "open-thread", onclick: () => openThread(one.ts) },
    words,
    h("span", { "aria-hidden": "true" }, " ›"),
  );
}

function menuButton(one, channel, author, place) {
  const name = `Message actions, ${author.name} ${clockTime(momentOf(one.ts))}`;
  return h(
    "button",
    {
      type: "button",
      class: "message__menu",
      tabindex: "-1",
      "aria-label": name,
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "data-testid": "message-menu",
      onclick: (event) => openMenu(event.currentTarget, "Message actions", items(one, channel, place)),
    },
    "⋯",
  );
}

function items(one, channel, place) {
  const reply = { label: "Reply in thread", icon: "↳", chosen: () => openThread(one.thread_ts ?? one.ts) };
  const thumb = {
    label: "React with thumbs up",
    icon: "👍",
    chosen: () => attempt("react", { channel: channel.id, ts: one.ts, name: THUMB }),
  };
  const copy = { label: "Copy text", icon: "📋", chosen: () => navigator.clipboard?.writeText(spoken(one.text ?? "")) };
  const shortcuts = (session.state.message_shortcuts ?? []).map((shortcut, index) => ({
    label: shortcut.name,
    description: shortcut.description,
    icon: "⚡",
    group: index === 0 ? "Message shortcuts" : undefined,
    chosen: () => attempt("message_shortcut", { callback_id: shortcut.callback_id, channel: channel.id, ts: one.ts }),
  }));
  const own = (one.files ?? []).filter((file) => file.user === session.as && !file.deleted);
  const deletions = own.map((file) => ({
    label: `Delete ${file.name}`,
    icon: "✕",
    chosen: () => attempt("delete_file", { file: file.id }),
  }));
  return [...(place === "main" ? [reply] : []), thumb, copy, ...deletions, ...shortcuts];
}
