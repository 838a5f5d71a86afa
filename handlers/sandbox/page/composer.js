// The message box: sends words or a slash command, completes commands, and holds the menu
// through which everything can be reached with the mouse alone.

import { attachButton, attached, detach, waitingFiles } from "./attachments.js";
import { h } from "./dom.js";
import { openMenu } from "./menu.js";
import { channelName } from "./people.js";
import { toFoot } from "./scroll.js";
import { session } from "./session.js";
import { attempt, changed, notice, openChannel, ui } from "./ui.js";

const completion = { text: null, index: 0 };

/** The name under which a message box keeps its draft and its files. */
export function composerKey(channel, thread) {
  return `${session.as} ${channel.id} ${thread ?? ""}`;
}

/** The message box of a channel, or of a thread when `thread` is given. */
export function composer({ channel, id, thread }) {
  const key = composerKey(channel, thread);
  const text = ui.drafts.get(key) ?? "";
  const found = thread || completion.text === text ? [] : matching(text);
  const chosen = found.length ? Math.min(completion.index, found.length - 1) : -1;
  const offers = thread ? [] : everything();
  const label = thread ? "Reply in the thread" : `Message ${channel.kind === "im" ? "" : "#"}${channelName(channel)}`;
  return h(
    "form",
    {
      class: "composer",
      key: `composer ${key}`,
      "aria-label": label,
      onsubmit: (event) => send(event, key, channel, thread),
    },
    found.length > 0 && completions(found, chosen, id),
    h(
      "div",
      { class: "composer__box" },
      h("textarea", {
        id,
        class: "composer__text",
        rows: 1,
        placeholder: label,
        "aria-label": label,
        "aria-autocomplete": thread ? undefined : "list",
        "aria-controls": found.length ? `${id}-list` : undefined,
        "aria-activedescendant": chosen >= 0 ? `${id}-option-${chosen}` : undefined,
        "data-testid": thread ? "thread-composer" : "composer",
        oninput: (event) => write(key, event.target.value),
        onkeydown: (event) => steer(event, { found, chosen, key, text }),
        value: text,
      }),
      waitingFiles(key),
      h(
        "div",
        { class: "composer__foot" },
        offers.length > 0 &&
          h(
            "button",
            {
              type: "button",
              class: "button button--small composer__menu",
              "aria-haspopup": "menu",
              "aria-expanded": "false",
              "data-testid": "commands-menu",
              onclick: (event) => openMenu(event.currentTarget, "Commands & shortcuts", offers),
            },
            h("span", { "aria-hidden": "true" }, "+ "),
            h("span", {}, "Commands", h("span", { class: "composer__more" }, " & shortcuts")),
          ),
        attachButton(key, id),
        h("span", { class: "composer__space" }),
        h(
          "button",
          {
            class: `button button--small button--primary ${text.trim() || attached(key).length ? "" : "button--waiting"}`,
            "data-testid": thread ? "thread-send" : "send",
          },
          "Send",
        ),
      ),
    ),
  );
}

/** Puts words into the open channel's message box and the cursor behind them. */
export function prefill(words) {
  write(composerKey(openChannel()), words);
  completion.text = words;
  queueMicrotask(() => {
    const box = document.getElementById("composer");
    box?.focus();
    box?.setSelectionRange(words.length, words.length);
  });
}

function completions(found, chosen, id) {
  return h(
    "ul",
    {
      class: "completions",
      role: "listbox",
      id: `${id}-list`,
      tabindex: "0",
      "aria-label": "Commands",
      key: "completions",
    },
    found.map((entry, index) =>
      h(
        "li",
        {
          key: entry.command,
          id: `${id}-option-${index}`,
          role: "option",
          class: `completion ${index === chosen ? "completion--chosen" : ""}`,
          "aria-selected": String(index === chosen),
          "data-testid": "command-option",
          onmousedown: (event) => event.preventDefault(),
          onclick: () => complete(entry),
        },
        h("strong", {}, entry.command),
        entry.usage_hint && h("span", { class: "completion__usage" }, ` ${entry.usage_hint}`),
        h("span", { class: "completion__what" }, entry.description),
      ),
    ),
  );
}

function everything() {
  const { global_shortcuts: shortcuts = [], commands = [] } = session.state;
  const first = (words, index) => (index === 0 ? words : undefined);
  return [
    ...shortcuts.map((one, index) => ({
      label: one.name,
      description: one.description,
      icon: "⚡",
      group: first("Shortcuts", index),
      chosen: () => attempt("global_shortcut", { callback_id: one.callback_id }),
    })),
    ...commands.map((one, index) => ({
      label: one.command,
      description: one.description,
      icon: "/",
      group: first("Commands: choose one, add words, send", index),
      chosen: () => complete(one),
    })),
  ];
}

function matching(text) {
  if (!/^\/\S*$/.test(text)) return [];
  return session.state.commands.filter((entry) => entry.command.startsWith(text.toLowerCase()));
}

function complete(entry) {
  prefill(`${entry.command} `);
}

function write(key, text) {
  ui.drafts.set(key, text);
  completion.index = 0;
  completion.text = null;
  changed();
}

function steer(event, { found, chosen, key, text }) {
  if (event.isComposing) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const exact = found[chosen]?.command === text;
  if (found.length && step) {
    completion.index = (chosen + step + found.length) % found.length;
    document.getElementById(`${event.target.id}-option-${completion.index}`).scrollIntoView({ block: "nearest" });
  } else if (found.length && (event.key === "Tab" || (event.key === "Enter" && !exact && !event.shiftKey)))
    complete(found[chosen]);
  else if (found.length && event.key === "Escape") completion.text = text;
  else if (event.key === "Enter" && !event.shiftKey) event.target.form.requestSubmit();
  else return;
  event.preventDefault();
  event.stopPropagation();
  changed();
}

async function send(event, key, channel, thread) {
  event.preventDefault();
  const text = (ui.drafts.get(key) ?? "").trim();
  const files = attached(key);
  if (ui.uploading.has(key)) return;
  if (!text && !files.length) return document.getElementById(thread ? "thread-composer" : "composer").focus();
  const command = text.startsWith("/") ? text.split(/\s/, 1)[0] : null;
  if (command && thread) return notice("Slack does not run commands in threads. Send it in the channel instead.");
  if (command && !session.state.commands.some((entry) => entry.command === command))
    return notice(`${command} is not a command here. Type / to see those that are.`);
  if (command && files.length) return notice("Slack sends no files with a command. Send them by themselves.");
  write(key, "");
  detach(key);
  toFoot();
  const answer = await (command
    ? attempt("command", { channel: channel.id, text })
    : attempt("say", { channel: channel.id, text, thread_ts: thread ?? null, files }));
  if (!answer.ok && !ui.drafts.get(key)) write(key, text);
}
