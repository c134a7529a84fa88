import type { Page } from "playwright-core";
import { Receiver } from "./receiver.ts";
import { at, plannedScene } from "./scene.ts";
import type { Stage } from "./stage.ts";
import type { State } from "./states.ts";

// The camera page publishes to a receiver in the same browser; what is live is the stage's word, as the server's.

const path = "/m/billesley/camera";
const devices = ["phone", "phoneSideways"] as const;
const context = { permissions: ["camera", "microphone"] };

const setUp = async (page: Page, stage: Stage): Promise<Receiver> => {
  const browser = page.context().browser();
  if (!browser) throw new Error("no browser");
  const receiver = await Receiver.open(browser, stage.origin);
  stage.options.whip = receiver.answer;
  await page.getByRole("button", { name: "Set up camera" }).click();
  await page.getByRole("button", { name: "Go live" }).waitFor();
  await page.waitForFunction(() => (document.querySelector("video")?.videoWidth ?? 0) > 0);
  return receiver;
};
const air = (stage: Stage, state: string): void =>
  stage.event(`air.${state}`, { set: { air: { state, since: at(0) }, phase: "live" } });
const hear = (stage: Stage, level_db: number): void =>
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
const live = async (page: Page, stage: Stage): Promise<Receiver> => {
  const receiver = await setUp(page, stage);
  await page.getByRole("button", { name: "Go live" }).click();
  while ((await receiver.received()).frames < 5) await page.waitForTimeout(50);
  air(stage, "live");
  stage.tally({}, 87);
  await page.getByText("LIVE", { exact: true }).waitFor();
  return receiver;
};
const state = (until: State["until"]): State => ({ path, devices, scene: () => plannedScene(at(90)), context, until });

export const cameraStates: Readonly<Record<string, State>> = {
  "camera-setup": state((page) => page.getByRole("button", { name: "Set up camera" }).waitFor()),
  "camera-setup-welsh": {
    ...state((page) => page.getByRole("button", { name: "Paratoi’r camera" }).waitFor()),
    path: `${path}?lang=cy`,
  },
  "camera-denied": state(async (page) => {
    await page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", "NotAllowedError"));
    });
    await page.getByRole("button", { name: "Set up camera" }).click();
    await page.getByText("are not allowed").waitFor();
  }),
  "camera-not-live": state(setUp),
  "camera-live": state(async (page, stage) => {
    await live(page, stage);
    hear(stage, -22);
    await page.getByText("You are heard").waitFor();
    await page.getByText(/(Good|Fair) network/).waitFor();
  }),
  "camera-muted": state(async (page, stage) => {
    await live(page, stage);
    await page.getByRole("button", { name: "Mic on" }).click();
    await page.getByText("Your microphone is off").waitFor();
  }),
  "camera-lost": state(async (page, stage) => {
    const receiver = await live(page, stage);
    receiver.instead = () => ({ status: 503 });
    await receiver.hangUp();
    air(stage, "lost");
    await page.getByText("The network dropped").waitFor();
  }),
  "camera-off-air": state(async (page, stage) => {
    await live(page, stage);
    air(stage, "off");
    await page.getByText("taken the meeting off air").waitFor();
  }),
  "camera-busy": state(async (page, stage) => {
    const receiver = await setUp(page, stage);
    receiver.instead = () => ({ status: 409, body: "{}" });
    await page.getByRole("button", { name: "Go live" }).click();
    await page.getByText("Take over?").waitFor();
  }),
  "camera-refused": state(async (page, stage) => {
    const receiver = await setUp(page, stage);
    receiver.instead = () => ({ status: 401, body: "{}" });
    await page.getByRole("button", { name: "Go live" }).click();
    await page.getByText("does not take this camera").waitFor();
  }),
  "camera-ended": state(async (page, stage) => {
    await setUp(page, stage);
    stage.event("meeting.ended", { set: { phase: "ended" } });
    await page.getByText("The meeting has ended").waitFor();
  }),
};
