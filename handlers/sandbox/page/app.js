// The page: draws everything from the state and keeps what follows from it in step.

import { announceNew } from "./announcer.js";
import { conversation } from "./conversation.js";
import { draw, h } from "./dom.js";
import { goRoundParts, keepFocus } from "./keys.js";
import { showModal } from "./modal.js";
import { settlePlace, showSought } from "./place.js";
import { rail } from "./rail.js";
import { keepScroll } from "./scroll.js";
import { act, follow, session } from "./session.js";
import { applyTheme } from "./theme.js";
import { clockTime, shortDay } from "./time.js";
import { thread } from "./thread.js";
import { topbar } from "./topbar.js";
import { drawWith, openChannel, ui } from "./ui.js";

const root = document.getElementById("app");
let homeShown = null;
let placeRead = null;
let reading = false;

root.replaceChildren();
applyTheme();
goRoundParts();
drawWith(render);
follow(render);
document.addEventListener("visibilitychange", render);

function render() {
  if (!session.state) {
    const words = session.online ? "Opening the workspace…" : "The sandbox server does not answer. Trying again…";
    return draw(root, [h("p", { class: "loading", role: "status" }, words)]);
  }
  if (session.state.goes_by) return draw(root, [timeGoesBy(session.state)]);
  settlePlace();
  const { state } = session;
  const unread = state.channels.reduce((sum, channel) => sum + channel.unread, 0);
  document.title = `${unread ? `(${unread}) ` : ""}${state.me.name} · ${state.workspace} sandbox`;
  const settleScroll = keepScroll(root);
  const settleFocus = keepFocus();
  draw(root, [
    topbar(),
    h(
      "div",
      { class: `frame ${ui.thread ? "frame--thread" : ""} ${ui.railOpen ? "frame--rail" : ""}` },
      rail(),
      conversation(),
      thread(),
    ),
  ]);
  settleScroll();
  settleFocus();
  showSought();
  showModal();
  document.querySelector("[data-testid=more-panel]")?.redraw();
  announceNew();
  tellOpened();
}

function timeGoesBy({ goes_by: words, now }) {
  return h(
    "main",
    { key: "goes-by", class: "goes-by" },
    h("h1", { class: "goes-by__words", role: "status" }, words),
    h("p", { class: "goes-by__time", "aria-hidden": "true" }, `${shortDay(new Date(now))}, ${clockTime(new Date(now))}`),
  );
}

function tellOpened() {
  const channel = openChannel();
  if (!channel || document.hidden) return;
  const home = ui.tab === "home" ? `${session.as} ${channel.id}` : null;
  if (home && home !== homeShown) act("open_home");
  homeShown = home;
  const place = home ? null : `${session.as} ${channel.id}`;
  const entered = place !== placeRead;
  placeRead = place;
  if (home || reading || (!entered && !channel.unread)) return;
  reading = true;
  act("read", { channel: channel.id }).finally(() => (reading = false));
}
