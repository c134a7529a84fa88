import { describe, expect, it } from "vitest";
import { characters, faults } from "../../src/pages/watch/draft";

describe("a draft", () => {
  it("is counted in characters, as the server counts", () => {
    expect(characters("  Why?  ")).toBe(4);
    expect(characters("e\u0301")).toBe(1); // One letter once it is composed.
    expect(characters("🚌🚌")).toBe(2);
  });

  it("cannot be sent empty", () => {
    expect(faults({ text: " \n ", name: "" })).toEqual([{ field: "text", kind: "empty" }]);
  });

  it("may be exactly full, and not one over", () => {
    expect(faults({ text: "a".repeat(500), name: "b".repeat(60) })).toEqual([]);
    expect(faults({ text: "a".repeat(503), name: "b".repeat(61) })).toEqual([
      { field: "text", kind: "long", over: 3 },
      { field: "name", kind: "long" },
    ]);
  });
});
