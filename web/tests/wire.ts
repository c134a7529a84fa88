// Frames as the server sends them, for tests of what reads them.
import { liveScene, type Wire } from "./stage/scene";
import { readFrame, Malformed } from "../src/protocol/read";
import type { ServerMessage } from "../src/protocol/messages";

export const kAt = "2026-11-26T19:41:00.000Z";

export function welcomeFrame(more: Wire = {}): Wire {
  return {
    type: "welcome",
    role: "resident",
    you: "p_1",
    keep: "p_1.signature",
    seq: 57,
    at: kAt,
    state: liveScene(),
    mine: { asked: [], supported: ["q_library"] },
    ...more,
  };
}

export function eventsFrame(seq: number, ...data: Wire[]): Wire {
  const first = seq - data.length + 1;
  return {
    type: "events",
    seq,
    events: data.map((patch, at) => ({ seq: first + at, at: kAt, event: "question.moved", data: patch })),
  };
}

export function tallyFrame(votes: Wire, watching = 88): Wire {
  return { type: "tally", at: kAt, votes, watching };
}

/** Reads what must be readable. */
export function read(frame: Wire): ServerMessage {
  const message = readFrame(JSON.stringify(frame));
  if (message instanceof Malformed) throw message;
  return message;
}
