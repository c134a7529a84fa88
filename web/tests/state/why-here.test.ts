import { describe, expect, it } from "vitest";
import type { Order, Question } from "../../src/protocol/messages";
import type { Meeting } from "../../src/state/meeting";
import { whyHere } from "../../src/state/why-here";
import { meeting, question } from "./staff-fixture";

const queued = (id: string, change: Partial<Question> = {}): Question =>
  question(id, { status: "approved", nth: 1, ...change });
const ordered = (order: Order, ...questions: Question[]): Meeting => {
  const made = meeting(...questions);
  return { ...made, top: { ...made.top, order } };
};

describe("why a question stands where it stands", () => {
  it("is that it was moved by hand, whatever the order", () => {
    const moved = queued("a", { moved: true, supporters: 9 });
    for (const order of ["fair", "support", "oldest"] as const) {
      expect(whyHere(ordered(order, moved, queued("b")), "a")).toEqual([{ kind: "moved" }]);
    }
  });

  it("is that it waited while twenty who asked later were taken, whatever the order", () => {
    const taken = (count: number) =>
      Array.from({ length: count }, (_, at) => question(`t${at}`, { status: "answered", asked_at: 100 + at }));
    const waits = queued("a", { asked_at: 1, nth: 3 });
    expect(whyHere(ordered("fair", waits, queued("b"), ...taken(20)), "a")).toEqual([{ kind: "due", overtaken: 20 }]);
    expect(whyHere(ordered("fair", waits, queued("b"), ...taken(19)), "a")).toEqual([{ kind: "nth", nth: 3 }]);
  });

  it("is in fair order that a first question comes before a second", () => {
    const now = ordered("fair", queued("a"), queued("b", { nth: 2 }));
    expect(whyHere(now, "a")).toEqual([{ kind: "nth", nth: 1 }]);
    expect(whyHere(now, "b")).toEqual([{ kind: "nth", nth: 2 }]);
  });

  it("is in fair order the channel's turn where another has had more of them", () => {
    const now = ordered(
      "fair",
      question("x", { status: "answered", nth: 1, channel: "web" }),
      queued("a", { channel: "floor", supporters: 1 }),
      queued("b", { channel: "web", supporters: 9 }),
    );
    expect(whyHere(now, "a")).toEqual([
      { kind: "nth", nth: 1 },
      { kind: "turn", channel: "floor" },
    ]);
  });

  it("is in fair order the support where channels have had as many turns", () => {
    const now = ordered("fair", queued("a", { channel: "floor", supporters: 9 }), queued("b", { supporters: 1 }));
    expect(whyHere(now, "a")).toEqual([
      { kind: "nth", nth: 1 },
      { kind: "support", count: 9 },
    ]);
  });

  it("is in fair order within a channel the neighbourhood's turn, however it is written", () => {
    const now = ordered(
      "fair",
      question("x", { status: "answered", nth: 1, area: "Yardley Wood" }),
      queued("a", { area: "Warstock" }),
      queued("b", { area: "yardley wood", supporters: 5 }),
    );
    expect(whyHere(now, "a").at(-1)).toEqual({ kind: "area", area: "Warstock" });
  });

  it("is in fair order the support among those that are alike, and then the time", () => {
    const now = ordered(
      "fair",
      queued("a", { supporters: 5 }),
      queued("b", { supporters: 2, asked_at: 1 }),
      queued("c", { supporters: 2, asked_at: 7 }),
    );
    expect(whyHere(now, "a").at(-1)).toEqual({ kind: "support", count: 5 });
    expect(whyHere(now, "b").at(-1)).toEqual({ kind: "time", at: 1 });
    expect(whyHere(now, "c").at(-1)).toEqual({ kind: "time", at: 7 });
  });

  it("is in the other orders what they are named for, and the time among equals", () => {
    const a = queued("a", { supporters: 5, asked_at: 9 });
    const b = queued("b", { supporters: 5, asked_at: 10 });
    expect(whyHere(ordered("support", a, queued("b", { supporters: 1 })), "a")).toEqual([
      { kind: "support", count: 5 },
    ]);
    expect(whyHere(ordered("support", a, b), "a")).toEqual([
      { kind: "support", count: 5 },
      { kind: "time", at: 9 },
    ]);
    expect(whyHere(ordered("oldest", a, b), "a")).toEqual([{ kind: "time", at: 9 }]);
  });

  it("does not compare with what was moved by hand", () => {
    const now = ordered("fair", queued("a"), queued("m", { moved: true, channel: "floor" }), queued("c", { nth: 2 }));
    expect(whyHere(now, "a")).toEqual([{ kind: "nth", nth: 1 }]);
  });

  it("says nothing of support while counts are hidden, and nothing of a question that is not there", () => {
    const now = ordered("support", queued("a", { supporters: null, asked_at: 3 }));
    expect(whyHere(now, "a")).toEqual([{ kind: "time", at: 3 }]);
    expect(whyHere(now, "unknown")).toEqual([]);
  });
});
