import { describe, expect, it } from "vitest";
import type { Command } from "../../src/protocol/messages";
import { foreseen, subject, subjects } from "../../src/state/foresee";
import type { Meeting } from "../../src/state/meeting";
import { meeting, question } from "./staff-fixture";

const about = (command: "approve" | "hold" | "call" | "reopen", id: string): Command => ({
  command,
  data: { question: id },
});
const after = (before: Meeting, ...given: Command[]): Meeting => foreseen(before, given, 1000);
const status = (of: Meeting, id: string): string | undefined => of.questions.get(id)?.status;

const a = question("a", { status: "approved" });
const b = question("b", { status: "approved" });
const asked = question("x", { status: "asking" });

describe("what the chair has decided but the server not yet answered", () => {
  it("puts an approved question at the end of the queue", () => {
    const next = after(meeting(a, question("w")), about("approve", "w"));
    expect(next.queue).toEqual(["a", "w"]);
    expect(status(next, "w")).toBe("approved");
  });

  it("answers the one being asked by calling another", () => {
    const next = after(meeting(asked, a, b), about("call", "b"));
    expect(next.top.asking).toBe("b");
    expect(next.queue).toEqual(["a"]);
    expect(status(next, "x")).toBe("answered");
  });

  it("puts one back at the head, and moved on from there to the end for later", () => {
    const back: Command = { command: "put_back", data: { question: "x" } };
    const next = after(meeting(asked, a, b), back);
    expect(next.queue).toEqual(["x", "a", "b"]);
    expect(next.top.asking).toBeNull();
    const later = after(next, { command: "move", data: { question: "x", before: null } });
    expect(later.queue).toEqual(["a", "b", "x"]);
  });

  it("takes declined, held and merged questions out of the queue", () => {
    const next = after(
      meeting(a, b, question("c", { status: "approved" }), question("d", { status: "approved" })),
      { command: "decline", data: { question: "a", reason: "off_topic" } },
      about("hold", "b"),
      { command: "merge", data: { question: "c", into: "d" } },
    );
    expect(next.queue).toEqual(["d"]);
    expect(next.questions.get("a")?.reason).toBe("off_topic");
    expect(next.questions.get("c")?.into).toBe("d");
  });

  it("reopens an answered question at the end", () => {
    expect(after(meeting(a, question("z", { status: "answered" })), about("reopen", "z")).queue).toEqual(["a", "z"]);
  });

  it("changes nothing where the server would refuse", () => {
    const before = meeting(asked, a);
    for (const given of [
      about("call", "x"),
      about("approve", "a"),
      about("approve", "unknown"),
      about("reopen", "a"),
      { command: "answered", data: { question: "a" } },
      { command: "put_back", data: { question: "a" } },
      { command: "merge", data: { question: "a", into: "unknown" } },
    ] satisfies Command[]) {
      expect(after(before, given)).toEqual(before);
    }
  });

  it("does no harm when its events have arrived before its answer", () => {
    const commands: Command[] = [
      about("approve", "w"),
      about("call", "a"),
      { command: "answered", data: { question: "x" } },
    ];
    const once = after(meeting(asked, a, question("w")), ...commands);
    expect(after(once, ...commands)).toEqual(once);
  });

  it("declines many at once, and leaves out what has moved on", () => {
    const next = after(meeting(asked, a, b, question("w")), {
      command: "decline_many",
      data: { questions: ["a", "w", "x"], reason: "duplicate" },
    });
    expect(next.queue).toEqual(["b"]);
    expect([status(next, "a"), status(next, "w"), status(next, "x")]).toEqual(["declined", "declined", "asking"]);
  });

  it("shows a fixed wording with its first original", () => {
    const edit = (text: string): Command => ({ command: "edit", data: { question: "a", text } });
    const next = after(meeting(a), edit("Once?"), edit("Twice?"));
    expect(next.questions.get("a")).toMatchObject({ text: "Twice?", edited: { original: "Question a?" } });
    expect(after(next, edit("Twice?"))).toEqual(next);
  });

  it("shows a written answer, and takes it away again with an empty one", () => {
    const write = (text: string): Command => ({ command: "write_answer", data: { question: "a", text } });
    const next = after(meeting(a), write("Soon."));
    expect(next.questions.get("a")?.answer).toEqual({ text: "Soon.", at: 1000 });
    expect(after(next, write("")).questions.get("a")?.answer).toBeNull();
  });

  it("marks what was moved by hand, and names the order before the server has sorted", () => {
    const next = after(meeting(a, b), { command: "move", data: { question: "b", before: "a" } });
    expect(next.questions.get("b")?.moved).toBe(true);
    expect(after(next, { command: "order_by", data: { order: "oldest" } }).top.order).toBe("oldest");
  });

  it("never claims to be on or off the air", () => {
    const before = meeting();
    expect(after(before, { command: "off_air", data: {} }, { command: "end_meeting", data: {} })).toEqual(before);
  });

  it("is about one question, or none", () => {
    expect(subject(about("call", "a"))).toBe("a");
    expect(subject({ command: "undo", data: {} })).toBeNull();
    expect(subjects(about("call", "a"))).toEqual(["a"]);
    expect(subjects({ command: "decline_many", data: { questions: ["a", "b"], reason: "unclear" } })).toEqual([
      "a",
      "b",
    ]);
    expect(subjects({ command: "undo", data: {} })).toEqual([]);
  });
});
