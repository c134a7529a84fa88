import { describe, expect, it } from "vitest";
import { fit } from "../../src/pages/room/fit";

/** A wall on which a question fits up to `largest` pixels, and up to `tight` when everything else gives way. */
function fitted(largest: number, tight: number, side = 1000) {
  const shown = { size: 0, tight: false };
  fit(
    {
      setSize: (size) => (shown.size = size),
      setTight: (to) => (shown.tight = to),
      fits: () => shown.size <= (shown.tight ? tight : largest) + 1e-6,
    },
    side,
  );
  return { ...shown, size: Math.round(shown.size) };
}

describe("the question on the wall", () => {
  it("starts large", () => expect(fitted(500, 500)).toEqual({ size: 115, tight: false }));
  it("shrinks to fit", () => expect(fitted(72, 90)).toEqual({ size: 72, tight: false }));
  it("stays at a twentieth of the screen before anything gives way", () =>
    expect(fitted(50, 90)).toEqual({ size: 50, tight: false }));
  it("makes the rest give way before it becomes smaller", () =>
    expect(fitted(49, 64)).toEqual({ size: 64, tight: true }));
  it("is not cut even where it has to become smaller", () => expect(fitted(10, 33)).toEqual({ size: 33, tight: true }));
});
