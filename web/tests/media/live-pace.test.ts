import { describe, expect, test } from "vitest";
import { keepPace, leapOf, paceOf } from "../../src/media/live-pace";

describe("the pace of a live player", () => {
  test("is the programme's when it is where it should be, or nearer", () => {
    expect(paceOf({ late: 0.02, ahead: 1 })).toBe(1);
    expect(paceOf({ late: -0.4, ahead: 1 })).toBe(1);
  });

  test("is a little faster the later it is, with less than a second loaded, too", () => {
    expect(paceOf({ late: 0.1, ahead: 0.8 })).toBe(1.05);
    expect(paceOf({ late: 0.5, ahead: 0.8 })).toBe(1.1);
  });

  test("never eats up what a late part would need", () => {
    expect(paceOf({ late: 0.5, ahead: 0.4 })).toBe(1);
    expect(paceOf({ late: 9, ahead: 0 })).toBe(1);
  });

  test("leaps over what is much too late, if enough is loaded behind it", () => {
    expect(leapOf({ late: 0.8, ahead: 1.4 })).toBe(0.8);
    expect(leapOf({ late: 0.8, ahead: 1.1 })).toBe(null);
    expect(leapOf({ late: 0.2, ahead: 1.4 })).toBe(null);
  });

  function player(late: () => number) {
    const video = Object.assign(new EventTarget(), {
      playbackRate: 1,
      currentTime: 12,
      buffered: { length: 2, start: (at: number) => [0, 11][at], end: (at: number) => [5, 16][at] },
    });
    const over = new AbortController();
    keepPace(video as unknown as HTMLMediaElement, late, over.signal);
    const playTo = (time: number) => {
      video.currentTime = time;
      video.dispatchEvent(new Event("timeupdate"));
    };
    return { video, over, playTo };
  }

  test("a player that has just begun leaps once, and then goes faster instead", () => {
    const { video, playTo } = player(() => 0.5);
    playTo(12);
    expect(video.currentTime).toBe(12.5);
    playTo(12.7);
    expect(video.currentTime).toBe(12.7);
    expect(video.playbackRate).toBe(1.1);
  });

  test("one that has played for a while does not leap", () => {
    let late = 0;
    const { video, playTo } = player(() => late);
    playTo(12);
    late = 0.5;
    playTo(14.1);
    expect(video.currentTime).toBe(14.1);
    expect(video.playbackRate).toBe(1.1);
  });

  test("what counts is loaded from where it plays; in the end the rate is given back", () => {
    const { video, over, playTo } = player(() => 0.2);
    playTo(12);
    expect(video.playbackRate).toBe(1.05);
    playTo(15.8); // Only 0.2 s are left.
    expect(video.playbackRate).toBe(1);
    playTo(12);
    over.abort();
    expect(video.playbackRate).toBe(1);
    playTo(12);
    expect(video.playbackRate).toBe(1);
  });
});
