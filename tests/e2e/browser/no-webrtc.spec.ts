// A councillor in a network that lets no WebRTC through, as many offices and halls have: the camera page finds out by
// itself, sends over the web connection, says so, and viewers see the picture.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser } from "playwright-core";
import { axeFindings, comes, openBrowser, type Person, picture } from "../harness/people.ts";
import { untilPlaying } from "../harness/picture-and-sound.ts";
import { type Links, Server } from "../harness/server.ts";

describe("a camera where WebRTC does not get through", () => {
  let server: Server;
  let blocked: Browser;
  let browser: Browser;
  let meeting: Links & { slug: string };
  let councillor: Person;

  before(async () => {
    process.env["WARDCAST_MEDIA_ICE_TCP"] = "false"; // A firewall that lets HTTPS through alone.
    server = await Server.start();
    delete process.env["WARDCAST_MEDIA_ICE_TCP"];
    browser = await openBrowser();
    // The policy that companies set: no UDP that does not go through a proxy.
    blocked = await openBrowser("--webrtc-ip-handling-policy=disable_non_proxied_udp");
    meeting = await server.createMeeting("From the office");
  });
  after(async () => {
    await blocked.close();
    await browser.close();
    await server.stop();
  });

  test("goes live over the web connection by itself, and says so", async () => {
    councillor = await comes(blocked, meeting.camera, "phone");
    await councillor.page.getByRole("button", { name: "Set up camera" }).click();
    await councillor.page.getByRole("button", { name: "Go live" }).click();
    await councillor.page.getByText("LIVE", { exact: true }).waitFor({ timeout: 60_000 });
    await councillor.page.getByText("Sent over the web connection").waitFor({ timeout: 60_000 });
    assert.deepEqual(await axeFindings(councillor.page), []);
    assert.deepEqual(councillor.complaints.list, []);
    await picture(councillor.page, "camera-over-the-web");
  });

  test("and viewers see and hear it", async () => {
    const resident = await comes(browser, meeting.watch, "phone");
    await resident.page.getByRole("button", { name: "Watch live" }).click();
    // Chromium's fake camera is green; the slate is deep teal, far darker.
    const seen = await untilPlaying(resident.page, "the camera's green", (now) => now.green > 120 && now.frames > 30);
    await untilPlaying(resident.page, "it moves", ({ frames }) => frames > seen.frames + 30);
    assert.ok(seen.sound > 0);
  });
});
