import type { Page } from "playwright-core";
import { at } from "./scene.ts";
import { emptyStaffScene, endedStaffScene, longScene, plannedStaffScene, staffScene } from "./staff-scene.ts";
import type { Stage } from "./stage.ts";
import type { State } from "./states.ts";

const chair = "/m/billesley/chair";
const tablets = ["tablet", "tabletUpright"] as const;
const chairThere = (page: Page) =>
  page.getByRole("heading", { name: /^(Chair|Cadeirydd):/ }).waitFor({ state: "attached" });
const clerk = "/m/billesley/clerk";
const clerkThere = (page: Page) =>
  page.getByRole("heading", { name: /^(Clerk|Clerc):/ }).waitFor({ state: "attached" });
const sending = {
  type: "signal",
  camera: "main",
  state: "live",
  level_db: -24,
  kbps: 2140,
  fps: 30,
  width: 1280,
  height: 720,
};
const twoCameras = {
  cameras: [
    { id: "main", name: "main", kind: "whip" },
    { id: "hall", name: "Hall", kind: "rtsp" },
  ],
  programme: { camera: "main", sound: null, show: "camera" },
};
const clerkHears = async (page: Page, stage: Stage) => {
  await clerkThere(page);
  stage.send(sending);
  await page.getByText("Heard well").waitFor();
};
const hallIsInTrouble = {
  ...sending,
  camera: "hall",
  state: "none",
  level_db: -100,
  trouble: "192.0.2.7 does not answer: look at the address, and whether the camera has power and network",
  trouble_code: "no_answer",
  trouble_about: "192.0.2.7",
};
const relaysInTrouble = [
  { id: "rel_1", label: "YouTube", address: "rtmps://a.rtmps.youtube.com/live2", on: true },
  { id: "rel_2", label: "Moseley", address: "srt://ward.example:9000", on: true },
];
const relayTroubles = [
  { relay: "rel_1", error: "a.rtmps.youtube.com turned the stream away.", code: "turned_away" },
  { relay: "rel_2", error: "The target does not answer.", code: "no_srt_answer" },
].map((wrong) => ({
  ...wrong,
  type: "relay",
  state: "trouble",
  about: wrong.code === "turned_away" ? "a.rtmps.youtube.com" : null,
  next_try_at: null,
}));
const links = "/m/billesley/links";
const linksThere = (page: Page) => page.getByText("Cut here").waitFor();
const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first().click();

export const staffStates: Readonly<Record<string, State>> = {
  "chair-normal": { path: chair, devices: tablets, scene: staffScene, until: chairThere },
  "chair-dark": {
    path: chair,
    devices: ["tablet"],
    scene: staffScene,
    context: { colorScheme: "dark" },
    until: chairThere,
  },
  "chair-undo": {
    path: chair,
    devices: tablets,
    scene: staffScene,
    until: async (page) => {
      await press(page, /^Decline:/);
      await press(page, /^It names/);
      await page.getByRole("button", { name: "Undo" }).waitFor();
    },
  },
  "chair-why": {
    path: chair,
    devices: tablets,
    scene: staffScene,
    until: (page) => press(page, /^Decline:/),
  },
  "chair-more": { path: chair, devices: ["tablet"], scene: staffScene, until: (page) => press(page, /^More: What/) },
  "chair-merge": {
    path: chair,
    devices: ["tablet"],
    scene: staffScene,
    until: async (page) => {
      await press(page, /^More: What/);
      await press(page, /^Merge/);
    },
  },
  "chair-show-new": {
    path: chair,
    devices: tablets,
    scene: staffScene,
    until: async (page, stage) => {
      await chairThere(page);
      for (const id of ["a", "b"]) {
        stage.event("question.asked", {
          question: {
            id: `q_new${id}`,
            text: "New?",
            name: "",
            channel: "web",
            status: "waiting",
            supporters: 0,
            asked_at: at(0),
          },
        });
      }
      await page.getByRole("button", { name: "Show 2 new" }).waitFor();
    },
  },
  "chair-offline": {
    path: chair,
    devices: tablets,
    scene: staffScene,
    until: async (page, stage) => {
      await chairThere(page);
      await stage.stop();
      await page.getByText("No connection").waitFor();
      await press(page, "Answered");
      await press(page, /^Call: Will the library/);
      await press(page, /^Approve: What can/);
      await page.getByText("Kept on this device").waitFor();
    },
  },
  "chair-order": { path: chair, devices: tablets, scene: staffScene, until: (page) => press(page, "Change order") },
  "chair-all": {
    path: chair,
    devices: tablets,
    scene: staffScene,
    until: async (page) => {
      await press(page, /more in the queue/);
      await press(page, /more to read/);
      await page.getByText("Answered and not taken").click();
      await page.getByText("Answered and not taken").scrollIntoViewIfNeeded();
    },
  },
  "chair-off-air-asked": {
    path: chair,
    devices: tablets,
    scene: staffScene,
    until: (page) => press(page, "Go off air…"),
  },
  "chair-off-air": {
    path: chair,
    devices: tablets,
    scene: () => staffScene({ air: { state: "off", since: at(-2) } }),
    until: chairThere,
  },
  "chair-camera-lost": {
    path: chair,
    devices: ["tablet"],
    scene: () => staffScene({ air: { state: "lost", since: at(-2) } }),
    until: chairThere,
  },
  "chair-meeting": { path: chair, devices: ["tablet"], scene: staffScene, until: (page) => press(page, "Meeting") },
  "chair-planned": { path: chair, devices: tablets, scene: plannedStaffScene, until: chairThere },
  "chair-ended": { path: chair, devices: tablets, scene: endedStaffScene, until: chairThere },
  "chair-empty": { path: chair, devices: ["tablet"], scene: emptyStaffScene, until: chairThere },
  "chair-long": { path: chair, devices: tablets, scene: longScene, until: chairThere },
  "chair-refused-command": {
    path: chair,
    devices: ["tablet"],
    scene: staffScene,
    until: async (page, stage) => {
      stage.refuse = { code: "wrong_state", message: "It is answered." };
      await press(page, /^Call: Will/);
      await page.getByRole("alert").filter({ hasText: "moved on" }).waitFor();
    },
  },
  "chair-welsh": { path: `${chair}?lang=cy`, devices: tablets, scene: staffScene, until: chairThere },
  "chair-loading": {
    path: chair,
    devices: ["tablet"],
    scene: staffScene,
    until: async (page, stage) => {
      stage.deaf = true;
      await page.reload();
      await page.getByText("Loading").waitFor();
    },
  },
  "chair-refused": {
    path: chair,
    devices: ["tablet"],
    scene: staffScene,
    until: async (page, stage) => {
      stage.refuseRole = true;
      await page.reload();
      await page.getByText("This link does not open this page").waitFor();
    },
  },
  "clerk-normal": { path: clerk, devices: ["desk", "laptop"], scene: staffScene, until: clerkHears },
  "clerk-dark": {
    path: clerk,
    devices: ["desk"],
    scene: staffScene,
    context: { colorScheme: "dark" },
    until: clerkHears,
  },
  "clerk-decline": {
    path: clerk,
    devices: ["desk"],
    scene: staffScene,
    until: async (page) => {
      await clerkThere(page);
      await page.keyboard.press("d");
      await page.getByText("Why is it not taken?").waitFor();
    },
  },
  "clerk-merge": {
    path: clerk,
    devices: ["desk"],
    scene: staffScene,
    until: async (page) => {
      await clerkThere(page);
      await page.keyboard.press("j");
      await page.keyboard.press("m");
      await page.getByText("Merge with which question?").waitFor();
    },
  },
  "clerk-undo": {
    path: clerk,
    devices: ["desk"],
    scene: staffScene,
    until: async (page) => {
      await clerkThere(page);
      await page.keyboard.press("a");
      await page.getByRole("button", { name: "Undo" }).waitFor();
      await page.keyboard.press("f");
      await page.keyboard.type("Who do I ring about street lights?");
    },
  },
  "clerk-off-air": { path: clerk, devices: ["desk"], scene: staffScene, until: (page) => press(page, "Go off air…") },
  "clerk-keys": {
    path: clerk,
    devices: ["desk"],
    scene: staffScene,
    until: async (page) => {
      await clerkThere(page);
      await page.keyboard.press("?");
      await page.getByRole("heading", { name: "Keys" }).waitFor();
    },
  },
  "clerk-agenda": {
    path: clerk,
    devices: ["desk"],
    scene: staffScene,
    until: (page) => press(page, "Edit the agenda"),
  },
  "clerk-meeting": {
    path: clerk,
    devices: ["desk"],
    scene: staffScene,
    until: (page) => press(page, "Edit title, time, hashtags"),
  },
  "clerk-two-cameras": {
    path: clerk,
    devices: ["desk"],
    scene: () => staffScene(twoCameras),
    until: async (page, stage) => {
      await clerkThere(page);
      for (const [camera, alarms] of [
        ["main", []],
        ["hall", ["frozen", "not_on_air"]],
      ] as const) {
        stage.send({ ...sending, camera, alarms, viewers: { delay_ms: 520, fps: 30, level_db: -18 } });
      }
      await page.getByRole("button", { name: "Put on air: Hall" }).waitFor();
    },
  },
  "clerk-add-camera": {
    path: clerk,
    devices: ["laptop"],
    scene: staffScene,
    until: async (page) => {
      await press(page, "Add a camera");
      await page.getByLabel("Where its picture comes from").selectOption("rtsp");
      await page.getByLabel(/Its address/).waitFor();
    },
  },
  "clerk-camera-link": {
    path: clerk,
    devices: ["laptop"],
    scene: () => staffScene(twoCameras),
    until: async (page) => {
      await press(page, "Link and code: Main camera");
      await page.getByRole("button", { name: "Copy the link" }).waitFor();
    },
  },
  "clerk-black-picture": {
    path: clerk,
    devices: ["laptop"],
    scene: () => staffScene(twoCameras),
    until: async (page, stage) => {
      await clerkThere(page);
      stage.send({ ...sending, alarms: ["black"] });
      await page.getByText("Viewers see a black picture").waitFor();
    },
  },
  "clerk-camera-unreachable": {
    path: clerk,
    devices: ["desk", "phone"],
    scene: () => staffScene(twoCameras),
    until: async (page, stage) => {
      await clerkHears(page, stage);
      stage.send(hallIsInTrouble);
      await page.getByText("192.0.2.7 does not answer").waitFor();
      await page.getByText("192.0.2.7 does not answer").scrollIntoViewIfNeeded();
    },
  },
  "clerk-troubles-welsh": {
    path: `${clerk}?lang=cy`,
    devices: ["desk", "phone"],
    scene: () => staffScene({ ...twoCameras, relays: relaysInTrouble }),
    until: async (page, stage) => {
      await clerkThere(page);
      stage.send(hallIsInTrouble);
      for (const health of relayTroubles) stage.send(health);
      await page.getByText("Nid yw 192.0.2.7 yn ateb").waitFor();
      await page.getByText("Gwrthododd a.rtmps.youtube.com").scrollIntoViewIfNeeded();
    },
  },
  "clerk-rehearsal": {
    path: clerk,
    devices: ["desk"],
    scene: () => ({ ...plannedStaffScene(), rehearsal: true }),
    until: async (page, stage) => {
      await clerkThere(page);
      stage.send(sending);
      await page.getByRole("button", { name: "End the rehearsal" }).waitFor();
    },
  },
  "clerk-offline": {
    path: clerk,
    devices: ["desk"],
    scene: staffScene,
    until: async (page, stage) => {
      await clerkThere(page);
      await stage.stop();
      await page.getByText("No connection").waitFor();
      await page.keyboard.press("a");
      await page.getByText("Kept on this device").waitFor();
    },
  },
  "clerk-planned": { path: clerk, devices: ["desk"], scene: plannedStaffScene, until: clerkThere },
  "clerk-ended": { path: clerk, devices: ["desk"], scene: endedStaffScene, until: clerkThere },
  "clerk-empty": { path: clerk, devices: ["desk"], scene: emptyStaffScene, until: clerkThere },
  "clerk-long": { path: clerk, devices: ["desk"], scene: longScene, until: clerkThere },
  "clerk-welsh": { path: `${clerk}?lang=cy`, devices: ["desk"], scene: staffScene, until: clerkThere },
  "clerk-small": { path: clerk, devices: ["phone", "tablet"], scene: staffScene, until: clerkThere },
  "clerk-refused": {
    path: clerk,
    devices: ["desk"],
    scene: staffScene,
    until: async (page, stage) => {
      stage.refuseRole = true;
      await page.reload();
      await page.getByText("This link does not open this page").waitFor();
    },
  },
  "links-sheet": { path: links, devices: ["desk", "phone"], scene: staffScene, until: linksThere },
  "links-paper": {
    path: links,
    devices: ["paper"],
    scene: () => staffScene({ starts: "2026-11-26T19:00:00.000Z" }),
    until: async (page) => {
      await linksThere(page);
      await page.emulateMedia({ media: "print" });
    },
  },
  "links-refused": {
    path: links,
    devices: ["desk"],
    scene: staffScene,
    until: async (page, stage) => {
      stage.refuseRole = true;
      await page.reload();
      await page.getByText("This link does not open this page").waitFor();
    },
  },
  "links-unreachable": {
    path: links,
    devices: ["desk"],
    scene: staffScene,
    until: async (page) => {
      await page.route("**/api/**", (route) => route.abort());
      await page.reload();
      await page.getByText("cannot be reached").waitFor();
    },
  },
};
