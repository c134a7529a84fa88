// Asking works where no script runs.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser } from "playwright-core";
import { axeFindings, comes, openBrowser, picture } from "../harness/people.ts";
import { Participant } from "../harness/participant.ts";
import { type Links, Server } from "../harness/server.ts";

describe("without JavaScript", () => {
  let server: Server;
  let browser: Browser;
  let meeting: Links & { slug: string };

  before(async () => {
    server = await Server.start();
    browser = await openBrowser();
    meeting = await server.createMeeting("Billesley ward forum");
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  test("a resident asks with a plain form and sees what becomes of the question", async () => {
    const { page } = await comes(browser, meeting.watch, "phone", {
      javaScriptEnabled: false,
    });
    await page
      .getByLabel("Your question")
      .fill("Is there a <b>bus</b> on Sundays & holidays?");
    await page.getByRole("button", { name: "Send to the chair" }).click();
    await page
      .getByText("Is there a <b>bus</b> on Sundays & holidays?")
      .first()
      .waitFor();
    await page.getByText("Waiting for the chair").first().waitFor();
    await picture(page, "watch-no-script-phone");

    const chair = await Participant.join(server.url, meeting.slug, {
      token: new URL(meeting.chair).searchParams.get("k") ?? "",
    });
    const [question] = chair.state?.questions ?? [];
    assert.equal(
      question?.text,
      "Is there a <b>bus</b> on Sundays & holidays?",
    );
    await chair.done("decline", { question: question.id, reason: "off_topic" });
    await page.reload();
    await page
      .getByText(/off topic/i)
      .first()
      .waitFor();
  });

  test("an empty question comes back with the error beside the field and nothing else lost", async () => {
    const { page } = await comes(browser, meeting.watch, "phone", {
      javaScriptEnabled: false,
    });
    await page.getByLabel("Your question").fill("   ");
    await page.getByLabel("Your name").fill("Ann");
    await page.getByRole("button", { name: "Send to the chair" }).click();
    await page.getByRole("alert").waitFor();
    const described = await page
      .getByLabel("Your question")
      .getAttribute("aria-describedby");
    assert.match(
      (await page.locator(`#${described ?? ""}`).textContent()) ?? "",
      /question/,
    );
    assert.equal(await page.getByLabel("Your name").inputValue(), "Ann");
  });

  test("sending the same form twice asks once", async () => {
    const { page } = await comes(browser, meeting.watch, "phone", {
      javaScriptEnabled: false,
    });
    await page.getByLabel("Your question").fill("Asked once?");
    await page.getByRole("button", { name: "Send to the chair" }).click();
    await page.getByText("Asked once?").first().waitFor();
    await page.goBack();
    await page.getByRole("button", { name: "Send to the chair" }).click();
    await page.getByText("Asked once?").first().waitFor();
    const clerk = await Participant.join(server.url, meeting.slug, {
      token: new URL(meeting.clerk).searchParams.get("k") ?? "",
    });
    assert.equal(
      clerk.state?.questions.filter(({ text }) => text === "Asked once?")
        .length,
      1,
    );
  });

  test("axe finds nothing on the served page itself", async () => {
    const { page, context } = await comes(browser, meeting.watch, "phone");
    const html = await (await fetch(meeting.watch)).text();
    await page.route("**/*.js", (route) => route.abort());
    await page.reload();
    assert.ok(html.includes("<form"));
    assert.deepEqual(await axeFindings(page), []);
    await context.close();
  });
});
