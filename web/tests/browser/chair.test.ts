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
  ({ page, complaints } = await open(browser, `${stage.origin}/m/billesley/chair`, devices.tablet));
  await page.getByRole("button", { name: "Answered" }).waitFor();
});

afterEach(async () => {
  expect(complaints).toEqual([]);
  await page.context().close();
  await stage.stop();
});

const button = (name: string | RegExp) => page.getByRole("button", { name }).first();
const feed = (name: string) => page.getByRole("feed", { name });
const rows = (name: string) => feed(name).locator("article .q").allInnerTexts();
const given = () =>
  stage.received.filter(({ type }) => type === "do").map(({ command, data }) => ({ command, ...(data as Wire) }));
const arrive = (id: string): void =>
  stage.event("question.asked", {
    question: {
      id,
      text: `Newly asked ${id}?`,
      name: "",
      channel: "web",
      status: "waiting",
      supporters: 0,
      asked_at: at(0),
    },
  });

describe("the chair's page", () => {
  it("has no target under 44 pixels, in any list unfolded, and 56 for what the meeting depends on", async () => {
    await button("Change order").click();
    await button(/more in the queue/).click();
    await button(/more to read/).click();
    for (const fold of await page.locator("summary").all()) await fold.click();
    const boxes = await page.locator("button, a[href], summary, input").evaluateAll((elements) =>
      elements
        .filter((element) => element.getClientRects().length > 0)
        .map((element) => {
          const { width, height } = element.getBoundingClientRect();
          return { name: element.getAttribute("aria-label") ?? element.textContent ?? "", width, height };
        }),
    );
    expect(boxes.length).toBeGreaterThan(30);
    expect(boxes.filter(({ width, height }) => width < 44 || height < 44)).toEqual([]);
    const main = boxes.filter(({ name }) =>
      /^(Answered$|Answer later|Put back|Approve: What|Hold: What|Decline: What|Go off air)/.test(name),
    );
    expect(main.filter(({ height }) => height < 56)).toEqual([]);
  });

  it("shows an approval at once and keeps the row in its place until the finger has gone", async () => {
    await button(/more to read/).click();
    const before = await rows("To read");
    await button(/^Approve: What can/).click();
    expect(await rows("To read")).toEqual(before);
    await feed("To read").getByText("Approved", { exact: true }).waitFor();
    await expect.poll(() => rows("To read"), { timeout: 5000 }).toEqual(before.slice(1));
    expect(given()).toEqual([{ command: "approve", question: "q_vans" }]);
  });

  it("inserts nothing until it is asked to show what is new", async () => {
    await button(/more to read/).click();
    const before = await rows("To read");
    arrive("q_x");
    arrive("q_y");
    await button("Show 2 new").waitFor();
    expect(await rows("To read")).toEqual(before);
    await button("Show 2 new").click();
    expect(await rows("To read")).toEqual([...before, "Newly asked q_x?", "Newly asked q_y?"]);
  });

  it("holds the queue still under the keyboard's focus while others change it", async () => {
    const before = await rows("Up next");
    await button(/^Call: Will the library/).focus();
    await page.keyboard.press("Tab");
    stage.event("question.moved", { queue: [{ question: "q_crossing", before: "q_library" }] });
    await page.waitForTimeout(1600);
    expect(await rows("Up next")).toEqual(before);
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await expect.poll(async () => (await rows("Up next"))[0]).toBe("Is there money for a crossing outside the school?");
  });

  it("moves a question by keyboard, says where it is now, and keeps the focus on it", async () => {
    await page.keyboard.press("Tab");
    await button(/^Call: When will the potholes/).focus();
    await page.keyboard.press("Alt+ArrowUp");
    await page.getByText("Now 1 of 5").waitFor({ state: "attached" });
    expect((await rows("Up next"))[0]).toMatch(/^When will the potholes/);
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toMatch(/potholes/);
    expect(given()).toEqual([{ command: "move", question: "q_potholes", before: "q_library" }]);
  });

  it("sends the focus to the next row after a decision by keyboard", async () => {
    await button(/more to read/).click();
    await button(/^Approve: What can/).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Why was the 69/);
  });

  it("takes back the last decision", async () => {
    await button(/^Decline: What can/).click();
    await button(/^Off topic/).click();
    await button("Undo").click();
    await expect.poll(() => given().map(({ command }) => command)).toEqual(["decline", "undo"]);
    await expect.poll(async () => (await rows("To read"))[0]).toMatch(/^What can be done/);
  });

  it("puts the question asked at the end of the queue for later, and calls it again on Undo", async () => {
    await button("Answer later").click();
    await button(/more in the queue/).click();
    await expect.poll(async () => (await rows("Up next")).at(-1)).toMatch(/^Why is the No 11/);
    await button("Undo").click();
    await page.locator(".asking .q").filter({ hasText: "No 11" }).waitFor();
    expect(given().map(({ command }) => command)).toEqual(["put_back", "move", "call"]);
  });

  it("goes on without a connection and sends everything once when it is back", async () => {
    await stage.stop();
    await page.getByText("No connection").waitFor();
    await button("Answered").click();
    await button(/^Call: Will the library/).click();
    await button(/^Approve: What can/).click();
    await page.getByText("3 actions are kept here").waitFor();
    await page.locator(".asking .q").filter({ hasText: "library" }).waitFor();
    expect(given()).toEqual([]);
    await stage.start();
    await page.getByText("On air").waitFor({ timeout: 20_000 });
    await expect.poll(() => given().map(({ command }) => command)).toEqual(["answered", "call", "approve"]);
    expect(stage.state["asking"]).toBe("q_library");
  });

  it("changes the order, fixes a wording and moves by hand without a connection, each sent once", async () => {
    await stage.stop();
    await page.getByText("No connection").waitFor();
    await button("Order: fair").click();
    await button(/^Most supported first/).click();
    await button("Order: most supported first").waitFor();
    await button(/^More: What can/).click();
    await button("Fix the wording…").click();
    await page.getByLabel("New wording").fill("What about vans on the pavement?");
    await button(/^Save/).click();
    await feed("To read").getByText("What about vans on the pavement?").first().waitFor();
    await button(/^Call: When will the potholes/).focus();
    await page.keyboard.press("Alt+ArrowUp");
    await page.getByText("put here by hand").first().waitFor();
    await page.getByText("3 actions are kept here").waitFor();
    await stage.start();
    await page.getByText("On air").waitFor({ timeout: 20_000 });
    await expect.poll(() => given().map(({ command }) => command)).toEqual(["order_by", "edit", "move"]);
  });

  it("says why each question stands where it stands", async () => {
    const why = () => feed("Up next").locator(".why-here").allInnerTexts();
    await expect.poll(async () => (await why())[1]).toContain("first question of its asker");
    await button("Order: fair").click();
    await button(/^Most supported first/).click();
    await expect.poll(why).toEqual(["14 support", "9 support", "7 support"].map((words) => `Here because: ${words}`));
  });

  it("does not send what was taken back before the connection returned", async () => {
    await stage.stop();
    await page.getByText("No connection").waitFor();
    await button("Answered").click();
    await button("Undo").click();
    await page.locator(".asking .q").filter({ hasText: "No 11" }).waitFor();
    await stage.start();
    await page.getByText("On air").waitFor({ timeout: 20_000 });
    expect(given()).toEqual([]);
  });

  it("goes off air only after asking, and says what viewers will read", async () => {
    await button("Go off air…").click();
    await page.getByText("Viewers will read").waitFor();
    expect(given()).toEqual([]);
    await button("Go off air now").click();
    await button("Go on air…").waitFor();
    expect(given()).toEqual([{ command: "off_air" }]);
  });

  it("tells the time on this question and that of the meeting", async () => {
    const clocks = await page.locator(".clock").filter({ visible: true }).allInnerTexts();
    expect(clocks.filter((text) => /^2:\d\d$/.test(text))).toHaveLength(1);
    expect(clocks.filter((text) => /^41:\d\d$/.test(text))).toHaveLength(1);
  });

  it("pauses intake and opens it again", async () => {
    for (const press of ["Close questions", "Open questions"]) {
      await page.getByRole("button", { name: "Meeting", exact: true }).click();
      await button(press).click();
    }
    await expect.poll(given).toEqual([{ command: "close_questions" }, { command: "open_questions" }]);
  });

  it("merges a question with one that is approved", async () => {
    await button(/^More: What can/).click();
    await button(/^Merge/).click();
    await page.getByRole("button", { name: /^Can the park/ }).click();
    await expect.poll(given).toEqual([{ command: "merge", question: "q_vans", into: "q_park" }]);
  });

  it("shows what people wrote as text", async () => {
    stage.event("question.called", {
      question: {
        id: "q_evil",
        text: "<img src=x onerror=alert(1)>",
        name: "<b>",
        channel: "web",
        status: "asking",
        supporters: 0,
        asked_at: at(0),
      },
      set: { asking: "q_evil", asking_since: at(0) },
    });
    await page.locator(".asking .q").filter({ hasText: "<img src=x onerror=alert(1)>" }).waitFor();
  });
});
