// Questions from elsewhere: the real program against a server that speaks each API, with everything that goes wrong.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { Fault } from "../fake-feed/faults.ts";
import { FakeFeed } from "../fake-feed/server.ts";
import { Participant, type Question } from "../harness/participant.ts";
import { type Links, Server } from "../harness/server.ts";

const tokenOf = (link: string) => new URL(link).searchParams.get("k") ?? "";
const faults: Fault[] = [
  "429 in seconds",
  "429 with a date",
  "500",
  "html",
  "truncated",
  "slow",
  "gzip bomb",
  "twice",
  "redirect to loopback",
  "redirect to metadata",
];

interface Health {
  id: string;
  on: boolean;
  health: { state: string; error: string | null; taken: number; next_try_at: string | null } | null;
}

let server: Server;
const feeds: Record<string, FakeFeed> = {};

before(async () => {
  for (const kind of ["mastodon", "bluesky", "x", "youtube", "rss", "atom", "edits", "stream", "health", "crash"]) {
    feeds[kind] = await FakeFeed.start();
  }
  const at = (kind: string) => feed(kind).url;
  Object.assign(process.env, {
    WARDCAST_SOCIAL_ALLOW_HOSTS: Object.values(feeds)
      .map(({ host }) => host)
      .join(","),
    WARDCAST_SOCIAL_REQUESTS_PER_MINUTE: "6000",
    WARDCAST_SOCIAL_POLL_S: "1",
    WARDCAST_SOCIAL_FEED_POLL_S: "1",
    WARDCAST_SOCIAL_YOUTUBE_POLL_S: "1",
    WARDCAST_SOCIAL_X_POLL_S: "1",
    WARDCAST_SOCIAL_X_MAX_POSTS: "100000",
    WARDCAST_SOCIAL_RECHECK_S: "1",
    WARDCAST_SOCIAL_BLUESKY_STREAM: `${at("bluesky").replace("http", "ws")}/subscribe`,
    WARDCAST_SOCIAL_BLUESKY_PROFILES: at("bluesky"),
    WARDCAST_SOCIAL_X_API: at("x"),
    WARDCAST_SOCIAL_YOUTUBE_API: at("youtube"),
  });
  server = await Server.start();
});
after(async () => {
  await server.stop();
  await Promise.all(Object.values(feeds).map((one) => one.stop()));
});

const feed = (kind: string): FakeFeed => {
  const found = feeds[kind];
  if (!found) throw new Error(`no feed for ${kind}`);
  return found;
};

/** A meeting with one source, and its clerk. */
async function meetingWith(title: string, ...source: string[]): Promise<Scene> {
  const meeting = await server.createMeeting(title, "--hashtag", "ward");
  const added = JSON.parse(await server.command("source", "add", meeting.slug, ...source, "--json")) as {
    source: string;
    url?: string;
    secret?: string;
  };
  const clerk = await Participant.join(server.url, meeting.slug, { token: tokenOf(meeting.clerk) });
  return new Scene(meeting, added, clerk);
}

class Scene {
  readonly meeting: Links & { slug: string };
  readonly added: { source: string; url?: string; secret?: string };
  clerk: Participant;

  constructor(meeting: Links & { slug: string }, added: Scene["added"], clerk: Participant) {
    this.meeting = meeting;
    this.added = added;
    this.clerk = clerk;
  }

  with(text: string): Question[] {
    return (this.clerk.state?.questions ?? []).filter((question) => question.text.includes(text));
  }

  async arrives(text: string): Promise<Question> {
    await this.clerk.until(`a question with '${text}'`, () => this.with(text).length > 0);
    const [question] = this.with(text);
    assert.ok(question);
    return question;
  }

  async becomes(id: string, status: string): Promise<Question> {
    await this.clerk.until(`${id} ${status}`, () => this.clerk.question(id)?.status === status);
    const question = this.clerk.question(id);
    assert.ok(question);
    return question;
  }

  async health(): Promise<Health> {
    const list = JSON.parse(await server.command("source", "list", this.meeting.slug, "--json")) as Health[];
    const found = list.find(({ id }) => id === this.added.source);
    assert.ok(found);
    return found;
  }
}

const asked: Record<string, string[]> = {
  mastodon: ["mastodon", "--server"],
  x: ["x", "--token", "bearer"],
  youtube: ["youtube", "--server", "https://youtu.be/abcdefghijk", "--token", "key"],
  rss: ["feed", "--server"],
  atom: ["feed", "--server"],
};
const address: Record<string, string> = { mastodon: "", rss: "/feed.rss", atom: "/feed.atom" };

describe("each source", { concurrency: true }, () => {
  for (const [kind, words] of Object.entries(asked)) {
    test(`${kind} loses and doubles nothing, whatever goes wrong`, async () => {
      const from = feed(kind);
      from.posts.write("ward", `${kind}: before anybody looked`);
      const path = address[kind];
      const scene = await meetingWith(`Faults of ${kind}`, ...words, ...(path === undefined ? [] : [from.url + path]));
      await scene.arrives("before anybody looked");
      for (const fault of faults) {
        from.next(fault);
        from.posts.write("ward", `${kind}: one while ${fault}`);
        from.posts.write("ward", `${kind}: two while ${fault}`, "bob");
        await scene.arrives(`one while ${fault}`);
        await scene.arrives(`two while ${fault}`);
      }
      assert.equal(from.faultsLeft, 0);
      assert.equal(from.intrusions, 0);
      const texts = scene.clerk.state?.questions.map(({ text }) => text) ?? [];
      assert.equal(new Set(texts).size, texts.length, "nothing stands twice");
      assert.equal(texts.length, 1 + 2 * faults.length);
      await server.command("meeting", "end", scene.meeting.slug);
    });
  }

  test("bluesky goes on where it was after a break, and tells of edits, deletions and accounts that are gone", async () => {
    const from = feed("bluesky");
    const scene = await meetingWith("Bluesky", "bluesky");
    while (from.bluesky.connections === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    from.posts.write("WARD", "bluesky: in another case");
    const first = await scene.arrives("in another case");
    assert.equal(first.origin?.handle, "@ann.bsky.example");
    assert.equal(first.origin?.source, "bluesky");
    from.posts.write("elsewhere", "bluesky: with another hashtag");
    from.bluesky.cut();
    const away = from.posts.write("ward", "bluesky: while nobody listened");
    const missed = await scene.arrives("while nobody listened");

    await scene.clerk.done("approve", { question: missed.id });
    from.posts.edit(away, "bluesky: with other words");
    assert.match((await scene.becomes(missed.id, "waiting")).text, /with other words/);
    from.posts.remove(away);
    await scene.becomes(missed.id, "withdrawn");

    from.posts.write("ward", "bluesky: of somebody who is thrown out", "eve");
    const eves = await scene.arrives("thrown out");
    from.bluesky.accountGone("eve");
    await scene.becomes(eves.id, "withdrawn");

    from.bluesky.refusesOldCursors = true;
    from.bluesky.cut();
    while (from.bluesky.connections === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    from.posts.write("ward", "bluesky: after the cursor was too old");
    await scene.arrives("after the cursor was too old");
    assert.equal(scene.with("another hashtag").length, 0);
    assert.equal(scene.with("in another case").length, 1);
  });

  test("a mastodon post that is edited or deleted leaves the screens", async () => {
    const from = feed("edits");
    const scene = await meetingWith("Edits", "mastodon", "--server", from.url);
    const room = await Participant.join(server.url, scene.meeting.slug, { token: tokenOf(scene.meeting.room) });
    for (const hasStatusList of [true, false]) {
      from.mastodon.hasStatusList = hasStatusList;
      const [one, two] = [
        from.posts.write("ward", `First words ${hasStatusList}`),
        from.posts.write("ward", `Soon gone ${hasStatusList}`),
      ];
      const [edited, deleted] = [
        await scene.arrives(`First words ${hasStatusList}`),
        await scene.arrives(`Soon gone ${hasStatusList}`),
      ];
      assert.match(edited.origin?.url ?? "", /^https:\/\/home\.example\/@ann\/\d+$/);
      for (const { id } of [edited, deleted]) await scene.clerk.done("approve", { question: id });
      await room.until("both", () => !!room.question(edited.id) && !!room.question(deleted.id));
      from.posts.edit(one, "Other words <img src=x onerror=alert(1)>");
      from.posts.remove(two);
      const again = await scene.becomes(edited.id, "waiting");
      assert.match(again.text, /^Other words <img src=x onerror=alert\(1\)>/);
      await scene.becomes(deleted.id, "withdrawn");
      await room.until("neither", () => !room.question(edited.id) && !room.question(deleted.id));
      await scene.clerk.done("decline", { question: edited.id, reason: "off_topic" });
    }
  });

  test("what an author takes back after the meeting leaves its pages, while nothing new is taken", async () => {
    const from = feed("edits");
    const scene = await meetingWith("Second thoughts", "mastodon", "--server", from.url, "--hashtag", "later");
    const post = from.posts.write("later", "Regretted the next morning");
    const { id } = await scene.arrives("Regretted the next morning");
    for (const command of ["approve", "call", "answered", "end_meeting"]) {
      await scene.clerk.done(command, command === "end_meeting" ? {} : { question: id });
    }
    from.posts.write("later", "Too late");
    const polls = () => from.asked.filter((request) => request === "GET /api/v1/timelines/tag/later").length;
    const before = polls();
    while (polls() < before + 2) await new Promise((resolve) => setTimeout(resolve, 50));
    from.posts.remove(post);
    await scene.becomes(id, "withdrawn");
    assert.equal(scene.with("Too late").length, 0);
  });

  test("with a token a mastodon server streams, deletions too", async () => {
    const from = feed("stream");
    const scene = await meetingWith("Streaming", "mastodon", "--server", from.url, "--token", "secret-token");
    while (from.streaming === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    const post = from.posts.write("ward", "Streamed");
    const question = await scene.arrives("Streamed");
    from.posts.remove(post);
    await scene.becomes(question.id, "withdrawn");
    assert.equal(scene.clerk.frames.join("").includes("secret-token"), false);
    assert.equal(
      (await server.command("source", "list", scene.meeting.slug, "--json")).includes("secret-token"),
      false,
    );
  });
});

test("x and youtube begin anew where their cursor is too old, and double nothing", async () => {
  for (const kind of ["x", "youtube"]) {
    const from = feed(kind);
    const scene = await meetingWith(`Old cursor of ${kind}`, ...(asked[kind] ?? []), "--hashtag", `old${kind}`);
    from.posts.write(`old${kind}`, `${kind}: long ago`);
    await scene.arrives("long ago");
    if (kind === "x") from.x.refusesOldCursors = true;
    else from.youtube.forgetsPlaces = true;
    from.posts.write(`old${kind}`, `${kind}: just now`);
    await scene.arrives("just now");
    assert.equal(scene.with(`${kind}: `).length, 2);
  }
});

test("the clerk sees how a source does, in words, and switches it", async () => {
  const from = feed("health");
  const scene = await meetingWith("Health", "mastodon", "--server", from.url);
  from.posts.write("ward", "Healthy");
  await scene.arrives("Healthy");
  const says = (state: string, words = "") =>
    scene.clerk.frames.some((text) => {
      const frame = JSON.parse(text) as { type: string; source?: string; state?: string; error?: string | null };
      return (
        frame.type === "source" &&
        frame.source === scene.added.source &&
        frame.state === state &&
        (frame.error ?? "").includes(words)
      );
    });
  await scene.clerk.until("a source that is well", () => says("ok"));
  from.next("500", "500");
  await scene.clerk.until("its trouble", () => says("trouble", "in trouble itself (500)"));
  const said = scene.clerk.frames.find((text) => text.includes('"code":"in_trouble"'));
  assert.ok(said?.includes('"about":"127.0.0.1"'), "pages say it in their own words");
  const well = await scene.health();
  assert.equal(well.on, true);
  assert.ok(well.health);
  assert.equal(typeof well.health.taken, "number");

  const { source } = scene.added;
  await scene.clerk.done("switch_source", { source, on: false });
  await scene.clerk.until("it is off", () => says("off"));
  from.posts.write("ward", "While it is off");
  await scene.clerk.done("switch_source", { source, on: true });
  await scene.arrives("While it is off");
  await scene.clerk.done("remove_source", { source });
  assert.deepEqual(JSON.parse(await server.command("source", "list", scene.meeting.slug, "--json")), []);
});

test("no source reaches an address of this machine that is not named", async () => {
  const from = feed("health");
  const outside = `${from.forbidden}/feed.rss`;
  for (const address of [outside, "http://169.254.169.254/latest/", "http://[::1]/feed", `${server.url}/healthz`]) {
    const scene = await meetingWith("Inside", "feed", "--server", address);
    const refused = (text: string) => text.includes('"type":"source"') && text.includes("social.allow_hosts");
    await scene.clerk.until(`a refusal of ${address}`, () => scene.clerk.frames.some(refused));
  }
  assert.equal(from.intrusions, 0);
});

test("nothing is lost or doubled when the server dies in between", async () => {
  const from = feed("crash");
  const scene = await meetingWith("Crash", "mastodon", "--server", from.url);
  for (let round = 0; round < 3; ++round) {
    from.posts.write("ward", `round ${round} before`);
    await scene.arrives(`round ${round} before`);
    from.posts.write("ward", `round ${round} at the very moment`);
    await server.kill();
    from.posts.write("ward", `round ${round} while it was dead`);
    await server.serve();
    scene.clerk = await Participant.join(server.url, scene.meeting.slug, { token: tokenOf(scene.meeting.clerk) });
    for (const when of ["before", "at the very moment", "while it was dead"]) {
      await scene.arrives(`round ${round} ${when}`);
      assert.equal(scene.with(`round ${round} ${when}`).length, 1);
    }
  }
});

describe("messages", () => {
  let scene: Scene;
  const sign = (secret: string, id: string, body: string, at = Math.floor(Date.now() / 1000)) => ({
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(at),
    "webhook-signature": `v1,${createHmac("sha256", Buffer.from(secret.replace("whsec_", ""), "base64"))
      .update(`${id}.${at}.${body}`)
      .digest("base64")}`,
  });
  const script = (name: string, words: string[], input = "") =>
    new Promise<number>((resolve) => {
      const path = join(import.meta.dirname, "../../../scripts", name);
      const env = { ...process.env, WARDCAST_HOOK_SECRET: scene.added.secret, PYTHONDONTWRITEBYTECODE: "1" };
      const child = execFile(path, ["--url", hook(), ...words], { env }, (error) =>
        resolve(typeof error?.code === "number" ? error.code : 0),
      );
      child.stdin?.end(input);
    });
  const hook = () => server.url + new URL(scene.added.url ?? "").pathname;

  before(async () => {
    scene = await meetingWith("Messages", "hook");
  });

  test("come in signed, once for each id, and keep no sender", async () => {
    const { secret = "" } = scene.added;
    assert.match(secret, /^whsec_/);
    const body = JSON.stringify({ text: "When is the bus?", from: "+441214960123", name: "Ann", via: "sms" });
    const id = randomUUID();
    const post = async (headers: Record<string, string>) => fetch(hook(), { method: "POST", headers, body });
    const first = await post(sign(secret, id, body));
    assert.equal(first.status, 202);
    const again = await post(sign(secret, id, body));
    assert.equal(again.status, 202);
    assert.deepEqual(await again.json(), await first.json());
    assert.equal((await post(sign(secret, randomUUID(), `${body} `))).status, 401);
    assert.equal((await post(sign(secret, randomUUID(), body, Math.floor(Date.now() / 1000) - 600))).status, 401);
    const question = await scene.arrives("When is the bus?");
    assert.equal(question.channel, "message");
    assert.equal(question.name, "Ann");
    assert.equal(scene.with("When is the bus?").length, 1);
    assert.equal(scene.clerk.frames.join("").includes("441214960123"), false);
  });

  test("come by mail, without what is quoted, once however often it is delivered", async () => {
    const mail =
      "From: Bob <bob@example.org>\r\nMessage-ID: <1@example.org>\r\nSubject: Bins\r\n" +
      "Content-Type: text/plain; charset=utf-8\r\n\r\nWhy is our bin never emptied?\r\n\r\n" +
      "On Monday somebody wrote:\r\n> an older mail\r\n-- \r\nBob\r\n";
    assert.equal(await script("hook-mail", [], mail), 0);
    assert.equal(await script("hook-mail", [], mail), 0);
    const question = await scene.arrives("Why is our bin never emptied?");
    assert.equal(question.text, "Why is our bin never emptied?");
    assert.equal(question.name, "Bob");
    assert.equal(scene.with("never emptied").length, 1);
    assert.equal(await script("hook-mail", [], `Auto-Submitted: auto-replied\r\n${mail}`.replace("<1@", "<2@")), 0);
    assert.equal(scene.with("never emptied").length, 1);
  });

  test("come by a modem", async () => {
    const file = join(await Server.folder(), "message");
    await writeFile(file, "From: 441214960999\nSent: 26-11-22 19:00:00\n\nWill the hall be heated?");
    assert.equal(await script("hook-sms", ["--file", file]), 0);
    const question = await scene.arrives("Will the hall be heated?");
    assert.equal(question.origin?.source, "sms");
    assert.equal(scene.clerk.frames.join("").includes("441214960999"), false);
  });

  test("are tried again later where the server is away", async () => {
    const path = join(import.meta.dirname, "../../../scripts/hook-mail");
    const env = { ...process.env, WARDCAST_HOOK_SECRET: "whsec_AAAA", PYTHONDONTWRITEBYTECODE: "1" };
    const code = await new Promise((resolve) => {
      const child = execFile(path, ["--url", "http://127.0.0.1:9/hooks/x"], { env }, (error) => resolve(error?.code));
      child.stdin?.end("From: a@example.org\n\nWhy?\n");
    });
    assert.equal(code, 75); // EX_TEMPFAIL: a mail server keeps the message.
  });
});
