import type { AgendaItem, Question, Status } from "../protocol/messages";
import type { Meeting } from "./meeting";
import { shuffled } from "./shuffle";

// What screens ask of a meeting. Pure.

/** The question being asked now. */
export function asking(meeting: Meeting): Question | null {
  return (meeting.top.asking !== null && meeting.questions.get(meeting.top.asking)) || null;
}

/** The approved questions in the order in which they will be asked. */
export function queued(meeting: Meeting): Question[] {
  return meeting.queue.flatMap((id) => meeting.questions.get(id) ?? []);
}

/** The same as a viewer sees them: in an order of its own while the meeting listens. */
export function queuedForViewer(meeting: Meeting): Question[] {
  return meeting.top.listening === null ? queued(meeting) : shuffled(queued(meeting), meeting.you);
}

/** What a question can be merged into: those that say much the same first. */
export function mergeTargets(
  meeting: Meeting,
  question: Question,
): { readonly like: readonly Question[]; readonly others: readonly Question[] } {
  const asked = asking(meeting);
  const all = [...(asked ? [asked] : []), ...queued(meeting)].filter(({ id }) => id !== question.id);
  return {
    like: all.filter(({ id }) => question.like.includes(id)),
    others: all.filter(({ id }) => !question.like.includes(id)),
  };
}

/** Questions of one status, the oldest first. */
export function withStatus(meeting: Meeting, ...statuses: readonly Status[]): Question[] {
  return [...meeting.questions.values()]
    .filter((question) => statuses.includes(question.status))
    .sort((a, b) => (a.asked_at ?? 0) - (b.asked_at ?? 0) || (a.id < b.id ? -1 : 1));
}

/** What this participant asked, the newest first. */
export function own(meeting: Meeting): Question[] {
  return [...meeting.questions.values()]
    .filter((question) => meeting.asked.has(question.id))
    .sort((a, b) => (b.asked_at ?? 0) - (a.asked_at ?? 0));
}

/** Answered questions in the order in which they were called. */
export function answered(meeting: Meeting): Question[] {
  return [...meeting.questions.values()]
    .filter((question) => question.status === "answered")
    .sort((a, b) => (a.called_at ?? a.answered_at ?? 0) - (b.called_at ?? b.answered_at ?? 0));
}

/** What can be answered in writing, the unanswered first: what was put and, once all is over, what was not reached. */
export function answerable(meeting: Meeting): Question[] {
  const unreached: readonly Status[] = meeting.top.phase === "ended" ? ["approved"] : [];
  return withStatus(meeting, "asking", "answered", ...unreached).sort(
    (a, b) => Number(a.answer !== null) - Number(b.answer !== null),
  );
}

/** The open agenda item and its number, counted from 1. */
export function openItem(meeting: Meeting): { readonly item: AgendaItem; readonly number: number } | null {
  const at = meeting.top.items.findIndex((item) => item.id === meeting.top.item);
  const item = meeting.top.items[at];
  return item ? { item, number: at + 1 } : null;
}

/** What a viewer is told about the meeting's picture. */
export type Air = "not_started" | "rehearsal" | "waiting_for_camera" | "live" | "lost" | "off" | "ended";

export function air(meeting: Meeting): Air {
  switch (meeting.top.phase) {
    case "planned":
      if (meeting.top.rehearsal) return "rehearsal";
      return meeting.top.air.state === "live" ? "live" : "not_started";
    case "ended":
      return "ended";
    case "live":
      switch (meeting.top.air.state) {
        case "none":
          return "waiting_for_camera";
        case "live":
        case "lost":
        case "off":
          return meeting.top.air.state;
      }
  }
}
