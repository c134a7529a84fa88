import type { Instant, Question } from "../protocol/messages";
import { groupOf, type Group } from "./channels";
import type { Meeting } from "./meeting";

/** Nobody waits for ever: one that so many have overtaken comes first, whatever the order. */
const kDue = 20;

/** What gave a question its place in the queue. */
export type Reason =
  | { readonly kind: "moved" }
  /** So many that were asked later were taken before it that it comes first. */
  | { readonly kind: "due"; readonly overtaken: number }
  | { readonly kind: "nth"; readonly nth: number }
  | { readonly kind: "turn"; readonly group: Group }
  | { readonly kind: "area"; readonly area: string }
  | { readonly kind: "support"; readonly count: number }
  | { readonly kind: "time"; readonly at: Instant };

/**
 * Why a question stands where it stands, the weightiest first: as the meeting's order weighs it, down to what sets it
 * apart from the question behind it (of the last one: before it). Pure; what staff moved by hand needs no other reason.
 */
export function whyHere(meeting: Meeting, id: string): readonly Reason[] {
  const question = meeting.questions.get(id);
  if (!question) return [];
  if (question.moved) return [{ kind: "moved" }];
  const overtaken = overtakenBy(meeting, question);
  if (overtaken >= kDue) return [{ kind: "due", overtaken }];
  const weighed = reasonsOf(meeting, question);
  const other = neighbour(meeting, id);
  if (!other) return weighed.slice(0, 1);
  const others = reasonsOf(meeting, other);
  const apart = weighed.findIndex((reason) => !others.some((each) => same(reason, each)));
  return weighed.slice(0, apart < 0 ? 1 : apart + 1);
}

/** How many that were asked later have been put before it. */
function overtakenBy(meeting: Meeting, { asked_at: since }: Question): number {
  if (since === null) return 0;
  return [...meeting.questions.values()].filter(
    ({ status, asked_at: at }) => (status === "answered" || status === "asking") && at !== null && at > since,
  ).length;
}

/** Everything that the order looks at, as far as this question has it. */
function reasonsOf(meeting: Meeting, question: Question): Reason[] {
  const support: Reason[] = question.supporters === null ? [] : [{ kind: "support", count: question.supporters }];
  const time: Reason[] = question.asked_at === null ? [] : [{ kind: "time", at: question.asked_at }];
  switch (meeting.top.order) {
    case "oldest":
      return time;
    case "support":
      return [...support, ...time];
    case "fair": {
      const nth: Reason[] = question.nth === null ? [] : [{ kind: "nth", nth: question.nth }];
      const area: Reason[] = question.area === "" ? [] : [{ kind: "area", area: question.area }];
      return [...nth, { kind: "turn", group: groupOf(question.channel) }, ...area, ...support, ...time];
    }
  }
}

/** The question to compare with: the next that was not moved by hand, else the one before. */
function neighbour(meeting: Meeting, id: string): Question | undefined {
  const at = meeting.queue.indexOf(id);
  const unmoved = (ids: readonly string[]): Question | undefined =>
    ids.map((each) => meeting.questions.get(each)).find((each) => each !== undefined && !each.moved);
  return unmoved(meeting.queue.slice(at + 1)) ?? unmoved(meeting.queue.slice(0, Math.max(0, at)).reverse());
}

function same(one: Reason, other: Reason): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
