import { describe, expect, it } from "vitest";
import { readFrame } from "../../src/protocol/read";
import { apply, type Meeting } from "../../src/state/meeting";
import type { ServerMessage } from "../../src/protocol/messages";
import { meeting } from "./staff-fixture";

function heard(known: Meeting, ...captions: readonly object[]): Meeting {
  const events = captions.map((caption, at) => ({
    seq: known.seq + 1 + at,
    at: "2026-11-26T19:00:00Z",
    event: "caption.said",
    data: { caption },
  }));
  const frame = readFrame(JSON.stringify({ type: "events", seq: known.seq + captions.length, events }));
  return apply(known, frame as ServerMessage, 0) ?? known;
}

const kLine = {
  id: "cap_1",
  lang: "en",
  text: "Good evenin",
  from: "2026-11-26T19:00:00Z",
  to: "2026-11-26T19:00:02Z",
};

describe("captions of a meeting", () => {
  it("come in order, and a corrected one takes its own place", () => {
    const first = heard(meeting(), kLine, { ...kLine, id: "cap_2", text: "Welcome" });
    const corrected = heard(first, {
      ...kLine,
      text: "Good evening",
      original: "Good evenin",
      corrected_at: "2026-11-26T19:01:00Z",
    });
    expect(corrected.captions.map(({ text }) => text)).toEqual(["Good evening", "Welcome"]);
    expect(corrected.captions[0]?.original).toBe("Good evenin");
  });
});
