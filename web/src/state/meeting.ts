import type {
  Instant,
  MeetingEvent,
  Patch,
  Question,
  QueueStep,
  Role,
  ServerMessage,
  Tally,
  Top,
  Welcome,
} from "../protocol/messages";

/** A meeting as this page knows it: what the server said, folded. Pure values; no rules of its own. */
export interface Meeting {
  /** Highest sequence number applied; what `hello` sends as `since`. */
  readonly seq: number;
  readonly role: Role;
  readonly you: string;
  readonly top: Top;
  readonly queue: readonly string[];
  readonly questions: ReadonlyMap<string, Question>;
  /** Ids of questions that this participant asked and supports. */
  readonly asked: ReadonlySet<string>;
  readonly supported: ReadonlySet<string>;
  /** Paths of the receipts of what this participant asked, by question id. */
  readonly receipts: ReadonlyMap<string, string>;
  /** Server's clock minus ours, in milliseconds: add it to Date.now() before comparing with the server's times. */
  readonly skew: number;
}

/** Applies one message. Null means that the message does not fit what is known: say hello again without `since`. */
export function apply(meeting: Meeting | null, message: ServerMessage, now: Instant): Meeting | null {
  switch (message.type) {
    case "welcome":
      return welcomed(meeting, message, now);
    case "events":
      return meeting && { ...message.events.reduce(applyEvent, meeting), seq: Math.max(meeting.seq, message.seq) };
    case "tally":
      return meeting && counted(meeting, message);
    case "signal":
    case "source":
    case "done":
    case "refused":
    case "unknown":
      return meeting;
  }
}

function welcomed(known: Meeting | null, welcome: Welcome, now: Instant): Meeting | null {
  const about = {
    role: welcome.role,
    you: welcome.you,
    asked: new Set(welcome.mine.asked),
    supported: new Set(welcome.mine.supported),
    receipts: welcome.mine.receipts,
    skew: welcome.at - now,
  };
  if (welcome.snapshot === null) {
    return known && { ...welcome.events.reduce(applyEvent, known), ...about, seq: Math.max(known.seq, welcome.seq) };
  }
  const { top, queue, questions } = welcome.snapshot;
  return { ...about, seq: welcome.seq, top, queue, questions: new Map(questions.map((each) => [each.id, each])) };
}

/** An event that was applied before changes nothing. */
function applyEvent(meeting: Meeting, event: MeetingEvent): Meeting {
  if (event.seq <= meeting.seq) return meeting;
  return { ...patched(meeting, event.patch), seq: event.seq };
}

function patched(meeting: Meeting, patch: Patch): Meeting {
  let questions = meeting.questions;
  if (patch.question !== null || patch.gone.length > 0) {
    const next = new Map(questions);
    for (const id of patch.gone) next.delete(id);
    if (patch.question !== null) next.set(patch.question.id, patch.question);
    questions = next;
  }
  if (patch.set.listening && meeting.role !== "chair" && meeting.role !== "clerk") questions = uncounted(questions);
  return {
    ...meeting,
    questions,
    queue: patch.queue.reduce(moved, meeting.queue),
    top: { ...meeting.top, ...patch.set },
  };
}

/** While the meeting listens, counts are forgotten: tallies bring them back. */
function uncounted(questions: Meeting["questions"]): Meeting["questions"] {
  return new Map([...questions].map(([id, question]) => [id, { ...question, supporters: null }]));
}

function moved(queue: readonly string[], step: QueueStep): readonly string[] {
  const rest = queue.filter((id) => id !== step.question);
  if (step.kind === "out") return rest;
  const at = step.before === null ? -1 : rest.indexOf(step.before);
  return at < 0 ? [...rest, step.question] : [...rest.slice(0, at), step.question, ...rest.slice(at)];
}

function counted(meeting: Meeting, tally: Tally): Meeting {
  let questions = meeting.questions;
  if (tally.votes.size > 0) {
    const next = new Map(questions);
    for (const [id, supporters] of tally.votes) {
      const question = next.get(id);
      if (question) next.set(id, { ...question, supporters });
    }
    questions = next;
  }
  const watching = tally.watching ?? meeting.top.watching;
  return { ...meeting, questions, top: { ...meeting.top, watching } };
}

/** What `done` tells of this participant, ahead of the next welcome. */
export function acknowledged(
  meeting: Meeting,
  command: string,
  question: string | null,
  receipt: string | null = null,
): Meeting {
  if (question === null) return meeting;
  switch (command) {
    case "ask":
      return {
        ...meeting,
        asked: new Set(meeting.asked).add(question),
        receipts: receipt === null ? meeting.receipts : new Map(meeting.receipts).set(question, receipt),
      };
    case "vote":
      return { ...meeting, supported: new Set(meeting.supported).add(question) };
    case "unvote": {
      const supported = new Set(meeting.supported);
      supported.delete(question);
      return { ...meeting, supported };
    }
    default:
      return meeting;
  }
}
