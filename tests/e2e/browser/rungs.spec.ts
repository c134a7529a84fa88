// Encoders that stand still or that the machine cannot carry, as a viewer with a real player notices them: the picture
// goes on without a reload, and the queue never hears of it.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { Participant } from "../harness/participant.ts";
import { comes, openBrowser } from "../harness/people.ts";
import { type Links, Server } from "../harness/server.ts";
import { SlowEncoder } from "../harness/slow-encoder.ts";

const kBest = { width: 1280, height: 720 };
// As long as the server may leave a size out twice, where the machine really cannot carry it.
const kLongest = 240_000;

describe("the rungs of the ladder", () => {
  const encoder = new SlowEncoder();
  let server: Server;
  let browser: Browser;
  let links: Links;
  let viewer: Page;
  let resident: Participant;

  const until = async (what: string, condition: () => Promise<boolean> | boolean, seconds = 120) => {
    const deadline = Date.now() + seconds * 1000;
    while (!(await condition())) {
      assert.ok(Date.now() < deadline, `never came: ${what}\n${server.log}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const logged = (words: string) => server.log.split("\n").filter((line) => line.includes(words)).length;
  /** Waits for two seconds of pictures that are of this height, or are not. */
  const untilSeen = (what: string, best: boolean) =>
    viewer.evaluate(
      ({ what, best, lines, longest }) =>
        new Promise<void>((resolve, reject) => {
          const video = document.querySelector("video");
          if (video === null) return reject(new Error("no player on the page"));
          let seen = 0;
          const told = () => `never came: ${what}; last ${video.videoHeight} lines at ${video.currentTime}`;
          setTimeout(() => reject(new Error(told())), longest);
          const look = () => {
            seen = (video.videoHeight === lines) === best ? seen + 1 : 0;
            if (seen > 60) resolve();
            else video.requestVideoFrameCallback(look);
          };
          video.requestVideoFrameCallback(look);
        }),
      { what, best, lines: kBest.height, longest: kLongest },
    );
  const isOffered = async (height: number) => {
    const index = await (await fetch(`${server.url}/hls/demo/index.m3u8`)).text();
    return index.split("\n").includes(`${height}p.m3u8`);
  };

  before(async () => {
    encoder.preload();
    server = await Server.start("--demo");
    links = await server.links("demo");
    resident = await Participant.join(server.url, "demo");
    browser = await openBrowser();
    ({ page: viewer } = await comes(browser, links.watch, "laptop"));
    await viewer.getByRole("button", { name: "Watch live" }).click();
    await viewer.getByRole("button", { name: "Quality" }).click();
    await viewer.locator(`input[name="quality"][value="${kBest.height}"]`).check();
    await viewer.evaluate(() => Object.assign(globalThis, { neverReloaded: true }));
    await untilSeen("the best picture", true);
  });
  after(async () => {
    await encoder.end();
    await browser.close();
    await server.stop();
  });

  test("an encoder that stands still is replaced, and a question asked meanwhile is done", async () => {
    await encoder.standStill(kBest.width, 20_000);
    const asked = resident.do("ask", { text: "Who mends the clock?" });
    await until("the encoder is replaced", () => logged("the encoder of 720p is replaced: it stands still") > 0);
    assert.equal((await asked).type, "done");
    assert.equal((await resident.do("ask", { text: "And when?" })).type, "done");
    await untilSeen("the picture that was chosen again", true);
  });

  test("a size that the machine cannot carry is left out, and its viewers see the next one", async () => {
    await encoder.slow(kBest.width, 100);
    await until("who comes now is not sent there", async () => !(await isOffered(kBest.height)));
    assert.ok(logged("rendition 720p is left out") > 0);
    await untilSeen("a smaller picture", false);
    assert.ok(await isOffered(240));
  });

  test("it comes back once the machine has been well for a minute", async () => {
    await encoder.end();
    await until("720p is offered again", () => isOffered(kBest.height), kLongest / 1000);
    assert.ok(logged("rendition 720p is tried again") > 0);
    await untilSeen("the best picture again", true);
  });

  test("all of it without a reload", async () => {
    assert.equal(await viewer.evaluate(() => (globalThis as { neverReloaded?: boolean }).neverReloaded), true);
  });
});
