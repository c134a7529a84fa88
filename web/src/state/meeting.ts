import type {
  Caption,
  Instant,
  MeetingEvent,
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
  /** To the captioner: those that this page knows of, in the order in which they came. */
  readonly captions: readonly Caption[];
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
      return meeting && { ...applyEvents(meeting, message.events), seq: Math.max(meeting.seq, message.seq) };
    case "tally":
      return meeting && counted(meeting, message);
    case "signal":
    case "source":
    case "relay":
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
    return known && { ...applyEvents(known, welcome.events), ...about, seq: Math.max(known.seq, welcome.seq) };
  }
  const { top, queue, questions, captions } = welcome.snapshot;
  return {
    ...about,
    seq: welcome.seq,
    top,
    queue,
    questions: new Map(questions.map((each) => [each.id, each])),
    captions: captions.reduce(withCaption, known?.captions ?? []),
  };
}

/** Applies events in order, those that were applied before excepted. A frame may bring hundreds: one copy for all. */
function applyEvents(meeting: Meeting, events: readonly MeetingEvent[]): Meeting {
  const isStaff = meeting.role === "chair" || meeting.role === "clerk";
  let { seq, top, queue, captions } = meeting;
  let changed: Map<string, Question> | null = null;
  const questions = (): Map<string, Question> => (changed ??= new Map(meeting.questions));
  for (const { seq: at, patch } of events) {
    if (at <= seq) continue;
    seq = at;
    for (const id of patch.gone) questions().delete(id);
    if (patch.question !== null) questions().set(patch.question.id, patch.question);
    if (patch.set.listening && !isStaff) forgetCounts(questions());
    queue = patch.queue.reduce(moved, queue);
    top = { ...top, ...patch.set };
    if (patch.caption !== null) captions = withCaption(captions, patch.caption);
  }
  return { ...meeting, seq, top, queue, captions, questions: changed ?? meeting.questions };
}

/** In the place of the one with its id, or at the end. */
export function withCaption(captions: readonly Caption[], caption: Caption): readonly Caption[] {
  if (!captions.some((each) => each.id === caption.id)) return [...captions, caption];
  return captions.map((each) => (each.id === caption.id ? caption : each));
}

/** While the meeting listens, counts are forgotten: tallies bring them back. */
function forgetCounts(questions: Map<string, Question>): void {
  for (const [id, question] of questions) questions.set(id, { ...question, supporters: null });
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
