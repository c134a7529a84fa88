import type { ServerMessage } from "../protocol/messages";
import type { Meeting } from "./meeting";

// A press on "support" shows at once, before the server has said so, and gives way to the server's count: kept until the
// command is done and a tally has named the question, or until kSettle after it was done.

/** Milliseconds. A tally follows a vote within 200; twice that and the way back is plenty. */
const kSettle = 2_000;

export interface Press {
  readonly wants: boolean;
  /** The count when it was pressed; null where counts are not shown. */
  readonly base: number | null;
  readonly doneAt: number | null;
  readonly counted: boolean;
}

/** By question id. */
export type Presses = ReadonlyMap<string, Press>;

export function pressed(presses: Presses, meeting: Meeting, question: string, wants: boolean): Presses {
  const next = new Map(presses);
  const known = meeting.questions.get(question);
  const base = presses.get(question)?.base ?? (known ? known.supporters : 0);
  if (wants === meeting.supported.has(question)) next.delete(question);
  else next.set(question, { wants, base, doneAt: null, counted: false });
  return next;
}

export function settled(presses: Presses, question: string, now: number): Presses {
  const press = presses.get(question);
  if (!press) return presses;
  return press.counted ? without(presses, question) : new Map(presses).set(question, { ...press, doneAt: now });
}

/** The server refused it: what it says counts. */
export function takenBack(presses: Presses, question: string): Presses {
  return presses.has(question) ? without(presses, question) : presses;
}

/** Lets go of presses that the server's counts have caught up with. */
export function heard(presses: Presses, message: ServerMessage, now: number): Presses {
  if (presses.size === 0) return presses;
  const next = new Map(presses);
  for (const [question, press] of presses) {
    const counted = press.counted || (message.type === "tally" && message.votes.has(question));
    const old = press.doneAt !== null && now - press.doneAt > kSettle;
    if (message.type === "welcome" || old || (counted && press.doneAt !== null)) next.delete(question);
    else if (counted) next.set(question, { ...press, counted });
  }
  return next;
}

/** What the support button of a question shows; no count where the meeting shows none. */
export function support(
  meeting: Meeting,
  presses: Presses,
  question: string,
): { pressed: boolean; count: number | null } {
  const known = meeting.questions.get(question);
  const count = known ? known.supporters : 0;
  const press = presses.get(question);
  if (!press) return { pressed: meeting.supported.has(question), count };
  const { wants } = press;
  const base = press.base ?? count;
  if (count === null || base === null) return { pressed: wants, count };
  return { pressed: wants, count: wants ? Math.max(count, base + 1) : Math.max(0, Math.min(count, base - 1)) };
}

function without(presses: Presses, question: string): Presses {
  const next = new Map(presses);
  next.delete(question);
  return next;
}
