// What was acknowledged is never lost and never doubled, whenever the power goes.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { Participant } from "../harness/participant.ts";
import { type Links, Server } from "../harness/server.ts";

// A longer search: WARDCAST_CRASH_ROUNDS=1000.
const rounds = Number(process.env["WARDCAST_CRASH_ROUNDS"] ?? 8);
const tokenOf = (link: string) => new URL(link).searchParams.get("k") ?? "";

describe("after kill -9", () => {
  let server: Server;
  let meeting: Links & { slug: string };

  before(async () => {
    server = await Server.start();
    meeting = await server.createMeeting("A meeting in a storm");
  });
  after(async () => server.stop());

  test(`every acknowledged question is there once, in each of ${rounds} crashes`, async () => {
    const acknowledged = new Set<string>();
    const sent = new Map<string, string>(); // Text by command id: what may or may not have been stored.
    for (let round = 0; round < rounds; round++) {
      const people = await Promise.all(Array.from({ length: 10 }, () => Participant.join(server.url, meeting.slug)));
      const unanswered: { id: string; text: string; keep: string }[] = [];
      const enough = 1 + Math.floor(Math.random() * 30);
      let answered = 0;
      const asking = people.map(async (who) => {
        for (let i = 0; i < 4; i++) {
          const [id, text] = [randomUUID(), `Round ${round}: ${randomUUID()}`];
          sent.set(id, text);
          try {
            const answer = await who.do("ask", { text }, id);
            assert.equal(answer.type, "done", answer.message);
            acknowledged.add(text);
            if (++answered === enough) await server.kill();
          } catch {
            unanswered.push({ id, text, keep: who.keep });
            return;
          }
        }
      });
      await Promise.all(asking);
      await server.kill();
      await server.serve();
      // Whoever got no answer sends the same command again, as the same person.
      for (const { id, text, keep } of unanswered) {
        const who = await Participant.join(server.url, meeting.slug, { token: keep });
        const answer = await who.do("ask", { text }, id);
        assert.equal(answer.type, "done", `${answer.code ?? ""} ${answer.message ?? ""}`);
        acknowledged.add(text);
        await who.leave();
      }
      const clerk = await Participant.join(server.url, meeting.slug, { token: tokenOf(meeting.clerk) });
      const texts = clerk.state?.questions.map(({ text }) => text) ?? [];
      assert.equal(new Set(texts).size, texts.length, "a question stands twice");
      for (const text of acknowledged) assert.ok(texts.includes(text), `lost: ${text}`);
      await clerk.leave();
    }
  });

  test("a socket that comes back with its last seq misses nothing and hears nothing twice", async () => {
    const chair = await Participant.join(server.url, meeting.slug, { token: tokenOf(meeting.chair) });
    const watcher = await Participant.join(server.url, meeting.slug);
    const asker = await Participant.join(server.url, meeting.slug);
    const first = (await asker.done("ask", { text: "Before the break?" })).question;
    await chair.done("approve", { question: first });
    await watcher.until("the first", () => watcher.question(first) !== undefined);
    const { seq, state, keep } = watcher;
    await watcher.leave();
    const second = (await asker.done("ask", { text: "During the break?" })).question;
    await chair.done("approve", { question: second });
    await chair.done("call", { question: first });

    const back = await Participant.join(server.url, meeting.slug, { token: keep, since: seq, ...(state ? { state } : {}) });
    const fresh = await Participant.join(server.url, meeting.slug);
    assert.ok(back.events.length > 0, "only what was missed came");
    assert.ok(back.events.every((event) => event.seq > seq));
    assert.deepEqual(back.state?.queue, fresh.state?.queue);
    assert.equal(back.state?.asking, first);
    const texts = back.state?.questions.map(({ text }) => text) ?? [];
    assert.equal(new Set(texts).size, texts.length);
  });
});
