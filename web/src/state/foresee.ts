import type { Command, DeclineReason, Instant, Question } from "../protocol/messages";
import type { Meeting } from "./meeting";

// What a staff member has just decided shows at once, also without a connection: commands that the server has not yet
// answered are laid over what it last said. Each step repeats the rules of docs/protocol.md section 2.7 only as far as
// to do nothing where the command would be refused, so that a command may be laid over its own events without harm.

function changed(meeting: Meeting, id: string, change: Partial<Question>): Meeting {
  const question = meeting.questions.get(id);
  if (!question) return meeting;
  return { ...meeting, questions: new Map(meeting.questions).set(id, { ...question, ...change }) };
}

function is(meeting: Meeting, id: string, ...statuses: readonly Question["status"][]): boolean {
  const question = meeting.questions.get(id);
  return question !== undefined && statuses.includes(question.status);
}

function without(meeting: Meeting, id: string): Meeting {
  return { ...meeting, queue: meeting.queue.filter((each) => each !== id) };
}

/** Puts an id before another; at the end where that is null or not in the queue. */
export function placed(queue: readonly string[], id: string, before: string | null): string[] {
  const rest = queue.filter((each) => each !== id);
  const at = before === null ? -1 : rest.indexOf(before);
  return at < 0 ? [...rest, id] : [...rest.slice(0, at), id, ...rest.slice(at)];
}

function approved(meeting: Meeting, id: string, before: string | null): Meeting {
  return { ...changed(meeting, id, { status: "approved", reason: null }), queue: placed(meeting.queue, id, before) };
}

function declined(meeting: Meeting, id: string, reason: DeclineReason): Meeting {
  if (!is(meeting, id, "waiting", "held", "approved")) return meeting;
  return without(changed(meeting, id, { status: "declined", reason }), id);
}

function answered(meeting: Meeting, now: Instant): Meeting {
  const { asking } = meeting.top;
  if (asking === null) return meeting;
  return {
    ...changed(meeting, asking, { status: "answered", answered_at: now }),
    top: { ...meeting.top, asking: null, asking_since: null },
  };
}

function called(meeting: Meeting, id: string, now: Instant): Meeting {
  const next = without(changed(answered(meeting, now), id, { status: "asking", called_at: now }), id);
  return { ...next, top: { ...next.top, asking: id, asking_since: now } };
}

function step(meeting: Meeting, given: Command, now: Instant): Meeting {
  switch (given.command) {
    case "approve": {
      const { question } = given.data;
      return is(meeting, question, "waiting", "held", "declined") ? approved(meeting, question, null) : meeting;
    }
    case "reopen": {
      const { question } = given.data;
      return is(meeting, question, "answered", "declined") ? approved(meeting, question, null) : meeting;
    }
    case "hold": {
      const { question } = given.data;
      if (!is(meeting, question, "waiting", "approved")) return meeting;
      return without(changed(meeting, question, { status: "held" }), question);
    }
    case "decline":
      return declined(meeting, given.data.question, given.data.reason);
    case "decline_many": {
      const { questions, reason } = given.data;
      return questions.reduce((next, question) => declined(next, question, reason), meeting);
    }
    case "edit": {
      const { question: id, text } = given.data;
      const question = meeting.questions.get(id);
      if (!question || is(meeting, id, "merged", "withdrawn") || question.text === text) return meeting;
      const original = question.edited?.original ?? question.text;
      return changed(meeting, id, { text, edited: { original, at: now } });
    }
    case "write_answer": {
      const { question, text } = given.data;
      if (!is(meeting, question, "asking", "answered", "approved")) return meeting;
      return changed(meeting, question, { answer: text === "" ? null : { text, at: now } });
    }
    case "merge": {
      const { question, into } = given.data;
      if (!is(meeting, question, "waiting", "held", "approved") || !is(meeting, into, "approved", "asking")) {
        return meeting;
      }
      return without(changed(meeting, question, { status: "merged", into }), question);
    }
    case "move": {
      const { question, before } = given.data;
      if (!meeting.queue.includes(question)) return meeting;
      return { ...changed(meeting, question, { moved: true }), queue: placed(meeting.queue, question, before) };
    }
    case "call": {
      const { question } = given.data;
      return is(meeting, question, "approved") ? called(meeting, question, now) : meeting;
    }
    case "answered": {
      const question = given.data.question ?? meeting.top.asking;
      return question !== null && question === meeting.top.asking ? answered(meeting, now) : meeting;
    }
    case "put_back": {
      const question = given.data.question ?? meeting.top.asking;
      if (question === null || question !== meeting.top.asking) return meeting;
      const back = changed(approved(meeting, question, meeting.queue[0] ?? null), question, { moved: true });
      return { ...back, top: { ...back.top, asking: null, asking_since: null } };
    }
    case "open_item":
      return { ...meeting, top: { ...meeting.top, item: given.data.item } };
    case "open_questions":
    case "close_questions":
      return { ...meeting, top: { ...meeting.top, questions_open: given.command === "open_questions" } };
    case "order_by":
      return { ...meeting, top: { ...meeting.top, order: given.data.order } };
    default:
      // On air, off air, start and end are for the server alone to say; the rest is seen when it is done.
      return meeting;
  }
}

/** The meeting as it will be when the server has done `given`, in order. */
export function foreseen(meeting: Meeting, given: readonly Command[], now: Instant): Meeting {
  return given.reduce((next, command) => step(next, command, now), meeting);
}

/** The question that a command is about, where it is about one. */
export function subject(given: Command): string | null {
  return "question" in given.data ? (given.data.question ?? null) : null;
}

/** All questions that a command is about. */
export function subjects(given: Command): readonly string[] {
  if (given.command === "decline_many") return given.data.questions;
  const one = subject(given);
  return one === null ? [] : [one];
}
