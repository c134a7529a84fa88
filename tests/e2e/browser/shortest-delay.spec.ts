// A resident who wants the shortest delay: gets it by WebRTC where there is a place, and the usual way where there is none.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { comes, openBrowser, picture } from "../harness/people.ts";
import { untilPlaying } from "../harness/picture-and-sound.ts";
import { Server } from "../harness/server.ts";

const byWebRtc = (page: Page) => page.evaluate(() => document.querySelector("video")?.srcObject instanceof MediaStream);

const shortest = (page: Page) => page.getByRole("checkbox", { name: /Shortest delay/ });

/** Plays the demonstration with the shortest delay wanted. */
async function plays(browser: Browser, server: Server): Promise<Page> {
  const { page, complaints } = await comes(browser, `${server.url}/m/demo`, "phone");
  await page.getByRole("button", { name: "Quality" }).click();
  await shortest(page).check();
  await page.getByRole("button", { name: "Watch live" }).click();
  const begun = await untilPlaying(page, "a picture", ({ frames, time }) => frames > 5 && time > 0);
  await untilPlaying(page, "the picture moves", ({ frames }) => frames > begun.frames + 30);
  assert.deepEqual(complaints.list, []);
  return page;
}

describe("the shortest delay", () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  test("plays by WebRTC where there is a place", async () => {
    const server = await Server.start("--demo");
    try {
      const page = await plays(browser, server);
      assert.equal(await byWebRtc(page), true);
      await page.getByText("Less than half a second behind").waitFor();
      await page.getByText(/at present [\d.]+ (MB|GB) an hour/).waitFor({ timeout: 40_000 }); // WebRTC's own count.
      await picture(page, "watch-shortest-phone");
      // Off again: the usual way takes over where it was.
      await shortest(page).uncheck();
      await untilPlaying(page, "the usual way", ({ time }) => time > 0);
      await page.waitForFunction(() => document.querySelector("video")?.srcObject === null);
    } finally {
      await server.stop();
    }
  });

  test("plays the usual way, and says so, where there is none", async () => {
    process.env["WARDCAST_MEDIA_MAX_WHEP"] = "0";
    const server = await Server.start("--demo");
    delete process.env["WARDCAST_MEDIA_MAX_WHEP"];
    try {
      const page = await plays(browser, server);
      assert.equal(await byWebRtc(page), false);
      await page.getByText("No place for that just now").waitFor();
      await picture(page, "watch-shortest-not-now-phone");
    } finally {
      await server.stop();
    }
  });
});
