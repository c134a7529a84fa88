// Order, rules, bursts, receipts and the open record over the wire, against the real server.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Participant } from "../harness/participant.ts";
import { type Links, Server } from "../harness/server.ts";

const tokenOf = (link: string) => new URL(link).searchParams.get("k") ?? "";

interface Done {
  readonly question?: string;
  readonly receipt?: string;
}

describe("a fair queue in the open", () => {
  let server: Server;
  let meeting: Links & { slug: string };
  let chair: Participant;
  let clerk: Participant;

  before(async () => {
    server = await Server.start();
  });
  after(async () => server.stop());

  const resident = () => Participant.join(server.url, meeting.slug);
  const asked = async (who: Participant, text: string, more: object = {}) => {
    const done = (await who.done("ask", { text, ...more })) as Done;
    assert.ok(done.question !== undefined);
    return done.question;
  };
  const approved = async (who: Participant, text: string) => {
    const question = await asked(who, text);
    await chair.done("approve", { question });
    return question;
  };
  const form = async (path: string, fields: Record<string, string>) =>
    fetch(new URL(path, server.url), {
      method: "POST",
      redirect: "manual",
      headers: { origin: new URL(server.url).origin },
      body: new URLSearchParams(fields),
    });
  const fresh = async (title: string) => {
    meeting = await server.createMeeting(title);
    chair = await Participant.join(server.url, meeting.slug, { token: tokenOf(meeting.chair) });
    clerk = await Participant.join(server.url, meeting.slug, { token: tokenOf(meeting.clerk) });
  };

  test("nine people come before the second question of a tenth", async () => {
    await fresh("Nine before one");
    const tenth = await resident();
    await approved(tenth, "The first of the tenth?");
    const second = await approved(tenth, "The second of the tenth?");
    for (let i = 0; i < 9; i++) await approved(await resident(), `Somebody's only question, number ${i}?`);
    await chair.until("all stand in the queue", () => chair.state?.queue.length === 11);
    await chair.until("the second comes last", () => chair.state?.queue.at(-1) === second);
  });

  test("while the meeting listens no count reaches a resident, and then all do", async () => {
    await fresh("Listening");
    const watcher = await resident();
    const question = await approved(await resident(), "May this be counted?");
    await watcher.until("the question", () => watcher.question(question) !== undefined);
    await chair.done("listen", { minutes: 5 });
    const late = await resident();
    await late.done("vote", { question });
    await chair.until("staff see the count", () => chair.question(question)?.supporters === 1);
    const before = late.frames.length;
    assert.equal(late.frames.join("").includes('"supporters"'), false);
    await chair.done("listen", { minutes: 0 });
    await late.until("its count", () => late.frames.slice(before).some((frame) => frame.includes(`"${question}":1`)));
  });

  test("blocked, unnamed, too fast and held words are answered as the rules say", async () => {
    await fresh("Rules");
    await clerk.done("set_rules", { naming: "required", slow_s: 60, words: { en: ["scam"], cy: [] } });
    const ann = await resident();
    assert.equal((await ann.do("ask", { text: "Why?" })).code, "name_needed");
    const held = await asked(ann, "Is it a scam?", { anonymous: true });
    await chair.until("it is held", () => chair.question(held)?.status === "held");
    assert.equal((await ann.do("ask", { text: "And why?", name: "Ann" })).code, "slow_down");
    const { participant } = chair.question(held) as unknown as { participant: string };
    await chair.done("block", { participant });
    await clerk.done("set_rules", { slow_s: 0 });
    assert.equal((await ann.do("ask", { text: "And why?", name: "Ann" })).code, "blocked");
  });

  test("sixty people behind one address have sixty votes, and a removed burst none", async () => {
    await fresh("A hall");
    const question = await approved(await resident(), "Who is for it?");
    const hall = await Promise.all(Array.from({ length: 60 }, () => resident()));
    await Promise.all(hall.map(async (who) => who.done("vote", { question })));
    await Promise.all(hall.map(async (who) => assert.equal((await who.do("vote", { question })).code, "already_done")));
    await chair.until("sixty", () => chair.question(question)?.supporters === 60);
    const bursts = () => (clerk.state?.["bursts"] ?? []) as { id: string }[];
    await clerk.until("staff are told of so many at once", () => bursts().length > 0);
    const burst = bursts()[0]?.id;
    await clerk.done("remove_burst", { burst });
    await chair.until("fewer", () => (chair.question(question)?.supporters ?? 60) < 60);
    await clerk.done("restore_burst", { burst });
    await chair.until("sixty again", () => chair.question(question)?.supporters === 60);
  });

  test("a receipt shows the fate, takes an appeal once, and the asker's verdict", async () => {
    await fresh("Receipts");
    const ann = await resident();
    const done = (await ann.done("ask", { text: "Why <b>so</b>?" })) as Done;
    assert.match(done.receipt ?? "", /^\/m\/receipts\/q\/q_[a-z0-9]+\.[\w-]+$/);
    const receipt = new URL(done.receipt ?? "", server.url);
    const { question } = done;
    await chair.done("decline", { question, reason: "unclear" });
    const page = await (await fetch(receipt)).text();
    assert.match(page, /Not taken: the chair could not tell what is asked/);
    assert.match(page, /Why &lt;b&gt;so&lt;\/b&gt;\?/);
    assert.equal((await form(`${receipt.pathname}/appeal`, { text: "It is clear." })).status, 303);
    assert.equal((await form(`${receipt.pathname}/appeal`, { text: "Again." })).status, 409);
    await clerk.until("the appeal", () => {
      const seen = clerk.question(question) as unknown as { appeal?: { text: string } } | undefined;
      return seen?.appeal?.text === "It is clear.";
    });
    await chair.done("approve", { question });
    await chair.done("call", { question });
    await chair.done("answered");
    await clerk.done("write_answer", { question, text: "Because of the rain." });
    assert.match(await (await fetch(receipt)).text(), /Because of the rain\./);
    assert.equal((await form(`${receipt.pathname}/verdict`, { verdict: "partly" })).status, 303);
    const forged = `${receipt.pathname.slice(0, -1)}${receipt.pathname.endsWith("A") ? "B" : "A"}`;
    assert.equal((await fetch(new URL(forged, server.url))).status, 404);
    const back = await Participant.join(server.url, meeting.slug, { token: ann.keep });
    assert.ok(back.frames.join("").includes(receipt.pathname), "whoever comes back still has it");
  });

  test("the record of moderation is open, without anybody's words", async () => {
    await fresh("The record");
    const question = await asked(await resident(), "Words that must not stand there?", { name: "Nobody's name" });
    await chair.done("decline", { question, reason: "personal" });
    const answer = await fetch(new URL(`/api/v1/meetings/${meeting.slug}/record`, server.url));
    const text = await answer.text();
    const record = JSON.parse(text) as {
      counts: { by_reason: Record<string, number> };
      entries: { action: string; by: string; hash: string }[];
      head: string;
    };
    assert.deepEqual(record.counts.by_reason, { personal: 1 });
    assert.deepEqual(
      record.entries.map(({ action, by }) => [action, by]),
      [
        ["question.asked", "asker"],
        ["question.declined", "chair"],
      ],
    );
    assert.match(record.head, /^[0-9a-f]{64}$/);
    for (const secret of ["Words that", "Nobody's"]) assert.equal(text.includes(secret), false);
    const page = await (await fetch(new URL(`/m/${meeting.slug}/record?lang=cy`, server.url))).text();
    assert.match(page, /Cofnod cymedroli/);
  });
});
