// The sandbox's own controls, set apart from the chat: who you are, appearance, faults.

import { h } from "./dom.js";
import { openFaults } from "./faults.js";
import { avatar, firstName } from "./people.js";
import { actAs, session } from "./session.js";
import { switchTheme, theme } from "./theme.js";
import { changed, ui } from "./ui.js";

/** The bar at the top. */
export function topbar() {
  const { members } = session.state;
  const other = theme() === "dark" ? "Light" : "Dark";
  const flip = () => {
    switchTheme();
    changed();
  };
  const faults = session.state.faults?.length;
  return h(
    "header",
    { class: "topbar" },
    h("a", { class: "skip", href: "#main", onclick: skip }, "Skip to the conversation"),
    h(
      "button",
      {
        type: "button",
        class: "topbar__button topbar__menu",
        "aria-expanded": String(ui.railOpen),
        "aria-controls": "rail",
        "data-testid": "rail-toggle",
        onclick: toggleRail,
      },
      h("span", { "aria-hidden": "true" }, "☰"),
      h("span", { class: "visually-hidden" }, "Channels"),
    ),
    h(
      "div",
      { class: "topbar__brand" },
      h("strong", {}, "Sandbox"),
      h("span", {}, "Nothing here leaves this computer"),
    ),
    h(
      "nav",
      { class: "act-as", "aria-label": "Act as", "data-testid": "act-as" },
      h("span", { class: "act-as__label", "aria-hidden": "true" }, "Act as"),
      h("ul", { class: "act-as__list" }, members.filter((member) => !member.is_bot && !member.deleted).map(chip)),
    ),
    h(
      "div",
      { class: "topbar__tools" },
      h("button", { type: "button", class: "topbar__button", "data-testid": "theme", onclick: flip }, other),
      h(
        "button",
        {
          type: "button",
          class: "topbar__button",
          "data-testid": "more",
          "aria-haspopup": "dialog",
          onclick: openFaults,
        },
        faults ? `More (${faults})` : "More",
      ),
    ),
  );
}

function chip(member) {
  const current = member.id === session.state.me.id;
  const role = member.title || (member.is_guest ? "guest" : "member");
  const onclick = (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    actAs(member.id);
  };
  return h(
    "li",
    { key: member.id },
    h(
      "a",
      {
        class: `person ${current ? "person--current" : ""}`,
        href: `?as=${encodeURIComponent(member.id)}`,
        "aria-current": current ? "true" : undefined,
        title: `${member.name}, ${role}. Ctrl-click opens another tab.`,
        "data-testid": `act-as-${member.id}`,
        onclick,
      },
      avatar(member),
      h(
        "span",
        { class: "person__words" },
        h("span", { class: "person__name" }, firstName(member)),
        h("span", { class: "person__role" }, role),
      ),
    ),
  );
}

function skip(event) {
  event.preventDefault();
  (document.getElementById("composer") ?? document.getElementById("main")).focus();
}

function toggleRail() {
  ui.railOpen = !ui.railOpen;
  changed();
  if (ui.railOpen) requestAnimationFrame(() => document.querySelector(".rail__entry--current")?.focus());
}
