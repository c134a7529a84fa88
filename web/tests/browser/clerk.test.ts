import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { devices, launch, open } from "../stage/browser";
import { at, type Wire } from "../stage/scene";
import { staffScene } from "../stage/staff-scene";
import { Stage } from "../stage/stage";

let browser: Browser;
let stage: Stage;
let page: Page;
let complaints: string[];

beforeAll(async () => void (browser = await launch()));
afterAll(() => browser.close());

beforeEach(async () => {
  stage = await new Stage(staffScene()).start();
  ({ page, complaints } = await open(browser, `${stage.origin}/m/billesley/clerk`, devices.desk));
  await page.getByRole("feed", { name: "To read" }).waitFor();
});

afterEach(async () => {
  expect(complaints).toEqual([]);
  await page.context().close();
  await stage.stop();
});

const button = (name: string | RegExp) => page.getByRole("button", { name }).first();
const rows = () => page.getByRole("feed", { name: "To read" }).locator("article > .grow > .q").allInnerTexts();
const chosen = () => page.locator(".reading .chosen .grow > .q").first().innerText();
const given = (): Wire[] =>
  stage.received.filter(({ type }) => type === "do").map(({ command, data }) => ({ command, ...(data as Wire) }));
const keys = async (...pressed: string[]): Promise<void> => {
  for (const key of pressed) await page.keyboard.press(key);
};

describe("the clerk's page", () => {
  it("screens by keyboard alone: go on, approve, hold, decline with a reason, merge", async () => {
    expect(await chosen()).toMatch(/^What can be done/);
    await keys("j");
    await expect.poll(chosen).toMatch(/^Why was the 69/);
    await keys("a");
    await expect.poll(chosen).toMatch(/^Please can we/);
    await keys("h");
    await expect.poll(chosen).toMatch(/^Pam nad oes/);
    await keys("d", "6");
    await expect.poll(chosen).toMatch(/^Will you refuse/);
    await keys("m", "2");
    await expect.poll(given).toEqual([
      { command: "approve", question: "q_69" },
      { command: "hold", question: "q_shelter" },
      { command: "decline", question: "q_welsh", reason: "unclear" },
      { command: "merge", question: "q_planning", into: "q_library" },
    ]);
    await expect.poll(rows).toEqual(["What can be done about vans parked on the pavement by the shops?"]);
  });

  it("undoes by keyboard", async () => {
    await keys("a", "z");
    await expect.poll(() => given().map(({ command }) => command)).toEqual(["approve", "undo"]);
    await expect.poll(rows).toHaveLength(5);
  });

  it("takes letters for text while one writes, and F leads there", async () => {
    await keys("f");
    await page.keyboard.type("A dark path");
    await keys("Enter");
    await expect.poll(given).toEqual([{ command: "ask_for", text: "A dark path", name: "", channel: "floor" }]);
    await page.getByText("Added to the chair’s list").waitFor();
    await page.getByRole("feed", { name: "Up next" }).getByText("A dark path").waitFor();
  });

  it("enters a question from paper, with its name", async () => {
    await page.getByLabel("What was asked").fill("Who cuts the hedge?");
    await page.getByLabel("Name, if given").fill("Mrs Evans");
    await page.getByLabel("How it was asked").selectOption("paper");
    await button(/^Add/).click();
    await expect
      .poll(given)
      .toEqual([{ command: "ask_for", text: "Who cuts the hedge?", name: "Mrs Evans", channel: "paper" }]);
  });

  it("does not take a question from the floor that is too long", async () => {
    await page.getByLabel("What was asked").fill("x".repeat(503));
    await keys("Enter");
    await page.getByText("That is 3 characters too long.").waitFor();
    expect(given()).toEqual([]);
  });

  it("shows only the questions of one kind, and all again", async () => {
    await button("Posts 2").click();
    await expect.poll(rows).toHaveLength(2);
    await button("All").click();
    await expect.poll(rows).toHaveLength(5);
  });

  it("keeps the chosen question chosen while new ones arrive below", async () => {
    await keys("j");
    stage.event("question.asked", {
      question: {
        id: "q_x",
        text: "New?",
        name: "",
        channel: "web",
        status: "waiting",
        supporters: 0,
        asked_at: at(0),
      },
    });
    await expect.poll(rows).toHaveLength(6);
    expect(await chosen()).toMatch(/^Why was the 69/);
  });

  it("starts an agenda item with one press", async () => {
    await button("Start: Library hours").click();
    await page.locator(".items .here").getByText("Library hours").waitFor();
    expect(given()).toEqual([{ command: "open_item", item: "i_4" }]);
  });

  it("edits the agenda: renames, moves, removes and adds", async () => {
    await button("Edit the agenda").click();
    await page.getByLabel("Item 1", { exact: true }).fill("Welcome, everyone");
    await button("Down: Welcome, everyone").click();
    await button("Remove: Next meeting").click();
    await button("Add an item").click();
    await page.getByLabel("Item 7", { exact: true }).fill("Thanks");
    await button("Save").click();
    await expect.poll(given).toHaveLength(1);
    expect(given()[0]?.["items"]).toEqual([
      { id: "i_2", title: "Police and safety" },
      { id: "i_1", title: "Welcome, everyone" },
      { id: "i_3", title: "Buses" },
      { id: "i_4", title: "Library hours" },
      { id: "i_5", title: "Roads and pavements" },
      { id: "i_6", title: "Playground in Swanshurst Park" },
      { title: "Thanks" },
    ]);
  });

  it("changes the title and the hashtags, and sends only what changed", async () => {
    await button("Edit title, time, hashtags").click();
    await page.getByLabel("Title", { exact: true }).fill("Billesley winter forum");
    await page.getByLabel("Hashtags", { exact: true }).fill("#Billesley Winter");
    await button("Save").click();
    await expect
      .poll(given)
      .toEqual([{ command: "change_meeting", title: "Billesley winter forum", hashtags: ["Billesley", "Winter"] }]);
  });

  it("moves a question of the queue and says where it is", async () => {
    await button(/^Down: Will the library/).click();
    await page.getByText("Now 2 of 5").waitFor({ state: "attached" });
    expect(given()).toEqual([{ command: "move", question: "q_library", before: "q_park" }]);
  });

  it("ends the meeting only after asking", async () => {
    await button("End the meeting…").click();
    expect(given()).toEqual([]);
    await button("End it now").click();
    await button("Open the meeting again").waitFor();
  });

  it("lets single keys be turned off, and remembers it", async () => {
    await keys("?");
    await button("Turn keys off").click();
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
    await page.reload();
    await page.getByRole("feed", { name: "To read" }).waitFor();
    await keys("a", "j");
    expect(given()).toEqual([]);
  });
});
