import type { Page } from "playwright-core";
import { hostileScene, queueScene, sourceHealth } from "./queue-scene.ts";
import type { Stage } from "./stage.ts";
import type { State } from "./states.ts";

// The one queue: the clerk's desk, the chair's order, what residents are told.

const clerk = "/m/billesley/clerk";
const clerkThere = async (page: Page, stage: Stage): Promise<void> => {
  await page.getByRole("feed", { name: /To read|I’w darllen/ }).waitFor();
  for (const health of sourceHealth()) stage.send(health);
  await page.getByText(/Service Unavailable/).waitFor();
};
const keys = async (page: Page, ...pressed: string[]): Promise<void> => {
  for (const key of pressed) await page.keyboard.press(key);
};
const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first().click();
const dialog = (page: Page) => page.locator("dialog[open]").waitFor();
const atClerk = (until: State["until"], more: Partial<State> = {}): State => ({
  path: clerk,
  devices: ["desk"],
  scene: () => queueScene(),
  until: async (page, stage) => {
    await clerkThere(page, stage);
    await until(page, stage);
  },
  ...more,
});

const chair = "/m/billesley/chair";
const atChair = (until: State["until"], more: Partial<State> = {}): State => ({
  path: chair,
  devices: ["tablet", "tabletUpright"],
  scene: () => queueScene(),
  until: async (page, stage) => {
    await page.getByRole("feed", { name: /Up next|Nesaf/ }).waitFor();
    await until(page, stage);
  },
  ...more,
});

export const queueStates: Readonly<Record<string, State>> = {
  "desk-normal": atClerk(async () => undefined, { devices: ["desk", "laptop", "tablet", "phone"] }),
  "desk-dark": atClerk(async () => undefined, { context: { colorScheme: "dark" } }),
  "desk-welsh": atClerk(async () => undefined, { path: `${clerk}?lang=cy` }),
  "desk-selecting": atClerk((page) => keys(page, "x", "x", "x")),
  "desk-selecting-why": atClerk((page) => keys(page, "x", "x", "d")),
  "desk-merge": atClerk(
    async (page) => {
      await keys(page, "j", "j", "m");
      await dialog(page);
    },
    { devices: ["desk", "phone"] },
  ),
  "desk-unmerge": atClerk(async (page) => {
    await page.getByText("Answered and not taken").click();
    await press(page, /^Separate again: When are/);
    await dialog(page);
  }),
  "desk-edit": atClerk(async (page) => {
    await keys(page, "j", "e");
    await dialog(page);
  }),
  "desk-block": atClerk(async (page) => {
    await keys(page, "j", "b");
    await dialog(page);
  }),
  "desk-order": atClerk((page) => press(page, "Order: fair")),
  "desk-rules": atClerk((page) => press(page, "Names, words, slow mode…"), { devices: ["desk", "phone"] }),
  "desk-add-source": atClerk((page) => press(page, "Add a source"), { devices: ["desk", "phone"] }),
  "desk-add-source-wrong": atClerk(async (page) => {
    await press(page, "Add a source");
    await press(page, "Add the source");
    await page.getByText("Say which server").waitFor();
  }),
  "desk-hook": atClerk(
    async (page) => {
      await press(page, "Add a source");
      await page.getByLabel("What kind?").selectOption("hook");
      await press(page, "Add the source");
      await page.getByText("shown this once only").waitFor();
    },
    { devices: ["desk", "phone"] },
  ),
  "desk-source": atClerk((page) => press(page, "Change: Text messages")),
  "desk-answer": atClerk(async (page) => {
    await page.getByText("Written answers").click();
    await press(page, /^Write an answer: Who do I ring/);
    await dialog(page);
  }),
  "desk-hostile": atClerk(async () => undefined, {
    scene: () => hostileScene(queueScene()),
    devices: ["desk", "phone"],
  }),

  "head-normal": atChair(async () => undefined),
  "head-dark": atChair(async () => undefined, { context: { colorScheme: "dark" }, devices: ["tablet"] }),
  "head-welsh": atChair(async () => undefined, { path: `${chair}?lang=cy` }),
  "head-all": atChair((page) => press(page, /more in the queue/)),
  "head-order": atChair((page) => press(page, "Order: fair")),
  "head-listening": atChair(async () => undefined, {
    scene: () => queueScene({ listening: { until: new Date(Date.now() + 240_000).toISOString() } }),
  }),
  "head-more": atChair((page) => press(page, /^More: What can/)),
  "head-edit": atChair(async (page) => {
    await press(page, /^More: What can/);
    await press(page, "Fix the wording…");
  }),
  "head-hostile": atChair(async () => undefined, { scene: () => hostileScene(queueScene()) }),
};
