// One queue, moderated in the open: the clerk screens by keyboard, the chair chooses the order, and each asker follows what
// became of the question, by a link that needs no account. Real pages, the real server.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { Participant } from "../harness/participant.ts";
import {
  axeFindings,
  comes,
  openBrowser,
  type Person,
  picture,
} from "../harness/people.ts";
import { type Links, Server } from "../harness/server.ts";

const tokenOf = (link: string) => new URL(link).searchParams.get("k") ?? "";

// Words that have broken pages before, one of each kind; here in questions, names and neighbourhoods.
const hostile = [
  "<script>document.title='taken over'</script>",
  '"><img src=x onerror="document.title=\'taken over\'">',
  "javascript:document.title='taken over'",
  "\u202Eright to left\u202C and \u200Bzero\u200Bwidth",
];

describe("one queue, moderated in the open", () => {
  let server: Server;
  let browser: Browser;
  let meeting: Links & { slug: string };
  let clerk: Person;
  let chair: Person;
  let ann: Person;
  let receipt = "";
  const people: Person[] = [];
  const residents: Participant[] = [];

  const arrives = async (...where: [string, Parameters<typeof comes>[2]]) => {
    const person = await comes(browser, ...where);
    people.push(person);
    return person;
  };
  /** A neighbour who asks over the wire; returns the question's id. */
  const asks = async (
    text: string,
    more: Record<string, unknown> = {},
  ): Promise<string> => {
    const who = await Participant.join(server.url, meeting.slug);
    residents.push(who);
    const { question } = await who.done("ask", { text, ...more });
    assert.ok(question);
    return question;
  };
  const shows = (page: Page, words: string | RegExp) =>
    page.getByText(words).filter({ visible: true }).first().waitFor();
  const keys = async (...pressed: string[]) => {
    for (const key of pressed) await clerk.page.keyboard.press(key);
  };
  const toRead = () => clerk.page.getByRole("feed", { name: "To read" });
  const chosen = (words: string) =>
    clerk.page.locator(".reading .chosen", { hasText: words }).waitFor();

  before(async () => {
    server = await Server.start();
    browser = await openBrowser();
    meeting = await server.createMeeting(
      "Billesley ward forum",
      "--hashtag",
      "Billesley",
    );
    clerk = await arrives(meeting.clerk, "desk");
    chair = await arrives(meeting.chair, "tablet");
    ann = await arrives(meeting.watch, "phone");
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  test("a resident asks with a name and a neighbourhood, and has a link to what becomes of it", async () => {
    const { page, context } = ann;
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Ask a question" }).click();
    await page
      .getByLabel("Your question")
      .fill("why does the nr 11 never come");
    await page.getByLabel("Your name").fill("Ann");
    await page.getByLabel("Your area").fill("Yardley Wood");
    await page.getByRole("button", { name: "Send to the chair" }).click();
    await shows(page, "Waiting for the chair");
    await page.getByRole("button", { name: "Copy your link" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    receipt = await page.evaluate(() => navigator.clipboard.readText());
    assert.ok(
      receipt.startsWith(`${server.url}/m/${meeting.slug}/q/`),
      receipt,
    );
  });

  test("the clerk fixes its wording and approves it by keyboard; everyone can open the original", async () => {
    await chosen("why does the nr 11");
    await keys("e");
    await clerk.page
      .getByLabel("New wording")
      .fill("Why does the No 11 bus never come?");
    await picture(clerk.page, "moderation-edit");
    await keys("Control+Enter");
    await chosen("Why does the No 11 bus never come?");
    await keys("a");
    await shows(ann.page, "In the queue");
    await ann.page.getByText("show original").first().click();
    await shows(ann.page, "why does the nr 11 never come");
    await picture(ann.page, "moderation-wording-fixed");
  });

  test("the clerk merges a likely duplicate that is offered, and separates it again", async () => {
    await asks("Why does the No 11 bus never come?!");
    await chosen("never come?!");
    await keys("m");
    await shows(clerk.page, "Says much the same");
    await picture(clerk.page, "moderation-merge");
    await keys("1");
    await toRead().waitFor({ state: "hidden" });
    await clerk.page.getByText("Answered and not taken").click();
    await clerk.page
      .getByRole("button", { name: /^Separate again: Why does/ })
      .click();
    await clerk.page
      .getByRole("dialog")
      .getByRole("button", { name: /^Separate again/ })
      .click();
    await chosen("never come?!");
    await keys("d", "3");
    await toRead().waitFor({ state: "hidden" });
  });

  test("the clerk declines several together by keyboard, and takes that back once", async () => {
    const ids = [
      await asks("Buy cheap watches"),
      await asks("Buy cheap bags"),
      await asks("Buy cheap shoes"),
    ];
    await toRead().getByText("Buy cheap shoes").first().waitFor();
    await keys("x", "x", "x");
    await shows(clerk.page, "3 questions selected");
    await picture(clerk.page, "moderation-bulk");
    await keys("d", "1");
    await toRead().waitFor({ state: "hidden" });
    await keys("z");
    await toRead().getByText("Buy cheap watches").first().waitFor();
    await clerk.page.getByRole("button", { name: /^X select/ }).click();
    await clerk.page.getByRole("button", { name: "Select all shown" }).click();
    await keys("d", "1");
    await toRead().waitFor({ state: "hidden" });
    for (const [at, id] of ids.entries()) {
      const asker = residents.at(at - 3);
      await asker?.until(
        "its reason",
        () => asker.question(id)?.reason === "off_topic",
      );
    }
  });

  test("the chair changes the order and reads why each question stands where it stands", async () => {
    const first = await asks("Who grits the hill?", { name: "Ben" });
    const second = await asks("Is there a crossing at the school?", {
      name: "Cat",
      area: "Warstock",
    });
    await toRead().getByText("Is there a crossing").first().waitFor();
    await keys("a", "a");
    const next = chair.page.getByRole("feed", { name: "Up next" });
    await next.getByText("Is there a crossing").first().waitFor();
    const ann = residents[0];
    await ann?.done("vote", { question: second });
    await next
      .getByText(/first question of its asker/)
      .first()
      .waitFor();
    await chair.page.getByRole("button", { name: "Order: fair" }).click();
    await picture(chair.page, "moderation-order");
    await chair.page
      .getByRole("button", { name: /^Most supported first/ })
      .click();
    await next
      .getByRole("article")
      .first()
      .getByText("Is there a crossing")
      .waitFor();
    await next.getByText("Here because: 1 support").waitFor();
    await picture(chair.page, "moderation-why");
    await chair.page.getByRole("button", { name: /^Call: Who grits/ }).focus();
    await chair.page.keyboard.press("Alt+Home");
    await next.getByText("put here by hand").first().waitFor();
    assert.ok(first);
  });

  test("while the meeting listens nobody sees counts, and it is said why", async () => {
    await chair.page
      .getByRole("button", { name: /^Order: most supported/ })
      .click();
    await chair.page.getByRole("button", { name: "5 min" }).click();
    await ann.page.getByRole("tab", { name: /Next/ }).click();
    await shows(ann.page, /^Listening until/);
    await ann.page
      .getByRole("button", { name: /^Support this\. Is there a crossing/ })
      .waitFor();
    await picture(ann.page, "moderation-listening");
    await chair.page.getByRole("button", { name: /^Listening / }).click();
    await chair.page.getByRole("button", { name: "End it now" }).click();
    await ann.page
      .getByRole("button", {
        name: /^Support this\. 1 person so far\. Is there a crossing/,
      })
      .waitFor();
  });

  test("a question is answered, and its asker reads the answer and says whether it was one", async () => {
    await chair.page
      .getByRole("button", { name: /^Call: Why does the No 11/ })
      .click();
    await chair.page.getByRole("button", { name: /^Answered/ }).click();
    await clerk.page.getByText("Written answers").click();
    await clerk.page
      .getByRole("button", { name: /^Write an answer: Why does the No 11/ })
      .click();
    await clerk.page
      .getByRole("textbox", { name: "The answer" })
      .fill("It comes again from 1 March.");
    await clerk.page.getByRole("button", { name: "Save" }).click();
    await ann.page.getByRole("tab", { name: /Yours/ }).click();
    await shows(ann.page, "It comes again from 1 March.");
    await ann.page.getByRole("button", { name: "Partly" }).click();
    await clerk.page.getByText("its asker says: partly answered").waitFor();
    await picture(ann.page, "moderation-answered");
  });

  test("the receipt tells the same to whoever has its link, without an account", async () => {
    const visitor = await arrives(receipt, "phone");
    await shows(visitor.page, "Why does the No 11 bus never come?");
    await shows(visitor.page, "It comes again from 1 March.");
    assert.deepEqual(await axeFindings(visitor.page), []);
    await picture(visitor.page, "moderation-receipt-phone");
    await visitor.page.setViewportSize({ width: 1280, height: 800 });
    await picture(visitor.page, "moderation-receipt-laptop");
  });

  test("the record of moderation is open to all: counts by action, reason and channel, no texts", async () => {
    await ann.page
      .getByRole("link", { name: "How questions were handled" })
      .click();
    await ann.page.waitForURL(/\/record$/);
    const text = await ann.page.locator("body").innerText();
    assert.ok(
      !text.includes("Buy cheap"),
      "the record tells what was declined",
    );
    assert.deepEqual(await axeFindings(ann.page), []);
    await picture(ann.page, "moderation-record-phone");
    await ann.page.setViewportSize({ width: 1280, height: 800 });
    await picture(ann.page, "moderation-record-laptop");
    await ann.page.goBack();
  });

  test("a declined question's asker appeals, and the clerk takes it after all", async () => {
    const { page } = ann;
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole("button", { name: "Ask a question" }).first().click();
    await page.getByLabel("Your question").fill("Is the chair asleep?");
    await page.getByRole("button", { name: "Send to the chair" }).click();
    await chosen("Is the chair asleep?");
    await keys("d", "4");
    await page.getByRole("tab", { name: /Yours/ }).click();
    await page
      .getByRole("button", { name: "Ask the clerk to look again" })
      .click();
    await page
      .getByLabel("Why should it be taken?")
      .fill("I meant the furniture.");
    await page.getByRole("button", { name: "Send to the clerk" }).click();
    await shows(page, "You asked the clerk to look at it again:");
    await shows(clerk.page, "I meant the furniture.");
    await picture(clerk.page, "moderation-appeal");
    await clerk.page
      .getByRole("button", { name: /^Take it after all/ })
      .click();
    await chair.page
      .getByRole("feed", { name: "Up next" })
      .getByText(/Is the chair asleep/)
      .waitFor({ state: "attached" });
  });

  test("hostile words stay words on every page", async () => {
    for (const [at, text] of hostile.entries()) {
      await asks(text, {
        name: hostile[(at + 1) % 4]?.slice(0, 60),
        area: hostile[(at + 2) % 4]?.slice(0, 60),
      });
    }
    await toRead().getByText("<script>document.title").first().waitFor();
    await keys("a", "a", "a", "a");
    const visitor = await arrives(meeting.watch, "laptop");
    await shows(visitor.page, "<script>document.title");
    for (const { page } of [clerk, chair, visitor]) {
      assert.notEqual(await page.title(), "taken over");
      assert.deepEqual(await axeFindings(page), []);
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - innerWidth,
      );
      assert.ok(wide <= 0, `${wide} px wider than the screen`);
    }
  });

  test("no page broke a rule: no script failed, nothing was refused by the policy, nothing left the server", () => {
    for (const person of people)
      assert.deepEqual(person.complaints.list, [], person.page.url());
  });
});
