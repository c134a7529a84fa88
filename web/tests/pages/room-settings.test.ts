import { describe, expect, it } from "vitest";
import { settingsFrom } from "../../src/pages/room/use-settings";

const nothing = { theme: null, watching: null };

describe("the hall's screen", () => {
  it("is dark and says how many watch, unless asked otherwise", () => {
    expect(settingsFrom("", nothing)).toEqual({ theme: "dark", watching: true });
    expect(settingsFrom("?theme=light&watching=hide", nothing)).toEqual({ theme: "light", watching: false });
  });

  it("is as it was the last time, and as its address says before that", () => {
    const known = { theme: "light", watching: "hide" };
    expect(settingsFrom("", known)).toEqual({ theme: "light", watching: false });
    expect(settingsFrom("?theme=dark&watching=show", known)).toEqual({ theme: "dark", watching: true });
  });

  it("does not mind words that it does not know", () => {
    expect(settingsFrom("?theme=pink", nothing)).toEqual({ theme: "dark", watching: true });
  });
});
