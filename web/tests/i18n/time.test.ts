import { describe, expect, it } from "vitest";
import { clock, dayAndClock, distance, elapsed, lasted, leaf } from "../../src/i18n/time";
import { welshPlural } from "../../src/i18n/words";

const at = (text: string) => new Date(text).getTime(); // Local time, as the reader's.
const now = at("2026-11-20T12:00");

describe("a time", () => {
  it("is said as people say it", () => {
    expect(dayAndClock(at("2026-11-26T19:00"), "en", now)).toBe("Thursday 26 November, 7\u00a0pm");
    expect(dayAndClock(at("2026-11-26T18:30"), "en", now)).toBe("Thursday 26 November, 6.30\u00a0pm");
    expect(dayAndClock(at("2027-01-28T19:00"), "en", now)).toBe("Thursday 28 January 2027, 7\u00a0pm");
  });

  it("has its own word for an evening in Welsh", () => {
    expect(dayAndClock(at("2026-11-26T19:00"), "cy", now)).toBe("Nos Iau 26 Tachwedd, 7\u00a0yh");
    expect(dayAndClock(at("2026-11-23T10:05"), "cy", now)).toBe("Dydd Llun 23 Tachwedd, 10.05\u00a0yb");
    expect(dayAndClock(at("2026-11-23T20:05"), "cy", now)).toBe("Nos Lun 23 Tachwedd, 8.05\u00a0yh");
  });

  it("is 12 at noon and at midnight", () => {
    expect(clock(at("2026-11-26T12:00"), "en")).toBe("12\u00a0pm");
    expect(clock(at("2026-11-26T00:15"), "en")).toBe("12.15\u00a0am");
  });

  it("fits a calendar leaf", () => {
    expect(leaf(at("2026-12-03T18:30"), "en")).toEqual({ day: "3", month: "Dec" });
    expect(leaf(at("2026-12-08T19:00"), "cy")).toEqual({ day: "8", month: "Rhag" });
  });
});

describe("a length of time", () => {
  it("is shown as a clock shows it", () => {
    expect([8_000, 761_000, 4_188_000, -5].map(elapsed)).toEqual(["0:08", "12:41", "1:09:48", "0:00"]);
  });

  it("is said in its largest unit", () => {
    expect([1_000, 12_000, 18 * 60_000, 2 * 3_600_000, 3 * 86_400_000].map(distance)).toEqual([
      "1 second",
      "12 seconds",
      "18 minutes",
      "2 hours",
      "3 days",
    ]);
    expect(lasted(84 * 60_000)).toBe("1 h 24 min");
    expect(lasted(24 * 60_000)).toBe("24 min");
  });
});

describe("Welsh", () => {
  it("counts in six ways", () => {
    expect([0, 1, 2, 3, 4, 6, 7].map(welshPlural)).toEqual(["zero", "one", "two", "few", "other", "many", "other"]);
  });
});
