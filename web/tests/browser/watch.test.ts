import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { devices, launch, open } from "../stage/browser";
import { question, type Wire } from "../stage/scene";
import { Stage } from "../stage/stage";

// Residents at the built page, as people use it.

let browser: Browser;
let stage: Stage;
let page: Page;
let complaints: string[];

beforeAll(async () => void (browser = await launch()));
afterAll(() => browser.close());
beforeEach(async () => {
  stage = await new Stage().start();
  ({ page, complaints } = await open(browser, `${stage.origin}/m/billesley`, devices.phone));
  await page.getByRole("tab", { name: /Next/ }).waitFor();
});
afterEach(async () => {
  expect(complaints).toEqual([]);
  await page.context().close();
  await stage.stop();
});

const button = (name: string | RegExp) => page.getByRole("button", { name });
const shows = (text: string | RegExp) => page.getByText(text).first().waitFor();
const commands = (name: string) => stage.received.filter((message) => message["command"] === name);
const questionOf = (id: string) => (stage.state["questions"] as Wire[]).find((each) => each["id"] === id) as Wire;

async function ask(text: string): Promise<void> {
  await button("Ask a question").click();
  await page.getByLabel("Your question").fill(text);
  await button("Send to the chair").click();
}

describe("asking", () => {
  it("tells what becomes of the question, from waiting to declined with its reason", async () => {
    await ask("Who decides how many buses there are?");
    await shows("Waiting for the chair");
    expect(commands("ask")).toMatchObject([{ data: { text: "Who decides how many buses there are?" } }]);
    const id = stage.mine.asked.at(-1) as string;
    stage.event("question.declined", { question: { ...questionOf(id), status: "declined", reason: "duplicate" } });
    await shows("Not taken: asked already by someone else");
    await button("Write it differently").click();
    expect(await page.getByLabel("Your question").inputValue()).toBe("Who decides how many buses there are?");
  });

  it("works by keyboard alone", async () => {
    await button("Ask a question").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.type("Is there a shelter?");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Ann");
    await page.keyboard.press("Enter");
    await shows("Waiting for the chair");
    expect(commands("ask")).toMatchObject([{ data: { text: "Is there a shelter?", name: "Ann" } }]);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("Yours");
  });

  it("keeps the draft over a reload, and forgets it once it is sent", async () => {
    await button("Ask a question").click();
    await page.getByLabel("Your question").fill("Half a thou");
    await page.reload();
    await button("Ask a question").click();
    expect(await page.getByLabel("Your question").inputValue()).toBe("Half a thou");
    await button("Send to the chair").click();
    await shows("Waiting for the chair");
    await button("Ask another question").click();
    expect(await page.getByLabel("Your question").inputValue()).toBe("");
  });

  it("puts the cursor where something is missing", async () => {
    await button("Ask a question").click();
    await button("Send to the chair").click();
    await shows("Write your question first");
    const focused = await page.evaluate(() => document.activeElement?.getAttribute("aria-describedby"));
    expect(focused).toContain("text-error");
    expect(commands("ask")).toEqual([]);
  });

  it("says how much is left only towards the end, and how much is too much", async () => {
    await button("Ask a question").click();
    const field = page.getByLabel("Your question");
    await field.fill("a".repeat(399));
    expect(await page.locator("#text-left").textContent()).toBe("");
    await field.fill("a".repeat(400));
    await shows("100 characters left");
    await field.fill("a".repeat(501));
    await shows("1 character too many");
    await button("Send to the chair").click();
    await shows("Make your question 1 character shorter");
    await field.fill("a".repeat(500));
    expect(await page.locator(".govuk-error-message").count()).toBe(0);
  });

  it("gives back a question that is refused, with the reason", async () => {
    stage.refuse = { code: "questions_closed", message: "closed" };
    await ask("Too late?");
    await shows("Your question was not sent: Questions are closed.");
    expect(await page.getByLabel("Your question").inputValue()).toBe("Too late?");
  });
});

describe("a lost connection", () => {
  it("keeps the question on the device and sends it once when the server is back", async () => {
    await stage.stop();
    await shows("Reconnecting");
    await ask("Sent without a network?");
    await shows("Kept on this device");
    await shows("Being asked now");
    await stage.start();
    await shows("Waiting for the chair");
    expect(commands("ask")).toHaveLength(1);
    expect(await page.locator(".notice").count()).toBe(1);
  });

  it("is sent again with its id after a broken answer, and stands there once", async () => {
    stage.deaf = true;
    await ask("Did this arrive?");
    await shows("Sending…");
    await stage.stop();
    stage.deaf = false;
    await stage.start();
    await shows("Waiting for the chair");
    expect(new Set(commands("ask").map((each) => each["id"])).size).toBe(1);
    expect(await page.locator(".notice").count()).toBe(1);
  });

  it("resumes from the last event", async () => {
    stage.event("agenda.changed", { set: { item: "i_4" } });
    await shows("Yours");
    await stage.stop();
    await stage.start();
    await expect
      .poll(() => stage.received.filter((each) => each["type"] === "hello").length, { timeout: 15_000 })
      .toBe(2);
    expect(stage.received.filter((each) => each["type"] === "hello")[1]).toMatchObject({ since: 58 });
  });
});

describe("supporting", () => {
  it("counts at once, says that it is pressed, and is taken back by pressing again", async () => {
    const support = page.getByRole("button", { name: /Which roads are gritted first/ });
    expect(await support.getAttribute("aria-pressed")).toBe("false");
    await support.click();
    expect(await support.getAttribute("aria-pressed")).toBe("true");
    expect(await support.textContent()).toBe("5");
    await expect.poll(() => commands("vote").length).toBe(1);
    await support.click();
    expect(await support.textContent()).toBe("4");
    await expect.poll(() => commands("unvote").length).toBe(1);
  });

  it("follows the others' counts", async () => {
    stage.tally({ q_grit: 40 }, 99);
    await shows("99 watching");
    await page.getByRole("button", { name: /40 people so far. Which roads/ }).waitFor();
  });
});

describe("the lists", () => {
  it("follow what the chair does, without a reload", async () => {
    stage.event("question.called", {
      question: { ...questionOf("q_library"), status: "asking" },
      queue: [{ question: "q_library", out: true }],
      set: { asking: "q_library" },
    });
    await page.locator(".asking").getByText("Will the library stay open on Saturdays?").waitFor();
    expect(await page.getByRole("tab", { name: /Next/ }).textContent()).toBe("Next 4");
  });

  it("are tabs that the arrow keys walk", async () => {
    await page.getByRole("tab", { name: /Next/ }).focus();
    await page.keyboard.press("ArrowLeft");
    await page.getByRole("tab", { name: "Agenda", selected: true }).waitFor();
    await page.keyboard.press("Home");
    await page.getByRole("tab", { name: /Next/, selected: true }).waitFor();
    expect(await page.getByRole("tab", { selected: false }).first().getAttribute("tabindex")).toBe("-1");
  });

  it("are a feed that Page Down walks", async () => {
    const articles = page.getByRole("article");
    await articles.first().focus();
    await page.keyboard.press("PageDown");
    expect(await articles.nth(1).evaluate((each) => each === document.activeElement)).toBe(true);
    expect(await articles.nth(1).getAttribute("aria-posinset")).toBe("2");
    expect(await articles.nth(1).getAttribute("aria-setsize")).toBe("5");
  });

  it("are read out in one sentence at a time, not one for each question", async () => {
    for (const id of ["a", "b", "c"]) {
      stage.event("question.approved", {
        question: question(id, `${id}?`),
        queue: [{ question: `q_${id}`, before: null }],
      });
    }
    const status = page.locator("p.vh[role=status]");
    await expect.poll(() => status.textContent(), { timeout: 20_000 }).toMatch(/new questions? in the queue/);
  });

  it("show what people wrote as text", async () => {
    const text = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
    stage.event("question.approved", {
      question: question("x", text, { name: "<b>Ann</b>" }),
      queue: [{ question: "q_x", before: "q_library" }],
    });
    await page.getByText(text).waitFor();
    expect(await page.title()).toBe("Billesley ward forum");
  });
});

describe("the language", () => {
  it("changes in place, without losing what was written, and stays", async () => {
    await button("Ask a question").click();
    await page.getByLabel("Your question").fill("Pam?");
    await page.getByRole("link", { name: "Cymraeg" }).click();
    await shows("Eich cwestiwn");
    expect(await page.locator("textarea").inputValue()).toBe("Pam?");
    expect(await page.locator("html").getAttribute("lang")).toBe("cy");
    await page.reload();
    await shows("Gofyn cwestiwn");
  });
});

it("says when the meeting ends and lets one go to a part of the recording", async () => {
  stage.event("meeting.ended", {
    set: { phase: "ended", ended_at: new Date().toISOString(), questions_open: false, asking: null },
  });
  await shows("The recording can be watched here soon.");
  stage.event("recording.ready", { set: { recording: "ready" } });
  await button("Play the recording").waitFor();
});
