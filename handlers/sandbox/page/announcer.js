// Tells screen readers about new messages: the message's text, as Slack does.

import { spoken } from "./mrkdwn.js";
import { channelName, person } from "./people.js";
import { session } from "./session.js";
import { openChannel } from "./ui.js";

const region = document.getElementById("announcer");
let heard = null;

/** Announces messages that came since the last call, except one's own. */
export function announceNew() {
  const { state } = session;
  const all = Object.entries(state.messages).flatMap(([channel, list]) =>
    list.map((message) => ({ channel, message })),
  );
  const latest = all.reduce((most, { message }) => (message.ts > most ? message.ts : most), "");
  const news =
    heard?.as === session.as
      ? all.filter(({ message }) => message.ts > heard.latest && message.user !== session.as)
      : [];
  heard = { as: session.as, latest };
  if (news.length) region.textContent = news.slice(-3).map(sentence).join(" ");
}

function sentence({ channel, message }) {
  const where = channelOf(channel);
  const place = !where || where.id === openChannel()?.id ? "" : ` in ${channelName(where)}`;
  return `${message.name ?? person(message.user).name}${place}: ${spoken(message.text ?? "")}`;
}

function channelOf(id) {
  return session.state.channels.find((channel) => channel.id === id);
}
