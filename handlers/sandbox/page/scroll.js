// Message lists open at the first unread message, or else at their foot. They stay at their foot when they were there,
// and stay still when they were not.

import { ui } from "./ui.js";

const NEAR = 40;
let shown = new Map();

/** Call before drawing; call what it returns afterwards. */
export function keepScroll(root) {
  const atFoot = new Map(
    [...root.querySelectorAll("[data-scroll]")].map((list) => [list.dataset.scroll, isAtFoot(list)]),
  );
  return () => {
    const now = new Map();
    for (const list of root.querySelectorAll("[data-scroll]")) {
      const name = list.dataset.scroll;
      const filled = Boolean(list.querySelector(".message"));
      if (!filled) list.scrollTop = 0;
      else if (!shown.get(name)) list.scrollTop = startOf(list);
      else if (atFoot.get(name) !== false) list.scrollTop = list.scrollHeight;
      now.set(name, filled);
    }
    shown = now;
  };
}

function startOf(list) {
  const unread = list.querySelector(".day--new");
  if (!unread) return list.scrollHeight;
  return list.scrollTop + unread.getBoundingClientRect().top - list.getBoundingClientRect().top;
}

/** Scrolls the open message list to its foot. */
export function toFoot() {
  const list = document.querySelector(`[data-scroll$="${ui.place}"]`);
  list?.scrollTo({ top: list.scrollHeight });
}

/** Whether a list shows its last line. */
export function isAtFoot(list) {
  return list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;
}
