// A small common set of emoji; any other name stays as it was written.

import { h } from "./dom.js";

const KNOWN = {
  "+1": "👍",
  thumbsup: "👍",
  "-1": "👎",
  thumbsdown: "👎",
  tada: "🎉",
  eyes: "👀",
  heart: "❤️",
  smile: "😄",
  slightly_smiling_face: "🙂",
  wave: "👋",
  pray: "🙏",
  clap: "👏",
  raised_hands: "🙌",
  rocket: "🚀",
  fire: "🔥",
  star: "⭐",
  sparkles: "✨",
  bulb: "💡",
  white_check_mark: "✅",
  heavy_check_mark: "✔️",
  ballot_box_with_check: "☑️",
  x: "❌",
  no_entry: "⛔",
  no_entry_sign: "🚫",
  warning: "⚠️",
  exclamation: "❗",
  question: "❓",
  information_source: "ℹ️",
  rotating_light: "🚨",
  bell: "🔔",
  no_bell: "🔕",
  lock: "🔒",
  unlock: "🔓",
  key: "🔑",
  hourglass: "⌛",
  hourglass_flowing_sand: "⏳",
  alarm_clock: "⏰",
  clock3: "🕒",
  calendar: "📆",
  date: "📅",
  spiral_calendar_pad: "🗓️",
  memo: "📝",
  pencil: "📝",
  pencil2: "✏️",
  speech_balloon: "💬",
  mega: "📣",
  loudspeaker: "📢",
  envelope: "✉️",
  inbox_tray: "📥",
  outbox_tray: "📤",
  page_facing_up: "📄",
  clipboard: "📋",
  bookmark_tabs: "📑",
  books: "📚",
  scroll: "📜",
  pushpin: "📌",
  paperclip: "📎",
  link: "🔗",
  mag: "🔍",
  camera: "📷",
  frame_with_picture: "🖼️",
  bar_chart: "📊",
  chart_with_upwards_trend: "📈",
  chart_with_downwards_trend: "📉",
  house: "🏠",
  gear: "⚙️",
  wrench: "🔧",
  shield: "🛡️",
  repeat: "🔁",
  arrows_counterclockwise: "🔄",
  leftwards_arrow_with_hook: "↩️",
  arrow_right: "➡️",
  arrow_left: "⬅️",
  arrow_up: "⬆️",
  arrow_down: "⬇️",
  large_green_circle: "🟢",
  large_yellow_circle: "🟡",
  large_orange_circle: "🟠",
  red_circle: "🔴",
  large_blue_circle: "🔵",
  white_circle: "⚪",
  black_circle: "⚫",
  busts_in_silhouette: "👥",
  bust_in_silhouette: "👤",
  robot_face: "🤖",
  coffee: "☕",
  sunny: "☀️",
  seedling: "🌱",
  thinking_face: "🤔",
  sleeping: "😴",
  zzz: "💤",
};

/** The character for a name such as "tada", or undefined. */
export function emojiFor(name) {
  return KNOWN[name.split("::")[0]];
}

/** An emoji with its name for screen readers, or ":name:" when it is not in the set. */
export function emoji(name, unicode) {
  const shown =
    emojiFor(name) ?? (unicode && String.fromCodePoint(...unicode.split("-").map((code) => parseInt(code, 16))));
  if (!shown) return `:${name}:`;
  return h("span", { class: "emoji", role: "img", "aria-label": name.replaceAll("_", " "), title: `:${name}:` }, shown);
}

/** Plain text in which ":name:" is shown as an emoji where it is known. */
export function withEmoji(text) {
  return text.split(/(:[a-z0-9_+-]+:)/).map((part) => (/^:.+:$/.test(part) ? emoji(part.slice(1, -1)) : part));
}
