import { describe, expect, it } from "vitest";
import { positionOf } from "../../src/net/recording";

describe("a time of the meeting", () => {
  // A minute, ten minutes off the air, another minute.
  const spans = [
    { from: 0, to: 60_000, at: 0 },
    { from: 660_000, to: 720_000, at: 60 },
  ];

  it("is played where it was recorded, without what was left out before", () => {
    expect(positionOf(spans, 30_000)).toBe(30);
    expect(positionOf(spans, 690_000)).toBe(90);
  });

  it("is played where the recording goes on, if it fell into a pause", () => {
    expect(positionOf(spans, 300_000)).toBe(60);
  });

  it("before the recording is its beginning, after it its end", () => {
    expect(positionOf(spans, -5_000)).toBe(0);
    expect(positionOf(spans, 900_000)).toBe(120);
    expect(positionOf([], 5_000)).toBe(0);
  });
});
