import {
  channels,
  declineReasons,
  statuses,
  type AgendaItem,
  type Instant,
  type MeetingEvent,
  type Mine,
  type Patch,
  type Question,
  type QueueStep,
  type Role,
  type ServerMessage,
  type Snapshot,
  type Top,
  type Undo,
  type Welcome,
} from "./messages";

// The edge at which a frame becomes typed. What is missing or of the wrong type makes the whole frame malformed: a half
// applied patch would show a state that never was. Unknown members and kinds are ignored.

/** Why a frame could not be read; the path to the member. */
export class Malformed extends Error {}

type Fields = Readonly<Record<string, unknown>>;

/** Reads one text frame from the server. Returns Malformed instead of throwing. */
export function readFrame(frame: string): ServerMessage | Malformed {
  try {
    return message(fields(JSON.parse(frame), "frame"));
  } catch (error) {
    return error instanceof Malformed ? error : new Malformed("frame: not JSON");
  }
}

/** Reads `state` of section 2.2, as `GET /api/v1/meetings/{slug}` has it too. Returns Malformed instead of throwing. */
export function readSnapshot(value: unknown): Snapshot | Malformed {
  try {
    return snapshot(fields(value, "state"));
  } catch (error) {
    return error instanceof Malformed ? error : new Malformed("state");
  }
}

function message(from: Fields): ServerMessage {
  switch (text(from, "type")) {
    case "welcome":
      return welcome(from);
    case "events":
      return { type: "events", seq: count(from, "seq"), events: list(from, "events").map(event) };
    case "tally":
      return {
        type: "tally",
        at: instantOrNull(from, "at"),
        votes: votes(from),
        watching: countOrNull(from, "watching"),
      };
    case "signal":
      return {
        type: "signal",
        camera: text(from, "camera"),
        state: oneOf(from, "state", ["live", "lost", "none"] as const),
        level_db: number(from, "level_db"),
        kbps: numberOr(from, "kbps", 0),
        fps: numberOr(from, "fps", 0),
        width: numberOr(from, "width", 0),
        height: numberOr(from, "height", 0),
      };
    case "done":
      return { type: "done", id: text(from, "id"), seq: count(from, "seq"), question: textOrNull(from, "question") };
    case "refused":
      return {
        type: "refused",
        id: textOrNull(from, "id"),
        code: text(from, "code"),
        message: textOrNull(from, "message") ?? "",
        retry_after: countOrNull(from, "retry_after"),
      };
    default:
      return { type: "unknown" };
  }
}

function welcome(from: Fields): Welcome {
  const base = {
    type: "welcome" as const,
    role: oneOf(from, "role", ["resident", "room", "camera", "chair", "clerk"] as const satisfies readonly Role[]),
    you: textOrNull(from, "you") ?? "",
    seq: count(from, "seq"),
    at: instant(from, "at"),
    mine: mine(from),
  };
  if (has(from, "state")) return { ...base, snapshot: snapshot(fields(from["state"], "state")), events: null };
  return { ...base, snapshot: null, events: list(from, "events").map(event) };
}

function mine(from: Fields): Mine {
  if (!has(from, "mine")) return { asked: [], supported: [] };
  const inside = fields(from["mine"], "mine");
  return { asked: texts(inside, "asked"), supported: texts(inside, "supported") };
}

function snapshot(from: Fields): Snapshot {
  return {
    top: {
      slug: text(from, "slug"),
      title: text(from, "title"),
      starts: instantOrNull(from, "starts"),
      hashtags: texts(from, "hashtags"),
      phase: phase(from),
      started_at: instantOrNull(from, "started_at"),
      ended_at: instantOrNull(from, "ended_at"),
      air: air(from),
      recording: recording(from),
      questions_open: flag(from, "questions_open"),
      items: items(from),
      item: textOrNull(from, "item"),
      asking: textOrNull(from, "asking"),
      asking_since: instantOrNull(from, "asking_since"),
      watching: count(from, "watching"),
      undo: undo(from),
    },
    queue: texts(from, "queue"),
    questions: list(from, "questions").map(question),
  };
}

function event(value: unknown): MeetingEvent {
  const from = fields(value, "events[]");
  return {
    seq: count(from, "seq"),
    at: instantOrNull(from, "at"),
    event: text(from, "event"),
    patch: patch(has(from, "data") ? fields(from["data"], "data") : {}),
  };
}

function patch(from: Fields): Patch {
  return {
    question: has(from, "question") ? question(from["question"]) : null,
    gone: has(from, "gone") ? texts(from, "gone") : [],
    queue: has(from, "queue") ? list(from, "queue").map(step) : [],
    set: has(from, "set") ? set(fields(from["set"], "set")) : {},
  };
}

function set(from: Fields): Partial<Top> {
  return {
    ...(has(from, "title") && { title: text(from, "title") }),
    ...("starts" in from && { starts: instantOrNull(from, "starts") }),
    ...(has(from, "hashtags") && { hashtags: texts(from, "hashtags") }),
    ...(has(from, "phase") && { phase: phase(from) }),
    ...("started_at" in from && { started_at: instantOrNull(from, "started_at") }),
    ...("ended_at" in from && { ended_at: instantOrNull(from, "ended_at") }),
    ...(has(from, "air") && { air: air(from) }),
    ...(has(from, "recording") && { recording: recording(from) }),
    ...(has(from, "questions_open") && { questions_open: flag(from, "questions_open") }),
    ...(has(from, "items") && { items: items(from) }),
    ...("item" in from && { item: textOrNull(from, "item") }),
    ...("asking" in from && { asking: textOrNull(from, "asking") }),
    ...("asking_since" in from && { asking_since: instantOrNull(from, "asking_since") }),
    ...("undo" in from && { undo: undo(from) }),
  };
}

function step(value: unknown): QueueStep {
  const from = fields(value, "queue[]");
  const id = text(from, "question");
  if (from["out"] === true) return { kind: "out", question: id };
  return { kind: "put", question: id, before: textOrNull(from, "before") };
}

function question(value: unknown): Question {
  const from = fields(value, "question");
  return {
    id: text(from, "id"),
    text: text(from, "text"),
    name: textOrNull(from, "name") ?? "",
    channel: oneOf(from, "channel", channels),
    status: oneOf(from, "status", statuses),
    supporters: count(from, "supporters"),
    asked_at: instantOrNull(from, "asked_at"),
    called_at: instantOrNull(from, "called_at"),
    answered_at: instantOrNull(from, "answered_at"),
    first: from["first"] === true,
    reason: declineReasons.find((reason) => reason === from["reason"]) ?? null,
    into: textOrNull(from, "into"),
    participant: textOrNull(from, "participant"),
  };
}

function items(from: Fields): AgendaItem[] {
  return list(from, "items").map((value) => {
    const item = fields(value, "items[]");
    return { id: text(item, "id"), title: text(item, "title"), opened_at: instantOrNull(item, "opened_at") };
  });
}

function air(from: Fields): Top["air"] {
  const inside = fields(from["air"], "air");
  return {
    state: oneOf(inside, "state", ["none", "live", "lost", "off"] as const),
    since: instantOrNull(inside, "since"),
  };
}

function phase(from: Fields): Top["phase"] {
  return oneOf(from, "phase", ["planned", "live", "ended"] as const);
}

function recording(from: Fields): Top["recording"] {
  return oneOf(from, "recording", ["none", "running", "ready"] as const);
}

function undo(from: Fields): Undo | null {
  if (!has(from, "undo")) return null;
  const inside = fields(from["undo"], "undo");
  return {
    event: text(inside, "event"),
    question: textOrNull(inside, "question"),
    until: instant(inside, "until"),
  };
}

function votes(from: Fields): Map<string, number> {
  if (!has(from, "votes")) return new Map();
  const inside = fields(from["votes"], "votes");
  return new Map(Object.keys(inside).map((id) => [id, count(inside, id)]));
}

// Readers of one member each. A member that is null counts as absent.

function fields(value: unknown, path: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Malformed(`${path}: no object`);
  return value as Fields;
}

function has(from: Fields, name: string): boolean {
  return Object.hasOwn(from, name) && from[name] !== null && from[name] !== undefined;
}

function text(from: Fields, name: string): string {
  const value = Object.hasOwn(from, name) ? from[name] : undefined;
  if (typeof value !== "string") throw new Malformed(`${name}: no string`);
  return value;
}

function textOrNull(from: Fields, name: string): string | null {
  return has(from, name) ? text(from, name) : null;
}

function number(from: Fields, name: string): number {
  const value = Object.hasOwn(from, name) ? from[name] : undefined;
  if (typeof value !== "number" || !Number.isFinite(value)) throw new Malformed(`${name}: no number`);
  return value;
}

function numberOr(from: Fields, name: string, otherwise: number): number {
  return has(from, name) ? number(from, name) : otherwise;
}

function count(from: Fields, name: string): number {
  const value = number(from, name);
  if (!Number.isSafeInteger(value) || value < 0) throw new Malformed(`${name}: no count`);
  return value;
}

function countOrNull(from: Fields, name: string): number | null {
  return has(from, name) ? count(from, name) : null;
}

function flag(from: Fields, name: string): boolean {
  const value = Object.hasOwn(from, name) ? from[name] : undefined;
  if (typeof value !== "boolean") throw new Malformed(`${name}: no boolean`);
  return value;
}

function instant(from: Fields, name: string): Instant {
  const value = Date.parse(text(from, name));
  if (Number.isNaN(value)) throw new Malformed(`${name}: no time`);
  return value;
}

function instantOrNull(from: Fields, name: string): Instant | null {
  return has(from, name) ? instant(from, name) : null;
}

function list(from: Fields, name: string): readonly unknown[] {
  const value = Object.hasOwn(from, name) ? from[name] : undefined;
  if (!Array.isArray(value)) throw new Malformed(`${name}: no array`);
  return value;
}

function texts(from: Fields, name: string): string[] {
  return list(from, name).map((value) => {
    if (typeof value !== "string") throw new Malformed(`${name}[]: no string`);
    return value;
  });
}

function oneOf<Word extends string>(from: Fields, name: string, words: readonly Word[]): Word {
  const value = text(from, name);
  const known = words.find((word) => word === value);
  if (known === undefined) throw new Malformed(`${name}: not known: ${value.slice(0, 40)}`);
  return known;
}
