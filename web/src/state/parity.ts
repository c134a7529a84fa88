import type { Channel, Question } from "../protocol/messages";
import type { Meeting } from "./meeting";

/** Where a question came from, as the chair weighs it: somebody in the hall, or somebody elsewhere. */
export type Side = "floor" | "web";

export interface Share {
  /** Put to the meeting: being asked, or answered. */
  readonly taken: number;
  /** Those, and all that wait to be read or asked. What was declined, merged or withdrawn does not count. */
  readonly of: number;
}

export interface Parity {
  readonly floor: Share;
  readonly web: Share;
  /** The side that waits longer, and where its first question stands in the queue, counted from 1; null when even. */
  readonly nudge: { readonly side: Side; readonly position: number } | null;
}

/** Shares may differ by this much before it is worth a sentence. */
const kEven = 0.2;

export function sideOf(channel: Channel): Side {
  switch (channel) {
    case "floor":
    case "paper":
    case "proxy":
      return "floor";
    case "web":
    case "post":
    case "message":
      return "web";
  }
}

function share(questions: Iterable<Question>, side: Side): Share {
  let taken = 0;
  let of = 0;
  for (const { channel, status } of questions) {
    if (sideOf(channel) !== side) continue;
    if (status === "declined" || status === "merged" || status === "withdrawn") continue;
    of += 1;
    if (status === "asking" || status === "answered") taken += 1;
  }
  return { taken, of };
}

function part({ taken, of }: Share): number {
  return of === 0 ? 1 : taken / of;
}

/** How evenly the hall and the web are served. Nudges only towards a question that is there to be called. */
export function parity(meeting: Meeting): Parity {
  const floor = share(meeting.questions.values(), "floor");
  const web = share(meeting.questions.values(), "web");
  const behind: Side = part(web) < part(floor) ? "web" : "floor";
  const even = Math.abs(part(web) - part(floor)) < kEven || floor.taken + web.taken === 0;
  const at = meeting.queue.findIndex((id) => {
    const question = meeting.questions.get(id);
    return question !== undefined && sideOf(question.channel) === behind;
  });
  return { floor, web, nudge: even || at < 0 ? null : { side: behind, position: at + 1 } };
}

/** Marks to draw for a share: one a question, up to `most`; beyond that in proportion. */
export function marks({ taken, of }: Share, most: number): { filled: number; empty: number } {
  if (of <= most) return { filled: taken, empty: of - taken };
  const filled = Math.min(most, Math.round((taken / of) * most));
  return { filled, empty: most - filled };
}
