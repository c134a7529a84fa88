import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { choosingRungs } from "../../src/media/chosen-rung";

const offers = (...heights: number[]) =>
  heights
    .map((height) => `#EXT-X-STREAM-INF:BANDWIDTH=1000,RESOLUTION=${height * 2}x${height}\n${height}p.m3u8\n`)
    .join("");

describe("the size of the picture that was chosen", () => {
  const over = new AbortController();
  let offered = offers(720, 480, 240);
  const fetched = vi.fn(async () => new Response(offered));

  function player() {
    const levels = [240, 480, 720].map((height) => ({ height }));
    const hls = {
      levels,
      autoLevelEnabled: true,
      autoLevelCapping: -1,
      capLevelToPlayerSize: true,
      nextLevel: -1,
      loadLevel: -1,
    };
    const choose = choosingRungs(hls as unknown as Parameters<typeof choosingRungs>[0], "/index.m3u8", over.signal);
    return { hls, choose };
  }

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("fetch", fetched);
    fetched.mockClear();
    offered = offers(720, 480, 240);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  test("is the one of its height, or the next below, and never more", () => {
    const { hls, choose } = player();
    choose(720);
    expect([hls.nextLevel, hls.autoLevelCapping, hls.capLevelToPlayerSize]).toEqual([2, 2, false]);
    choose(500);
    expect([hls.nextLevel, hls.autoLevelCapping]).toEqual([1, 1]);
    choose(100);
    expect(hls.nextLevel).toBe(0);
    choose(null);
    expect([hls.nextLevel, hls.autoLevelCapping, hls.capLevelToPlayerSize]).toEqual([-1, -1, true]);
  });

  test("is asked for again once the server offers it, after hls.js gave it up", async () => {
    const { hls, choose } = player();
    choose(720);
    offered = offers(480, 240);
    await vi.advanceTimersByTimeAsync(25_000);
    expect(fetched).toHaveBeenCalled();
    expect(hls.loadLevel).toBe(-1);
    offered = offers(720, 480, 240);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(hls.loadLevel).toBe(2);
  });

  test("is not asked for while it is kept, nor where the network decides", async () => {
    const { hls, choose } = player();
    await vi.advanceTimersByTimeAsync(25_000);
    hls.autoLevelEnabled = false;
    choose(720);
    await vi.advanceTimersByTimeAsync(25_000);
    expect(fetched).not.toHaveBeenCalled();
  });

  test("is forgotten with the player", async () => {
    const { hls, choose } = player();
    choose(720);
    over.abort();
    await vi.advanceTimersByTimeAsync(25_000);
    expect(hls.loadLevel).toBe(-1);
  });
});
