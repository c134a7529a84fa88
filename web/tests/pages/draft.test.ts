import { describe, expect, it } from "vitest";
import { askOf, characters, faults, type Draft } from "../../src/pages/watch/draft";

const draft = (change: Partial<Draft>): Draft => ({ text: "Why?", name: "", area: "", anonymous: false, ...change });

describe("a draft", () => {
  it("is counted in characters, as the server counts", () => {
    expect(characters("  Why?  ")).toBe(4);
    expect(characters("e\u0301")).toBe(1); // One letter once it is composed.
    expect(characters("🚌🚌")).toBe(2);
  });

  it("cannot be sent empty", () => {
    expect(faults(draft({ text: " \n " }), "optional")).toEqual([{ field: "text", kind: "empty" }]);
  });

  it("may be exactly full, and not one over", () => {
    expect(faults(draft({ text: "a".repeat(500), name: "b".repeat(60), area: "c".repeat(60) }), "optional")).toEqual(
      [],
    );
    expect(faults(draft({ text: "a".repeat(503), name: "b".repeat(61), area: "c".repeat(61) }), "optional")).toEqual([
      { field: "text", kind: "long", over: 3 },
      { field: "name", kind: "long" },
      { field: "area", kind: "long" },
    ]);
  });

  it("needs a name only where the meeting asks for one", () => {
    expect(faults(draft({}), "required")).toEqual([{ field: "name", kind: "empty" }]);
    expect(faults(draft({ name: "b".repeat(61) }), "anonymous")).toEqual([]);
    expect(faults(draft({ anonymous: true }), "required")).toEqual([]);
  });

  it("becomes a command with nothing empty in it, and no name where none is wanted", () => {
    const full = draft({ text: " Why? ", name: " Ann ", area: " Warstock ", anonymous: true });
    expect(askOf(full, "optional")).toEqual({ command: "ask", data: { text: "Why?", name: "Ann", area: "Warstock" } });
    expect(askOf(full, "required").data).toEqual({ text: "Why?", area: "Warstock", anonymous: true });
    expect(askOf(full, "anonymous")).toEqual({ command: "ask", data: { text: "Why?", area: "Warstock" } });
    expect(askOf(draft({}), "optional")).toEqual({ command: "ask", data: { text: "Why?" } });
  });
});
