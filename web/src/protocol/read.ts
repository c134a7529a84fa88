import {
  count,
  countOrNull,
  fields,
  has,
  instant,
  instantOrNull,
  linkOrNull,
  list,
  Malformed,
  meetingPathOrNull,
  number,
  numberOr,
  oneOf,
  text,
  textOrNull,
  texts,
  textsOrNone,
  type Fields,
} from "./fields";
import { caption } from "./caption";
import { cameraAlarms } from "./messages";
import type {
  Done,
  MeetingEvent,
  Mine,
  Patch,
  QueueStep,
  Role,
  ServerMessage,
  Signal,
  Snapshot,
  RelayHealth,
  SourceHealth,
  Welcome,
  Wrong,
} from "./messages";
import { question } from "./read-question";
import { set, snapshot } from "./read-state";

export { Malformed } from "./fields";

// The edge at which a frame becomes typed. What is missing or of the wrong type makes the whole frame malformed: a half
// applied patch would show a state that never was. Unknown members and kinds are ignored.

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
        unrecorded: textOrNull(from, "recording") === "stopped",
        alarms: cameraAlarms.filter((alarm) => textsOrNone(from, "alarms").includes(alarm)),
        trouble: cameraTrouble(from),
        viewers: viewers(from),
      };
    case "done":
      return done(from);
    case "source":
      return source(from);
    case "relay":
      return relay(from);
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

function viewers(from: Fields): Signal["viewers"] {
  if (!has(from, "viewers")) return null;
  const inside = fields(from["viewers"], "viewers");
  return {
    delay_ms: numberOr(inside, "delay_ms", 0),
    fps: numberOr(inside, "fps", 0),
    level_db: numberOr(inside, "level_db", -100),
  };
}

function done(from: Fields): Done {
  return {
    type: "done",
    id: text(from, "id"),
    seq: count(from, "seq"),
    question: textOrNull(from, "question"),
    receipt: meetingPathOrNull(from, "receipt"),
    source: textOrNull(from, "source"),
    secret: textOrNull(from, "secret"),
    url: linkOrNull(from, "url"),
  };
}

function wrong(from: Fields): Wrong {
  return { error: textOrNull(from, "error"), code: textOrNull(from, "code"), about: textOrNull(from, "about") };
}

function cameraTrouble(from: Fields): Wrong | null {
  const error = textOrNull(from, "trouble");
  if (error === null) return null;
  return { error, code: textOrNull(from, "trouble_code"), about: textOrNull(from, "trouble_about") };
}

function source(from: Fields): SourceHealth {
  return {
    type: "source",
    source: text(from, "source"),
    state: oneOf(from, "state", ["ok", "waiting", "trouble", "off"] as const),
    last_post_at: instantOrNull(from, "last_post_at"),
    ...wrong(from),
    next_try_at: instantOrNull(from, "next_try_at"),
    taken: countOrNull(from, "taken") ?? 0,
  };
}

function relay(from: Fields): RelayHealth {
  return {
    type: "relay",
    relay: text(from, "relay"),
    state: oneOf(from, "state", ["off", "waiting", "connecting", "live", "trouble"] as const),
    since: instantOrNull(from, "since"),
    kbps: numberOr(from, "kbps", 0),
    dropped: countOrNull(from, "dropped") ?? 0,
    ...wrong(from),
    next_try_at: instantOrNull(from, "next_try_at"),
  };
}

function welcome(from: Fields): Welcome {
  const base = {
    type: "welcome" as const,
    role: oneOf(from, "role", [
      "resident",
      "room",
      "camera",
      "chair",
      "clerk",
      "captioner",
    ] as const satisfies readonly Role[]),
    you: textOrNull(from, "you") ?? "",
    seq: count(from, "seq"),
    at: instant(from, "at"),
    mine: mine(from),
  };
  if (has(from, "state")) return { ...base, snapshot: snapshot(fields(from["state"], "state")), events: null };
  return { ...base, snapshot: null, events: list(from, "events").map(event) };
}

function mine(from: Fields): Mine {
  if (!has(from, "mine")) return { asked: [], supported: [], receipts: new Map() };
  const inside = fields(from["mine"], "mine");
  return { asked: texts(inside, "asked"), supported: texts(inside, "supported"), receipts: receipts(inside) };
}

function receipts(from: Fields): Map<string, string> {
  if (!has(from, "receipts")) return new Map();
  const inside = fields(from["receipts"], "receipts");
  const paths = Object.keys(inside).map((id) => [id, meetingPathOrNull(inside, id)] as const);
  return new Map(paths.flatMap(([id, path]) => (path === null ? [] : [[id, path] as const])));
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
    caption: has(from, "caption") ? caption(from["caption"]) : null,
  };
}

function step(value: unknown): QueueStep {
  const from = fields(value, "queue[]");
  const id = text(from, "question");
  if (from["out"] === true) return { kind: "out", question: id };
  return { kind: "put", question: id, before: textOrNull(from, "before") };
}

function votes(from: Fields): Map<string, number> {
  if (!has(from, "votes")) return new Map();
  const inside = fields(from["votes"], "votes");
  return new Map(Object.keys(inside).map((id) => [id, count(inside, id)]));
}
