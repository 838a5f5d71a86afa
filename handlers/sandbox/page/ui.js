// What this tab alone knows: which conversation is open, drafts, dismissed lines, what is
// under way. Changing any of it asks for one redraw.

import { act, session } from "./session.js";

export const ui = {
  place: null,
  tab: "home",
  thread: null,
  firstNew: null,
  sought: null,
  above: false,
  railOpen: false,
  drafts: new Map(),
  attached: new Map(),
  uploading: new Set(),
  pending: new Set(),
  opened: new Map(),
  local: [],
  dismissed: new Set(JSON.parse(sessionStorage.getItem("dismissed") ?? "[]")),
};

let redraw = () => {};
let asked = false;
const revisions = new Map();

/** Tells the page how to draw itself. */
export function drawWith(callback) {
  redraw = callback;
}

/** Asks for one redraw after the current work; `scope` is what its memory depends on, if any. */
export function changed(scope) {
  if (scope) revisions.set(scope, revision(scope) + 1);
  if (asked) return;
  asked = true;
  queueMicrotask(() => {
    asked = false;
    redraw();
  });
}

/** How often something inside `scope` (a message, a view) has changed in this tab. */
export function revision(scope) {
  return revisions.get(scope) ?? 0;
}

/** Says something at the foot of the conversation, as Slack's own client would. */
export function notice(text) {
  ui.local.push({ id: `local-${Date.now()}-${ui.local.length}`, text });
  changed();
}

/** Hides a notice or an "only visible to you" message in this tab, for good. */
export function dismiss(id) {
  ui.dismissed.add(id);
  ui.local = ui.local.filter((line) => line.id !== id);
  sessionStorage.setItem("dismissed", JSON.stringify([...ui.dismissed]));
  changed();
}

/** Does something as the member and says so plainly when it was refused. */
export async function attempt(doing, details) {
  const answer = await act(doing, details);
  if (!answer.ok) notice(refusal(answer.error));
  return answer;
}

/** What a person is told when the sandbox refused something. */
export function refusal(error) {
  if (error === "unreachable") return "The sandbox did not answer, so nothing was done. Please try again.";
  return error ?? "The sandbox refused that and gave no reason.";
}

/** The channel that is open, or null before the first state. */
export function openChannel() {
  return session.state?.channels.find((channel) => channel.id === ui.place) ?? null;
}

/** Opens a channel or a direct message, and remembers it in the address. */
export function goTo(channel, tab) {
  ui.firstNew = firstUnread(channel);
  if (ui.railOpen) queueMicrotask(() => document.getElementById("main").focus());
  ui.place = channel.id;
  ui.above = false;
  ui.thread = null;
  ui.railOpen = false;
  ui.tab = tab ?? (isAppChannel(channel) && !channel.unread ? "home" : "messages");
  remember();
  changed();
}

/** The ts of the first message that the member has not read in a channel, or null. */
export function firstUnread(channel) {
  if (!channel.unread) return null;
  return (session.state.messages[channel.id] ?? []).at(-channel.unread)?.ts ?? null;
}

/** Shows one of the tabs of an app's direct message. */
export function showTab(tab) {
  ui.tab = tab;
  remember();
  changed();
}

/** Whether a channel is a direct message with an app, which has a Home tab. */
export function isAppChannel(channel) {
  if (channel?.kind !== "im") return false;
  return session.state.members.some((member) => member.id === channel.with && member.is_bot);
}

function remember() {
  const address = new URL(location.href);
  address.pathname = "/";
  address.hash = `${ui.place}/${ui.tab}`;
  history.replaceState(null, "", address);
}
