import { describe, expect, it } from "vitest";
import { hear, kSegments, levelOf, listening, segments, verdict } from "../../src/state/sound";

describe("the level", () => {
  it("of a full-scale square wave is 0 dBFS, of nothing −100", () => {
    expect(levelOf(new Float32Array([1, -1, 1, -1]))).toBeCloseTo(0);
    expect(levelOf(new Float32Array(4))).toBe(-100);
    expect(levelOf(new Float32Array(0))).toBe(-100);
  });

  it("fills the meter from silence to clipping, and never beyond", () => {
    expect(segments(-100)).toBe(0);
    expect(segments(-33)).toBe(7);
    expect(segments(0)).toBe(kSegments);
  });
});

describe("what is heard", () => {
  it("lasts through a pause between words", () => {
    const hearing = hear(listening(0), -20, 1000);
    expect(verdict(hear(hearing, -90, 3000), 3000)).toBe("heard");
    expect(verdict(hearing, 4000)).toBe("quiet");
  });

  it("is called silent after ten seconds without a voice, from the start too", () => {
    expect(verdict(listening(0), 9999)).toBe("quiet");
    expect(verdict(listening(0), 10_000)).toBe("silent");
    const hearing = hear(hear(listening(0), -20, 5000), -70, 6000);
    expect(verdict(hearing, 14_999)).toBe("quiet");
    expect(verdict(hearing, 15_000)).toBe("silent");
  });
});
