// The sandbox's clock, and the buttons that move it on.

import { h } from "./dom.js";
import { post, refresh, session } from "./session.js";
import { clockTime, sandboxNow, shortDay } from "./time.js";
import { changed, notice } from "./ui.js";

const JUMPS = [
  { testid: "clock-hour", words: "+1 hour", body: { advance_seconds: 3600 } },
  { testid: "clock-day", words: "+1 day", body: { advance_seconds: 86400 } },
  { testid: "clock-monday", words: "To Monday 09:00", body: { jump: "monday" } },
];
let jumping = null;

setInterval(() => session.state && changed(), 15000);

/** The clock strip at the foot of the rail. */
export function clock() {
  const now = sandboxNow();
  return h(
    "section",
    { class: "clock", "aria-label": "Sandbox clock", "data-testid": "clock" },
    h(
      "p",
      { class: "clock__now" },
      h("time", { class: "clock__time", datetime: now.toISOString(), "data-testid": "clock-now" }, clockTime(now)),
      h("span", { class: "clock__day" }, shortDay(now)),
    ),
    session.state.can_jump && h("div", { class: "clock__buttons" }, JUMPS.map(button)),
  );
}

function button({ testid, words, body }) {
  const busy = jumping === testid;
  return h(
    "button",
    {
      type: "button",
      class: `button button--small ${busy ? "is-busy" : ""}`,
      "aria-busy": busy,
      "data-testid": testid,
      onclick: () => jump(testid, body),
    },
    words,
  );
}

async function jump(testid, body) {
  if (jumping) return;
  jumping = testid;
  changed();
  const answer = await post("/sandbox/clock", body);
  jumping = null;
  if (!answer.ok) notice("The clock was not moved. Please try again.");
  await refresh();
}
