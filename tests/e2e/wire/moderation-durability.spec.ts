// What staff, askers and sources did is never lost, never half done and never done twice, whenever the power goes.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { FakeFeed } from "../fake-feed/server.ts";
import { Participant } from "../harness/participant.ts";
import { type Links, Server } from "../harness/server.ts";

// A longer search: WARDCAST_CRASH_ROUNDS=1000.
const rounds = Number(process.env["WARDCAST_CRASH_ROUNDS"] ?? 4);
const tokenOf = (link: string) => new URL(link).searchParams.get("k") ?? "";

type Wire = Readonly<Record<string, unknown>>;

/** Something that is asked for and, once it is done, what the clerk must see. */
interface Deed {
  readonly as: string; // Token: a role's or a resident's.
  readonly command: string;
  readonly data: Wire;
  readonly holds: (clerk: Participant) => boolean;
}

describe("after kill -9 in the midst of moderation", () => {
  let feed: FakeFeed;
  let server: Server;
  let meeting: Links & { slug: string };
  let staff: string;
  let burst: string;

  before(async () => {
    feed = await FakeFeed.start();
    process.env["WARDCAST_SOCIAL_ALLOW_HOSTS"] = feed.host;
    process.env["WARDCAST_SOCIAL_REQUESTS_PER_MINUTE"] = "6000";
    process.env["WARDCAST_SOCIAL_POLL_S"] = "1";
    server = await Server.start();
    meeting = await server.createMeeting("A queue in a storm", "--hashtag", "ward");
    await server.command("source", "add", meeting.slug, "mastodon", "--server", feed.url);
    staff = tokenOf(meeting.clerk);
    burst = await someBurst();
  });
  after(async () => {
    await server.stop();
    await feed.stop();
  });

  const join = (token?: string) => Participant.join(server.url, meeting.slug, token === undefined ? {} : { token });

  async function someBurst(): Promise<string> {
    const clerk = await join(staff);
    const { question } = await clerk.done("ask_for", { text: "What are the many here for?" });
    for (let i = 0; i < 31; i++) {
      const newcomer = await join();
      await newcomer.done("vote", { question });
      await newcomer.leave();
    }
    const bursts = () => clerk.state?.["bursts"] as { id: string }[];
    await clerk.until("the burst", () => bursts().length > 0);
    await clerk.leave();
    return bursts()[0]?.id ?? "";
  }

  /** Six questions, each where one of the round's deeds wants it, and the residents who asked two of them. */
  async function sixQuestions(round: number) {
    const clerk = await join(staff);
    const [one, other, blocked] = [await join(), await join(), await join()];
    const texts = ["edit", "decline", "decline too", "answer", "appeal", "judge"].map(
      (what) => `Round ${round}: ${what}?`,
    );
    const askers = [blocked, blocked, blocked, blocked, one, other];
    const ids: string[] = [];
    for (const [i, text] of texts.entries()) ids.push((await askers[i]?.done("ask", { text }))?.question ?? "");
    const [, , , answer, appeal, judge] = ids;
    await clerk.done("approve", { question: answer });
    await clerk.done("decline", { question: appeal, reason: "unclear" });
    for (const command of ["approve", "call", "answered"]) await clerk.done(command, { question: judge });
    const participant = (clerk.question(ids[0]) as unknown as Wire)["participant"] as string;
    for (const who of [clerk, one, other, blocked]) await who.leave();
    return { ids, participant, appellant: one.keep, judge: other.keep };
  }

  function deedsOf(round: number, six: Awaited<ReturnType<typeof sixQuestions>>): Deed[] {
    const [edit = "", first = "", second = "", answer = "", appeal = "", judge = ""] = six.ids;
    const see = (clerk: Participant, id: string) => clerk.question(id) as unknown as Wire;
    const words = { en: [`word ${round}`], cy: [] };
    const order = ["support", "oldest", "fair"][round % 3];
    const removes = round % 2 === 0;
    const by = (command: string, data: Wire, holds: Deed["holds"], as = staff): Deed => ({ as, command, data, holds });
    return [
      by(
        "edit",
        { question: edit, text: `Round ${round}: put right?` },
        (c) => see(c, edit)["text"] === `Round ${round}: put right?`,
      ),
      by("decline_many", { questions: [first, second], reason: "duplicate" }, (c) =>
        [first, second].every((id) => see(c, id)["status"] === "declined" && see(c, id)["reason"] === "duplicate"),
      ),
      by("order_by", { order }, (c) => c.state?.["order"] === order),
      by("listen", { minutes: 5 + round }, (c) => c.state?.["listening"] !== null),
      by(
        "set_rules",
        { words },
        (c) => isDeepStrictEqual((c.state?.["rules"] as Wire)["words"], words),
      ),
      by(
        "block",
        { participant: six.participant },
        (c) => (c.state?.["blocked"] as Wire[]).filter((each) => each["participant"] === six.participant).length === 1,
      ),
      by(
        "write_answer",
        { question: answer, text: `Yes, ${round}.` },
        (c) => (see(c, answer)["answer"] as Wire)["text"] === `Yes, ${round}.`,
      ),
      by(
        "appeal",
        { question: appeal, text: "Look again." },
        (c) => see(c, appeal)["appeal"] !== undefined,
        six.appellant,
      ),
      by("verdict", { question: judge, verdict: "partly" }, (c) => see(c, judge)["verdict"] === "partly", six.judge),
      by(removes ? "remove_burst" : "restore_burst", { burst }, (c) =>
        (c.state?.["bursts"] as Wire[]).some((each) => each["id"] === burst && each["removed"] === removes),
      ),
    ];
  }

  test(`every deed is done whole and once, in each of ${rounds} crashes`, async () => {
    const posts: string[] = [];
    for (let round = 0; round < rounds; round++) {
      const deeds = deedsOf(round, await sixQuestions(round)).map((deed) => ({ ...deed, id: randomUUID() }));
      const enough = Math.floor(Math.random() * (deeds.length + 1));
      let done = 0;
      const unanswered: typeof deeds = [];
      const people = await Promise.all(deeds.map(({ as }) => join(as)));
      for (let i = 0; i < 5; i++) {
        posts.push(`Post ${posts.length} of round ${round}`);
        feed.posts.write("ward", posts.at(-1) ?? "", `author${i}`);
      }
      if (enough === 0) void server.kill();
      await Promise.all(
        deeds.map(async (deed, i) => {
          try {
            const answer = await people[i]?.do(deed.command, deed.data, deed.id);
            assert.equal(answer?.type, "done", `${deed.command}: ${answer?.message}`);
            if (++done === enough) await server.kill();
          } catch (error) {
            if (error instanceof assert.AssertionError) throw error;
            unanswered.push(deed);
          }
        }),
      );
      await server.kill();
      await server.serve();

      const after = await join(staff);
      for (const deed of deeds) {
        if (!unanswered.includes(deed)) assert.ok(deed.holds(after), `lost: ${deed.command}`);
      }
      const declined = deeds[1]?.data["questions"] as string[];
      assert.equal(new Set(declined.map((id) => after.question(id)?.status)).size, 1, "declined by halves");
      // Whoever got no answer asks again, under the same id.
      for (const deed of unanswered) {
        const who = await join(deed.as);
        const answer = await who.do(deed.command, deed.data, deed.id);
        assert.equal(answer.type, "done", `${deed.command}: ${answer.message}`);
        await who.leave();
      }
      const clerk = await join(staff);
      for (const deed of deeds) assert.ok(deed.holds(clerk), `not there: ${deed.command}`);
      const count = (text: string) =>
        clerk.state?.questions.filter((each) => each.text.includes(`${text} `)).length ?? 0;
      await clerk.until("all posts", () => posts.every((text) => count(text) > 0));
      for (const text of posts) assert.equal(count(text), 1, text);
      await Promise.all([after.leave(), clerk.leave()]);
    }
    const record = (await (await fetch(`${server.url}/api/v1/meetings/${meeting.slug}/record`)).json()) as {
      counts: { by_action: Record<string, number> };
    };
    const each = { edited: 1, answer_written: 1, appealed: 1, verdict: 1, declined: 3 };
    for (const [action, times] of Object.entries(each)) {
      assert.equal(record.counts.by_action[`question.${action}`], times * rounds, action);
    }
    assert.equal(record.counts.by_action["participant.blocked"], rounds);
    await server.command("verify", meeting.slug); // The chain is whole, or it would end with an error.
  });
});
