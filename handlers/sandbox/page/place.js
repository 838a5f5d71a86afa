// Which conversation is open: taken from the address at first, kept when the member changes.

import { session } from "./session.js";
import { isAppChannel, ui } from "./ui.js";

let wasApp = false;
let shownFor = null;

/** Makes sure that the open conversation is one the present member can see. */
export function settlePlace() {
  const { channels } = session.state;
  if (shownFor !== session.as) {
    if (shownFor) ui.thread = null;
    shownFor = session.as;
  }
  if (!ui.place) readAddress();
  let channel = channels.find((one) => one.id === ui.place);
  if (!channel) {
    channel = (wasApp && channels.find(isAppChannel)) || channels[0];
    ui.place = channel.id;
    if (!isAppChannel(channel)) ui.tab = "messages";
  }
  wasApp = isAppChannel(channel);
  if (!wasApp) ui.tab = "messages";
}

function readAddress() {
  const [place, tab] = location.hash.slice(1).split("/");
  ui.place = place || null;
  ui.tab = tab === "home" ? "home" : "messages";
}
