// The rich_text block, which shows words exactly as they are: nothing in them is markup.

import { h } from "./dom.js";
import { emoji } from "./emoji.js";
import { broadcast, channelMention, link, mention } from "./mrkdwn.js";
import { dateTemplate } from "./time.js";

const STYLES = [
  ["code", "code"],
  ["strike", "s"],
  ["italic", "em"],
  ["bold", "strong"],
  ["underline", "u"],
];

const INLINE = {
  text: (part) => part.text,
  link: (part) => link(part.url, [part.text ?? part.url]),
  emoji: (part) => emoji(part.name, part.unicode),
  user: (part) => mention(part.user_id),
  channel: (part) => channelMention(part.channel_id),
  usergroup: () => h("span", { class: "mention" }, "@group"),
  broadcast: (part) => broadcast(part.range),
  color: (part) => part.value,
  date: (part) => {
    const shown = h("time", { title: part.fallback }, dateTemplate(part.format, part.timestamp));
    return part.url ? link(part.url, [shown]) : shown;
  },
};

const PARTS = {
  rich_text_section: (part) => h("div", { class: "rich" }, inline(part.elements)),
  rich_text_quote: (part) => h("blockquote", { class: "quote rich" }, inline(part.elements)),
  rich_text_preformatted: (part) => h("pre", { class: "pre" }, inline(part.elements)),
  rich_text_list: (part) => {
    const ordered = part.style === "ordered";
    const start = ordered && part.offset ? part.offset + 1 : undefined;
    const items = part.elements.map((item) => h("li", {}, inline(item.elements)));
    return h(ordered ? "ol" : "ul", { class: `list list--${Math.min(part.indent ?? 0, 6)}`, start }, items);
  },
};

/** The children of a rich_text block or table cell. */
export function richText(block) {
  return (block.elements ?? []).map((part) => PARTS[part.type]?.(part));
}

/** A rich_text block that holds exactly these words, for the rich text field. */
export function asRichText(text) {
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }] };
}

/** The words of a rich_text block without their styles. */
export function wordsOf(block) {
  const sections = (block?.elements ?? []).flatMap((part) => (part.type === "rich_text_list" ? part.elements : [part]));
  return sections.map((section) => section.elements.map((part) => part.text ?? part.url ?? "").join("")).join("\n");
}

function inline(elements = []) {
  return elements.map((part) => {
    const plain = INLINE[part.type]?.(part) ?? "";
    return STYLES.reduce((child, [style, tag]) => (part.style?.[style] ? h(tag, {}, child) : child), plain);
  });
}
