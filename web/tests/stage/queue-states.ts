import type { Page } from "playwright-core";
import {
  endless,
  hostile,
  hostileScene,
  listeningScene,
  queueScene,
  relayHealth,
  sourceHealth,
  viewerScene,
} from "./queue-scene.ts";
import { at, endedScene, question, type Wire } from "./scene.ts";
import type { Stage } from "./stage.ts";
import type { State } from "./states.ts";

// The one queue: the clerk's desk, the chair's order, what residents are told.

const clerk = "/m/billesley/clerk";
const clerkThere = async (page: Page, stage: Stage): Promise<void> => {
  await page.getByRole("feed", { name: /To read|I’w darllen/ }).waitFor();
  for (const health of [...sourceHealth(), ...relayHealth()]) stage.send(health);
  await page
    .getByText(/Tries again in|Yn ceisio eto ymhen/)
    .first()
    .waitFor();
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

const watch = "/m/billesley";
const own = (more: Wire, base: Wire = viewerScene()): Wire => ({
  ...base,
  questions: [
    ...(base["questions"] as Wire[]),
    question("own", "Who decides how many buses there are on the 11?", {
      name: "Siân",
      asked_at: at(-3),
      nth: 1,
      ...more,
    }),
  ],
});
const heard = (page: Page) =>
  page.getByRole("heading", { name: /^Watch and ask|^Gwylio a gofyn/ }).waitFor({ state: "attached" });
const atWatch = (scene: () => Wire, until?: State["until"], more: Partial<State> = {}): State => ({
  path: watch,
  devices: ["phone", "laptop"],
  scene,
  mine: { asked: ["q_own"], supported: ["q_library"], receipts: { q_own: "/m/billesley/q/q_own.Xv3kP0w9" } },
  until: async (page, stage) => {
    await heard(page);
    await until?.(page, stage);
  },
  ...more,
});
const yours = (page: Page) => page.getByRole("tab", { name: /Yours|Eich rhai/ }).click();
const asking = (page: Page) => press(page, "Ask a question");
const rules =
  (naming: string, slow_s = 0) =>
  () =>
    viewerScene({ rules: { naming, slow_s } });

const room = "/m/billesley/room";
const called = (id: string, text: string): Wire => {
  const scene = viewerScene({ asking: id, asking_since: at(-1) });
  const questions = (scene["questions"] as Wire[]).map((each) =>
    each["id"] === id ? { ...each, text, status: "asking", called_at: at(-1) } : each,
  );
  return { ...scene, questions, queue: (scene["queue"] as string[]).filter((each) => each !== id) };
};
const atRoom = (scene: () => Wire, more: Partial<State> = {}): State => ({
  path: room,
  devices: ["projector", "projector43", "upright"],
  scene,
  until: (page) => page.locator(".qr img").waitFor(),
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
  "desk-relays": atClerk((page) => page.getByRole("heading", { name: "Also shown on" }).scrollIntoViewIfNeeded(), {
    devices: ["desk", "phone"],
  }),
  "desk-add-relay": atClerk((page) => press(page, "Add a relay"), { devices: ["desk", "phone"] }),
  "desk-add-relay-wrong": atClerk(async (page) => {
    await press(page, "Add a relay");
    await press(page, "Add the relay");
    await page.getByText("It needs the stream key").waitFor();
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

  "fate-posts": atWatch(() => viewerScene(), undefined, { devices: ["phone", "laptop", "tablet"] }),
  "fate-edited": atWatch(
    () => viewerScene(),
    (page) => page.getByRole("feed").getByText("show original").first().click(),
  ),
  "fate-listening": atWatch(listeningScene),
  "fate-listening-welsh": atWatch(listeningScene, undefined, { path: `${watch}?lang=cy` }),
  "fate-ask-named": atWatch(rules("required", 120), asking),
  "fate-ask-anonymous": atWatch(rules("anonymous"), asking),
  "fate-ask-named-wrong": atWatch(rules("required"), async (page) => {
    await asking(page);
    await press(page, "Send to the chair");
    await page.getByText("takes questions with a name").waitFor();
  }),
  "fate-waiting": atWatch(() => own({ status: "waiting" }), yours),
  "fate-approved": atWatch(() => {
    const scene = own({ status: "approved", supporters: 3 });
    return { ...scene, queue: [...(scene["queue"] as string[]), "q_own"] };
  }, yours),
  "fate-declined": atWatch(() => own({ status: "declined", reason: "off_topic" }), yours),
  "fate-appealing": atWatch(
    () => own({ status: "declined", reason: "off_topic" }),
    async (page) => {
      await yours(page);
      await press(page, "Ask the clerk to look again");
      await press(page, "Send to the clerk");
      await page.getByText("Say why it should be taken").first().waitFor();
    },
  ),
  "fate-appealed": atWatch(
    () =>
      own({
        status: "declined",
        reason: "off_topic",
        appeal: { text: "The buses are item 3 of the agenda.", at: at(-1) },
      }),
    yours,
  ),
  "fate-answered": atWatch(
    () =>
      own(
        {
          status: "answered",
          called_at: at(-50),
          answered_at: at(-45),
          answer: { text: "The contract is decided on 10 December.\n\nWe will write to all who asked.", at: at(-2) },
          verdict: "partly",
          edited: { original: "who decides the buses", at: at(-2) },
        },
        { ...endedScene(), rules: { naming: "optional", slow_s: 0 } },
      ),
    (page) => page.getByText("Was this answered?").scrollIntoViewIfNeeded(),
  ),
  "fate-hostile": atWatch(() => own({ text: endless }, hostileScene(viewerScene())), yours, {
    devices: ["phone", "laptop"],
  }),
  "fate-hostile-queue": atWatch(() => hostileScene(viewerScene())),

  "wall-post": atRoom(() => called("q_crossing", "Is there money for a crossing outside the school?")),
  "wall-listening": atRoom(() => ({ ...listeningScene(), asking: null })),
  "wall-no-count": atRoom(() => viewerScene(), { path: `${room}?theme=light&watching=hide` }),
  "wall-hostile": atRoom(() => hostileScene(viewerScene())),
  "wall-endless": atRoom(() => called("q_crossing", endless)),
  "wall-welsh-bidi": atRoom(() => called("q_crossing", hostile[6] ?? ""), { path: `${room}?lang=cy` }),
};
