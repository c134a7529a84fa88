import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { devices, launch, open } from "../stage/browser";
import { endedScene, liveScene } from "../stage/scene";
import { Programme } from "../stage/programme";
import { Stage } from "../stage/stage";

// Watching: a programme of ffmpeg's through hls.js, in a real browser.

let browser: Browser;
let programme: Programme;
let stage: Stage;
let page: Page;
let complaints: string[];

beforeAll(async () => void (browser = await launch()));
afterAll(() => browser.close());
beforeEach(() => void (programme = new Programme()));
afterEach(async () => {
  expect(complaints).toEqual([]);
  await page.context().close();
  await stage.stop();
  await programme.remove();
});

async function opens(scene = liveScene(), search = "", spans: Stage["spans"] = null): Promise<void> {
  stage = new Stage(scene, { hls: programme.folder });
  stage.spans = spans;
  await stage.start();
  ({ page, complaints } = await open(browser, `${stage.origin}/m/billesley${search}`, devices.laptop));
  await page.locator(".status").waitFor();
}
const button = (name: string) => page.getByRole("button", { name });
const video = () =>
  page.locator("video").evaluate((element) => {
    const shown = element as HTMLVideoElement & { webkitAudioDecodedByteCount?: number };
    return {
      time: shown.currentTime,
      width: shown.videoWidth,
      frames: shown.getVideoPlaybackQuality().totalVideoFrames,
      sound: shown.webkitAudioDecodedByteCount ?? 0,
      paused: shown.paused,
    };
  });
async function advances(by = 1): Promise<void> {
  const { time } = await video();
  await expect.poll(async () => (await video()).time - time, { timeout: 30_000 }).toBeGreaterThan(by);
}

describe("the programme", () => {
  it("plays picture and sound after one press, and says how far behind it is", async () => {
    await programme.start();
    await opens();
    const fetched: string[] = [];
    page.on("request", (request) => fetched.push(request.url()));
    expect(
      await page.evaluate(() => performance.getEntriesByType("resource").some(({ name }) => /\/hls-/.test(name))),
    ).toBe(false);
    await button("Watch live").click();
    await advances();
    expect(fetched.some((url) => /\/assets\/hls-/.test(url))).toBe(true);
    const { width, frames, sound } = await video();
    expect(width).toBe(320);
    expect(frames).toBeGreaterThan(5);
    expect(sound).toBeGreaterThan(0);
    await page.getByText(/\d+ seconds? behind/).waitFor();
  });

  it("is paused and goes on", async () => {
    await programme.start();
    await opens();
    await button("Watch live").click();
    await advances(0.5);
    await button("Pause").click();
    expect((await video()).paused).toBe(true);
    await page.getByText("Paused").waitFor();
    await page.locator(".player").getByRole("button", { name: "Play" }).click();
    await advances(0.5);
  });

  it("goes back to what was before, and to live again", async () => {
    const began = Date.now();
    await programme.start({ fromStart: true });
    const since = (seconds: number) => new Date(began + seconds * 1000).toISOString();
    const away = [{ from: since(-60), to: since(-30) }];
    await opens(liveScene({ started_at: since(-120), recording: "running", away }));
    await button("Watch live").click();
    await advances();
    await expect.poll(() => Date.now() - began, { timeout: 60_000 }).toBeGreaterThan(30_000);
    const bar = page.getByRole("slider", { name: "Go back in the meeting" });
    expect((await bar.boundingBox())!.height).toBeGreaterThanOrEqual(44);
    const mark = await page.locator(".rewind-line i").boundingBox();
    const line = (await bar.boundingBox())!;
    expect((mark!.x - line.x) / line.width).toBeCloseTo(60 / 150, 1);
    await page.screenshot({ path: join(import.meta.dirname, "../../../build/screenshots/watch-rewind-laptop.png") });
    const before = (await video()).time;
    await bar.evaluate((input: HTMLInputElement, at) => {
      input.value = String(at);
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }, began);
    await button("Back to live").waitFor();
    expect((await video()).time).toBeLessThan(before + 10);
    await advances();
    await button("Back to live").click();
    await page.getByText(/\d+ seconds? behind/).waitFor();
    await advances();
  });

  it("comes by itself where it is not there yet", async () => {
    await opens();
    await button("Watch live").click();
    await page.getByText("The picture is on its way").waitFor();
    await programme.start();
    await advances(0.5);
  });

  it("goes on by itself after the server has died and started anew", async () => {
    await programme.start();
    await opens();
    await button("Watch live").click();
    await advances();
    await stage.stop();
    await programme.stop();
    await page.getByText("Reconnecting").waitFor();
    await page.getByText(/Picture is \d+ seconds? old/).waitFor({ timeout: 40_000 });
    await programme.remove();
    programme = await new Programme().start(); // Sequence numbers and timestamps begin again.
    stage.options.hls = programme.folder;
    await stage.start();
    await expect.poll(async () => (await video()).width, { timeout: 40_000 }).toBe(320);
    await advances();
    await page.getByText(/\d+ seconds? behind/).waitFor();
  });

  it("loads no picture for sound only, and keeps to that", async () => {
    await programme.start();
    await opens();
    await button("Sound only").click();
    const fetched: string[] = [];
    page.on("request", (request) => fetched.push(request.url()));
    await button("Listen live").click();
    await expect.poll(async () => (await video()).sound, { timeout: 20_000 }).toBeGreaterThan(0);
    expect(fetched.filter((url) => url.includes("/hls/billesley/360p"))).toEqual([]);
    await page.reload();
    await button("Listen live").waitFor();
    expect(await button("Sound only").getAttribute("aria-pressed")).toBe("true");
  });

  it("goes on playing when the way of watching changes", async () => {
    await programme.start();
    await opens();
    await button("Watch live").click();
    await advances(0.5);
    await button("Sound only").click();
    await expect.poll(async () => (await video()).time, { timeout: 20_000 }).toBeGreaterThan(0);
    await button("Sound only").click();
    await expect.poll(async () => (await video()).width, { timeout: 20_000 }).toBe(320);
    await advances(0.5);
  });

  it("loads nothing at all for text only", async () => {
    await programme.start();
    await opens();
    await button("Quality").click();
    await page.getByRole("radio", { name: /Text only/ }).click();
    const fetched: string[] = [];
    page.on("request", (request) => fetched.push(request.url()));
    await page.reload();
    await page.getByText("Picture and sound are switched off").waitFor();
    expect(fetched.filter((url) => /\/hls/.test(url))).toEqual([]);
  });
});

describe("the controls", () => {
  const keyed = (key: string) => page.keyboard.press(key);

  it("are worked by keys, which leave what somebody writes alone", async () => {
    await programme.start();
    await opens();
    await button("Watch live").click();
    await advances(0.5);
    await page.locator("body").click({ position: { x: 2, y: 2 } });
    await keyed("k");
    await expect.poll(async () => (await video()).paused).toBe(true);
    await keyed("Space");
    await expect.poll(async () => (await video()).paused).toBe(false);
    const muted = () => page.locator("video").evaluate((element: HTMLVideoElement) => element.muted);
    await keyed("m");
    expect(await muted()).toBe(true);
    await keyed("m");
    expect(await muted()).toBe(false);
    await keyed("f");
    await page.waitForFunction(() => document.fullscreenElement?.id === "picture");
    await keyed("f");
    await page.waitForFunction(() => document.fullscreenElement === null);
    await button("Ask a question").click();
    await page.getByLabel("Your question").pressSequentially("kick m l f");
    expect(await page.getByLabel("Your question").inputValue()).toBe("kick m l f");
    expect((await video()).paused).toBe(false);
  });

  it("have keys that can be switched off, and stay so", async () => {
    await programme.start();
    await opens();
    await button("Watch live").click();
    await advances(0.5);
    expect(await button("Pause").getAttribute("aria-keyshortcuts")).toBe("Space K");
    await button("Quality").click();
    await page.getByRole("checkbox", { name: "Use keys for the picture" }).click();
    await page.keyboard.press("Escape");
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Quality");
    await page.locator("body").click({ position: { x: 2, y: 2 } });
    await keyed("k");
    await keyed("m");
    expect(await video()).toMatchObject({ paused: false });
    await page.reload();
    expect(
      await page.locator(".player").getByRole("button", { name: "Play" }).getAttribute("aria-keyshortcuts"),
    ).toBeNull();
  });

  it("choose a size that stays chosen, and tell what watching has cost", async () => {
    await programme.start();
    await opens();
    await button("Quality").click();
    const chosen = page.getByRole("radio", { name: /180p.*an hour/ });
    await chosen.click();
    await button("Watch live").click();
    await advances(1);
    await page.getByText(/Data used: [\d.]+ (kB|MB)/).waitFor();
    await page.getByText(/at present [\d.]+ (kB|MB|GB) an hour/).waitFor({ timeout: 30_000 });
    await page.reload();
    await button("Quality").click();
    await chosen.waitFor();
    await expect.poll(() => chosen.isChecked()).toBe(true);
  });

  it("put the picture into a small window and take it back", async () => {
    await programme.start();
    await opens();
    const small = button("Small window");
    expect(await small.isDisabled()).toBe(true);
    await button("Watch live").click();
    await advances(0.5);
    await small.click();
    await page.waitForFunction(() => document.pictureInPictureElement !== null);
    await expect.poll(() => small.getAttribute("aria-pressed")).toBe("true");
    await small.click();
    await page.waitForFunction(() => document.pictureInPictureElement === null);
  });

  it("stand on a lock screen with title and picture, and work from there", async () => {
    await programme.start();
    await opens();
    // A browser calls these when somebody presses a key of the lock screen; they are called here in its place.
    await page.evaluate(() => {
      const handlers: Record<string, MediaSessionActionHandler | null> = {};
      Object.assign(window, { handlers });
      navigator.mediaSession.setActionHandler = (action, handler) => void (handlers[action] = handler);
    });
    const presses = (action: MediaSessionAction) =>
      page.evaluate((name) => {
        const { handlers } = window as unknown as { handlers: Record<string, MediaSessionActionHandler> };
        handlers[name]?.({ action: name });
      }, action);
    await button("Watch live").click();
    await advances(0.5);
    const shown = await page.evaluate(() => ({
      title: navigator.mediaSession.metadata?.title,
      picture: navigator.mediaSession.metadata?.artwork[0]?.src,
      state: navigator.mediaSession.playbackState,
    }));
    expect(shown).toEqual({
      title: "Billesley ward forum",
      picture: `${stage.origin}/m/billesley/picture.jpg`,
      state: "playing",
    });
    await presses("pause");
    await expect.poll(async () => (await video()).paused).toBe(true);
    await presses("play");
    await advances(0.5);
  });

  it("go on as sound alone while nobody sees the page, where that is chosen", async () => {
    await programme.start();
    await opens();
    await button("Quality").click();
    await page.getByRole("checkbox", { name: /Sound alone while/ }).click();
    await button("Watch live").click();
    await advances(0.5);
    const hide = (hidden: boolean) =>
      page.evaluate((now) => {
        Object.defineProperty(document, "hidden", { configurable: true, get: () => now });
        document.dispatchEvent(new Event("visibilitychange"));
      }, hidden);
    await hide(true);
    await expect.poll(async () => (await video()).width, { timeout: 20_000 }).toBe(0);
    await advances(0.5);
    await hide(false);
    await expect.poll(async () => (await video()).width, { timeout: 20_000 }).toBe(320);
    await advances(0.5);
  });
});

describe("waiting", () => {
  it("says that the network is slow while data still comes, and that nothing comes when it does not", async () => {
    await programme.start();
    await opens();
    await button("Watch live").click();
    await advances();
    stage.options.slow = 2_000; // Bytes a second.
    await page.getByText("Your network is slow").waitFor({ timeout: 30_000 });
    await page.locator(".status").getByText("Buffering").waitFor();
    stage.options.slow = 0;
    await page.getByText("Nothing is coming through just now").waitFor({ timeout: 30_000 });
    delete stage.options.slow;
    await page.getByText(/\d+ seconds? behind/).waitFor({ timeout: 30_000 });
    await advances();
  });
});

describe("a moment that the address asks for", () => {
  it("is gone back to while the meeting runs", async () => {
    const began = Date.now();
    await programme.start({ fromStart: true });
    await expect.poll(() => Date.now() - began, { timeout: 60_000 }).toBeGreaterThan(25_000);
    await opens(liveScene({ started_at: new Date(began - 120_000).toISOString(), recording: "running" }), "?at=125");
    // Chromium wants a press first.
    const press = page.getByRole("button", { name: /^Play from/ });
    await expect.poll(async () => (await press.isVisible()) || !(await video()).paused).toBe(true);
    if (await press.isVisible()) await press.click();
    await button("Back to live").waitFor({ timeout: 20_000 });
    await page.getByText(/^(1\d|2\d|3\d|4\d) seconds behind/).waitFor();
  });
});

describe("the recording", () => {
  it("is played, and from the part that one chooses", async () => {
    const begun = Date.now();
    await programme.start({ seconds: 20 });
    await programme.stop();
    const after = (seconds: number) => new Date(begun + seconds * 1000).toISOString();
    const scene = endedScene();
    scene["started_at"] = after(0);
    scene["items"] = [
      { id: "i_1", title: "Welcome", opened_at: after(0) },
      { id: "i_2", title: "Buses", opened_at: after(12) },
    ];
    scene["away"] = [{ from: after(8), to: after(14) }];
    await opens(scene, "", [{ from: after(0), to: after(20), at_s: 0 }]);
    await button("Play the recording").click();
    await advances(0.5);
    expect((await video()).time).toBeLessThan(9);
    await page.getByText("The camera was away for 6 seconds").waitFor();
    await page.getByRole("button", { name: /Buses/ }).click();
    await expect.poll(async () => (await video()).time, { timeout: 10_000 }).toBeGreaterThan(10);
    await advances(0.5);
  });

  it("is opened at the moment that the address asks for, though much was left out before", async () => {
    const begun = Date.now();
    await programme.start({ seconds: 20 });
    await programme.stop();
    const after = (seconds: number) => new Date(begun + seconds * 1000).toISOString();
    // Ten minutes were off the air after its first five seconds.
    await opens({ ...endedScene(), started_at: after(0) }, `?at=${after(612)}`, [
      { from: after(0), to: after(5), at_s: 0 },
      { from: after(605), to: after(620), at_s: 5 },
    ]);
    const there = 12;
    if (await button("Play the recording").isVisible()) await button("Play the recording").click();
    await expect.poll(async () => Math.abs((await video()).time - there), { timeout: 20_000 }).toBeLessThan(3);
  });
});
