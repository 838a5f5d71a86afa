// Which conversation is open: taken from the address at first, kept when the member changes,
// and reached by the links to messages ("permalinks") that the app posts.

import { session } from "./session.js";
import { changed, firstUnread, isAppChannel, notice, ui } from "./ui.js";

const PERMALINK = /^\/archives\/(\w+)\/p(\d{10})(\d{6})$/;

let wasApp = false;
let shownFor = null;

/** Makes sure that the open conversation is one the present member can see. */
export function settlePlace() {
  const { channels } = session.state;
  const arrived = shownFor !== session.as;
  if (arrived && shownFor) ui.thread = null;
  shownFor = session.as;
  if (!ui.place) readAddress();
  let channel = channels.find((one) => one.id === ui.place);
  if (!channel) {
    if (ui.sought) notice("You are not in the conversation that link leads to.");
    ui.sought = null;
    channel = (wasApp && channels.find(isAppChannel)) || channels[0];
    ui.place = channel.id;
  }
  if (arrived) ui.firstNew = firstUnread(channel);
  wasApp = isAppChannel(channel);
  if (!wasApp) ui.tab = "messages";
}

/** Opens a link inside this page when it names a message of this workspace. */
export function followHere(event) {
  const address = new URL(event.currentTarget.href);
  if (address.origin === location.origin && openPermalink(address.pathname)) event.preventDefault();
}

/** Brings a message of the open conversation into view. */
export function seek(ts) {
  ui.sought = ts;
  changed();
}

/** After drawing: brings the message that was looked for into view and marks it for a moment. */
export function showSought() {
  if (!ui.sought) return;
  const one = session.state.messages[ui.place]?.find((message) => message.ts === ui.sought);
  const inThread = one?.thread_ts && one.thread_ts !== one.ts && ui.thread !== one.thread_ts;
  if (inThread) {
    ui.thread = one.thread_ts;
    return changed();
  }
  const line = document.querySelector(`${ui.thread ? ".thread " : ""}[data-ts="${ui.sought}"]`);
  ui.sought = null;
  line?.scrollIntoView({ block: "center" });
  line?.animate([{ backgroundColor: "var(--warn-wash)" }, {}], { duration: 2500 });
}

function openPermalink(path) {
  const [, channel, seconds, fraction] = path.match(PERMALINK) ?? [];
  if (!channel) return false;
  Object.assign(ui, { place: channel, tab: "messages", thread: null, sought: `${seconds}.${fraction}` });
  changed();
  return true;
}

function readAddress() {
  if (openPermalink(location.pathname)) return;
  const [place, tab] = location.hash.slice(1).split("/");
  ui.place = place || null;
  ui.tab = tab === "home" ? "home" : "messages";
}
