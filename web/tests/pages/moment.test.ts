import { describe, expect, it } from "vitest";
import { momentIn, momentOf } from "../../src/pages/watch/moment";
import { meeting, question } from "../state/staff-fixture";

const at = Date.parse("2026-11-26T19:41:00.000Z");
const recorded = (recording: "ready" | "running" | "none") => {
  const made = meeting();
  return { ...made, top: { ...made.top, recording } };
};

describe("a moment of the recording", () => {
  it("is where the question was called, and comes back out of its address", () => {
    const address = momentOf(recorded("ready"), question("a", { called_at: at, answered_at: at + 60_000 })) ?? "";
    expect(address).toBe("/m/town?at=2026-11-26T19:41:00.000Z");
    expect(momentIn(new URL(address, "https://a.example").search, null)).toBe(at);
  });

  it("can be opened while the meeting runs", () => {
    expect(momentOf(recorded("running"), question("a", { called_at: at }))).toBe("/m/town?at=2026-11-26T19:41:00.000Z");
  });

  it("may be named by seconds from the start", () => {
    expect(momentIn("?at=90", at)).toBe(at + 90_000);
    expect(momentIn("?at=90", null)).toBeNull();
  });

  it("is not offered without a recording, nor for what was never put", () => {
    expect(momentOf(recorded("none"), question("a", { called_at: at }))).toBeNull();
    expect(momentOf(recorded("ready"), question("a"))).toBeNull();
  });

  it("is none where the address names no time", () => {
    expect(momentIn("?at=tomorrow", at)).toBeNull();
    expect(momentIn("", at)).toBeNull();
  });
});
