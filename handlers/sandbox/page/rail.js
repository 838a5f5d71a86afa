// The left rail: the workspace, its channels and direct messages, the sandbox's clock.

import { clock } from "./clock.js";
import { h } from "./dom.js";
import { avatar, channelName, person } from "./people.js";
import { session } from "./session.js";
import { changed, goTo, ui } from "./ui.js";

/** The rail; on a phone it opens over the conversation. */
export function rail() {
  const { channels, workspace, me } = session.state;
  const close = () => {
    ui.railOpen = false;
    changed();
    document.querySelector("[data-testid=rail-toggle]").focus();
  };
  return [
    h("button", {
      key: "scrim",
      type: "button",
      class: "scrim",
      tabindex: "-1",
      "aria-hidden": "true",
      onclick: close,
    }),
    h(
      "nav",
      {
        key: "rail",
        id: "rail",
        class: "rail",
        "aria-label": "Channels and messages",
        onkeydown: (event) => event.key === "Escape" && ui.railOpen && close(),
      },
      h(
        "div",
        { class: "rail__head" },
        h("strong", { class: "rail__workspace" }, workspace),
        h("span", { class: "rail__me" }, `You are ${me.name}`),
      ),
      h(
        "div",
        { class: "rail__lists" },
        list(
          "Channels",
          channels.filter((channel) => channel.kind !== "im"),
        ),
        list(
          "Direct messages",
          channels.filter((channel) => channel.kind === "im"),
        ),
      ),
      clock(),
    ),
  ];
}

function list(title, channels) {
  if (!channels.length) return null;
  return h(
    "section",
    { class: "rail__section", "aria-label": title },
    h("h2", { class: "rail__title" }, title),
    h("ul", { class: "rail__list" }, channels.map(entry)),
  );
}

function entry(channel) {
  const name = channelName(channel);
  const current = channel.id === ui.place;
  const member = channel.kind === "im" ? person(channel.with) : null;
  const sign = channel.kind === "private" ? "◆" : "#";
  return h(
    "li",
    { key: channel.id },
    h(
      "button",
      {
        type: "button",
        class: `rail__entry ${current ? "rail__entry--current" : ""} ${channel.unread ? "rail__entry--unread" : ""}`,
        "aria-current": current ? "page" : undefined,
        "data-testid": `channel-${name}`,
        onclick: () => goTo(channel),
      },
      member ? avatar(member, "avatar--small") : h("span", { class: "rail__sign", "aria-hidden": "true" }, sign),
      h("span", { class: "rail__name" }, name),
      channel.kind === "private" && h("span", { class: "visually-hidden" }, " (private)"),
      member?.is_bot && h("span", { class: "badge" }, "App"),
      channel.unread > 0 &&
        h("span", { class: "rail__count" }, String(channel.unread), h("span", { class: "visually-hidden" }, " unread")),
    ),
  );
}
