// Status lines: the warnings Slack's client shows, and refusals of the sandbox itself.

import { h } from "./dom.js";
import { session } from "./session.js";
import { dismiss, ui } from "./ui.js";

const MOST = 3;

/** The lines that are neither dismissed nor in `left` (a set of ids), newest last. */
export function notices(left = new Set()) {
  const said = session.state.notices ?? [];
  const own = ui.local.filter((line) => !said.some((other) => other.text === line.text));
  const lines = [...said, ...own].filter((line) => !ui.dismissed.has(line.id) && !left.has(line.id)).slice(-MOST);
  return h("div", { class: "notices", key: "notices", role: "status", "aria-live": "polite" }, lines.map(line));
}

function line({ id, text }) {
  return h(
    "div",
    { class: "notice", key: id, "data-testid": "notice" },
    h("span", { class: "notice__text" }, text),
    h(
      "button",
      {
        type: "button",
        class: "notice__close",
        "aria-label": "Dismiss this notice",
        "data-testid": "notice-dismiss",
        onclick: () => dismiss(id),
      },
      "×",
    ),
  );
}
