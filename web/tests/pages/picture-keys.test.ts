import { describe, expect, it } from "vitest";
import { keyAction, keys, shortcut } from "../../src/pages/watch/keys";

describe("the picture's keys", () => {
  it("work in either case, and others mean nothing", () => {
    expect([" ", "k", "K", "m", "f", "p", "L", "ArrowLeft", "ArrowRight"].map(keyAction)).toEqual([
      "play",
      "play",
      "play",
      "mute",
      "full",
      "small",
      "live",
      "back",
      "on",
    ]);
    expect(["a", "Enter", "Tab", "ArrowUp"].map(keyAction)).toEqual([null, null, null, null]);
  });

  it("mean one thing each", () => {
    const all = keys.flatMap((each) => each.keys as readonly string[]);
    expect(new Set(all).size).toBe(all.length);
  });

  it("are told to screen readers only while they work", () => {
    expect(shortcut("play", true)).toBe("Space K");
    expect(shortcut("play", false)).toBeUndefined();
  });
});
