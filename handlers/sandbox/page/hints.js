// The first lines of a conversation, and what somebody who is new here could try first, taken from
// whatever commands and shortcuts the installed app has.

import { prefill } from "./composer.js";
import { h } from "./dom.js";
import { channelName, firstName, person } from "./people.js";
import { session } from "./session.js";
import { attempt, dismiss, isAppChannel, ui } from "./ui.js";

const SHOWN = 2;
const WELCOME = "welcome";

/** What stands above the first message. */
export function beginning(channel) {
  const name = channelName(channel);
  const title = channel.kind === "im" ? `You and ${name}` : `The beginning of #${name}`;
  const words =
    channel.kind === "im"
      ? `Only you and ${name} can read this.`
      : channel.kind === "private"
        ? "A private channel: only its members can read it."
        : "Everybody in this channel can read it.";
  return h(
    "div",
    { class: "beginning", key: "beginning" },
    h("h2", { class: "beginning__title" }, title),
    h("p", { class: "beginning__words" }, words),
  );
}

/** What could be tried first: in empty conversations, and beneath others until it is dismissed. */
export function welcome(channel, messages) {
  const teaches = isAppChannel(channel) || channel.kind === "channel";
  if (!teaches || (messages.length && (ui.dismissed.has(WELCOME) || channel !== session.state.channels[0]))) return null;
  return suggestions(messages.length > 0);
}

function suggestions(goes) {
  const { me, global_shortcuts: shortcuts, commands } = session.state;
  if (!shortcuts.length && !commands.length) return h("p", {}, "No app with commands is installed here.");
  return h(
    "div",
    { class: "hint-card", key: "welcome", "data-testid": "hint" },
    h(
      "p",
      {},
      h("strong", {}, `You are ${firstName(person(me.id))}. `),
      "Try one of these, or press “+ Commands” beneath your message for all of them:",
    ),
    h(
      "ul",
      { class: "hint-card__list" },
      shortcuts.slice(0, SHOWN).map(shortcut),
      commands.slice(0, SHOWN).map(command),
    ),
    h("p", { class: "hint" }, "Then choose another person at the top to see their side."),
    goes &&
      h(
        "button",
        { type: "button", class: "link-button", "data-testid": "hint-dismiss", onclick: () => dismiss(WELCOME) },
        "Don’t show this again",
      ),
  );
}

function shortcut({ name, description, callback_id }) {
  return suggestion(name, description, () => attempt("global_shortcut", { callback_id }));
}

function command({ command: words, description }) {
  return suggestion(words, description, () => prefill(`${words} `));
}

function suggestion(words, description, onclick) {
  return h(
    "li",
    { key: words },
    h("button", { type: "button", class: "button", onclick }, words),
    description && h("span", { class: "hint-card__what" }, description),
  );
}
