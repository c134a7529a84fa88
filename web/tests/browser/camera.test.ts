import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { devices, launch, open, violations } from "../stage/browser";
import { Receiver } from "../stage/receiver";
import { plannedScene } from "../stage/scene";
import { Stage } from "../stage/stage";

// The built page in a real browser with a synthetic camera, publishing to a receiver in the same browser.

let browser: Browser;
let stage: Stage;
let receiver: Receiver;
let page: Page;
let complaints: string[];

beforeAll(async () => void (browser = await launch()));
afterAll(() => browser.close());

beforeEach(async () => {
  stage = await new Stage(plannedScene()).start();
  receiver = await Receiver.open(browser, stage.origin);
  stage.options.whip = receiver.answer;
  ({ page, complaints } = await open(browser, `${stage.origin}/m/billesley/camera`, {
    ...devices.phone,
    permissions: ["camera", "microphone"],
  }));
});

afterEach(async () => {
  expect(complaints).toEqual([]);
  await page.context().close();
  await receiver.close();
  await stage.stop();
});

const button = (name: string) => page.getByRole("button", { name });
const shows = (text: string) => page.getByText(text).first().waitFor();
const air = (state: string): void =>
  stage.event(`air.${state}`, { set: { air: { state, since: new Date().toISOString() }, phase: "live" } });

async function goLive(): Promise<void> {
  await button("Set up camera").click();
  await button("Go live").click();
  await expect.poll(async () => (await receiver.received()).frames, { timeout: 10_000 }).toBeGreaterThan(5);
  air("live");
  await shows("LIVE");
}

describe("the camera page", () => {
  it("asks for the camera only when it is to be set up, and sends nothing before Go live", async () => {
    await button("Set up camera").waitFor();
    expect(await page.locator("video").count()).toBe(0);
    await button("Set up camera").click();
    await button("Go live").waitFor();
    await shows("You are NOT live");
    // It may ask which relays there are (OPTIONS), and no more.
    expect(receiver.requests.filter(({ method }) => method !== "OPTIONS")).toEqual([]);
    expect(await violations(page)).toEqual([]);
  });

  it("sends H.264 and sound, and says LIVE only once the server does", async () => {
    await button("Set up camera").click();
    await button("Go live").click();
    await expect.poll(async () => (await receiver.received()).frames, { timeout: 10_000 }).toBeGreaterThan(5);
    expect(await page.getByText("LIVE", { exact: true }).count()).toBe(0);
    air("live");
    await shows("LIVE");
    const { codec, audio } = await receiver.received();
    expect(codec).toBe("video/H264");
    expect(audio).toBeGreaterThan(0);
    expect(await violations(page)).toEqual([]);
  });

  it("comes back by itself when the connection drops and the server refuses for a while", async () => {
    await goLive();
    receiver.instead = () => ({ status: 503 });
    await receiver.hangUp();
    air("lost");
    await shows("Reconnecting");
    await shows("The network dropped.");
    receiver.instead = () => null;
    await expect.poll(async () => (await receiver.received()).frames, { timeout: 15_000 }).toBeGreaterThan(5);
    air("live");
    await shows("LIVE");
  });

  it("comes back by itself after the server was restarted", async () => {
    await goLive();
    await stage.stop();
    await receiver.hangUp();
    await shows("Reconnecting");
    await stage.start();
    await expect.poll(async () => (await receiver.received()).frames, { timeout: 15_000 }).toBeGreaterThan(5);
    await shows("LIVE");
  });

  it("stops after being held for a second, not by a touch, and tells the server", async () => {
    await goLive();
    await button("Hold to stop").click();
    expect(receiver.count("DELETE")).toBe(0);
    await button("Hold to stop").click({ delay: 1100 });
    await shows("You are NOT live");
    await expect.poll(() => receiver.count("DELETE")).toBe(1);
  });

  it("asks before it takes over from another camera", async () => {
    receiver.instead = ({ path }) => (path.includes("takeover=1") ? null : { status: 409, body: "{}" });
    await button("Set up camera").click();
    await button("Go live").click();
    await shows("Another camera is live. Take over?");
    expect(await violations(page)).toEqual([]);
    await button("Take over").click();
    await expect.poll(async () => (await receiver.received()).frames, { timeout: 10_000 }).toBeGreaterThan(5);
  });

  it("says so when its link is not valid", async () => {
    receiver.instead = () => ({ status: 401, body: '{"code":"not_allowed","message":"no"}' });
    await button("Set up camera").click();
    await button("Go live").click();
    await shows("The server does not take this camera");
    expect(await violations(page)).toEqual([]);
  });

  it("lets go of the camera when the meeting ends", async () => {
    await goLive();
    stage.event("meeting.ended", { set: { phase: "ended" } });
    await shows("The meeting has ended");
    await expect.poll(() => receiver.count("DELETE")).toBe(1);
    expect(await violations(page)).toEqual([]);
  });

  it("shows the level that the server hears, and warns when that is silent for ten seconds", async () => {
    await goLive();
    const hear = (level_db: number): void =>
      stage.send({
        type: "signal",
        camera: "main",
        state: "live",
        level_db,
        kbps: 2100,
        fps: 30,
        width: 1280,
        height: 720,
      });
    hear(-20);
    await shows("You are heard");
    const silence = setInterval(() => hear(-100), 500);
    await page.getByText("Nobody can hear you").waitFor({ timeout: 15_000 });
    clearInterval(silence);
  });

  it("puts the server's word above its own connection while the meeting is off air", async () => {
    await goLive();
    air("off");
    await shows("Off air");
    expect(await page.getByText("LIVE", { exact: true }).count()).toBe(0);
  });

  it("ends its session when it is closed", async () => {
    await goLive();
    await page.close({ runBeforeUnload: false });
    await expect.poll(() => receiver.count("DELETE")).toBe(1);
  });
});
