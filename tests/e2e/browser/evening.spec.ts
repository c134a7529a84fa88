// A whole meeting as its people live it: the councillor's phone publishes, a resident watches and asks, the chair takes
// the question, the room reads it. One browser, real media, the real server.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser } from "playwright-core";
import { comes, openBrowser, type Person, picture } from "../harness/people.ts";
import { untilPlaying } from "../harness/picture-and-sound.ts";
import { type Links, Server } from "../harness/server.ts";

describe("a ward meeting", () => {
  let server: Server;
  let browser: Browser;
  let meeting: Links & { slug: string };
  const people: Person[] = [];
  let councillor: Person;
  let resident: Person;
  let neighbour: Person;
  let chair: Person;
  let clerk: Person;
  let room: Person;

  const arrives = async (...where: [string, Parameters<typeof comes>[2]]) => {
    const person = await comes(browser, ...where);
    people.push(person);
    return person;
  };

  before(async () => {
    server = await Server.start();
    browser = await openBrowser();
    meeting = await server.createMeeting(
      "Billesley ward forum",
      "--hashtag",
      "Billesley",
    );
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  test("the link's token leaves the address bar", async () => {
    chair = await arrives(meeting.chair, "tablet");
    assert.equal(new URL(chair.page.url()).search, "");
    assert.ok(chair.page.url().endsWith(`/m/${meeting.slug}/chair`));
  });

  test("before it begins, everybody is told so and a resident can already ask", async () => {
    resident = await arrives(meeting.watch, "phone");
    await resident.page.getByText("Not started").first().waitFor();
    room = await arrives(meeting.room, "projector");
    await room.page.getByText("Billesley ward forum").first().waitFor();
    await picture(room.page, "room-idle");
    await resident.page
      .getByRole("button", { name: "Ask a question" })
      .waitFor();
    await picture(resident.page, "watch-not-started-phone");
  });

  test("the councillor presses one button and is live", async () => {
    councillor = await arrives(meeting.camera, "phone");
    await councillor.page
      .getByText("You are NOT live", { exact: true })
      .waitFor();
    await councillor.page
      .getByRole("button", { name: "Set up camera" })
      .click();
    await councillor.page.getByRole("button", { name: "Go live" }).click();
    await councillor.page.getByText("LIVE", { exact: true }).waitFor();
    await councillor.page
      .getByText("You are NOT live", { exact: true })
      .waitFor({ state: "hidden" });
    await picture(councillor.page, "camera-live");
  });

  test("the resident sees the camera's picture move and hears its sound", async () => {
    await resident.page.getByRole("button", { name: "Watch live" }).click();
    // Chromium's fake camera is green; the slate is deep teal, far darker.
    const first = await untilPlaying(
      resident.page,
      "the camera's green picture",
      (now) => now.green > 110 && now.green > now.red + 40,
    );
    const later = await untilPlaying(
      resident.page,
      "two seconds more",
      (now) => now.frames > first.frames + 30 && now.time > first.time + 2,
    );
    assert.ok(later.sound > first.sound, "no sound was decoded");
    await picture(resident.page, "watch-live-phone");
  });

  test("a question goes from the sofa to the screen in the hall", async () => {
    const { page } = resident;
    await page.getByRole("button", { name: "Ask a question" }).click();
    await page
      .getByLabel("Your question")
      .fill("Why is the No 11 bus so late, and what will you do about it?");
    await page.getByLabel("Your name").fill("Ann");
    await picture(page, "watch-ask-phone");
    await page.getByRole("button", { name: "Send to the chair" }).click();
    await page.getByText("Waiting for the chair").first().waitFor();
    await picture(page, "watch-waiting-phone");

    neighbour = await arrives(meeting.watch, "laptop");
    await neighbour.page
      .getByText("Nothing is waiting to be asked")
      .first()
      .waitFor();

    const toRead = chair.page
      .getByRole("article")
      .filter({ hasText: "Why is the No 11 bus so late" });
    await toRead.first().waitFor();
    await picture(chair.page, "chair-to-read");
    await toRead.getByRole("button", { name: /^Approve/ }).click();
    await neighbour.page
      .getByRole("button", { name: /^Support this\. 0/ })
      .click();
    await neighbour.page
      .getByRole("button", { name: /^You support this\. 1 person/ })
      .waitFor();

    await chair.page.getByRole("button", { name: /^Call/ }).first().click();
    await room.page
      .getByText("Why is the No 11 bus so late, and what will you do about it?")
      .waitFor();
    // The page measures its words on a hidden copy.
    await room.page
      .getByText(/Ann/)
      .filter({ visible: true })
      .first()
      .waitFor();
    await page.getByText("Being asked now").first().waitFor();
    await picture(room.page, "room-asking");
    await picture(chair.page, "chair-asking");
    await picture(neighbour.page, "watch-asking-laptop");
  });

  test("the clerk enters a question from the floor, and it stands in the queue", async () => {
    clerk = await arrives(meeting.clerk, "desk");
    const floor = clerk.page.getByRole("form", { name: "From the floor" });
    await floor
      .getByRole("textbox")
      .first()
      .fill("Who do I ring about street lights?");
    await floor.getByRole("button", { name: /Add/ }).click();
    await neighbour.page
      .getByText("Who do I ring about street lights?")
      .first()
      .waitFor();
    await picture(clerk.page, "clerk-live");
  });

  test("the chair marks it answered, and the room shows how to ask again", async () => {
    await chair.page.getByRole("button", { name: /^Answered/ }).click();
    await room.page
      .getByText("Why is the No 11 bus so late")
      .waitFor({ state: "hidden" });
    await resident.page.getByRole("tab", { name: /Yours/ }).click();
    await resident.page.getByText("Answered").first().waitFor();
  });

  test("when the phone is lost, viewers see the slate; when it returns, the same player goes on", async () => {
    const { page } = resident;
    const player = await page.evaluateHandle(() =>
      document.querySelector("video"),
    );
    await councillor.page.close();
    await untilPlaying(page, "the dark slate", (now) => now.green < 90);
    await picture(page, "watch-camera-lost-phone");
    councillor.page = await councillor.context.newPage();
    await councillor.page.goto(`${server.url}/m/${meeting.slug}/camera`);
    await councillor.page
      .getByRole("button", { name: "Set up camera" })
      .click();
    await councillor.page.getByRole("button", { name: "Go live" }).click();
    const back = await untilPlaying(
      page,
      "the camera's green picture again",
      (now) => now.green > 110,
    );
    await untilPlaying(
      page,
      "the picture moves on",
      (now) => now.time > back.time + 1,
    );
    assert.ok(
      await player.evaluate((video) => video?.isConnected),
      "the page made a new player",
    );
  });

  test("after a kill -9 of the server every page comes back by itself with nothing lost", async () => {
    // The hall is told in both languages by turns.
    const lost = room.page.getByText(/Reconnecting|Yn ailgysylltu/).first();
    await server.kill();
    await lost.waitFor();
    await server.serve();
    await lost.waitFor({ state: "hidden" });
    await chair.page
      .getByText("Who do I ring about street lights?")
      .first()
      .waitFor();
    await neighbour.page
      .getByText("Who do I ring about street lights?")
      .first()
      .waitFor();
    // The phone goes live again without a touch, and the resident's player goes on without a reload.
    await untilPlaying(
      resident.page,
      "the camera's picture after the restart",
      (now) => now.green > 110,
    );
    const again = await untilPlaying(
      resident.page,
      "a moving picture",
      () => true,
    );
    await untilPlaying(
      resident.page,
      "time passes",
      (now) => now.time > again.time + 1,
    );
  });

  test("when the meeting is over, its recording can be watched from its page", async () => {
    await clerk.page.getByRole("button", { name: "End the meeting…" }).click();
    await clerk.page.getByRole("button", { name: "End it now" }).click();
    await resident.page.getByText("Ended").first().waitFor();
    const visitor = await arrives(meeting.watch, "laptop");
    await visitor.page
      .getByRole("button", { name: /Play the recording/ })
      .first()
      .click();
    const first = await untilPlaying(
      visitor.page,
      "the recording plays",
      (now) => now.frames > 5,
    );
    await untilPlaying(
      visitor.page,
      "and goes on",
      (now) => now.time > first.time + 1,
    );
    await picture(visitor.page, "watch-ended-laptop");
  });

  test("no page broke a rule: no script failed, nothing was refused by the policy, nothing left the server", () => {
    for (const person of people) {
      assert.deepEqual(person.complaints.list, [], person.page.url());
    }
  });
});
