// Every page, in every state that the server can be brought into: axe finds nothing, words from people stay words, and
// what the chair presses is large enough.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import {
  axeFindings,
  comes,
  openBrowser,
  type Person,
  picture,
  type sizes,
} from "../harness/people.ts";
import { FakeFeed } from "../fake-feed/server.ts";
import { Participant } from "../harness/participant.ts";
import { type Links, Server } from "../harness/server.ts";

const tokenOf = (link: string) => new URL(link).searchParams.get("k") ?? "";

// Markup, addresses, direction marks, long words: each must show as the words that they are.
const hostile = [
  "<script>document.title='taken over'</script>",
  "<img src=x onerror=\"document.title='taken over'\">",
  "\"><svg onload=document.title='taken over'>",
  "javascript:document.title='taken over'",
  "{{constructor.constructor('document.title=1')()}}",
  "\u202Eright to left\u202C and back, \u200Bzero\u200Bwidth",
  `one${"verylongword".repeat(39)}`,
  "&lt;b&gt; stays &amp; stays",
];

describe("pages that everybody can use", () => {
  let feed: FakeFeed;
  let server: Server;
  let browser: Browser;
  let meeting: Links & { slug: string };
  let pages: Record<"watch" | "chair" | "clerk" | "room" | "camera", Person>;
  let chair: Participant;

  before(async () => {
    feed = await FakeFeed.start();
    Object.assign(process.env, {
      WARDCAST_SOCIAL_ALLOW_HOSTS: feed.host,
      WARDCAST_SOCIAL_REQUESTS_PER_MINUTE: "6000",
      WARDCAST_SOCIAL_POLL_S: "1",
    });
    server = await Server.start("--demo");
    browser = await openBrowser();
    meeting = await server.createMeeting('Fforwm <ward> Llanddŵr & "friends"');
    chair = await Participant.join(server.url, meeting.slug, {
      token: tokenOf(meeting.chair),
    });
    const at = (link: string, size: keyof typeof sizes) =>
      comes(browser, link, size);
    pages = {
      watch: await at(meeting.watch, "phone"),
      chair: await at(meeting.chair, "tablet"),
      clerk: await at(meeting.clerk, "desk"),
      room: await at(meeting.room, "oldProjector"),
      camera: await at(meeting.camera, "phone"),
    };
  });
  after(async () => {
    await browser.close();
    await server.stop();
    await feed.stop();
  });

  const check = async (state: string) => {
    for (const [name, { page }] of Object.entries(pages)) {
      assert.deepEqual(await axeFindings(page), [], `${name}, ${state}`);
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - innerWidth,
      );
      assert.ok(
        wide <= 0,
        `${name}, ${state}: ${wide} px wider than the screen`,
      );
    }
    // Desks do not scroll as a whole: what hangs out of them is out of reach.
    for (const name of ["chair", "clerk"] as const) {
      const { gap, out } = await pages[name].page.evaluate(() => {
        const box = (of: string) => document.querySelector(of)?.getBoundingClientRect();
        const app = document.querySelector("#app");
        return {
          gap: (box("main")?.top ?? 0) - (box("header")?.bottom ?? 0),
          out: (app?.scrollHeight ?? 0) - (app?.clientHeight ?? 0),
        };
      });
      assert.deepEqual({ gap, out }, { gap: 0, out: 0 }, `${name}, ${state}`);
    }
  };
  const shows = (page: Page, words: string) =>
    page.getByText(words).filter({ visible: true }).first().waitFor();

  test("with nothing asked", async () => {
    await shows(pages.room.page, "Fforwm <ward> Llanddŵr");
    await check("empty");
  });

  test("with the corpus of hostile words in questions and names", async () => {
    for (const text of hostile) {
      const who = await Participant.join(server.url, meeting.slug);
      const { question } = await who.done("ask", {
        text,
        name: text.slice(0, 60),
      });
      await chair.done("approve", { question });
      await who.leave();
    }
    for (const { page } of [pages.watch, pages.chair, pages.clerk])
      await shows(page, "<script>document.title");
    for (const question of chair.state?.queue ?? []) {
      await chair.done("call", { question });
      await shows(
        pages.room.page,
        chair.question(question)?.text.slice(0, 12) ?? "",
      );
      const cut = await pages.room.page.evaluate(() => ({
        high: document.documentElement.scrollHeight - innerHeight,
        wide: document.documentElement.scrollWidth - innerWidth,
      }));
      assert.ok(
        cut.high <= 0 && cut.wide <= 0,
        `the room's question is cut: ${JSON.stringify(cut)}`,
      );
    }
    await check("full");
    for (const { page, complaints } of Object.values(pages)) {
      assert.notEqual(await page.title(), "taken over");
      assert.deepEqual(complaints.list, []);
    }
  });

  test("with posts whose words, authors and handles are hostile, ten thousand characters long", async () => {
    const { slug } = meeting;
    await server.command("source", "add", slug, "mastodon", "--server", feed.url, "--hashtag", "ward", "--label", "<i>us</i>");
    for (const [at, text] of hostile.entries()) {
      feed.posts.write("ward", `Post ${at} ${text} ${"and on ".repeat(1430)}`, hostile.at(at - 1));
    }
    const posts = () => chair.state?.questions.filter(({ channel }) => channel === "post") ?? [];
    await chair.until("all posts", () => posts().length === hostile.length);
    for (const { id, text } of posts()) {
      assert.ok(text.length <= 600, "cut to what a question may have");
      await chair.done("approve", { question: id });
    }
    for (const { id, text } of posts()) {
      await chair.done("call", { question: id });
      await shows(pages.room.page, text.slice(0, 7));
      const high = await pages.room.page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
      assert.ok(high <= 0, `the room's question is cut by ${high} px: ${text.slice(0, 60)}`);
    }
    await shows(pages.clerk.page, "<i>us</i>");
    await check("full of posts");
    for (const { page, complaints } of Object.values(pages)) {
      assert.notEqual(await page.title(), "taken over");
      assert.deepEqual(complaints.list, []);
    }
  });

  test("the question in the room is at least a twentieth of the screen high, at 500 characters too", async () => {
    const who = await Participant.join(server.url, meeting.slug);
    const text = "Why does nobody answer when residents ask about the bus? "
      .repeat(9)
      .slice(0, 500);
    const { question } = await who.done("ask", { text });
    await chair.done("approve", { question });
    await chair.done("call", { question });
    await shows(pages.room.page, "Why does nobody answer");
    for (const size of [
      { width: 1920, height: 1080 },
      { width: 1024, height: 768 },
      { width: 1080, height: 1920 },
    ]) {
      await pages.room.page.setViewportSize(size);
      const fits = await pages.room.page.waitForFunction(() => {
        const words = [...document.querySelectorAll(".q")].find((element) =>
          element.checkVisibility({ visibilityProperty: true }),
        );
        if (!words) return false;
        const box = words.getBoundingClientRect();
        const high = parseFloat(getComputedStyle(words).fontSize);
        return (
          high >= Math.min(innerWidth, innerHeight) / 20 - 0.5 &&
          box.bottom <= innerHeight &&
          box.right <= innerWidth
        );
      });
      assert.ok(fits);
      await picture(
        pages.room.page,
        `room-longest-${size.width}x${size.height}`,
      );
    }
  });

  test("everything that the chair presses is at least 44 px high and wide", async () => {
    for (const size of [
      { width: 1180, height: 820 },
      { width: 820, height: 1180 },
    ]) {
      await pages.chair.page.setViewportSize(size);
      const small = await pages.chair.page.evaluate(() =>
        [
          ...document.querySelectorAll(
            "button, a, input, select, textarea, summary",
          ),
        ]
          .filter((element) =>
            element.checkVisibility({ visibilityProperty: true }),
          )
          .map((element) => ({
            name: element.textContent,
            box: element.getBoundingClientRect(),
          }))
          .filter(
            ({ box }) => box.width > 1 && (box.width < 44 || box.height < 44),
          )
          .map(({ name, box }) => `${name ?? ""} ${box.width}x${box.height}`),
      );
      assert.deepEqual(small, []);
    }
    await picture(pages.chair.page, "chair-upright");
  });

  test("the home page, and a page that its visitor may not see", async () => {
    const home = await comes(browser, `${server.url}/`, "laptop");
    await shows(home.page, "Fforwm <ward> Llanddŵr");
    assert.deepEqual(await axeFindings(home.page), []);
    await picture(home.page, "home-laptop");
    const stranger = await browser.newContext();
    const page = await stranger.newPage();
    const answer = await page.goto(`${server.url}/m/${meeting.slug}/chair`);
    assert.equal(answer?.status(), 403);
    assert.deepEqual(await axeFindings(page), []);
    await picture(page, "not-yours");
  });

  test("with the server away", async () => {
    await server.kill();
    await shows(pages.room.page, "Reconnecting");
    await check("away");
    await picture(pages.chair.page, "chair-away");
    await picture(pages.watch.page, "watch-away");
    await server.serve("--demo");
    await pages.room.page
      .getByText("Reconnecting")
      .first()
      .waitFor({ state: "hidden" });
  });

  test("when it has ended", async () => {
    await chair.leave().catch(() => undefined);
    const back = await Participant.join(server.url, meeting.slug, {
      token: tokenOf(meeting.chair),
    });
    await back.done("end_meeting");
    await pages.watch.page
      .getByText(/Ended|ended/)
      .first()
      .waitFor();
    await check("ended");
  });
});
