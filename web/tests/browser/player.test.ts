import { readFileSync } from "node:fs";
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

async function opens(scene = liveScene(), search = ""): Promise<void> {
  stage = await new Stage(scene, { hls: programme.folder }).start();
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
    await opens(liveScene({ started_at: new Date(began - 120_000).toISOString(), recording: "running" }));
    await button("Watch live").click();
    await advances();
    await expect.poll(() => Date.now() - began, { timeout: 60_000 }).toBeGreaterThan(30_000);
    const bar = page.getByRole("slider", { name: "Go back in the meeting" });
    expect((await bar.boundingBox())!.height).toBeGreaterThanOrEqual(44);
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
    await button("Text only").click();
    const fetched: string[] = [];
    page.on("request", (request) => fetched.push(request.url()));
    await page.reload();
    await page.getByText("Picture and sound are switched off").waitFor();
    expect(fetched.filter((url) => /\/hls/.test(url))).toEqual([]);
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
    await opens(scene);
    await button("Play the recording").click();
    await advances(0.5);
    expect((await video()).time).toBeLessThan(9);
    await page.getByRole("button", { name: /Buses/ }).click();
    await expect.poll(async () => (await video()).time, { timeout: 10_000 }).toBeGreaterThan(10);
    await advances(0.5);
  });

  it("is opened at the moment that the address asks for, though the meeting was started later than it", async () => {
    const begun = Date.now();
    await programme.start({ seconds: 20 });
    await programme.stop();
    const after = (seconds: number) => new Date(begun + seconds * 1000).toISOString();
    // The recording begins before the meeting does: the first guess is five seconds off.
    await opens({ ...endedScene(), started_at: after(5) }, `?at=${after(12)}`);
    const begins = /PROGRAM-DATE-TIME:(\S+)/.exec(readFileSync(join(programme.folder, "360p.m3u8"), "utf8"))?.[1] ?? "";
    const there = (begun + 12_000 - Date.parse(begins)) / 1000;
    if (await button("Play the recording").isVisible()) await button("Play the recording").click();
    await expect.poll(async () => Math.abs((await video()).time - there), { timeout: 20_000 }).toBeLessThan(3);
  });
});
