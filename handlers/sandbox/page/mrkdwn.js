// Slack's mrkdwn as elements. Whatever is not markup, or is broken markup, is shown literally.
// Format: https://docs.slack.dev/messaging/formatting-message-text

import { h } from "./dom.js";
import { emoji, withEmoji } from "./emoji.js";
import { channelName, person } from "./people.js";
import { followHere } from "./place.js";
import { session } from "./session.js";
import { dateTemplate } from "./time.js";

const SAFE = /^(https?:\/\/|mailto:|tel:)/i;
const INLINE = new RegExp(
  [
    /<([^<>\n]+)>/,
    /`([^`\n]+)`/,
    /(?<![\w*])\*(?=\S)([^*\n]*[^*\s])\*(?![\w*])/,
    /(?<![\w_])_(?=\S)([^_\n]*[^_\s])_(?![\w_])/,
    /(?<![\w~])~(?=\S)([^~\n]*[^~\s])~(?![\w~])/,
    /:([a-z0-9_+-]+):/,
    /(https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)'"])/,
  ]
    .map((part) => part.source)
    .join("|"),
  "g",
);

/** A text object (plain_text or mrkdwn) as children for an element. */
export function textObject(text) {
  if (!text) return [];
  if (typeof text === "string") return [text];
  if (text.type === "mrkdwn") return mrkdwn(text.text);
  return text.emoji === false ? [text.text] : withEmoji(text.text);
}

/** A mrkdwn string as children: paragraphs, quotes and preformatted parts. */
export function mrkdwn(source) {
  return source.split(/```([\s\S]+?)```/).flatMap((part, index) => {
    if (index % 2) return [h("pre", { class: "pre" }, decode(part.replace(/^\n/, "")))];
    return quotes(part.replace(index ? /^\n/ : /^$/, "").replace(/\n$/, ""));
  });
}

/** A mrkdwn string as the words a reader hears or copies: names and labels instead of markup. */
export function spoken(source) {
  const words = source.replace(/<@([UW]\w+)>/g, (_, id) => `@${person(id).name}`).replace(/<[^<>|]+\|([^<>]*)>/g, "$1");
  return decode(words.replace(/<((?:https?:|mailto:|tel:)[^<>]+)>/g, "$1"));
}

/** A link that opens elsewhere, or the bare text when its address is not a web, mail or phone one. */
export function link(url, children) {
  if (!SAFE.test(url)) return h("span", {}, children);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer", onclick: followHere }, children);
}

/** "@Ruth Adeyemi" */
export function mention(id) {
  const own = id === session.as ? "mention--me" : "";
  return h("span", { class: `mention ${own}` }, `@${person(id).name}`);
}

/** "#compliance" */
export function channelMention(id, label) {
  const known = session.state?.channels.find((channel) => channel.id === id);
  return h("span", { class: "mention" }, `#${known ? channelName(known) : label || "private-channel"}`);
}

/** "@here", "@channel" */
export function broadcast(range) {
  return h("span", { class: "mention mention--me" }, `@${range}`);
}

function quotes(text) {
  const parts = [];
  let rest = false;
  for (const line of text.split("\n")) {
    const starts = rest ? null : line.match(/^(?:&gt;|>)((?:&gt;|>){2})?\s?(.*)$/s);
    rest ||= Boolean(starts?.[1]);
    const quoted = rest || Boolean(starts);
    const last = parts.at(-1);
    if (last && last.quoted === quoted) last.lines.push(starts ? starts[2] : line);
    else parts.push({ quoted, lines: [starts ? starts[2] : line] });
  }
  return parts.flatMap(({ quoted, lines }) => {
    const children = inline(lines.join("\n"));
    return quoted ? [h("blockquote", { class: "quote" }, children)] : children;
  });
}

function inline(text) {
  const children = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    children.push(decode(text.slice(from, match.index)), span(match));
    from = match.index + match[0].length;
  }
  children.push(decode(text.slice(from)));
  return children;
}

function span([whole, token, code, bold, italic, strike, name, url]) {
  if (token !== undefined) return angle(token) ?? decode(whole);
  if (code !== undefined) return h("code", {}, decode(code));
  if (bold !== undefined) return h("strong", {}, inline(bold));
  if (italic !== undefined) return h("em", {}, inline(italic));
  if (strike !== undefined) return h("s", {}, inline(strike));
  if (url !== undefined) return link(decode(url), [decode(url)]);
  return emoji(name);
}

function angle(token) {
  const bar = token.indexOf("|");
  const target = bar < 0 ? token : token.slice(0, bar);
  const label = bar < 0 ? "" : token.slice(bar + 1);
  if (/^@[UW]/.test(target)) return mention(target.slice(1));
  if (/^#[CG]/.test(target)) return channelMention(target.slice(1), label);
  if (target.startsWith("!date^")) return date(target, label);
  if (/^!(here|channel|everyone)$/.test(target)) return broadcast(target.slice(1));
  if (target.startsWith("!subteam^")) return h("span", { class: "mention" }, label || "@group");
  if (SAFE.test(target)) return link(decode(target), label ? inline(label) : [decode(target)]);
  return null;
}

function date(target, fallback) {
  const [, seconds, template, url] = target.split("^");
  if (!/^\d+$/.test(seconds) || !template) return decode(fallback);
  const shown = h(
    "time",
    { datetime: new Date(seconds * 1000).toISOString(), title: fallback },
    dateTemplate(template, Number(seconds)),
  );
  return url ? link(url, [shown]) : shown;
}

function decode(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
