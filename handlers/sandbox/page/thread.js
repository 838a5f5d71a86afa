// The right-hand pane with one thread.

import { takesFiles } from "./attachments.js";
import { composer, composerKey } from "./composer.js";
import { h } from "./dom.js";
import { amongMessages } from "./keys.js";
import { messageList } from "./messages.js";
import { channelName } from "./people.js";
import { session } from "./session.js";
import { changed, openChannel, ui } from "./ui.js";

/** Opens the thread of a message and puts the focus into its message box. */
export function openThread(ts) {
  ui.thread = ts;
  changed();
  queueMicrotask(() => document.getElementById("thread-composer")?.focus());
}

/** The pane, or nothing when no thread is open. */
export function thread() {
  const channel = openChannel();
  if (!ui.thread || !channel || ui.tab === "home") return null;
  const messages = (session.state.messages[channel.id] ?? []).filter(
    (one) => one.ts === ui.thread || one.thread_ts === ui.thread,
  );
  return h(
    "aside",
    {
      key: "thread",
      class: "thread",
      "aria-label": "Thread",
      "data-testid": "thread",
      onkeydown: (event) => event.key === "Escape" && closeThread(),
      ...takesFiles(composerKey(channel, ui.thread)),
    },
    h(
      "div",
      { class: "main__head" },
      h("h2", { class: "main__title" }, "Thread"),
      h("p", { class: "main__topic" }, channelName(channel)),
      h(
        "button",
        {
          type: "button",
          class: "button button--icon",
          "aria-label": "Close the thread",
          "data-testid": "thread-close",
          onclick: closeThread,
        },
        "×",
      ),
    ),
    h(
      "div",
      {
        class: "scroll",
        key: ui.thread,
        tabindex: "0",
        role: "region",
        "aria-label": "Messages of the thread",
        "aria-describedby": "messages-keys",
        onkeydown: amongMessages,
        "data-scroll": `thread ${ui.thread}`,
      },
      messageList(messages, channel, "thread"),
    ),
    composer({ channel, id: "thread-composer", thread: ui.thread }),
  );
}

function closeThread() {
  const ts = ui.thread;
  ui.thread = null;
  changed();
  queueMicrotask(() => document.querySelector(`[data-ts="${ts}"] button`)?.focus());
}
