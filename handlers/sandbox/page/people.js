// Names, initials and colours of the members.

import { h } from "./dom.js";
import { session } from "./session.js";

/** The member with this id, or a stand-in that shows the id. */
export function person(id) {
  const known = session.state?.members.find((member) => member.id === id);
  return known ?? { id, name: id ?? "Somebody", title: "", initials: "?", is_bot: false };
}

/** A round (person) or square (app) picture with initials; decoration, so hidden from readers. */
export function avatar(member, size = "") {
  const tint = [...(member.id ?? "")].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 6;
  const shape = member.is_bot ? "avatar--app" : "";
  return h(
    "span",
    { class: `avatar avatar--${tint} ${shape} ${size}`, "aria-hidden": "true" },
    member.initials ?? initials(member.name),
  );
}

/** The app's own member. */
export function appMember() {
  return person(session.state.channels.find((channel) => channel.kind === "im")?.with);
}

/** The first word of a name. */
export function firstName(member) {
  return member.name.split(" ")[0];
}

/** What a channel is called in the rail and in its heading. */
export function channelName(channel) {
  return channel.kind === "im" ? person(channel.with).name : channel.name.replace(/^#/, "");
}

function initials(name) {
  return name
    .split(/\s+/)
    .map((word) => word[0])
    .slice(0, 2)
    .join("")
    .toUpperCase();
}
