import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import type { BrowserContextOptions, Page } from "playwright-core";
import type { devices } from "./browser.ts";
import { endedScene, liveScene, longest, plannedScene, question, at, type Wire } from "./scene.ts";
import type { Stage, StageOptions } from "./stage.ts";

/** A state of a page, and how to reach it. */
export interface State {
  readonly path: string;
  readonly devices: readonly (keyof typeof devices)[];
  readonly scene: () => Wire;
  readonly stage?: StageOptions;
  readonly mine?: Stage["mine"];
  readonly context?: BrowserContextOptions;
  /** Brings the page into the state, and waits until it is there. */
  readonly until: (page: Page, stage: Stage) => Promise<unknown>;
}

const watch = "/m/billesley";
const own = (more: Wire) => {
  const scene = liveScene();
  (scene["questions"] as Wire[]).push(
    question("own", "Who decides how many buses there are on the 11?", { name: "Siân", asked_at: at(-3), ...more }),
  );
  return scene;
};
const heard = (page: Page) =>
  page.getByRole("heading", { name: /^Watch and ask|^Gwylio a gofyn/ }).waitFor({ state: "attached" });
const yours = async (page: Page) => {
  await heard(page);
  await page.getByRole("tab", { name: /Yours/ }).click();
};

/** A folder with a multivariant playlist of three rungs, and nothing that it names. */
function ladder(): string {
  const folder = mkdtempSync(`${tmpdir()}/wardcast-hls-`);
  const variant = (name: string, rate: number, more = "") =>
    `#EXT-X-STREAM-INF:BANDWIDTH=${rate},AVERAGE-BANDWIDTH=${rate},CODECS="avc1.4d401f,mp4a.40.2"${more}\n${name}.m3u8\n`;
  writeFileSync(
    `${folder}/index.m3u8`,
    `#EXTM3U\n${variant("720p", 2_550_000, ",RESOLUTION=1280x720")}${variant("480p", 1_150_000, ",RESOLUTION=854x480")}` +
      `${variant("240p", 400_000, ",RESOLUTION=426x240")}${variant("audio", 50_000)}`,
  );
  return folder;
}
function quality(name: string, there: string) {
  return async (page: Page) => {
    await page.getByRole("button", { name }).click();
    await page.getByText(there).waitFor();
  };
}

const room = "/m/billesley/room";
const projectors = ["projector", "projector43", "upright"] as const;
const wall = (page: Page) => page.locator(".qr img").waitFor();
const idleScene = () => liveScene({ asking: null, asking_since: null });
const askedScene = (text: string) => {
  const scene = liveScene();
  for (const each of scene["questions"] as Wire[]) if (each["id"] === "q_bus") each["text"] = text;
  return scene;
};

const officer = '<meta name="wardcast-role" content="officer">';
const listed = (slug: string, title: string, phase: string, starts: string | null, more: Wire = {}) => ({
  slug,
  title,
  starts,
  phase,
  air: phase === "live" ? "live" : "none",
  watching: 0,
  ...more,
});
const kDay = 24 * 60;
const meetings = [
  listed("billesley", "Billesley ward forum", "live", at(-41), { watching: 87 }),
  listed("planning", "Planning: your questions", "planned", at(10 * kDay)),
  listed("llanddwr", "Cyngor Cymuned Llanddŵr", "planned", at(15 * kDay)),
  listed("parks", "Parks and open spaces", "ended", at(-76 * kDay)),
  listed("september", "Billesley ward forum", "ended", at(-60 * kDay)),
];

export const states: Readonly<Record<string, State>> = {
  "watch-live": {
    path: watch,
    devices: ["phone", "laptop", "tablet", "tabletUpright"],
    scene: liveScene,
    until: heard,
  },
  "watch-live-dark": {
    path: watch,
    devices: ["phone", "laptop"],
    scene: liveScene,
    context: { colorScheme: "dark" },
    until: heard,
  },
  "watch-ask": {
    path: watch,
    devices: ["phone", "laptop"],
    scene: liveScene,
    until: async (page) => {
      await page.getByRole("button", { name: "Ask a question" }).click();
      await page.getByLabel("Your question").fill(longest.slice(0, 401));
      await page.getByLabel("Your name").fill("Siân");
    },
  },
  "watch-ask-wrong": {
    path: watch,
    devices: ["phone", "laptop"],
    scene: liveScene,
    until: async (page) => {
      await page.getByRole("button", { name: "Ask a question" }).click();
      await page.getByRole("button", { name: "Send to the chair" }).click();
      await page.getByText("Write your question first").waitFor();
    },
  },
  "watch-ask-refused": {
    path: watch,
    devices: ["phone"],
    scene: liveScene,
    until: async (page, stage) => {
      await page.getByRole("button", { name: "Ask a question" }).click();
      await page.getByLabel("Your question").fill("Who decides how many buses there are on the 11?");
      stage.refuse = { code: "questions_closed", message: "Questions are closed." };
      await page.getByRole("button", { name: "Send to the chair" }).click();
      await page.getByText("There is a problem").waitFor();
    },
  },
  "watch-waiting": { path: watch, devices: ["phone", "laptop"], scene: () => own({ status: "waiting" }), until: yours },
  "watch-approved": { path: watch, devices: ["phone"], scene: () => own({ status: "held" }), until: yours },
  "watch-declined": {
    path: watch,
    devices: ["phone", "laptop"],
    scene: () => own({ status: "declined", reason: "off_topic" }),
    until: yours,
  },
  "watch-queued-offline": {
    path: watch,
    devices: ["phone"],
    scene: liveScene,
    until: async (page, stage) => {
      await heard(page);
      await stage.stop();
      await page.getByRole("button", { name: "Ask a question" }).click();
      await page.getByLabel("Your question").fill("Who decides how many buses there are on the 11?");
      await page.getByRole("button", { name: "Send to the chair" }).click();
      await page.getByText("Kept on this device").waitFor();
    },
  },
  "watch-slow-down": {
    path: watch,
    devices: ["phone"],
    scene: liveScene,
    until: async (page, stage) => {
      await heard(page);
      stage.refuse = { code: "slow_down", message: "Slow down.", retry_after: 20 };
      await page.getByRole("button", { name: "Ask a question" }).click();
      await page.getByLabel("Your question").fill("Who decides how many buses there are on the 11?");
      await page.getByRole("button", { name: "Send to the chair" }).click();
      await page.getByText("Many questions just now").waitFor();
    },
  },
  "watch-agenda": {
    path: watch,
    devices: ["phone"],
    scene: liveScene,
    until: (page) => page.getByRole("tab", { name: "Agenda" }).click(),
  },
  "watch-not-started": { path: watch, devices: ["phone", "laptop"], scene: plannedScene, until: heard },
  "watch-waiting-camera": {
    path: watch,
    devices: ["phone"],
    scene: () => liveScene({ air: { state: "none", since: null }, asking: null }),
    until: heard,
  },
  "watch-camera-lost": {
    path: watch,
    devices: ["phone", "laptop"],
    scene: () => liveScene({ air: { state: "lost", since: at(-1) } }),
    until: heard,
  },
  "watch-off-air": {
    path: watch,
    devices: ["phone", "laptop"],
    scene: () => liveScene({ air: { state: "off", since: at(-1) } }),
    until: heard,
  },
  "watch-closed": { path: watch, devices: ["phone"], scene: () => liveScene({ questions_open: false }), until: heard },
  "watch-empty": {
    path: watch,
    devices: ["phone"],
    scene: () => liveScene({ queue: [], questions: [], asking: null, items: [], item: null, hashtags: [] }),
    until: heard,
  },
  "watch-ended": { path: watch, devices: ["phone", "laptop"], scene: () => endedScene(), until: heard },
  "watch-ended-no-recording": { path: watch, devices: ["laptop"], scene: () => endedScene("running"), until: heard },
  "watch-welsh": {
    path: `${watch}?lang=cy`,
    devices: ["phone", "laptop"],
    scene: () => liveScene({ title: "Cyngor Cymuned Llanddŵr" }),
    until: heard,
  },
  "watch-reconnecting": {
    path: watch,
    devices: ["phone", "laptop"],
    scene: liveScene,
    until: async (page, stage) => {
      await heard(page);
      await stage.stop();
      await page.getByText("Reconnecting").waitFor();
    },
  },
  "watch-unreachable": {
    path: watch,
    devices: ["phone"],
    scene: liveScene,
    until: async (page, stage) => {
      stage.deaf = true;
      await page.reload();
      await page.getByText("cannot be reached").waitFor();
    },
  },
  "watch-text-only": {
    path: watch,
    devices: ["phone", "laptop"],
    scene: liveScene,
    until: async (page) => {
      await page.getByRole("button", { name: "Quality" }).click();
      await page.getByRole("radio", { name: /Text only/ }).click();
      await page.getByText("Picture and sound are switched off").waitFor();
    },
  },
  "watch-quality": {
    path: watch,
    devices: ["smallPhone", "phone", "laptop", "tabletUpright"],
    scene: liveScene,
    stage: { hls: ladder() },
    until: quality("Quality", "1.1 GB an hour"),
  },
  "watch-quality-welsh": {
    path: `${watch}?lang=cy`,
    devices: ["smallPhone", "laptop"],
    scene: liveScene,
    stage: { hls: ladder() },
    context: { colorScheme: "dark" },
    until: quality("Ansawdd", "1.1 GB yr awr"),
  },
  "watch-rehearsal": {
    path: watch,
    devices: ["phone", "laptop"],
    scene: () => ({ ...plannedScene(), rehearsal: true, air: { state: "live", since: at(-1) } }),
    until: heard,
  },
  "watch-programme-away": {
    path: watch,
    devices: ["phone"],
    scene: liveScene,
    stage: { hls: mkdtempSync(`${tmpdir()}/wardcast-hls-`) },
    until: async (page) => {
      await page.getByRole("button", { name: "Watch live" }).click();
      await page.getByText("The picture is on its way").waitFor();
    },
  },
  "watch-hostile": {
    path: watch,
    devices: ["phone"],
    scene: () =>
      liveScene({
        title: "<img src=x onerror=alert(1)> ward",
        queue: ["q_x", "q_y"],
        questions: [
          question("x", "W".repeat(480), { name: "<script>alert(1)</script>" }),
          question("y", "\u202Eexe.txt\u202C what?\n\nIs this\nfour lines?", { name: "نور", supporters: 12345 }),
        ],
        asking: null,
      }),
    until: heard,
  },

  "room-short": { path: room, devices: projectors, scene: liveScene, until: wall },
  "room-light": { path: `${room}?theme=light`, devices: ["projector"], scene: liveScene, until: wall },
  "room-long": { path: room, devices: projectors, scene: () => askedScene(longest.slice(0, 290)), until: wall },
  "room-longest": { path: room, devices: projectors, scene: () => askedScene(longest), until: wall },
  "room-wide-words": { path: room, devices: ["projector43"], scene: () => askedScene("W".repeat(500)), until: wall },
  "room-idle": { path: room, devices: projectors, scene: idleScene, until: wall },
  "room-idle-light": { path: `${room}?theme=light`, devices: ["projector"], scene: idleScene, until: wall },
  "room-idle-welsh": { path: `${room}?lang=cy`, devices: ["projector"], scene: idleScene, until: wall },
  "room-closed": {
    path: room,
    devices: ["projector"],
    scene: () => ({ ...idleScene(), questions_open: false }),
    until: wall,
  },
  "room-ended": { path: room, devices: ["projector"], scene: () => endedScene(), until: wall },
  "room-reconnecting": {
    path: room,
    devices: ["projector", "projector43"],
    scene: liveScene,
    until: async (page, stage) => {
      await wall(page);
      await stage.stop();
      await page.getByText("Reconnecting").waitFor();
    },
  },
  "room-connecting": {
    path: room,
    devices: ["projector"],
    scene: liveScene,
    until: async (page, stage) => {
      stage.deaf = true;
      await page.reload();
      await page.getByText("Connecting").waitFor();
    },
  },
  "room-refused": {
    path: room,
    devices: ["laptop"],
    scene: liveScene,
    until: async (page, stage) => {
      await wall(page);
      stage.refuseRole = true;
      await page.reload();
      await page.getByText("does not open this page").waitFor();
    },
  },

  "home-on-now": {
    path: "/",
    devices: ["phone", "laptop"],
    scene: liveScene,
    stage: { meetings },
    until: (page) => page.getByRole("heading", { name: "Earlier" }).waitFor(),
  },
  "home-officer-dark": {
    path: "/",
    devices: ["phone", "laptop"],
    scene: liveScene,
    stage: { meetings, head: officer },
    context: { colorScheme: "dark" },
    until: (page) => page.getByRole("link", { name: "New meeting" }).waitFor(),
  },
  "home-nothing-on": {
    path: "/?lang=cy",
    devices: ["phone"],
    scene: liveScene,
    stage: { meetings: meetings.slice(1) },
    until: (page) => page.getByRole("heading", { name: "Yn gynharach" }).waitFor(),
  },
  "home-empty": {
    path: "/",
    devices: ["phone"],
    scene: liveScene,
    until: (page) => page.getByText("No meetings yet").waitFor(),
  },
  "home-failed": {
    path: "/",
    devices: ["phone"],
    scene: liveScene,
    until: async (page) => {
      await page.route("**/api/v1/meetings", (route) => route.abort());
      await page.reload();
      await page.getByText("cannot be fetched").waitFor();
    },
  },
  "home-new": {
    path: "/#new",
    devices: ["laptop", "phone"],
    scene: liveScene,
    stage: { head: officer },
    until: async (page) => {
      await page.getByLabel("What is it called?").fill("Billesley ward forum");
      await page.getByLabel("When does it start?").fill("2027-01-28T19:00");
    },
  },
  "home-new-wrong": {
    path: "/#new",
    devices: ["phone"],
    scene: liveScene,
    stage: { head: officer },
    until: async (page) => {
      await page.getByLabel("Hashtag").fill("#two words");
      await page.getByRole("button", { name: "Make the meeting" }).click();
      await page.getByText("Say what the meeting is called").waitFor();
    },
  },
  "home-made": {
    path: "/#new",
    devices: ["laptop", "phone"],
    scene: liveScene,
    stage: { head: officer },
    until: async (page) => {
      await page.getByLabel("What is it called?").fill("Billesley ward forum");
      await page.getByLabel("When does it start?").fill("2027-01-28T19:00");
      await page.getByLabel("Hashtag").fill("#Billesley");
      await page.getByRole("button", { name: "Make the meeting" }).click();
      await page.getByRole("heading", { name: "Room screen" }).waitFor();
    },
  },
};
