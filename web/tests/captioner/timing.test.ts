import { describe, expect, it } from "vitest";
import type { PlayerState } from "../../src/media/player";
import { saidAt } from "../../src/pages/captioner/timing";

const kNow = 1_000_000;

function playing(shown: number | null, shortest: boolean): PlayerState {
  return { kind: "playing", shown, shortest, height: 720, since: 0 };
}

describe("the moment to which a line belongs", () => {
  it("is as old as the picture that is heard", () => {
    expect(saidAt(playing(kNow - 5_000, false), kNow, null)).toBe(kNow - 5_800);
  });

  it("is less than a second and a half ago with the shortest delay, which tells no time", () => {
    expect(saidAt(playing(null, true), kNow, null)).toBe(kNow - 1_200);
  });

  it("is just now for who sits in the room", () => {
    expect(saidAt({ kind: "idle", held: false }, kNow, null)).toBe(kNow - 800);
  });

  it("is never before the meeting nor in the future", () => {
    expect(saidAt(playing(kNow - 5_000, false), kNow, kNow - 1_000)).toBe(kNow - 1_000);
    expect(saidAt(playing(kNow + 60_000, false), kNow, null)).toBe(kNow - 800);
  });
});
