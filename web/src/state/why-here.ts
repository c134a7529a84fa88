import type { Channel, Instant, Question } from "../protocol/messages";
import type { Meeting } from "./meeting";
import { queued } from "./select";

/** Nobody waits for ever: one that so many have overtaken comes first, whatever the order. */
const kDue = 20;

/** What gave a question its place in the queue. */
export type Reason =
  | { readonly kind: "moved" }
  /** So many that were asked later were taken before it that it comes first. */
  | { readonly kind: "due"; readonly overtaken: number }
  | { readonly kind: "nth"; readonly nth: number }
  | { readonly kind: "turn"; readonly channel: Channel }
  | { readonly kind: "area"; readonly area: string }
  | { readonly kind: "support"; readonly count: number }
  | { readonly kind: "time"; readonly at: Instant };

/**
 * Why a question stands where it stands, as the meeting's order weighs it: down to what sets it apart from the question
 * behind it (of the last one: before it). Pure; what staff moved by hand needs no other reason.
 */
export function whyHere(meeting: Meeting, id: string): readonly Reason[] {
  const question = meeting.questions.get(id);
  if (!question) return [];
  if (question.moved) return [{ kind: "moved" }];
  const overtaken = overtakenBy(meeting, question);
  if (overtaken >= kDue) return [{ kind: "due", overtaken }];
  const other = neighbour(meeting, id);
  switch (meeting.top.order) {
    case "oldest":
      return time(question);
    case "support":
      return merit(question, other);
    case "fair":
      return fair(meeting, question, other);
  }
}

/** First questions before second ones; then channels, and in a channel neighbourhoods, in turn; then support and time. */
function fair(meeting: Meeting, question: Question, other: Question | null): Reason[] {
  const nth: Reason[] = question.nth === null ? [] : [{ kind: "nth", nth: question.nth }];
  if (other === null || question.nth !== other.nth) return nth.length > 0 ? nth : time(question);
  if (question.channel !== other.channel) {
    const turns = [question, other].map((each) => takenBefore(meeting, each, ofChannel));
    if (turns[0] !== turns[1]) return [...nth, { kind: "turn", channel: question.channel }];
  } else if (areaOf(question) !== areaOf(other) && question.area !== "") {
    const turns = [question, other].map((each) => takenBefore(meeting, each, ofArea));
    if (turns[0] !== turns[1]) return [...nth, { kind: "area", area: question.area }];
  }
  return [...nth, ...merit(question, other)];
}

/** Support where it differs; else also who has waited longer. */
function merit(question: Question, other: Question | null): Reason[] {
  const { supporters } = question;
  const support: Reason[] = supporters === null ? [] : [{ kind: "support", count: supporters }];
  if (support.length > 0 && (other === null || other.supporters !== supporters)) return support;
  return [...(supporters === 0 ? [] : support), ...time(question)];
}

function time({ asked_at: at }: Question): Reason[] {
  return at === null ? [] : [{ kind: "time", at }];
}

type SameClass = (one: Question, other: Question) => boolean;
const ofChannel: SameClass = (one, other) => one.nth === other.nth && one.channel === other.channel;
const ofArea: SameClass = (one, other) => ofChannel(one, other) && areaOf(one) === areaOf(other);

function areaOf({ area }: Question): string {
  return area.trim().toLocaleLowerCase();
}

/** How many turns its class has had or will have had before this question: taken ones, and queued ones before it. */
function takenBefore(meeting: Meeting, question: Question, same: SameClass): number {
  const taken = [...meeting.questions.values()].filter(isTaken);
  const line = queued(meeting).filter(({ moved }) => !moved);
  const before = line.slice(0, Math.max(0, line.indexOf(question)));
  return [...taken, ...before].filter((each) => same(each, question)).length;
}

function isTaken({ status }: Question): boolean {
  return status === "answered" || status === "asking";
}

/** How many that were asked later have been put before it. */
function overtakenBy(meeting: Meeting, { asked_at: since }: Question): number {
  if (since === null) return 0;
  return [...meeting.questions.values()].filter(
    (each) => isTaken(each) && each.asked_at !== null && each.asked_at > since,
  ).length;
}

/** The question to compare with: the next that was not moved by hand, else the one before. */
function neighbour(meeting: Meeting, id: string): Question | null {
  const at = meeting.queue.indexOf(id);
  const unmoved = (ids: readonly string[]): Question | undefined =>
    ids.map((each) => meeting.questions.get(each)).find((each) => each !== undefined && !each.moved);
  return unmoved(meeting.queue.slice(at + 1)) ?? unmoved(meeting.queue.slice(0, Math.max(0, at)).reverse()) ?? null;
}
