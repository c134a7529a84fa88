import type { Instant, Question } from "../../protocol/messages";
import type { Meeting } from "../../state/meeting";

// Moments of a meeting as addresses: `/m/{slug}?at=TIME` opens it there, while it runs as well as afterwards. TIME is a
// time of day or seconds from the meeting's start.

/** Where the meeting can be opened at the question; null where it cannot, or the question was never called. */
export function momentOf(meeting: Meeting, question: Question): string | null {
  const at = question.called_at ?? question.answered_at;
  if (at === null || meeting.top.recording === "none") return null;
  return `/m/${encodeURIComponent(meeting.top.slug)}?at=${new Date(at).toISOString()}`;
}

/** The moment that an address asks for, in a meeting that started then; null for none, or one that is no time. */
export function momentIn(search: string, startedAt: Instant | null): Instant | null {
  const at = new URLSearchParams(search).get("at") ?? "";
  if (/^\d+(\.\d+)?$/.test(at)) return startedAt === null ? null : startedAt + Number(at) * 1000;
  const time = Date.parse(at);
  return Number.isNaN(time) ? null : time;
}
