// The markdown block: headings, lists, quotes, code, rules, links and emphasis of standard
// markdown, built as elements. It covers what a bot sends, not the whole of CommonMark.

import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { link } from "./mrkdwn.js";

const INLINE =
  /`([^`]+)`|\*\*(.+?)\*\*|__(.+?)__|\*(\S(?:.*?\S)?)\*|(?<!\w)_(\S(?:.*?\S)?)_(?!\w)|~~(.+?)~~|\[([^\]]+)\]\(([^)\s]+)\)/g;

const KINDS = [
  ["code", /^```/],
  ["heading", /^(#{1,6})\s+(.*)$/],
  ["rule", /^(-{3,}|\*{3,})$/],
  ["quote", /^>\s?(.*)$/],
  ["ul", /^\s*[-*+]\s+(.*)$/],
  ["ol", /^\s*\d+[.)]\s+(.*)$/],
  ["blank", /^\s*$/],
];

const BUILD = {
  heading: ([first]) => h("h3", { class: "markdown__heading" }, inline(first.match[2])),
  rule: () => h("hr", { class: "divider" }),
  quote: (lines) => h("blockquote", { class: "quote" }, inline(lines.map((line) => line.match[1]).join("\n"))),
  ul: (lines) =>
    h(
      "ul",
      { class: "list" },
      lines.map((line) => h("li", {}, inline(line.match[1]))),
    ),
  ol: (lines) =>
    h(
      "ol",
      { class: "list" },
      lines.map((line) => h("li", {}, inline(line.match[1]))),
    ),
  code: (lines) => h("pre", { class: "pre" }, lines.map((line) => line.text).join("\n")),
  text: (lines) => h("p", {}, inline(lines.map((line) => line.text).join("\n"))),
  blank: () => null,
};

/** Standard markdown as children for an element. */
export function markdown(source) {
  const groups = [];
  let fenced = false;
  for (const text of source.split("\n")) {
    const line = { text, ...kindOf(text) };
    if (line.kind === "code") {
      fenced = !fenced;
      if (fenced) groups.push({ kind: "code", lines: [] });
      else groups.push({ kind: "blank", lines: [] });
      continue;
    }
    if (fenced) line.kind = "code";
    const last = groups.at(-1);
    if (last?.kind === line.kind && line.kind !== "heading") last.lines.push(line);
    else groups.push({ kind: line.kind, lines: [line] });
  }
  return groups.map(({ kind, lines }) => BUILD[kind](lines));
}

function kindOf(text) {
  for (const [kind, pattern] of KINDS) {
    const match = text.match(pattern);
    if (match) return { kind, match };
  }
  return { kind: "text" };
}

function inline(text) {
  const children = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    children.push(...withEmoji(text.slice(from, match.index)), span(match));
    from = match.index + match[0].length;
  }
  return [...children, ...withEmoji(text.slice(from))];
}

function span([, code, strong, strong2, em, em2, strike, label, url]) {
  if (code) return h("code", {}, code);
  if (strong ?? strong2) return h("strong", {}, inline(strong ?? strong2));
  if (em ?? em2) return h("em", {}, inline(em ?? em2));
  if (strike) return h("s", {}, inline(strike));
  return link(url, inline(label));
}
