import { describe, expect, it } from "vitest";
import { DataUse } from "../../src/media/data-use";

describe("data used", () => {
  it("adds up, and reckons an hour from the last minute", () => {
    let now = 0;
    const data = new DataUse(() => now);
    for (; now < 120_000; now += 1_000) data.add(now < 60_000 ? 500_000 : 100_000);
    const { bytes, bytesAnHour } = data.used(120_000);
    expect(bytes).toBe(36_000_000);
    expect(bytesAnHour).toBeCloseTo(100_000 * 3_600, -8);
  });

  it("reckons no hour from the first seconds, which fill the buffer", () => {
    const data = new DataUse(() => 5_000);
    data.add(2_000_000);
    expect(data.used(5_000)).toEqual({ bytes: 2_000_000, bytesAnHour: null });
  });

  it("says nothing where a browser fetches without telling", () => {
    const data = new DataUse();
    data.add(1_000);
    data.cannotTell();
    expect(data.used(60_000)).toEqual({ bytes: null, bytesAnHour: null });
  });

  it("knows whether anything came lately", () => {
    let now = 0;
    const data = new DataUse(() => now);
    data.add(1_000);
    now = 3_000;
    expect(data.within(4_000)).toBe(1_000);
    now = 5_000;
    expect(data.within(4_000)).toBe(0);
  });
});
