import { describe, expect, it } from "vitest";
import { amount } from "../../src/pages/watch/amount";

describe("an amount of data", () => {
  it("is said with two figures that count", () => {
    expect([0, 340_000, 3_440_000, 34_400_000, 344_000_000, 1_125_000_000].map(amount)).toEqual([
      "0 kB",
      "340 kB",
      "3.4 MB",
      "34 MB",
      "340 MB",
      "1.1 GB",
    ]);
  });
});
