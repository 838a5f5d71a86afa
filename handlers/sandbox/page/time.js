// Times as people say them, always in the workspace's zone.

import { session } from "./session.js";

const ENGLISH = "en-GB";
const formats = new Map();

function zone() {
  return session.state?.tz ?? "UTC";
}

function format(date, options) {
  const key = zone() + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(ENGLISH, { timeZone: zone(), ...options }));
  return formats.get(key).format(date);
}

/** The sandbox's own present moment, counted on from the last state. */
export function sandboxNow() {
  if (!session.state) return new Date();
  return new Date(Date.parse(session.state.now) + (Date.now() - session.fetchedAt));
}

/** A message's time stamp (seconds, as text) as a date. */
export function momentOf(ts) {
  return new Date(parseFloat(ts) * 1000);
}

/** "10:29" */
export function clockTime(date) {
  return format(date, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

/** "Sunday 22 November", with the year when it is another one. */
export function longDay(date) {
  const other = format(date, { year: "numeric" }) !== format(sandboxNow(), { year: "numeric" });
  return format(date, { weekday: "long", day: "numeric", month: "long", ...(other && { year: "numeric" }) }).replace(
    ",",
    "",
  );
}

/** "Sun 22 Nov" */
export function shortDay(date) {
  return format(date, { weekday: "short", day: "numeric", month: "short" }).replace(",", "");
}

/** "Today", "Yesterday", "Tomorrow" or the long day. */
export function dayName(date) {
  return { "-1": "Yesterday", 0: "Today", 1: "Tomorrow" }[daysFromNow(date)] ?? longDay(date);
}

/** A key that is the same for two moments of the same day in the workspace. */
export function dayKey(date) {
  return format(date, { year: "numeric", month: "2-digit", day: "2-digit" });
}

/** "22 November 2026 at 10:29", for tooltips. */
export function fullMoment(date) {
  return `${longDay(date)} at ${clockTime(date)}`;
}

function daysFromNow(date) {
  return Math.round((midnight(date) - midnight(sandboxNow())) / 86400000);
}

function midnight(date) {
  const [day, month, year] = dayKey(date).split("/").map(Number);
  return Date.UTC(year, month - 1, day);
}

const TOKENS = {
  date_num: (date) => dayKey(date).split("/").reverse().join("-"),
  date: (date) => format(date, { day: "numeric", month: "long", year: "numeric" }),
  date_short: (date) => format(date, { day: "numeric", month: "short", year: "numeric" }),
  date_long: (date) =>
    format(date, { weekday: "long", day: "numeric", month: "long", year: "numeric" }).replace(",", ""),
  time: clockTime,
  time_secs: (date) => format(date, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }),
  ago: (date) => dayName(date),
  day_divider_pretty: dayName,
};

/** Slack's date templates, such as "{date_short_pretty} {time}", filled in. */
export function dateTemplate(template, seconds) {
  const date = new Date(seconds * 1000);
  return template.replace(/\{(\w+)\}/g, (whole, token) => {
    const pretty = token.endsWith("_pretty") && TOKENS[token.replace("_pretty", "")];
    if (pretty) return Math.abs(daysFromNow(date)) <= 1 ? dayName(date).toLowerCase() : pretty(date);
    return TOKENS[token]?.(date) ?? whole;
  });
}

/** Unix seconds as the value of a datetime-local field in the workspace's zone. */
export function toLocalField(seconds) {
  if (!seconds) return "";
  const date = new Date(seconds * 1000);
  const [day, month, year] = dayKey(date).split("/");
  return `${year}-${month}-${day}T${clockTime(date)}`;
}

/** The value of a datetime-local field, read in the workspace's zone, as unix seconds or null. */
export function fromLocalField(value) {
  if (!value) return null;
  const wanted = Date.parse(`${value.slice(0, 16)}:00Z`);
  let guess = wanted;
  for (let round = 0; round < 2; round += 1) guess += wanted - Date.parse(`${toLocalField(guess / 1000)}:00Z`);
  return Math.round(guess / 1000);
}
