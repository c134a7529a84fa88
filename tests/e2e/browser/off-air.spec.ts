// Off air as viewers see and hear it, with every picture and all sound of their players looked at: from the moment on in
// which it is done, nothing that is before the camera or said in the hall reaches them, live, later, or going back.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { sendColour, showColour } from "../harness/coloured-camera.ts";
import { comes, openBrowser, type Person } from "../harness/people.ts";
import { untilPlaying } from "../harness/picture-and-sound.ts";
import { type Links, Server } from "../harness/server.ts";
import { beginToWatch, testimony, untilWitnessed } from "../harness/witness.ts";

const tokenOf = (link: string) => new URL(link).searchParams.get("k") ?? "";
const kTone = -40; // dBFS; the tone is far louder, the silence of off air far below.

describe("off air", () => {
  let server: Server;
  let browser: Browser;
  let meeting: Links & { slug: string };
  let camera: Person;
  const viewers: Page[] = [];

  const command = async (name: string) => {
    const answer = await fetch(`${server.url}/api/v1/meetings/${meeting.slug}/commands`, {
      method: "POST",
      headers: { authorization: `Bearer ${tokenOf(meeting.clerk)}`, "content-type": "application/json" },
      body: JSON.stringify({ id: crypto.randomUUID(), command: name, data: {} }),
    });
    assert.equal(answer.status, 200);
  };
  const each = (watch: (viewer: Page) => Promise<unknown>) => Promise.all(viewers.map(watch));

  before(async () => {
    server = await Server.start();
    browser = await openBrowser();
    meeting = await server.createMeeting("Exempt item");
    camera = await comes(browser, meeting.watch, "laptop");
    await sendColour(camera.page, meeting.slug, tokenOf(meeting.camera), "main", "#e01010");
    for (const shortest of [false, true]) {
      const { page } = await comes(browser, meeting.watch, "phone");
      if (shortest) {
        await page.getByRole("button", { name: "Quality" }).click();
        await page.getByRole("checkbox", { name: /Shortest delay/ }).check();
      }
      await page.getByRole("button", { name: "Watch live" }).click();
      await untilPlaying(page, "red", (now) => now.red > 140 && now.blue < 90);
      await page.waitForFunction((is) => (document.querySelector("video")?.srcObject != null) === is, shortest);
      await beginToWatch(page);
      viewers.push(page);
    }
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  test("before, viewers of both ways see the camera and hear the hall", async () => {
    await each((viewer) => untilWitnessed(viewer, "red and a tone", (told) => told.red > 20 && told.loudest > kTone));
  });

  test("from then on they see and hear only what stands in its place", async () => {
    await command("off_air");
    await showColour(camera.page, "#1010e0"); // What nobody may ever see.
    // What was on its way is still seen, a few seconds of the usual way; then no red comes any more.
    await each(async (viewer) => {
      for (let last = 1; last > 0; last = (await testimony(viewer)).red) {
        await testimony(viewer);
        await untilWitnessed(viewer, "a second of pictures", (told) => told.frames > 30);
      }
      await testimony(viewer);
      const off = await untilWitnessed(viewer, "five seconds of pictures", (told) => told.frames > 150);
      assert.deepEqual({ ...off, frames: 0, loudest: 0 }, { frames: 0, red: 0, green: 0, blue: 0, loudest: 0 });
      assert.ok(off.loudest < kTone, `heard off air: ${off.loudest} dBFS`);
    });
  });

  test("back on the air they see the camera of now, and never what it showed meanwhile", async () => {
    await showColour(camera.page, "#10c010");
    await each(async (viewer) => {
      await testimony(viewer);
      const still = await untilWitnessed(viewer, "three more seconds off air", (told) => told.frames > 90);
      assert.equal(still.green + still.blue, 0);
    });
    await command("on_air");
    await each(async (viewer) => {
      const back = await untilWitnessed(viewer, "green and a tone", (told) => told.green > 60 && told.loudest > kTone);
      assert.equal(back.blue, 0);
    });
  });

  test("nor do they who go back in the meeting", async () => {
    const [usual] = viewers;
    assert.ok(usual);
    await testimony(usual);
    await usual.keyboard.press("Escape");
    // Far enough back to play all of it again: red, what stood in its place or a jump, green.
    const began = await usual.evaluate(async (slug) => {
      const answer = await fetch(`/api/v1/meetings/${slug}`);
      return ((await answer.json()) as { state: { started_at: string } }).state.started_at;
    }, meeting.slug);
    await usual.goto(`${meeting.watch}?at=${began}`);
    await untilPlaying(usual, "red again", (now) => now.red > 140 && now.blue < 90);
    await beginToWatch(usual);
    const again = await untilWitnessed(usual, "red, then green", (told) => told.green > 30);
    assert.equal(again.blue, 0);
  });
});
