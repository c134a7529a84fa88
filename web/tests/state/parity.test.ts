import { describe, expect, it } from "vitest";
import { marks, parity } from "../../src/state/parity";
import { meeting, question } from "./staff-fixture";

describe("parity of the channels", () => {
  it("counts what was put to the meeting of what came in", () => {
    const now = meeting(
      question("1", { channel: "floor", status: "answered" }),
      question("2", { channel: "paper", status: "approved" }),
      question("3", { channel: "web", status: "asking" }),
      question("4", { channel: "post", status: "waiting" }),
      question("5", { channel: "message", status: "held" }),
    );
    expect(parity(now)).toEqual({
      shares: [
        { group: "floor", taken: 1, of: 2 },
        { group: "web", taken: 1, of: 1 },
        { group: "post", taken: 0, of: 1 },
        { group: "message", taken: 0, of: 1 },
      ],
      nudge: { group: "floor", position: 1 },
    });
  });

  it("leaves out what was declined, merged or withdrawn", () => {
    const now = meeting(
      question("1", { status: "declined" }),
      question("2", { status: "merged" }),
      question("3", { status: "withdrawn" }),
    );
    expect(parity(now)).toEqual({
      shares: [
        { group: "floor", taken: 0, of: 0 },
        { group: "web", taken: 0, of: 0 },
      ],
      nudge: null,
    });
  });

  it("nudges towards the first question of the channel that waits longest", () => {
    const now = meeting(
      question("1", { channel: "floor", status: "answered" }),
      question("2", { channel: "floor", status: "approved" }),
      question("3", { channel: "web", status: "approved" }),
      question("4", { channel: "web", status: "waiting" }),
    );
    expect(parity(now).nudge).toEqual({ group: "web", position: 2 });
  });

  it("nudges towards posts and messages, too", () => {
    const now = meeting(
      question("1", { channel: "floor", status: "answered" }),
      question("2", { channel: "web", status: "answered" }),
      question("3", { channel: "web", status: "approved" }),
      question("4", { channel: "message", status: "approved" }),
    );
    expect(parity(now).nudge).toEqual({ group: "message", position: 2 });
  });

  it("does not nudge before anything was taken, nor where nothing could be called", () => {
    expect(parity(meeting(question("1", { status: "approved" }))).nudge).toBeNull();
    const none = meeting(question("1", { channel: "floor", status: "answered" }), question("2", { status: "waiting" }));
    expect(parity(none).nudge).toBeNull();
  });
});

describe("the marks", () => {
  it("are one a question while they fit, and in proportion beyond", () => {
    expect(marks({ group: "web", taken: 6, of: 14 }, 14)).toEqual({ filled: 6, empty: 8 });
    expect(marks({ group: "web", taken: 30, of: 60 }, 14)).toEqual({ filled: 7, empty: 7 });
    expect(marks({ group: "web", taken: 0, of: 0 }, 14)).toEqual({ filled: 0, empty: 0 });
  });
});
