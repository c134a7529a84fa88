// Two cameras in a hall: the clerk cuts from one to the other, puts the slate up and takes the meeting off air; what a
// resident's player shows is what was meant, and never anything of a time that was off air.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser } from "playwright-core";
import { sendColour } from "../harness/coloured-camera.ts";
import { axeFindings, comes, openBrowser, type Person, picture } from "../harness/people.ts";
import { type Playing, untilPlaying } from "../harness/picture-and-sound.ts";
import { type Links, Server } from "../harness/server.ts";

const tokenOf = (link: string) => new URL(link).searchParams.get("k") ?? "";
const isRed = (now: Playing) => now.red > 140 && now.green < 90 && now.blue < 90;
const isBlue = (now: Playing) => now.blue > 140 && now.red < 90 && now.green < 90;

describe("directing a meeting with two cameras", () => {
  let server: Server;
  let browser: Browser;
  let meeting: Links & { slug: string };
  let clerk: Person;
  let resident: Person;
  const cameras: Person[] = [];

  before(async () => {
    server = await Server.start();
    browser = await openBrowser();
    meeting = await server.createMeeting("Two cameras");
    const added = await fetch(`${server.url}/api/v1/meetings/${meeting.slug}/commands`, {
      method: "POST",
      headers: { authorization: `Bearer ${tokenOf(meeting.clerk)}`, "content-type": "application/json" },
      body: JSON.stringify({ id: crypto.randomUUID(), command: "add_camera", data: { name: "Hall", kind: "whip" } }),
    });
    const hall = ((await added.json()) as { camera: string }).camera;
    for (const [name, colour] of [
      ["main", "#e01010"],
      [hall, "#1010e0"],
    ] as const) {
      const camera = await comes(browser, meeting.watch, "laptop");
      await sendColour(camera.page, meeting.slug, tokenOf(meeting.camera), name, colour);
      cameras.push(camera);
    }
    clerk = await comes(browser, meeting.clerk, "desk");
    resident = await comes(browser, meeting.watch, "phone");
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  test("the server shows the camera that came first, and the clerk sees both", async () => {
    await resident.page.getByRole("button", { name: "Watch live" }).click();
    await untilPlaying(resident.page, "red", isRed);
    const list = clerk.page.getByRole("listitem").filter({ hasText: "Hall" });
    await list.getByRole("button", { name: /Put on air/ }).waitFor();
    assert.deepEqual(await axeFindings(clerk.page), []);
    await picture(clerk.page, "clerk-two-cameras");
  });

  test("the clerk cuts, and the resident's player shows the other camera without a break", async () => {
    await clerk.page.getByRole("button", { name: /Put on air: Hall/ }).click();
    const seen = await untilPlaying(resident.page, "blue", isBlue);
    assert.ok(seen.sound > 0);
  });

  test("the slate stands in for the picture and gives way to the camera again", async () => {
    await clerk.page.getByRole("button", { name: "Slate" }).click();
    await untilPlaying(resident.page, "the slate", (now) => !isBlue(now) && !isRed(now));
    await clerk.page.getByRole("button", { name: "Camera", exact: true }).click();
    await untilPlaying(resident.page, "blue", isBlue);
  });

  test("off air nothing of either camera is shown, however long one waits for a leak", async () => {
    await clerk.page.getByRole("button", { name: /Go off air/ }).click();
    await clerk.page.getByRole("button", { name: "Go off air now" }).click();
    const neither = (now: Playing) => !isBlue(now) && !isRed(now);
    const off = await untilPlaying(resident.page, "the slate of off air", neither);
    // Four more seconds of the programme, looked at as often as the page paints.
    await untilPlaying(resident.page, "four seconds without a camera", (now) => {
      assert.ok(neither(now), `a camera was seen off air: ${JSON.stringify(now)}`);
      return now.time > off.time + 4;
    });
    assert.deepEqual(resident.complaints.list, []);
  });
});
