// Message lists stay at their foot when they were there, and stay still when they were not.

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
      if (!list.querySelector(".message")) list.scrollTop = 0;
      else if (!shown.has(name) || atFoot.get(name) !== false) list.scrollTop = list.scrollHeight;
      now.set(name, true);
    }
    shown = now;
  };
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
