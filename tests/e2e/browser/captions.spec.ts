// A captioner types while the meeting runs; who watches reads along; what is put right afterwards stands in the recording.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { axeFindings, comes, openBrowser, type Person, picture } from "../harness/people.ts";
import { untilPlaying } from "../harness/picture-and-sound.ts";
import { type Links, Server } from "../harness/server.ts";

const tokenOf = (link: string) => new URL(link).searchParams.get("k") ?? "";

/** Waits until the player shows these words. */
async function reads(page: Page, words: string): Promise<void> {
  await page.waitForFunction(
    (wanted) =>
      [...(document.querySelector("video")?.textTracks ?? [])].some(
        (track) =>
          track.mode === "showing" &&
          [...(track.activeCues ?? [])].some((cue) => (cue as VTTCue).text.includes(wanted)),
      ),
    words,
    { timeout: 40_000 },
  );
}

/** Buttons and fields that are smaller than a finger. */
const tooSmall = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("main button, main textarea, main label, main select")]
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ element, box }) => box.width > 0 && box.height < 44 && !element.matches("label[for]"))
      .map(({ element, box }) => `${element.outerHTML.slice(0, 80)} ${box.height}`),
  );

describe("captions", () => {
  let server: Server;
  let browser: Browser;
  let links: Links;
  let captioner: Person;
  let resident: Person;

  before(async () => {
    server = await Server.start("--demo");
    browser = await openBrowser();
    links = await server.links("demo");
    captioner = await comes(browser, links.captioner, "laptop");
    resident = await comes(browser, links.watch, "laptop");
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  const command = async (name: string, data: object = {}): Promise<Response> =>
    fetch(`${server.url}/api/v1/meetings/demo/commands`, {
      method: "POST",
      headers: { authorization: `Bearer ${tokenOf(links.clerk)}`, "content-type": "application/json" },
      body: JSON.stringify({ id: crypto.randomUUID(), command: name, data }),
    });
  const line = () => captioner.page.getByRole("textbox", { name: "What is being said" });
  const type = async (words: string): Promise<void> => {
    await line().fill(words);
    await line().press("Enter");
  };

  test("the captioner hears the meeting and sends a line with Enter", async () => {
    await captioner.page.getByRole("button", { name: "Listen to the meeting" }).click();
    await untilPlaying(captioner.page, "a picture", ({ frames }) => frames > 5);
    await type("Good evening & <b>welcome</b>.");
    await captioner.page.getByRole("button", { name: "Put right: Good evening & <b>welcome</b>." }).waitFor();
    assert.equal(await line().inputValue(), "");
    assert.deepEqual(await axeFindings(captioner.page), []);
    assert.deepEqual(await tooSmall(captioner.page), []);
    await picture(captioner.page, "captioner-live-laptop");
  });

  test("who watches with captions on reads what is typed within seconds", async () => {
    const { page } = resident;
    await page.getByRole("button", { name: "Watch live" }).click();
    await untilPlaying(page, "a picture", ({ frames, time }) => frames > 5 && time > 0);
    const button = page.getByRole("button", { name: "Captions" });
    await button.click();
    assert.equal(await button.getAttribute("aria-pressed"), "true");
    const delays: number[] = [];
    for (const words of ["The first item is the budget.", "Councillor Ann has the floor.", "The bins are late again."]) {
      const sent = Date.now();
      await type(words);
      await reads(page, words);
      delays.push(Date.now() - sent);
    }
    console.log(`from Enter to the watch page: ${delays.join(", ")} ms`);
    assert.deepEqual(await axeFindings(page), []);
    await picture(page, "watch-captions-laptop");
  });

  test("what a recogniser sends is read along, too", async () => {
    const answer = await fetch(`${server.url}/m/demo/captions`, {
      method: "POST",
      headers: { authorization: `Bearer ${tokenOf(links.captioner)}`, "content-type": "application/json" },
      body: JSON.stringify({ captions: [{ id: "u1", text: "This was recognised.", from: new Date().toISOString() }] }),
    });
    assert.equal(answer.status, 200);
    assert.deepEqual(((await answer.json()) as { taken: number }).taken, 1);
    await reads(resident.page, "This was recognised.");
  });

  test("a line is put right where it stands, by keyboard alone", async () => {
    await type("The budjet is agreed.");
    await captioner.page.getByRole("button", { name: "Put right: The budjet is agreed." }).waitFor();
    await line().press("ArrowUp");
    const field = captioner.page.getByRole("textbox", { name: "Corrected line" });
    await field.fill("The budget is agreed.");
    await picture(captioner.page, "captioner-correcting-laptop");
    await field.press("Enter");
    await captioner.page.getByRole("button", { name: "Put right: The budget is agreed." }).waitFor();
    await captioner.page.locator("#line:focus").waitFor();
  });

  test("lines typed during a break arrive once, when the connection is back", async () => {
    await captioner.context.setOffline(true);
    await server.kill();
    await type("Typed during a break.");
    await server.serve("--demo");
    await captioner.context.setOffline(false);
    await captioner.page.getByRole("button", { name: "Put right: Typed during a break." }).waitFor({ timeout: 40_000 });
    const all = (await (await fetch(`${server.url}/api/v1/meetings/demo/captions`)).json()) as {
      captions: { text: string }[];
    };
    assert.equal(all.captions.filter(({ text }) => text === "Typed during a break.").length, 1);
  });

  test("off the air nothing is taken down, and the captioner is told", async () => {
    assert.equal((await command("off_air")).status, 200);
    await captioner.page.getByText("nothing that is said now is written down").first().waitFor();
    // What was said before is still taken: the captioner hears and types a moment later.
    const refused = captioner.page.getByText("Not taken: “In confidence.”");
    for (let tries = 0; tries < 40 && !(await refused.isVisible()); tries++) {
      await type("In confidence.");
      await refused.waitFor({ timeout: 500 }).catch(() => undefined); // Else once more.
    }
    await refused.waitFor();
    assert.equal((await command("on_air")).status, 200);
  });

  test("after the meeting, what is put right stands in the recording", async () => {
    const { page } = captioner;
    assert.equal((await command("end_meeting")).status, 200);
    await page.getByText("Lines can still be put right").waitFor();
    await page.getByRole("button", { name: /Play from/ }).first().waitFor(); // The recording is there.
    await page.getByRole("button", { name: "Put right: The bins are late again." }).click();
    const field = page.getByRole("textbox", { name: "Corrected line" });
    await field.fill("The buses are late again.");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: "Put right: The buses are late again." }).waitFor();
    assert.deepEqual(await axeFindings(page), []);
    await picture(page, "captioner-ended-laptop");
    await page.setViewportSize({ width: 390, height: 844 });
    await picture(page, "captioner-ended-phone");

    const late = await comes(browser, links.watch, "phone");
    await late.page.getByRole("button", { name: /Play the recording/ }).click();
    await untilPlaying(late.page, "the recording", ({ frames, time }) => frames > 5 && time > 0);
    await late.page.getByRole("button", { name: "Captions" }).click();
    const vtt = await (await fetch(`${server.url}/m/demo/captions.vtt?lang=en`)).text();
    const at = /(\d+):(\d+):(\d+\.\d+) --> [^\n]+\nThe buses are late again\./.exec(vtt);
    assert.ok(at, vtt);
    const seconds = Number(at[1]) * 3600 + Number(at[2]) * 60 + Number(at[3]);
    await late.page.evaluate((to) => {
      const video = document.querySelector("video");
      if (video) video.currentTime = to + 0.2;
    }, seconds);
    await reads(late.page, "The buses are late again.");
    await picture(late.page, "watch-recording-captions-phone");
    assert.deepEqual(late.complaints.list, []);
    assert.deepEqual(captioner.complaints.list, []);
    assert.deepEqual(resident.complaints.list, []);
  });

  test("both pages speak Welsh", async () => {
    const welsh = await comes(browser, `${links.captioner}&lang=cy`, "tablet");
    await welsh.page.goto(`${server.url}/m/demo/captioner?lang=cy`);
    await welsh.page.getByRole("heading", { name: "Yr hyn a ysgrifennwyd" }).waitFor();
    assert.deepEqual(await axeFindings(welsh.page), []);
    await picture(welsh.page, "captioner-welsh-tablet");
  });
});
