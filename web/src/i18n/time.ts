import type { Instant } from "../protocol/messages";
import { language, say, tagOf, type Language } from "./words";

// Times as people say them: "Thursday 26 November, 7 pm". In the reader's own time zone.

// Chromium ships without Welsh dates, so these are ours. Evenings have their own word and change the day's first letter.
const welshDays = ["Sul", "Llun", "Mawrth", "Mercher", "Iau", "Gwener", "Sadwrn"];
const welshEvenings = ["Sul", "Lun", "Fawrth", "Fercher", "Iau", "Wener", "Sadwrn"];
const welshMonths = [
  "Ionawr",
  "Chwefror",
  "Mawrth",
  "Ebrill",
  "Mai",
  "Mehefin",
  "Gorffennaf",
  "Awst",
  "Medi",
  "Hydref",
  "Tachwedd",
  "Rhagfyr",
];
const welshLeaves = ["Ion", "Chwe", "Maw", "Ebr", "Mai", "Meh", "Gor", "Awst", "Medi", "Hyd", "Tach", "Rhag"];
const kEvening = 17; // o'clock

const made = new Map<string, Intl.DateTimeFormat>();

function format(name: string, options: Intl.DateTimeFormatOptions, which: Language): Intl.DateTimeFormat {
  const key = `${which} ${name}`;
  let found = made.get(key);
  if (!found) made.set(key, (found = new Intl.DateTimeFormat(tagOf(which), options)));
  return found;
}

function part(parts: readonly Intl.DateTimeFormatPart[], type: Intl.DateTimeFormatPartTypes): string {
  return parts.find((each) => each.type === type)?.value ?? "";
}

/** "Thursday 26 November", with the year where it is not this one. */
export function day(at: Instant, which = language(), now: Instant = Date.now()): string {
  const date = new Date(at);
  const said = which === "cy" ? welshDay(date) : englishDay(at);
  return date.getFullYear() === new Date(now).getFullYear() ? said : `${said} ${date.getFullYear()}`;
}

function englishDay(at: Instant): string {
  const parts = format("day", { weekday: "long", day: "numeric", month: "long" }, "en").formatToParts(at);
  return `${part(parts, "weekday")} ${part(parts, "day")} ${part(parts, "month")}`;
}

function welshDay(date: Date): string {
  const evening = date.getHours() >= kEvening;
  const weekday = (evening ? welshEvenings : welshDays)[date.getDay()];
  return `${evening ? "Nos" : "Dydd"} ${weekday} ${date.getDate()} ${welshMonths[date.getMonth()]}`;
}

/** "7 pm", "6.30 pm"; Welsh "7 yh", "6.30 yh". */
export function clock(at: Instant, which = language()): string {
  const date = new Date(at);
  const minute = date.getMinutes();
  const morning = date.getHours() < 12;
  const half = which === "cy" ? (morning ? "yb" : "yh") : morning ? "am" : "pm";
  const hour = date.getHours() % 12 || 12;
  return `${hour}${minute === 0 ? "" : `.${String(minute).padStart(2, "0")}`}\u00a0${half}`;
}

/** "Thursday 26 November, 7 pm". */
export function dayAndClock(at: Instant, which = language(), now: Instant = Date.now()): string {
  return `${day(at, which, now)}, ${clock(at, which)}`;
}

/** Day of the month and short month, for a calendar leaf. */
export function leaf(at: Instant, which = language()): { day: string; month: string } {
  const date = new Date(at);
  if (which === "cy") return { day: String(date.getDate()), month: welshLeaves[date.getMonth()] ?? "" };
  const parts = format("leaf", { day: "numeric", month: "short" }, which).formatToParts(at);
  return { day: part(parts, "day"), month: part(parts, "month") };
}

/** A length of time as a clock shows it: "0:08", "12:41", "1:09:48". */
export function elapsed(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** "1 h 24 min", "24 min". */
export function lasted(milliseconds: number): string {
  const minutes = Math.max(1, Math.round(milliseconds / 60_000));
  if (minutes < 60) return say("minutesShort", { minutes });
  return say("hoursMinutes", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** "18 minutes", "2 hours", "3 days": how far away something is, in its largest unit. */
export function distance(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return say("seconds", { count: seconds });
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return say("minutes", { count: minutes });
  const hours = Math.round(minutes / 60);
  if (hours < 48) return say("hours", { count: hours });
  return say("days", { count: Math.round(hours / 24) });
}

/** "just now", "3 min ago". */
export function ago(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  return minutes < 1 ? say("justNow") : say("minutesAgo", { count: minutes });
}
