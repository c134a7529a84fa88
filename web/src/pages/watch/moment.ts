import type { Instant, Question } from "../../protocol/messages";
import type { Meeting } from "../../state/meeting";

// Moments of a meeting as addresses: `/m/{slug}?at=TIME` opens the recording there.

/** Where the recording can be opened at the question; null where there is none, or the question was never called. */
export function momentOf(meeting: Meeting, question: Question): string | null {
  const at = question.called_at ?? question.answered_at;
  if (at === null || meeting.top.recording !== "ready") return null;
  return `/m/${encodeURIComponent(meeting.top.slug)}?at=${new Date(at).toISOString()}`;
}

/** The moment that an address asks for; null for none, or one that is no time. */
export function momentIn(search: string): Instant | null {
  const at = new URLSearchParams(search).get("at");
  const time = at === null ? NaN : Date.parse(at);
  return Number.isNaN(time) ? null : time;
}
