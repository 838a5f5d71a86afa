// The main pane: heading, tabs of an app, messages or Home, notices and the composer.

import { takesFiles } from "./attachments.js";
import { composer, composerKey } from "./composer.js";
import { h } from "./dom.js";
import { home } from "./home.js";
import { beginning, welcome } from "./hints.js";
import { amongMessages } from "./keys.js";
import { messageList } from "./messages.js";
import { notices } from "./notices.js";
import { appMember, channelName, person } from "./people.js";
import { seek } from "./place.js";
import { isAtFoot, toFoot } from "./scroll.js";
import { session } from "./session.js";
import { changed, isAppChannel, openChannel, showTab, ui } from "./ui.js";

/** The open conversation. */
export function conversation() {
  const channel = openChannel();
  const app = isAppChannel(channel);
  const atHome = app && ui.tab === "home";
  return h(
    "main",
    {
      key: "main",
      id: "main",
      class: "main",
      tabindex: "-1",
      "aria-label": channelName(channel),
      ...(atHome ? {} : takesFiles(composerKey(channel))),
    },
    heading(channel),
    connection(),
    app && tabs(channel),
    atHome ? home() : [list(channel), latest(), notices(), composer({ channel, id: "composer" })],
    atHome && notices(),
  );
}

function heading(channel) {
  const name = channelName(channel);
  const sign = { private: "◆ ", channel: "# " }[channel.kind] ?? "";
  return h(
    "div",
    { class: "main__head" },
    h("h1", { class: "main__title" }, sign && h("span", { class: "main__sign", "aria-hidden": "true" }, sign), name),
    h("p", { class: "main__topic" }, channel.topic || person(channel.with).title),
    pinned(channel),
  );
}

function pinned(channel) {
  const pins = (session.state.messages[channel.id] ?? []).filter((message) => message.pinned);
  if (!pins.length) return null;
  return h(
    "button",
    { type: "button", class: "link-button main__pinned", "data-testid": "pinned", onclick: () => seek(pins.at(-1).ts) },
    pins.length === 1 ? "1 pinned" : `${pins.length} pinned`,
  );
}

function tabs(channel) {
  const tab = (id, words) => {
    const chosen = ui.tab === id;
    const steer = (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      (event.currentTarget.nextElementSibling ?? event.currentTarget.previousElementSibling).focus();
      showTab(id === "home" ? "messages" : "home");
    };
    return h(
      "button",
      {
        type: "button",
        role: "tab",
        id: `tab-${id}`,
        class: `tab ${chosen ? "tab--chosen" : ""}`,
        "aria-selected": String(chosen),
        "aria-controls": "tab-panel",
        tabindex: chosen ? "0" : "-1",
        "data-testid": `${id}-tab`,
        onclick: () => showTab(id),
        onkeydown: steer,
      },
      words,
    );
  };
  const unread = channel.unread && ui.tab === "home" ? ` (${channel.unread} new)` : "";
  return h(
    "div",
    { class: "tabs", role: "tablist", "aria-label": channelName(channel), key: "tabs" },
    tab("home", "Home"),
    tab("messages", `Messages${unread}`),
  );
}

function list(channel) {
  const messages = (session.state.messages[channel.id] ?? []).filter(
    (message) => !message.thread_ts || message.thread_ts === message.ts,
  );
  const panel = isAppChannel(channel)
    ? { role: "tabpanel", "aria-labelledby": "tab-messages", id: "tab-panel" }
    : { role: "region", "aria-label": `Messages in ${channelName(channel)}` };
  return h(
    "div",
    {
      class: "scroll",
      onscroll: watchFoot,
      onkeydown: amongMessages,
      "aria-describedby": "messages-keys",
      key: `list ${session.as} ${channel.id}`,
      tabindex: "0",
      "data-scroll": `main ${session.as} ${channel.id}`,
      "data-testid": "messages",
      ...panel,
    },
    h("div", { class: "scroll__push" }),
    beginning(channel),
    messageList(messages, channel, "main"),
    welcome(channel, messages),
  );
}

function watchFoot(event) {
  const above = !isAtFoot(event.currentTarget);
  if (above === ui.above) return;
  ui.above = above;
  changed();
}

function latest() {
  if (!ui.above) return null;
  return h(
    "div",
    { class: "latest", key: "latest" },
    h(
      "button",
      { type: "button", class: "button button--small", "data-testid": "latest", onclick: toFoot },
      h("span", { "aria-hidden": "true" }, "↓ "),
      "Latest",
    ),
  );
}

function connection() {
  if (!session.online)
    return h(
      "p",
      { class: "banner", role: "status", key: "offline" },
      "The sandbox server does not answer. Trying again…",
    );
  if (session.state.bot_connected) return null;
  return h(
    "p",
    { class: "banner", role: "status", key: "no-bot", "data-testid": "bot-offline" },
    h("strong", {}, `${appMember().name} is not connected. `),
    "Nothing you press will be answered until it is started.",
  );
}
