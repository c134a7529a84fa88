import { describe, expect, it } from "vitest";
import { acknowledged, apply, type Meeting } from "../../src/state/meeting";
import { heard, pressed, settled, support, takenBack, type Presses } from "../../src/state/support";
import { question } from "../stage/scene";
import { eventsFrame, kAt, read, tallyFrame, welcomeFrame } from "../wire";

const kNow = Date.parse(kAt);
const none: Presses = new Map();
const meeting = apply(null, read(welcomeFrame()), kNow) as Meeting;
const tallied = (votes: Record<string, number>) => read(tallyFrame(votes));

describe("support", () => {
  it("shows a press at once", () => {
    const presses = pressed(none, meeting, "q_grit", true);
    expect(support(meeting, presses, "q_grit")).toEqual({ pressed: true, count: 5 });
  });

  it("shows a press taken back at once", () => {
    const presses = pressed(none, meeting, "q_library", false);
    expect(support(meeting, presses, "q_library")).toEqual({ pressed: false, count: 13 });
  });

  it("does not count twice when the tally comes before done", () => {
    const presses = pressed(none, meeting, "q_grit", true);
    const tally = tallied({ q_grit: 5 });
    const counted = apply(meeting, tally, kNow) as Meeting;
    expect(support(counted, heard(presses, tally, kNow), "q_grit")).toEqual({ pressed: true, count: 5 });
  });

  it("stays pressed between done and the tally", () => {
    const presses = settled(pressed(none, meeting, "q_grit", true), "q_grit", kNow);
    const done = acknowledged(meeting, "vote", "q_grit");
    expect(support(done, presses, "q_grit")).toEqual({ pressed: true, count: 5 });
  });

  it("gives way to the server's count after done and tally", () => {
    const tally = tallied({ q_grit: 9 });
    const presses = heard(settled(pressed(none, meeting, "q_grit", true), "q_grit", kNow), tally, kNow);
    const counted = apply(acknowledged(meeting, "vote", "q_grit"), tally, kNow) as Meeting;
    expect(presses.size).toBe(0);
    expect(support(counted, presses, "q_grit")).toEqual({ pressed: true, count: 9 });
  });

  it("gives way when no tally names the question within two seconds of done", () => {
    const presses = settled(pressed(none, meeting, "q_grit", true), "q_grit", kNow);
    expect(heard(presses, tallied({}), kNow + 2_100).size).toBe(0);
  });

  it("is as before where the server refuses", () => {
    const presses = takenBack(pressed(none, meeting, "q_grit", true), "q_grit");
    expect(support(meeting, presses, "q_grit")).toEqual({ pressed: false, count: 4 });
  });

  it("is as before when pressed twice", () => {
    const presses = pressed(pressed(none, meeting, "q_grit", true), meeting, "q_grit", false);
    expect(support(meeting, presses, "q_grit")).toEqual({ pressed: false, count: 4 });
  });

  it("shows a press without a count while counts are hidden, and the true count when they come", () => {
    const { supporters: _, ...hidden } = question("grit", "?");
    const listening = apply(meeting, read(eventsFrame(58, { question: hidden })), kNow) as Meeting;
    const presses = pressed(none, listening, "q_grit", true);
    expect(support(listening, presses, "q_grit")).toEqual({ pressed: true, count: null });
    const shown = apply(listening, tallied({ q_grit: 9 }), kNow) as Meeting;
    expect(support(shown, presses, "q_grit").pressed).toBe(true);
  });

  it("never shows less than nobody", () => {
    const odd = { ...meeting, supported: new Set(["q_zero"]) };
    expect(support(odd, pressed(none, odd, "q_zero", false), "q_zero").count).toBe(0);
  });
});
