import { describe, expect, it } from "vitest";
import { caughtUp, followed, nothingShown, shifted, unseen } from "../../src/state/steady";
import type { Steady } from "../../src/state/steady";

const ids = (shown: Steady): string[] => shown.rows.map(({ id, gone }) => (gone ? `(${id})` : id));

describe("a list under a finger", () => {
  const shown = caughtUp(["a", "b", "c"]);

  it("keeps every row where it is, and marks those that left", () => {
    expect(ids(followed(shown, ["c", "a", "d"], true, false))).toEqual(["a", "(b)", "c"]);
  });

  it("takes in only what belongs below all that is shown, where it is eager", () => {
    expect(ids(followed(shown, ["x", "a", "b", "c", "d"], true, true))).toEqual(["a", "b", "c", "d"]);
    expect(ids(followed(shown, ["a", "b", "x", "c"], true, true))).toEqual(["a", "b", "c"]);
  });

  it("shows again what came back meanwhile", () => {
    const gone = followed(shown, ["a", "c"], true, false);
    expect(ids(followed(gone, ["a", "b", "c"], true, false))).toEqual(["a", "b", "c"]);
  });

  it("takes up the true order once it is free", () => {
    const frozen = followed(shown, ["c", "a", "d"], true, true);
    expect(ids(followed(frozen, ["c", "a", "d"], false, true))).toEqual(["c", "a", "d"]);
  });

  it("moves one row when the person asks for that", () => {
    expect(ids(shifted(shown, "c", "a"))).toEqual(["c", "a", "b"]);
    expect(ids(shifted(shown, "a", null))).toEqual(["b", "c", "a"]);
    expect(ids(shifted(shown, "x", "a"))).toEqual(["a", "b", "c"]);
  });
});

describe("a list that waits to be asked", () => {
  it("counts what has arrived and does not insert it", () => {
    const shown = caughtUp(["a", "b"]);
    const latest = ["a", "b", "c", "d"];
    expect(ids(followed(shown, latest, false, false))).toEqual(["a", "b"]);
    expect(unseen(shown, latest)).toBe(2);
  });

  it("closes up when it is free", () => {
    expect(ids(followed(caughtUp(["a", "b"]), ["b", "c"], false, false))).toEqual(["b"]);
  });

  it("shows what arrives where nothing could be pushed away", () => {
    expect(ids(followed(nothingShown, ["a"], false, false))).toEqual(["a"]);
    expect(ids(followed(caughtUp(["a"]), ["b"], false, false))).toEqual(["b"]);
  });

  it("is the same value while nothing changes, so that nothing is drawn anew", () => {
    const shown = caughtUp(["a", "b"]);
    expect(followed(shown, ["a", "b", "c"], false, false)).toBe(shown);
    expect(followed(shown, ["b", "a"], true, false)).toBe(shown);
  });
});
