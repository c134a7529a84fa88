import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { devices, launch, open } from "../stage/browser";
import { queueScene, relayHealth, sourceHealth } from "../stage/queue-scene";
import { question, type Wire } from "../stage/scene";
import { Stage } from "../stage/stage";

// The clerk's desk for the one queue, by keyboard where there is a key.

let browser: Browser;
let stage: Stage;
let page: Page;
let complaints: string[];

beforeAll(async () => void (browser = await launch()));
afterAll(() => browser.close());
beforeEach(async () => {
  stage = await new Stage(queueScene()).start();
  ({ page, complaints } = await open(browser, `${stage.origin}/m/billesley/clerk`, devices.desk));
  await page.getByRole("feed", { name: "To read" }).waitFor();
});
afterEach(async () => {
  expect(complaints).toEqual([]);
  await page.context().close();
  await stage.stop();
});

const button = (name: string | RegExp) => page.getByRole("button", { name }).first();
const shows = (text: string | RegExp) => page.getByText(text).first().waitFor();
const rows = () => page.getByRole("feed", { name: "To read" }).locator("article > .grow > .q").allInnerTexts();
const given = (): Wire[] =>
  stage.received.filter(({ type }) => type === "do").map(({ command, data }) => ({ command, ...(data as Wire) }));
const keys = async (...pressed: string[]): Promise<void> => {
  for (const key of pressed) await page.keyboard.press(key);
};

describe("the screening desk", () => {
  it("fixes a wording by keyboard and shows that it was fixed, with the original", async () => {
    await keys("j", "e");
    await page.getByLabel("New wording").fill("Why was the 69 stop moved?");
    await keys("Control+Enter");
    await expect.poll(given).toEqual([{ command: "edit", question: "q_69", text: "Why was the 69 stop moved?" }]);
    await shows("Why was the 69 stop moved?");
    await page.locator(".reading").getByText("show original").click();
    await shows("Why was the 69 moved away from the health centre?");
  });

  it("sends nothing where the wording stays, and refuses an empty one", async () => {
    await keys("e");
    await page.getByLabel("New wording").fill(" ");
    await button(/^Save/).click();
    await shows("There is nothing in it yet.");
    await keys("Escape");
    await keys("e", "Control+Enter");
    expect(given()).toEqual([]);
  });

  it("offers likely duplicates first and merges only when one is chosen", async () => {
    await keys("m");
    await shows("Says much the same");
    expect(await page.locator("dialog .choice .q").first().innerText()).toMatch(/^When will the\s+potholes/);
    expect(given()).toEqual([]);
    await keys("1");
    await expect.poll(given).toEqual([{ command: "merge", question: "q_vans", into: "q_potholes" }]);
    await expect.poll(async () => (await rows())[0]).toMatch(/^Why was the 69/);
  });

  it("separates a merged question again only after asking", async () => {
    await page.getByText("Answered and not taken").click();
    await button(/^Separate again: When are/).click();
    expect(given()).toEqual([]);
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^Separate again/ })
      .click();
    await expect.poll(given).toEqual([{ command: "unmerge", question: "q_again" }]);
  });

  it("declines several together by keyboard, and takes it back", async () => {
    await keys("x", "x");
    await shows("2 questions selected");
    await keys("d", "1");
    await expect.poll(given).toEqual([{ command: "decline_many", questions: ["q_vans", "q_69"], reason: "off_topic" }]);
    await expect.poll(rows).toHaveLength(3);
    await shows("2 declined: off topic for this meeting");
    await button("Undo").click();
    await expect.poll(() => given().at(-1)).toEqual({ command: "undo" });
  });

  it("selects with the pointer, all of one channel, and lets go with Escape", async () => {
    await button("Messages 1").click();
    await button(/^X select/).click();
    await button("Select all shown").click();
    await shows("1 question selected");
    await keys("Escape");
    await expect.poll(() => page.locator(".bulk").count()).toBe(0);
    expect(given()).toEqual([]);
  });

  it("goes through the channels with one key", async () => {
    await keys("/");
    await expect.poll(rows).toHaveLength(2); // web
    await keys("/", "/");
    await expect.poll(rows).toEqual(["Please can we have a shelter at the Haunch Lane stop?"]);
    await keys("/");
    await expect.poll(rows).toHaveLength(5);
  });

  it("blocks and unblocks the person behind a question", async () => {
    await keys("j", "b");
    await shows("1 question so far");
    await page.getByRole("dialog").getByRole("button", { name: "Block" }).click();
    await expect.poll(() => given()[0]).toEqual({ command: "block", participant: "p_dave" });
    await page.locator("summary", { hasText: "Blocked" }).click();
    await button("Unblock: Dave, from home").click();
    await expect.poll(() => given().at(-1)).toEqual({ command: "unblock", participant: "p_dave" });
  });

  it("leads to the original of a post, in a window that knows nothing of this one", async () => {
    const link = page.getByRole("link", { name: /original post/ }).first();
    expect(await link.getAttribute("href")).toBe("https://mastodon.wales/@dee/1");
    expect(await link.getAttribute("rel")).toContain("noopener");
  });
});

it("draws only what one comes to when thousands wait, and goes on with J", async () => {
  for (let at = 0; at < 2_000; at += 1) {
    (stage.state["questions"] as Wire[]).push(question(`w${at}`, `Waiting ${at}?`, { status: "waiting" }));
  }
  await page.reload();
  await page.getByText("more further down").waitFor();
  expect((await rows()).length).toBeLessThan(70);
  await keys(...Array.from({ length: 80 }, () => "j"));
  await expect.poll(async () => (await rows()).length).toBeGreaterThan(130);
  await keys("a");
  await expect.poll(() => given().map(({ command }) => command)).toEqual(["approve"]);
});

it("gives the link of a question that was asked in the hall, for its asker", async () => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await keys("f");
  await page.keyboard.type("Who clears the drain?");
  await page.getByLabel("Neighbourhood").fill("Warstock");
  await keys("Enter");
  await button("Copy its asker’s link").click();
  await button("Copied").waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/\/m\/billesley\/q\/q_for\d+\.sig$/);
  expect(given()).toMatchObject([{ command: "ask_for", text: "Who clears the drain?", area: "Warstock" }]);
});

describe("the rules", () => {
  it("send only what was changed", async () => {
    await button("Names, words, slow mode…").click();
    await page.getByText("A name is asked for").click();
    await page.getByLabel("Words to hold, Welsh").fill("diwerth\n\ntwp");
    await button("Save").click();
    await expect
      .poll(given)
      .toEqual([{ command: "set_rules", naming: "required", words: { en: ["useless"], cy: ["diwerth", "twp"] } }]);
  });

  it("change the order at once, and start and end a time of listening", async () => {
    await button("Order: fair").click();
    await button(/^Oldest first/).click();
    await button("Order: oldest first").click();
    await button("5 min").click();
    await button(/^Listening 4:/).click();
    await button("End it now").click();
    await expect.poll(given).toEqual([
      { command: "order_by", order: "oldest" },
      { command: "listen", minutes: 5 },
      { command: "listen", minutes: 0 },
    ]);
  });
});

describe("the sources", () => {
  it("say how they do, in words", async () => {
    for (const health of sourceHealth()) stage.send(health);
    await shows(/working · last post just now/);
    await shows(/forum\.example is in trouble itself\. Tries again in/);
  });

  it("are added with what their kind needs", async () => {
    await button("Add a source").click();
    await button("Add the source").click();
    await shows("Say which server");
    await page.getByLabel("Server", { exact: true }).fill("toot.wales");
    await button("Add the source").click();
    await expect
      .poll(given)
      .toEqual([{ command: "add_source", kind: "mastodon", server: "toot.wales", hashtags: ["Billesley"] }]);
    await expect.poll(() => page.locator("dialog[open]").count()).toBe(0);
    await expect.poll(() => page.locator(".source").count()).toBe(5);
  });

  it("show a hook's secret once, with its whole address", async () => {
    await button("Add a source").click();
    await page.getByLabel("What kind?").selectOption("hook");
    await button("Add the source").click();
    await shows(`${stage.origin}/hooks/billesley.src_4`);
    await shows("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await button("Copy the secret").click();
    await page.getByRole("status").filter({ hasText: "Copied" }).waitFor({ state: "attached" });
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    await button("I have noted them").click();
    await expect.poll(() => page.getByText("whsec_").count()).toBe(0);
  });

  it("keep the form open with the reason where the server refuses", async () => {
    await button("Add a source").click();
    await page.getByLabel("Server", { exact: true }).fill("10.0.0.1");
    stage.refuse = { code: "bad_message", message: "Addresses of this network are not allowed." };
    await button("Add the source").click();
    await shows("It was not added: Addresses of this network are not allowed.");
  });

  it("are switched off and removed", async () => {
    await button("Change: Mastodon #Billesley").click();
    await button("Switch off").click();
    await button("Change: Mastodon #Billesley").click();
    await button("Remove").click();
    await expect.poll(given).toEqual([
      { command: "switch_source", source: "src_1", on: false },
      { command: "remove_source", source: "src_1" },
    ]);
  });
});

describe("the relays", () => {
  it("say how they do, in words", async () => {
    for (const health of relayHealth()) stage.send(health);
    await shows(/live for .* · 2\.7 Mbit\/s/);
    await shows(/ward\.example does not answer\..* Tries again in/);
    await expect.poll(() => page.locator(".relay.off").count()).toBe(1);
  });

  it("are added with a key that no page shows again", async () => {
    await button("Add a relay").click();
    await button("Add the relay").click();
    await shows("It needs the stream key");
    await page.getByLabel("Stream key", { exact: true }).fill("hush-hush");
    await button("Add the relay").click();
    await expect.poll(given).toEqual([
      {
        command: "add_relay",
        address: "rtmps://a.rtmps.youtube.com:443/live2",
        key: "hush-hush",
        label: "YouTube",
      },
    ]);
    await expect.poll(() => page.locator("dialog[open]").count()).toBe(0);
    await expect.poll(() => page.locator(".relay").count()).toBe(4);
    expect(await page.content()).not.toContain("hush-hush");
  });

  it("keep the form open with the reason where the server refuses", async () => {
    await button("Add a relay").click();
    await page.getByLabel("Where to?").selectOption("wardcast");
    await page.getByLabel("Address", { exact: true }).fill("srt://ward.example:9000");
    stage.refuse = { code: "wrong_state", message: "A meeting has at most 20 relays." };
    await button("Add the relay").click();
    await shows("It was not added: A meeting has at most 20 relays.");
  });

  it("are switched off and removed", async () => {
    await button("Change: YouTube").click();
    await button("Switch off").click();
    await button("Change: YouTube").click();
    await button("Remove").click();
    await expect.poll(given).toEqual([
      { command: "switch_relay", relay: "rel_1", on: false },
      { command: "remove_relay", relay: "rel_1" },
    ]);
  });
});

describe("what needs a second look", () => {
  it("leaves out the support of many newcomers and counts it again", async () => {
    await shows(/42 new people supported questions between/);
    await button("Leave their support out").click();
    await shows("Their support does not count.");
    await button("Count it again").click();
    await expect.poll(given).toEqual([
      { command: "remove_burst", burst: "b_1" },
      { command: "restore_burst", burst: "b_1" },
    ]);
  });

  it("takes a declined question after all when its asker appealed", async () => {
    await shows("I meant the office, not the person. Please look again.");
    await button(/^Take it after all/).click();
    await expect.poll(given).toEqual([{ command: "approve", question: "q_rude" }]);
    await expect.poll(() => page.getByText("To look at again").count()).toBe(0);
  });

  it("writes, changes and removes an answer", async () => {
    await page.getByText("Written answers").click();
    await button(/^Write an answer: Who do I ring/).click();
    await page.getByRole("textbox", { name: "The answer" }).fill("Ring the highways desk.");
    await button("Save").click();
    await button(/^Change the answer: Who do I ring/).click();
    await button("Remove it").click();
    await expect.poll(given).toEqual([
      { command: "write_answer", question: "q_lights", text: "Ring the highways desk." },
      { command: "write_answer", question: "q_lights", text: "" },
    ]);
  });
});
